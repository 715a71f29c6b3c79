"""Parquet files: columns and rows from the footer, read by row groups in small batches; nested types stay nested.

`pre_buffer` is off and batches have at most 16,384 rows, which keeps the memory of wide files low.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath

import pyarrow as pa
import pyarrow.parquet as parquet

from gazetteer_scanners.connectors._batches import aimed_bytes, cut_batch
from gazetteer_scanners.connectors._files.formats import FileSchema, UnreadableFileError, unique_names
from gazetteer_scanners.connectors._files.text import Gaps
from gazetteer_scanners.connectors.arrow_types import arrow_data_type
from gazetteer_scanners.connectors.protocol import Column

_BATCH_ROWS = 16_384


def describe_parquet(path: FilePath) -> FileSchema:
    """The file's columns and number of rows, from its footer; columns of one name are numbered (`a`, `a_2`).

    Raises:
        UnreadableFileError: if the footer is damaged or encrypted.
        OSError: if the file cannot be read.
    """
    with _open(path) as file:
        schema = file.schema_arrow
        columns = tuple(
            Column(name, str(field.type), arrow_data_type(field.type), is_nullable=field.nullable)
            for name, field in zip(unique_names(schema.names), schema, strict=True)
        )
        signature = repr([(field.name, str(field.type)) for field in schema])
        return FileSchema(columns, signature, rows=file.metadata.num_rows)


def cut_row_groups(path: FilePath, chunk_rows: int) -> tuple[tuple[int, int, int], ...]:
    """First and last row group and number of rows of each chunk, about `chunk_rows` each; one of no rows if empty.

    Raises:
        UnreadableFileError: if the footer is damaged.
        OSError: if the file cannot be read.
    """
    with _open(path) as file:
        sizes = [file.metadata.row_group(index).num_rows for index in range(file.num_row_groups)]
    cuts: list[tuple[int, int, int]] = []
    first, rows = 0, 0
    for index, size in enumerate(sizes):
        rows += size
        if rows >= chunk_rows or index == len(sizes) - 1:
            cuts.append((first, index, rows))
            first, rows = index + 1, 0
    return tuple(cuts) or ((0, -1, 0),)


def read_parquet(
    path: FilePath, groups: Sequence[int], rows: int | None, batch_bytes: int, gaps: Gaps
) -> Iterator[pa.RecordBatch]:
    """Batches of these row groups; a damaged one is counted in `gaps` and the others go on.

    Args:
        path: the file.
        groups: numbers of the row groups.
        rows: a sample of at most so many rows, shared among the groups; None for all.
        batch_bytes: the aim for a batch.
        gaps: where rows that could not be read are counted.

    Raises:
        UnreadableFileError: if the footer is damaged.
        OSError: if the file cannot be read.
    """
    with _open(path) as file:
        for position, group in enumerate(groups):
            share = None if rows is None else rows * (position + 1) // len(groups) - rows * position // len(groups)
            yield from _read_group(file, group, share, batch_bytes, gaps, path.name)


def _read_group(
    file: "parquet.ParquetFile", group: int, rows: int | None, batch_bytes: int, gaps: Gaps, name: str
) -> Iterator[pa.RecordBatch]:
    metadata = file.metadata.row_group(group)
    names = list(unique_names(file.schema_arrow.names))
    wanted = metadata.num_rows if rows is None else min(rows, metadata.num_rows)
    width = max(1, metadata.total_byte_size // max(1, metadata.num_rows))
    batch_rows = max(1, min(_BATCH_ROWS, aimed_bytes(batch_bytes) // width))
    left = wanted
    try:
        batches = file.iter_batches(batch_size=batch_rows, row_groups=[group], use_threads=False)
        while left > 0:
            batch = next(batches, None)
            if batch is None:
                break
            batch = batch.slice(0, left)
            left -= batch.num_rows
            yield from cut_batch(batch.rename_columns(names), batch_bytes)
    except (pa.ArrowException, OSError):
        gaps.add(f"{name}: rows of row group {group} that could not be read (it is damaged)", left)


def _open(path: FilePath) -> "parquet.ParquetFile":
    try:
        return parquet.ParquetFile(path, pre_buffer=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
        raise UnreadableFileError("its Parquet footer is damaged or not supported") from error
    except OSError as error:
        if error.errno is None:  # Arrow reports a damaged footer as an OSError without a number
            raise UnreadableFileError("its Parquet footer is damaged") from error
        raise
