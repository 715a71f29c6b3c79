"""Pages of large SQLite tables: read unmeasured where the widest row of all is narrow, and whole in either way."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from gazetteer_scanners.connectors._sqlite import schema
from gazetteer_scanners.connectors.protocol import Location, ReadLimits
from gazetteer_scanners.connectors.sqlite import CONNECTOR

ROWS = 3_000
Fill = Callable[[sqlite3.Connection], None]


@pytest.fixture(autouse=True)
def _survey_small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_SURVEYED_ROWS", 1_000)


def narrow(connection: sqlite3.Connection) -> None:
    connection.execute("create table t (id integer primary key, name text)")
    connection.executemany("insert into t (name) values (?)", [(f"name {n}",) for n in range(ROWS)])


def wide(connection: sqlite3.Connection) -> None:
    narrow(connection)
    connection.execute("update t set name = ? where id = 2500", ("x" * 100_000,))


def generated(connection: sqlite3.Connection) -> None:
    connection.execute("create table t (id integer primary key, name text, g text as (name || name || name))")
    connection.executemany("insert into t (name) values (?)", [(f"name {n}",) for n in range(ROWS)])


def sparse(connection: sqlite3.Connection) -> None:
    narrow(connection)
    connection.execute("delete from t where id > 200 and id < 2900 and id <> 1500")
    connection.execute("create table filler (x text)")
    connection.execute("insert into filler values (?)", ("x" * 50_000,))


def read(path: Path, fill: Fill, limits: ReadLimits) -> tuple[list[pa.RecordBatch], bool]:
    """The batches, and whether the chunk's pages are read without measuring."""
    with sqlite3.connect(path) as connection:
        fill(connection)
    connection.close()
    source = CONNECTOR.open(Location(str(path), "k"))
    try:
        dataset = next(one for one in source.discover().datasets if one.name == "t")
        chunks = source.plan(dataset, limits)
        batches = [batch for chunk in chunks for batch in source.read(dataset, chunk, limits)]
        return batches, all("widest" in dict(chunk.bounds) for chunk in chunks)
    finally:
        source.close()


@pytest.mark.parametrize(("fill", "is_known"), [(narrow, True), (wide, False), (generated, False), (sparse, True)])
@pytest.mark.parametrize("chunk_rows", [700, 1_000_000])
def test_every_row_is_read_once(tmp_path: Path, fill: Fill, is_known: bool, chunk_rows: int) -> None:
    path = tmp_path / "t.sqlite"
    batches, is_unmeasured = read(path, fill, ReadLimits(batch_bytes=20_000, chunk_rows=chunk_rows))
    assert is_unmeasured is is_known
    with sqlite3.connect(path) as connection:
        expected = [str(row[0]) for row in connection.execute("select id from t order by id")]
    connection.close()
    assert pa.Table.from_batches(batches).column("id").to_pylist() == expected


def test_unmeasured_batches_keep_to_their_size(tmp_path: Path) -> None:
    batches, is_unmeasured = read(tmp_path / "t.sqlite", narrow, ReadLimits(batch_bytes=20_000))
    assert is_unmeasured
    assert max(batch.nbytes for batch in batches) <= 20_000
    assert len(batches) < 20


def test_rows_that_became_wider_since_are_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    with sqlite3.connect(path) as connection:
        narrow(connection)
    connection.close()
    limits = ReadLimits(batch_bytes=200_000)
    source = CONNECTOR.open(Location(str(path), "k"))
    dataset = source.discover().datasets[0]
    (chunk,) = source.plan(dataset, limits)
    assert dict(chunk.bounds)["widest"] == 74  # a record of 12 bytes
    with sqlite3.connect(path) as connection:
        connection.execute("update t set name = ?", ("y" * 2_000,))
    connection.close()
    batches = list(source.read(dataset, chunk, limits))
    source.close()
    assert sum(batch.num_rows for batch in batches) == ROWS
    assert max(batch.nbytes for batch in batches) <= 200_000
    assert sum(batch.column(1).nbytes for batch in batches) > ROWS * 2_000
