"""Pages of fields, of the whole inventory and of one dataset."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetteer.api.context import Info
from gazetteer.api.enums import FieldOrder
from gazetteer.api.filters import FieldFilter, field_query
from gazetteer.api.paging import KnownPosition, PageInfo, Position, read_items, read_page, write_cursor
from gazetteer.api.problems import RequestError
from gazetteer.api.types.field import FieldConnection, FieldEdge, show_field
from gazetteer.inventory import queries
from gazetteer.inventory.queries import FieldQuery, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer_scanners.scanning.results import CoverageTotals

FIELDS_FIRST = 50
"""Fields of a page of the inventory, unless told."""

DATASET_FIELDS_FIRST = 100
"""Fields of a page of one dataset, unless told."""


def _cursor_kind(order: queries.FieldOrder) -> str:
    return f"fields.{order.value}"


@dataclass(frozen=True, slots=True)
class NestedPosition:
    """A position in a dataset's own list, which was read together with those of other datasets, without position keys."""

    dataset_id: str
    limit: int
    field_id: str

    async def cursor(self, info: Info) -> str:
        """Its cursor, for which the page is read again with its keys.

        Raises:
            RequestError: if the dataset was published anew in between and no longer has the field.
        """
        query, order = FieldQuery(dataset_ids=(self.dataset_id,)), queries.FieldOrder.NAME
        page = await info.context.loaders.field_pages.load((query, order, PageRequest(self.limit)))
        for record, key in zip(page.items, page.keys, strict=True):
            if record.id == self.field_id:
                return write_cursor(_cursor_kind(queries.FieldOrder.NAME), key)
        raise RequestError(f"field {self.field_id} has left the inventory while it was read; ask again")


async def list_fields(
    where: FieldFilter | None, order_by: FieldOrder | None, first: int | None, after: object, info: Info
) -> FieldConnection:
    """A page of the inventory's fields."""
    return await _list(await field_query(where, info), order_by, first, after, FIELDS_FIRST, info)


async def list_fields_of_dataset(
    dataset: DatasetRecord,
    where: FieldFilter | None,
    order_by: FieldOrder | None,
    first: int | None,
    after: object,
    info: Info,
) -> FieldConnection:
    """A page of one dataset's fields; first pages by name without a filter are read for many datasets at once."""
    plain = not where and not isinstance(after, str) and order_by in (None, FieldOrder.NAME)
    if plain:
        return await _first_page(dataset, first, info)
    query = await field_query(where, info)
    if query.dataset_ids is not None and dataset.id not in query.dataset_ids:
        raise RequestError(f"filter.datasets: the list holds the fields of {dataset.id} only; leave it out here")
    narrowed = replace(query, dataset_ids=(dataset.id,))
    return await _list(narrowed, order_by, first, after, DATASET_FIELDS_FIRST, info)


async def _first_page(dataset: DatasetRecord, first: int | None, info: Info) -> FieldConnection:
    limit = read_page("", first, None, DATASET_FIELDS_FIRST).limit
    records = await info.context.loaders.dataset_fields.load((dataset.id, limit + 1))
    has_next, records = len(records) > limit, records[:limit]
    positions = [NestedPosition(dataset.id, limit, record.id) for record in records]
    return FieldConnection(
        query=FieldQuery(dataset_ids=(dataset.id,)),
        known_count=dataset.field_count,
        known_coverage=CoverageTotals().plus(dataset.last.coverage),
        edges=_edges(records, positions, info),
        page_info=PageInfo(positions=positions, has_next_page=has_next, has_previous_page=False),
    )


async def _list(
    query: FieldQuery, order_by: FieldOrder | None, first: int | None, after: object, default: int, info: Info
) -> FieldConnection:
    order = queries.FieldOrder[(order_by or FieldOrder.NAME).name]
    asked = read_page(_cursor_kind(order), first, after, default)
    page = await read_items(asked, lambda request: info.context.loaders.field_pages.load((query, order, request)))
    positions = [KnownPosition(_cursor_kind(order), key) for key in page.keys]
    return FieldConnection(
        query=query,
        known_count=None,
        known_coverage=None,
        edges=_edges(page.items, positions, info),
        page_info=PageInfo(positions=positions, has_next_page=page.has_next, has_previous_page=asked.after is not None),
    )


def _edges(records: Sequence[FieldRecord], positions: Sequence[Position], info: Info) -> list[FieldEdge]:
    return [
        FieldEdge(position=position, node=show_field(record, info.context.elements))
        for record, position in zip(records, positions, strict=True)
    ]
