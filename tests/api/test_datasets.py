"""Datasets: filters, keys, counts, coverage, and the fields inside them."""

from typing import Any

import pytest

from tests.api.conftest import Ask
from tests.api.inventory import EXPORTS, LEGACY, dataset, field

LIST = """query ($filter: DatasetFilter) { datasets(filter: $filter, first: 500) { totalCount edges { node { name } }
  coverage { discovered } } }"""
ALL = ["active_users", "devices", "orders", "users", "events/*.parquet", "people.csv", "accounts", "archive"]


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (None, ALL),
        ({}, ALL),
        ({"sources": [EXPORTS.id, LEGACY.id]}, ALL[4:]),
        ({"sourceNames": ["legacy"]}, ["accounts", "archive"]),
        ({"sourceNames": []}, []),
        ({"coverage": ["PARTIAL", "FAILED"]}, ["people.csv", "accounts", "archive"]),
        ({"coverage": ["SKIPPED", "UNKNOWN"]}, []),
        ({"reasons": ["SAMPLED"]}, ["people.csv"]),
        ({"reasons": ["SAMPLED"], "expected": False}, []),
        ({"expected": False}, ["accounts", "archive"]),
        ({"expected": True}, ["people.csv"]),
        ({"reasons": ["DENIED", "DECODE_ERROR"]}, ["accounts", "archive"]),
        ({"search": "USERS"}, ["active_users", "users"]),
        ({"search": "*"}, ["events/*.parquet"]),
        ({"search": "exp", "coverage": ["PARTIAL"]}, ["people.csv"]),
    ],
)
async def test_filters_find_exactly_these(ask: Ask, filter_: dict[str, Any] | None, expected: list[str]) -> None:
    page = (await ask(LIST, filter=filter_))["data"]["datasets"]
    assert [edge["node"]["name"] for edge in page["edges"]] == expected
    assert (page["totalCount"], page["coverage"]["discovered"]) == (len(expected), len(expected))


async def test_a_dataset_tells_what_its_rows_are(ask: Ask) -> None:
    answer = await ask("{ datasets(first: 20) { edges { node { name rowIs } } } }")
    kinds = {edge["node"]["name"]: edge["node"]["rowIs"] for edge in answer["data"]["datasets"]["edges"]}
    assert (kinds["users"], kinds["orders"], kinds["devices"]) == ("PERSON", "EVENT", "UNKNOWN")


async def test_keys_name_their_fields_and_what_they_refer_to(ask: Ask) -> None:
    query = """{ dataset(source: "crm", name: "orders") { id kind comment source { name }
      keys { kind fields { id path } refersTo { name } refersToFields { id path } } } }"""
    assert (await ask(query))["data"]["dataset"] == {
        "id": dataset("orders"),
        "kind": "table",
        "comment": None,
        "source": {"name": "crm"},
        "keys": [
            {
                "kind": "PRIMARY",
                "fields": [{"id": field("orders", "id"), "path": "id"}],
                "refersTo": None,
                "refersToFields": [],
            },
            {
                "kind": "UNIQUE",
                "fields": [
                    {"id": field("orders", "user_id"), "path": "user_id"},
                    {"id": field("orders", "placed_at"), "path": "placed_at"},
                ],
                "refersTo": None,
                "refersToFields": [],
            },
            {
                "kind": "FOREIGN",
                "fields": [{"id": field("orders", "user_id"), "path": "user_id"}],
                "refersTo": {"name": "users"},
                "refersToFields": [{"id": field("users", "id"), "path": "id"}],
            },
            {
                "kind": "FOREIGN",
                "fields": [{"id": field("orders", "sku"), "path": "sku"}],
                "refersTo": None,
                "refersToFields": [],
            },
        ],
    }


async def test_counts_by_level_and_element(ask: Ask) -> None:
    query = """{ dataset(source: "crm", name: "devices") { fieldCount levels { level fieldCount }
      elements { id label chinese: label(lang: "zh") level fieldCount } firstSeen lastSeen } }"""
    found = (await ask(query))["data"]["dataset"]
    assert found["fieldCount"] == 9
    assert found["levels"] == [{"level": "PERSONAL", "fieldCount": 6}, {"level": "NONE", "fieldCount": 3}]
    ids = ["account.user_id", "device.android_id", "device.imei", "device.mac", "device.model", "device.os_version"]
    assert [(each["id"], each["fieldCount"]) for each in found["elements"]] == [(id_, 1) for id_ in ids]
    assert found["elements"][2] == {
        "id": "device.imei",
        "label": "IMEI",
        "chinese": "国际移动设备识别码",
        "level": "NON_PERSONAL_ALONE",
        "fieldCount": 1,
    }


