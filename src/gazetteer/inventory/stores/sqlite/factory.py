"""Opening a SQLite inventory: `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite::memory:` (gone when closed)."""

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gazetteer.errors import ConfigurationError, InventoryError
from gazetteer.inventory.store import InventoryStore
from gazetteer.inventory.stores.sqlite.connections import Connections, connect, translated
from gazetteer.inventory.stores.sqlite.schema import APPLICATION_ID, add_what_is_missing, create_tables
from gazetteer.inventory.stores.sqlite.store import SqliteStore
from gazetteer.inventory.versions import check_version

_MAGIC = b"SQLite format 3\x00"
_MEMORY = ("sqlite::memory:", "sqlite:///:memory:")
_PAUSE_S = 0.02


@dataclass(frozen=True, slots=True)
class SqliteFactory:
    """Opens inventories.

    Attributes:
        timeout_s: how long to wait for another process's lock.
        on_statement: called in the writing thread before each of its statements; a seam for tests.
    """

    timeout_s: float = 10.0
    on_statement: Callable[[str], None] | None = None
    schemes: tuple[str, ...] = ("sqlite",)

    async def open(self, uri: str, now: datetime) -> InventoryStore:
        """The open inventory, made with its folder if it is not there yet; see `StoreFactory`."""
        return await asyncio.to_thread(self._open, path_of(uri))

    def _open(self, path: Path | None) -> SqliteStore:
        location = ":memory:" if path is None else str(path)
        if path is not None:
            _make_file(path)
            _check_magic(path)
        try:
            connection = connect(path, self.timeout_s)
            try:
                self._prepare(connection, location)
                connection.set_trace_callback(self.on_statement)
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as error:
            raise translated(error, location, self.timeout_s) from error
        return SqliteStore(Connections(path, location, self.timeout_s, connection), location, path)

    def _prepare(self, connection: sqlite3.Connection, location: str) -> None:
        """Check that it is an inventory of this version, or empty; then bring it into shape."""
        is_made = _check(connection, location)
        _use_wal(connection, self.timeout_s)
        connection.execute("PRAGMA synchronous = FULL")
        if is_made:
            add_what_is_missing(connection)
        else:
            _make(connection, location)


def _make(connection: sqlite3.Connection, location: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Again, within the lock: another process may have made it meanwhile.
        if not _check(connection, location):
            create_tables(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def path_of(uri: str) -> Path | None:
    """The file that the URI names; None for an inventory in memory.

    Raises:
        ConfigurationError: if it names none.
    """
    if uri in _MEMORY:
        return None
    text = uri.removeprefix("sqlite:///")
    if text == uri or not text or "\x00" in text or text.endswith("/"):
        raise ConfigurationError("a SQLite inventory is named sqlite:///relative/path or sqlite:////absolute/path")
    return Path(text)


def _make_file(path: Path) -> None:
    """Create an empty file that only its owner may read, unless there is one."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if not path.parent.is_dir():
            raise InventoryError(f"the inventory {path} cannot be made: {path.parent} is a file; give another path") from None
    except OSError as error:
        raise InventoryError(
            f"the inventory {path} cannot be made ({error.strerror}); check the permissions of {path.parent}"
        ) from error


def _check_magic(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise InventoryError(f"the inventory {path} cannot be read ({error.strerror}); check its permissions") from error
    if start not in (b"", _MAGIC):
        raise InventoryError(
            f"{path} is not a SQLite file; give the path of an inventory, or of a file that does not exist yet"
        )


def _check(connection: sqlite3.Connection, location: str) -> bool:
    """True for an inventory, False for an empty database."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application == APPLICATION_ID:
        check_version(version, location)
        return bool(tables)
    if tables or application:
        raise InventoryError(
            f"{location} is a SQLite database, but not an inventory; give another path (a source is scanned, not opened)"
        )
    return False


def _use_wal(connection: sqlite3.Connection, timeout_s: float) -> None:
    """Switch to write-ahead logging; SQLite's own waiting does not cover this switch, so it is tried again here."""
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


STORE = SqliteFactory()
