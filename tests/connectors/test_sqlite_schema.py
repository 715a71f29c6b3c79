"""What the SQLite connector says of tables, views and virtual tables."""

from pathlib import Path

import pytest

from gazetteer_scanners.connectors.protocol import Column, DatasetInfo, DataType, Discovery, ForeignKey, Location, ReadLimits
from gazetteer_scanners.connectors.sqlite import CONNECTOR
from gazetteer_scanners.testing.contract import find, opened, rows_of
from gazetteer_scanners.testing.known_source import KnownSource
from tests.connectors.sqlite_source import execute


def discover(path: Path, *statements: str) -> Discovery:
    execute(path, *statements)
    with opened(known_at(path)) as connector:
        return connector.discover()


def known_at(path: Path) -> KnownSource:
    return KnownSource("sqlite", CONNECTOR, Location(str(path), "k"), {})


def only(path: Path, *statements: str) -> DatasetInfo:
    (dataset,) = discover(path, *statements).datasets
    return dataset


@pytest.mark.parametrize(
    ("declared", "data_type"),
    [
        ("INTEGER", DataType.INTEGER),
        ("bigint", DataType.INTEGER),
        ("VARCHAR(20)", DataType.STRING),
        ("nvarchar", DataType.STRING),
        ("CLOB", DataType.STRING),
        ("DOUBLE PRECISION", DataType.FLOAT),
        ("REAL", DataType.FLOAT),
        ("DECIMAL(10, 2)", DataType.DECIMAL),
        ("NUMERIC", DataType.DECIMAL),
        ("DATE", DataType.DATE),
        ("DATETIME", DataType.TIMESTAMP),
        ("timestamp", DataType.TIMESTAMP),
        ("TIME", DataType.TIME),
        ("BOOLEAN", DataType.BOOLEAN),
        ("JSON", DataType.JSON),
        ("BLOB", DataType.BINARY),
        ("VARBINARY(16)", DataType.BINARY),
        ("", DataType.UNKNOWN),
        ("DATED", DataType.UNKNOWN),
        ("whatever", DataType.UNKNOWN),
    ],
)
def test_declared_types(tmp_path: Path, declared: str, data_type: DataType) -> None:
    (column,) = only(tmp_path / "t.db", f"CREATE TABLE t (c {declared})").columns
    assert column == Column("c", declared, data_type, is_nullable=True)


def test_which_columns_may_be_null(tmp_path: Path) -> None:
    found = discover(
        tmp_path / "t.db",
        "CREATE TABLE a (id INTEGER PRIMARY KEY, n TEXT NOT NULL, x TEXT)",
        "CREATE TABLE b (code TEXT PRIMARY KEY)",
        "CREATE TABLE c (code TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID",
    )
    assert {d.name: [c.is_nullable for c in d.columns] for d in found.datasets} == {
        "a": [False, False, True],
        "b": [True],  # SQLite lets NULL into such a key
        "c": [False, True],
    }


def test_keys_also_implied_and_in_another_case(tmp_path: Path) -> None:
    found = discover(
        tmp_path / "t.db",
        "CREATE TABLE Person (id INTEGER PRIMARY KEY, mail TEXT UNIQUE, a TEXT, b TEXT, UNIQUE (b, a))",
        "CREATE UNIQUE INDEX part ON Person (a) WHERE a > 'x'",
        "CREATE UNIQUE INDEX low ON Person (lower(a))",
        "CREATE TABLE pet (owner INT REFERENCES person, vet INT REFERENCES PERSON (ID), stray INT REFERENCES nobody)",
        "CREATE TABLE pair (x, y, PRIMARY KEY (y, x))",
        "CREATE TABLE third (p, q, FOREIGN KEY (p, q) REFERENCES pair)",
    )
    assert find(found, "Person").unique_keys == (("b", "a"), ("mail",))
    assert find(found, "pet").foreign_keys == (
        ForeignKey(("owner",), "Person", ("id",)),
        ForeignKey(("stray",), "nobody", ()),
        ForeignKey(("vet",), "Person", ("id",)),
    )
    assert find(found, "pair").primary_key == ("y", "x")
    assert find(found, "third").foreign_keys == (ForeignKey(("p", "q"), "pair", ("y", "x")),)


