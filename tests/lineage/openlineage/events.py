"""Events as producers send them, cut to what a test is about."""

from datetime import UTC, datetime
from typing import Any

from gazetteer.lineage.openlineage.reading import Reading, read_event

NOW = datetime(2026, 3, 10, tzinfo=UTC)
AT = "2026-03-01T02:00:00Z"
RUN = "01957b3e-0000-7000-8000-000000000001"
PRODUCER = "https://example.org/producer"
CRM = "sqlite:///srv/data/crm.sqlite"
SHOP = "postgres://db.example.org:5432"


def dataset(namespace: str = CRM, name: str = "users", **facets: Any) -> dict[str, Any]:
    """A dataset with facets."""
    return {"namespace": namespace, "name": name, "facets": facets}


def run_event(
    state: str | None = "COMPLETE", inputs: list[Any] | None = None, outputs: list[Any] | None = None, **others: Any
) -> dict[str, Any]:
    """An event of a run of the job `nightly` in the namespace `etl`."""
    event: dict[str, Any] = {
        "eventTime": AT,
        "producer": PRODUCER,
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": RUN, "facets": {}},
        "job": {"namespace": "etl", "name": "nightly", "facets": {}},
        "inputs": inputs if inputs is not None else [],
        "outputs": outputs if outputs is not None else [],
    }
    if state is not None:
        event["eventType"] = state
    return event | others


def columns(fields: dict[str, Any], version: str = "1-2-0", **others: Any) -> dict[str, Any]:
    """A `columnLineage` facet."""
    url = f"https://openlineage.io/spec/facets/{version}/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet"
    return {"_producer": PRODUCER, "_schemaURL": url, "fields": fields, **others}


def fed(field: str, *transformations: dict[str, Any], namespace: str = CRM, name: str = "users") -> dict[str, Any]:
    """An entry of `inputFields` in the new form."""
    return {"namespace": namespace, "name": name, "field": field, "transformations": list(transformations)}


def step(kind: str, subtype: str, masking: bool = False, description: str = "") -> dict[str, Any]:
    """A transformation in the new form."""
    return {"type": kind, "subtype": subtype, "masking": masking, "description": description}


def read(event: Any) -> Reading:
    """The event read."""
    return read_event(event, NOW)
