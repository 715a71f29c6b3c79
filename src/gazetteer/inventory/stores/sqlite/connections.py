"""Threads and transactions: one thread writes (`BEGIN IMMEDIATE`), a few read, each from one snapshot of the file."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from gazetteer.errors import InventoryError
from gazetteer.inventory.versions import check_version

T = TypeVar("T")

_READERS = 4

_ADVICE = {
    "BUSY": "is locked by another process for longer than {timeout_s:g} s; end that process or try again",
    "LOCKED": "is locked by another process for longer than {timeout_s:g} s; end that process or try again",
    "FULL": "cannot grow: the disk is full; make room and run the command again",
    "READONLY": "cannot be written; check the permissions of the file and of its folder",
    "PERM": "cannot be written; check the permissions of the file and of its folder",
    "CANTOPEN": "cannot be opened; check the permissions of the file and of its folder",
    "NOTADB": "is not a SQLite file; give the path of an inventory, or of a file that does not exist yet",
    "CORRUPT": "is damaged; restore it from a backup, or move it away and scan again",
    "IOERR": "cannot be read or written; check the disk",
}


def translated(error: sqlite3.Error, location: str, timeout_s: float) -> InventoryError:
    """SQLite's error in this project's words; names the inventory and SQLite's code, never a bound value."""
    code = getattr(error, "sqlite_errorname", "") or ""
    family = code.removeprefix("SQLITE_").partition("_")[0]
    advice = _ADVICE.get(family)
    if advice is None:
        return InventoryError(f"the inventory {location} fails ({code or type(error).__name__}); check the file and try again")
    return InventoryError(f"the inventory {location} {advice.format(timeout_s=timeout_s)}")


def connect(path: Path | None, timeout_s: float) -> sqlite3.Connection:
    """A connection in autocommit mode, usable from any thread; None is a private inventory in memory.

    Raises:
        sqlite3.Error: if the file cannot be opened.
    """
    connection = sqlite3.connect(
        ":memory:" if path is None else path, timeout=timeout_s, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


class Connections:
    """The connections of one open inventory. In memory there is one connection, which one thread shares for all."""

    def __init__(self, path: Path | None, location: str, timeout_s: float, writing: sqlite3.Connection) -> None:
        self._path = path
        self._location = location
        self._timeout_s = timeout_s
        self._writing = writing
        self._reading: list[sqlite3.Connection] = []
        self._local = threading.local()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="inventory-writer")
        self._readers = self._writer if path is None else ThreadPoolExecutor(_READERS, thread_name_prefix="inventory-reader")
        self._is_closed = False

    async def write(self, operation: Callable[[sqlite3.Connection], T]) -> T:
        """Run the operation in a write transaction: all of it happens, or nothing."""
        return await self._run(self._writer, lambda: self._transaction(lambda: self._writing, "BEGIN IMMEDIATE", operation))

    async def read(self, operation: Callable[[sqlite3.Connection], T]) -> T:
        """Run the operation on one snapshot of the inventory."""
        return await self._run(self._readers, lambda: self._transaction(self._reader, "BEGIN", operation))

    async def close(self) -> None:
        """Wait for what runs and close the connections; may be called twice."""
        if not self._is_closed:
            self._is_closed = True
            await asyncio.to_thread(self._shut_down)

    def _shut_down(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        for connection in (*self._reading, self._writing):
            connection.close()

    async def _run(self, executor: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        if self._is_closed:
            raise InventoryError(f"the inventory {self._location} is closed; open it again")
        return await asyncio.get_running_loop().run_in_executor(executor, work)

    def _reader(self) -> sqlite3.Connection:
        if self._path is None:
            return self._writing
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self._path, self._timeout_s)
            connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
            self._reading.append(connection)
        return connection

    def _transaction(
        self, connection_of: Callable[[], sqlite3.Connection], begin: str, operation: Callable[[sqlite3.Connection], T]
    ) -> T:
        try:
            connection = connection_of()
            connection.execute(begin)
            try:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                check_version(version, self._location)
                result = operation(connection)
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise translated(error, self._location, self._timeout_s) from error
        return result