def test_views_generated_columns_and_virtual_tables(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    found = discover(
        path,
        "CREATE TABLE t (a TEXT, b TEXT GENERATED ALWAYS AS (a || '!') VIRTUAL)",
        "INSERT INTO t (a) VALUES ('x')",
        "CREATE VIEW v AS SELECT b AS loud, 1 FROM t",
        "CREATE VIRTUAL TABLE notes USING fts5(title, body)",
        "INSERT INTO notes VALUES ('one', 'two')",
    )
    assert [(d.name, d.kind) for d in found.datasets] == [("notes", "virtual table"), ("t", "table"), ("v", "view")]
    assert [c.name for c in find(found, "t").columns] == ["a", "b"]
    assert [c.name for c in find(found, "notes").columns] == ["title", "body"]
    assert [(c.name, c.is_nullable) for c in find(found, "v").columns] == [("loud", None), ("1", None)]
    assert find(found, "v").view_text == "CREATE VIEW v AS SELECT b AS loud, 1 FROM t"
    assert find(found, "t").table_text == "CREATE TABLE t (a TEXT, b TEXT GENERATED ALWAYS AS (a || '!') VIRTUAL)"
    assert [find(found, name).table_text for name in ("notes", "v")] == [None, None]
    with opened(known_at(path)) as connector:
        rows = {d.name: dict(rows_of(connector, d, ReadLimits())) for d in found.datasets}
    assert rows == {"notes": {("one", "two"): 1}, "t": {("x", "x!"): 1}, "v": {("x!", "1"): 1}}


def test_a_table_without_generated_columns_keeps_its_statement_to_itself(tmp_path: Path) -> None:
    assert only(tmp_path / "t.db", "CREATE TABLE t (a TEXT DEFAULT 'x', b INTEGER)").table_text is None


def test_what_cannot_be_described_is_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    found = discover(
        path,
        "CREATE TABLE t (a TEXT)",
        "CREATE TABLE gone (a TEXT)",
        "CREATE VIEW broken AS SELECT a FROM gone",
        "DROP TABLE gone",
        "PRAGMA writable_schema = 1",
        "INSERT INTO sqlite_schema VALUES ('table', 'alien', 'alien', 0, 'CREATE VIRTUAL TABLE alien USING nomod(a)')",
    )
    assert [d.name for d in found.datasets] == ["t"]
    missing_module = "'alien' in t.db: it needs an SQLite extension that is not loaded here"
    missing_table = "'broken' in t.db: it refers to a table that does not exist"
    assert [(g.name, g.kind, g.reason.code, g.reason.message) for g in found.gaps] == [
        ("alien", "virtual table", "TYPE_NOT_READ", missing_module),
        ("broken", "view", "SCHEMA_CHANGED", missing_table),
    ]


def test_row_estimates(tmp_path: Path) -> None:
    fill = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO {} SELECT i FROM n"
    found = discover(
        tmp_path / "t.db",
        "CREATE TABLE analysed (v INTEGER PRIMARY KEY)",
        fill.format("analysed"),
        "DELETE FROM analysed WHERE v BETWEEN 11 AND 99",
        "CREATE TABLE counted (v INTEGER PRIMARY KEY)",
        fill.format("counted"),
        "CREATE TABLE sparse (v INTEGER PRIMARY KEY)",
        "INSERT INTO sparse VALUES (1), (9000000000000)",
        "CREATE TABLE bare (v TEXT PRIMARY KEY) WITHOUT ROWID",
        "CREATE TABLE hollow (v TEXT)",
        "CREATE INDEX by_v ON analysed (v)",
        "ANALYZE analysed",
    )
    estimates = {d.name: d.row_estimate for d in found.datasets}
    assert estimates == {"analysed": 11, "counted": 100, "sparse": None, "bare": None, "hollow": 0}


def test_change_marks_change_with_the_data(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    before = only(path, "CREATE TABLE t (a TEXT)").change_mark
    again = only(path).change_mark
    after = only(path, "INSERT INTO t VALUES ('x')").change_mark
    assert before == again != after
    assert str(before).startswith("sqlite:1:8192:")
    assert str(after).startswith("sqlite:2:8192:")


def test_a_view_with_side_effects_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    found = discover(path, "CREATE TABLE t (a)", "CREATE VIEW v AS SELECT load_extension('x') FROM t")
    assert [(g.name, g.reason.code) for g in found.gaps] + [(d.name, d.kind) for d in found.datasets] == [
        ("v", "TYPE_NOT_READ"),
        ("t", "table"),
    ]
