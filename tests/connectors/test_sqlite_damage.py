"""SQLite files that are damaged, locked, half written or changed meanwhile: always a clear error, never fewer rows."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from gazetteer_scanners.connectors.protocol import Connector, DatasetInfo, Location, ReadLimits
from gazetteer_scanners.connectors.sqlite import CONNECTOR
from gazetteer_scanners.errors import DatasetError, SourceError, UsageError
from gazetteer_scanners.testing.contract import batches_of, find, rows_of
from tests.connectors.sqlite_source import execute

PAGE = 4096


def open_file(path: Path, **options: str) -> Connector:
    return CONNECTOR.open(Location(str(path), path.name, options=tuple(options.items())))


@pytest.fixture
def two_tables(tmp_path: Path) -> Path:
    """`good` and `bad`, each over many pages."""
    path = tmp_path / "two.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        for name in ("good", "bad"):
            connection.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, v TEXT)")
            connection.executemany(f"INSERT INTO {name} (v) VALUES (?)", [("v" * 100,) for _ in range(2_000)])
        connection.commit()
    return path


def pages_of(path: Path, table: str) -> list[int]:
    """Numbers of the leaf pages that a table's rows are on."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    data = path.read_bytes()
    page = data[(root - 1) * PAGE : root * PAGE]
    cells = int.from_bytes(page[3:5], "big")
    pointers = [int.from_bytes(page[12 + 2 * i : 14 + 2 * i], "big") for i in range(cells)]
    return [int.from_bytes(page[p : p + 4], "big") for p in pointers]


@pytest.mark.parametrize("filler", [b"\x00", b"\xff", b"A"])
@pytest.mark.parametrize("offset", [0, 64])
def test_a_damaged_page_fails_its_table_only(two_tables: Path, filler: bytes, offset: int) -> None:
    damaged = pages_of(two_tables, "bad")[20]
    with two_tables.open("r+b") as file:
        file.seek((damaged - 1) * PAGE + offset)
        file.write(filler * (PAGE - offset))
    connector = open_file(two_tables)
    datasets = connector.discover().datasets
    assert [d.name for d in datasets] == ["bad", "good"]
    assert rows_of(connector, datasets[1], ReadLimits()).total() == 2_000
    with pytest.raises(DatasetError) as caught:
        rows_of(connector, datasets[0], ReadLimits())
    connector.close()
    assert str(caught.value) == (
        "'bad' in two.sqlite: the database file is damaged; restore it, or recover it with sqlite3's .recover"
    )
    assert caught.value.code == "DECODE_ERROR"


