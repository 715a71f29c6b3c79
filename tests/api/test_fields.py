"""Fields: every filter, every order, facets and coverage, against exact answers."""

from typing import Any

import pytest

from tests.api.conftest import Ask
from tests.api.inventory import CRM, EXPORTS, LEGACY, dataset

LIST = """query List($filter: FieldFilter, $orderBy: FieldOrder, $first: Int) {
  fields(filter: $filter, orderBy: $orderBy, first: $first) { totalCount edges { node { path dataset { name } } } } }"""


async def names(ask: Ask, filter_: dict[str, Any], **arguments: object) -> list[str]:
    """`dataset.path` of the matching fields, after a check that the total is their number."""
    answer = await ask(LIST, filter=filter_, **{"first": 500, **arguments})
    assert "errors" not in answer, answer["errors"]
    page = answer["data"]["fields"]
    found = [f"{edge['node']['dataset']['name']}.{edge['node']['path']}" for edge in page["edges"]]
    assert page["totalCount"] == len(found)
    return found


IMEIS = ["devices.imei", "events/*.parquet.device.imei"]
PHONES = ["orders.ship_phone", "users.phone", "events/*.parquet.items[].phone", "people.csv.phone"]
PEOPLE_PATHS = [f"people.csv.{each}" for each in ("age", "city", "email", "name", "phone", "remark", "score", "tags")]
ADDRESSES = [
    "users.address",
    "users.city",
    "events/*.parquet.geo.city",
    "events/*.parquet.geo.city",
    "people.csv.city",
]


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ({"elements": ["device.imei"]}, IMEIS),
        ({"elements": ["device.imei", "device.mac"]}, ["devices.imei", "devices.mac", "events/*.parquet.device.imei"]),
        ({"elements": []}, []),
        ({"elements": ["contact.address"]}, ADDRESSES),
        ({"elements": ["contact.address.city"]}, ADDRESSES[1:]),
        (
            {"elements": ["device"], "sources": [CRM.id]},
            ["devices.android_id", "devices.imei", "devices.mac", "devices.model", "devices.os_version"],
        ),
        ({"elements": ["comm.text"]}, []),
        ({"elements": ["comm.text"], "includeCandidates": True}, ["devices.note", "orders.note"]),
        ({"elements": ["comm.text"], "includeCandidates": True, "minScore": 0.5}, ["devices.note"]),
        ({"elements": ["contact.phone"]}, PHONES),
        ({"elements": ["contact.phone"], "forms": ["MASKED"]}, ["orders.ship_phone"]),
        ({"elements": ["contact.phone"], "forms": ["UNKNOWN"]}, []),
        ({"forms": ["HASHED"]}, ["users.password_hash"]),
        ({"forms": ["HASHED", "MASKED"]}, ["orders.ship_phone", "users.password_hash"]),
        ({"minScore": 0.99}, ["active_users.email", "orders.card_number", "users.email", "users.national_id"]),
        ({"elements": ["delivery.phone"], "minScore": 0.78}, ["orders.ship_phone"]),
        ({"elements": ["delivery.phone"], "minScore": 0.79}, []),
        ({"factors": [{"factor": "CHECKSUM", "applies": True}]}, ["devices.imei", "orders.card_number", IMEIS[1]]),
        ({"factors": [{"factor": "VALUE", "min": 0.97, "max": 0.98}]}, ["devices.imei", "devices.mac", "users.phone",
                                                                        "people.csv.email", "accounts.email"]),
        ({"factors": [{"factor": "NAME", "min": 0.91}]}, []),
        ({"factors": [{"factor": "CHECKSUM", "applies": False}], "elements": ["device.imei"]}, []),
        ({"levels": ["SENSITIVE"], "sourceNames": ["legacy"]}, ["accounts.account_no"]),
        ({"levels": ["NON_PERSONAL_ALONE"], "effectiveLevels": ["NON_PERSONAL_ALONE"]}, []),
        ({"levels": ["UNKNOWN"]}, []),
        ({"hasElements": False, "sourceNames": ["legacy"]}, ["accounts.branch", "accounts.flag", "accounts.memo",
                                                             "accounts.opened"]),
        ({"hasElements": True, "sources": [LEGACY.id]}, ["accounts.account_no", "accounts.email", "accounts.holder"]),
        ({"sourceNames": ["crm", "legacy"], "elements": ["person.name"]}, ["users.name", "accounts.holder"]),
        ({"sourceNames": ["nobody"]}, []),
        ({"sources": ["src_unknown"]}, []),
        ({"datasets": [dataset("active_users")]}, ["active_users.email", "active_users.id"]),
        ({"nullable": False}, ["users.id", "users.name"]),
        ({"nullable": True}, ["users.email", "users.phone"]),
        ({"coverage": ["PARTIAL"], "elements": ["contact.email"]}, ["people.csv.email", "accounts.email"]),
        ({"coverage": ["FAILED"]}, []),
        ({"search": "PHONE"}, PHONES),
        ({"search": "people"}, PEOPLE_PATHS),
        ({"search": "%"}, []),
        ({"search": "", "forms": ["HASHED"]}, ["users.password_hash"]),
        ({"elements": None, "levels": None, "search": None, "forms": ["HASHED"]}, ["users.password_hash"]),
        ({"search": "phone", "sources": [EXPORTS.id], "minScore": 0.94}, ["people.csv.phone"]),
    ],
)  # fmt: skip
async def test_filters_find_exactly_these(ask: Ask, filter_: dict[str, Any], expected: list[str]) -> None:
    assert await names(ask, filter_) == expected


