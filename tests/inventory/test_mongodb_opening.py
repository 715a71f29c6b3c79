"""MongoDB inventories that cannot be opened or go away: exact errors, quickly, and never a password in any of them."""

import time
import traceback
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from gazetteer.errors import ConfigurationError, GazetteerError, InventoryError, NewerInventoryError
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import DatasetQuery, FieldQuery, PageRequest, ScanQuery
from gazetteer.inventory.stores.mongodb.address import parse_address
from gazetteer.inventory.stores.mongodb.factory import MongoFactory
from gazetteer_scanners.classification.row_kinds import RowKind
from tests.inventory.pymongo_client import pymongo_client
from tests.inventory.records import START, field, publication, scan
from tests.servers.mongodb import Login, MongoServer
from tests.servers.ports import free_port


async def refusal(uri: str, expected: type[GazetteerError]) -> str:
    """The text of the error that opening raises; nothing that hangs on it may hold the URI's password."""
    with pytest.raises(expected) as caught:
        await open_inventory(uri)
    assert type(caught.value) is expected
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    shown = "".join(traceback.format_exception_only(caught.value))
    assert "hunter2" not in shown
    return str(caught.value)


@pytest.mark.parametrize(
    "uri",
    [
        "mongodb://",
        "mongodb:///database",
        "mongodb://user:hunter2/x@db.example.org/inv",
        "mongodb://user:27017?hunter2@db.example.org/inv",
        "mongodb://user:hunter2#@db.example.org/inv",
        "mongodb://user:hunter2@db.example.org@/inv",
        "mongodb://hunter2:x@y@db.example.org",
        "mongodb://user:hunter2@db.example.org:port/inv",
        "mongodb://user:hunter2@db one/inv",
    ],
)
async def test_a_uri_that_does_not_parse(uri: str) -> None:
    text = await refusal(uri, ConfigurationError)
    assert text == (
        "the URI of the MongoDB inventory does not parse; write mongodb://user:password@host:port/database, and"
        " percent-encode reserved characters (@ : / ? #) in user and password"
    )


@pytest.mark.parametrize("database", ["a.b", "a%20b", "a$b", "x" * 64])
async def test_a_database_name_that_is_not_allowed(database: str) -> None:
    text = await refusal(f"mongodb://u:hunter2@db.example.org/{database}", ConfigurationError)
    assert "names a database that MongoDB does not allow" in text


@pytest.mark.parametrize("options", ["authMechanism=hunter2", "w=1&hunter2=1", "tlsCAFile=/nonexistent/hunter2"])
async def test_options_that_the_driver_does_not_take(options: str) -> None:
    text = await refusal(f"mongodb://u:hunter2@127.0.0.1:1/inv?{options}", ConfigurationError)
    assert text.startswith("the URI of the inventory mongodb://127.0.0.1:1/inv has options or credentials that")


def test_locations_have_no_credentials_and_databases_have_a_default() -> None:
    address = parse_address("mongodb://us%40er:p%2Fw@db1.example.org:27018,[::1]:27017/?replicaSet=r&authSource=admin")
    assert (address.location, address.database) == ("mongodb://db1.example.org:27018,[::1]:27017/gazetteer", "gazetteer")
    assert address.options == {"replicaset", "authsource"}
    assert "p%2Fw" not in repr(address)
    address = parse_address("mongodb+srv://u:p@cluster.example.org/inv")
    assert (address.location, address.database) == ("mongodb+srv://cluster.example.org/inv", "inv")


async def test_a_server_that_is_down_is_told_within_seconds() -> None:
    port = free_port()
    start = time.monotonic()
    text = await refusal(f"mongodb://user:hunter2@127.0.0.1:{port}/inv", InventoryError)
    assert time.monotonic() - start < 5
    assert text == (
        f"the inventory mongodb://127.0.0.1:{port}/inv does not answer; check that the server runs and is reachable"
    )


async def test_wrong_credentials(mongodb_auth_server: tuple[str, Login]) -> None:
    host, login = mongodb_auth_server
    text = await refusal(f"mongodb://{login.user}:hunter2@{host}/inv?authSource=admin", InventoryError)
    assert text == f"the inventory mongodb://{host}/inv refuses the login; check user, password and authSource"


