"""Lineage as it is asked for: what travels along each edge."""

from dataclasses import replace

from gazetteer.inventory.flows import FlowHow, NodeKind, Transformation
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.asking import Answer, ask_lineage
from gazetteer.lineage.graph import Direction, Grain
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.inventory.claims import claim, field_end, node
from tests.lineage.conftest import NAME, PHONE, publish

CLOSURE = load_taxonomy().closure
SHOP, USER = node(NodeKind.SYSTEM, "shop"), node(NodeKind.ORIGIN, "shop/user")
GIVEN = replace(
    claim(USER.endpoint, SHOP.endpoint, FlowHow.DECLARED, Transformation.UNKNOWN, scope="policy:shop"), elements=(PHONE, NAME)
)


def _carried(answer: Answer) -> dict[tuple[str, str], dict[str, int]]:
    return {(origin, target): dict(counts) for (_, origin, target), counts in answer.carried.items()}


async def test_elements_that_are_only_declared_come_from_no_field(store: InventoryStore) -> None:
    await publish(store, f"users.phone={PHONE}", "copy.x")
    await store.put_nodes([SHOP, USER])
    await store.put_claims([GIVEN, claim("users.phone", "copy.x")])
    declared = await ask_lineage(store, CLOSURE, [USER.id], Direction.DOWNSTREAM, 1, Grain.FIELD)
    assert _carried(declared) == {(USER.id, SHOP.id): {PHONE: 0, NAME: 0}}
    found = await ask_lineage(store, CLOSURE, [field_end("users.phone").id], Direction.DOWNSTREAM, 1, Grain.FIELD)
    assert _carried(found) == {(field_end("users.phone").id, field_end("copy.x").id): {PHONE: 1}}
