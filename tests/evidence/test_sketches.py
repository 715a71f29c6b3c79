"""The distinct estimate and the overlap estimate: exact small counts, error bounds, bytes, damage."""

import pickle
from copy import deepcopy

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.codec import Reader, Writer
from gazetteer_scanners.evidence.hashing import hash_values
from gazetteer_scanners.evidence.hyperloglog import HyperLogLog
from gazetteer_scanners.evidence.minhash import BINS, EMPTY, OverlapSketch, estimate_jaccard
from tests.evidence.batches import KEY


def counted(p: int, values: range) -> HyperLogLog:
    sketch = HyperLogLog(p)
    sketch.add(hash_values(pa.array([f"v{n}" for n in values]), KEY))
    return sketch


def overlapping(values: range, key_id: str = KEY.id) -> OverlapSketch:
    sketch = OverlapSketch(key_id)
    sketch.add(hash_values(pa.array([f"v{n}" for n in values]), KEY))
    return sketch


def hll_bytes(sketch: HyperLogLog) -> bytes:
    writer = Writer()
    sketch.write(writer)
    return writer.getvalue()


def overlap_bytes(sketch: OverlapSketch) -> bytes:
    writer = Writer()
    sketch.write(writer)
    return writer.getvalue()


@pytest.mark.parametrize(("count", "estimate"), [(0, 0), (1, 1), (5, 5), (50, 49), (200, 200), (1000, 1005)])
def test_small_counts_are_near_exact(count: int, estimate: int) -> None:
    assert counted(10, range(count)).estimate() == estimate


@pytest.mark.parametrize("count", [3_000, 30_000, 100_000])
def test_large_counts_are_within_three_standard_errors(count: int) -> None:
    assert abs(counted(10, range(count)).estimate() - count) < 3 * 0.0325 * count
    assert abs(counted(6, range(count)).estimate() - count) < 3 * 0.13 * count


def test_register_holds_the_largest_rank() -> None:
    sketch = HyperLogLog(10)
    sketch.add(np.array([7, 7 | 1 << 10, 7 | 1 << 13, 9 | 1 << 63], np.uint64))
    assert (sketch.registers[7], sketch.registers[9]) == (55, 54)
    assert np.count_nonzero(sketch.registers) == 2


def test_distinct_sketches_merge_by_maximum() -> None:
    left, right = counted(10, range(3000)), counted(10, range(2000, 5000))
    left.merge(right)
    assert left == counted(10, range(5000))


@pytest.mark.parametrize("p", [6, 10])
@pytest.mark.parametrize("count", [0, 1, 20, 300, 500, 5000])
def test_distinct_sketch_survives_its_bytes(p: int, count: int) -> None:
    sketch = counted(p, range(count))
    reader = Reader(hll_bytes(sketch))
    assert HyperLogLog.read(reader, p) == sketch
    reader.end()


def test_distinct_sketch_takes_768_bytes_at_most_and_never_shrinks() -> None:
    sketch, sizes = HyperLogLog(10), []
    for start in range(0, 3000, 10):
        sketch.merge(counted(10, range(start, start + 10)))
        sizes.append(len(hll_bytes(sketch)))
    assert sizes == sorted(sizes)
    assert sizes[-1] == 2 + 768


def test_empty_registers_take_one_byte() -> None:
    assert hll_bytes(HyperLogLog(6)) == b"\x00"


@pytest.mark.parametrize(
    "data",
    [b"\x01\x00\x00", b"\x02\x41\x00\x41\x00", b"\x01\xff\xff", b"\x40" + bytes(48), b"\x40" + b"\xff" * 48, b"\x41"],
)
def test_impossible_distinct_sketches_are_refused(data: bytes) -> None:
    with pytest.raises(EvidenceError, match="the evidence is damaged"):
        HyperLogLog.read(Reader(data), 6)


def test_copies_have_memory_of_their_own() -> None:
    for sketch in (counted(6, range(20)), overlapping(range(20))):
        address = sketch.address
        for other in (sketch.copy(), deepcopy(sketch), pickle.loads(pickle.dumps(sketch))):  # noqa: S301 - our own bytes
            assert other == sketch
            assert other.address != address


def test_jaccard_of_equal_disjoint_and_empty_sets() -> None:
    assert estimate_jaccard(overlapping(range(5000)), overlapping(range(5000))) == 1.0
    assert estimate_jaccard(overlapping(range(5000)), overlapping(range(9000, 14000))) == 0.0
    assert estimate_jaccard(overlapping(range(0)), overlapping(range(0))) == 0.0
    assert estimate_jaccard(overlapping(range(0)), overlapping(range(10))) == 0.0


@pytest.mark.parametrize(("size", "shared"), [(5000, 2500), (5000, 500), (40, 20)])
def test_jaccard_is_within_three_standard_errors(size: int, shared: int) -> None:
    truth = shared / (2 * size - shared)
    error = (truth * (1 - truth) / min(BINS, 2 * size - shared)) ** 0.5
    estimate = estimate_jaccard(overlapping(range(size)), overlapping(range(size - shared, 2 * size - shared)))
    assert abs(estimate - truth) < 3 * error


def test_different_keys_are_not_comparable() -> None:
    with pytest.raises(EvidenceError, match="are not comparable"):
        estimate_jaccard(overlapping(range(9)), overlapping(range(9), "another"))
    left = overlapping(range(9))
    with pytest.raises(EvidenceError, match="are not comparable"):
        left.merge(overlapping(range(9), "another"))
    assert left == overlapping(range(9))


def test_bin_and_value_come_from_the_top_of_the_hash() -> None:
    sketch = OverlapSketch(KEY.id)
    sketch.add(np.array([0x05_00000007_000000, 0x05_00000009_FFFFFF, 0x06_FFFFFFFF_000000], np.uint64))
    assert (sketch.bins[5], sketch.bins[6], sketch.bins[7]) == (7, EMPTY - 1, EMPTY)


@pytest.mark.parametrize("count", [0, 1, 30, 40, 300, 5000])
def test_overlap_sketch_survives_its_bytes(count: int) -> None:
    reader = Reader(overlap_bytes(overlapping(range(count))))
    assert OverlapSketch.read(reader, KEY.id) == overlapping(range(count))
    reader.end()


def test_overlap_sketch_never_shrinks() -> None:
    sketch, sizes = OverlapSketch(KEY.id), []
    for start in range(3000):
        sketch.merge(overlapping(range(start, start + 1)))
        sizes.append(len(overlap_bytes(sketch)))
    assert sizes == sorted(sizes)
    assert sizes[-1] == 2 + 32 + 4 * BINS


@pytest.mark.parametrize(
    "data", [b"\x01\x05\xff\xff\xff\xff", b"\x02\x05\x05" + bytes(8), b"\x20" + bytes(32 + 128), b"\x01\x05\x00"]
)
def test_impossible_overlap_sketches_are_refused(data: bytes) -> None:
    with pytest.raises(EvidenceError, match="the evidence is damaged"):
        OverlapSketch.read(Reader(data), KEY.id)
