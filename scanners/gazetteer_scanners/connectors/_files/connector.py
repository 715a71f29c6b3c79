"""The files connector: a file or a folder as one source."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path as FilePath
from pathlib import PurePosixPath

import pyarrow as pa

from gazetteer_scanners.connectors._batches import take_rows
from gazetteer_scanners.connectors._files.csv_file import read_csv
from gazetteer_scanners.connectors._files.csv_shape import describe_csv, sniff_csv
from gazetteer_scanners.connectors._files.formats import (
    FileFormat,
    FileSchema,
    UnreadableFileError,
    format_of,
    single_file_format,
)
from gazetteer_scanners.connectors._files.json_file import describe_json, read_json
from gazetteer_scanners.connectors._files.layout import (
    FileSet,
    FoundFile,
    WalkError,
    group_files,
    partition_values,
    walk_files,
)
from gazetteer_scanners.connectors._files.parquet_file import cut_row_groups, describe_parquet, read_parquet
from gazetteer_scanners.connectors._files.text import Gaps, is_gzip
from gazetteer_scanners.connectors._files.unread import is_silent, unread_gaps
from gazetteer_scanners.connectors.protocol import (
    UNLIMITED_READS,
    Capabilities,
    Chunk,
    Column,
    DatasetGap,
    DatasetInfo,
    DataType,
    Discovery,
    ReadLimits,
)
from gazetteer_scanners.errors import DatasetError, SourceError
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason

PARTITION_TYPE = "partition"
"""`source_type` of a column whose value stands in a folder's name."""

_DESCRIBE = {
    FileFormat.CSV: describe_csv,
    FileFormat.JSON: describe_json,
    FileFormat.PARQUET: describe_parquet,
}


