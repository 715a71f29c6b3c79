"""An open SQLite file: read-only, one translated error for each thing that goes wrong, nothing left beside the file.

The driver is used without its DB-API layer, whose import takes a third as long as that of pyarrow.

A database in WAL mode whose `-wal` file does not exist is opened with `immutable=1`, because any other way would make
`-wal` and `-shm` files beside it; the file is then compared (size, time) before and after each statement, so that a
writer that appears meanwhile is an error and not a wrong answer. With a `-wal` file the database is opened with
`mode=ro`, since committed rows stand in that file; SQLite makes the `-shm` file then, if no other program has.

Sources: https://sqlite.org/uri.html, https://sqlite.org/wal.html#read_only_databases, https://sqlite.org/fileformat2.html
"""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path as FilePath
from types import TracebackType
from typing import Any
from urllib.parse import quote

import adbc_driver_manager
import adbc_driver_sqlite
import pyarrow as pa

from gazetteer_scanners.connectors._sqlite.statements import checked_statement
from gazetteer_scanners.errors import DamagedSourceError, DatasetError, SourceError

_logger = logging.getLogger(__name__)

_HEADER_BYTES = 100
_WRITE_VERSION = 18
_WAL_VERSION = 2
_CHANGE_COUNTER = slice(24, 28)
_BATCH_ROWS = 1024


