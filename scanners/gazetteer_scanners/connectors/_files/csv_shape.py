"""What a CSV file looks like: encoding, delimiter, quote, header and column names, from its first rows.

Source: RFC 4180, and what spreadsheet programs and database exports write instead of it.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path as FilePath

from gazetteer_scanners.connectors._files.formats import FileSchema, UnreadableFileError, unique_names
from gazetteer_scanners.connectors._files.text import Gaps, detect_encoding, open_utf8, read_sample
from gazetteer_scanners.connectors.protocol import Column, DataType

_DELIMITERS = (",", "\t", ";", "|", "\x01")
_SNIFFED_ROWS = 100

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
