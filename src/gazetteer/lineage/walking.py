"""Walking along flows, breadth first: the number of store calls is bounded by the depth, not by the number of edges.

In a graph of fields a flow that is known for a whole dataset, source or system (an outside recipient, a job without
columns) is followed from each field in it that can hold what flows; what such a flow reaches is a dataset, and from
there the walk goes on from dataset to dataset, because nobody says which of its fields are meant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gazetteer.inventory.flows import Endpoint, Flow, NodeKind, flows_of
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.graph import Direction, Edge, Gap, Graph, Node, Why, edge_of_flow
from gazetteer.lineage.grouping import edges_of_datasets
from gazetteer.lineage.holding import Holdings
from gazetteer.lineage.reading import claims_of

MAX_DEPTH = 50
MAX_NODES = 20_000

_NEAR = {Direction.DOWNSTREAM: End.ORIGIN, Direction.UPSTREAM: End.TARGET}


@dataclass(slots=True)
class _Walk:
    """One direction's walk; nodes and edges by id."""

    store: InventoryStore
    holdings: Holdings
    direction: Direction
    include_indirect: bool
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], Edge] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)

    async def run(self, starts: Sequence[Endpoint], depth: int) -> None:
        frontier = self._add(starts, 0)
        for step in range(1, depth + 1):
            if not frontier:
                return
            frontier = self._add(await self._neighbours(frontier), step)
        if frontier and await self._neighbours(frontier, look_only=True):
            message = (
                f"The walk ends {depth} steps from the start, and goes on from {len(frontier):,} nodes; ask for more depth."
            )
            self.gaps.append(Gap(Why.DEPTH, message, at=frontier[0].id, count=len(frontier)))

    def _add(self, ends: Iterable[Endpoint], depth: int) -> list[Endpoint]:
        new: list[Endpoint] = []
        for end in ends:
            if end.id in self.nodes:
                continue
            if len(self.nodes) >= MAX_NODES:
                if not any(gap.why is Why.FAN_OUT for gap in self.gaps):
                    message = f"More than {MAX_NODES:,} nodes are reached; go on from this one."
                    self.gaps.append(Gap(Why.FAN_OUT, message, at=end.id))
                continue
            self.nodes[end.id] = Node(end, depth)
            new.append(end)
        return new

    async def _neighbours(self, frontier: Sequence[Endpoint], look_only: bool = False) -> list[Endpoint]:
        """The far ends of what begins (or ends) at these nodes; adds the edges unless it only looks."""
        await self.holdings.meet_systems(frontier)
        asked = {id_ for end in frontier for id_ in (end.id, *self.holdings.containers(end))}
        claims = await claims_of(self.store, _NEAR[self.direction], sorted(asked), self.include_indirect)
        near = _NEAR[self.direction]
        by_near: dict[str, list[Flow]] = {}
        for flow in flows_of(claims):
            by_near.setdefault((flow.origin if near is End.ORIGIN else flow.target).id, []).append(flow)
        near_ids = {end.id for end in frontier}
        if any(
            claim.elements for id_, flows in by_near.items() if id_ not in near_ids for flow in flows for claim in flow.claims
        ):
            await self.holdings.meet(frontier)
        reached: list[Endpoint] = []
        for end in frontier:
            for id_ in (end.id, *self.holdings.containers(end)):
                reached += self._follow(end, by_near.get(id_, ()), look_only)
        datasets = [
            end for end in frontier if end.kind in (NodeKind.DATASET, NodeKind.PLACEHOLDER) and end.dataset_id == end.id
        ]
        return [*reached, *(await self._from_datasets(datasets, look_only))]

    def _follow(self, end: Endpoint, flows: Iterable[Flow], look_only: bool) -> list[Endpoint]:
        reached = []
        for flow in flows:
            is_down = self.direction is Direction.DOWNSTREAM
            far = flow.target if is_down else flow.origin
            edge = edge_of_flow(flow, *((end.id, far.id) if is_down else (far.id, end.id)))
            near = flow.origin if is_down else flow.target
            if near.id != end.id and (edge.is_open or not self.holdings.holds(end, edge.elements)):
                continue
            reached.append(far)
            if not look_only:
                self.edges[edge.id, edge.origin, edge.target] = edge
        return reached

    async def _from_datasets(self, datasets: Sequence[Endpoint], look_only: bool) -> list[Endpoint]:
        if not datasets:
            return []
        ids = [end.id for end in datasets]
        found = await self.store.dataset_edges_at(_NEAR[self.direction], ids, self.include_indirect)
        reached = []
        for edge in edges_of_datasets(found):
            is_down = self.direction is Direction.DOWNSTREAM
            reached.append(edge.target_end if is_down else edge.origin_end)
            if not look_only:
                self.edges.setdefault((edge.edge.id, edge.edge.origin, edge.edge.target), edge.edge)
        return reached


