"""Store contract: claims, flows, nodes and policies."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from gazetteer.inventory.flows import (
    Answer,
    Declared,
    FlowClaim,
    FlowHow,
    FlowQuery,
    NodeKind,
    ProblemRecord,
    Transformation,
    flow_id,
)
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.policies import PolicyRecord
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from tests.inventory.claims import claim, dataset_end, field_end, node, recipient_end
from tests.inventory.conftest import OpenStore
from tests.inventory.records import START, day

PHONE = claim("users.phone", "contacts.phone")
BY_DBT = claim("users.phone", "contacts.phone", FlowHow.DBT, scope="dbt:shop", at=day(2))
FILTER = claim("users.state", "contacts.phone", transformation=Transformation.INDIRECT)
HASH = claim("contacts.phone", "stats.phone_md5", transformation=Transformation.HASHING, scope="files:etl")
PAID = replace(
    claim(dataset_end("stats"), recipient_end("shop/pay"), FlowHow.DECLARED, Transformation.UNKNOWN, scope="policy:shop"),
    declared=Declared.EXPLICIT,
    separate_consent=Answer.YES,
    elements=("contact.phone",),
)


async def _at(store: InventoryStore, end: End, *ids: str, indirect: bool = True) -> set[FlowClaim]:
    found = await store.claims_at(end, ids, 100, indirect)
    assert not found.is_cut
    return set(found.items)


async def test_claims_are_found_by_either_end(open_store: OpenStore) -> None:
    first, second = await open_store(), await open_store()
    await first.put_claims([PHONE, BY_DBT, FILTER, HASH])
    assert await _at(second, End.ORIGIN, "fld_users.phone", "fld_nowhere") == {PHONE, BY_DBT}
    assert await _at(second, End.TARGET, "fld_contacts.phone") == {PHONE, BY_DBT, FILTER}
    assert await _at(second, End.TARGET, "fld_contacts.phone", indirect=False) == {PHONE, BY_DBT}
    assert await _at(second, End.TARGET) == set()


async def test_what_is_news_is_told(store: InventoryStore) -> None:
    assert await store.put_claims([PHONE, HASH]) == (PHONE.id, HASH.id)
    assert await store.put_claims([PHONE, replace(HASH, last_seen=day(9)), FILTER]) == (FILTER.id,)
    assert await store.put_claims([replace(PHONE, last_seen=day(9), carries=False)]) == (PHONE.id,)
    assert await store.put_claims([PHONE, HASH, FILTER]) == ()
    assert await store.put_claims([]) == ()


async def test_a_claim_said_again_is_seen_longer(store: InventoryStore) -> None:
    await store.put_claims([replace(PHONE, first_seen=day(3), last_seen=day(3), proof="new")])
    await store.put_claims([replace(PHONE, first_seen=day(1), last_seen=day(1), proof="old")])
    await store.put_claims([replace(PHONE, first_seen=day(2), last_seen=day(2), proof="between")])
    assert await _at(store, End.ORIGIN, "fld_users.phone") == {replace(PHONE, first_seen=day(1), last_seen=day(3), proof="new")}


async def test_claims_are_cut_at_the_limit_and_go_on_behind_it(store: InventoryStore) -> None:
    fan = [claim("users.phone", f"copy{number}.phone") for number in range(12)]
    await store.put_claims(fan)
    first = await store.claims_at(End.ORIGIN, ["fld_users.phone"], 7)
    rest = await store.claims_at(End.ORIGIN, ["fld_users.phone"], 7, after=first.items[-1].id)
    assert (len(first.items), first.is_cut, len(rest.items), rest.is_cut) == (7, True, 5, False)
    assert {*first.items, *rest.items} == set(fan)


async def test_replacing_a_scope_takes_back_only_its_other_claims(store: InventoryStore) -> None:
    await store.put_claims([PHONE, FILTER, BY_DBT])
    gone = await store.replace_claims("sql:src_crm", [replace(PHONE, last_seen=day(5))])
    assert gone == (FILTER,)
    assert await _at(store, End.TARGET, "fld_contacts.phone") == {replace(PHONE, last_seen=day(5)), BY_DBT}
    assert await store.replace_claims("sql:src_crm", []) == (replace(PHONE, last_seen=day(5)),)
    assert await store.replace_claims("sql:src_crm", []) == ()


async def test_a_claim_of_another_scope_cannot_replace(store: InventoryStore) -> None:
    await store.put_claims([PHONE])
    with pytest.raises(ValueError, match="another scope than 'sql:src_crm'"):
        await store.replace_claims("sql:src_crm", [BY_DBT])
    assert await _at(store, End.ORIGIN, "fld_users.phone") == {PHONE}


async def test_dataset_edges_are_counted_by_kind(store: InventoryStore) -> None:
    second = claim("users.email", "contacts.mail", at=day(4))
    inside = claim("contacts.phone", "contacts.phone_again")
    await store.put_claims([PHONE, second, BY_DBT, FILTER, inside, HASH, PAID])
    edges = await store.dataset_edges_at(End.ORIGIN, ["dst_users", "dst_contacts", "dst_stats"])
    shown = {(e.origin, e.target, e.target_kind, e.how, e.transformation, e.flow_count) for e in edges}
    pay = recipient_end("shop/pay").id
    assert shown == {
        ("dst_users", "dst_contacts", NodeKind.DATASET, FlowHow.SQL, Transformation.IDENTITY, 2),
        ("dst_users", "dst_contacts", NodeKind.DATASET, FlowHow.SQL, Transformation.INDIRECT, 1),
        ("dst_users", "dst_contacts", NodeKind.DATASET, FlowHow.DBT, Transformation.IDENTITY, 1),
        ("dst_contacts", "dst_stats", NodeKind.DATASET, FlowHow.SQL, Transformation.HASHING, 1),
        ("dst_stats", pay, NodeKind.RECIPIENT, FlowHow.DECLARED, Transformation.UNKNOWN, 1),
    }
    of_sql = next(e for e in edges if e.flow_count == 2)
    assert (of_sql.first_seen, of_sql.last_seen) == (START, day(4))
    without = await store.dataset_edges_at(End.TARGET, ["dst_contacts"], include_indirect=False)
    assert {e.transformation for e in without} == {Transformation.IDENTITY}


async def test_flows_join_claims_and_page_by_id(store: InventoryStore) -> None:
    await store.put_claims([PHONE, BY_DBT, FILTER, HASH, PAID])
    assert await store.count_flows(FlowQuery()) == 4
    first = await store.page_flows(FlowQuery(), PageRequest(3))
    rest = await store.page_flows(FlowQuery(), PageRequest(3, first.keys[-1]))
    flows = [*first.items, *rest.items]
    assert (first.has_next, rest.has_next) == (True, False)
    assert [flow.id for flow in flows] == sorted(c.flow_id for c in (PHONE, FILTER, HASH, PAID))
    known_twice = next(flow for flow in flows if len(flow.claims) == 2)
    assert known_twice.id == flow_id("fld_users.phone", "fld_contacts.phone", is_indirect=False)
    assert (known_twice.how, known_twice.first_seen, known_twice.last_seen) == (
        (FlowHow.SQL, FlowHow.DBT),
        START,
        day(2),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (FlowQuery(origin_ids=("fld_users.phone",)), {PHONE.flow_id}),
        (FlowQuery(target_ids=("fld_contacts.phone",)), {PHONE.flow_id, FILTER.flow_id}),
        (FlowQuery(target_kinds=(NodeKind.RECIPIENT,)), {PAID.flow_id}),
        (FlowQuery(how=(FlowHow.DBT, FlowHow.DECLARED)), {PHONE.flow_id, PAID.flow_id}),
        (FlowQuery(transformations=(Transformation.HASHING,)), {HASH.flow_id}),
        (FlowQuery(declared=(Declared.EXPLICIT,)), {PAID.flow_id}),
        (FlowQuery(separate_consent=Answer.YES), {PAID.flow_id}),
        (FlowQuery(crosses_border=Answer.UNKNOWN, scopes=("files:etl",)), {HASH.flow_id}),
        (FlowQuery(dataset_ids=("dst_stats",)), {HASH.flow_id, PAID.flow_id}),
        (FlowQuery(how=(FlowHow.DBT,), transformations=(Transformation.INDIRECT,)), set()),
        (FlowQuery(how=()), set()),
    ],
)
async def test_flows_are_filtered_by_one_claim(store: InventoryStore, query: FlowQuery, expected: set[str]) -> None:
    await store.put_claims([PHONE, BY_DBT, FILTER, HASH, PAID])
    found = await store.page_flows(query, PageRequest(10))
    assert {flow.id for flow in found.items} == expected
    assert await store.count_flows(query) == len(expected)


async def test_many_claims_of_one_flow_do_not_stop_a_page(store: InventoryStore) -> None:
    often = [claim("users.phone", "contacts.phone", scope=f"openlineage:ns/job{n}", job=f"job{n}") for n in range(40)]
    await store.put_claims([*often, HASH])
    page = await store.page_flows(FlowQuery(), PageRequest(1))
    rest = await store.page_flows(FlowQuery(), PageRequest(1, page.keys[-1]))
    assert {len(flow.claims) for flow in (*page.items, *rest.items)} == {40, 1}
    assert (page.has_next, rest.has_next) == (True, False)


async def test_flows_by_id(store: InventoryStore) -> None:
    await store.put_claims([PHONE, BY_DBT, HASH])
    found = await store.flows_by_id([PHONE.flow_id, "flw_none"])
    assert {id_: set(flow.claims) for id_, flow in found.items()} == {PHONE.flow_id: {PHONE, BY_DBT}}


async def test_nodes_are_merged_and_found(open_store: OpenStore) -> None:
    first, second = await open_store(), await open_store()
    pay, bank = node(NodeKind.RECIPIENT, "shop/pay"), node(NodeKind.RECIPIENT, "shop/bank")
    job = node(NodeKind.JOB, "nightly")
    await first.put_nodes([pay, bank, job])
    await first.put_nodes([replace(pay, name="Pay Inc.", last_seen=day(3), first_seen=day(3), aliases=("mail/pay",))])
    merged = replace(pay, name="Pay Inc.", last_seen=day(3), aliases=("mail/pay",))
    assert await second.nodes_by_id([pay.id, "rcp_none"]) == {pay.id: merged}
    assert await second.nodes_of_kind(NodeKind.RECIPIENT) == (bank, merged)
    await second.delete_nodes([pay.id, "rcp_none"])
    assert await first.nodes_of_kind(NodeKind.RECIPIENT) == (bank,)


async def test_policy_versions_are_kept(open_store: OpenStore) -> None:
    first, second = await open_store(), await open_store()
    old = PolicyRecord("shop", "Shop", "V1", "a" * 64, '{"schema":"policy/1"}', START)
    new = PolicyRecord("shop", "Shop", "V2", "b" * 64, '{"schema":"policy/1","x":1}', day(1))
    mail = PolicyRecord("mail", "Mail", "", "c" * 64, "{}", day(2))
    assert await first.policies() == ()
    for policy in (old, new, mail, new):
        await first.put_policy(policy)
    assert await second.policies() == (mail, new)
    assert await second.policy_versions("shop") == (new, old)
    assert await second.policy_versions("none") == ()
    await first.put_policy(replace(old, imported_at=day(9)))
    assert await second.policies() == (mail, replace(old, imported_at=day(9)))


async def test_problems_are_replaced_by_scope_and_found_by_dataset(open_store: OpenStore) -> None:
    first, second = await open_store(), await open_store()
    view = ProblemRecord("sql:src_crm", "UNPARSED_SQL", "crm contacts", "cannot be read", "dst_contacts")
    line = ProblemRecord("files:etl", "UNPARSED_SQL", "load.sql:3", "cannot be read")
    await first.replace_problems("sql:src_crm", [view, view])
    await first.replace_problems("files:etl", [line])
    assert set(await second.problems()) == {view, line}
    assert await second.problems(["dst_users", ""]) == (line,)
    await first.replace_problems("sql:src_crm", [])
    assert await second.problems() == (line,)
    with pytest.raises(ValueError, match="another scope"):
        await first.replace_problems("sql:src_crm", [line])


async def test_names_that_utf8_cannot_carry_are_kept(store: InventoryStore) -> None:
    odd = replace(PHONE, scope="files:\ud800", job="a\ud800\x00b", proof="'\";--")
    await store.put_claims([odd])
    assert await _at(store, End.ORIGIN, "fld_users.phone") == {odd}
    assert await store.replace_claims("files:\ud800", []) == (odd,)


async def test_an_inventory_of_before_gets_the_tables(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'inventory.sqlite'}"
    await (await open_inventory(uri)).close()
    with closing(sqlite3.connect(tmp_path / "inventory.sqlite")) as connection:
        for table in ("claims", "nodes", "policies", "lineage_problems"):
            connection.execute(f"DROP TABLE {table}")
        connection.commit()
    store = await open_inventory(uri)
    await store.put_claims([PHONE])
    assert await _at(store, End.TARGET, field_end("contacts.phone").id) == {PHONE}
    assert (await store.policies(), await store.nodes_of_kind(NodeKind.JOB)) == ((), ())
    await store.close()
