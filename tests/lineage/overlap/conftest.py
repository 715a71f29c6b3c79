"""Scans of invented people by the command, and what coincides in the inventory afterwards."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from gazetteer.inventory.flows import FlowClaim, FlowQuery
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.overlap.claiming import name_of
from gazetteer.lineage.overlap.finding import Overlaps, find_overlaps
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.cli.conftest import Run
from tests.cli.conftest import inventory as inventory
from tests.cli.conftest import room as room
from tests.cli.conftest import run as run

T = TypeVar("T")
Find = Callable[..., Overlaps]


def with_store(path: Path, work: Callable[[InventoryStore], Awaitable[T]]) -> T:
    """What `work` answers over the inventory of this file."""

    async def done() -> T:
        store = await open_inventory(f"sqlite:///{path}")
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(done())


@pytest.fixture(autouse=True)
def fixed_key(inventory: Path) -> None:
    """The inventory's sketch key is the same each time, and so are the sketches and what they miss."""
    inventory.parent.mkdir()
    inventory.with_name(f"{inventory.name}.key").write_bytes(bytes(range(16)))


@pytest.fixture
def find(run: Run, inventory: Path) -> Find:
    """Scans files and finds what coincides."""

    def scan_and_find(*paths: Path, least: float = 0.5) -> Overlaps:
        result = run("scan", *map(str, paths))
        assert result.exit_code == 0, result.stderr
        return with_store(inventory, lambda store: find_overlaps(store, load_taxonomy(), least))

    return scan_and_find


def names(overlaps: Overlaps) -> set[tuple[str, str]]:
    """The pairs as sorted names, without the file's ending."""
    pairs = ((name_of(pair.left, pair.left_place), name_of(pair.right, pair.right_place)) for pair in overlaps.found)
    shown = (sorted(name.replace(".sqlite", "") for name in pair) for pair in pairs)
    return {(one, other) for one, other in shown}


async def overlap_claims(store: InventoryStore) -> list[FlowClaim]:
    """All claims of the scope, by id."""
    page = await store.page_flows(FlowQuery(scopes=("overlap",)), PageRequest(500))
    return sorted((claim for flow in page.items for claim in flow.claims), key=lambda claim: claim.id)
