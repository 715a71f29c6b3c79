"""The inventory's lineage as OpenLineage events: a job event for each job, output and time at which it was seen.

A flow that was first seen in March and last seen in May is in two events, so that importing them gives the same times.
Column flows stand in the facet `columnLineage`; flows of whole datasets are the inputs, and in the facet `lineage` where
an input alone would say less. Flows found by overlap are guesses and are left out, and so are flows of systems and
recipients, which are no datasets.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from gazetteer.inventory.flows import FlowClaim, FlowHow, NodeKind, Transformation
from gazetteer.lineage.labels import EndLabel

PRODUCER: Final = "urn:gazetteer:lineage-export"
_SPEC: Final = "https://openlineage.io/spec"
_DATASETS: Final = (NodeKind.FIELD, NodeKind.DATASET, NodeKind.PLACEHOLDER)
_SCOPE: Final = "openlineage:"
_OWN_NAMESPACE: Final = "gazetteer"
_MASKED: Final = {
    Transformation.HASHING: "hash",
    Transformation.ENCRYPTION: "encryption",
    Transformation.MASKING: "mask",
}


@dataclass(frozen=True, slots=True)
class _Key:
    namespace: str
    job: str
    at: datetime
    output: tuple[str, str]


@dataclass(slots=True)
class _Output:
    """What flows into one dataset."""

    inputs: set[tuple[str, str]] = field(default_factory=set)
    columns: dict[str, dict[tuple[str, str, str], list[FlowClaim]]] = field(default_factory=lambda: defaultdict(dict))
    steering: dict[tuple[str, str, str], list[FlowClaim]] = field(default_factory=dict)
    whole: dict[tuple[str, str], list[FlowClaim]] = field(default_factory=dict)
    into_columns: dict[str, dict[tuple[str, str], list[FlowClaim]]] = field(default_factory=lambda: defaultdict(dict))


def is_exported(claim: FlowClaim, labels: Mapping[str, EndLabel]) -> bool:
    """True for a flow between datasets or fields whose names are known and that somebody knows of."""
    ends = (claim.origin, claim.target)
    is_known = all(end.kind in _DATASETS and end.id in labels and labels[end.id].dataset for end in ends)
    return is_known and claim.how is not FlowHow.OVERLAP


def events_of(claims: Iterable[FlowClaim], labels: Mapping[str, EndLabel]) -> Iterator[dict[str, Any]]:
    """The events of some claims, by job, output and time; claims that are not exported are left out."""
    outputs: dict[_Key, _Output] = defaultdict(_Output)
    for claim in claims:
        if not is_exported(claim, labels):
            continue
        namespace, job = _job_of(claim)
        for at in {claim.first_seen, claim.last_seen}:
            key = _Key(namespace, job, at, _dataset(labels[claim.target.id]))
            _add(outputs[key], claim, labels)
    for key in sorted(outputs, key=lambda each: (each.namespace, each.job, each.output, each.at)):
        yield _event(key, outputs[key])


def _job_of(claim: FlowClaim) -> tuple[str, str]:
    """Namespace and name of the job: those that it was sent with, where an event said it; else who says it."""
    job = claim.job or ""
    scope = claim.scope.removeprefix(_SCOPE)
    if claim.scope.startswith(_SCOPE) and job and scope.endswith(f"/{job}"):
        return scope.removesuffix(f"/{job}"), job
    return _OWN_NAMESPACE, f"{claim.scope} {job}".rstrip()


def _dataset(label: EndLabel) -> tuple[str, str]:
    return label.source, label.dataset_id or label.dataset


def _add(output: _Output, claim: FlowClaim, labels: Mapping[str, EndLabel]) -> None:
    origin, target = labels[claim.origin.id], labels[claim.target.id]
    dataset = _dataset(origin)
    output.inputs.add(dataset)
    column = target.field_id or target.field
    if origin.field:
        entry = (*dataset, origin.field_id or origin.field)
        (output.columns[column] if column else output.steering).setdefault(entry, []).append(claim)
    else:
        (output.into_columns[column] if column else output.whole).setdefault(dataset, []).append(claim)


def _event(key: _Key, output: _Output) -> dict[str, Any]:
    namespace, name = key.output
    facets: dict[str, Any] = {}
    if output.columns or output.steering:
        facets["columnLineage"] = {
            **_facet("1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet"),
            "fields": {
                path: {"inputFields": [_entry(entry, claims) for entry, claims in sorted(entries.items())]}
                for path, entries in sorted(output.columns.items())
            },
            "dataset": [_entry(entry, claims) for entry, claims in sorted(output.steering.items())],
        }
    if lineage := _lineage(output):
        facets["lineage"] = lineage
    return {
        "eventTime": key.at.isoformat().replace("+00:00", "Z"),
        "producer": PRODUCER,
        "schemaURL": f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/JobEvent",
        "job": {"namespace": key.namespace, "name": key.job, "facets": {}},
        "inputs": [{"namespace": each[0], "name": each[1], "facets": {}} for each in sorted(output.inputs)],
        "outputs": [{"namespace": namespace, "name": name, "facets": facets}],
    }


def _lineage(output: _Output) -> dict[str, Any]:
    """The facet that tells of whole datasets what inputs do not; {} if that is nothing."""
    told = {entry[:2] for entries in (*output.columns.values(), output.steering) for entry in entries}
    told |= {dataset for entries in output.into_columns.values() for dataset in entries}
    plain = [Transformation.UNKNOWN]
    inputs = {
        dataset: claims
        for dataset, claims in output.whole.items()
        if dataset in told or [claim.transformation for claim in claims] != plain
    }
    if not inputs and not output.into_columns:
        return {}
    return {
        **_facet("1-0-0/LineageFacet.json#/$defs/LineageDatasetFacet"),
        "inputs": [_input(dataset, claims) for dataset, claims in sorted(inputs.items())],
        "fields": {
            path: {"inputs": [_input(dataset, claims) for dataset, claims in sorted(entries.items())]}
            for path, entries in sorted(output.into_columns.items())
        },
    }


def _facet(schema: str) -> dict[str, Any]:
    return {"_producer": PRODUCER, "_schemaURL": f"{_SPEC}/facets/{schema}"}


def _entry(entry: tuple[str, str, str], claims: Iterable[FlowClaim]) -> dict[str, Any]:
    namespace, name, path = entry
    return {"namespace": namespace, "name": name, "field": path, "transformations": _transformations(claims)}


def _input(dataset: tuple[str, str], claims: Iterable[FlowClaim]) -> dict[str, Any]:
    return {"namespace": dataset[0], "name": dataset[1], "type": "DATASET", "transformations": _transformations(claims)}


def _transformations(claims: Iterable[FlowClaim]) -> list[dict[str, Any]]:
    """What the claims say, so that reading it says the same."""
    return [_transformation(claim) for claim in claims]


def _transformation(claim: FlowClaim) -> dict[str, Any]:
    word = claim.transformation
    if word is Transformation.INDIRECT:
        return {"type": "INDIRECT", "masking": False}
    if word is Transformation.UNKNOWN:
        return {"type": "DIRECT"}
    if word in _MASKED:
        return {"type": "DIRECT", "subtype": "TRANSFORMATION", "description": _MASKED[word], "masking": True}
    is_masking = word is Transformation.AGGREGATION and not claim.carries
    return {"type": "DIRECT", "subtype": word.value, "masking": is_masking}
