"""Walks over fields and datasets."""

from dataclasses import replace
from typing import cast

import pytest

from gazetteer.inventory.flows import FlowHow, NodeKind, Transformation
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.graph import Direction, Why
from gazetteer.lineage.walking import walk_datasets, walk_fields
from tests.inventory.claims import claim, dataset_end, field_end, node, recipient_end
from tests.lineage.conftest import IMEI, NAME, PHONE, holdings, ids, publish
from tests.lineage.counting import CountingStore

DOWN, UP, BOTH = Direction.DOWNSTREAM, Direction.UPSTREAM, Direction.BOTH


async def test_a_walk_goes_down_up_and_both_ways_with_distances(store: InventoryStore) -> None:
    await publish(store, "a.x", "b.x", "c.x", "d.x")
    await store.put_claims([claim("a.x", "b.x"), claim("b.x", "c.x"), claim("d.x", "b.x")])
    down = await walk_fields(store, holdings(store), [field_end("b.x")], DOWN, 5)
    assert [(n.id, n.depth) for n in down.nodes] == [("fld_b.x", 0), ("fld_c.x", 1)]
    up = await walk_fields(store, holdings(store), [field_end("c.x")], UP, 5)
    assert [(n.id, n.depth) for n in up.nodes] == [("fld_c.x", 0), ("fld_b.x", 1), ("fld_a.x", 2), ("fld_d.x", 2)]
    both = await walk_fields(store, holdings(store), [field_end("a.x")], BOTH, 5)
    assert ids(both.nodes) == ["fld_a.x", "fld_b.x", "fld_c.x"]
    assert [(e.origin, e.target) for e in sorted(both.edges, key=lambda e: e.origin)] == [
        ("fld_a.x", "fld_b.x"),
        ("fld_b.x", "fld_c.x"),
    ]
    assert down.gaps == up.gaps == both.gaps == ()


async def test_indirect_flows_are_left_out_unless_asked_for(store: InventoryStore) -> None:
    await publish(store, "a.x", "b.x")
    await store.put_claims([claim("a.x", "b.x", transformation=Transformation.INDIRECT)])
    assert ids((await walk_fields(store, holdings(store), [field_end("a.x")], DOWN, 5)).nodes) == ["fld_a.x"]
    graph = await walk_fields(store, holdings(store), [field_end("a.x")], DOWN, 5, include_indirect=True)
    assert [(e.transformation, e.carries) for e in graph.edges] == [(Transformation.INDIRECT, False)]


async def test_cycles_end(store: InventoryStore) -> None:
    await publish(store, "a.x", "b.x")
    await store.put_claims([claim("a.x", "b.x"), claim("b.x", "a.x"), claim("a.x", "a.x")])
    graph = await walk_fields(store, holdings(store), [field_end("a.x")], BOTH, 50)
    assert (len(graph.nodes), len(graph.edges), graph.gaps) == (2, 3, ())
    by_dataset = await walk_datasets(store, [dataset_end("a")], BOTH, 50)
    assert (len(by_dataset.nodes), len(by_dataset.edges), by_dataset.gaps) == (2, 2, ())


async def test_what_lies_deeper_than_asked_is_told(store: InventoryStore) -> None:
    await publish(store, *(f"t{n}.x" for n in range(5)))
    await store.put_claims([claim(f"t{n}.x", f"t{n + 1}.x") for n in range(4)])
    graph = await walk_fields(store, holdings(store), [field_end("t0.x")], DOWN, 2)
    assert ids(graph.nodes) == ["fld_t0.x", "fld_t1.x", "fld_t2.x"]
    assert [(gap.why, gap.at, gap.count) for gap in graph.gaps] == [(Why.DEPTH, "fld_t2.x", 1)]
    assert (await walk_fields(store, holdings(store), [field_end("t0.x")], DOWN, 4)).is_complete
    datasets = await walk_datasets(store, [dataset_end("t0")], DOWN, 2)
    assert [(gap.why, gap.at) for gap in datasets.gaps] == [(Why.DEPTH, "dst_t2")]
    assert (await walk_datasets(store, [dataset_end("t0")], DOWN, 4)).is_complete


async def test_a_fan_of_a_thousand_and_fifty_steps_take_calls_by_depth_alone(store: InventoryStore) -> None:
    chain = [claim(f"t{n}.x", f"t{n + 1}.x") for n in range(50)]
    fan = [claim("t0.x", f"f{n}.x") for n in range(1000)]
    await store.put_claims([*chain, *fan])
    counting = CountingStore(store)
    counted = cast("InventoryStore", counting)
    graph = await walk_fields(counted, holdings(counted), [field_end("t0.x")], DOWN, 50)
    assert (len(graph.nodes), graph.nodes[-1].depth, graph.is_complete) == (1051, 50, True)
    assert counting.calls.total() <= 4 * 51
    few = CountingStore(store)
    await walk_fields(cast("InventoryStore", few), holdings(cast("InventoryStore", few)), [field_end("t0.x")], DOWN, 1)
    assert few.calls.total() <= 4 * 2


