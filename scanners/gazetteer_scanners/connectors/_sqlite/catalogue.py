"""SQLite's own catalogue: columns, unique keys and foreign keys of all plain tables, in three statements.

One statement for each table would take seconds for a database of ten thousand. Views and virtual tables are asked one by
one, since one that is broken would fail the statement for all.

Source: https://sqlite.org/pragma.html (table_xinfo, index_list, index_info, foreign_key_list)
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from gazetteer_scanners.connectors._sqlite.connection import SqliteFile
from gazetteer_scanners.connectors.protocol import ForeignKey

_HIDDEN = 1
"""`hidden` in table_xinfo: 1 is a hidden column of a virtual table, 2 and 3 are generated columns, which hold values."""

_TABLES = "sqlite_schema AS m WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL %'"


@dataclass(frozen=True, slots=True)
class RawColumn:
    """A row of table_xinfo; `key_position` is 1-based, 0 for columns outside the primary key."""

    name: str
    source_type: str
    is_not_null: bool
    key_position: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What SQLite says of all plain tables; tables without an entry have none of it.

    Attributes:
        table_texts: the CREATE statements of tables with generated columns.
    """

    columns: Mapping[str, tuple[RawColumn, ...]]
    unique_keys: Mapping[str, tuple[tuple[str, ...], ...]]
    foreign_keys: Mapping[str, tuple[ForeignKey, ...]]
    table_texts: Mapping[str, str]


def load_catalogue(file: SqliteFile) -> Catalogue:
    """Reads the catalogue; driver errors pass through."""
    columns: dict[str, list[RawColumn]] = defaultdict(list)
    sql = _joined('x.name, x.type, x."notnull", x.pk', "pragma_table_xinfo(m.name) AS x", f"x.hidden <> {_HIDDEN}", "x.cid")
    for table, *column in file.rows(sql):
        columns[table].append(_raw_column(column))
    whole = {table: tuple(found) for table, found in columns.items()}
    return Catalogue(whole, _unique_keys(file), _foreign_keys(file, whole), _table_texts(file))


def columns_of(file: SqliteFile, name: str) -> tuple[RawColumn, ...]:
    """The columns of one table, view or virtual table; driver errors pass through."""
    sql = 'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden <> ? ORDER BY cid'
    return tuple(_raw_column(row) for row in file.rows(sql, (name, _HIDDEN)))


def key_names(columns: tuple[RawColumn, ...]) -> tuple[str, ...]:
    """The primary key's columns in the key's order."""
    return tuple(name for _, name in sorted((c.key_position, c.name) for c in columns if c.key_position))


def _joined(wanted: str, functions: str, condition: str, order: str) -> str:
    tables, _, where = _TABLES.partition(" WHERE ")
    return f"SELECT m.name, {wanted} FROM {tables}, {functions} WHERE {where} AND {condition} ORDER BY m.name, {order}"  # noqa: S608 - constants


def _raw_column(row: "tuple[object, ...] | list[object]") -> RawColumn:
    name, source_type, is_not_null, position = row
    return RawColumn(str(name), str(source_type or ""), bool(is_not_null), int(str(position)))


def _unique_keys(file: SqliteFile) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Column lists of UNIQUE constraints and whole unique indexes, sorted; those over expressions are left out."""
    sql = _joined(
        "l.name, i.name",
        "pragma_index_list(m.name) AS l, pragma_index_info(l.name) AS i",
        "l.\"unique\" = 1 AND l.partial = 0 AND l.origin <> 'pk'",
        "l.name, i.seqno",
    )
    indexes: dict[tuple[str, str], list[str | None]] = defaultdict(list)
    for table, index, column in file.rows(sql):
        indexes[table, index].append(column)
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for (table, _), columns in indexes.items():
        if None not in columns:
            found[table].add(tuple(name for name in columns if name is not None))
    return {table: tuple(sorted(keys)) for table, keys in found.items()}


def _table_texts(file: SqliteFile) -> dict[str, str]:
    return dict(file.rows(_joined("m.sql", "pragma_table_xinfo(m.name) AS x", f"x.hidden > {_HIDDEN}", "x.cid")))


def _foreign_keys(file: SqliteFile, columns: Mapping[str, tuple[RawColumn, ...]]) -> dict[str, tuple[ForeignKey, ...]]:
    sql = _joined('f.id, f."table", f."from", f."to"', "pragma_foreign_key_list(m.name) AS f", "1", "f.id, f.seq")
    grouped: dict[tuple[str, int], list[tuple[str, str, str | None]]] = defaultdict(list)
    for table, number, parent, column, referred in file.rows(sql):
        grouped[table, number].append((parent, column, referred))
    spelling = {name.casefold(): name for name in columns}
    keys: dict[str, list[ForeignKey]] = defaultdict(list)
    for (table, _), parts in grouped.items():
        parent = spelling.get(parts[0][0].casefold(), parts[0][0])
        referred = _spelled(columns.get(parent, ()), tuple(to for _, _, to in parts if to is not None), len(parts))
        keys[table].append(ForeignKey(tuple(column for _, column, _ in parts), parent, referred))
    return {table: tuple(sorted(found, key=lambda key: (key.columns, key.dataset))) for table, found in keys.items()}


def _spelled(parent: tuple[RawColumn, ...], referred: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The referred columns as the parent spells them; without any, the parent's primary key; () if it has another size."""
    if not referred:
        implied = key_names(parent)
        return implied if len(implied) == count else ()
    spelling = {column.name.casefold(): column.name for column in parent}
    return tuple(spelling.get(name.casefold(), name) for name in referred)
