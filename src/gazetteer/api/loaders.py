"""Batching readers of the store, made anew for each operation: however many objects ask, one kind of thing is read once."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from strawberry.dataloader import DataLoader

from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, Page, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.store import InventoryStore, SourceTotals
from gazetteer_scanners.scanning.results import CoverageTotals

R = TypeVar("R")


def _by_id(read: Callable[[Sequence[str]], Awaitable[dict[str, R]]]) -> DataLoader[str, R | None]:
    """A loader over one of the store's `..._by_id` operations; an unknown id loads None."""

    async def load(ids: list[str]) -> list[R | None]:
        found = await read(ids)
        return [found.get(id_) for id_ in ids]

    return DataLoader(load_fn=load)


class Loaders:
    """The loaders of one operation.

    Attributes:
        dataset_fields: by (dataset id, limit), the dataset's first fields by name; empty if it has none.
        dataset_field_keys: by (dataset id, limit), the page of the same fields with its position keys. One store call
            for each: only for those who ask for the cursors of nested pages.
    """

    def __init__(self, store: InventoryStore) -> None:
        self._store = store
        self.sources: DataLoader[str, SourceRecord | None] = _by_id(store.sources_by_id)
        self.datasets: DataLoader[str, DatasetRecord | None] = _by_id(store.datasets_by_id)
        self.fields: DataLoader[str, FieldRecord | None] = _by_id(store.fields_by_id)
        self.scans: DataLoader[str, ScanRecord | None] = _by_id(store.scans_by_id)
        self.source_totals: DataLoader[str, SourceTotals | None] = _by_id(store.source_totals)
        self.dataset_totals: DataLoader[DatasetQuery, CoverageTotals] = DataLoader(load_fn=self._dataset_totals)
        self.dataset_fields: DataLoader[tuple[str, int], tuple[FieldRecord, ...]] = DataLoader(load_fn=self._dataset_fields)
        self.dataset_field_keys: DataLoader[tuple[str, int], Page[FieldRecord]] = DataLoader(load_fn=self._field_keys)
        self._element_counts: DataLoader[FacetKey, dict[str, int]] = DataLoader(load_fn=self._facets)

    async def element_counts(self) -> dict[str, int]:
        """How many fields each element is in force in, groups and parents counting those of their children."""
        return await self._element_counts.load(FacetKey.ELEMENT)

    async def _dataset_totals(self, queries: list[DatasetQuery]) -> list[CoverageTotals]:
        return [await self._store.dataset_totals(query) for query in queries]

    async def _dataset_fields(self, keys: list[tuple[str, int]]) -> list[tuple[FieldRecord, ...]]:
        by_limit: dict[int, list[str]] = defaultdict(list)
        for dataset_id, limit in keys:
            by_limit[limit].append(dataset_id)
        found = {limit: await self._store.fields_of_datasets(ids, limit) for limit, ids in by_limit.items()}
        return [found[limit].get(dataset_id, ()) for dataset_id, limit in keys]

    async def _field_keys(self, keys: list[tuple[str, int]]) -> list[Page[FieldRecord]]:
        return [
            await self._store.page_fields(FieldQuery(dataset_ids=(dataset_id,)), FieldOrder.NAME, PageRequest(limit))
            for dataset_id, limit in keys
        ]

    async def _facets(self, keys: list[FacetKey]) -> list[dict[str, int]]:
        return [await self._store.facet_fields(FieldQuery(), key) for key in keys]
