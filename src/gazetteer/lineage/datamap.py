"""The data map: who gives data, which systems, sources or datasets hold it, and who receives it.

Without a scope the map has every system, source or dataset, every recipient and origin, and every declared flow. With one it
has what the fields in scope are in and where they go: a flow that is declared for elements counts where such a field holds one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from gazetteer.inventory.flow_rows import dataset_end
from gazetteer.inventory.flows import Endpoint, FlowClaim, FlowHow, NodeKind, NodeRecord, Transformation, flow_id, node_id
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.queries import DatasetQuery, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.graph import Gap, Why
from gazetteer.lineage.holding import Closure, among
from gazetteer.lineage.reading import claims_of
from gazetteer_scanners.scanning.coverage import CoverageState
from gazetteer_scanners.taxonomy import Level

MAX_FIELDS = 50_000
MAX_DATASETS = 100_000
_PAGE = 1000
_ORDER = (NodeKind.SYSTEM, NodeKind.SOURCE, NodeKind.ORIGIN, NodeKind.RECIPIENT, NodeKind.DATASET)
"""Kinds of which there are few come first, so that the first page of a big map has what its datasets are joined to."""
_DECLARED_KINDS = (NodeKind.SYSTEM, NodeKind.RECIPIENT, NodeKind.ORIGIN)


class Grouping(StrEnum):
    """What the map's middle nodes are; a dataset without a system stands under its source in a map of systems."""

    SYSTEM = "SYSTEM"
    SOURCE = "SOURCE"
    DATASET = "DATASET"


@dataclass(slots=True)
class MapNode:
    """A node: the fields (in scope) that are in it, by effective level and by element."""

    id: str
    kind: NodeKind
    name: str
    source: str | None = None
    dataset: str | None = None
    owner: str | None = None
    field_count: int = 0
    levels: Counter[Level] = field(default_factory=Counter)
    elements: Counter[str] = field(default_factory=Counter)
    record: DatasetRecord | NodeRecord | None = None
    coverage: CoverageState | None = None
    source_id: str = ""

    def read(self, state: CoverageState) -> None:
        """Take in how far one more dataset was read: COMPLETE if all were, else PARTIAL if anything was."""
        if self.coverage is not None and self.coverage is not state:
            were_read = {CoverageState.COMPLETE, CoverageState.PARTIAL} & {self.coverage, state}
            state = CoverageState.PARTIAL if were_read else CoverageState.FAILED
        self.coverage = state


@dataclass(slots=True)
class MapEdge:
    """An edge between two nodes; `elements` counts the fields whose elements flow, 0 for one that is only declared."""

    id: str
    origin: str
    target: str
    how: set[FlowHow] = field(default_factory=set)
    transformations: set[Transformation] = field(default_factory=set)
    elements: Counter[str] = field(default_factory=Counter)
    flows: set[str] = field(default_factory=set)
    job: str | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None

    def add(self, claim: FlowClaim) -> None:
        """Take in a claim."""
        self.how.add(claim.how)
        self.transformations.add(claim.transformation)
        self.flows.add(claim.flow_id)
        self.job = self.job or claim.job
        self.first_seen = min(self.first_seen or claim.first_seen, claim.first_seen)
        self.last_seen = max(self.last_seen or claim.last_seen, claim.last_seen)


@dataclass(frozen=True, slots=True)
class DataMap:
    """Nodes by kind (in the order of `_ORDER`), name and id, edges by id; `unassigned` datasets have no system."""

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    unassigned: int
    gaps: tuple[Gap, ...] = ()


async def draw_map(store: InventoryStore, closure: Closure, grouping: Grouping, scope: FieldQuery | None = None) -> DataMap:
    """The map of the whole inventory, or of the fields in a scope.

    Bounded by `MAX_DATASETS` and `MAX_FIELDS` (a gap says so); the number of store calls grows with the number of datasets
    and of fields with elements, by the thousand.
    """
    drawing = _Drawing(store, closure, grouping, is_scoped=scope is not None)
    await drawing.place_datasets()
    await drawing.place_declared()
    await drawing.place_fields(scope or FieldQuery(has_elements=True))
    await drawing.connect()
    return drawing.drawn()


