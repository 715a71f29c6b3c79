"""Elements: the taxonomy as the schema shows it, and what of it is in use."""

from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory
from gazetteer_scanners.taxonomy import Taxonomy
from tests.api.conftest import Ask
from tests.api.inventory import TAXONOMY


async def test_an_element_with_what_is_above_and_below(ask: Ask) -> None:
    query = """{ element(id: "contact.address") { id label chinese: label(lang: "zh") null: label(lang: null) category level
      strictLevel rules legalClasses fieldCount parent { id label parent { id } children { id } }
      children { id parent { id } } } }"""
    element = TAXONOMY["contact.address"]
    assert (await ask(query))["data"]["element"] == {
        "id": "contact.address",
        "label": "Postal address",
        "chinese": "地址",
        "null": "Postal address",
        "category": "contact",
        "level": "PERSONAL",
        "strictLevel": element.strict_level.value,
        "rules": list(element.rules),
        "legalClasses": list(element.legal_classes),
        "fieldCount": 5,
        "parent": {
            "id": "contact",
            "label": "contact",
            "parent": None,
            "children": [{"id": id_} for id_ in TAXONOMY.children("contact")],
        },
        "children": [{"id": id_, "parent": {"id": "contact.address"}} for id_ in TAXONOMY.children("contact.address")],
    }


async def test_a_group_has_the_highest_level_of_its_members(ask: Ask) -> None:
    query = '{ element(id: "device") { id label category level rules fieldCount } }'
    levels = {TAXONOMY[id_].level for id_ in TAXONOMY.covers("device")}
    found = (await ask(query))["data"]["element"]
    assert found["level"] == max(levels, key=lambda level: level.rank).value
    assert (found["label"], found["category"], found["rules"], found["fieldCount"]) == ("device", "device_network", [], 6)


async def test_elements_in_use_with_counts(ask: Ask) -> None:
    query = "{ elements(inUse: true) { id fieldCount } }"
    counts = {each["id"]: each["fieldCount"] for each in (await ask(query))["data"]["elements"]}
    assert counts == {
        "person.name": 3,
        "person.birth_date": 1,
        "person.age": 1,
        "contact.phone": 4,
        "contact.email": 4,
        "contact.address": 5,
        "contact.address.city": 4,
        "account.user_id": 2,
        "auth.password": 1,
        "delivery.phone": 1,
        "payment.card_number": 1,
        "payment.bank_account": 1,
        "log.user_agent": 1,
        "network.ip": 1,
        "device.imei": 2,
        "device.android_id": 1,
        "device.mac": 1,
        "device.model": 1,
        "device.os_version": 1,
        "national_id": 1,
        "national_id.cn": 1,
    }


async def test_used_and_unused_together_are_all(ask: Ask) -> None:
    query = "{ all: elements { id } used: elements(inUse: true) { id } unused: elements(inUse: false) { id } }"
    found = (await ask(query))["data"]
    ids = {name: [each["id"] for each in elements] for name, elements in found.items()}
    assert ids["all"] == [element.id for element in TAXONOMY]
    assert sorted(ids["used"] + ids["unused"]) == sorted(ids["all"])


async def test_search_looks_at_ids_and_labels_in_both_languages(ask: Ask) -> None:
    query = "query ($search: String) { elements(search: $search) { id } }"
    for search, expected in {
        "IMEI": ["device.imei"],
        "电子邮箱": ["contact.email"],
        "postal ADDRESS": ["contact.address"],
        "no such element": [],
    }.items():
        assert [each["id"] for each in (await ask(query, search=search))["data"]["elements"]] == expected


async def test_a_language_without_labels_is_an_error(ask: Ask) -> None:
    answer = await ask('{ element(id: "device.imei") { label(lang: "fr") } }')
    assert answer["errors"][0]["message"] == "lang: there are no labels in 'fr'; use one of en, zh"


async def test_elements_that_only_the_inventory_has_are_shown_and_filtered(filled_file: Path) -> None:
    """The server may run without the element file that a scan was given."""
    smaller = Taxonomy([element for element in TAXONOMY if element.id != "person.age"])
    store = await open_inventory(f"sqlite:///{filled_file}")
    async with TestClient(TestServer(build_app(store, smaller, ServerSettings()))) as client:
        query = """{ element(id: "person.age") { id label level category parent { id } } elements(inUse: true) { id }
          fields(filter: {elements: ["person.age"]}) { edges { node { path elements { element { id level } } } } } }"""
        answer = await (await client.post("/graphql", json={"query": query})).json()
    await store.close()
    assert answer["data"]["element"] == {
        "id": "person.age",
        "label": "person.age",
        "level": "UNKNOWN",
        "category": "",
        "parent": {"id": "person"},
    }
    assert answer["data"]["elements"][-1] == {"id": "person.age"}
    assert answer["data"]["fields"]["edges"] == [
        {"node": {"path": "age", "elements": [{"element": {"id": "person.age", "level": "UNKNOWN"}}]}}
    ]
