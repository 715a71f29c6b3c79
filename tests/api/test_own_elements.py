"""Elements of the user's own: a scan leaves them in the inventory, and whoever serves it shows them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.catalogues import FRESH_S, Catalogues
from gazetteer.api.settings import ServerSettings
from gazetteer.errors import InventoryError
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.records import ElementRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import Level
from tests.api.inventory import TAXONOMY

BADGE = ElementRecord("acme.badge", "Badge", "工牌", "custom", "acme", "DIRECT", Level.SENSITIVE, Level.SENSITIVE)


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[InventoryStore]:
    """An empty inventory."""
    store = await open_inventory(f"sqlite:///{tmp_path}/own.sqlite")
    yield store
    await store.close()


async def test_an_own_element_is_an_element_like_others(kept: InventoryStore) -> None:
    await kept.put_elements([BADGE])
    query = """{ element(id: "acme.badge") { id label chinese: label(lang: "zh") level category parent { id level } fieldCount }
      elements(search: "acme") { id } fields(filter: {elements: ["acme.badge"]}) { totalCount } }"""
    async with TestClient(TestServer(build_app(kept, TAXONOMY, ServerSettings()))) as client:
        found = (await (await client.post("/graphql", json={"query": query})).json())["data"]
    assert found["element"] == {
        "id": "acme.badge",
        "label": "Badge",
        "chinese": "工牌",
        "level": "SENSITIVE",
        "category": "custom",
        "parent": {"id": "acme", "level": "SENSITIVE"},
        "fieldCount": 0,
    }
    assert found["elements"] == [{"id": "acme.badge"}]
    assert found["fields"] == {"totalCount": 0}


async def test_new_ones_show_within_a_second_and_old_ones_are_read_once(kept: InventoryStore) -> None:
    now = [0.0]
    catalogues = Catalogues(kept, TAXONOMY, lambda: now[0])
    first = await catalogues.current()
    await kept.put_elements([BADGE])
    assert await catalogues.current() is first
    now[0] += FRESH_S
    second = await catalogues.current()
    assert second.taxonomy.is_known("acme.badge")
    now[0] += FRESH_S
    assert await catalogues.current() is second


async def test_the_servers_own_taxonomy_goes_first(kept: InventoryStore) -> None:
    await kept.put_elements([ElementRecord("device.imei", "Other", "", "x", None, "NONE", Level.NONE, Level.NONE)])
    catalogue = await Catalogues(kept, TAXONOMY).current()
    assert catalogue.element("device.imei").labels["en"] == TAXONOMY["device.imei"].label_en


async def test_an_inventory_that_does_not_answer_leaves_the_last_ones(
    kept: InventoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kept.put_elements([BADGE])
    now = [0.0]
    catalogues = Catalogues(kept, TAXONOMY, lambda: now[0])
    known = await catalogues.current()

    async def fail() -> tuple[ElementRecord, ...]:
        raise InventoryError("gone")

    monkeypatch.setattr(kept, "own_elements", fail)
    now[0] += FRESH_S
    assert await catalogues.current() is known
