"""The datasets of systems and activities, read in pages: one store call for each thousand, however many are asked about."""

from collections import defaultdict
from collections.abc import Sequence

from gazetteer.inventory.pages import all_datasets
from gazetteer.inventory.queries import DatasetQuery
from gazetteer.inventory.records import DatasetRecord
from gazetteer.inventory.store import InventoryStore


async def datasets_of_systems(store: InventoryStore, keys: Sequence[str]) -> dict[str, tuple[DatasetRecord, ...]]:
    """The datasets of each system, by source and name; empty for one without any."""
    found: dict[str, list[DatasetRecord]] = defaultdict(list)
    for dataset in await all_datasets(store, DatasetQuery(systems=tuple(keys))):
        found[dataset.system or ""].append(dataset)
    return {key: tuple(found[key]) for key in keys}


async def datasets_of_activities(store: InventoryStore, keys: Sequence[str]) -> dict[str, tuple[DatasetRecord, ...]]:
    """The datasets of each activity, by source and name; empty for one without any."""
    found: dict[str, list[DatasetRecord]] = defaultdict(list)
    for dataset in await all_datasets(store, DatasetQuery(activities=tuple(keys))):
        for key in dataset.activities:
            found[key].append(dataset)
    return {key: tuple(found[key]) for key in keys}
