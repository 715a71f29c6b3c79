"""Graphs: nodes and edges of lineage, routes, impact and data maps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.enums import CoverageState, Form, Level, shown
from gazetteer.api.flow_enums import FlowHow, GraphNodeKind, Transformation
from gazetteer.api.paging import KnownPosition, PageInfo
from gazetteer.api.problems import RequestError
from gazetteer.api.types.counts import ElementCount, LevelCount, show_element_counts, show_levels
from gazetteer.api.types.coverage import CoverageTotals
from gazetteer.api.types.dataset import Dataset, show_dataset
from gazetteer.api.types.element import ElementCatalogue
from gazetteer.api.types.field import show_field
from gazetteer.api.types.node import Node
from gazetteer.api.types.policy import Activity, Recipient, read_book, show_activity, show_origin, show_recipient
from gazetteer.api.types.problem import Problem, show_gap
from gazetteer.api.types.source import show_source
from gazetteer.api.types.system import show_system
from gazetteer.inventory import flows
from gazetteer.inventory.flows import NodeRecord
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord, SourceRecord
from gazetteer.lineage.asking import Answer, Touched
from gazetteer.lineage.datamap import DataMap as DrawnMap
from gazetteer.lineage.datamap import MapEdge, MapNode
from gazetteer.lineage.describing import NodeFacts
from gazetteer.lineage.graph import Edge
from gazetteer.lineage.routes import Route, Routes
from gazetteer_scanners.recognizers import rule
from gazetteer_scanners.taxonomy import Level as OwnLevel

GRAPH_CURSOR = "graph"

_FORMS = {
    flows.Transformation.HASHING: rule.Form.HASHED,
    flows.Transformation.MASKING: rule.Form.MASKED,
    flows.Transformation.ENCRYPTION: rule.Form.ENCRYPTED,
}


_SHOW: Mapping[flows.NodeKind, Callable[[NodeRecord], Node]] = {
    flows.NodeKind.SYSTEM: show_system,
    flows.NodeKind.RECIPIENT: show_recipient,
    flows.NodeKind.ORIGIN: show_origin,
}


def _object(root: "GraphNode", info: Info) -> Node | None:
    match root.record:
        case FieldRecord() as found:
            return show_field(found, info.context.elements)
        case DatasetRecord() as found:
            return show_dataset(found)
        case SourceRecord() as found:
            return show_source(found)
        case NodeRecord() as found if found.kind in _SHOW:
            return _SHOW[found.kind](found)
    return None


async def _owner(root: "GraphNode", info: Info) -> str | None:
    if isinstance(root.record, FieldRecord):
        dataset = await info.context.loaders.datasets.load(root.record.dataset_id)
        return dataset.owner if dataset else None
    return root.named_owner


@strawberry.type(description="A node of a graph.")
class GraphNode:
    record: strawberry.Private[object]
    named_owner: strawberry.Private[str | None]
    id: strawberry.ID = strawberry.field(description="The id of what it stands for, the same as everywhere.")
    kind: GraphNodeKind = strawberry.field(description="What it is.")
    name: str = strawberry.field(description="A field's path, a dataset's name, a source's key, else its own name.")
    source: str | None = strawberry.field(description="The source that it lies in, or the namespace that a flow names.")
    dataset: str | None = strawberry.field(description="The dataset that it lies in.")
    owner: str | None = strawberry.field(resolver=_owner, description="Who answers for it; null if nobody is named.")
    depth: int | None = strawberry.field(description="Steps from the nearest start; null on a data map.")
    effective_level: Level = strawberry.field(description="The highest effective level in it; UNKNOWN if nothing was read.")
    field_count: int = strawberry.field(description="Fields in it; 1 for a field, 0 where no scan reads.")
    levels: list[LevelCount] = strawberry.field(description="These by effective level, the most severe first.")
    elements: list[ElementCount] = strawberry.field(description="Elements in force in it, the most frequent first.")
    coverage: CoverageState = strawberry.field(description="How far it was read; UNKNOWN where no scan reads.")
    object: Node | None = strawberry.field(
        resolver=_object, description="What it stands for; null for jobs, groups and placeholders."
    )


@strawberry.type(description="An edge of a graph, with how it is known.")
class GraphEdge:
    id: strawberry.ID = strawberry.field(description="The flow's id; for several flows, one of its own.")
    from_: strawberry.ID = strawberry.field(name="from", description="The node that it begins at.")
    to: strawberry.ID = strawberry.field(description="The node that it ends at.")
    how: list[FlowHow] = strawberry.field(description="Every way in which it is known.")
    transformation: Transformation = strawberry.field(description="What happens on the way, at the mildest.")
    elements: list[ElementCount] = strawberry.field(
        description="Elements that travel along it, with the fields that they come from; 0 for one that is only declared."
    )
    job: str | None = strawberry.field(description="A job that moves the data; null if none is known.")
    flow_count: int = strawberry.field(description="Flows that it stands for.")
    first_seen: datetime = strawberry.field(description="When it was first known.")
    last_seen: datetime = strawberry.field(description="When it was last known.")


@strawberry.type(description="What is reached from some nodes. Pages go over nodes; an edge is on the page of its later node.")
class LineageGraph:
    nodes: list[GraphNode] = strawberry.field(description="Nodes by depth, then id.")
    edges: list[GraphEdge] = strawberry.field(description="Edges whose ends are on this page or an earlier one.")
    complete: bool = strawberry.field(description="True if nothing is missing and nothing is unclear; `problems` says what is.")
    problems: list[Problem] = strawberry.field(description="What is missing or unclear; empty if the answer is complete.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")


@strawberry.type(description="One way from one node to another.")
class LineagePath:
    nodes: list[GraphNode] = strawberry.field(description="Its nodes, in order.")
    edges: list[GraphEdge] = strawberry.field(description="The edges between them, one fewer.")
    form: Form = strawberry.field(description="The form in which plain data arrives at its end.")


@strawberry.type(description="Ways from one node to another along which values travel.")
class LineagePaths:
    paths: list[LineagePath] = strawberry.field(description="The shortest first.")
    complete: bool = strawberry.field(description="True if these are all.")
    problems: list[Problem] = strawberry.field(description="What is missing or unclear.")


async def _touched_activities(root: "Impact", info: Info) -> list[Activity]:
    keys = set(root.touched.activities)
    return [show_activity(one) for one in (await read_book(info)).activities.values() if one.key in keys]


async def _touched_recipients(root: "Impact", info: Info) -> list[Recipient]:
    ids = set(root.touched.recipients)
    return [show_recipient(node) for id_, node in (await read_book(info)).recipients.items() if id_ in ids]


@strawberry.type(description="What a change touches.")
class Impact:
    touched: strawberry.Private[Touched]
    graph: LineageGraph = strawberry.field(description="All that is reached, the first 500 nodes.")
    datasets: list[Dataset] = strawberry.field(description="Datasets that are reached, by source and name.")
    elements: list[ElementCount] = strawberry.field(description="Elements in the fields that are reached.")
    activities: list[Activity] = strawberry.field(
        resolver=_touched_activities, description="Activities that these datasets are assigned to."
    )
    recipients: list[Recipient] = strawberry.field(
        resolver=_touched_recipients, description="Recipients that are reached, by key."
    )
    owners: list[str] = strawberry.field(description="Owners of these datasets.")
    complete: bool = strawberry.field(description="As of the graph.")


@strawberry.type(description="Who gives data, what holds it, who receives it.")
class DataMap:
    nodes: list[GraphNode] = strawberry.field(
        description="Systems, sources, origins, recipients, datasets, then what no scan has met; each by name and id."
    )
    edges: list[GraphEdge] = strawberry.field(description="Edges whose ends are on this page or an earlier one.")
    complete: bool = strawberry.field(description="True if nothing is missing and nothing is unclear.")
    problems: list[Problem] = strawberry.field(description="What is missing or unclear.")
    coverage: CoverageTotals = strawberry.field(description="How far the datasets were read.")
    unassigned: int = strawberry.field(description="Datasets (in scope) without a system.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")


def show_graph(
    answer: Answer, asked: PageRequest, elements: ElementCatalogue, problems: Sequence[Problem] = ()
) -> LineageGraph:
    """A page of a walk's answer."""
    graph = answer.graph
    keys = [f"{node.depth:09d} {node.id}" for node in graph.nodes]
    cut = _cut(keys, asked)
    place = {node.id: number for number, node in enumerate(graph.nodes)}
    nodes = [show_node(answer.facts[node.id], node.depth, elements) for node in graph.nodes[cut.start : cut.stop]]
    edges = [
        show_edge(edge, answer.carried, elements)
        for edge in graph.edges
        if cut.start <= max(place[edge.origin], place[edge.target]) < cut.stop
    ]
    shown_problems = [*problems, *map(show_gap, graph.gaps)]
    return LineageGraph(nodes=nodes, edges=edges, complete=not shown_problems, problems=shown_problems, page_info=cut.info)


