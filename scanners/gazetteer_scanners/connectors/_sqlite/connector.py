"""The SQLite connector: an open file, its discovery, plans and batches."""

from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath

import pyarrow as pa

from gazetteer_scanners.connectors._sqlite.connection import SqliteFile
from gazetteer_scanners.connectors._sqlite.reader import plan_sqlite, read_sqlite
from gazetteer_scanners.connectors._sqlite.schema import discover_sqlite
from gazetteer_scanners.connectors.protocol import (
    UNLIMITED_READS,
    Capabilities,
    Chunk,
    Connector,
    DatasetInfo,
    Discovery,
    Location,
    ReadLimits,
)
from gazetteer_scanners.errors import UsageError
from gazetteer_scanners.scanning.coverage import CoverageReason

_LOCK_TIMEOUT_MS = 5_000


def open_sqlite(location: Location) -> Connector:
    """The file at the location's absolute path, opened read-only.

    Raises:
        SourceError: if it cannot be read.
        UsageError: if an option is not known or not a number.
    """
    return SqliteConnector(SqliteFile(FilePath(location.url), _lock_timeout(location)))


class SqliteConnector:
    """An open SQLite file."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            splits_datasets=True, has_keys=True, has_views=True, has_change_marks=True, parallel_reads=UNLIMITED_READS
        )

    def discover(self) -> Discovery:
        return discover_sqlite(self._file)

    def plan(self, dataset: DatasetInfo, limits: ReadLimits) -> Sequence[Chunk]:
        return plan_sqlite(self._file, dataset, limits)

    def read(self, dataset: DatasetInfo, chunk: Chunk, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
        return read_sqlite(self._file, dataset, chunk, limits)

    def take_reasons(self) -> tuple[CoverageReason, ...]:
        """Always empty: what cannot be read is an error here."""
        return ()

    def close(self) -> None:
        self._file.close()


def _lock_timeout(location: Location) -> int:
    options = dict(location.options)
    text = options.pop("lock_timeout_ms", str(_LOCK_TIMEOUT_MS))
    if options:
        raise UsageError(f"source {location.key!r}: unknown option {sorted(options)[0]!r}; sqlite has lock_timeout_ms")
    if not text.isdecimal():
        raise UsageError(f"source {location.key!r}: lock_timeout_ms must be a whole number of milliseconds")
    return int(text)
