"""CSV files: dialect, header and rows; every value is read as text, and the reader guesses no types.

A row with too few values is filled with nulls, one with too many is cut; both are counted in a coverage reason. What a
CSV calls NULL nobody knows, so an empty value is read as the empty string.

Source: RFC 4180, and what spreadsheet programs and database exports write instead of it.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

import pyarrow as pa
import pyarrow.csv as arrow_csv

from gazetteer_scanners.connectors._batches import cut_batch
from gazetteer_scanners.connectors._files.formats import FileSchema, UnreadableFileError, unique_names
from gazetteer_scanners.connectors._files.text import Gaps, counted_in, detect_encoding, open_utf8, read_sample
from gazetteer_scanners.connectors.protocol import Column, DataType

_DELIMITERS = (",", "\t", ";", "|", "\x01")
_SNIFFED_ROWS = 100
_MAX_ROW_BYTES = 256 * 1024 * 1024
_RAGGED_AT_ONCE = 1_000

_VALUE_LIKE = re.compile(
    r"""\s*(?:[-+]?\d[\d.,]*%?            # a number
          | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*  # a date
          | .*\d{5,}.*                     # a long number inside
          | \S+@\S+\.\S+                   # an e-mail address
          | \w+://.*                       # a URL
          | true | false | null )\s*""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MAX_NAME = 128


@dataclass(frozen=True, slots=True)
class CsvShape:
    """How a CSV file is written and which columns it has."""

    encoding: str
    delimiter: str
    quote: str
    has_header: bool
    names: tuple[str, ...]
    blank_lines: int = 0
    """Empty lines before the first row."""


def describe_csv(path: FilePath) -> FileSchema:
    """The file's columns, from its first rows.

    Raises:
        UnreadableFileError: if it is not text.
        OSError: if it cannot be read.
    """
    shape = sniff_csv(path)
    columns = tuple(Column(name, "text", DataType.STRING) for name in shape.names)
    return FileSchema(columns, repr(shape.names), is_loose=not shape.has_header, rows=None if columns else 0)


def sniff_csv(path: FilePath) -> CsvShape:
    """Encoding, delimiter, quote, header and column names.

    Raises:
        UnreadableFileError: if it is not text.
        OSError: if it cannot be read.
    """
    sample = read_sample(path)
    encoding = detect_encoding(sample)
    if encoding is None:
        raise UnreadableFileError("its content is not text")
    with open_utf8(path, encoding, Gaps()) as stream:
        text = stream.read(256 * 1024).decode("utf-8", "ignore")
    text = text.removeprefix("\ufeff")
    delimiter, quote, rows = _dialect(text)
    if not rows:
        return CsvShape(encoding, delimiter, quote, has_header=False, names=())
    has_header = _is_header(rows)
    width = len(rows[0]) if has_header else _usual_width(rows)
    names = _names(rows[0] if has_header else [], width)
    return CsvShape(encoding, delimiter, quote, has_header, names, _blank_lines(text))


def read_csv(path: FilePath, shape: CsvShape, batch_bytes: int, gaps: Gaps) -> Iterator[pa.RecordBatch]:
    """Batches of the shape's columns; a row that is larger than a block makes the blocks larger, not an error."""
    if not shape.names:
        return
    block = max(batch_bytes, 1024)
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
        with open_utf8(self._path, self._shape.encoding, self._gaps, counted=self._shape.quote.encode()) as stream:
            for batch in self._open(stream) or ():
                fresh = batch.slice(min(self._skip_rows, batch.num_rows))
                self._skip_rows -= batch.num_rows - fresh.num_rows
                self._done.rows += fresh.num_rows
                self._last = [column[-1].as_py() for column in batch.columns] if batch.num_rows else self._last
                if fresh.num_rows:
                    yield fresh
                if len(self._ragged) >= _RAGGED_AT_ONCE:
                    yield from self._ragged_rows()
            self._check_last_row(counted_in(stream))
            yield from self._ragged_rows()

    def _check_last_row(self, quotes: int) -> None:
        """An odd number of quotes and a last row of several lines: a quote that nothing ends."""
        last_ragged = self._ragged[-1][1] if self._ragged else ""
        if quotes % 2 and any("\n" in text for text in [*self._last, last_ragged]):
            self._gaps.add(f"{self._path.name}: quotes without an end (the rest of the file was read as one value)")

    def _open(self, stream: io.BufferedReader) -> "arrow_csv.CSVStreamingReader | None":
        if not stream.peek(1):
            return None
        names = list(self._shape.names)
        return arrow_csv.open_csv(
            pa.PythonFile(stream, mode="r"),
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


def _dialect(text: str) -> tuple[str, str, list[list[str]]]:
    """Delimiter, quote and first rows: the dialect under which most rows have the same, largest number of values."""
    quotes = ("'", '"') if text.count("'") > text.count('"') and re.search(r"(?m)^'|[,;\t|]'", text) else ('"',)
    best: tuple[tuple[float, int], str, str, list[list[str]]] = ((0.0, 0), ",", '"', _parse(text, ",", '"'))
    for quote in quotes:
        for delimiter in _DELIMITERS:
            rows = _parse(text, delimiter, quote)
            width = _usual_width(rows)
            if width < 2:
                continue
            share = sum(len(row) == width for row in rows) / len(rows)
            rank = (round(share, 1), width)
            if rank > best[0]:
                best = (rank, delimiter, quote, rows)
    return best[1], best[2], best[3]


def _parse(text: str, delimiter: str, quote: str) -> list[list[str]]:
    """The first rows; the last one only if the sample is short, since it may be cut off."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) > _SNIFFED_ROWS:
                break
    except csv.Error:  # a value longer than the csv module takes: what was parsed so far is enough
        pass
    is_cut = len(text) > 200_000 and len(rows) <= _SNIFFED_ROWS
    return rows[:-1] if is_cut and len(rows) > 1 else rows[:_SNIFFED_ROWS]


def _blank_lines(text: str) -> int:
    start = text[: len(text) - len(text.lstrip("\r\n"))]
    return len(start.splitlines())


def _usual_width(rows: list[list[str]]) -> int:
    widths = [len(row) for row in rows]
    return max(sorted(set(widths), reverse=True), key=widths.count) if widths else 0


def _is_header(rows: list[list[str]]) -> bool:
    """True unless the first row holds what only values look like, or what its own columns hold again.

    In doubt it is a header: columns without names lose more than one row of values. But a value taken for a name would
    be shown to people, so that anything like a number, date, address or e-mail speaks against it.
    """
    first = [cell.strip() for cell in rows[0]]
    filled = [cell for cell in first if cell]
    if len(filled) * 2 < len(first) or len({*filled}) * 2 < len(filled):
        return False
    if any(_VALUE_LIKE.fullmatch(cell) or len(cell) > _MAX_NAME for cell in filled):
        return False
    others = [row for row in rows[1:] if row != rows[0]]  # files joined end to end repeat the header
    return not any(cell and any(row[i].strip() == cell for row in others if i < len(row)) for i, cell in enumerate(first))


def _names(header: list[str], width: int) -> tuple[str, ...]:
    """Unique names: the header's, `column_N` where it has none."""
    return unique_names(
        header[index] if index < len(header) and header[index].strip() else f"column_{index + 1}" for index in range(width)
    )
