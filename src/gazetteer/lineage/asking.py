"""Questions about lineage, answered whole: where a node's data goes or comes from, by which routes, what a change touches."""

from asyncio import gather
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gazetteer.inventory.flow_rows import dataset_end
from gazetteer.inventory.flows import Endpoint, NodeKind, flow_id, node_id
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.pages import all_datasets
from gazetteer.inventory.queries import DatasetQuery
from gazetteer.inventory.records import DatasetRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.describing import NodeFacts, describe, gaps_of
from gazetteer.lineage.graph import Direction, Edge, Gap, Grain, Graph, Node, Why
from gazetteer.lineage.holding import Closure, Holdings, among
from gazetteer.lineage.reading import claims_of
from gazetteer.lineage.routes import Routes, find_routes
from gazetteer.lineage.walking import MAX_DEPTH, walk_datasets, walk_fields

_FIELDS_OF_A_START = 5_000

_KINDS = {
    "src": NodeKind.SOURCE,
    "sys": NodeKind.SYSTEM,
    "rcp": NodeKind.RECIPIENT,
    "ogn": NodeKind.ORIGIN,
    "job": NodeKind.JOB,
    "plh": NodeKind.PLACEHOLDER,
}


class UnknownNodeError(LookupError):
    """There is no such node; `args[0]` is its id."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A graph with the facts of its nodes, by id.

    Attributes:
        carried: by an edge's id, origin and target: the elements that travel along it, with how many fields they come from.
    """

    graph: Graph
    facts: Mapping[str, NodeFacts]
    carried: Mapping[tuple[str, str, str], Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change touches: the graph, and what is in it besides the starts.

    Attributes:
        datasets: by source and name; `elements` counts the fields that they are in.
        recipients: ids of recipients that are reached; `activities`: keys of what the datasets are processed for.
    """

    answer: Answer
    datasets: tuple[DatasetRecord, ...]
    elements: Counter[str]
    recipients: tuple[str, ...]
    activities: tuple[str, ...]
    owners: tuple[str, ...]


async def ask_lineage(
    store: InventoryStore,
    closure: Closure,
    of: Sequence[str],
    direction: Direction,
    depth: int,
    grain: Grain,
    include_indirect: bool = False,
) -> Answer:
    """What is within `depth` steps of these nodes, with the nodes themselves.

    Raises:
        UnknownNodeError: for an id that neither a scan nor a producer of lineage has told of.
    """
    holdings = Holdings(store, closure)
    found, _ = await gather(gather(*(_starts(store, holdings, id_, grain) for id_ in of)), holdings.look_for_systems())
    starts = [start for some in found for start in some]
    if grain is Grain.FIELD:
        graph = await walk_fields(store, holdings, starts, direction, depth, include_indirect)
        return await _answered(store, holdings, graph, grain)
    datasets = list({end.id: end for end in map(dataset_end, starts)}.values())
    graph = await walk_datasets(store, datasets, direction, depth, include_indirect)
    await holdings.meet(node.end for node in graph.nodes)
    if grain is Grain.SYSTEM:
        graph = _collapsed(graph, holdings)
    return await _answered(store, holdings, graph, grain)


async def ask_routes(store: InventoryStore, closure: Closure, origin: str, target: str, first: int) -> tuple[Routes, Answer]:
    """Routes from one node to another, and facts of their nodes.

    Raises:
        UnknownNodeError: as `ask_lineage`.
    """
    holdings = Holdings(store, closure)
    starts = await _starts(store, holdings, origin, Grain.FIELD)
    goals = await _starts(store, holdings, target, Grain.FIELD)
    found = await find_routes(store, holdings, starts, goals, first)
    nodes = {node.id: node for route in found.routes for node in route.nodes}
    edges = {(edge.id, edge.origin, edge.target): edge for route in found.routes for edge in route.edges}
    graph = Graph(tuple(nodes.values()), tuple(edges.values()), found.gaps)
    return found, await _answered(store, holdings, graph, Grain.FIELD)


async def ask_impact(store: InventoryStore, closure: Closure, of: Sequence[str], direction: Direction) -> Touched:
    """All that these nodes reach (or are reached from), however far.

    Raises:
        UnknownNodeError: as `ask_lineage`.
    """
    answer = await ask_lineage(store, closure, of, direction, MAX_DEPTH, Grain.FIELD)
    nodes = answer.graph.nodes
    ids = sorted({node.end.dataset_id for node in nodes if node.end.dataset_id})
    found = await store.datasets_by_id(ids) if ids else {}
    datasets = sorted(found.values(), key=lambda dataset: (dataset.source_key, dataset.name, dataset.id))
    elements: Counter[str] = Counter()
    for facts in answer.facts.values():
        if facts.kind is NodeKind.FIELD:
            elements.update(facts.elements.keys())
    return Touched(
        answer=answer,
        datasets=tuple(datasets),
        elements=elements,
        recipients=tuple(node.id for node in nodes if node.kind is NodeKind.RECIPIENT),
        activities=tuple(sorted({activity for dataset in datasets for activity in dataset.activities})),
        owners=tuple(sorted({dataset.owner for dataset in datasets if dataset.owner})),
    )


async def _starts(store: InventoryStore, holdings: Holdings, id_: str, grain: Grain) -> list[Endpoint]:
    prefix = id_.partition("_")[0]
    if prefix == "fld":
        found = (await store.fields_by_id([id_])).get(id_)
        if found is not None:
            holdings.fields[id_] = found
            return [Endpoint(id_, NodeKind.FIELD, found.dataset_id, found.source_id)]
    elif prefix == "dst":
        dataset = (await store.datasets_by_id([id_])).get(id_)
        if dataset is not None:
            holdings.datasets[id_] = dataset
            return await _of_dataset(store, holdings, dataset, grain)
    elif prefix == "src" and (await store.sources_by_id([id_])):
        return await _of_datasets(store, DatasetQuery(source_ids=(id_,)), Endpoint(id_, NodeKind.SOURCE, "", id_))
    node = (await store.nodes_by_id([id_])).get(id_)
    if node is None:
        raise UnknownNodeError(id_)
    if node.kind is NodeKind.SYSTEM and grain is not Grain.FIELD:
        return await _of_datasets(store, DatasetQuery(systems=(node.key,)), node.endpoint)
    return [node.endpoint]


async def _of_dataset(store: InventoryStore, holdings: Holdings, dataset: DatasetRecord, grain: Grain) -> list[Endpoint]:
    whole = Endpoint(dataset.id, NodeKind.DATASET, dataset.id, dataset.source_id)
    if grain is not Grain.FIELD:
        return [whole]
    fields = (await store.fields_of_datasets([dataset.id], _FIELDS_OF_A_START)).get(dataset.id, ())
    holdings.fields |= {found.id: found for found in fields}
    return [Endpoint(found.id, NodeKind.FIELD, dataset.id, dataset.source_id) for found in fields] or [whole]


async def _of_datasets(store: InventoryStore, query: DatasetQuery, itself: Endpoint) -> list[Endpoint]:
    """The node and its datasets."""
    datasets = await all_datasets(store, query)
    return [itself, *(Endpoint(one.id, NodeKind.DATASET, one.id, one.source_id) for one in datasets)]


async def _answered(store: InventoryStore, holdings: Holdings, graph: Graph, grain: Grain) -> Answer:
    facts, unread = await gather(describe(store, holdings, [node.end for node in graph.nodes]), _unread(store, graph))
    gaps = [*graph.gaps, *gaps_of(facts.values()), *unread]
    carried = _carried(graph, holdings) if grain is Grain.FIELD else await _carried_between(store, graph, holdings)
    return Answer(replace(graph, gaps=tuple(gaps)), facts, carried)


async def _unread(store: InventoryStore, graph: Graph) -> list[Gap]:
    """What producers said of these datasets and nobody could read."""
    ids = sorted({node.end.dataset_id for node in graph.nodes if node.end.dataset_id})
    problems = await store.problems(ids) if ids else ()
    by_why: dict[Why, list[str]] = {}
    where: dict[Why, str] = {}
    for problem in problems:
        why = _WHY.get(problem.code, Why.UNPARSED_SQL)
        by_why.setdefault(why, []).append(f"{problem.where}: {problem.message}")
        where.setdefault(why, problem.dataset_id)
    shown = 3
    return [
        Gap(why, "; ".join(texts[:shown]) + ("; ..." if len(texts) > shown else ""), at=where[why], count=len(texts))
        for why, texts in by_why.items()
    ]


_WHY = {"UNRESOLVED_NAME": Why.UNRESOLVED_NAME, "NOT_COMPARABLE": Why.NOT_SCANNED}
"""Of codes of problems; all others are about something that could not be read."""


def _key(edge: Edge) -> tuple[str, str, str]:
    return (edge.id, edge.origin, edge.target)


def _carried(graph: Graph, holdings: Holdings) -> dict[tuple[str, str, str], Counter[str]]:
    ends = {node.id: node.end for node in graph.nodes}
    carried = {}
    for edge in graph.edges:
        is_known = edge.carries and not edge.is_open and edge.origin in ends
        held = holdings.elements_of(ends[edge.origin]) if is_known else ()
        flowing = Counter(among(held, edge.elements, holdings.closure) if edge.elements else set(held))
        carried[_key(edge)] = flowing or Counter(dict.fromkeys(edge.elements, 0))
    return carried


async def _carried_between(store: InventoryStore, graph: Graph, holdings: Holdings) -> dict[tuple[str, str, str], Counter[str]]:
    """Elements along edges of datasets or systems, from the fields of the datasets in the graph."""
    ids = sorted(holdings.datasets)
    fields = await store.fields_of_datasets(ids, _FIELDS_OF_A_START) if ids else {}
    held = {found.id: {one.element for one in found.in_force} for some in fields.values() for found in some if found.in_force}
    place = _places(graph, holdings)
    counts: dict[tuple[str, str], Counter[str]] = {}
    seen: set[tuple[str, str, str]] = set()
    for claim in await claims_of(store, End.ORIGIN, sorted(held)):
        ends = (place.get(dataset_end(claim.origin).id, ""), place.get(dataset_end(claim.target).id, ""))
        if claim.carries and ends[0] != ends[1] and (claim.origin.id, *ends) not in seen:
            seen.add((claim.origin.id, *ends))
            counts.setdefault(ends, Counter()).update(held[claim.origin.id])
    return {_key(edge): counts.get((edge.origin, edge.target), Counter()) for edge in graph.edges if edge.carries}


def _places(graph: Graph, holdings: Holdings) -> dict[str, str]:
    """The node of the graph that stands for each dataset (or other node)."""
    nodes = {node.id for node in graph.nodes}
    places = {id_: id_ for id_ in nodes}
    for id_, dataset in holdings.datasets.items():
        if id_ not in nodes:
            places[id_] = _system_end(dataset).id
    return places


def _system_end(dataset: DatasetRecord) -> Endpoint:
    """The system of a dataset, or its source where none is assigned."""
    if dataset.system:
        return Endpoint(node_id(NodeKind.SYSTEM, dataset.system), NodeKind.SYSTEM)
    return Endpoint(dataset.source_id, NodeKind.SOURCE, "", dataset.source_id)


def _collapsed(graph: Graph, holdings: Holdings) -> Graph:
    """The graph with each dataset's system (or source) in its place; flows within one are left out."""
    ends = {
        node.id: _system_end(holdings.datasets[node.id]) if node.id in holdings.datasets else node.end for node in graph.nodes
    }
    nodes: dict[str, Node] = {}
    for node in graph.nodes:
        end = ends[node.id]
        if end.id not in nodes or nodes[end.id].depth > node.depth:
            nodes[end.id] = Node(end, node.depth)
    edges: dict[tuple[str, str, bool], Edge] = {}
    for edge in graph.edges:
        origin, target = ends[edge.origin].id, ends[edge.target].id
        if origin == target:
            continue
        is_indirect = not edge.carries and edge.transformation.value == "INDIRECT"
        key = (origin, target, is_indirect)
        edges[key] = _joined(edges.get(key), replace(edge, id=flow_id(*key), origin=origin, target=target, flow=None))
    ordered = sorted(nodes.values(), key=lambda node: (node.depth, node.id))
    return Graph(tuple(ordered), tuple(sorted(edges.values(), key=lambda edge: edge.id)), graph.gaps)


def _joined(one: Edge | None, other: Edge) -> Edge:
    if one is None:
        return other
    order = list(type(one.transformation))
    return replace(
        one,
        how=tuple(sorted({*one.how, *other.how}, key=list(type(one.how[0])).index)),
        transformation=min(one.transformation, other.transformation, key=order.index),
        carries=one.carries or other.carries,
        first_seen=min(one.first_seen, other.first_seen),
        last_seen=max(one.last_seen, other.last_seen),
        flow_count=one.flow_count + other.flow_count,
    )
