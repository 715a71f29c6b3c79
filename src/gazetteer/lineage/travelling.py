"""Elements travel along flows: a field that a personal one feeds is personal, unless the step removes the data.

What arrives is decided anew for everything downstream of a change, from what the scans found: so taking back a flow takes
back what only it implied, also around cycles. Indirect flows and irreversible aggregation carry nothing; masked, hashed
and encrypted data stays personal, in that form. Flows found by overlap say that values coincide, not that one field feeds
the other: they imply nothing, and neither do flows of whole datasets, which do not say which field is fed.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gazetteer.inventory.flows import FlowClaim, FlowHow, NodeKind, Transformation
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.merging import with_implied
from gazetteer.inventory.records import FieldRecord, Implied
from gazetteer.inventory.store import DatasetPublication, InventoryStore
from gazetteer.lineage.reading import claims_of
from gazetteer_scanners.classification.decision import Detection, Factors
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.taxonomy import Taxonomy

_SHOWN_STEPS = 6
_FORMS = {
    Transformation.HASHING: Form.HASHED,
    Transformation.MASKING: Form.MASKED,
    Transformation.ENCRYPTION: Form.ENCRYPTED,
}


async def spread(store: InventoryStore, taxonomy: Taxonomy, field_ids: Collection[str], now: datetime) -> int:
    """Decide anew what flows bring to these fields and to all downstream of them; how many fields changed.

    Call it with the fields whose own elements changed, and with the targets of flows that were added or taken back.
    """
    reached = await _downstream(store, field_ids)
    incoming = await _claims(store, End.TARGET, sorted(reached))
    origins = {claim.origin.id for claim in incoming}
    fields = await store.fields_by_id(sorted(reached | origins))
    implied = _travel(fields, reached, incoming, taxonomy)
    changed = [
        after
        for id_ in sorted(reached & fields.keys())
        if (after := with_implied(fields[id_], implied.get(id_, ()))) != fields[id_]
    ]
    await _revise(store, changed, taxonomy, now)
    return len(changed)


async def _downstream(store: InventoryStore, field_ids: Collection[str]) -> set[str]:
    reached, frontier = set(field_ids), sorted(field_ids)
    while frontier:
        claims = await _claims(store, End.ORIGIN, frontier)
        frontier = sorted({claim.target.id for claim in claims} - reached)
        reached.update(frontier)
    return reached


async def _claims(store: InventoryStore, end: End, ids: Sequence[str]) -> list[FlowClaim]:
    """The claims at these fields that bring elements."""
    return [claim for claim in await claims_of(store, end, ids) if _brings(claim)]


def _brings(claim: FlowClaim) -> bool:
    are_fields = claim.origin.kind is NodeKind.FIELD and claim.target.kind is NodeKind.FIELD
    return are_fields and claim.carries and claim.how is not FlowHow.OVERLAP and claim.origin.id != claim.target.id


@dataclass(frozen=True, slots=True)
class _Arrival:
    """An element on its way: plainer forms come first, then shorter ways."""

    rank: int
    path: tuple[str, ...]
    element: str
    form: Form
    score: float

    @property
    def order(self) -> tuple[int, int, str, tuple[str, ...]]:
        return (self.rank, len(self.path), self.element, self.path)


def _travel(
    fields: Mapping[str, FieldRecord], reached: set[str], incoming: Iterable[FlowClaim], taxonomy: Taxonomy
) -> dict[str, list[Implied]]:
    """What arrives in each reached field: each element once, in its plainest form, by the shortest way."""
    onward: dict[str, list[FlowClaim]] = defaultdict(list)
    for claim in incoming:
        if claim.target.id in fields:
            onward[claim.origin.id].append(claim)
    queue = [(start.order, start) for id_, field in fields.items() for start in _starts(id_, field, id_ in reached)]
    heapq.heapify(queue)
    arrived: dict[str, dict[str, _Arrival]] = defaultdict(dict)
    own = {id_: {found.element for found in field.elements} for id_, field in fields.items()}
    while queue:
        _, here = heapq.heappop(queue)
        at = here.path[-1]
        if len(here.path) > 1 and at in reached:
            if here.element in arrived[at]:
                continue
            arrived[at][here.element] = here
        for claim in onward.get(at, ()):
            target = claim.target.id
            if here.element in arrived[target] or here.element in own[target]:
                continue
            form = _FORMS.get(claim.transformation, here.form)
            arrival = _Arrival(_rank(form), (*here.path, target), here.element, form, here.score)
            heapq.heappush(queue, (arrival.order, arrival))
    return {id_: [_implied(found[element], fields, taxonomy) for element in sorted(found)] for id_, found in arrived.items()}


def _starts(id_: str, field: FieldRecord, is_reached: bool) -> Iterator[_Arrival]:
    """What a field gives: its own elements, and, where it is not decided anew, what was brought to it before."""
    for found in field.elements:
        yield _Arrival(_rank(found.form), (id_,), found.element, found.form, found.score)
    if not is_reached:
        for one in field.implied:
            found = one.detection
            yield _Arrival(_rank(found.form), one.path, found.element, found.form, found.score)


def _rank(form: Form) -> int:
    return 0 if form is Form.PLAIN else 1


def _implied(arrival: _Arrival, fields: Mapping[str, FieldRecord], taxonomy: Taxonomy) -> Implied:
    element = taxonomy.get(arrival.element)
    label = element.label_en if element else arrival.element
    shown = [_name(fields.get(id_), id_) for id_ in arrival.path[:-1]]
    if len(shown) > _SHOWN_STEPS:
        left_out = len(shown) - _SHOWN_STEPS
        shown = [*shown[: _SHOWN_STEPS // 2], f"({left_out} more)", *shown[-_SHOWN_STEPS // 2 :]]
    form = "" if arrival.form is Form.PLAIN else f" {arrival.form.value.lower()}"
    reason = f"{label} ({arrival.element}) arrives{form} from {' -> '.join(shown)}."
    detection = Detection(arrival.element, arrival.score, arrival.form, Factors(), reason)
    level = element.level if element else fields[arrival.path[-1]].level
    return Implied(detection, level, taxonomy.closure(arrival.element), arrival.path)


def _name(field: FieldRecord | None, id_: str) -> str:
    return f"{field.source_key} {field.dataset_name}.{field.path_text}" if field else id_


async def _revise(store: InventoryStore, changed: Sequence[FieldRecord], taxonomy: Taxonomy, now: datetime) -> None:
    by_dataset: dict[str, list[FieldRecord]] = defaultdict(list)
    for field in changed:
        by_dataset[field.dataset_id].append(field)
    datasets = await store.datasets_by_id(sorted(by_dataset)) if by_dataset else {}
    for id_, dataset in sorted(datasets.items()):
        fields = tuple(replace(field, changed_at=now) for field in by_dataset[id_])
        revision = DatasetPublication(
            dataset, fields, _closures(fields, taxonomy), None, sequence=0, keeps_missing=True, is_revision=True
        )
        await store.publish_dataset(revision)


def _closures(fields: Iterable[FieldRecord], taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    ids = {found.element for field in fields for found in (*field.in_force, *field.candidates)}
    return {id_: taxonomy.closure(id_) for id_ in ids}
