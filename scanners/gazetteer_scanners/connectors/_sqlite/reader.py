"""Plans and reads SQLite datasets: short pages by row id, each about one batch of bytes; the rest in one statement.

Every column is read as text, or as bytes if it is declared BLOB: SQLite's types are per value, so text in an integer
column is legal and must not fail. Numbers come out in decimal, NULL stays NULL, and a BLOB in a text column keeps its
bytes, valid UTF-8 or not.

A page is measured before it is read (`octet_length`, without reading large cells), so that no batch exceeds its size
by much unless one row does; large text in columns that are declared as numbers is not foreseen, only cut afterwards.
Measuring takes a fifth as long as reading, so large tables are surveyed instead where that is cheap: if the widest row of
all is narrow, no page of so many rows can be too large.
"""

from collections.abc import Generator, Iterator, Sequence

import pyarrow as pa

from gazetteer_scanners.connectors._batches import cut_batch, join_batches
from gazetteer_scanners.connectors._sqlite.connection import SqliteFile, translated_errors
from gazetteer_scanners.connectors._sqlite.schema import RowidRange, plausible_rows, rowid_range, widest_row
from gazetteer_scanners.connectors._sqlite.statements import (
    is_binary,
    limited_statement,
    quote_identifier,
    rows_statement,
    width_expression,
)
from gazetteer_scanners.connectors.protocol import JSON_DOCUMENT, Chunk, Column, DatasetInfo, DataType, ReadLimits
from gazetteer_scanners.errors import DatasetError

_FIRST_SPAN = 1024
_STRIPS = 64
"""A sample takes runs of rows at so many places, evenly spaced over the row ids."""

_SLACK = 1.5
_MOST_BATCHES = 4
"""A page that is not measured could take so many times the size of a batch, if each row were as wide as the widest."""

_MAX_BATCH_ROWS = 65_536


def plan_sqlite(file: SqliteFile, dataset: DatasetInfo, limits: ReadLimits) -> tuple[Chunk, ...]:
    """Chunks by row id; one for what has none.

    Raises:
        DatasetError: if the table is damaged or gone.
    """
    rows = rowid_range(file, dataset)
    statement = rows_statement(dataset.name, dataset.columns)
    if rows is None:
        bounds: tuple[tuple[str, str | int | None], ...] = (
            () if limits.sample_rows is None else (("sample", limits.sample_rows),)
        )
        return (Chunk(dataset.name, 0, bounds, statement, limits.sample_rows or dataset.row_estimate),)
    if limits.sample_rows is not None:
        bounds = (("rowid", rows.name), ("first", rows.first), ("last", rows.last), ("sample", limits.sample_rows))
        return (Chunk(dataset.name, 0, bounds, f"{statement}{_between(rows.name)}", limits.sample_rows),)
    with translated_errors(file.path.name, DatasetError, dataset.name):
        chunk_rows = limits.rows_of_chunk(len(dataset.columns))
        cuts = _cuts(file, dataset, rows, chunk_rows)
        widest = widest_row(file, dataset, rows)
    expected = dataset.row_estimate if len(cuts) == 1 else chunk_rows
    known = () if widest is None else (("widest", widest),)
    return tuple(
        Chunk(
            dataset.name,
            index,
            (("rowid", rows.name), ("first", first), ("last", last), *known),
            f"{statement}{_between(rows.name)}",
            expected,
        )
        for index, (first, last) in enumerate(cuts)
    )