async def walk_fields(
    store: InventoryStore,
    holdings: Holdings,
    starts: Sequence[Endpoint],
    direction: Direction,
    depth: int,
    include_indirect: bool = False,
) -> Graph:
    """The graph of what is reached from the starts within `depth` steps (at most `MAX_DEPTH`), with the starts.

    Makes at most four store calls a step and direction.
    """
    directions = (Direction.UPSTREAM, Direction.DOWNSTREAM) if direction is Direction.BOTH else (direction,)
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    gaps: list[Gap] = []
    for one in directions:
        walk = _Walk(store, holdings, one, include_indirect)
        await walk.run(starts, min(depth, MAX_DEPTH))
        for id_, node in walk.nodes.items():
            if id_ not in nodes or nodes[id_].depth > node.depth:
                nodes[id_] = node
        kept = ((key, edge) for key, edge in walk.edges.items() if edge.origin in nodes and edge.target in nodes)
        edges.update(kept)
        gaps += walk.gaps
    return Graph(
        nodes=tuple(sorted(nodes.values(), key=lambda node: (node.depth, node.id))),
        edges=tuple(edges[key] for key in sorted(edges)),
        gaps=tuple(gaps),
    )


async def walk_datasets(
    store: InventoryStore, starts: Sequence[Endpoint], direction: Direction, depth: int, include_indirect: bool = False
) -> Graph:
    """As `walk_fields`, over datasets: one store call a step and direction."""
    directions = (Direction.UPSTREAM, Direction.DOWNSTREAM) if direction is Direction.BOTH else (direction,)
    nodes = {end.id: Node(end, 0) for end in starts}
    edges: dict[str, Edge] = {}
    gaps: list[Gap] = []
    for one in directions:
        frontier = list(starts)
        met = {end.id for end in starts}
        for step in range(1, min(depth, MAX_DEPTH) + 2):
            found = await store.dataset_edges_at(_NEAR[one], [end.id for end in frontier], include_indirect) if frontier else ()
            far = {}
            for edge in edges_of_datasets(found):
                end = edge.target_end if one is Direction.DOWNSTREAM else edge.origin_end
                far[end.id] = end
                if step <= depth and (end.id in met or len(nodes) < MAX_NODES):
                    edges[edge.edge.id] = edge.edge
            new = [end for id_, end in far.items() if id_ not in met]
            if step > depth:
                if far:
                    message = f"The walk ends {depth} steps from the start; ask for more depth."
                    gaps.append(Gap(Why.DEPTH, message, at=frontier[0].id, count=len(frontier)))
                break
            frontier = []
            for end in new:
                if len(nodes) >= MAX_NODES:
                    gaps.append(Gap(Why.FAN_OUT, f"More than {MAX_NODES:,} nodes are reached; go on from this one.", at=end.id))
                    break
                met.add(end.id)
                frontier.append(end)
                if end.id not in nodes or nodes[end.id].depth > step:
                    nodes[end.id] = Node(end, step)
    kept = [edges[id_] for id_ in sorted(edges) if edges[id_].origin in nodes and edges[id_].target in nodes]
    return Graph(tuple(sorted(nodes.values(), key=lambda node: (node.depth, node.id))), tuple(kept), tuple(gaps))
