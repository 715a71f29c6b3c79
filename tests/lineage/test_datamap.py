"""The data map: nodes, edges, scopes, and what is left open."""

from dataclasses import replace

from gazetteer.inventory.flows import FlowHow, NodeKind, Transformation
from gazetteer.inventory.queries import FieldQuery
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.datamap import DataMap, Grouping, draw_map
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.inventory.claims import claim, node, recipient_end
from tests.lineage.conftest import IMEI, NAME, PHONE, publish

CLOSURE = load_taxonomy().closure
SHOP, USER = node(NodeKind.SYSTEM, "shop"), node(NodeKind.ORIGIN, "shop/user")
PAY, COURT = node(NodeKind.RECIPIENT, "shop/pay"), node(NodeKind.RECIPIENT, "shop/court")
PAID = replace(
    claim(SHOP.endpoint, PAY.endpoint, FlowHow.DECLARED, Transformation.UNKNOWN, scope="policy:shop"), elements=(PHONE, NAME)
)
ASKED = claim(SHOP.endpoint, COURT.endpoint, FlowHow.DECLARED, Transformation.UNKNOWN, scope="policy:shop")
GIVEN = replace(
    claim(USER.endpoint, SHOP.endpoint, FlowHow.DECLARED, Transformation.UNKNOWN, scope="policy:shop"), elements=(PHONE,)
)


def _edges(drawn: DataMap) -> dict[tuple[str, str], dict[str, int]]:
    names = {one.id: one.name for one in drawn.nodes}
    return {(names[edge.origin], names[edge.target]): dict(edge.elements) for edge in drawn.edges}


async def _fill(store: InventoryStore) -> None:
    await publish(store, f"users.phone={PHONE}", f"users.tel={PHONE}", "users.note", system="shop")
    await publish(store, f"log.imei={IMEI}", "copy.x")
    await store.put_nodes([SHOP, USER, PAY, COURT])
    await store.put_claims([PAID, ASKED, GIVEN, claim("log.imei", "copy.x"), claim("users.phone", "copy.x")])


async def test_the_whole_map_counts_fields_and_leaves_open_what_nobody_says(store: InventoryStore) -> None:
    await _fill(store)
    drawn = await draw_map(store, CLOSURE, Grouping.SYSTEM)
    assert [(one.kind, one.name, one.field_count) for one in drawn.nodes] == [
        (NodeKind.SYSTEM, "shop", 3),
        (NodeKind.SOURCE, "crm", 2),
        (NodeKind.ORIGIN, "shop/user", 0),
        (NodeKind.RECIPIENT, "shop/court", 0),
        (NodeKind.RECIPIENT, "shop/pay", 0),
    ]
    assert _edges(drawn) == {
        ("shop/user", "shop"): {PHONE: 2},
        ("shop", "shop/pay"): {PHONE: 2, NAME: 0},
        ("shop", "shop/court"): {},
        ("shop", "crm"): {PHONE: 1},
    }
    assert (drawn.unassigned, drawn.gaps) == (2, ())


async def test_a_scope_leaves_only_what_it_touches(store: InventoryStore) -> None:
    await _fill(store)
    drawn = await draw_map(store, CLOSURE, Grouping.DATASET, FieldQuery(elements=("device",)))
    assert _edges(drawn) == {("log", "copy"): {IMEI: 1}}
    assert [(one.name, one.field_count) for one in drawn.nodes] == [("copy", 0), ("log", 1)]
    names = await draw_map(store, CLOSURE, Grouping.SYSTEM, FieldQuery(elements=(NAME,)))
    assert (names.nodes, names.edges, names.unassigned) == ((), (), 0)


async def test_a_map_of_datasets_joins_them_to_who_their_system_tells_of(store: InventoryStore) -> None:
    await _fill(store)
    drawn = await draw_map(store, CLOSURE, Grouping.DATASET)
    assert ("users", "shop/pay") in _edges(drawn)
    assert ("shop/user", "users") in _edges(drawn)
    assert recipient_end("shop/pay").id in {one.id for one in drawn.nodes}


async def test_a_field_counts_once_however_its_flow_is_known(store: InventoryStore) -> None:
    await publish(store, f"users.phone={PHONE}", f"users.tel={PHONE}", "copy.x", "copy.y")
    known = [claim("users.phone", "copy.x", how) for how in (FlowHow.SQL, FlowHow.DBT)]
    await store.put_claims([*known, claim("users.phone", "copy.y")])
    assert _edges(await draw_map(store, CLOSURE, Grouping.DATASET)) == {("users", "copy"): {PHONE: 1}}
    await store.put_claims([claim("users.tel", "copy.y")])
    assert _edges(await draw_map(store, CLOSURE, Grouping.DATASET)) == {("users", "copy"): {PHONE: 2}}
