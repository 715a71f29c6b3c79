"""How the SQLite connector cuts, bounds and quotes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pytest

from gazetteer_scanners.connectors._sqlite.statements import (
    checked_statement,
    quote_identifier,
    rows_statement,
    width_expression,
)
from gazetteer_scanners.connectors.protocol import JSON_DOCUMENT, Column, DataType, Location, ReadLimits
from gazetteer_scanners.connectors.sqlite import CONNECTOR
from gazetteer_scanners.errors import SourceError
from gazetteer_scanners.testing.contract import batches_of, find, opened, rows_of
from gazetteer_scanners.testing.known_source import KnownSource
from tests.connectors.sqlite_source import execute

MIB = 1024 * 1024


def known_at(path: Path) -> KnownSource:
    return KnownSource("sqlite", CONNECTOR, Location(str(path), "k"), {})


def test_statements_of_a_page() -> None:
    columns = (Column('a"b', "TEXT", DataType.STRING), Column("c", "BLOB", DataType.BINARY))
    assert rows_statement("t'; DROP", columns, " WHERE rowid >= ? AND rowid <= ?") == (
        'SELECT \'\' AS c0, x\'\' AS c1 UNION ALL SELECT CAST("a""b" AS TEXT), CAST("c" AS BLOB) '
        'FROM "t\'; DROP" WHERE rowid >= ? AND rowid <= ?'
    )
    assert width_expression(columns) == '(8 + (coalesce(octet_length("a""b"), 0) + coalesce(octet_length("c"), 0)))'


def test_identifiers_with_nul_are_refused() -> None:
    assert quote_identifier('x" --') == '"x"" --"'
    with pytest.raises(SourceError, match="a name in the database holds a NUL character"):
        quote_identifier("a\x00b")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        'SELECT "a; DROP TABLE b" FROM "attach"',
        "SELECT ';' FROM t",
        "PRAGMA busy_timeout = 5000",
        "PRAGMA query_only = 1",
    ],
)
def test_statements_on_the_list_pass(sql: str) -> None:
    assert checked_statement(sql) is sql


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH 'x' AS y",
        "SELECT 1; DROP TABLE t",
        'SELECT "a""; " ; DELETE FROM t',
        "SELECT load_extension('x')",
        "INSERT INTO t VALUES (1)",
        "WITH x AS (SELECT 1) DELETE FROM t",
        "PRAGMA journal_mode = WAL",
        "PRAGMA writable_schema = 1",
        "PRAGMA busy_timeout = 1; SELECT 1",
        "VACUUM",
        "",
    ],
)
def test_other_statements_are_refused(sql: str) -> None:
    with pytest.raises(SourceError, match="refused to run a statement that is not on the allow-list"):
        checked_statement(sql)


def test_large_cells_come_in_small_batches(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    execute(
        path, "CREATE TABLE t (v TEXT)", *[f"INSERT INTO t VALUES (hex(zeroblob({MIB})))"] * 12, "INSERT INTO t VALUES ('x')"
    )
    with opened(known_at(path)) as connector:
        dataset = find(connector.discover(), "t")
        sizes = [(b.num_rows, b.nbytes) for b in batches_of(connector, dataset, ReadLimits(batch_bytes=5 * MIB))]
    assert sum(rows for rows, _ in sizes) == 13
    assert max(size for _, size in sizes) <= 5 * MIB
    assert max(rows for rows, _ in sizes) <= 3


def test_a_cell_larger_than_a_batch_comes_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    execute(path, "CREATE TABLE t (v BLOB)", *["INSERT INTO t VALUES (zeroblob(3000))"] * 5)
    execute(path, "CREATE VIEW v AS SELECT v FROM t")
    with opened(known_at(path)) as connector:
        for dataset in connector.discover().datasets:
            batches = list(batches_of(connector, dataset, ReadLimits(batch_bytes=1000)))
            assert [b.num_rows for b in batches] == [1] * 5


def test_tables_of_two_thousand_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    columns = ", ".join(f"c{i} TEXT" for i in range(2_000))
    execute(path, f"CREATE TABLE t ({columns})", f"INSERT INTO t VALUES ({', '.join(str(i) for i in range(2_000))})")
    with opened(known_at(path)) as connector:
        dataset = find(connector.discover(), "t")
        assert rows_of(connector, dataset, ReadLimits()) == {tuple(str(i) for i in range(2_000)): 1}


def test_types_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    execute(path, "CREATE TABLE t (i INTEGER, b BLOB, j JSON)", "INSERT INTO t VALUES (NULL, NULL, NULL)")
    with opened(known_at(path)) as connector:
        (batch,) = batches_of(connector, find(connector.discover(), "t"), ReadLimits())
    assert batch.schema.types == [pa.utf8(), pa.binary(), pa.utf8()]
    assert [field.metadata for field in batch.schema] == [None, None, JSON_DOCUMENT]


def test_chunks_by_arithmetic_where_ids_are_dense_and_by_counting_where_not(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    execute(path, "CREATE TABLE dense (v TEXT)", "CREATE TABLE sparse (id INTEGER PRIMARY KEY)")
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany("INSERT INTO dense VALUES (?)", [("x" * 50,) for _ in range(100)])
        connection.executemany("INSERT INTO sparse VALUES (?)", [(i * 10**9,) for i in range(100)])
        connection.commit()
    with opened(known_at(path)) as connector:
        found = connector.discover()
        plans = {
            name: [dict(chunk.bounds) for chunk in connector.plan(find(found, name), ReadLimits(chunk_rows=40))]
            for name in ("dense", "sparse")
        }
    assert plans["dense"] == [
        {"rowid": "rowid", "first": 1, "last": 40},
        {"rowid": "rowid", "first": 41, "last": 80},
        {"rowid": "rowid", "first": 81, "last": 100},
    ]
    assert [(p["first"], p["last"]) for p in plans["sparse"]] == [
        (0, 39 * 10**9),
        (39 * 10**9 + 1, 79 * 10**9),
        (79 * 10**9 + 1, 99 * 10**9),
    ]


def test_samples_spread_over_the_row_ids(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    execute(path, "CREATE TABLE t (id INTEGER PRIMARY KEY)")
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany("INSERT INTO t VALUES (?)", [(i,) for i in range(10_000)])
        connection.execute("INSERT INTO t VALUES (?)", (2**62,))
        connection.execute("DELETE FROM t WHERE id BETWEEN 2000 AND 5000")
        connection.commit()
    with opened(known_at(path)) as connector:
        dataset = find(connector.discover(), "t")
        assert rows_of(connector, dataset, ReadLimits(sample_rows=200)).total() == 200
    execute(path, f"DELETE FROM t WHERE id = {2**62}")
    with opened(known_at(path)) as connector:
        rows = rows_of(connector, find(connector.discover(), "t"), ReadLimits(sample_rows=100))
    assert rows.total() == 100
    tenths = {int(row[0] or 0) // 1_000 for row in rows}
    assert tenths == {0, 1, 5, 6, 7, 8, 9}


def test_utf16_databases(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    execute(path, "PRAGMA encoding = 'UTF-16le'", "CREATE TABLE t (姓名 TEXT)", "INSERT INTO t VALUES ('张三')")
    with opened(known_at(path)) as connector:
        assert rows_of(connector, find(connector.discover(), "t"), ReadLimits()) == {("张三",): 1}