async def test_right_credentials_are_used_and_never_shown(mongodb_auth_server: tuple[str, Login]) -> None:
    host, login = mongodb_auth_server
    store = await open_inventory(f"mongodb://{login.user}:s3cret%3Apass%2Fword@{host}/inv?authSource=admin")
    info = await store.describe()
    await store.close()
    assert info.location == f"mongodb://{host}/inv"


async def test_a_login_that_may_not_write(mongodb_auth_server: tuple[str, Login]) -> None:
    host, login = mongodb_auth_server
    text = await refusal(
        f"mongodb://{login.limited_user}:{login.limited_password}@{host}/gazetteer?authSource=admin", InventoryError
    )
    assert f"the login at the inventory mongodb://{host}/gazetteer may not read and write" in text
    assert login.limited_password not in text


async def test_a_database_that_holds_something_else(mongodb_uri: str) -> None:
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri) as client:
        database = client.get_default_database()
        await database["orders"].insert_one({"_id": 1})
        assert "holds collections, but no inventory; name another database" in await refusal(mongodb_uri, InventoryError)
        assert await database.list_collection_names() == ["orders"]


async def test_a_collection_of_the_same_name_is_no_inventory(mongodb_uri: str) -> None:
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri) as client:
        database = client.get_default_database()
        await database["gazetteer"].insert_one({"_id": "inventory", "items": 3})
        assert "is not an inventory, or no longer one" in await refusal(mongodb_uri, InventoryError)
        assert await database["gazetteer"].find_one({}) == {"_id": "inventory", "items": 3}


async def test_a_newer_version_is_refused_also_by_whoever_has_it_open(mongodb_uri: str) -> None:
    store = await open_inventory(mongodb_uri)
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri) as client:
        await client.get_default_database()["gazetteer"].update_one({"_id": "inventory"}, {"$set": {"version": 2}})
    text = await refusal(mongodb_uri, NewerInventoryError)
    assert text.endswith("has version 2, this Gazetteer writes version 1; upgrade Gazetteer, or give another inventory")
    with pytest.raises(NewerInventoryError, match="has version 2"):
        await store.count_fields(FieldQuery())
    await store.close()


@pytest.mark.parametrize("factory", [MongoFactory(), MongoFactory(pymongo_client)], ids=["motor", "pymongo"])
async def test_a_closed_store_says_so(mongodb_uri: str, factory: MongoFactory) -> None:
    store = await factory.open(mongodb_uri, START)
    await store.close()
    with pytest.raises(InventoryError, match="is closed; open it again"):
        await store.describe()


async def test_acknowledged_writes_survive_the_kill_of_the_server(own_mongodb_server: MongoServer) -> None:
    uri = f"{own_mongodb_server.uri}/inv"
    store = await open_inventory(uri)
    started = [await store.start_scan(scan(f"scan {number}")) for number in range(40)]
    own_mongodb_server.kill()
    with pytest.raises(InventoryError, match="does not answer"):
        await store.describe()
    own_mongodb_server.start()
    found = await store.scans_by_id([one.id for one in started])
    assert found == {one.id: one for one in started}
    assert (await store.start_scan(scan("after"))).sequence == 41
    assert await store.count_scans(ScanQuery()) == 41
    await store.close()


async def test_datasets_of_an_older_inventory_have_unknown_rows(mongodb_uri: str) -> None:
    store = await open_inventory(mongodb_uri)
    for name in ("users", "staff"):
        await store.publish_dataset(publication(field("note", dataset=name), dataset=name, row_is=RowKind.PERSON))
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri) as client:
        datasets = client.get_default_database()["datasets"]
        await datasets.update_many({"name": "users"}, {"$unset": {"record.row_is": ""}})
        assert "record.row_is_1_key_name_1" in await datasets.index_information()
    found = {}
    for kind in (RowKind.UNKNOWN, RowKind.PERSON):
        page = await store.page_datasets(DatasetQuery(row_is=(kind,)), PageRequest(9))
        found[kind] = ([one.name for one in page.items], await store.count_fields(FieldQuery(row_is=(kind,))))
    assert found == {RowKind.UNKNOWN: (["users"], 1), RowKind.PERSON: (["staff"], 1)}
    await store.close()
