"""Every route from one node to another."""

from gazetteer.inventory.flows import Transformation
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.graph import Why
from gazetteer.lineage.routes import Route, find_routes
from tests.inventory.claims import claim, field_end
from tests.lineage.conftest import holdings, publish


def _ways(routes: tuple[Route, ...]) -> list[str]:
    return ["".join(node.id.removeprefix("fld_")[0] for node in route.nodes) for route in routes]


async def test_all_routes_come_shortest_first(store: InventoryStore) -> None:
    await publish(store, *(f"{name}.x" for name in "abcde"))
    pairs = ("ab", "bc", "ac", "cd", "bd", "de", "ea")
    await store.put_claims([claim(f"{pair[0]}.x", f"{pair[1]}.x") for pair in pairs])
    found = await find_routes(store, holdings(store), [field_end("a.x")], [field_end("d.x")], 10)
    assert [len(route.edges) for route in found.routes] == [2, 2, 3]
    assert sorted(_ways(found.routes)) == ["abcd", "abd", "acd"]
    assert found.gaps == ()


async def test_more_routes_than_asked_for_are_told(store: InventoryStore) -> None:
    await publish(store, "a.x", "z.x")
    middle = [claim("a.x", f"m{n}.x") for n in range(5)] + [claim(f"m{n}.x", "z.x") for n in range(5)]
    await store.put_claims(middle)
    found = await find_routes(store, holdings(store), [field_end("a.x")], [field_end("z.x")], 3)
    assert (len(found.routes), [gap.why for gap in found.gaps]) == (3, [Why.FAN_OUT])
    whole = await find_routes(store, holdings(store), [field_end("a.x")], [field_end("z.x")], 5)
    assert (len(whole.routes), whole.gaps) == (5, ())


async def test_what_carries_no_value_is_no_route(store: InventoryStore) -> None:
    await publish(store, "a.x", "b.x")
    await store.put_claims([claim("a.x", "b.x", transformation=Transformation.AGGREGATION)])
    assert (await find_routes(store, holdings(store), [field_end("a.x")], [field_end("b.x")], 5)).routes == ()


async def test_there_is_no_route_against_the_flow_nor_to_oneself(store: InventoryStore) -> None:
    await publish(store, "a.x", "b.x")
    await store.put_claims([claim("a.x", "b.x")])
    assert (await find_routes(store, holdings(store), [field_end("b.x")], [field_end("a.x")], 5)).routes == ()
    assert (await find_routes(store, holdings(store), [field_end("a.x")], [field_end("a.x")], 5)).routes == ()
