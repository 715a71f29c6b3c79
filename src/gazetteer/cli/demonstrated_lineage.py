"""The demo's lineage: what the estate's job and dbt project say, and the way of an IMEI to a payment service."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.browsing import opened
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
from gazetteer.lineage.overlap.finding import record_overlaps
from gazetteer_scanners.taxonomy import load_taxonomy

_RECIPIENT = "saleforte/alipay"
_ROUTES = 5
_MOST = 0.75
_SHOWN_COPIES = 30


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
    async with opened(inventory) as store:  # again: what these say is no undeclared copy any more
        await record_overlaps(store, load_taxonomy(), datetime.now(UTC))


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
    return ShownLineage(tuple(ways), tuple(_copies(copies, facts)))


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


def _copies(flows: Iterable[Flow], facts: Mapping[str, NodeFacts]) -> Iterator[str]:
    """Fields most of whose values another one has, the smaller first: both ways are one line."""
    best: dict[tuple[str, str], float] = {}
    for flow in flows:
        share = max((claim.containment for claim in flow.claims if claim.containment is not None), default=0.0)
        pair = (_name(facts[flow.target.id]), _name(facts[flow.origin.id]))
        if share >= _MOST and best.get((pair[1], pair[0]), -1.0) < share:
            best.pop((pair[1], pair[0]), None)
            best[pair] = share
    for (inside, around), share in sorted(best.items(), key=lambda item: (-item[1], item[0])):
        yield f"{share:.0%} of {inside} in {around}"


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
        for line in shown.copies[:_SHOWN_COPIES]:
            yield Text(f"  {line}")
        if len(shown.copies) > _SHOWN_COPIES:
            yield Text(f"  and {len(shown.copies) - _SHOWN_COPIES:,} more; `gazetteer lineage overlap` shows all")
        yield Text()
