"""An inventory in memory, and one with a small estate: users -> contacts -> stats, and a recipient."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest_asyncio

from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.records import FieldRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.holding import Holdings
from gazetteer_scanners.taxonomy import Level, load_taxonomy
from tests.inventory.conftest import OpenStore
from tests.inventory.conftest import open_store as open_store
from tests.inventory.records import field, found, publication, source
from tests.lineage.estate import SOURCES, put

PHONE, IMEI, NAME = "contact.phone", "device.imei", "person.name"


@pytest_asyncio.fixture
async def store() -> AsyncIterator[InventoryStore]:
    """An empty inventory."""
    store = await open_inventory("sqlite::memory:")
    yield store
    await store.close()


@pytest_asyncio.fixture
async def any_store(open_store: OpenStore) -> InventoryStore:
    """An empty inventory of each kind in turn."""
    return await open_store()


@pytest_asyncio.fixture
async def estate() -> AsyncIterator[InventoryStore]:
    """The inventory of `tests.lineage.estate`."""
    store = await open_inventory("sqlite::memory:")
    await put(store, *SOURCES)
    yield store
    await store.close()


def holdings(store: InventoryStore) -> Holdings:
    """Nothing met yet, under the built-in taxonomy."""
    return Holdings(store, load_taxonomy().closure)


async def publish(store: InventoryStore, *names: str, system: str | None = None, sequence: int = 1) -> None:
    """Publish fields written `dataset.path` or `dataset.path=element`, with the ids of `tests.inventory.claims`."""
    await store.put_source(source())
    by_dataset: dict[str, list[FieldRecord]] = defaultdict(list)
    for name in names:
        place, _, element = name.partition("=")
        dataset, _, path = place.partition(".")
        elements = (found(element, 0.9),) if element else ()
        level = Level.PERSONAL if element else Level.NONE
        made = field(path, *elements, dataset=dataset, level=level)
        by_dataset[dataset].append(replace(made, id=f"fld_{place}", dataset_id=f"dst_{dataset}"))
    for dataset, fields in by_dataset.items():
        published = publication(*fields, dataset=dataset, sequence=sequence)
        record = replace(published.dataset, id=f"dst_{dataset}", system=system)
        closures = {element: load_taxonomy().closure(element) for element in (PHONE, IMEI, NAME)}
        await store.publish_dataset(replace(published, dataset=record, closures=closures))


def ids(items: Sequence[object]) -> list[str]:
    """The ids of nodes or edges."""
    return [item.id for item in items]  # type: ignore[attr-defined]  # nodes and edges have ids
