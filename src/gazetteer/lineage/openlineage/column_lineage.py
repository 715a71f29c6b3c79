"""Column lineage in an event's facets, in every form that producers write.

old    fields.phone = {"inputFields": [{namespace, name, field}], "transformationType": "MASKED",
                       "transformationDescription": "sha256"}
new    fields.phone.inputFields[0].transformations = [{"type": "DIRECT", "subtype": "TRANSFORMATION", "masking": true, …}],
       and `dataset`: inputs that steer which rows there are, whatever the column
lineage  the facet that the specification has beside it since 2026: `inputs`, and `fields.phone.inputs`

What a step does to data, by type, subtype and masking (ColumnLineageDatasetFacet 1-2-0; docs/lineage.md explains it):

    DIRECT IDENTITY        IDENTITY        values arrive
    DIRECT TRANSFORMATION  TRANSFORMATION  values arrive
    ... with masking       HASHING, ENCRYPTION or MASKING, as the description says: values arrive in that form
    DIRECT AGGREGATION     AGGREGATION     values can arrive (the largest, the last)
    ... with masking       AGGREGATION     no value arrives (a count)
    INDIRECT               INDIRECT        no value arrives
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from gazetteer.inventory.flows import FlowHow, Transformation
from gazetteer.lineage.openlineage.events import Event
from gazetteer.lineage.openlineage.json_places import JsonPlace
from gazetteer.lineage.showing import shown_name
from gazetteer.lineage.statements import DatasetName, FieldName, FlowStatement, Name

MAX_COLUMNS: Final = 10_000
"""Columns of one output that a facet speaks of."""
MAX_FLOWS: Final = 200_000
"""Flows of one event."""

_HASHES = re.compile(r"hash|sha[-_]?\d|md5|hmac|blake|murmur|digest", re.IGNORECASE)
_CIPHERS = re.compile(r"encrypt|cipher|\baes|\bpgp|\brsa\b", re.IGNORECASE)
_OLD_TYPES: Final = {"MASKED": ("DIRECT", "TRANSFORMATION", True), "INDIRECT": ("INDIRECT", "", False)}


@dataclass(frozen=True, slots=True)
class Step:
    """What happens on the way, whether values arrive, and the producer's word for it."""

    transformation: Transformation
    carries: bool = True
    word: str = ""


@dataclass(slots=True)
class FlowSheet:
    """The flows of one event as they are read; several steps of one kind between two ends are one flow."""

    event: Event
    _steps: dict[tuple[Name, Name, Transformation], tuple[bool, dict[str, None]]] = field(default_factory=dict)
    _origins: dict[DatasetName, set[DatasetName]] = field(default_factory=lambda: defaultdict(set))

    def add(self, origin: Name, target: Name, step: Step, place: JsonPlace) -> None:
        """Note a flow, unless it goes from a name to itself.

        Raises:
            EventError: if the event has too many.
        """
        if origin == target:
            return
        carries, words = self._steps.get((origin, target, step.transformation), (False, {}))
        if step.word:
            words[step.word] = None
        self._steps[origin, target, step.transformation] = (carries or step.carries, words)
        self._origins[_dataset(target)].add(_dataset(origin))
        if len(self._steps) > MAX_FLOWS:
            place.refuse(f"the event has more than {MAX_FLOWS:,} flows; send it in several events")

    def origins_of(self, target: DatasetName) -> set[DatasetName]:
        """The datasets from which something flows into this one."""
        return set(self._origins.get(target, ()))

    def statements(self) -> tuple[FlowStatement, ...]:
        """All flows as statements."""
        event = self.event
        return tuple(
            FlowStatement(
                origin,
                target,
                FlowHow.OPENLINEAGE,
                transformation,
                carries,
                event.at,
                event.job,
                f"{event.said_by}{': ' if words else ''}{', '.join(words)}",
            )
            for (origin, target, transformation), (carries, words) in self._steps.items()
        )


