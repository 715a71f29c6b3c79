"""The stores that the contract suite runs over: SQLite, MongoDB through motor, MongoDB through PyMongo's own client."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from gazetteer.inventory.opening import find_store
from gazetteer.inventory.store import InventoryStore
from gazetteer.inventory.stores.mongodb.factory import MongoFactory
from tests.inventory.pymongo_client import pymongo_client
from tests.inventory.records import START

OpenStore = Callable[[], Awaitable[InventoryStore]]


@pytest_asyncio.fixture(params=["sqlite", "mongodb-motor", "mongodb-pymongo"])
async def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[OpenStore]:
    """Opens the test's inventory, as often as it is called, like so many processes; closes what it opened."""
    kind: str = request.param
    uri = f"sqlite:///{tmp_path / 'inventory.sqlite'}" if kind == "sqlite" else request.getfixturevalue("mongodb_uri")
    factory = MongoFactory(pymongo_client) if kind == "mongodb-pymongo" else find_store(uri)
    opened: list[InventoryStore] = []

    async def open_() -> InventoryStore:
        opened.append(await factory.open(uri, START))
        return opened[-1]

    yield open_
    for store in opened:
        await store.close()


@pytest_asyncio.fixture
async def store(open_store: OpenStore) -> InventoryStore:
    """An empty inventory."""
    return await open_store()