async def test_more_nodes_than_an_answer_holds_are_told(store: InventoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazetteer.lineage.walking.MAX_NODES", 10)
    await store.put_claims([claim("t.x", f"f{n}.x") for n in range(30)])
    graph = await walk_fields(store, holdings(store), [field_end("t.x")], DOWN, 3)
    assert (len(graph.nodes), [gap.why for gap in graph.gaps]) == (10, [Why.FAN_OUT])
    datasets = await walk_datasets(store, [dataset_end("t")], DOWN, 3)
    assert (len(datasets.nodes), [gap.why for gap in datasets.gaps]) == (10, [Why.FAN_OUT])


async def test_a_datasets_flow_is_followed_from_the_fields_that_hold_what_flows(store: InventoryStore) -> None:
    await publish(store, f"log.imei={IMEI}", f"log.name={NAME}", "log.note")
    pay = recipient_end("shop/pay")
    paid = replace(claim(dataset_end("log"), pay, FlowHow.DECLARED, Transformation.UNKNOWN, scope="config"), elements=(IMEI,))
    await store.put_claims([paid])
    graph = await walk_fields(store, holdings(store), [field_end("log.imei")], DOWN, 5)
    assert [(e.id, e.origin, e.target) for e in graph.edges] == [(paid.flow_id, "fld_log.imei", pay.id)]
    for other in ("log.name", "log.note"):
        assert (await walk_fields(store, holdings(store), [field_end(other)], DOWN, 5)).edges == ()
    up = await walk_fields(store, holdings(store), [pay], UP, 5)
    assert ids(up.nodes) == [pay.id, "dst_log"]


async def test_a_parent_element_takes_its_children_along(store: InventoryStore) -> None:
    await publish(store, f"log.imei={IMEI}")
    whole = replace(claim(dataset_end("log"), recipient_end("r"), FlowHow.DECLARED, scope="config"), elements=("device",))
    await store.put_claims([whole])
    assert len((await walk_fields(store, holdings(store), [field_end("log.imei")], DOWN, 1)).edges) == 1


async def test_a_systems_flows_reach_its_fields(store: InventoryStore) -> None:
    await publish(store, f"users.phone={PHONE}", system="shop")
    shop, user = node(NodeKind.SYSTEM, "shop"), node(NodeKind.ORIGIN, "shop/user")
    given = replace(claim(user.endpoint, shop.endpoint, FlowHow.DECLARED, scope="policy:shop"), elements=(PHONE,))
    await store.put_nodes([shop, user])
    await store.put_claims([given])
    up = await walk_fields(store, holdings(store), [field_end("users.phone")], UP, 5)
    assert [(e.origin, e.target) for e in up.edges] == [(user.id, "fld_users.phone")]


async def test_what_a_policy_leaves_open_is_not_followed_from_a_field(store: InventoryStore) -> None:
    await publish(store, f"users.phone={PHONE}", system="shop")
    shop, court = node(NodeKind.SYSTEM, "shop"), recipient_end("shop/court")
    await store.put_nodes([shop])
    await store.put_claims([claim(shop.endpoint, court, FlowHow.DECLARED, Transformation.UNKNOWN, scope="policy:shop")])
    assert (await walk_fields(store, holdings(store), [field_end("users.phone")], DOWN, 5)).edges == ()
    of_system = await walk_fields(store, holdings(store), [shop.endpoint], DOWN, 5)
    assert [(e.target, e.is_open) for e in of_system.edges] == [(court.id, True)]


async def test_behind_a_flow_between_datasets_the_walk_goes_on_between_datasets(store: InventoryStore) -> None:
    await publish(store, "a.x", "b.x", "b.y", "c.z")
    whole = claim(dataset_end("a"), dataset_end("b"), FlowHow.OPENLINEAGE, Transformation.UNKNOWN, scope="openlineage:n/j")
    await store.put_claims([whole, claim("b.y", "c.z")])
    graph = await walk_fields(store, holdings(store), [field_end("a.x")], DOWN, 5)
    assert ids(graph.nodes) == ["fld_a.x", "dst_b", "dst_c"]
    assert {(e.origin, e.target) for e in graph.edges} == {("fld_a.x", "dst_b"), ("dst_b", "dst_c")}


async def test_datasets_are_walked_over_counted_edges(store: InventoryStore) -> None:
    await publish(store, "a.x", "a.y", "b.x", "b.y", "c.x")
    await store.put_claims(
        [
            claim("a.x", "b.x"),
            claim("a.y", "b.y", transformation=Transformation.HASHING),
            claim("a.x", "b.x", FlowHow.DBT, scope="dbt:p"),
            claim("b.x", "c.x", transformation=Transformation.AGGREGATION),
            claim("b.x", recipient_end("r"), FlowHow.DECLARED, scope="config"),
        ]
    )
    graph = await walk_datasets(store, [dataset_end("a")], DOWN, 5)
    assert ids(graph.nodes) == ["dst_a", "dst_b", *sorted(["dst_c", recipient_end("r").id])]
    first = next(e for e in graph.edges if e.origin == "dst_a")
    assert (first.flow_count, first.how, first.transformation, first.carries) == (
        3,
        (FlowHow.SQL, FlowHow.DBT),
        Transformation.IDENTITY,
        True,
    )
    assert next(e for e in graph.edges if e.target == "dst_c").carries is False