async def test_coverage_and_the_last_good_one(ask: Ask) -> None:
    query = """query ($name: String!, $source: String!) { dataset(source: $source, name: $name) {
      coverage { state reasons { code message expected } rowsRead rowsTotal missableRate scan { id } }
      lastGoodCoverage { state } } }"""
    sampled = (await ask(query, source="exports", name="people.csv"))["data"]["dataset"]
    assert sampled == {
        "coverage": {
            "state": "PARTIAL",
            "reasons": [{"code": "SAMPLED", "message": "300 of 9,000 rows were read", "expected": True}],
            "rowsRead": 300,
            "rowsTotal": 9000,
            "missableRate": 0.01,
            "scan": {"id": "scan_second"},
        },
        "lastGoodCoverage": {"state": "PARTIAL"},
    }
    failed = (await ask(query, source="legacy", name="archive"))["data"]["dataset"]
    assert (failed["coverage"]["state"], failed["coverage"]["rowsTotal"], failed["lastGoodCoverage"]) == ("FAILED", None, None)


async def test_fields_inside_take_filter_order_and_totals(ask: Ask) -> None:
    query = """{ dataset(source: "crm", name: "users") {
      plain: fields(first: 2) { totalCount edges { node { path } } pageInfo { hasNextPage } coverage { discovered complete } }
      risky: fields(filter: {levels: [SENSITIVE]}, orderBy: SCORE_DESC) { totalCount edges { node { path } }
        facets(of: [ELEMENT]) { values { value } } coverage { discovered } } } }"""
    found = (await ask(query))["data"]["dataset"]
    assert found["plain"] == {
        "totalCount": 11,
        "edges": [{"node": {"path": "address"}}, {"node": {"path": "birth_date"}}],
        "pageInfo": {"hasNextPage": True},
        "coverage": {"discovered": 1, "complete": 1},
    }
    assert [edge["node"]["path"] for edge in found["risky"]["edges"]] == ["national_id", "password_hash"]
    assert found["risky"]["totalCount"] == 2
    values = [value["value"] for value in found["risky"]["facets"][0]["values"]]
    assert values == ["national_id.cn", "national_id", "auth.password", "auth"]


async def test_a_dataset_cannot_list_the_fields_of_another(ask: Ask) -> None:
    query = """query ($filter: FieldFilter) { dataset(source: "crm", name: "users") {
      id fields(filter: $filter) { totalCount } } }"""
    answer = await ask(query, filter={"datasets": [dataset("orders")]})
    assert answer["data"] == {"dataset": None}
    assert answer["errors"][0]["message"] == (
        f"filter.datasets: the list holds the fields of {dataset('users')} only; leave it out here"
    )
    same = await ask(query, filter={"datasets": [dataset("users")]})
    assert same["data"]["dataset"]["fields"]["totalCount"] == 11


async def test_datasets_and_fields_by_what_a_row_is(ask: Ask) -> None:
    query = """query ($rows: [RowKind!]!) {
      datasets(filter: {rowIs: $rows}) { totalCount coverage { discovered } edges { node { name rowIs } } }
      fields(filter: {rowIs: $rows, elements: ["contact"]}) { totalCount edges { node { path dataset { rowIs } } } } }"""
    people = (await ask(query, rows=["PERSON"]))["data"]
    assert people["datasets"] == {
        "totalCount": 1,
        "coverage": {"discovered": 1},
        "edges": [{"node": {"name": "users", "rowIs": "PERSON"}}],
    }
    assert people["fields"]["totalCount"] == len(people["fields"]["edges"]) > 0
    assert {edge["node"]["dataset"]["rowIs"] for edge in people["fields"]["edges"]} == {"PERSON"}
    both = (await ask(query, rows=["EVENT", "PERSON"]))["data"]["datasets"]
    assert [edge["node"]["name"] for edge in both["edges"]] == ["orders", "users"]
    assert (await ask(query, rows=["LOOKUP"]))["data"] == {
        "datasets": {"totalCount": 0, "coverage": {"discovered": 0}, "edges": []},
        "fields": {"totalCount": 0, "edges": []},
    }
