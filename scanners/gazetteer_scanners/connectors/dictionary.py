"""Data dictionaries: CSV files that name fields, their types and comments: `dictionary:///absolute/file.csv`.

    source,dataset,field,type,comment
    crm,users,phone,varchar(20),mobile number
    crm,orders,items[].imei,text,device sold

The header is `dataset,field,type,comment`; the column `source` in front is optional. A row without a source holds for
all sources. `--dictionary FILE` adds types and comments to what another source says; as a source of its own, a
dictionary has names and comments but no values.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import NamedTuple

import pyarrow as pa

from gazetteer_scanners.connectors._files.text import Gaps, detect_encoding, open_utf8, read_sample
from gazetteer_scanners.connectors._path_locations import existing_path, file_url_path
from gazetteer_scanners.connectors._type_words import data_type_of
from gazetteer_scanners.connectors.protocol import (
    Capabilities,
    Chunk,
    Column,
    Connector,
    DatasetInfo,
    Discovery,
    Location,
    ReadLimits,
    Recognition,
)
from gazetteer_scanners.errors import RuleError, UsageError
from gazetteer_scanners.paths import parse_path_text
from gazetteer_scanners.scanning.coverage import CoverageReason

_SCHEME = "dictionary"
_HEADER = ("dataset", "field", "type", "comment")
_REQUIRED = ("dataset", "field")


class FieldNote(NamedTuple):
    """What a dictionary says of a field; both may be empty."""

    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class DictionaryRow:
    """A row of the file; `source` is empty where it holds for all."""

    source: str
    dataset: str
    field: str
    note: FieldNote


@dataclass(frozen=True, slots=True)
class DataDictionary:
    """The rows of a dictionary in file order."""

    rows: tuple[DictionaryRow, ...]

    def comments_for(self, source_key: str, dataset: str) -> Mapping[str, FieldNote]:
        """Field text -> type and comment, in file order; empty if the dictionary does not know the dataset.

        A dataset matches exactly, else without its schema prefix (`public.users` and `users`, either way round), else
        without regard to case. Rows that name the source go before rows for all sources.
        """
        own = [row for row in self.rows if row.source == source_key]
        shared = [row for row in self.rows if not row.source]
        return {**_matching(shared, dataset), **_matching(own, dataset)}


def load_dictionary(path: FilePath) -> DataDictionary:
    """The dictionary in a CSV file.

    Raises:
        UnknownSourceError: if the file does not exist.
        RuleError: if it is no dictionary; the message names file, row (1 is the header) and column.
    """
    existing_path(str(path), FilePath.cwd())
    numbered = list(_read_rows(path))
    if not numbered:
        raise RuleError(f"{path.name}: the dictionary is empty; it needs the header {','.join(_HEADER)}")
    has_source = _check_header(path.name, numbered[0][1])
    names = ("source", *_HEADER) if has_source else _HEADER
    rows: list[DictionaryRow] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, cells in numbered[1:]:
        row = _row(path.name, number, names, cells)
        first = seen.setdefault((row.source, row.dataset, row.field), number)
        if first != number:
            raise RuleError(f"{path.name} row {number}, column field: {row.field!r} was given in row {first} already")
        rows.append(row)
    return DataDictionary(tuple(rows))


class DictionaryConnector:
    """A dictionary as a source: datasets and fields by name, no values."""

    def __init__(self, dictionary: DataDictionary) -> None:
        self._dictionary = dictionary

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(reads_values=False, has_comments=True)

    def discover(self) -> Discovery:
        """The datasets of all rows; where rows name sources, `source/dataset`. Field names are path texts."""
        columns: dict[str, list[Column]] = {}
        for row in self._dictionary.rows:
            name = f"{row.source}/{row.dataset}" if row.source else row.dataset
            kind = data_type_of(row.note.type)
            columns.setdefault(name, []).append(Column(row.field, row.note.type, kind, comment=row.note.comment or None))
        return Discovery(
            tuple(DatasetInfo(name, "dictionary", tuple(found), has_path_names=True) for name, found in sorted(columns.items()))
        )

    def plan(self, dataset: DatasetInfo, limits: ReadLimits) -> Sequence[Chunk]:
        """One chunk of no rows."""
        return (Chunk(dataset.name, 0, (), "", 0),)

    def read(self, dataset: DatasetInfo, chunk: Chunk, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
        """Nothing."""
        return iter(())

    def take_reasons(self) -> tuple[CoverageReason, ...]:
        """Always empty: that values are not read is a capability."""
        return ()

    def close(self) -> None:
        """Nothing is held open."""


class _DictionaryFactory:
    @property
    def schemes(self) -> tuple[str, ...]:
        return (_SCHEME,)

    def recognises(self, path: FilePath) -> Recognition:
        """Never: a path to a CSV file means its rows."""
        return Recognition.NO

    def canonical(self, url: str, working_directory: FilePath) -> str:
        is_url = url.lower().startswith(f"{_SCHEME}:")
        return existing_path(file_url_path(url, _SCHEME) if is_url else url, working_directory)

    def open(self, location: Location) -> Connector:
        return DictionaryConnector(load_dictionary(FilePath(location.url)))


def _matching(rows: Sequence[DictionaryRow], dataset: str) -> dict[str, FieldNote]:
    ranks = [(_match_rank(row.dataset, dataset), row) for row in rows]
    best = max((rank for rank, _ in ranks), default=0)
    return {row.field: row.note for rank, row in ranks if rank == best and best > 0}


def _match_rank(written: str, dataset: str) -> int:
    """4 for the same name, 3 for the same without one's schema, 2 and 1 for these without regard to case, 0 for none."""
    for rank, one, other in ((4, written, dataset), (2, written.casefold(), dataset.casefold())):
        if one == other:
            return rank
        if other == one.rpartition(".")[2] or one == other.rpartition(".")[2]:
            return rank - 1
    return 0


