"""Every route from one node to another: first which nodes lie on one, then the routes themselves, shortest first."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gazetteer.inventory.flows import Endpoint
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.graph import CUTS, Direction, Edge, Gap, Node, Why
from gazetteer.lineage.holding import Holdings
from gazetteer.lineage.walking import MAX_DEPTH, walk_fields

_MOST_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Route:
    """One way from a start to a goal: nodes in order, and the edges between them (one fewer)."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """The first routes, shortest first, then by ids; `gaps` says if there may be more."""

    routes: tuple[Route, ...] = ()
    gaps: tuple[Gap, ...] = ()


async def find_routes(
    store: InventoryStore, holdings: Holdings, starts: Sequence[Endpoint], goals: Sequence[Endpoint], first: int
) -> Routes:
    """At most `first` routes without a repeated node from any start to any goal, along flows that carry values."""
    graph = await walk_fields(store, holdings, starts, Direction.DOWNSTREAM, MAX_DEPTH)
    reached = {node.id: node for node in graph.nodes}
    ends = {goal.id for goal in goals} & reached.keys()
    useful = _leading_to(graph.edges, ends)
    onward: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        if edge.carries and edge.target in useful:
            onward[edge.origin].append(edge)
    begins = [start.id for start in starts if start.id in useful]
    routes, has_more = _shortest_first(begins, ends, onward, reached, first)
    gaps = [gap for gap in graph.gaps if gap.why in CUTS]
    if has_more:
        gaps.append(Gap(Why.FAN_OUT, f"There are more routes than these {len(routes):,}; ask for more."))
    return Routes(tuple(routes), tuple(gaps))


def _leading_to(edges: Iterable[Edge], ends: Iterable[str]) -> set[str]:
    back: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.carries:
            back[edge.target].append(edge.origin)
    found, queue = set(ends), deque(ends)
    while queue:
        for origin in back[queue.popleft()]:
            if origin not in found:
                found.add(origin)
                queue.append(origin)
    return found


def _shortest_first(
    begins: Sequence[str],
    ends: set[str],
    onward: Mapping[str, Sequence[Edge]],
    reached: Mapping[str, Node],
    first: int,
) -> tuple[list[Route], bool]:
    """Breadth-first over routes; a route ends at the first goal that it meets. False if these are all."""
    queue: deque[tuple[str, tuple[Edge, ...]]] = deque((id_, ()) for id_ in begins)
    routes: list[Route] = []
    for _ in range(_MOST_STEPS):
        if not queue:
            return routes, False
        at, way = queue.popleft()
        if at in ends and way:
            if len(routes) == first:
                return routes, True
            routes.append(_route(way, reached))
            continue
        passed = {edge.origin for edge in way} | {at}
        queue.extend((edge.target, (*way, edge)) for edge in onward.get(at, ()) if edge.target not in passed)
    return routes, True


def _route(way: Sequence[Edge], reached: Mapping[str, Node]) -> Route:
    return Route((reached[way[0].origin], *(reached[edge.target] for edge in way)), tuple(way))
