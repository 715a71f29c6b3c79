"""Rows of CSV files; every value is read as text, and the reader guesses no types.

A row with too few values is filled with nulls, one with too many is cut; both are counted in a coverage reason. What a
CSV calls NULL nobody knows, so an empty value is read as the empty string.

Source: RFC 4180, and what spreadsheet programs and database exports write instead of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

import pyarrow as pa
import pyarrow.csv as arrow_csv

from gazetteer_scanners.connectors._batches import cut_batch
from gazetteer_scanners.connectors._files.csv_shape import CsvShape
from gazetteer_scanners.connectors._files.pacing import PacedStream
from gazetteer_scanners.connectors._files.text import Gaps, Utf8Stream, open_utf8_blocks

_MAX_ROW_BYTES = 256 * 1024 * 1024
_RAGGED_AT_ONCE = 1_000


def read_csv(path: FilePath, shape: CsvShape, batch_bytes: int, gaps: Gaps) -> Iterator[pa.RecordBatch]:
    """Batches of the shape's columns; a row that is larger than a block makes the blocks larger, not an error."""
    if not shape.names:
        return
    block = max(batch_bytes // 4 * 3, 1024)  # the same values take more as Arrow's text
    done = _Progress()
    while True:
        attempt = Gaps()
        is_repeated = False
        try:
            for batch in _Reader(shape, block, attempt, path, done).read():
                yield from cut_batch(batch, batch_bytes)
        except pa.ArrowInvalid as error:
            if "straddl" in str(error) and block < _MAX_ROW_BYTES:
                block *= 8
                is_repeated = True
                continue
            attempt.add(
                f"{path.name}: end of CSV after {done.rows + done.ragged:,} rows (a quote without end?), rests not read"
            )
        finally:  # also where a sample has enough and closes the generator
            if not is_repeated:
                gaps.merge(attempt)
        return


@dataclass(slots=True)
class _Progress:
    """Rows handed out so far, whole and ragged ones apart: each kind comes in file order whatever the block size."""

    rows: int = 0
    ragged: int = 0


class _Reader:
    """One pass over a file with one block size; rows that an earlier pass handed out are left out."""

    def __init__(self, shape: CsvShape, block: int, gaps: Gaps, path: FilePath, done: _Progress) -> None:
        self._shape = shape
        self._block = block
        self._gaps = gaps
        self._path = path
        self._done = done
        self._skip_rows = done.rows
        self._skip_ragged = done.ragged
        self._ragged: list[tuple[int, str]] = []
        self._last: list[str] = []

    def read(self) -> Iterator[pa.RecordBatch]:
        with open_utf8_blocks(self._path, self._shape.encoding, self._gaps) as stream:
            for batch in self._batches(stream):
                fresh = batch.slice(min(self._skip_rows, batch.num_rows))
                self._skip_rows -= batch.num_rows - fresh.num_rows
                self._done.rows += fresh.num_rows
                self._last = [column[-1].as_py() for column in batch.columns] if batch.num_rows else self._last
                if fresh.num_rows:
                    yield fresh
                if len(self._ragged) >= _RAGGED_AT_ONCE:
                    yield from self._ragged_rows()
            self._check_last_row()
            yield from self._ragged_rows()

    def _check_last_row(self) -> None:
        """An odd number of quotes and a last row of several lines: a quote that nothing ends."""
        last_ragged = self._ragged[-1][1] if self._ragged else ""
        if any("\n" in text for text in [*self._last, last_ragged]) and self._count_quotes() % 2:
            self._gaps.add(f"{self._path.name}: quotes without an end (the rest of the file was read as one value)")

    def _count_quotes(self) -> int:
        """The quotes in the file, which is read once more for that: its last row seldom has several lines."""
        quote = self._shape.quote.encode()
        with open_utf8_blocks(self._path, self._shape.encoding, Gaps()) as stream:
            return sum(block.count(quote) for block in iter(lambda: stream.read(self._block), b""))

    def _batches(self, stream: Utf8Stream) -> Iterator[pa.RecordBatch]:
        if stream.is_used_up:
            return
        names = list(self._shape.names)
        paced = PacedStream(stream)
        reader = arrow_csv.open_csv(
            pa.PythonFile(paced, mode="r"),
            read_options=arrow_csv.ReadOptions(
                use_threads=False,
                block_size=self._block,
                column_names=names,
                skip_rows=self._shape.blank_lines,
                skip_rows_after_names=1 if self._shape.has_header else 0,
            ),
            parse_options=self._parse_options(self._keep_ragged),
            convert_options=_as_text(names),
        )
        yield from paced.paced(reader)

    def _parse_options(self, handler: object) -> "arrow_csv.ParseOptions":
        return arrow_csv.ParseOptions(
            delimiter=self._shape.delimiter,
            quote_char=self._shape.quote,
            newlines_in_values=True,
            invalid_row_handler=handler,
        )

    def _keep_ragged(self, row: "arrow_csv.InvalidRow") -> str:
        if row.actual_columns < len(self._shape.names):
            self._gaps.add(f"{self._path.name}: rows with fewer values than columns (the others were read as null)")
        else:
            self._gaps.add(f"{self._path.name}: rows with more values than columns (the surplus was not read)")
        if self._skip_ragged:
            self._skip_ragged -= 1
        else:
            self._ragged.append((row.actual_columns, row.text))
        return "skip"

    def _ragged_rows(self) -> Iterator[pa.RecordBatch]:
        """The rows of another width, parsed by width, filled or cut to the file's columns."""
        kept, self._ragged = self._ragged, []
        self._done.ragged += len(kept)
        for width in sorted({width for width, _ in kept}):
            yield self._refit("\n".join(text for found, text in kept if found == width), width)

    def _refit(self, text: str, width: int) -> pa.RecordBatch:
        data = text.encode("utf-8", "replace")
        names = [str(index) for index in range(width)]
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=len(data) + 1),
            parse_options=self._parse_options(None),
            convert_options=_as_text(names),
        )
        wanted = self._shape.names
        columns = [
            table.column(index).combine_chunks() if index < width else pa.nulls(table.num_rows, pa.utf8())
            for index in range(len(wanted))
        ]
        return pa.RecordBatch.from_arrays(
            [_one_array(column) for column in columns], schema=pa.schema([pa.field(name, pa.utf8()) for name in wanted])
        )


def _one_array(column: "pa.Array | pa.ChunkedArray") -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], pa.utf8())
    return column


def _as_text(names: list[str]) -> "arrow_csv.ConvertOptions":
    return arrow_csv.ConvertOptions(
        column_types={name: pa.utf8() for name in names},
        check_utf8=False,  # the stream is valid UTF-8 already
        strings_can_be_null=False,
        quoted_strings_can_be_null=False,
    )