def test_a_file_cut_short_is_damaged(two_tables: Path) -> None:
    os.truncate(two_tables, two_tables.stat().st_size // 2)
    with pytest.raises(SourceError, match=r"^two\.sqlite: the database file is damaged") as caught:
        open_file(two_tables)
    assert caught.value.code == "DECODE_ERROR"


def test_a_damaged_catalogue_fails_the_source(two_tables: Path) -> None:
    with two_tables.open("r+b") as file:
        file.seek(100)
        file.write(b"\x00" * (PAGE - 100))
    with pytest.raises(SourceError, match="the database file is damaged") as caught:
        open_file(two_tables).discover()
    assert caught.value.code == "DECODE_ERROR"


@pytest.mark.parametrize(
    ("content", "message", "code"),
    [
        (b"", "x.db is empty (0 bytes): nothing was ever stored in it", "NOTHING_VISIBLE"),
        (b"letter " * 99, "x.db: the file is not a SQLite database, or it is encrypted", "DECODE_ERROR"),
        (b"SQLite format 3\x00", "x.db: the file is not a SQLite database, or it is encrypted", "DECODE_ERROR"),
        (
            b"SQLite format 3\x00" + b"\xff" * 9_000,
            "x.db: the file is not a SQLite database, or it is encrypted",
            "DECODE_ERROR",
        ),
    ],
)
def test_other_files_are_no_database(tmp_path: Path, content: bytes, message: str, code: str) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        open_file(path)
    assert (str(caught.value), caught.value.code) == (message, code)


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^gone\.db does not exist any more; check the path$"):
        open_file(tmp_path / "gone.db")
    with pytest.raises(SourceError, match=r"cannot be opened \(Is a directory\)$"):
        open_file(tmp_path)


@contextmanager
def another_process(path: Path, *statements: str) -> Iterator[None]:
    """Runs statements in a process of its own and keeps its connection open: file locks do not hold within a process."""
    program = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "for statement in sys.argv[2:]: connection.execute(statement)\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
        "connection.close()\n"
    )
    command = [sys.executable, "-c", program, str(path), *statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield
        process.communicate()
    assert process.returncode == 0


def test_a_locked_database_is_an_error_in_time(two_tables: Path) -> None:
    with another_process(two_tables, "BEGIN EXCLUSIVE"), pytest.raises(SourceError) as caught:
        open_file(two_tables, lock_timeout_ms="1")
    assert str(caught.value) == "two.sqlite: another program has locked the database; try again when it has finished"
    assert caught.value.code == "TIMEOUT"


def test_a_lock_that_comes_later_fails_the_dataset(two_tables: Path) -> None:
    connector = open_file(two_tables, lock_timeout_ms="1")
    dataset = find(connector.discover(), "good")
    chunk = connector.plan(dataset, ReadLimits())[0]
    with (
        another_process(two_tables, "BEGIN EXCLUSIVE"),
        pytest.raises(DatasetError, match=r"^'good' in two\.sqlite: another program has locked") as caught,
    ):
        list(connector.read(dataset, chunk, ReadLimits()))
    assert caught.value.code == "TIMEOUT"
    connector.close()


def test_a_writer_may_go_on_between_pages(two_tables: Path) -> None:
    connector = open_file(two_tables)
    dataset = find(connector.discover(), "good")
    limits = ReadLimits(batch_bytes=4096)
    batches = connector.read(dataset, connector.plan(dataset, limits)[0], limits)
    next(batches)
    changes = ("PRAGMA busy_timeout = 0", "INSERT INTO bad (v) VALUES ('more')", "DELETE FROM good WHERE id > 1990")
    with another_process(two_tables, *changes):
        assert 1_900 < sum(batch.num_rows for batch in batches) < 1_990
    connector.close()


def wal_database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("CREATE TABLE t (v TEXT)")
    connection.execute("INSERT INTO t VALUES ('one')")
    connection.commit()
    return connection


def test_a_wal_database_at_rest_gets_no_files_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "wal.sqlite"
    wal_database(path).close()
    assert [item.name for item in tmp_path.iterdir()] == ["wal.sqlite"]
    connector = open_file(path)
    dataset = find(connector.discover(), "t")
    assert rows_of(connector, dataset, ReadLimits()) == {("one",): 1}
    connector.close()
    assert [item.name for item in tmp_path.iterdir()] == ["wal.sqlite"]


def test_rows_in_the_wal_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "wal.sqlite"
    wal_database(path).close()
    with another_process(path, "PRAGMA wal_autocheckpoint = 0", "INSERT INTO t VALUES ('two')"):
        connector = open_file(path)
        dataset = find(connector.discover(), "t")
        assert rows_of(connector, dataset, ReadLimits()) == {("one",): 1, ("two",): 1}
        with another_process(path, "PRAGMA wal_autocheckpoint = 0", "INSERT INTO t VALUES ('three')"):
            assert rows_of(connector, dataset, ReadLimits()).total() == 3
            assert find(connector.discover(), "t").change_mark != dataset.change_mark
        connector.close()


def test_rows_left_in_a_wal_file_by_a_crash_are_read(tmp_path: Path) -> None:
    path = tmp_path / "wal.sqlite"
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(wal_database(path)):
        for name in ("wal.sqlite", "wal.sqlite-wal"):
            shutil.copy(tmp_path / name, crashed / name)
    connector = open_file(crashed / "wal.sqlite")
    assert rows_of(connector, find(connector.discover(), "t"), ReadLimits()) == {("one",): 1}
    connector.close()


def test_rows_in_a_wal_file_are_read_where_no_shm_file_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "wal.sqlite"
    crashed = tmp_path / "crashed"
    (crashed / "wal.sqlite-shm").mkdir(parents=True)  # as in a folder where SQLite may not make this file
    with closing(wal_database(path)):
        for name in ("wal.sqlite", "wal.sqlite-wal"):
            shutil.copy(tmp_path / name, crashed / name)
    connector = open_file(crashed / "wal.sqlite")
    assert rows_of(connector, find(connector.discover(), "t"), ReadLimits()) == {("one",): 1}
    connector.close()


def test_a_wal_file_that_cannot_be_used_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "wal.sqlite"
    wal_database(path).close()
    (tmp_path / "wal.sqlite-wal").mkdir()
    with pytest.raises(SourceError, match="copy them to a folder that may be written to, or checkpoint") as caught:
        open_file(path)
    assert caught.value.code == "DENIED"


def test_a_writer_under_an_immutable_open_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "wal.sqlite"
    wal_database(path).close()
    connector = open_file(path)
    dataset: DatasetInfo = find(connector.discover(), "t")
    execute(path, "INSERT INTO t VALUES ('two')")  # closing checkpoints, so that the file itself changes
    with pytest.raises(DatasetError, match=r"^wal\.sqlite was written to while it was read; scan it again$") as caught:
        list(batches_of(connector, dataset, ReadLimits()))
    assert caught.value.code == "SCHEMA_CHANGED"
    connector.close()


def test_a_journal_left_by_a_crash_is_a_clear_error(tmp_path: Path) -> None:
    path, crashed = tmp_path / "live.sqlite", tmp_path / "crashed.sqlite"
    execute(path, "CREATE TABLE t (v TEXT)", *["INSERT INTO t VALUES (hex(randomblob(2000)))"] * 50)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN")
        writer.execute("UPDATE t SET v = hex(randomblob(2000))")
        shutil.copy(path, crashed)
        shutil.copy(f"{path}-journal", f"{crashed}-journal")
    with pytest.raises(SourceError, match=r"^crashed\.sqlite: ") as caught:
        open_file(crashed).discover()
    assert caught.value.code == "DENIED"


def test_a_table_that_is_gone_since_discovery(two_tables: Path) -> None:
    connector = open_file(two_tables)
    dataset = find(connector.discover(), "good")
    chunk = connector.plan(dataset, ReadLimits())[0]
    execute(two_tables, "DROP TABLE good")
    with pytest.raises(DatasetError, match=r"^'good' in two\.sqlite is gone since discovery$"):
        connector.plan(dataset, ReadLimits())
    with pytest.raises(DatasetError, match=r"^'good' in two\.sqlite: it refers to a table that does not exist$"):
        list(connector.read(dataset, chunk, ReadLimits()))
    connector.close()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lock_timeout_ms": "soon"}, "lock_timeout_ms must be a whole number of milliseconds"),
        ({"timeout": "1"}, "unknown option 'timeout'; sqlite has lock_timeout_ms"),
    ],
)
def test_options_are_checked(two_tables: Path, options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_file(two_tables, **options)
    assert str(caught.value) == f"source 'two.sqlite': {message}"
