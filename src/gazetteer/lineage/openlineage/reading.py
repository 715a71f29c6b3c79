"""From one event to statements: column lineage where it is given, else which dataset feeds which.

A run that failed or was stopped makes no flow; a start, a running and a completed one do as soon as they name outputs.
Facets that the specification does not know, and versions of facets that this module does not, are set apart and named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from gazetteer.inventory.flows import Transformation
from gazetteer.lineage.openlineage.column_lineage import FlowSheet, Step, read_column_lineage, read_lineage
from gazetteer.lineage.openlineage.events import Event, EventDataset, parse_event
from gazetteer.lineage.openlineage.json_places import JsonPlace
from gazetteer.lineage.showing import shown_name
from gazetteer.lineage.statements import DatasetName, LineageProblem, ProblemCode, Said

_VERSION: Final = 1
"""The major version of every facet that is read for its flows."""
_LATER_VERSIONS: Final = {"jobType": 2}
"""Major versions of other facets that are known."""
_FACET_VERSION = re.compile(r"/facets/(\d+-\d+-\d+)/")
# Names of facets: https://openlineage.io/spec/facets/ (release 1.54 of the clients).
_DATASET_FACETS: Final = frozenset(
    {
        *("schema", "dataSource", "documentation", "ownership", "columnLineage", "lineage", "symlinks", "version"),
        *("lifecycleStateChange", "storage", "datasetType", "tags", "catalog", "hierarchy", "partition"),
        *("dataQualityMetrics", "dataQualityAssertions"),
    }
)
_INPUT_FACETS: Final = frozenset({"dataQualityMetrics", "dataQualityAssertions", "inputStatistics", "subset"})
_OUTPUT_FACETS: Final = frozenset({"outputStatistics", "subset"})
_JOB_FACETS: Final = frozenset(
    {"documentation", "ownership", "sourceCode", "sourceCodeLocation", "sql", "jobType", "tags", "lineage", "routine"}
)
_RUN_FACETS: Final = frozenset(
    {
        *("parent", "nominalTime", "errorMessage", "processing_engine", "environmentVariables", "externalQuery"),
        *("extractionError", "executionParameters", "jobDependencies", "tags", "test", "lineage"),
    }
)
_NO_DATA: Final = frozenset({"DROP", "TRUNCATE"})
_MOST_UNREAD: Final = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What an event says.

    Attributes:
        symlinks: further names of its datasets.
        owners: who owns its datasets, as they may be shown.
        unread: places of facets that were set apart, once each: `run.facets.spark_version`, `outputs.facets.schema 2-0-0`.
    """

    event: Event
    said: Said
    symlinks: dict[DatasetName, tuple[DatasetName, ...]] = field(default_factory=dict)
    owners: dict[DatasetName, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def read_event(document: object, now: datetime) -> Reading:
    """What an event says.

    Args:
        document: the event as parsed JSON.
        now: events from later than a day after it are refused.

    Raises:
        EventError: if it is malformed or passes a limit; nothing of it counts.
    """
    event = parse_event(document, now)
    unread = _Unread()
    datasets = [*event.inputs, *event.outputs]
    sheet = FlowSheet(event)
    if event.has_flows:
        for output in event.outputs:
            _read_output(output, event, sheet, unread)
        _read_job_lineage(event, sheet, unread)
    _look_over(event, unread)
    return Reading(
        event,
        Said(sheet.statements(), tuple(unread.problems)),
        {each.name: others for each in datasets if (others := _other_names(each))},
        {each.name: owner for each in datasets if (owner := _owner(each))},
        tuple(sorted(unread.places))[:_MOST_UNREAD],
    )


@dataclass(slots=True)
class _Unread:
    places: set[str] = field(default_factory=set)
    problems: list[LineageProblem] = field(default_factory=list)


def _read_output(output: EventDataset, event: Event, sheet: FlowSheet, unread: _Unread) -> None:
    change = _facet(output.facets, "lifecycleStateChange", event, unread)
    word = change.text_of("lifecycleStateChange").upper() if change else ""
    if word in _NO_DATA:
        return
    columns = _facet(output.facets, "columnLineage", event, unread)
    if columns is not None:
        read_column_lineage(columns, output.name, sheet)
    lineage = _facet(output.facets, "lineage", event, unread)
    if lineage is not None:
        read_lineage(lineage, output.name, sheet)
    told = sheet.origins_of(output.name)
    for source in event.inputs:
        if source.name not in told:
            sheet.add(source.name, output.name, Step(Transformation.UNKNOWN), source.place)
    before = change.get("previousIdentifier") if change and word == "RENAME" else None
    if before is not None:
        name = DatasetName(before.need("namespace").text(), before.need("name").text())
        sheet.add(name, output.name, Step(Transformation.IDENTITY, word=word), before)


def _read_job_lineage(event: Event, sheet: FlowSheet, unread: _Unread) -> None:
    """The `lineage` facet of job and run: entries that name their targets; a target that is a job receives no data."""
    for owner in ("job", "run"):
        held = event.place.get(owner)
        facet = _facet(held.get("facets") if held else None, "lineage", event, unread)
        for entry in facet.items("entries") if facet else ():
            if entry.text_of("type") != "JOB":
                name = DatasetName(entry.need("namespace").text(), entry.need("name").text())
                read_lineage(entry, name, sheet)


def _facet(facets: JsonPlace | None, name: str, event: Event, unread: _Unread) -> JsonPlace | None:
    """The facet, unless it was deleted or is of another version, which is a problem: it would have told of flows."""
    found = facets.get(name) if facets else None
    if found is None or ((deleted := found.get("_deleted")) is not None and deleted.value is True):
        return None
    version = _version_of(found)
    if version is not None and _major(version) != _VERSION:
        message = f"{found.path} has the version {version}, of which only {_VERSION} is read; its flows are missing"
        unread.problems.append(LineageProblem(ProblemCode.UNREADABLE, event.scope, message))
        return None
    return found


def _version_of(facet: JsonPlace) -> str | None:
    match = _FACET_VERSION.search(facet.text_of("_schemaURL"))
    return match[1] if match else None


def _major(version: str) -> int:
    return int(version.partition("-")[0])


def _look_over(event: Event, unread: _Unread) -> None:
    for where, facets, known in _facet_groups(event):
        for name, facet in facets.members():
            if name not in known:
                unread.places.add(f"{where}.{shown_name(name)}")
            elif (version := _version_of(facet)) is not None and _major(version) > _LATER_VERSIONS.get(name, _VERSION):
                unread.places.add(f"{where}.{name} {version}")


def _facet_groups(event: Event) -> Iterator[tuple[str, JsonPlace, frozenset[str]]]:
    for owner, known in (("run", _RUN_FACETS), ("job", _JOB_FACETS), ("dataset", _DATASET_FACETS)):
        held = event.place.get(owner)
        if held is not None and (facets := held.get("facets")) is not None:
            yield f"{owner}.facets", facets, known
    for side, own, known in (("inputs", "inputFacets", _INPUT_FACETS), ("outputs", "outputFacets", _OUTPUT_FACETS)):
        for each in event.place.items(side):
            if (facets := each.get("facets")) is not None:
                yield f"{side}.facets", facets, _DATASET_FACETS
            if (facets := each.get(own)) is not None:
                yield f"{side}.{own}", facets, known


def _other_names(dataset: EventDataset) -> tuple[DatasetName, ...]:
    """What else the dataset is called: its symlinks, and its name at the address of its data source."""
    facets = dataset.facets
    if facets is None:
        return ()
    links = facets.get("symlinks")
    names = [
        DatasetName(each.need("namespace").text(), each.need("name").text())
        for each in (links.items("identifiers") if links else ())
    ]
    source = facets.get("dataSource")
    if source is not None and (uri := source.text_of("uri")) and uri != dataset.name.namespace:
        names.append(DatasetName(uri, dataset.name.name))
    return tuple(dict.fromkeys(name for name in names if name != dataset.name))


def _owner(dataset: EventDataset) -> str:
    """The names of its owners, at most three."""
    held = dataset.facets.get("ownership") if dataset.facets else None
    names = [name for each in (held.items("owners") if held else ()) if (name := each.text_of("name"))]
    return ", ".join(shown_name(name) for name in names[:3])