def show_routes(found: Routes, answer: Answer, elements: ElementCatalogue) -> LineagePaths:
    """Routes with the facts of their nodes."""
    problems = [show_gap(gap) for gap in answer.graph.gaps]
    paths = [_show_route(route, answer, elements) for route in found.routes]
    return LineagePaths(paths=paths, complete=not problems, problems=problems)


def show_impact(touched: Touched, elements: ElementCatalogue) -> Impact:
    """What a change touches, with the first page of its graph."""
    graph = show_graph(touched.answer, PageRequest(500), elements)
    return Impact(
        touched=touched,
        graph=graph,
        datasets=[show_dataset(dataset) for dataset in touched.datasets],
        elements=show_element_counts(touched.elements, elements),
        owners=list(touched.owners),
        complete=graph.complete,
    )


def show_map(drawn: DrawnMap, asked: PageRequest, coverage: CoverageTotals, elements: ElementCatalogue) -> DataMap:
    """A page of a data map."""
    cut = _cut([f"{node.kind.value} {node.name} {node.id}" for node in drawn.nodes], asked)
    place = {node.id: number for number, node in enumerate(drawn.nodes)}
    problems = [show_gap(gap) for gap in drawn.gaps]
    return DataMap(
        nodes=[_show_map_node(node, elements) for node in drawn.nodes[cut.start : cut.stop]],
        edges=[
            _show_map_edge(edge, elements)
            for edge in drawn.edges
            if cut.start <= max(place[edge.origin], place[edge.target]) < cut.stop
        ],
        complete=not problems,
        problems=problems,
        coverage=coverage,
        unassigned=drawn.unassigned,
        page_info=cut.info,
    )


