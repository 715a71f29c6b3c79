"""The queries about policies, activities, recipients and systems, over the real application."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.context import RequestContext
from gazetteer.api.execution import Operation, execute
from gazetteer.api.loaders import Loaders
from gazetteer.api.schema import build_schema
from gazetteer.api.settings import ServerSettings
from gazetteer.api.types.element import ElementCatalogue
from gazetteer.governance.policies.builtin import builtin_policies
from gazetteer.governance.policies.keeping import declare_aliases, import_policy
from gazetteer.governance.policies.reading import read_policy
from gazetteer.inventory.assignments import Assignment, assigned
from gazetteer.inventory.flows import FlowHow, NodeKind, node_id
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.store import InventoryStore
from tests.api.conftest import Ask
from tests.api.counting import CountingStore
from tests.api.inventory import TAXONOMY
from tests.governance.policies.test_builtin import ORIGINS, RECIPIENTS
from tests.inventory.claims import claim, field_end, node
from tests.inventory.records import START, field, found, publication, source

PAYMENT = "saleforte/order_payment"


def recipient_id(key: str) -> str:
    """The id of a recipient."""
    return node_id(NodeKind.RECIPIENT, key)


@pytest.fixture
async def filled() -> AsyncIterator[InventoryStore]:
    """Both policies; a dataset `pay` of the system `till` for order payment, whose IMEI goes to WeChat Pay."""
    store = await open_inventory("sqlite::memory:")
    for path in builtin_policies().values():
        policy, data = read_policy(path, TAXONOMY)
        await import_policy(store, policy, data, START)
    await store.put_nodes([node(NodeKind.SYSTEM, "till", name="till")])
    await store.put_source(source())
    fields = (
        field("imei", found("device.imei", 0.9), dataset="pay"),
        field("card", found("payment.account.alipay", 0.9), dataset="pay"),
        field("mail", found("contact.email", 0.9), dataset="pay"),
    )
    told = publication(*fields, dataset="pay")
    record = assigned(told.dataset, Assignment("till", (PAYMENT,)))
    closures = {one.elements[0].element: TAXONOMY.closure(one.elements[0].element) for one in fields}
    await store.publish_dataset(replace(told, dataset=record, closures=closures))
    given = claim("pay.imei", "pay.card", FlowHow.DECLARED, scope="config:shop")
    origin = replace(field_end("pay.imei"), id=fields[0].id, dataset_id=record.id)
    wechat = (await store.nodes_by_id([recipient_id("saleforte/wechat_pay")])).popitem()[1]
    await store.put_claims([replace(given, origin=origin, target=wechat.endpoint)])
    yield store
    await store.close()


@pytest.fixture
async def ask_filled(filled: InventoryStore) -> AsyncIterator[Ask]:
    """Ask that inventory; the data of the answer."""
    async with TestClient(TestServer(build_app(filled, TAXONOMY, ServerSettings()))) as client:

        async def ask(query: str, **variables: object) -> dict[str, Any]:
            response = await client.post("/graphql", json={"query": query, "variables": variables})
            answer: dict[str, Any] = await response.json()
            assert "errors" not in answer, answer
            data: dict[str, Any] = answer["data"]
            return data

        yield ask


async def test_policies_with_all_that_they_hold(ask_filled: Ask) -> None:
    found_ = await ask_filled("{ policies { key name version effectiveOn notStated rules { id } recipients { key } } }")
    by_key = {one["key"]: one for one in found_["policies"]}
    assert list(by_key) == ["saleforte", "sendcloud"]
    saleforte = by_key["saleforte"]
    assert (saleforte["name"], saleforte["version"], saleforte["effectiveOn"]) == ("Saleforte-AI", "V1.0", "2025-07-16")
    assert by_key["sendcloud"]["version"] is by_key["sendcloud"]["effectiveOn"] is None
    assert (len(saleforte["rules"]), "push_token" in saleforte["notStated"]) == (16, True)
    for key, one in by_key.items():
        assert [each["key"] for each in one["recipients"]] == [f"{key}/{id_}" for id_ in RECIPIENTS[key]]


async def test_a_policy_by_key_and_its_rules(ask_filled: Ask) -> None:
    query = "query($key: String!) { policy(key: $key) { id rules { section kind statement params } } }"
    policy = (await ask_filled(query, key="saleforte"))["policy"]
    sla = next(rule for rule in policy["rules"] if rule["kind"] == "sla")
    assert sla == {
        "section": "IV.F",
        "kind": "sla",
        "statement": "answer within 15 working days",
        "params": {"working_days": 15},
    }
    assert (await ask_filled(query, key="nobody"))["policy"] is None


ACTIVITY = """{ id key section name purpose role basic required refusal legalBases basisInferred subjects anyOf openEnded
  collectsNothing condition policy { key } elements { id } origins { key } recipients { key }
  retention { section kind statement params } systems { key } datasets { name } found { id fieldCount } }"""


async def test_an_activity_with_what_was_found(ask_filled: Ask) -> None:
    activities = (await ask_filled(f"{{ activities {ACTIVITY} }}"))["activities"]
    by_key = {one["key"]: one for one in activities}
    assert len(by_key) == 42
    payment = by_key[PAYMENT]
    assert (payment["section"], payment["role"], payment["basic"], payment["required"]) == (
        "II.B.4",
        "CONTROLLER",
        True,
        "YES",
    )
    assert payment["policy"] == {"key": "saleforte"}
    assert [one["key"] for one in payment["recipients"]] == [
        f"saleforte/{id_}" for id_ in ("alipay", "wechat_pay", "huawei_pay")
    ]
    assert payment["anyOf"] == [
        ["payment.account.alipay", "payment.account.wechat_pay", "payment.account.huawei_pay"],
    ]
    assert payment["retention"]["kind"] == "retention"
    assert payment["retention"]["params"] == {
        "min_period": "P3Y",
        "from": "transaction_completion",
        "law": "E-Commerce Law of the PRC, art. 31",
    }
    assert [one["key"] for one in payment["systems"]] == ["saleforte", "till"]
    assert payment["datasets"] == [{"name": "pay"}]
    assert payment["found"] == [{"id": "payment.account.alipay", "fieldCount": 1}]
    invoicing = by_key["saleforte/invoicing"]
    assert (invoicing["required"], invoicing["found"], invoicing["datasets"]) == ("ON_REQUEST", [], [])
    tracking = by_key["sendcloud/email_tracking"]
    assert (tracking["role"], tracking["condition"], tracking["retention"]) == ("PROCESSOR", "tracking_enabled", None)
    assert by_key["sendcloud/blog_forwarding"]["collectsNothing"]
    assert [one["key"] for one in by_key["sendcloud/public_information"]["origins"]] == [
        "sendcloud/web_pages",
        "sendcloud/public_data_providers",
    ]


async def test_activities_by_policy_element_and_system(ask_filled: Ask) -> None:
    query = "query($p: ID, $e: ID, $s: ID) { activities(policy: $p, element: $e, system: $s) { key } }"

    async def keys(**arguments: str) -> list[str]:
        return [one["key"] for one in (await ask_filled(query, **arguments))["activities"]]

    sendcloud = (await ask_filled('{ policy(key: "sendcloud") { id } }'))["policy"]["id"]
    assert len(await keys(p=sendcloud)) == 11
    assert await keys(p="pol_none") == []
    assert await keys(e="payment.account.alipay") == [PAYMENT, "sendcloud/order_payment"]
    assert await keys(e="payment.account.alipay", p=sendcloud) == ["sendcloud/order_payment"]
    assert await keys(e="national_id.cn") == await keys(e="national_id") == ["saleforte/order_management"]
    assert await keys(s=node_id(NodeKind.SYSTEM, "till")) == [PAYMENT]
    assert len(await keys(s=node_id(NodeKind.SYSTEM, "saleforte"))) == 31
    assert await keys(s="sys_none") == []


async def test_recipients_by_policy_element_and_word(ask_filled: Ask, filled: InventoryStore) -> None:
    query = "query($p: ID, $e: ID, $d: [Declared!]) { recipients(policy: $p, element: $e, declared: $d) { key } }"

    async def keys(**arguments: object) -> list[str]:
        return [one["key"] for one in (await ask_filled(query, **arguments))["recipients"]]

    await filled.put_nodes([node(NodeKind.RECIPIENT, "stranger")])
    assert len(await keys()) == 20
    assert await keys(d=["UNDECLARED"]) == ["stranger"]
    assert await keys(d=["UNSPECIFIED"]) == ["saleforte/affiliate_service_providers", "saleforte/affiliates"]
    assert await keys(e="payment.account.alipay") == ["saleforte/alipay", "sendcloud/alipay"]
    assert await keys(e="payment.account.alipay", d=["EXPLICIT"]) == ["saleforte/alipay"]
    saleforte = (await ask_filled('{ policy(key: "saleforte") { id } }'))["policy"]["id"]
    assert len(await keys(p=saleforte)) == 14


RECIPIENT = """query($id: ID!) { node(id: $id) { ... on Recipient { key name country via { key }
  declarations { policy { key } section kind declared mechanism purpose openEnded url elements { id } }
  received { id fieldCount } } } }"""


async def test_a_recipient_with_what_is_said_and_what_it_gets(ask_filled: Ask) -> None:
    wechat = (await ask_filled(RECIPIENT, id=recipient_id("saleforte/wechat_pay")))["node"]
    (said,) = wechat["declarations"]
    assert (said["policy"], said["kind"], said["declared"], said["mechanism"], said["section"]) == (
        {"key": "saleforte"},
        "INDEPENDENT_RECIPIENT",
        "EXPLICIT",
        "EMBEDDED_SDK",
        "II.B.4",
    )
    assert wechat["received"] == [{"id": "device.imei", "fieldCount": 1}]
    meta = (await ask_filled(RECIPIENT, id=recipient_id("saleforte/meta_platforms")))["node"]
    assert [one["key"] for one in meta["via"]] == ["saleforte/cm_com", "saleforte/ycloud"]
    assert meta["received"] is None


async def test_an_alias_makes_one_recipient_with_two_declarations(ask_filled: Ask, filled: InventoryStore) -> None:
    await declare_aliases(filled, {"alipay": ("saleforte/alipay", "sendcloud/alipay")}, START)
    alipay = (await ask_filled(RECIPIENT, id=recipient_id("alipay")))["node"]
    assert [(one["policy"]["key"], one["declared"]) for one in alipay["declarations"]] == [
        ("saleforte", "EXPLICIT"),
        ("sendcloud", "IMPLIED"),
    ]
    assert (await ask_filled(RECIPIENT, id=recipient_id("saleforte/alipay")))["node"] is None


async def test_systems(ask_filled: Ask) -> None:
    query = """{ systems { key name sources { name } activities { key } elements { id fieldCount }
      datasets { totalCount edges { node { name } } } } }"""
    by_key = {one["key"]: one for one in (await ask_filled(query))["systems"]}
    assert list(by_key) == ["saleforte", "sendcloud", "till"]
    till = by_key["till"]
    assert [one["name"] for one in till["sources"]] == ["crm"]
    assert till["activities"] == [{"key": PAYMENT}]
    assert [one["id"] for one in till["elements"]] == ["contact.email", "device.imei", "payment.account.alipay"]
    assert (till["datasets"]["totalCount"], till["datasets"]["edges"]) == (1, [{"node": {"name": "pay"}}])
    assert (by_key["saleforte"]["datasets"]["totalCount"], by_key["saleforte"]["elements"]) == (0, [])


async def test_an_element_knows_its_activities_and_recipients(ask_filled: Ask) -> None:
    query = '{ element(id: "payment.account.alipay") { activities { key } recipients { key } } }'
    element = (await ask_filled(query))["element"]
    assert [one["key"] for one in element["activities"]] == [PAYMENT, "sendcloud/order_payment"]
    assert [one["key"] for one in element["recipients"]] == ["saleforte/alipay", "sendcloud/alipay"]


async def test_everything_has_an_id_that_leads_back(ask_filled: Ask) -> None:
    query = "{ policies { id activities { id origins { id section elements { id } } } recipients { id } } systems { id } }"
    found_ = await ask_filled(query)
    ids = [policy["id"] for policy in found_["policies"]] + [system["id"] for system in found_["systems"]]
    ids += [one["id"] for policy in found_["policies"] for one in (*policy["activities"], *policy["recipients"])]
    origins = {o["id"]: o for p in found_["policies"] for a in p["activities"] for o in a["origins"]}
    said = sorted((o["section"], len(o["elements"])) for o in origins.values())
    assert said == sorted((section, len(elements)) for some in ORIGINS.values() for section, elements in some.values())
    ids += origins
    nodes = await ask_filled("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids=ids)
    assert [one["id"] for one in nodes["nodes"]] == ids
    assert {one["__typename"] for one in nodes["nodes"]} == {"Policy", "Activity", "Recipient", "Origin", "System"}
    assert (await ask_filled('{ node(id: "act_none") { id } }'))["node"] is None


async def test_a_map_leads_to_what_its_nodes_stand_for(ask_filled: Ask) -> None:
    found_ = await ask_filled("{ dataMap { nodes { kind object { __typename id } } } }")
    kinds = {(one["kind"], one["object"]["__typename"]) for one in found_["dataMap"]["nodes"]}
    assert kinds == {("SYSTEM", "System"), ("RECIPIENT", "Recipient"), ("ORIGIN", "Origin")}


async def test_an_impact_names_activities_and_recipients(ask_filled: Ask, filled: InventoryStore) -> None:
    query = "query($of: [ID!]!) { impact(of: $of) { activities { key } recipients { key } } }"
    imei = field("imei", dataset="pay").id
    assert (await ask_filled(query, of=[imei]))["impact"] == {
        "activities": [{"key": PAYMENT}],
        "recipients": [{"key": "saleforte/wechat_pay"}],
    }


WIDE = """{ policies { key activities { key elements { id } recipients { key declarations { declared } received { id } }
  systems { key } datasets { name source { name } } found { id } } } systems { key sources { name } elements { id } } }"""


async def test_the_calls_do_not_grow_with_what_is_asked(filled: InventoryStore) -> None:
    counting = CountingStore(filled)
    context = RequestContext(ElementCatalogue(TAXONOMY), Loaders(cast("InventoryStore", counting), TAXONOMY.closure))
    answer = await execute(build_schema(), Operation(WIDE, None, {}), context, 30)
    assert "errors" not in answer, answer["errors"]
    assert dict(counting.calls) == {
        "policies": 1,
        "nodes_of_kind": 3,
        "page_datasets": 2,
        "claims_at": 1,
        "fields_by_id": 1,
        "sources_by_id": 1,
    }
