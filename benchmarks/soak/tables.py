"""Scans a database of ten thousand tables: all are found and published, in bounded time and memory."""

import sqlite3
import time
from pathlib import Path

from benchmarks.soak.gazetteer_runs import Place, SoakError

TABLES = 10_000
_MOST_MIB = 1_024


def run(folder: Path, tables: int = TABLES) -> str:
    """Scans so many small tables and looks at what the inventory shows.

    Raises:
        SoakError: if a table is missing or not COMPLETE, or the scan took more than 1 GiB of memory.
    """
    source = folder / "tables.sqlite"
    _make(source, tables)
    place = Place(source, folder / "tables.db")
    start = time.monotonic()
    peak = place.scan()
    seconds = time.monotonic() - start
    seen = place.datasets()
    incomplete = [name for name, shown in seen.items() if not _is_complete(shown)]
    if len(seen) != tables or incomplete:
        raise SoakError(f"{len(seen):,} of {tables:,} tables are shown, {len(incomplete):,} of them not COMPLETE")
    mib = peak / 1024
    if mib > _MOST_MIB:
        raise SoakError(f"the scan took {mib:,.0f} MiB of memory")
    return f"{tables:,} tables in {seconds:,.0f} s ({seconds / tables * 1e3:.1f} ms a table), {mib:,.0f} MiB"


def _is_complete(shown: object) -> bool:
    return isinstance(shown, dict) and shown["coverage"]["state"] == "COMPLETE" and shown["coverage"]["rowsRead"] == 2


def _make(path: Path, tables: int) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for number in range(tables):
            connection.execute(f"CREATE TABLE t{number:05} (id INTEGER PRIMARY KEY, email TEXT, note TEXT)")
            rows = [(f"user{number}@example.org", "hello"), (None, "later")]
            connection.executemany(f"INSERT INTO t{number:05} (email, note) VALUES (?, ?)", rows)  # noqa: S608 - own names
    connection.close()
