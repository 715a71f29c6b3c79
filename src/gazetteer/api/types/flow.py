"""Flows, their proofs and their pages."""

from datetime import datetime

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.enums import Level, shown
from gazetteer.api.flow_enums import Answer, Declared, FlowHow, Mechanism, Transformation
from gazetteer.api.paging import KnownPosition, PageInfo
from gazetteer.api.problems import ProblemCode, RequestError
from gazetteer.api.types.counts import ElementCount, show_element_counts
from gazetteer.api.types.graph import GraphNode, show_node
from gazetteer.api.types.node import Node
from gazetteer.inventory import flows
from gazetteer.inventory.queries import Page, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer.lineage.holding import Holdings
from gazetteer.lineage.searching import MAX_LOOKED_AT, FlowSearch, TooManyFlowsError, elements_of

FLOW_CURSOR = "flows"


async def _from(root: "Flow", info: Info) -> GraphNode:
    facts = await info.context.loaders.node_facts.load(root.record.origin)
    return show_node(facts, None, info.context.elements)


async def _to(root: "Flow", info: Info) -> GraphNode:
    facts = await info.context.loaders.node_facts.load(root.record.target)
    return show_node(facts, None, info.context.elements)


async def _elements(root: "Flow", info: Info) -> list[ElementCount]:
    facts = await info.context.loaders.node_facts.load(root.record.origin)
    holdings = Holdings(info.context.loaders.store, info.context.loaders.closure)
    match facts.record:
        case FieldRecord() as found:
            holdings.fields[found.id] = found
        case DatasetRecord() as found:
            holdings.datasets[found.id] = found
    ids = elements_of(root.record, holdings)
    return show_element_counts({id_: facts.elements.get(id_, 0) for id_ in ids}, info.context.elements)


async def _effective_level(root: "Flow", info: Info) -> Level:
    if not root.record.carries:
        return Level.NONE
    facts = await info.context.loaders.node_facts.load(root.record.origin)
    return shown(Level, facts.effective_level.name)


@strawberry.type(description="Where it stands that data flows.")
class Proof:
    text: str = strawberry.field(description="The view, file and line, run or section that says so; never a value.")
    said_by: str = strawberry.field(description="Who says so: `sql:`, `dbt:`, `openlineage:`, `policy:`, `config:` and a name.")


@strawberry.type(description="Data goes from one thing to another.")
class Flow(Node):
    record: strawberry.Private[flows.Flow]
    from_: GraphNode = strawberry.field(resolver=_from, name="from", description="Where it begins.")
    to: GraphNode = strawberry.field(resolver=_to, description="Where it ends.")
    how: list[FlowHow] = strawberry.field(description="Every way in which it is known.")
    transformation: Transformation = strawberry.field(description="What happens on the way, at the mildest.")
    elements: list[ElementCount] = strawberry.field(
        resolver=_elements, description="Elements that travel along it; 0 fields for one that is only declared."
    )
    effective_level: Level = strawberry.field(
        resolver=_effective_level, description="The level of what it carries; NONE if no value arrives."
    )
    job: str | None = strawberry.field(description="A job that moves the data; null if none is known.")
    mechanism: Mechanism = strawberry.field(description="How a recipient gets it; UNKNOWN where there is none.")
    declared: Declared = strawberry.field(description="How a policy declares it; UNKNOWN where no recipient is.")
    separate_consent: Answer = strawberry.field(description="Whether it takes a consent of its own.")
    crosses_border: Answer = strawberry.field(description="Whether the data leaves the country.")
    is_directed: bool = strawberry.field(description="False if values coincide and nobody knows which way they went.")
    containment: float | None = strawberry.field(
        description="Found by overlap: the estimated share (0 to 1) of the end's distinct values that the beginning has."
    )
    proof: list[Proof] = strawberry.field(description="Where it stands.")
    first_seen: datetime = strawberry.field(description="When it was first known.")
    last_seen: datetime = strawberry.field(description="When it was last known.")


@strawberry.type(description="A flow in a list.")
class FlowEdge:
    cursor: str = strawberry.field(description="Its position: pass it as `after` to go on behind it.")
    node: Flow = strawberry.field(description="The flow.")


async def _total_count(root: "FlowConnection", info: Info) -> int:
    try:
        return await info.context.loaders.flow_counts.load(root.search)
    except TooManyFlowsError:
        raise too_many_flows() from None


@strawberry.type(description="A page of flows, by id.")
class FlowConnection:
    search: strawberry.Private[FlowSearch]
    edges: list[FlowEdge] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(resolver=_total_count, description="Flows that match, on all pages.")


def too_many_flows() -> RequestError:
    """The error of a filter on elements or levels over too many flows."""
    message = f"filter: over {MAX_LOOKED_AT:,} flows would have to be looked at; narrow it by from, to or how"
    return RequestError(message, ProblemCode.LIMIT)


def show_flow(record: flows.Flow) -> Flow:
    """A flow in the schema's shape; where claims differ, the first one that says something speaks."""
    claims = record.claims
    known = flows.Mechanism.UNKNOWN
    return Flow(
        record=record,
        id=strawberry.ID(record.id),
        how=[shown(FlowHow, how.name) for how in record.how],
        transformation=shown(Transformation, record.transformation.name),
        job=next((claim.job for claim in claims if claim.job), None),
        mechanism=shown(Mechanism, next((c.mechanism for c in claims if c.mechanism is not known), known).name),
        declared=shown(Declared, _declared(claims).name),
        separate_consent=shown(Answer, _answer([claim.separate_consent for claim in claims]).name),
        crosses_border=shown(Answer, _answer([claim.crosses_border for claim in claims]).name),
        is_directed=any(claim.is_directed for claim in claims),
        containment=next((claim.containment for claim in claims if claim.containment is not None), None),
        proof=[Proof(text=claim.proof, said_by=claim.scope) for claim in claims],
        first_seen=record.first_seen,
        last_seen=record.last_seen,
    )


def show_flows(search: FlowSearch, asked: PageRequest, page: Page[flows.Flow]) -> FlowConnection:
    """A page of flows in the schema's shape."""
    positions = [KnownPosition(FLOW_CURSOR, key) for key in page.keys]
    return FlowConnection(
        search=search,
        edges=[FlowEdge(cursor=at.text, node=show_flow(record)) for at, record in zip(positions, page.items, strict=True)],
        page_info=PageInfo(positions=positions, has_next_page=page.has_next, has_previous_page=asked.after is not None),
    )


def _declared(claims: tuple[flows.FlowClaim, ...]) -> flows.Declared:
    order = list(flows.Declared)
    return min((claim.declared for claim in claims), key=order.index)


def _answer(answers: list[flows.Answer]) -> flows.Answer:
    return next((answer for answer in flows.Answer if answer in answers), flows.Answer.UNKNOWN)
