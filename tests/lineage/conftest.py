"""An inventory of a few sources, published anew for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.store import InventoryStore
from tests.lineage.estate import SOURCES, put


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[InventoryStore]:
    """The inventory of `estate.SOURCES`."""
    opened = await open_inventory(f"sqlite:///{tmp_path}/inventory.sqlite")
    await put(opened, *SOURCES)
    yield opened
    await opened.close()