def _read_rows(path: FilePath) -> Iterator[tuple[int, list[str]]]:
    encoding = detect_encoding(read_sample(path))
    if encoding is None:
        raise RuleError(f"{path.name}: the dictionary is not text; save it as CSV")
    with open_utf8(path, encoding, Gaps()) as stream:
        text = stream.read().decode("utf-8")
    try:
        # newlines inside quotes are kept; blank lines are no rows, but count
        for number, cells in enumerate(csv.reader(text.splitlines(keepends=True), strict=True), start=1):
            if any(cell.strip() for cell in cells):
                yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise RuleError(f"{path.name}: the dictionary is not CSV ({error})") from None


def _check_header(name: str, cells: Sequence[str]) -> bool:
    found = tuple(cell.lower() for cell in cells)
    if found not in (_HEADER, ("source", *_HEADER)):
        raise RuleError(
            f"{name} row 1: this is not the header of a dictionary; it must be {','.join(_HEADER)}, "
            "with the column source in front if it names sources"
        )
    return found[0] == "source"


def _row(name: str, number: int, names: Sequence[str], cells: Sequence[str]) -> DictionaryRow:
    if len(cells) != len(names):
        raise RuleError(f"{name} row {number}: {len(cells)} values for the {len(names)} columns {','.join(names)}")
    values = dict(zip(names, cells, strict=True))
    for column in _REQUIRED:
        if not values[column]:
            raise RuleError(f"{name} row {number}, column {column}: it is empty; each row names a dataset and a field")
    try:
        parse_path_text(values["field"])
    except UsageError as error:
        raise RuleError(f"{name} row {number}, column field: {error}") from None
    note = FieldNote(values["type"], values["comment"])
    return DictionaryRow(values.get("source", ""), values["dataset"], values["field"], note)


CONNECTOR = _DictionaryFactory()