def read_column_lineage(facet: JsonPlace, target: DatasetName, sheet: FlowSheet) -> None:
    """Add what a `columnLineage` facet says.

    Raises:
        EventError: if it is malformed or too big.
    """
    for path, column in _columns(facet):
        for entry in column.items("inputFields"):
            origin = FieldName(_named(entry), entry.need("field").text())
            steps = _steps(entry) if entry.get("transformations") is not None else ()
            for step in steps or (_old_step(column),):
                sheet.add(origin, FieldName(target, path), step, entry)
    for entry in facet.items("dataset"):
        origin = FieldName(_named(entry), entry.need("field").text())
        for step in _steps(entry) or (Step(Transformation.INDIRECT, carries=False),):
            sheet.add(origin, target, step, entry)


def read_lineage(facet: JsonPlace, target: DatasetName, sheet: FlowSheet) -> None:
    """Add what a `lineage` facet, or an entry of one, says of a dataset; inputs that are jobs are no data.

    Raises:
        EventError: if it is malformed or too big.
    """
    _read_inputs(facet, target, sheet)
    if facet.get("fields") is not None:
        for path, column in _columns(facet):
            _read_inputs(column, FieldName(target, path), sheet)


def _read_inputs(place: JsonPlace, target: Name, sheet: FlowSheet) -> None:
    for entry in place.items("inputs"):
        if entry.text_of("type") == "JOB":
            continue
        dataset, path = _named(entry), entry.text_of("field")
        origin = FieldName(dataset, path) if path else dataset
        steers = isinstance(origin, FieldName) and isinstance(target, DatasetName)
        usual = Step(Transformation.INDIRECT, carries=False) if steers else Step(Transformation.UNKNOWN)
        for step in _steps(entry) or (usual,):
            sheet.add(origin, target, step, entry)


def _columns(facet: JsonPlace) -> Iterator[tuple[str, JsonPlace]]:
    fields = facet.need("fields")
    for count, (path, column) in enumerate(fields.members()):
        if count >= MAX_COLUMNS:
            fields.refuse(f"has more than {MAX_COLUMNS:,} columns; send them in several events")
        if not path:
            column.refuse("has no name; name the column")
        yield path, column


def _named(entry: JsonPlace) -> DatasetName:
    return DatasetName(entry.need("namespace").text(), entry.need("name").text())


def _steps(entry: JsonPlace) -> tuple[Step, ...]:
    return tuple(
        _step(
            each.need("type").text().upper(),
            each.text_of("subtype").upper(),
            each.text_of("description"),
            (masking := each.get("masking")) is not None and masking.value is True,
        )
        for each in entry.items("transformations")
    )


def _old_step(column: JsonPlace) -> Step:
    """The step of a whole column as facets before version 1-1-0 say it: IDENTITY, MASKED, or a word of the producer's own."""
    word = column.text_of("transformationType").upper()
    kind, subtype, is_masking = _OLD_TYPES.get(word, ("DIRECT", word, False))
    return _step(kind, subtype, column.text_of("transformationDescription"), is_masking)


def _step(kind: str, subtype: str, description: str, is_masking: bool) -> Step:
    """The descriptions are looked at but not kept: literals of a statement may stand in them."""
    word = shown_name(subtype)
    if kind == "INDIRECT":
        return Step(Transformation.INDIRECT, carries=False, word=word)
    if subtype == "AGGREGATION":
        return Step(Transformation.AGGREGATION, carries=not is_masking, word=word)
    if is_masking:
        return Step(_masked_form(description), word=word)
    if subtype in (Transformation.IDENTITY, Transformation.TRANSFORMATION):
        return Step(Transformation(subtype), word=word)
    return Step(Transformation.UNKNOWN, word=word)


def _masked_form(description: str) -> Transformation:
    if _HASHES.search(description):
        return Transformation.HASHING
    return Transformation.ENCRYPTION if _CIPHERS.search(description) else Transformation.MASKING


def _dataset(name: Name) -> DatasetName:
    return name.dataset if isinstance(name, FieldName) else name
