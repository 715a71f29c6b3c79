"""Arrow batches cut to size."""

from collections.abc import Generator, Iterable, Iterator

import pyarrow as pa


def aimed_bytes(batch_bytes: int) -> int:
    """What to aim for, so that a batch that comes out somewhat larger than foreseen is not cut in halves."""
    return max(1, batch_bytes // 8 * 7)


def cut_batch(batch: pa.RecordBatch, batch_bytes: int) -> Iterator[pa.RecordBatch]:
    """The batch in slices of at most `batch_bytes` each, or of one row; none for a batch without rows. No copies."""
    if batch.num_rows == 0:
        return
    if batch.num_rows == 1 or batch.nbytes <= batch_bytes:
        yield batch
        return
    middle = batch.num_rows // 2
    yield from cut_batch(batch.slice(0, middle), batch_bytes)
    yield from cut_batch(batch.slice(middle), batch_bytes)


def join_batches(batches: Iterable[pa.RecordBatch], batch_bytes: int) -> Iterator[pa.RecordBatch]:
    """Small neighbours joined, large ones cut, so that batches have about `batch_bytes`."""
    held: list[pa.RecordBatch] = []
    held_bytes = 0
    for batch in batches:
        if held and held_bytes + batch.nbytes > batch_bytes:
            yield from cut_batch(_joined(held), batch_bytes)
            held, held_bytes = [], 0
        held.append(batch)
        held_bytes += batch.nbytes
    if held:
        yield from cut_batch(_joined(held), batch_bytes)


def take_rows(batches: Iterable[pa.RecordBatch], rows: int | None) -> Iterator[pa.RecordBatch]:
    """At most so many rows from the front; all for None. Generators are closed with this one, so that they settle up."""
    left = rows
    try:
        for batch in batches:
            if left is None:
                yield batch
                continue
            if left > 0:
                yield batch.slice(0, left)
            left -= batch.num_rows
            if left <= 0:
                return
    finally:
        if isinstance(batches, Generator):
            batches.close()


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)
