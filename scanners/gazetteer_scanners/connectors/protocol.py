"""What a connector is: it discovers datasets, plans chunks and reads Arrow batches; all logic sits above it.

A connector module in this folder defines `CONNECTOR`, an instance of `ConnectorFactory`'s shape; the module's name is
the public id of the source kind. Third parties register theirs under the entry point group `gazetteer.connectors`.
`gazetteer_scanners.testing` holds the contract suite that every connector passes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path as FilePath
from typing import Protocol

import pyarrow as pa

from gazetteer_scanners.scanning.coverage import CoverageReason

UNLIMITED_READS = 1_000
"""`Capabilities.parallel_reads` of sources that no reader stands in the way of."""

JSON_DOCUMENT = {b"gazetteer:documents": b"json"}
"""Arrow field metadata that marks a utf8 column whose values are JSON documents; they are expanded into field paths.

A column so marked and named "" holds whole rows: its keys become the dataset's fields."""


class DataType(StrEnum):
    """Normalised type of a column; the source's own word stands beside it."""

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    TIMESTAMP = "timestamp"
    BINARY = "binary"
    JSON = "json"
    LIST = "list"
    STRUCT = "struct"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the source describes it; None where it does not say."""

    name: str
    source_type: str
    data_type: DataType
    is_nullable: bool | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that refer to columns of another dataset of the same source, in matching order."""

    columns: tuple[str, ...]
    dataset: str
    referred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """A dataset as discovered, before any value is read.

    Attributes:
        name: unique in the source, exactly as the source spells it (`table`, `schema.table`, `events/*.parquet`).
        kind: the source's own word in lower case: table, view, file, file_set, dictionary, ...
        columns: in the source's order; empty where only reading tells (`is_schemaless`).
        row_estimate: None if the source gives none without reading; `is_row_count_exact` if it is no estimate.
        change_mark: an opaque text that changes when the data may have changed; None if the source has none.
        view_text: the defining statement of a view.
        is_schemaless: the fields come from reading alone; batches then have one column named "" of `JSON_DOCUMENT`.
        has_path_names: the columns' names are path texts (`orders[].phone`), to be read by `parse_path_text`.
        table_text: the statement that made a table with generated columns; None for tables without.
    """

    name: str
    kind: str
    columns: tuple[Column, ...] = ()
    comment: str | None = None
    row_estimate: int | None = None
    is_row_count_exact: bool = False
    change_mark: str | None = None
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    view_text: str | None = None
    is_schemaless: bool = False
    has_path_names: bool = False
    table_text: str | None = None


@dataclass(frozen=True, slots=True)
class DatasetGap:
    """A dataset that the source names but cannot describe (denied, damaged): it counts as discovered and FAILED."""

    name: str
    kind: str
    reason: CoverageReason


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a source holds: datasets sorted by name, and those that it names but does not open."""

    datasets: tuple[DatasetInfo, ...]
    gaps: tuple[DatasetGap, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a dataset that one worker reads in one go; picklable, and the same for the same source state.

    Attributes:
        bounds: what the connector needs to read it again (key ranges, file parts); plain values only, never secrets.
        statement: what will be run, for `--dry-run`: SQL or a file name.
        rows: expected rows, None if unknown.
        size: bytes that are read for it, None if unknown.
    """

    dataset: str
    index: int
    bounds: tuple[tuple[str, str | int | None], ...] = ()
    statement: str = ""
    rows: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much to read.

    Attributes:
        batch_bytes: aim for the size of one Arrow batch.
        chunk_rows: aim for the rows of one chunk, where the source can be cut.
        chunk_values: a chunk of a wide dataset has fewer rows, so that it has about so many values: some work for each
            process, and little to do again after a crash.
        sample_rows: at most so many rows of a dataset, spread over it as evenly as the source allows; None reads all.
    """

    batch_bytes: int = 12 * 1024 * 1024
    chunk_rows: int = 1_000_000
    sample_rows: int | None = None
    chunk_values: int = 4_194_304

    def rows_of_chunk(self, columns: int) -> int:
        """Rows to aim for in one chunk of a dataset with so many columns."""
        return max(1, min(self.chunk_rows, self.chunk_values // max(1, columns)))


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a connector can tell and do; the contract suite holds it to what it declares.

    Attributes:
        parallel_reads: chunks of a source that may be read at once, each over a connection of its own. Two spare a server;
            files bear as many as there are workers.
    """

    reads_values: bool = True
    splits_datasets: bool = False
    has_types: bool = True
    has_keys: bool = False
    has_comments: bool = False
    has_views: bool = False
    has_change_marks: bool = False
    parallel_reads: int = 2


class Connector(Protocol):
    """An open source. Not thread-safe; each worker opens its own."""

    @property
    def capabilities(self) -> Capabilities: ...

    def discover(self) -> Discovery:
        """Datasets and gaps; reads no row.

        Raises:
            SourceError: if the source does not answer, is damaged, or refuses.
        """
        ...

    def plan(self, dataset: DatasetInfo, limits: ReadLimits) -> Sequence[Chunk]:
        """Chunks that together hold every row (or the sample) once; at least one, in order of their index.

        Raises:
            DatasetError: if the dataset cannot be planned.
        """
        ...

    def read(self, dataset: DatasetInfo, chunk: Chunk, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
        """Batches of the chunk's rows, about `limits.batch_bytes` each; columns named and ordered as discovered.

        Values come in their natural Arrow type or as utf8 (possibly with invalid UTF-8, which costs nothing).

        Raises:
            DatasetError: if reading fails, also half way.
            DamagedSourceError: if it fails because the source's storage is damaged.
        """
        ...

    def take_reasons(self) -> tuple[CoverageReason, ...]:
        """What the reads since the last call could not read although they went on; empty if they read everything.

        Called after the batches of a chunk are used up: ragged rows, undecodable bytes, a truncated archive, a damaged
        row group. Each reason carries a count; whoever reads on must say here what it left out.
        """
        ...

    def close(self) -> None:
        """Give back what is held; may be called twice."""
        ...


@dataclass(frozen=True, slots=True)
class Location:
    """Where a source is and how it is called; picklable, sent to workers.

    Attributes:
        url: as given, without credentials in clear; a path for files.
        key: the source's key (its name in the configuration, or derived).
        secret: a reference (`env:NAME`, `file:PATH`) that a worker resolves itself; never the secret.
    """

    url: str
    key: str
    secret: str | None = None
    options: tuple[tuple[str, str], ...] = field(default=())


class Recognition(IntEnum):
    """How surely a path is of a kind; the surest connector reads it."""

    NO = 0
    BY_SUFFIX = 1
    BY_CONTENT = 2


class ConnectorFactory(Protocol):
    """What a connector module's `CONNECTOR` offers; the module's name is the kind.

    Importing the module and all methods but `open` stay cheap: drivers are imported by `open`.
    """

    @property
    def schemes(self) -> tuple[str, ...]:
        """URL schemes that it reads, lower case, without `:`."""
        ...

    def recognises(self, path: FilePath) -> Recognition:
        """How the file or folder at this path (it exists) is known to be of this kind, if it is; never raises."""
        ...

    def canonical(self, url: str, working_directory: FilePath) -> str:
        """The canonical location of a URL or path: absolute, without credentials; the same for every spelling.

        For files it is the absolute path itself.

        Raises:
            UsageError: if the URL does not parse.
            UnknownSourceError: if a path does not exist.
        """
        ...

    def open(self, location: Location) -> Connector:
        """An open connector.

        Raises:
            SourceError: if the source does not answer or refuses.
        """
        ...