class FilesConnector:
    """An open file or folder; nothing is held open between calls."""

    def __init__(self, root: FilePath) -> None:
        self._root = root
        self._gaps = Gaps()
        self._sets: dict[str, FileSet] | None = None

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(splits_datasets=True, has_change_marks=True, parallel_reads=UNLIMITED_READS)

    def discover(self) -> Discovery:
        """Datasets and gaps; of each file the beginning (of Parquet the footer) is looked at.

        Files of a folder that are not read are one gap for each suffix, unless they are no data (`unread`).

        Raises:
            SourceError: if the path is gone or the folder may not be listed.
        """
        files: list[FoundFile] = []
        gaps: list[DatasetGap] = []
        unread: list[str] = []
        for item in self._items():
            if isinstance(item, WalkError):
                gaps.append(_gap(item.relative, "folder" if item.is_folder else "file", item.error))
                continue
            try:
                found = self._look_into(item)
            except (OSError, UnreadableFileError) as error:
                gaps.append(_gap(item, "file", error))
                continue
            if found is not None:
                files.append(found)
            elif not is_silent(PurePosixPath(item).name):
                unread.append(item)
        self._sets = {item.name: item for item in group_files(files)}
        datasets = tuple(self._describe(item) for item in self._sets.values())
        gaps += unread_gaps(unread, self._sets)
        return Discovery(datasets, tuple(sorted(gaps, key=lambda gap: gap.name)))

    def plan(self, dataset: DatasetInfo, limits: ReadLimits) -> Sequence[Chunk]:
        """A chunk per file, of Parquet per run of row groups; the file's path stands in the bounds."""
        if self._sets is None:
            self.discover()
        files = (self._sets or {}).get(dataset.name)
        if files is None:
            raise DatasetError(f"{dataset.name!r} is gone since discovery; scan again", "SCHEMA_CHANGED")
        chunks: list[Chunk] = []
        count = len(files.files)
        for position, file in enumerate(files.files):
            share = None
            if limits.sample_rows is not None:
                share = limits.sample_rows * (position + 1) // count - limits.sample_rows * position // count
                if share == 0:
                    continue
            chunks += self._plan_file(dataset, file, len(chunks), limits, share)
        return tuple(chunks) or (Chunk(dataset.name, 0, (("rows", 0),), "", 0),)

    def read(self, dataset: DatasetInfo, chunk: Chunk, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
        """The rows of one file, or of some of its row groups."""
        bounds = dict(chunk.bounds)
        if "file" not in bounds:
            return
        relative = str(bounds["file"])
        rows = None if bounds.get("rows") is None else int(bounds["rows"] or 0)
        try:
            for batch in self._read_file(dataset, relative, bounds, rows, limits):
                yield _with_partitions(batch, dataset, relative)
        except UnreadableFileError as error:
            raise DatasetError(f"{relative}: {error}; it was readable at discovery", "DECODE_ERROR") from None
        except OSError as error:
            raise DatasetError(f"{relative} cannot be read: {_why(error)}", _code(error)) from None

    def take_reasons(self) -> tuple[CoverageReason, ...]:
        return self._gaps.take()

    def close(self) -> None:
        """Nothing is held open."""

    def _items(self) -> Iterator[str | WalkError]:
        if self._is_folder():
            items = list(walk_files(self._root))
            broken = [item for item in items if isinstance(item, WalkError) and item.relative == "."]
            if broken:
                raise SourceError(
                    f"the folder {self._root.name} cannot be listed: {_why(broken[0].error)}", _code(broken[0].error)
                )
            yield from items
        elif self._root.exists():
            yield self._root.name
        else:
            raise SourceError(f"{self._root.name} does not exist any more; check the path", "SOURCE_LOST")

    def _is_folder(self) -> bool:
        try:
            return self._root.is_dir()
        except OSError as error:
            raise SourceError(f"{self._root.name} cannot be looked into: {_why(error)}", _code(error)) from None

    def _path(self, relative: str) -> FilePath:
        return self._root / relative if self._root.is_dir() else self._root

    def _look_into(self, relative: str) -> FoundFile | None:
        path = self._path(relative)
        found = format_of(path) if self._root.is_dir() else single_file_format(path)
        if found is None:
            return None
        return FoundFile(relative, found, _DESCRIBE[found](path))

    def _describe(self, item: FileSet) -> DatasetInfo:
        first = item.files[0]
        rows = [file.schema.rows for file in item.files]
        total = None if None in rows else sum(count or 0 for count in rows)
        is_json = first.file_format is FileFormat.JSON
        return DatasetInfo(
            name=item.name,
            kind="file" if item.name == first.relative else "file_set",
            columns=() if is_json else _columns(first.schema, first.relative),
            row_estimate=total,
            is_row_count_exact=total is not None,  # known only from a Parquet footer, or of an empty file
            change_mark=self._change_mark(item),
            is_schemaless=is_json,
        )

    def _change_mark(self, item: FileSet) -> str:
        """A hash of the paths, sizes and times of all files."""
        digest = blake2b(digest_size=16)
        for file in item.files:
            try:
                status = self._path(file.relative).stat()
            except OSError:
                continue
            digest.update(f"{file.relative}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
        return f"files:{digest.hexdigest()}"

    def _plan_file(
        self, dataset: DatasetInfo, file: FoundFile, index: int, limits: ReadLimits, share: int | None
    ) -> list[Chunk]:
        bounds: tuple[tuple[str, str | int | None], ...] = (("file", file.relative),)
        if share is not None:
            bounds += (("rows", share),)
        if file.file_format is not FileFormat.PARQUET or share is not None:
            rows = share if share is not None else file.schema.rows
            return [Chunk(dataset.name, index, bounds, file.relative, rows, self._size(file.relative))]
        try:
            cuts = cut_row_groups(self._path(file.relative), limits.rows_of_chunk(len(dataset.columns)))
        except (OSError, UnreadableFileError) as error:
            raise DatasetError(f"{file.relative} cannot be read: {error}", "DECODE_ERROR") from None
        return [
            Chunk(dataset.name, index + n, (*bounds, ("first_group", first), ("last_group", last)), file.relative, rows)
            for n, (first, last, rows) in enumerate(cuts)
        ]

    def _size(self, relative: str) -> int | None:
        """Bytes of the file; None for a compressed one, which says nothing of its content, or one that is gone."""
        path = self._path(relative)
        try:
            return None if is_gzip(path) else path.stat().st_size
        except OSError:
            return None

    def _read_file(
        self,
        dataset: DatasetInfo,
        relative: str,
        bounds: dict[str, str | int | None],
        rows: int | None,
        limits: ReadLimits,
    ) -> Iterator[pa.RecordBatch]:
        path = self._path(relative)
        found = format_of(path) if self._root.is_dir() else single_file_format(path)
        if found is FileFormat.PARQUET:
            _check_same(dataset, describe_parquet(path), relative)
            groups = _groups(path, bounds)
            yield from read_parquet(path, groups, rows, limits.batch_bytes, self._gaps)
        elif found is FileFormat.CSV:
            _check_same(dataset, describe_csv(path), relative)
            yield from take_rows(read_csv(path, sniff_csv(path), limits.batch_bytes, self._gaps), rows)
        elif found is FileFormat.JSON and dataset.is_schemaless:
            yield from take_rows(read_json(path, limits.batch_bytes, self._gaps), rows)
        else:
            raise DatasetError(f"{relative} has another format than at discovery; scan again", "SCHEMA_CHANGED")


def _groups(path: FilePath, bounds: dict[str, str | int | None]) -> range:
    if "first_group" in bounds:
        return range(int(bounds["first_group"] or 0), int(bounds["last_group"] or 0) + 1)
    return range(cut_row_groups(path, 2**62)[-1][1] + 1)


def _columns(schema: FileSchema, relative: str) -> tuple[Column, ...]:
    taken = {column.name for column in schema.columns}
    partitions = tuple(
        Column(name, PARTITION_TYPE, DataType.STRING) for name in partition_values(relative) if name not in taken
    )
    return schema.columns + partitions


def _check_same(dataset: DatasetInfo, schema: FileSchema, relative: str) -> None:
    expected = [c.name for c in dataset.columns if c.source_type != PARTITION_TYPE]
    if [column.name for column in schema.columns] != expected:
        raise DatasetError(f"{relative} has other columns than at discovery; scan again", "SCHEMA_CHANGED")


def _with_partitions(batch: pa.RecordBatch, dataset: DatasetInfo, relative: str) -> pa.RecordBatch:
    wanted = [column.name for column in dataset.columns if column.source_type == PARTITION_TYPE]
    values = partition_values(relative)
    for name in wanted:
        repeated = pa.repeat(pa.scalar(values.get(name), pa.utf8()), batch.num_rows)
        batch = batch.append_column(pa.field(name, pa.utf8()), repeated)
    return batch


def _gap(relative: str, kind: str, error: Exception) -> DatasetGap:
    code = _code(error) if isinstance(error, OSError) else "DECODE_ERROR"
    why = _why(error) if isinstance(error, OSError) else str(error)
    return DatasetGap(relative, kind, CoverageReason(CoverageCode(code), f"{relative} cannot be read: {why}"))


def _code(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "DENIED"
    return "SOURCE_LOST" if error.errno else "DECODE_ERROR"


def _why(error: OSError) -> str:
    """The system's words without the path, or what an error without a number means: damaged compression."""
    return error.strerror if error.errno and error.strerror else "its compression is damaged"