def read_sqlite(file: SqliteFile, dataset: DatasetInfo, chunk: Chunk, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
    """The chunk's rows.

    Raises:
        DatasetError: if a page is damaged, the table is locked or gone, or the file changed under an immutable open.
    """
    bounds = dict(chunk.bounds)
    schema = _arrow_schema(dataset.columns)
    with translated_errors(file.path.name, DatasetError, dataset.name):
        if "rowid" not in bounds:
            yield from _read_whole(file, dataset, _optional_int(bounds.get("sample")), limits, schema)
            return
        rows = RowidRange(str(bounds["rowid"]), int(bounds["first"] or 0), int(bounds["last"] or 0))
        pages = _Pages(file, dataset, rows.name, limits.batch_bytes, schema, _optional_int(bounds.get("widest")))
        if "sample" in bounds:
            yield from _read_sample(pages, rows, int(bounds["sample"] or 0))
        else:
            yield from pages.read(rows.first, rows.last)


class _Pages:
    """Reads ranges of row ids in pages whose span follows the width of the rows met so far."""

    def __init__(
        self,
        file: SqliteFile,
        dataset: DatasetInfo,
        rowid: str,
        batch_bytes: int,
        schema: pa.Schema,
        widest: int | None = None,
    ) -> None:
        self._widest = widest
        self._file = file
        self._batch_bytes = batch_bytes
        self._schema = schema
        self._span = _FIRST_SPAN
        self._rowid = rowid
        self._table = quote_identifier(dataset.name)
        self._columns = dataset.columns
        self._rows_sql = rows_statement(dataset.name, dataset.columns, _between(rowid))
        width = width_expression(dataset.columns)
        self._size_sql = f"SELECT count(*), sum({width}) FROM {self._table}{_between(rowid)}"  # noqa: S608 - quoted

    def read(self, first: int, last: int) -> Iterator[pa.RecordBatch]:
        """All rows of the range."""
        while first <= last:
            if self._widest is not None:
                first = yield from self._read_unmeasured(first, last, self._widest)
                continue
            end = min(last, first + self._span - 1)
            count, size = self._file.rows(self._size_sql, (first, end))[0]
            if not count:
                first = self._next_rowid(end, last)
                self._span *= 4
            elif count > 1 and size > self._batch_bytes * _SLACK:
                self._span = max(1, min(self._span // 2, (end - first + 1) * self._batch_bytes // size))
            else:
                yield from self._page(first, end, count)
                first = end + 1
                wanted = self._span * _aimed_bytes(self._batch_bytes) // size
                self._span = max(1, min(wanted, self._span * 4))

    def _read_unmeasured(self, first: int, last: int, widest: int) -> Generator[pa.RecordBatch, None, int]:
        """A page of which no row is wider than `widest` bytes; the row id after it. Sparse row ids are measured again."""
        span = max(1, min(self._span, last - first + 1, _MOST_BATCHES * self._batch_bytes // widest))
        end = first + span - 1
        rows = size = 0
        for batch in self._page(first, end, span):
            rows += batch.num_rows
            size += batch.nbytes
            yield batch
        if rows * 2 < span or size > rows * widest:
            self._widest = None
        if rows:
            self._span = max(1, min(span * _aimed_bytes(self._batch_bytes) // size, span * 4))
        return end + 1

    def end_of_run(self, first: int, last: int, rows: int) -> tuple[int, int]:
        """How many of the next `rows` rows there are from `first` on, and the row id of the last of them."""
        sql = (
            f"SELECT count(*), max(r) FROM (SELECT {self._rowid} AS r FROM {self._table}{_between(self._rowid)} "  # noqa: S608 - quoted
            f"ORDER BY {self._rowid} LIMIT ?)"
        )
        count, end = self._file.rows(sql, (first, last, rows))[0]
        return count, last if end is None else end

    def _next_rowid(self, after: int, last: int) -> int:
        sql = f"SELECT min({self._rowid}) FROM {self._table}{_between(self._rowid)}"  # noqa: S608 - quoted
        found = self._file.rows(sql, (after + 1, last))[0][0] if after < last else None
        return last + 1 if found is None else int(found)

    def _page(self, first: int, end: int, count: int) -> Iterator[pa.RecordBatch]:
        found = self._file.batches(self._rows_sql, (first, end), batch_rows=count + 1)
        # the whole page first, so that no lock is held while the caller works on it
        for batch in list(_without_first_row(found, self._schema)):
            yield from cut_batch(batch, self._batch_bytes)


def _read_sample(pages: _Pages, rows: RowidRange, sample: int) -> Iterator[pa.RecordBatch]:
    """Runs of rows from evenly spaced places; where some places have too few, the others are read on."""
    strips = _strips(rows, min(sample, _STRIPS))
    left = sample
    while strips and left > 0:
        share = -(-left // len(strips))
        following = []
        for first, last in strips:
            count, end = pages.end_of_run(first, last, min(share, left))
            if count:
                yield from pages.read(first, end)
                left -= count
            if count and end < last:
                following.append((end + 1, last))
            if left <= 0:
                return
        strips = following


def _read_whole(
    file: SqliteFile, dataset: DatasetInfo, sample: int | None, limits: ReadLimits, schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """Everything in one statement; a sample is the first rows, for nothing says where others would be."""
    table = quote_identifier(dataset.name)
    condition = "" if sample is None else " LIMIT ?"
    parameters = () if sample is None else (sample,)
    width = width_expression(dataset.columns)
    widest = f"SELECT max(w) FROM (SELECT {width} AS w FROM {table}{condition})"  # noqa: S608 - quoted
    size = file.rows(widest, parameters)[0][0] or 1
    batch_rows = max(1, min(_MAX_BATCH_ROWS, limits.batch_bytes // size))
    sql = (limited_statement if condition else rows_statement)(dataset.name, dataset.columns, condition)
    found = _without_first_row(file.batches(sql, parameters, batch_rows=batch_rows), schema)
    yield from join_batches(found, limits.batch_bytes)


def _cuts(file: SqliteFile, dataset: DatasetInfo, rows: RowidRange, chunk_rows: int) -> list[tuple[int, int]]:
    """Inclusive ranges of row ids: by arithmetic where ids are used one by one, else by counting along the index."""
    if rows.span <= chunk_rows:
        return [(rows.first, rows.last)]
    if plausible_rows(file, rows) is not None:
        starts = range(rows.first, rows.last + 1, chunk_rows)
        return [(start, min(start + chunk_rows - 1, rows.last)) for start in starts]
    pages = _Pages(file, dataset, rows.name, 1, _arrow_schema(dataset.columns))
    cuts, first = [], rows.first
    while first <= rows.last:
        count, end = pages.end_of_run(first, rows.last, chunk_rows)
        end = rows.last if count < chunk_rows else end
        cuts.append((first, end))
        first = end + 1
    return cuts


def _strips(rows: RowidRange, count: int) -> list[tuple[int, int]]:
    count = min(count, rows.span)
    edges = [rows.first + rows.span * index // count for index in range(count)] if count else []
    return [(edge, following - 1) for edge, following in zip(edges, [*edges[1:], rows.last + 1], strict=True)] if edges else []


def _aimed_bytes(batch_bytes: int) -> int:
    """Pages are smaller than batches may be, for the driver's buffers double while they grow."""
    return max(1, batch_bytes // 4 * 3)


def _between(rowid: str) -> str:
    return f" WHERE {rowid} >= ? AND {rowid} <= ?"


def _arrow_schema(columns: Sequence[Column]) -> pa.Schema:
    return pa.schema(
        [
            pa.field(
                column.name,
                pa.binary() if is_binary(column) else pa.utf8(),
                metadata=JSON_DOCUMENT if column.data_type is DataType.JSON else None,
            )
            for column in columns
        ]
    )


def _without_first_row(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    is_first = True
    for batch in batches:
        rows = batch.slice(1) if is_first else batch
        is_first = False
        if rows.num_rows:
            yield pa.RecordBatch.from_arrays(rows.columns, schema=schema)


def _optional_int(value: str | int | None) -> int | None:
    return None if value is None else int(value)
