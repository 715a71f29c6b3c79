"""What a SQLite file holds: tables, views and virtual tables with columns and keys, from SQLite's own catalogue.

Sources: https://sqlite.org/pragma.html (table_list),
https://sqlite.org/rowidtable.html (which names a row id has), https://sqlite.org/fileformat2.html#stat1tab
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gazetteer_scanners.connectors._sqlite.catalogue import Catalogue, RawColumn, columns_of, key_names, load_catalogue
from gazetteer_scanners.connectors._sqlite.connection import SqliteFile, translated_errors
from gazetteer_scanners.connectors._sqlite.statements import quote_identifier
from gazetteer_scanners.connectors._type_words import data_type_of
from gazetteer_scanners.connectors.protocol import Column, DatasetGap, DatasetInfo, Discovery
from gazetteer_scanners.errors import DatasetError, SourceError
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason

_ROWID_NAMES = ("rowid", "_rowid_", "oid")
_KINDS = {"table": "table", "view": "view", "virtual": "virtual table"}
_MIN_ROW_BYTES = 8
_SURVEYED_ROWS = 20_000
_SURVEYED_BYTES = 1 << 30
_NARROW_BYTES = 8 * 1024
_WIDEST_NUMBER = 28
"""A number of up to eight bytes as text, and its offset in an Arrow column."""

"""No row takes less: a cell pointer, two lengths, a header and a value; so a file bounds how many rows a range has."""


@dataclass(frozen=True, slots=True)
class RowidRange:
    """The row ids of a table: what they are called, the first and the last; a table without rows has last < first."""

    name: str
    first: int
    last: int

    @property
    def span(self) -> int:
        """How many row ids the range holds, used or not."""
        return max(self.last - self.first + 1, 0)


@dataclass(frozen=True, slots=True)
class _Listed:
    name: str
    kind: str
    has_rowid: bool


def discover_sqlite(file: SqliteFile) -> Discovery:
    """Datasets and gaps, each sorted by name.

    Raises:
        SourceError: if the catalogue itself cannot be read.
    """
    with translated_errors(file.path.name, SourceError):
        listed = _list_tables(file)
        views = dict(file.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'view'"))
        estimates = _planner_estimates(file)
        catalogue = load_catalogue(file)
    mark = file.change_mark()
    datasets: list[DatasetInfo] = []
    gaps: list[DatasetGap] = []
    for item in listed.values():
        try:
            datasets.append(_describe(file, item, catalogue, views, estimates, mark))
        except (DatasetError, SourceError) as error:
            reason = CoverageReason(CoverageCode(error.code), str(error))
            gaps.append(DatasetGap(item.name, _KINDS[item.kind], reason))
    return Discovery(tuple(sorted(datasets, key=lambda found: found.name)), tuple(sorted(gaps, key=lambda gap: gap.name)))


def rowid_range(file: SqliteFile, dataset: DatasetInfo) -> RowidRange | None:
    """The row ids of a table; None for views, virtual tables and tables WITHOUT ROWID.

    Raises:
        DatasetError: if the table is damaged or gone.
    """
    if dataset.kind != _KINDS["table"]:
        return None
    with translated_errors(file.path.name, DatasetError, dataset.name):
        found = file.rows("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", (dataset.name,))
        if not found:
            raise DatasetError(f"{dataset.name!r} in {file.path.name} is gone since discovery", "SCHEMA_CHANGED")
        if found[0][0]:
            return None
        return _range(file, dataset)


def _range(file: SqliteFile, dataset: DatasetInfo) -> RowidRange | None:
    names = _rowid_names(dataset)
    if not names:
        return None
    table, name = quote_identifier(dataset.name), names[0]
    # two sub-selects: min() and max() in one SELECT would read the whole table
    first, last = file.rows(f"SELECT (SELECT min({name}) FROM {table}), (SELECT max({name}) FROM {table})")[0]  # noqa: S608 - quoted
    return RowidRange(name, 0, -1) if first is None else RowidRange(name, first, last)


def _rowid_names(dataset: DatasetInfo) -> list[str]:
    taken = {column.name.lower() for column in dataset.columns}
    return [name for name in _ROWID_NAMES if name not in taken]


def plausible_rows(file: SqliteFile, rows: RowidRange) -> int | None:
    """How many rows the range has if its ids are used one by one; None if the file is too small for that."""
    return rows.span if rows.span <= file.size() // _MIN_ROW_BYTES else None


def widest_row(file: SqliteFile, dataset: DatasetInfo, rows: RowidRange) -> int | None:
    """A bound for the bytes of any row of a large table as Arrow text; None if it is large, or costly to know.

    SQLite's own statistics (`dbstat`) tell the largest record in a pass over the table's pages, which pays for tables
    with many rows, and only as long as the file stays in memory for the reading that follows.
    """
    if (plausible_rows(file, rows) or 0) < _SURVEYED_ROWS or file.size() > _SURVEYED_BYTES:
        return None
    try:
        with translated_errors(file.path.name, DatasetError, dataset.name):
            if file.rows("SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden > 1", (dataset.name,)):
                return None  # generated columns are not in the records
            payload = file.rows("SELECT mx_payload FROM dbstat WHERE name = ? AND aggregate = 1", (dataset.name,))[0][0]
    except DatasetError:  # a driver without statistics; what else is wrong, reading will say
        return None
    if payload is None:
        return None
    widest = int(payload) * 3 // 2 + len(dataset.columns) * _WIDEST_NUMBER
    return widest if widest <= _NARROW_BYTES else None


def _list_tables(file: SqliteFile) -> dict[str, _Listed]:
    found = file.rows("SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'")
    return {
        name: _Listed(name, kind, not without_rowid)
        for name, kind, without_rowid in found
        if kind in _KINDS and not name.lower().startswith("sqlite_")
    }


def _planner_estimates(file: SqliteFile) -> dict[str, int]:
    """Rows per table as ANALYZE once counted them: the first number of `stat`."""
    if not file.rows("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'"):
        return {}
    found = file.rows("SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl")
    return {name: int(rows) for name, rows in found if rows is not None}


def _describe(
    file: SqliteFile,
    item: _Listed,
    catalogue: Catalogue,
    views: Mapping[str, str],
    estimates: Mapping[str, int],
    mark: str,
) -> DatasetInfo:
    with translated_errors(file.path.name, DatasetError, item.name):
        raw = catalogue.columns.get(item.name) or columns_of(file, item.name)
    if not raw:
        raise DatasetError(f"{item.name!r} in {file.path.name}: SQLite names no column of it", "TYPE_NOT_READ")
    primary_key = key_names(raw)
    columns = tuple(
        Column(c.name, c.source_type, data_type_of(c.source_type), _is_nullable(item, c, len(primary_key))) for c in raw
    )
    bare = DatasetInfo(item.name, _KINDS[item.kind], columns)
    return replace(
        bare,
        row_estimate=_estimate(file, item, bare, estimates),
        change_mark=mark,
        primary_key=primary_key,
        unique_keys=catalogue.unique_keys.get(item.name, ()),
        foreign_keys=catalogue.foreign_keys.get(item.name, ()),
        view_text=views.get(item.name),
        table_text=catalogue.table_texts.get(item.name),
    )


def _is_nullable(item: _Listed, column: RawColumn, key_columns: int) -> bool | None:
    """SQLite lets NULL into a primary key, but not into a row id and not into a table WITHOUT ROWID."""
    if item.kind != "table":
        return None
    is_key = column.key_position > 0
    is_rowid = is_key and key_columns == 1 and column.source_type.upper() == "INTEGER"
    return not (column.is_not_null or is_rowid or (is_key and not item.has_rowid))


def _estimate(file: SqliteFile, item: _Listed, bare: DatasetInfo, estimates: Mapping[str, int]) -> int | None:
    if item.name in estimates:
        return estimates[item.name]
    if item.kind != "table" or not item.has_rowid:
        return None
    try:
        with translated_errors(file.path.name, DatasetError, item.name):
            rows = _range(file, bare)
    except DatasetError:  # a damaged table is still discovered; reading it says what is wrong
        return None
    return None if rows is None else plausible_rows(file, rows)