def show_node(facts: NodeFacts, depth: int | None, elements: ElementCatalogue) -> GraphNode:
    """A node with what is known of it."""
    return GraphNode(
        record=facts.record,
        id=strawberry.ID(facts.end.id),
        kind=shown(GraphNodeKind, facts.kind.name),
        name=facts.name,
        source=facts.source,
        dataset=facts.dataset,
        named_owner=facts.owner,
        depth=depth,
        effective_level=shown(Level, facts.effective_level.name),
        field_count=facts.field_count,
        levels=show_levels(facts.levels),
        elements=show_element_counts(facts.elements, elements),
        coverage=shown(CoverageState, facts.coverage.name if facts.coverage else "UNKNOWN"),
    )


def show_edge(edge: Edge, carried: Mapping[tuple[str, str, str], Mapping[str, int]], elements: ElementCatalogue) -> GraphEdge:
    """An edge of a walk."""
    return GraphEdge(
        id=strawberry.ID(edge.id),
        from_=strawberry.ID(edge.origin),
        to=strawberry.ID(edge.target),
        how=[shown(FlowHow, how.name) for how in edge.how],
        transformation=shown(Transformation, edge.transformation.name),
        elements=show_element_counts(carried.get((edge.id, edge.origin, edge.target), {}), elements),
        job=edge.job,
        flow_count=edge.flow_count,
        first_seen=edge.first_seen,
        last_seen=edge.last_seen,
    )


def _show_route(route: Route, answer: Answer, elements: ElementCatalogue) -> LineagePath:
    form = rule.Form.PLAIN
    for edge in route.edges:
        form = _FORMS.get(edge.transformation, form)
    return LineagePath(
        nodes=[show_node(answer.facts[node.id], depth, elements) for depth, node in enumerate(route.nodes)],
        edges=[show_edge(edge, answer.carried, elements) for edge in route.edges],
        form=shown(Form, form.name),
    )


def _show_map_node(node: MapNode, elements: ElementCatalogue) -> GraphNode:
    level = max((level for level, count in node.levels.items() if count), key=lambda one: one.rank, default=OwnLevel.UNKNOWN)
    return GraphNode(
        record=node.record,
        id=strawberry.ID(node.id),
        kind=shown(GraphNodeKind, node.kind.name),
        name=node.name,
        source=node.source,
        dataset=node.dataset,
        named_owner=node.owner,
        depth=None,
        effective_level=shown(Level, level.name),
        field_count=node.field_count,
        levels=show_levels(node.levels),
        elements=show_element_counts(node.elements, elements),
        coverage=shown(CoverageState, node.coverage.name if node.coverage else "UNKNOWN"),
    )


def _show_map_edge(edge: MapEdge, elements: ElementCatalogue) -> GraphEdge:
    if edge.first_seen is None or edge.last_seen is None:
        raise ValueError("an edge of the map without a claim")
    return GraphEdge(
        id=strawberry.ID(edge.id),
        from_=strawberry.ID(edge.origin),
        to=strawberry.ID(edge.target),
        how=[shown(FlowHow, how.name) for how in flows.FlowHow if how in edge.how],
        transformation=shown(Transformation, next(one for one in flows.Transformation if one in edge.transformations).name),
        elements=show_element_counts(edge.elements, elements),
        job=edge.job,
        flow_count=len(edge.flows),
        first_seen=edge.first_seen,
        last_seen=edge.last_seen,
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    stop: int
    info: PageInfo


def _cut(keys: Sequence[str], asked: PageRequest) -> _Cut:
    """The part of a list that a page shows.

    Raises:
        RequestError: if the page goes on behind something that is not in the list (any more).
    """
    start = 0
    if asked.after is not None:
        if asked.after not in keys:
            raise RequestError("after: the graph has changed since; ask for its first page again")
        start = keys.index(asked.after) + 1
    stop = min(start + asked.limit, len(keys))
    positions = [KnownPosition(GRAPH_CURSOR, key) for key in keys[start:stop]]
    return _Cut(start, stop, PageInfo(positions=positions, has_next_page=stop < len(keys), has_previous_page=start > 0))
