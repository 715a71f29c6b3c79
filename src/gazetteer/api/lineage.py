"""The queries about lineage and data maps."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from gazetteer.api.context import Info
from gazetteer.api.enums import Level, asked
from gazetteer.api.filters import MAX_VALUES, FieldWhere, field_query, given, members, texts
from gazetteer.api.flow_enums import (
    Answer,
    Declared,
    FlowHow,
    Grain,
    GraphNodeKind,
    LineageDirection,
    MapGrouping,
    Transformation,
)
from gazetteer.api.paging import MAX_FIRST, After, First, read_items, read_page
from gazetteer.api.problems import RequestError
from gazetteer.api.types.coverage import show_totals
from gazetteer.api.types.flow import FLOW_CURSOR, FlowConnection, show_flows, too_many_flows
from gazetteer.api.types.graph import (
    GRAPH_CURSOR,
    DataMap,
    Impact,
    LineageGraph,
    LineagePaths,
    show_graph,
    show_impact,
    show_map,
    show_routes,
)
from gazetteer.api.types.problem import not_found
from gazetteer.inventory import flows
from gazetteer.inventory.flows import FlowQuery
from gazetteer.inventory.queries import DatasetQuery
from gazetteer.lineage import asking, datamap, graph
from gazetteer.lineage.asking import ask_impact, ask_lineage, ask_routes
from gazetteer.lineage.searching import FlowSearch, TooManyFlowsError
from gazetteer.lineage.walking import MAX_DEPTH
from gazetteer_scanners import taxonomy

GRAPH_FIRST = 500
_PATHS_FIRST = 10
_FLOWS_FIRST = 50
_MAX_STARTS = 100

NodeId = Annotated[
    strawberry.ID,
    strawberry.argument(description="The id of a field, dataset, source, system, recipient, origin or placeholder."),
]
NodeIds = Annotated[list[strawberry.ID], strawberry.argument(description=f"Ids of 1 to {_MAX_STARTS} nodes, as for `lineage`.")]
Direction = Annotated[LineageDirection, strawberry.argument(description="Which way.")]


@strawberry.input(description="Which flows. All conditions must hold for one claim of a flow; a list means any of its values.")
class FlowFilter:
    from_: list[strawberry.ID] | None = strawberry.field(
        name="from", default=UNSET, description=f"Nodes that it begins at, at most {MAX_VALUES:,}."
    )
    to: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description=f"Nodes that it ends at, at most {MAX_VALUES:,}."
    )
    to_kinds: list[GraphNodeKind] | None = strawberry.field(default=UNSET, description="What it ends at.")
    elements: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="Elements or groups, of which one travels along it."
    )
    levels: list[Level] | None = strawberry.field(default=UNSET, description="The effective level where it begins.")
    how: list[FlowHow] | None = strawberry.field(default=UNSET, description="How it is known.")
    transformations: list[Transformation] | None = strawberry.field(default=UNSET, description="What happens on the way.")
    declared: list[Declared] | None = strawberry.field(default=UNSET, description="How a policy declares it.")
    separate_consent: Answer | None = strawberry.field(default=UNSET, description="Whether it takes a consent of its own.")
    crosses_border: Answer | None = strawberry.field(default=UNSET, description="Whether the data leaves the country.")


async def _lineage(
    info: Info,
    of: NodeId,
    direction: Direction = LineageDirection.BOTH,
    depth: Annotated[int, strawberry.argument(description=f"Steps from the start, 0 to {MAX_DEPTH}.")] = 5,
    grain: Annotated[Grain, strawberry.argument(description="What the nodes are.")] = Grain.FIELD,
    indirect: Annotated[bool, strawberry.argument(description="Whether filters, joins and sorting count.")] = False,
    first: First = GRAPH_FIRST,
    after: After = UNSET,
) -> LineageGraph:
    if not 0 <= depth <= MAX_DEPTH:
        raise RequestError(f"depth: {depth} is out of bounds; ask for 0 to {MAX_DEPTH} steps")
    page = read_page(GRAPH_CURSOR, first, after, GRAPH_FIRST)
    loaders = info.context.loaders
    try:
        answer = await ask_lineage(
            loaders.store,
            loaders.closure,
            [of],
            graph.Direction[direction.name],
            depth,
            graph.Grain[grain.name],
            indirect,
        )
    except asking.UnknownNodeError:
        return show_graph(asking.Answer(graph.Graph(), {}), page, info.context.elements, [not_found(of)])
    return show_graph(answer, page, info.context.elements)


async def _provenance(info: Info, of: NodeIds) -> LineageGraph:
    loaders = info.context.loaders
    page = read_page(GRAPH_CURSOR, GRAPH_FIRST, UNSET, GRAPH_FIRST)
    starts = _starts(of)
    try:
        answer = await ask_lineage(
            loaders.store, loaders.closure, starts, graph.Direction.UPSTREAM, MAX_DEPTH, graph.Grain.FIELD
        )
    except asking.UnknownNodeError as unknown:
        problem = not_found(str(unknown.args[0]))
        return show_graph(asking.Answer(graph.Graph(), {}), page, info.context.elements, [problem])
    return show_graph(answer, page, info.context.elements)


async def _paths(
    info: Info,
    from_: Annotated[strawberry.ID, strawberry.argument(name="from", description="The node that the ways begin at.")],
    to: Annotated[strawberry.ID, strawberry.argument(description="The node that they end at.")],
    first: Annotated[int, strawberry.argument(description=f"How many at most: 1 to {MAX_FIRST}.")] = _PATHS_FIRST,
) -> LineagePaths:
    if not 1 <= first <= MAX_FIRST:
        raise RequestError(f"first: {first} is out of bounds; ask for 1 to {MAX_FIRST} paths")
    loaders = info.context.loaders
    try:
        found, answer = await ask_routes(loaders.store, loaders.closure, from_, to, first)
    except asking.UnknownNodeError as unknown:
        return LineagePaths(paths=[], complete=False, problems=[not_found(str(unknown.args[0]))])
    return show_routes(found, answer, info.context.elements)


async def _impact(info: Info, of: NodeIds, direction: Direction = LineageDirection.DOWNSTREAM) -> Impact:
    loaders = info.context.loaders
    try:
        touched = await ask_impact(loaders.store, loaders.closure, _starts(of), graph.Direction[direction.name])
    except asking.UnknownNodeError as unknown:
        raise RequestError(f"of: there is no node {unknown.args[0]!r}; take ids from other answers") from None
    return show_impact(touched, info.context.elements)


async def _flows(
    info: Info,
    filter: Annotated[  # noqa: A002 - the schema's name of the argument
        FlowFilter | None, strawberry.argument(description="Which flows; all of them without it.")
    ] = UNSET,
    first: First = _FLOWS_FIRST,
    after: After = UNSET,
) -> FlowConnection:
    search = flow_search(filter)
    page = read_page(FLOW_CURSOR, first, after, _FLOWS_FIRST)
    try:
        found = await read_items(page, lambda asked_: info.context.loaders.flow_pages.load((search, asked_)))
    except TooManyFlowsError:
        raise too_many_flows() from None
    return show_flows(search, page, found)


async def _data_map(
    info: Info,
    group_by: Annotated[MapGrouping, strawberry.argument(description="What the middle nodes are.")] = MapGrouping.SYSTEM,
    scope: FieldWhere = UNSET,
    first: First = GRAPH_FIRST,
    after: After = UNSET,
) -> DataMap:
    loaders = info.context.loaders
    query = await field_query(scope, info) if scope else None
    page = read_page(GRAPH_CURSOR, first, after, GRAPH_FIRST)
    drawn = await datamap.draw_map(loaders.store, loaders.closure, datamap.Grouping[group_by.name], query)
    totals = await loaders.dataset_totals.load(DatasetQuery())
    return show_map(drawn, page, show_totals(totals), info.context.elements)


def flow_search(where: FlowFilter | None) -> FlowSearch:
    """The search that a filter becomes; `where` may be unset.

    Raises:
        RequestError: for values out of bounds.
    """
    if not where:
        return FlowSearch(FlowQuery())
    consent, border = given(where.separate_consent), given(where.crosses_border)
    return FlowSearch(
        query=FlowQuery(
            origin_ids=texts("from", where.from_),
            target_ids=texts("to", where.to),
            target_kinds=members(flows.NodeKind, where.to_kinds),
            how=members(flows.FlowHow, where.how),
            transformations=members(flows.Transformation, where.transformations),
            declared=members(flows.Declared, where.declared),
            separate_consent=None if consent is None else asked(flows.Answer, [consent])[0],
            crosses_border=None if border is None else asked(flows.Answer, [border])[0],
        ),
        elements=texts("elements", where.elements),
        levels=members(taxonomy.Level, where.levels),
    )


def _starts(of: list[strawberry.ID]) -> list[str]:
    if not 1 <= len(of) <= _MAX_STARTS:
        raise RequestError(f"of: {len(of):,} ids are out of bounds; give 1 to {_MAX_STARTS}")
    return list(dict.fromkeys(of))


@strawberry.type
class LineageQueries:
    """The root's queries about lineage."""

    lineage: LineageGraph = strawberry.field(resolver=_lineage, description="Where a node's data comes from and where it goes.")
    provenance: LineageGraph = strawberry.field(
        resolver=_provenance, description="Where the data of some nodes comes from, however far, with who gives it."
    )
    paths: LineagePaths = strawberry.field(
        resolver=_paths, description="Every way from one node to another, the shortest first."
    )
    impact: Impact = strawberry.field(resolver=_impact, description="All that a change of some nodes touches.")
    flows: FlowConnection = strawberry.field(resolver=_flows, description="Flows, by id.")
    data_map: DataMap = strawberry.field(resolver=_data_map, description="Who gives data, what holds it, who receives it.")