@dataclass(slots=True)
class _Drawing:
    store: InventoryStore
    closure: Closure
    grouping: Grouping
    is_scoped: bool
    datasets: dict[str, DatasetRecord] = field(default_factory=dict)
    nodes: dict[str, MapNode] = field(default_factory=dict)
    declared: dict[str, NodeRecord] = field(default_factory=dict)
    fields: dict[str, FieldRecord] = field(default_factory=dict)
    edges: dict[tuple[str, str], MapEdge] = field(default_factory=dict)
    counted: set[tuple[str, str]] = field(default_factory=set)
    gaps: list[Gap] = field(default_factory=list)

    async def place_datasets(self) -> None:
        after: str | None = None
        while True:
            page = await self.store.page_datasets(DatasetQuery(), PageRequest(_PAGE, after))
            self.datasets.update((dataset.id, dataset) for dataset in page.items)
            if not page.has_next:
                return
            if len(self.datasets) >= MAX_DATASETS:
                self.gaps.append(Gap(Why.FAN_OUT, f"The map shows the first {MAX_DATASETS:,} datasets; give it a scope."))
                return
            after = page.keys[-1]

    async def place_declared(self) -> None:
        for kind in _DECLARED_KINDS:
            for node in await self.store.nodes_of_kind(kind):
                self.declared[node.id] = node
                if not self.is_scoped and (kind is not NodeKind.SYSTEM or self.grouping is Grouping.SYSTEM):
                    self._outside(node)
        if not self.is_scoped:
            for dataset in self.datasets.values():
                group = self._group(dataset)
                group.field_count += dataset.field_count
                group.levels.update(dataset.level_counts)
                group.elements.update(dataset.element_counts)
                group.read(dataset.last.coverage.state)

    async def place_fields(self, query: FieldQuery) -> None:
        after: str | None = None
        while True:
            page = await self.store.page_fields(query, FieldOrder.NAME, PageRequest(_PAGE, after))
            self.fields.update((found.id, found) for found in page.items)
            if not page.has_next:
                break
            if len(self.fields) >= MAX_FIELDS:
                self.gaps.append(Gap(Why.FAN_OUT, f"Flows of the first {MAX_FIELDS:,} fields are shown; give the map a scope."))
                break
            after = page.keys[-1]
        if self.is_scoped:
            met = {found.dataset_id for found in self.fields.values()} & self.datasets.keys()
            for id_ in sorted(met):
                self._group(self.datasets[id_]).read(self.datasets[id_].last.coverage.state)
            for found in self.fields.values():
                dataset = self.datasets.get(found.dataset_id)
                if dataset is not None:
                    node = self._group(dataset)
                    node.field_count += 1
                    node.levels[found.effective_level] += 1
                    node.elements.update({one.element for one in found.in_force})

    async def connect(self) -> None:
        """Edges of fields, then of what contains them, then what is only declared."""
        for claim in await claims_of(self.store, End.ORIGIN, list(self.fields)):
            if claim.carries:
                held = {one.element for one in self.fields[claim.origin.id].in_force}
                self._edge(claim, held)
        inside: dict[str, list[FieldRecord]] = defaultdict(list)
        for found in self.fields.values():
            for id_ in self._containers(found):
                inside[id_].append(found)
        systems = {id_ for id_, node in self.declared.items() if node.kind is NodeKind.SYSTEM}
        around = set(inside) if self.is_scoped else {*inside, *systems, *self.declared}
        for end in End:
            for claim in await claims_of(self.store, end, sorted(around)):
                near = claim.origin if end is End.ORIGIN else claim.target
                if claim.carries and near.kind is not NodeKind.FIELD:
                    self._declare(claim, end, inside.get(near.id, []))

    def _declare(self, claim: FlowClaim, near: End, held_by: Sequence[FieldRecord]) -> None:
        """Edges of a flow of a whole dataset, source or system: one for each node in which fields hold what flows."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        if not self.is_scoped:
            whole = self._node_of(dataset_end(claim.origin if near is End.ORIGIN else claim.target))
            if whole is not None:
                counts[whole.id].update(dict.fromkeys(claim.elements, 0))
        for found in held_by:
            dataset = self.datasets.get(found.dataset_id)
            flowing = self._flowing(claim, found)
            if dataset is not None and flowing:
                counts[self._group(dataset).id].update(flowing)
        far = self._node_of(dataset_end(claim.target if near is End.ORIGIN else claim.origin)) if counts else None
        for id_, elements in counts.items():
            edge = self._join(self.nodes[id_], far, claim) if near is End.ORIGIN else self._join(far, self.nodes[id_], claim)
            if edge is not None:
                for element, count in elements.items():
                    edge.elements[element] = max(edge.elements[element], count)

    def _flowing(self, claim: FlowClaim, found: FieldRecord) -> tuple[str, ...]:
        held = {one.element for one in found.in_force}
        if not claim.elements:
            return () if claim.is_open else tuple(sorted(held))
        return among(held, claim.elements, self.closure)

    def _edge(self, claim: FlowClaim, elements: Iterable[str]) -> None:
        """The edge of a field's flow; a field counts once, in however many ways, and to however many fields, it flows."""
        edge = self._join(self._node_of(dataset_end(claim.origin)), self._node_of(dataset_end(claim.target)), claim)
        if edge is not None and (edge.id, claim.origin.id) not in self.counted:
            self.counted.add((edge.id, claim.origin.id))
            edge.elements.update(elements)

    def _join(self, begin: MapNode | None, end: MapNode | None, claim: FlowClaim) -> MapEdge | None:
        """The edge between two nodes, with this claim; None where the map shows only one of them, or one alone."""
        if begin is None or end is None or begin.id == end.id:
            return None
        edge = self.edges.get((begin.id, end.id))
        if edge is None:
            edge = self.edges[begin.id, end.id] = MapEdge(flow_id(begin.id, end.id, is_indirect=False), begin.id, end.id)
        edge.add(claim)
        return edge

    def _node_of(self, end: Endpoint) -> MapNode | None:
        """The map's node for an end of a flow, made if it is not there yet; None for what the map does not show."""
        dataset = self.datasets.get(end.dataset_id)
        if dataset is not None:
            return self._group(dataset)
        if end.id in self.declared:
            node = self.declared[end.id]
            return None if node.kind is NodeKind.SYSTEM and self.grouping is not Grouping.SYSTEM else self._outside(node)
        if end.kind is NodeKind.SOURCE and self.grouping is not Grouping.DATASET:
            return self.nodes.get(end.id)
        if end.id not in self.nodes:
            self.nodes[end.id] = MapNode(end.id, NodeKind.PLACEHOLDER, end.id, source_id=end.source_id)
        return self.nodes[end.id]

    def _outside(self, node: NodeRecord) -> MapNode:
        if node.id not in self.nodes:
            self.nodes[node.id] = MapNode(node.id, node.kind, node.name, owner=node.owner, record=node)
        return self.nodes[node.id]

    def _group(self, dataset: DatasetRecord) -> MapNode:
        if self.grouping is Grouping.SYSTEM and dataset.system:
            id_ = node_id(NodeKind.SYSTEM, dataset.system)
            known = self.declared.get(id_)
            if id_ not in self.nodes:
                self.nodes[id_] = MapNode(id_, NodeKind.SYSTEM, known.name if known else dataset.system, record=known)
            return self.nodes[id_]
        if self.grouping is Grouping.DATASET:
            if dataset.id not in self.nodes:
                self.nodes[dataset.id] = MapNode(
                    dataset.id,
                    NodeKind.DATASET,
                    dataset.name,
                    dataset.source_key,
                    dataset.name,
                    dataset.owner,
                    record=dataset,
                    source_id=dataset.source_id,
                )
            return self.nodes[dataset.id]
        if dataset.source_id not in self.nodes:
            key = dataset.source_key
            self.nodes[dataset.source_id] = MapNode(dataset.source_id, NodeKind.SOURCE, key, key, source_id=dataset.source_id)
        return self.nodes[dataset.source_id]

    def _containers(self, found: FieldRecord) -> list[str]:
        dataset = self.datasets.get(found.dataset_id)
        ids = [found.dataset_id, found.source_id]
        return [*ids, node_id(NodeKind.SYSTEM, dataset.system)] if dataset is not None and dataset.system else ids

    def drawn(self) -> DataMap:
        ranks = {kind: rank for rank, kind in enumerate(_ORDER)}
        order = sorted(self.nodes.values(), key=lambda node: (ranks.get(node.kind, len(ranks)), node.name, node.id))
        scoped = {found.dataset_id for found in self.fields.values()} if self.is_scoped else self.datasets.keys()
        unassigned = sum(1 for id_ in scoped if id_ in self.datasets and not self.datasets[id_].system)
        edges = sorted(self.edges.values(), key=lambda edge: edge.id)
        return DataMap(tuple(order), tuple(edges), unassigned, tuple(self.gaps))
