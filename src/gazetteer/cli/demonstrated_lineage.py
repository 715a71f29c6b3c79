"""The demo's lineage: what the estate's job and dbt project say, and the way of an IMEI to a payment service."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.consoles import visible
from gazetteer.cli.importing import import_events
from gazetteer.cli.stating import DbtProject, take_dbt
from gazetteer.estate.lineage_files import DBT_FOLDER, EVENTS_NAME, WAREHOUSE_NAMESPACE
from gazetteer.estate.saleforte_logs import DEVICES
from gazetteer.governance.policies.keeping import current_policies
from gazetteer.inventory.flows import Flow, FlowHow, FlowQuery, NodeKind, node_id
from gazetteer.inventory.queries import FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.asking import ask_routes
from gazetteer.lineage.describing import NodeFacts, describe
from gazetteer.lineage.graph import Edge
from gazetteer.lineage.holding import Holdings
from gazetteer_scanners.taxonomy import load_taxonomy

_RECIPIENT = "saleforte/alipay"
_ROUTES = 5


@dataclass(frozen=True, slots=True)
class ShownLineage:
    """What the demo tells of lineage.

    Attributes:
        ways: each way of an IMEI from the device log to the payment service, as lines of text.
        copies: a line for each pair of fields that only their values tell of.
    """

    ways: tuple[tuple[str, ...], ...]
    copies: tuple[str, ...]


async def take_lineage(folder: Path, inventory: str) -> None:
    """Take what the estate's nightly job and dbt project say."""
    await import_events(inventory, str(folder / EVENTS_NAME), {}, is_strict=True)
    await take_dbt(inventory, DbtProject(folder / DBT_FOLDER, WAREHOUSE_NAMESPACE), {})


async def read_lineage(store: InventoryStore) -> ShownLineage:
    """The ways of an IMEI, the shortest first, and undeclared copies."""
    taxonomy = load_taxonomy()
    query = FieldQuery(source_keys=("saleforte_logs",), dataset_names=(DEVICES,), path_texts=("imei",))
    start = (await store.page_fields(query, FieldOrder.NAME, PageRequest(1))).items
    ways: list[tuple[str, ...]] = []
    if start:
        goal = await _recipient(store)
        found, answer = await ask_routes(store, taxonomy.closure, start[0].id, goal, _ROUTES)
        ways = [tuple(_way(route.edges, answer.facts)) for route in found.routes]
    copies = (await store.page_flows(FlowQuery(how=(FlowHow.OVERLAP,)), PageRequest(500))).items
    holdings = Holdings(store, taxonomy.closure)
    facts = await describe(store, holdings, [end for flow in copies for end in (flow.origin, flow.target)])
    return ShownLineage(tuple(ways), tuple(sorted({_copy(flow, facts) for flow in copies})))


async def _recipient(store: InventoryStore) -> str:
    _, aliases = await current_policies(store)
    return aliases.endpoint(NodeKind.RECIPIENT, _RECIPIENT).id or node_id(NodeKind.RECIPIENT, _RECIPIENT)


def _way(edges: tuple[Edge, ...], facts: Mapping[str, NodeFacts]) -> Iterator[str]:
    yield _name(facts[edges[0].origin])
    for edge in edges:
        known = ", ".join(how.value for how in edge.how)
        job = f" by {edge.job}" if edge.job else ""
        declared = {claim.declared.value for claim in edge.flow.claims} if edge.flow else set()
        said = f", {' and '.join(sorted(declared))}" if facts[edge.target].kind is NodeKind.RECIPIENT else ""
        yield f"-> {_name(facts[edge.target])}  ({known}{job}: {edge.transformation.value}{said})"


def _copy(flow: Flow, facts: Mapping[str, NodeFacts]) -> str:
    names = sorted(_name(facts[end.id]) for end in (flow.origin, flow.target))
    shares = [claim.containment for claim in flow.claims if claim.containment is not None]
    return f"{names[0]} and {names[1]}" + ("" if not shares else f": about {max(shares):.0%} of the values of one")


def _name(facts: NodeFacts) -> str:
    if facts.kind is NodeKind.FIELD:
        return visible(f"{facts.source} {facts.dataset}.{facts.name}")
    return visible(facts.name)


def lineage_parts(shown: ShownLineage) -> Iterator[RenderableType]:
    """The ways and copies, as people read them."""
    if shown.ways:
        yield Text("Where the IMEI of the device log goes", style="bold")
        for way in shown.ways:
            for number, line in enumerate(way):
                yield Text(f"{'  ' * (number + 1)}{line}")
        yield Text("UNDECLARED: no policy says that this recipient gets it.")
        yield Text()
    if shown.copies:
        yield Text("Copies that nobody declared, told by values that coincide", style="bold")
        for line in shown.copies:
            yield Text(f"  {line}")
        yield Text()
