"""One thing by its id or its name: found, absent, or shared by two."""

import dataclasses
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.publishing import begin, publish_source_result
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.scanning.ids import field_id
from gazetteer_scanners.scanning.results import SourceResult, SourceState
from tests.api.conftest import Ask
from tests.api.inventory import CRM, EXPORTS, T0, TAXONOMY, dataset, field, fill, source_ref

NODE = """query ($id: ID!) { node(id: $id) { __typename id ... on Source { name } ... on Dataset { title: name }
  ... on Field { path } ... on Scan { sequence } } }"""


async def test_every_kind_of_node_is_found_by_its_id(ask: Ask) -> None:
    expected: dict[str, dict[str, object]] = {
        CRM.id: {"__typename": "Source", "name": "crm"},
        dataset("users"): {"__typename": "Dataset", "title": "users"},
        field("users", "email"): {"__typename": "Field", "path": "email"},
        "scan_second": {"__typename": "Scan", "sequence": 2},
    }
    for id_, rest in expected.items():
        assert (await ask(NODE, id=id_)) == {"data": {"node": {"id": id_, **rest}}}


async def test_an_unknown_id_is_null(ask: Ask) -> None:
    for id_ in ("", "src_", "dst_0", "fld_0", "nothing", "device.imei"):
        assert (await ask(NODE, id=id_)) == {"data": {"node": None}}


async def test_nodes_keep_the_order_of_their_ids(ask: Ask) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    ids = [field("users", "email"), CRM.id, "fld_0", "scan_first", CRM.id]
    expected = [{"id": id_} if id_ != "fld_0" else None for id_ in ids]
    assert (await ask(query, ids=ids))["data"]["nodes"] == expected
    answer = await ask(query, ids=["fld_0"] * 501)
    assert (answer["data"], answer["errors"][0]["message"]) == (None, "ids: 501 are too many; give at most 500")


async def test_names_that_nothing_has_are_null_without_an_error(ask: Ask) -> None:
    query = """{ source(name: "CRM") { id } dataset(source: "crm", name: "Users") { id }
      field(source: "crm", dataset: "users", path: "e-mail") { id } element(id: "device.imie") { id } }"""
    assert await ask(query) == {"data": {"source": None, "dataset": None, "field": None, "element": None}}


async def test_a_field_by_its_path_text(ask: Ask) -> None:
    query = 'query ($path: String!) { field(source: "exports", dataset: "events/*.parquet", path: $path) { id path } }'
    for path in ("items[].phone", "props{}", "device.imei"):
        assert (await ask(query, path=path))["data"]["field"] == {"id": field("events/*.parquet", path), "path": path}


async def test_a_path_that_two_fields_share_is_null_with_both_ids(ask: Ask) -> None:
    query = '{ field(source: "exports", dataset: "events/*.parquet", path: "geo.city") { id } }'
    answer = await ask(query)
    ids = [
        field_id(EXPORTS.kind, EXPORTS.key, "events/*.parquet", path)
        for path in (name_path("geo.city"), name_path("geo", "city"))
    ]
    assert answer["data"] == {"field": None}
    (error,) = answer["errors"]
    assert error["message"] == (
        f"field 'geo.city' of dataset 'events/*.parquet' is the name of {', '.join(sorted(ids))}; "
        "ask for one of them with node(id:)"
    )
    assert (error["path"], error["extensions"]) == (["field"], {"code": "AMBIGUOUS"})
    for id_ in ids:
        assert (await ask(NODE, id=id_))["data"]["node"]["path"] == "geo.city"


async def test_a_name_that_two_sources_share_is_null_with_both_ids(tmp_path: Path) -> None:
    store = await open_inventory(f"sqlite:///{tmp_path}/inventory.sqlite")
    await fill(store)
    twin = dataclasses.replace(source_ref("postgresql", "crm"))
    scan = await begin(store, "scan_third", "sha256:new", [twin.id], T0)
    await publish_source_result(store, SourceResult(twin, SourceState.COMPLETE), scan, T0)
    async with TestClient(TestServer(build_app(store, TAXONOMY, ServerSettings()))) as client:
        response = await client.post("/graphql", json={"query": '{ source(name: "crm") { id } }'})
        answer = await response.json()
    await store.close()
    assert answer["data"] == {"source": None}
    ids = ", ".join(sorted([CRM.id, twin.id]))
    assert answer["errors"][0]["message"] == f"source 'crm' is the name of {ids}; ask for one of them with node(id:)"
