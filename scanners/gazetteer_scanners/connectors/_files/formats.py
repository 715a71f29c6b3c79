"""Which format a file has: by its content where that says it, else by its suffix."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path as FilePath
from pathlib import PurePosixPath

from gazetteer_scanners.connectors.protocol import Column, Recognition

_PARQUET_MAGIC = b"PAR1"
_HEAD_BYTES = 4096


class FileFormat(StrEnum):
    """The formats of files that are read."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


_SUFFIXES = {
    ".csv": FileFormat.CSV,
    ".tsv": FileFormat.CSV,
    ".psv": FileFormat.CSV,
    ".json": FileFormat.JSON,
    ".jsonl": FileFormat.JSON,
    ".ndjson": FileFormat.JSON,
    ".parquet": FileFormat.PARQUET,
    ".pq": FileFormat.PARQUET,
}

_TEXT_SUFFIXES = frozenset({".txt", ".dat"})
"""Read if a user names such a file; in a folder they may be anything."""

_JSON_START = re.compile(rb'\{\s*["}]|\[\s*[{\]]')


@dataclass(frozen=True, slots=True)
class FileSchema:
    """What a file holds.

    Attributes:
        columns: empty for JSON, whose fields come from reading.
        signature: equal for files that belong into one dataset.
        is_loose: the signature says little; files then also need names that differ by numbers alone.
        keys: of JSON, the top-level keys of the first documents.
        rows: None if unknown without reading.
    """

    columns: tuple[Column, ...]
    signature: str
    is_loose: bool = False
    keys: frozenset[str] = frozenset()
    rows: int | None = None


class UnreadableFileError(Exception):
    """A file of a known format whose content is not of that format; the message says what it is instead."""


def unique_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Names of columns in their order, with a number behind those that come again: `a`, `a_2`, `a_3`."""
    names: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for first in wanted:
        name = first
        while name in names:
            numbers[first] = numbers.get(first, 1) + 1
            name = f"{first}_{numbers[first]}"
        names[name] = None
    return tuple(names)


def file_suffix(name: str) -> str:
    """The suffix in lower case, with what stands before `.gz`: `.csv`, `.jsonl.gz`; empty if there is none."""
    path = PurePosixPath(name.lower())
    if path.suffix == ".gz":
        return PurePosixPath(path.stem).suffix + ".gz"
    return path.suffix


def format_of(path: FilePath) -> FileFormat | None:
    """The format of a file in a folder: Parquet by content, the others by suffix; None for all other files.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(_PARQUET_MAGIC)) == _PARQUET_MAGIC:
            return FileFormat.PARQUET
    return _SUFFIXES.get(file_suffix(path.name).removesuffix(".gz"))


def recognise_file(path: FilePath) -> Recognition:
    """How a single file that a user named is known; never raises."""
    suffix = file_suffix(path.name).removesuffix(".gz")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        head = b""
    if head.startswith(_PARQUET_MAGIC):
        return Recognition.BY_CONTENT
    is_text = suffix in _TEXT_SUFFIXES and b"\x00" not in head
    return Recognition.BY_SUFFIX if suffix in _SUFFIXES or is_text else Recognition.NO


def single_file_format(path: FilePath) -> FileFormat:
    """The format of a file that a user named; of plain text, JSON if it begins like that, else CSV.

    Raises:
        OSError: if the file cannot be read.
    """
    known = format_of(path)
    if known is not None:
        return known
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).lstrip(b"\xef\xbb\xbf \t\r\n")
    return FileFormat.JSON if _JSON_START.match(head) else FileFormat.CSV
