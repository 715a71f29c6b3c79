"""What the estate writes: sources of datasets of columns, each column with the truth about what is in it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

Cell: TypeAlias = "str | int | float | bool | Sequence[Cell] | Mapping[str, Cell] | None"
Row: TypeAlias = dict[str, Cell]

AD_IDS = ("device.idfa", "device.idfv", "device.gaid", "device.oaid")
"""Advertising ids, all in the form of a UUID: what a UUID key must not be taken for."""


class Kind(StrEnum):
    """How a field holds its elements; `NEGATIVE` holds none but looks as if it did."""

    PLAIN = "plain"
    TEXT = "text"
    MASKED = "masked"
    HASHED = "hashed"
    NEGATIVE = "negative"
    NONE = "none"


@dataclass(frozen=True)
class Column:
    """One field of a dataset: where it is, what is in it, how it is declared and how untidy it is.

    Attributes:
        path: the column's name, or the path inside a document (`devices[].imei`).
        holder: the column of a table that holds it among others: a key-value table's values, XML; empty for its own.
        elements: ids of the taxonomy that are in it; `also` are further ids that are equally right.
        never: ids that a scan must not put in force although the values or the name suggest them.
        sql: declaration in a SQLite table.
        nulls, blanks: share of NULLs and of empty strings (top level only).
        junk: values that are not of the field's kind; about one row in a hundred gets one.
    """

    path: str
    kind: Kind
    elements: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    sql: str = "TEXT"
    nulls: float = 0.0
    blanks: float = 0.0
    junk: tuple[str, ...] = ()
    holder: str = ""


Ids: TypeAlias = tuple[str, ...]


def plain(
    path: str,
    *elements: str,
    also: Ids = (),
    never: Ids = (),
    sql: str = "TEXT",
    nulls: float = 0.0,
    blanks: float = 0.0,
    junk: Ids = (),
) -> Column:
    """A column that holds the elements in clear."""
    return Column(path, Kind.PLAIN, elements, also, never, sql, nulls, blanks, junk)


def text(path: str, *elements: str, also: Ids = (), nulls: float = 0.0, blanks: float = 0.0) -> Column:
    """A free-text column with the elements inside running text."""
    return Column(path, Kind.TEXT, elements, also, nulls=nulls, blanks=blanks)


def masked(path: str, *elements: str, also: Ids = (), nulls: float = 0.0) -> Column:
    """A column that holds the elements with their middle covered."""
    return Column(path, Kind.MASKED, elements, also, nulls=nulls)


def hashed(path: str, *elements: str, also: Ids = (), nulls: float = 0.0) -> Column:
    """A column that holds a hash of the elements."""
    return Column(path, Kind.HASHED, elements, also, nulls=nulls)


def negative(path: str, *never: str, also: Ids = (), sql: str = "TEXT", nulls: float = 0.0) -> Column:
    """A hard negative: by name or value it looks like `never`, but is not."""
    return Column(path, Kind.NEGATIVE, (), also, never, sql, nulls)


def nothing(path: str, sql: str = "TEXT", also: Ids = (), nulls: float = 0.0) -> Column:
    """A column without personal data that nothing should mistake for it."""
    return Column(path, Kind.NONE, (), also, sql=sql, nulls=nulls)


def held(holder: str, column: Column) -> Column:
    """The column as one of the fields that a table's column holds."""
    return replace(column, holder=holder)


@dataclass(frozen=True)
class AgeFields:
    """Where a dataset says how old its people are.

    Attributes:
        births: columns that hold a birth date or an id that embeds one.
        ages: columns that hold an age in years.
        consent: column with 1 (guardian agreed), 0 (did not) or nothing (unknown).
    """

    births: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    consent: str | None = None


@dataclass(frozen=True)
class Dataset:
    """A table, view, file or set of files.

    Attributes:
        name: the table's name, or the path in the source's folder with a glob for a set (`devices/*.parquet`).
        rows: one mapping a row, by column name (documents: by top-level key); empty for a view.
        foreign_keys: (column, table, referred column).
        view: the statement of a view.
        parts: number of files in a set.
        with_bom: a CSV starts with a byte order mark, as spreadsheet programs write it.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row] = ()
    foreign_keys: tuple[tuple[str, str, str], ...] = ()
    view: str | None = None
    parts: int = 1
    with_bom: bool = False
    ages: AgeFields = field(default_factory=AgeFields)

    @property
    def kind(self) -> str:
        """table, view, file or file_set."""
        if self.view is not None:
            return "view"
        if "." not in self.name:
            return "table"
        return "file_set" if "*" in self.name else "file"


@dataclass(frozen=True)
class Source:
    """A SQLite file or a folder of files; `key` is its name in the estate's folder."""

    key: str
    organisation: str
    datasets: tuple[Dataset, ...]

    @property
    def kind(self) -> str:
        """sqlite or files."""
        return "sqlite" if self.key.endswith(".sqlite") else "files"

    @property
    def name(self) -> str:
        """The source's name in the configuration."""
        return self.key.removesuffix(".sqlite")


def untidy(rng: random.Random, columns: Sequence[Column], rows: Sequence[Row]) -> list[Row]:
    """The rows with NULLs, empty strings and junk strewn in as the columns say; keys and row order stay."""
    return [{name: _untidy_cell(rng, name, cell, columns) for name, cell in row.items()} for row in rows]


def _untidy_cell(rng: random.Random, name: str, cell: Cell, columns: Sequence[Column]) -> Cell:
    column = next((column for column in columns if column.path == name), None)
    if column is None or cell is None or not (column.nulls or column.blanks or column.junk):
        return cell
    chance = rng.random()
    if chance < column.nulls:
        return None
    if chance < column.nulls + column.blanks:
        return ""
    if column.junk and chance > 0.99:
        return rng.choice(column.junk)
    return cell
