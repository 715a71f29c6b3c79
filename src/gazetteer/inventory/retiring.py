"""Datasets that left their source: kept as gone, without fields, once a scan that listed the source did not meet them.

A listing can be short for a while (a mount that is empty, a grant that is missing): if many datasets vanish at once, they
are gone only when a second scan does not meet them either.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from gazetteer.inventory.queries import DatasetQuery, PageRequest
from gazetteer.inventory.records import DatasetRecord
from gazetteer.inventory.store import DatasetPublication, InventoryStore

FEWEST_DOUBTED = 5
"""A source with fewer datasets loses them at once; our choice: below it, one dropped table is 20 % already."""

MOST_BELIEVED = 0.2
"""The share of a source's datasets that may vanish at once and are gone at once; our choice."""

_PAGE = 500


async def retire(store: InventoryStore, source_id: str, kept_ids: Collection[str], sequence: int, now: datetime) -> int:
    """Let the source's datasets that a scan did not meet be gone; how many are so now that were not before.

    If they are more than `MOST_BELIEVED` of at least `FEWEST_DOUBTED`, those that the scan before met are marked as missed
    instead. Doing it again changes nothing, nor does it for a dataset that a scan of this or a higher sequence published.

    Args:
        kept_ids: the datasets that the scan met.
        sequence: the scan's.
    """
    known = await _current(store, source_id)
    kept = frozenset(kept_ids)
    missing = [dataset for dataset in known if dataset.id not in kept]
    is_doubtful = len(known) >= FEWEST_DOUBTED and len(missing) > MOST_BELIEVED * len(known)
    retired = 0
    for dataset in missing:
        if is_doubtful and dataset.missed_since is None:
            await store.publish_dataset(_missed(dataset, sequence, now))
        else:
            retired += await store.publish_dataset(_gone(dataset, sequence, now))
    return retired


async def _current(store: InventoryStore, source_id: str) -> list[DatasetRecord]:
    """The source's datasets that are not gone."""
    query, found = DatasetQuery(source_ids=(source_id,)), list[DatasetRecord]()
    page = await store.page_datasets(query, PageRequest(_PAGE))
    found += page.items
    while page.has_next:
        page = await store.page_datasets(query, PageRequest(_PAGE, page.keys[-1]))
        found += page.items
    return found


def _missed(dataset: DatasetRecord, sequence: int, now: datetime) -> DatasetPublication:
    return DatasetPublication(replace(dataset, missed_since=now), None, {}, None, sequence)


def _gone(dataset: DatasetRecord, sequence: int, now: datetime) -> DatasetPublication:
    return DatasetPublication(replace(dataset, gone_since=now), (), {}, None, sequence)
