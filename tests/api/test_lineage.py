"""The queries about lineage and data maps, over the real application."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.flows import Declared, FlowHow, Mechanism, NodeKind, ProblemRecord, Transformation
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.travelling import spread
from tests.api.conftest import Ask
from tests.api.inventory import TAXONOMY
from tests.inventory.claims import claim, dataset_end, field_end, node, recipient_end
from tests.inventory.records import START
from tests.lineage.conftest import IMEI, PHONE, publish

LINEAGE = """query Lineage($of: ID!, $direction: LineageDirection!, $depth: Int!) {
  lineage(of: $of, direction: $direction, depth: $depth, grain: FIELD) {
  nodes { id kind name source dataset effectiveLevel elements { id } }
  edges { from to how transformation firstSeen lastSeen } complete } }"""

MAP = """query Map { dataMap(groupBy: SYSTEM) {
  nodes { id kind name fieldCount levels { level fieldCount } elements { id fieldCount } }
  edges { from to how elements { id } } complete unassigned } }"""

PAY = recipient_end("shop/pay")
PAID = replace(
    claim(dataset_end("device_daily"), PAY, FlowHow.DECLARED, Transformation.UNKNOWN, scope="config:shop"),
    elements=(IMEI,),
    declared=Declared.UNDECLARED,
    mechanism=Mechanism.BACKEND_API,
)


@pytest.fixture
async def filled() -> AsyncIterator[InventoryStore]:
    """A log whose IMEI goes to a daily table, hashed to a report, and from the daily table to a recipient."""
    store = await open_inventory("sqlite::memory:")
    await publish(store, f"log.imei={IMEI}", "log.note", system="app")
    await publish(store, "device_daily.device", "report.device_hash")
    app = node(NodeKind.SYSTEM, "app", name="The app")
    phone = node(NodeKind.ORIGIN, "shop/phone", name="The user's phone")
    pay = replace(node(NodeKind.RECIPIENT, "shop/pay", name="Pay Inc."))
    await store.put_nodes([app, phone, pay])
    given = replace(claim(phone.endpoint, app.endpoint, FlowHow.DECLARED, scope="policy:shop"), elements=(IMEI, PHONE))
    hashed = claim("device_daily.device", "report.device_hash", FlowHow.DBT, Transformation.HASHING, scope="dbt:shop")
    moved = claim("log.imei", "device_daily.device", FlowHow.OPENLINEAGE, scope="openlineage:n/daily", job="daily")
    await store.put_claims([given, moved, hashed, PAID])
    await spread(store, TAXONOMY, ["fld_log.imei"], START)
    yield store
    await store.close()


@pytest.fixture
async def ask_filled(filled: InventoryStore) -> AsyncIterator[Ask]:
    """Ask that inventory."""
    async with TestClient(TestServer(build_app(filled, TAXONOMY, ServerSettings()))) as client:

        async def ask(query: str, **variables: object) -> dict[str, Any]:
            response = await client.post("/graphql", json={"query": query, "variables": variables})
            answer: dict[str, Any] = await response.json()
            assert "errors" not in answer, answer
            data: dict[str, Any] = answer["data"]
            return data

        yield ask


async def test_the_way_of_an_imei_to_a_recipient(ask_filled: Ask) -> None:
    found = (await ask_filled(LINEAGE, of="fld_log.imei", direction="DOWNSTREAM", depth=5))["lineage"]
    nodes = {n["id"]: (n["kind"], n["name"], n["effectiveLevel"], [e["id"] for e in n["elements"]]) for n in found["nodes"]}
    assert nodes == {
        "fld_log.imei": ("FIELD", "imei", "PERSONAL", [IMEI]),
        "fld_device_daily.device": ("FIELD", "device", "NON_PERSONAL_ALONE", [IMEI]),
        "fld_report.device_hash": ("FIELD", "device_hash", "NON_PERSONAL_ALONE", [IMEI]),
        PAY.id: ("RECIPIENT", "Pay Inc.", "UNKNOWN", []),
    }
    edges = {(e["from"], e["to"]): (e["how"], e["transformation"]) for e in found["edges"]}
    assert edges == {
        ("fld_log.imei", "fld_device_daily.device"): (["OPENLINEAGE"], "IDENTITY"),
        ("fld_device_daily.device", "fld_report.device_hash"): (["DBT"], "HASHING"),
        ("fld_device_daily.device", PAY.id): (["DECLARED"], "UNKNOWN"),
    }
    assert found["complete"] is True


async def test_an_element_that_a_flow_brings_says_so(ask_filled: Ask) -> None:
    found = await ask_filled(
        """{ fields(filter: {elements: ["device.imei"]}) { totalCount edges { node { path level effectiveLevel
        elements { element { id } form decidedBy reason } levelReasons { rule proof { id } } } } } }"""
    )
    assert found["fields"]["totalCount"] == 3
    by_path = {edge["node"]["path"]: edge["node"] for edge in found["fields"]["edges"]}
    hashed = by_path["device_hash"]
    assert [(e["decidedBy"], e["form"]) for e in hashed["elements"]] == [("LINEAGE", "HASHED")]
    assert hashed["elements"][0]["reason"].endswith("arrives hashed from crm log.imei -> crm device_daily.device.")
    assert hashed["levelReasons"] == [{"rule": "lineage", "proof": [{"id": "fld_log.imei"}, {"id": "fld_device_daily.device"}]}]
    assert [e["decidedBy"] for e in by_path["imei"]["elements"]] == ["SCAN"]


async def test_paths_end_in_the_form_in_which_data_arrives(ask_filled: Ask) -> None:
    query = """query P($from: ID!, $to: ID!) { paths(from: $from, to: $to) { complete problems { message }
      paths { form nodes { id } edges { job elements { id fieldCount } } } } }"""
    found = (await ask_filled(query, **{"from": "fld_log.imei", "to": "fld_report.device_hash"}))["paths"]
    assert (found["complete"], [path["form"] for path in found["paths"]]) == (True, ["HASHED"])
    assert [n["id"] for n in found["paths"][0]["nodes"]] == [
        "fld_log.imei",
        "fld_device_daily.device",
        "fld_report.device_hash",
    ]
    assert found["paths"][0]["edges"][0] == {"job": "daily", "elements": [{"id": IMEI, "fieldCount": 1}]}
    whole = (await ask_filled(query, **{"from": "dst_log", "to": PAY.id}))["paths"]
    assert [[n["id"] for n in path["nodes"]] for path in whole["paths"]] == [
        ["fld_log.imei", "fld_device_daily.device", PAY.id]
    ]
    unknown = (await ask_filled(query, **{"from": "fld_log.imei", "to": "fld_none"}))["paths"]
    assert (unknown["complete"], unknown["paths"], len(unknown["problems"])) == (False, [], 1)


async def test_provenance_goes_up_to_who_gives_the_data(ask_filled: Ask) -> None:
    found = await ask_filled('{ provenance(of: ["fld_report.device_hash"]) { nodes { id kind name depth } } }')
    assert [(n["kind"], n["name"], n["depth"]) for n in found["provenance"]["nodes"]] == [
        ("FIELD", "device_hash", 0),
        ("FIELD", "device", 1),
        ("FIELD", "imei", 2),
        ("ORIGIN", "The user's phone", 3),
    ]


async def test_impact_names_datasets_elements_and_nodes(ask_filled: Ask) -> None:
    found = (
        await ask_filled(
            """{ impact(of: ["fld_log.imei"]) { datasets { name } elements { id fieldCount } owners complete
            graph { nodes { id kind } } } }"""
        )
    )["impact"]
    assert [d["name"] for d in found["datasets"]] == ["device_daily", "log", "report"]
    assert found["elements"] == [{"id": IMEI, "fieldCount": 3}]
    assert (found["owners"], found["complete"]) == ([], True)
    assert PAY.id in {n["id"] for n in found["graph"]["nodes"]}


async def test_grains_of_datasets_and_systems(ask_filled: Ask) -> None:
    query = """query L($grain: Grain!) { lineage(of: "dst_log", direction: DOWNSTREAM, grain: $grain) {
      nodes { id kind name } edges { from to flowCount elements { id fieldCount } } } }"""
    datasets = (await ask_filled(query, grain="DATASET"))["lineage"]
    assert [n["id"] for n in datasets["nodes"]] == ["dst_log", "dst_device_daily", *sorted(["dst_report", PAY.id])]
    first = next(e for e in datasets["edges"] if e["from"] == "dst_log")
    assert first == {"from": "dst_log", "to": "dst_device_daily", "flowCount": 1, "elements": [{"id": IMEI, "fieldCount": 1}]}
    systems = (await ask_filled(query, grain="SYSTEM"))["lineage"]
    assert [(n["kind"], n["name"]) for n in systems["nodes"]] == [
        ("SYSTEM", "The app"),
        ("SOURCE", "crm"),
        ("RECIPIENT", "Pay Inc."),
    ]


async def test_the_map_has_origins_systems_sources_and_recipients(ask_filled: Ask) -> None:
    found = (await ask_filled(MAP))["dataMap"]
    assert [(n["kind"], n["name"], n["fieldCount"]) for n in found["nodes"]] == [
        ("SYSTEM", "The app", 2),
        ("SOURCE", "crm", 2),
        ("ORIGIN", "The user's phone", 0),
        ("RECIPIENT", "Pay Inc.", 0),
    ]
    ids = {n["name"]: n["id"] for n in found["nodes"]}
    edges = {(e["from"], e["to"]): (e["how"], sorted(x["id"] for x in e["elements"])) for e in found["edges"]}
    assert edges == {
        (ids["The user's phone"], ids["The app"]): (["DECLARED"], sorted([IMEI, PHONE])),
        (ids["The app"], ids["crm"]): (["OPENLINEAGE"], [IMEI]),
        (ids["crm"], ids["Pay Inc."]): (["DECLARED"], [IMEI]),
    }
    assert (found["complete"], found["unassigned"]) == (True, 2)


async def test_a_scoped_map_has_only_what_the_scope_touches(ask_filled: Ask) -> None:
    query = """query M($scope: FieldFilter) { dataMap(groupBy: DATASET, scope: $scope) {
      nodes { kind name fieldCount } edges { elements { id fieldCount } } unassigned } }"""
    imei = (await ask_filled(query, scope={"elements": [IMEI]}))["dataMap"]
    assert [(n["kind"], n["name"], n["fieldCount"]) for n in imei["nodes"]] == [
        ("ORIGIN", "The user's phone", 0),
        ("RECIPIENT", "Pay Inc.", 0),
        ("DATASET", "device_daily", 1),
        ("DATASET", "log", 1),
        ("DATASET", "report", 1),
    ]
    assert [edge["elements"] for edge in imei["edges"]] == [[{"id": IMEI, "fieldCount": 1}]] * 4
    none = (await ask_filled(query, scope={"elements": [PHONE]}))["dataMap"]
    assert none == {"nodes": [], "edges": [], "unassigned": 0}


async def test_flows_are_filtered_counted_and_shown(ask_filled: Ask) -> None:
    query = """query F($filter: FlowFilter) { flows(filter: $filter) { totalCount edges { node {
      id from { id name } to { id kind name }
      how transformation mechanism declared effectiveLevel elements { id fieldCount } job proof { saidBy } } } } }"""
    undeclared = (await ask_filled(query, filter={"declared": ["UNDECLARED"]}))["flows"]
    assert undeclared["totalCount"] == 1
    flow = undeclared["edges"][0]["node"]
    assert (flow["from"]["name"], flow["to"]["name"], flow["to"]["kind"]) == ("device_daily", "Pay Inc.", "RECIPIENT")
    assert (flow["mechanism"], flow["declared"], flow["proof"]) == ("BACKEND_API", "UNDECLARED", [{"saidBy": "config:shop"}])
    assert flow["elements"] == [{"id": IMEI, "fieldCount": 1}]
    of_imei = (await ask_filled(query, filter={"elements": ["device"], "toKinds": ["FIELD"]}))["flows"]
    assert (of_imei["totalCount"], len(of_imei["edges"])) == (2, 2)
    assert (await ask_filled(query, filter={"elements": [PHONE], "toKinds": ["FIELD"]}))["flows"]["totalCount"] == 0
    assert (await ask_filled(query, filter={"levels": ["SENSITIVE"]}))["flows"]["totalCount"] == 0
    node_query = "query N($id: ID!) { node(id: $id) { id ... on Flow { declared } } }"
    assert (await ask_filled(node_query, id=flow["id"]))["node"] == {"id": flow["id"], "declared": "UNDECLARED"}


async def test_pages_of_a_graph_hold_every_node_and_edge_once(ask_filled: Ask) -> None:
    query = """query L($after: String) { lineage(of: "fld_log.imei", direction: DOWNSTREAM, first: 2, after: $after) {
      nodes { id } edges { id } pageInfo { hasNextPage endCursor } } }"""
    first = (await ask_filled(query, after=None))["lineage"]
    rest = (await ask_filled(query, after=first["pageInfo"]["endCursor"]))["lineage"]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)
    assert len({n["id"] for n in (*first["nodes"], *rest["nodes"])}) == 4
    assert len({e["id"] for e in (*first["edges"], *rest["edges"])}) == 3


async def test_what_is_missing_is_told_and_unknown_ids_are_problems(filled: InventoryStore, ask_filled: Ask) -> None:
    query = """query L($of: ID!, $depth: Int!) { lineage(of: $of, depth: $depth) { complete nodes { id kind } problems { message
      ... on Incomplete { why at count } ... on NotFound { id } } } }"""
    await filled.replace_problems(
        "sql:src_crm", [ProblemRecord("sql:src_crm", "UNPARSED_SQL", "crm report", "cannot be read", "dst_report")]
    )
    await filled.put_claims([claim("report.device_hash", field_end("later.x"))])
    found = (await ask_filled(query, of="fld_report.device_hash", depth=5))["lineage"]
    assert [(p["why"], p["at"], p["count"]) for p in found["problems"]] == [
        ("NOT_SCANNED", "fld_later.x", 1),
        ("UNPARSED_SQL", "dst_report", 1),
    ]
    assert {"id": "fld_later.x", "kind": "PLACEHOLDER"} in found["nodes"]
    deep = (await ask_filled(query, of="fld_log.imei", depth=1))["lineage"]
    assert ("DEPTH", 1) in [(p["why"], p["count"]) for p in deep["problems"]]
    none = (await ask_filled(query, of="fld_none", depth=5))["lineage"]
    assert (none["complete"], none["nodes"], none["problems"][0]["id"]) == (False, [], "fld_none")