class SqliteFile:
    """A connection to one SQLite file. Not thread-safe.

    Attributes:
        path: the file.
        is_immutable: True if it was opened so that SQLite neither locks it nor makes files beside it.
    """

    def __init__(self, path: FilePath, lock_timeout_ms: int) -> None:
        """Opens the file.

        Raises:
            SourceError: if it does not exist, may not be read, is empty, is no database, or is locked.
        """
        self.path = path
        header = _read_header(path)
        wal = path.with_name(f"{path.name}-wal")
        self.is_immutable = header[_WRITE_VERSION] == _WAL_VERSION and not wal.exists()
        if self.is_immutable:
            _logger.info("%s is in WAL mode without a -wal file: opened as immutable", path.name)
        self._stamp = _stamp(path)
        self._database: Any = None
        self._connection: Any = None
        mode = "mode=ro&immutable=1" if self.is_immutable else "mode=ro"
        with translated_errors(path.name, SourceError):
            self._database = adbc_driver_sqlite.connect(f"file:{quote(str(path))}?{mode}")
        try:
            with translated_errors(path.name, SourceError):
                # Nothing begins a transaction: each page is one of its own, so that writers never wait for a scan.
                self._connection = adbc_driver_manager.AdbcConnection(self._database)
            self._prepare(lock_timeout_ms)
        except SourceError:
            self.close()
            raise

    def _prepare(self, lock_timeout_ms: int) -> None:
        with translated_errors(self.path.name, SourceError):
            # trusted_schema off: a view or generated column of the source may not call functions with side effects
            for pragma, value in (
                ("busy_timeout", lock_timeout_ms),
                ("query_only", 1),
                ("trusted_schema", 0),
                ("cell_size_check", 1),
            ):
                for _ in self.batches(f"PRAGMA {pragma} = {value}"):
                    pass
            self.rows("SELECT count(*) FROM sqlite_schema")

    def rows(self, sql: str, parameters: Sequence[int | str] = ()) -> list[tuple[Any, ...]]:
        """All rows of a small result; text that is not UTF-8 has its bad bytes replaced."""
        found: list[tuple[Any, ...]] = []
        for batch in self.batches(sql, parameters):
            columns = [_python_values(column) for column in batch.columns]
            found.extend(zip(*columns, strict=True))
        return found

    def batches(
        self, sql: str, parameters: Sequence[int | str] = (), *, batch_rows: int = _BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The result in Arrow batches of at most `batch_rows` rows."""
        self._check_unchanged()
        with closing(adbc_driver_manager.AdbcStatement(self._connection)) as statement:
            statement.set_options(**{"adbc.sqlite.query.batch_rows": str(batch_rows)})
            statement.set_sql_query(checked_statement(sql))
            statement.prepare()
            if parameters:
                statement.bind(pa.record_batch([[one] for one in parameters], [str(i) for i in range(len(parameters))]))
            stream, _ = statement.execute_query()
            with closing(pa.RecordBatchReader.from_stream(stream)) as reader:
                yield from reader
        self._check_unchanged()

    def change_mark(self) -> str:
        """Change counter of the header, size and time of the file, and of its `-wal` file if there is one.

        In WAL mode the counter moves only at checkpoints; the size and time of the `-wal` file move with each commit.
        """
        counter = int.from_bytes(_read_header(self.path)[_CHANGE_COUNTER], "big")
        parts = [str(counter), *map(str, _stamp(self.path))]
        wal = self.path.with_name(f"{self.path.name}-wal")
        if wal.exists():
            parts += map(str, _stamp(wal))
        return "sqlite:" + ":".join(parts)

    def size(self) -> int:
        """Bytes of the file."""
        return self._stamp[0]

    def close(self) -> None:
        """Closes the connection; may be called twice."""
        opened, self._connection, self._database = (self._connection, self._database), None, None
        for one in opened:
            if one is not None:
                one.close()

    def __enter__(self) -> "SqliteFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _check_unchanged(self) -> None:
        if self.is_immutable and _stamp(self.path) != self._stamp:
            raise DatasetError(f"{self.path.name} was written to while it was read; scan it again", "SCHEMA_CHANGED")


@contextmanager
def translated_errors(name: str, kind: type[SourceError] | type[DatasetError], subject: str | None = None) -> Iterator[None]:
    """Driver errors inside become this package's, without the driver's text where it could hold values.

    Args:
        name: the file's name.
        kind: the error to raise.
        subject: the dataset that was read, None for the whole file.
    """
    try:
        yield
    except (adbc_driver_manager.Error, pa.ArrowInvalid, OSError, UnicodeDecodeError) as error:
        what = f"{subject!r} in {name}" if subject else name
        message, code = _explain(str(error), FilePath(name).name)
        if kind is DatasetError and message == _DAMAGED:
            raise DamagedSourceError(f"{what}: {message}") from None
        raise kind(f"{what}: {message}", code) from None


_CANNOT_OPEN = (
    "the file, or the -wal or -journal file beside it, cannot be opened; copy them to a folder that may be written to, "
    "or checkpoint the database first"
)

_DAMAGED = "the database file is damaged; restore it, or recover it with sqlite3's .recover"

_EXPLANATIONS = (
    ("file is not a database", "the file is not a SQLite database, or it is encrypted", "DECODE_ERROR"),
    ("malformed json", "it reads a cell as JSON that is none", "DECODE_ERROR"),
    ("malformed", _DAMAGED, "DECODE_ERROR"),
    ("database is locked", "another program has locked the database; try again when it has finished", "TIMEOUT"),
    ("database table is locked", "another program has locked the table; try again when it has finished", "TIMEOUT"),
    ("disk i/o error", "the disk does not answer (I/O error)", "SOURCE_LOST"),
    ("readonly database", "changes wait in a journal beside the file; open it once with a program that may write", "DENIED"),
    ("unable to open database file", _CANNOT_OPEN, "DENIED"),
    ("failed to open", "the file cannot be opened; check that it is a file and may be read", "DENIED"),
    ("no such module", "it needs an SQLite extension that is not loaded here", "TYPE_NOT_READ"),
    ("no such table", "it refers to a table that does not exist", "SCHEMA_CHANGED"),
    ("no such column", "it refers to a column that does not exist", "SCHEMA_CHANGED"),
    ("no such function", "it calls a function that is not available here", "TYPE_NOT_READ"),
    ("unsafe use of", "it calls a function or table that a read-only scan does not run", "TYPE_NOT_READ"),
)  # fmt: skip


def _explain(text: str, name: str) -> tuple[str, str]:
    """Message and coverage code for a driver's text; a text that is not known is left out, for it may hold values."""
    lowered = text.lower()
    for part, message, code in _EXPLANATIONS:
        if part in lowered:
            return message, code
    return "SQLite refused to read it; open the file with sqlite3 to see why", "SOURCE_LOST"


def _read_header(path: FilePath) -> bytes:
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        raise SourceError(f"{path.name} does not exist any more; check the path", "SOURCE_LOST") from None
    except PermissionError:
        raise SourceError(f"{path.name} may not be read; ask for read permission", "DENIED") from None
    except OSError as error:
        raise SourceError(f"{path.name} cannot be opened ({os.strerror(error.errno or 0)})", "SOURCE_LOST") from None
    if not header:
        raise SourceError(f"{path.name} is empty (0 bytes): nothing was ever stored in it", "NOTHING_VISIBLE")
    if len(header) < _HEADER_BYTES or not header.startswith(b"SQLite format 3\x00"):
        raise SourceError(f"{path.name}: the file is not a SQLite database, or it is encrypted", "DECODE_ERROR")
    return header


def _stamp(path: FilePath) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        raise SourceError(f"{path.name} does not exist any more; check the path", "SOURCE_LOST") from None
    return status.st_size, status.st_mtime_ns


def _python_values(column: pa.Array) -> list[Any]:
    if not pa.types.is_string(column.type):
        found: list[Any] = column.to_pylist()
        return found
    raw = column.cast(pa.binary()).to_pylist()
    return [None if value is None else value.decode("utf-8", "replace") for value in raw]
