"""What goes wrong inside: deadlines, defects and an inventory that is gone are told apart, and defects are masked."""

import asyncio
import logging
import re
from collections.abc import Sequence
from typing import Any, cast

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.errors import InventoryError
from gazetteer.inventory.queries import Page, PageRequest
from gazetteer.inventory.records import SourceRecord
from gazetteer.inventory.store import InventoryStore, StoreInfo
from tests.api.counting import CountingStore
from tests.api.inventory import TAXONOMY


class FaultyStore(CountingStore):
    """The real store, but for one operation that fails or never ends."""

    def __init__(self, store: InventoryStore, fault: Exception | None) -> None:
        super().__init__(store)
        self._fault = fault

    async def page_sources(self, page: PageRequest, keys: Sequence[str] | None = None) -> Page[SourceRecord]:
        await self._fail()
        raise AssertionError

    async def count_sources(self) -> int:
        await self._fail()
        raise AssertionError

    async def describe(self) -> StoreInfo:
        await self._fail()
        raise AssertionError

    async def _fail(self) -> None:
        if self._fault is None:
            await asyncio.Event().wait()
        else:
            raise self._fault


QUERY = '{ coverage { discovered } source(name: "crm") { id } }'


async def answer(store: InventoryStore, fault: Exception | None, **settings: Any) -> dict[str, Any]:
    """The answer to a query of which one part meets the fault."""
    app = build_app(cast("InventoryStore", FaultyStore(store, fault)), TAXONOMY, ServerSettings(**settings))
    async with TestClient(TestServer(app)) as client:
        response = await client.post("/graphql", json={"query": QUERY})
        assert response.status == 200
        found: dict[str, Any] = await response.json()
        return found


async def test_an_operation_that_takes_too_long_is_stopped(store: InventoryStore) -> None:
    message = "the operation took longer than 0.2 s and was stopped; ask for smaller pages or fewer totals"
    assert await answer(store, None, deadline_s=0.2) == {
        "data": None,
        "errors": [{"message": message, "extensions": {"code": "DEADLINE"}}],
    }


async def test_a_defect_shows_an_id_and_logs_the_rest(store: InventoryStore, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        found = await answer(store, RuntimeError("secret detail /srv/private"))
    assert found["data"] == {"coverage": {"discovered": 8}, "source": None}
    (error,) = found["errors"]
    matched = re.fullmatch(r"internal error ([0-9a-f]{12}); the server's log has more under this id", error["message"])
    assert matched
    assert (error["path"], error["extensions"]) == (["source"], {"code": "INTERNAL"})
    assert "secret" not in str(found)
    assert "Traceback" not in str(found)
    (record,) = caplog.records
    assert record.getMessage() == f"internal error {matched[1]} while answering ['source']"
    assert record.exc_info
    assert str(record.exc_info[1]) == "secret detail /srv/private"


async def test_an_inventory_that_does_not_answer_is_named_as_such(
    store: InventoryStore, caplog: pytest.LogCaptureFixture
) -> None:
    found = await answer(store, InventoryError("the inventory is locked by another program; try again"))
    assert found["data"] == {"coverage": {"discovered": 8}, "source": None}
    (error,) = found["errors"]
    assert (error["message"], error["extensions"]) == (
        "the inventory is locked by another program; try again",
        {"code": "UNAVAILABLE"},
    )
    assert not caplog.records


async def test_readiness_and_metrics_without_an_inventory(store: InventoryStore) -> None:
    faulty = cast("InventoryStore", FaultyStore(store, InventoryError("gone")))
    async with TestClient(TestServer(build_app(faulty, TAXONOMY, ServerSettings()))) as client:
        ready = await client.get("/readyz")
        assert (ready.status, (await ready.json())["errors"][0]["message"]) == (503, "the inventory does not answer")
        assert (await client.get("/healthz")).status == 200
        lines = (await (await client.get("/metrics")).text()).splitlines()
    assert "gazetteer_inventory_up 0" in lines
    assert not [line for line in lines if line.startswith("gazetteer_inventory_fields")]


async def test_a_defect_outside_graphql_shows_an_id_too(store: InventoryStore, caplog: pytest.LogCaptureFixture) -> None:
    faulty = cast("InventoryStore", FaultyStore(store, RuntimeError("secret detail")))
    with caplog.at_level(logging.ERROR):
        async with TestClient(TestServer(build_app(faulty, TAXONOMY, ServerSettings()))) as client:
            response = await client.get("/readyz")
            text = await response.text()
    assert response.status == 500
    assert re.search(r"internal error [0-9a-f]{12}; the server's log has more", text)
    assert "secret" not in text
    assert [record.name for record in caplog.records] == ["gazetteer.api.app"]
