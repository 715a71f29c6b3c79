"""Lists that are longer than a page, read page by page."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, TypeVar

from gazetteer.inventory.queries import DatasetQuery, FieldOrder, FieldQuery, Page, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer.inventory.store import InventoryStore

T = TypeVar("T")

PAGE: Final = 1000
"""Items of a page, where nothing else is said."""


async def each_page(read: Callable[[PageRequest], Awaitable[Page[T]]], size: int = PAGE) -> AsyncIterator[tuple[T, ...]]:
    """The items of each page of a list, in order; one empty page of an empty list.

    Args:
        read: reads a page, such as `store.page_sources`.
    """
    after: str | None = None
    while True:
        page = await read(PageRequest(size, after))
        yield page.items
        if not page.has_next:
            return
        after = page.keys[-1]


async def all_datasets(store: InventoryStore, query: DatasetQuery) -> list[DatasetRecord]:
    """The matching datasets, by source and name."""
    return [one async for page in each_page(lambda at: store.page_datasets(query, at)) for one in page]


async def all_fields(store: InventoryStore, query: FieldQuery) -> list[FieldRecord]:
    """The matching fields, by name."""
    return [one async for page in each_page(lambda at: store.page_fields(query, FieldOrder.NAME, at)) for one in page]