async def test_conditions_on_detections_hold_for_one_and_the_same(ask: Ask) -> None:
    both = {"elements": ["delivery.phone"], "factors": [{"factor": "VALUE", "min": 0.8}]}
    assert await names(ask, both) == []
    assert await names(ask, {**both, "elements": ["contact.phone"], "forms": ["MASKED"]}) == ["orders.ship_phone"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("NAME", ["active_users.email", "active_users.id", "devices.android_id"]),
        ("SCORE_DESC", ["active_users.email", "orders.card_number", "users.email"]),
        ("RISK_DESC", ["orders.card_number", "users.national_id", "users.password_hash"]),
        ("DOUBT_DESC", ["devices.note", "users.gender", "orders.note"]),
        ("CHANGED_DESC", ["active_users.email", "active_users.id", "devices.android_id"]),
    ],
)
async def test_orders(ask: Ask, order: str, expected: list[str]) -> None:
    assert (await names(ask, {"sourceNames": ["crm"]}, orderBy=order))[:3] == expected


async def test_facets_count_the_whole_list_not_the_page(ask: Ask) -> None:
    query = """{ fields(filter: {elements: ["contact"], sourceNames: ["crm", "legacy"]}, first: 1) { totalCount
      facets(of: [ELEMENT, EFFECTIVE_LEVEL, SOURCE, COVERAGE, SOURCE]) { key values { value label count } } } }"""
    answer = await ask(query)
    assert answer["data"]["fields"]["totalCount"] == 7
    facets = {facet["key"]: facet["values"] for facet in answer["data"]["fields"]["facets"]}
    assert [*facets] == ["ELEMENT", "EFFECTIVE_LEVEL", "SOURCE", "COVERAGE"]
    assert [(value["value"], value["count"]) for value in facets["ELEMENT"]] == [
        ("contact", 7),
        ("contact.email", 3),
        ("contact.phone", 2),
        ("contact.address", 2),
        ("contact.address.city", 1),
        ("delivery.phone", 1),
        ("delivery", 1),
    ]
    assert facets["SOURCE"] == [
        {"value": CRM.id, "label": "crm", "count": 6},
        {"value": LEGACY.id, "label": "legacy", "count": 1},
    ]
    assert facets["COVERAGE"] == [
        {"value": "COMPLETE", "label": "COMPLETE", "count": 6},
        {"value": "PARTIAL", "label": "PARTIAL", "count": 1},
    ]


async def test_coverage_of_a_list_is_that_of_the_datasets_in_its_scope(ask: Ask) -> None:
    query = """query ($filter: FieldFilter) { fields(filter: $filter, first: 0) {
      edges { cursor } coverage { discovered complete partial failed unexpected rowsRead missableRate } } }"""
    answer = await ask(query, filter={"sourceNames": ["legacy"], "elements": ["device.imei"]})
    assert answer["data"]["fields"]["edges"] == []
    assert answer["data"]["fields"]["coverage"] == {
        "discovered": 2,
        "complete": 0,
        "partial": 1,
        "failed": 1,
        "unexpected": 2,
        "rowsRead": 40,
        "missableRate": None,
    }
    everything = (await ask(query, filter=None))["data"]["fields"]["coverage"]
    assert (everything["discovered"], everything["unexpected"], everything["missableRate"]) == (8, 2, 0.01)


async def test_a_field_tells_what_was_measured_and_why(ask: Ask) -> None:
    query = """{ field(source: "crm", dataset: "devices", path: "imei") { dataType nullable comment presence nullRate
      distinctEstimate firstSeen lastSeen levelReasons { level rule text proof { path dataset { name } } }
      candidates { score } elements { matched seen distinct }
      coverage { state rowsRead scan { sequence } at reasons { code } } } }"""
    assert (await ask(query))["data"]["field"] == {
        "dataType": "string",
        "nullable": None,
        "comment": None,
        "presence": 1.0,
        "nullRate": 0.25,
        "distinctEstimate": 1500,
        "firstSeen": "2026-03-02T08:00:00Z",
        "lastSeen": "2026-03-02T08:00:00Z",
        "levelReasons": [
            {"level": "NON_PERSONAL_ALONE", "rule": "element", "text": "device.imei is in force", "proof": []},
            {
                "level": "PERSONAL",
                "rule": "combination",
                "text": "it sits with user_id",
                "proof": [{"path": "user_id", "dataset": {"name": "devices"}}],
            },
        ],
        "candidates": [],
        "elements": [{"matched": 1960, "seen": 2000, "distinct": 1500}],
        "coverage": {
            "state": "COMPLETE",
            "rowsRead": 2000,
            "scan": {"sequence": 2},
            "at": "2026-03-02T08:00:00Z",
            "reasons": [],
        },
    }
