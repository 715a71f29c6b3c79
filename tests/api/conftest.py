"""A published inventory, a client over the real application, and a way to ask it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.store import InventoryStore
from tests.api.inventory import TAXONOMY, fill

Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inventory's file, filled once and never written again."""
    path = tmp_path_factory.mktemp("api") / "inventory.sqlite"
    asyncio.run(_fill_file(path))
    return path


async def _fill_file(path: Path) -> None:
    store = await open_inventory(f"sqlite:///{path}")
    await fill(store)
    await store.close()


@pytest.fixture
async def store(filled_file: Path) -> AsyncIterator[InventoryStore]:
    """The filled inventory; only for reading."""
    opened = await open_inventory(f"sqlite:///{filled_file}")
    yield opened
    await opened.close()


@pytest.fixture
async def client(store: InventoryStore) -> AsyncIterator[TestClient[Any, Any]]:
    """A client of the application over the filled inventory."""
    async with TestClient(TestServer(build_app(store, TAXONOMY, ServerSettings()))) as opened:
        yield opened


@pytest.fixture
def ask(client: TestClient[Any, Any]) -> Ask:
    """Ask a query with variables; the whole answer."""

    async def post(query: str, **variables: object) -> dict[str, Any]:
        response = await client.post("/graphql", json={"query": query, "variables": variables})
        assert response.status == 200
        answer: dict[str, Any] = await response.json()
        return answer

    return post
