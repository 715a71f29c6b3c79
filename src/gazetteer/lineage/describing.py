"""What the inventory says of a graph's nodes: read for all of them in a handful of store calls."""

from asyncio import gather
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gazetteer.inventory.flows import Endpoint, NodeKind, NodeRecord
from gazetteer.inventory.records import DatasetRecord, FieldRecord, SourceRecord
from gazetteer.inventory.store import InventoryStore, SourceTotals
from gazetteer.lineage.graph import Gap, Why
from gazetteer.lineage.holding import Holdings
from gazetteer_scanners.scanning.coverage import CoverageState
from gazetteer_scanners.taxonomy import Level

Record = FieldRecord | DatasetRecord | SourceRecord | NodeRecord


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """What is known of a node.

    Attributes:
        kind: PLACEHOLDER where the inventory has neither field nor dataset of this id (any more).
        name: a field's path, a dataset's name, a source's key, else the node's name.
        source, dataset: where it lies, as far as it does.
        owner: who answers for it; of a field, its dataset's is to be asked.
        effective_level: the highest of its fields'; UNKNOWN for what is not read.
        field_count, levels, elements: of the fields in it (a field counts itself).
        coverage: of its dataset; None for what no scan reads.
        record: what the inventory has of it.
    """

    end: Endpoint
    kind: NodeKind
    name: str
    source: str | None = None
    dataset: str | None = None
    owner: str | None = None
    effective_level: Level = Level.UNKNOWN
    field_count: int = 0
    levels: Mapping[Level, int] = field(default_factory=dict)
    elements: Mapping[str, int] = field(default_factory=dict)
    coverage: CoverageState | None = None
    record: Record | None = None


async def describe(store: InventoryStore, holdings: Holdings, ends: Sequence[Endpoint]) -> dict[str, NodeFacts]:
    """Facts of every node, by id."""
    whole = [end for end in ends if end.id == end.dataset_id]
    await gather(holdings.meet_fields(ends), holdings.meet_datasets(whole))
    source_ids = sorted({end.id for end in ends if end.kind is NodeKind.SOURCE})
    sources = await store.sources_by_id(source_ids) if source_ids else {}
    totals = await store.source_totals(source_ids) if source_ids else {}
    others = [end.id for end in ends if not _is_held(end, holdings, sources)]
    nodes = await store.nodes_by_id(others) if others else {}
    return {end.id: _facts(end, holdings, sources, totals, nodes) for end in ends}


def gaps_of(facts: Iterable[NodeFacts]) -> list[Gap]:
    """What the inventory does not know about these nodes, each reason once with its count."""
    unknown = [known for known in facts if known.kind is NodeKind.PLACEHOLDER]
    unresolved = [one for one in unknown if isinstance(one.record, NodeRecord) and not one.record.is_resolved]
    not_scanned = [one for one in unknown if one not in unresolved]
    gaps = []
    if unresolved:
        message = "Names of sources that the inventory does not know; scan these sources, or give them an alias."
        gaps.append(Gap(Why.UNRESOLVED_NAME, message, at=unresolved[0].end.id, count=len(unresolved)))
    if not_scanned:
        message = "Fields or datasets that no scan has met; what they hold is not known."
        gaps.append(Gap(Why.NOT_SCANNED, message, at=not_scanned[0].end.id, count=len(not_scanned)))
    return gaps


def _is_held(end: Endpoint, holdings: Holdings, sources: Mapping[str, SourceRecord]) -> bool:
    return end.id in holdings.fields or end.id in holdings.datasets or end.id in sources


def _facts(
    end: Endpoint,
    holdings: Holdings,
    sources: Mapping[str, SourceRecord],
    totals: Mapping[str, SourceTotals],
    nodes: Mapping[str, NodeRecord],
) -> NodeFacts:
    if end.id in holdings.fields:
        return _field_facts(end, holdings.fields[end.id])
    if end.id in holdings.datasets:
        return _dataset_facts(end, holdings.datasets[end.id])
    if end.id in sources:
        return _source_facts(end, sources[end.id], totals[end.id])
    if end.id in nodes:
        node = nodes[end.id]
        return NodeFacts(end, node.kind, node.name, node.source, node.dataset, node.owner, record=node)
    return NodeFacts(end, NodeKind.PLACEHOLDER, end.id)


def _field_facts(end: Endpoint, found: FieldRecord) -> NodeFacts:
    return NodeFacts(
        end=end,
        kind=NodeKind.FIELD,
        name=found.path_text,
        source=found.source_key,
        dataset=found.dataset_name,
        effective_level=found.effective_level,
        field_count=1,
        levels={found.effective_level: 1},
        elements=dict(Counter({element.element for element in found.in_force})),
        coverage=CoverageState(found.coverage_state),
        record=found,
    )


def _dataset_facts(end: Endpoint, found: DatasetRecord) -> NodeFacts:
    return NodeFacts(
        end=end,
        kind=NodeKind.DATASET,
        name=found.name,
        source=found.source_key,
        dataset=found.name,
        owner=found.owner,
        effective_level=highest(found.level_counts),
        field_count=found.field_count,
        levels=found.level_counts,
        elements=found.element_counts,
        coverage=found.last.coverage.state,
        record=found,
    )


def _source_facts(end: Endpoint, found: SourceRecord, totals: SourceTotals) -> NodeFacts:
    return NodeFacts(
        end=end,
        kind=NodeKind.SOURCE,
        name=found.key,
        source=found.key,
        effective_level=highest(totals.level_counts),
        field_count=totals.field_count,
        levels=totals.level_counts,
        coverage=coverage_of(totals),
        record=found,
    )


def highest(counts: Mapping[Level, int]) -> Level:
    """The highest level that a field has; UNKNOWN without fields."""
    return max((level for level, count in counts.items() if count), key=lambda level: level.rank, default=Level.UNKNOWN)


def coverage_of(totals: SourceTotals) -> CoverageState:
    """COMPLETE if every dataset is, else PARTIAL if anything was read, else the state that there is."""
    coverage = totals.coverage
    if coverage.discovered == coverage.complete:
        return CoverageState.COMPLETE
    if coverage.complete or coverage.partial:
        return CoverageState.PARTIAL
    return CoverageState.FAILED if coverage.failed else CoverageState.NOT_REACHED
