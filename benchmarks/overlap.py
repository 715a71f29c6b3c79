"""What it takes to find the overlaps of 100,000 fields, and how many of them are found.

The sketches are made up, not scanned: of a set of n random values a bin that k of them fall into holds the smallest of k
random numbers. A field is the union of what it shares with its relatives and what it has alone, and a union's bins are the
smaller ones of its parts'. A fifth of the fields have relatives: pairs with any share in common and sizes up to 40 times
apart, and groups of 50 of one set. Run as `python -m benchmarks.overlap make|find FOLDER [COUNT]` it makes an inventory of such
fields, or finds their overlaps and prints figures as JSON.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.children import own_peak_kib, run_child
from benchmarks.measuring import Figure
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.records import CoverageNote, DatasetRecord, FieldRecord, SourceRecord
from gazetteer.inventory.store import DatasetPublication
from gazetteer.lineage.overlap.estimates import is_above
from gazetteer.lineage.overlap.finding import LEAST_CONTAINMENT, find_overlaps
from gazetteer.lineage.overlap.sketches import candidate_pairs, compare
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.minhash import BINS, EMPTY
from gazetteer_scanners.evidence.shapes import Shape
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.scanning.coverage import Coverage, CoverageState
from gazetteer_scanners.scanning.ids import dataset_id, field_id, source_id
from gazetteer_scanners.scanning.results import SourceState
from gazetteer_scanners.taxonomy import Level, load_taxonomy

FIELDS = 100_000
_FIELDS_A_TABLE = 50
_RELATED = 0.2
_GROUP = 50
_PART = 2000
_SECONDS_TARGET = 300
_MEMORY_TARGET = 1024
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_SURE = 0.7
"""Shares from here on should be found: they are above one half by more than chance of the sketch takes away."""

Bins = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class MadeField:
    """A made-up set: its sketch, its size, and the number of the family with which it shares values."""

    bins: Bins
    size: int
    family: int


def measure_overlap(fields: int = FIELDS) -> Iterator[Figure]:
    """Whole run over an inventory of so many fields, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for action in ("make", "find"):
            run = run_child([sys.executable, "-m", "benchmarks.overlap", action, folder, str(fields)])
    told = json.loads(run.output)
    note = f"{told['compared']:,} fields, {told['candidates']:,} candidate pairs, {told['found']:,} found"
    yield Figure("overlap", "overlap of an inventory, seconds", told["seconds"], _SECONDS_TARGET, note=note)
    note = f"reading evidence takes the rest; {told['candidates']:,} of {fields * (fields - 1) // 2:,} pairs"
    yield Figure("overlap", "of that candidates and comparison, seconds", told["comparing"], note=note)
    yield Figure("overlap", "peak memory, MiB", told["peak"] / 1024, _MEMORY_TARGET, note="of the whole process")
    note = f"{told['brute']:,} pairs of {_PART:,} fields compared one by one"
    yield Figure("overlap", "recall against all pairs", told["recall_brute"], 1.0, is_at_most=False, note=note)
    note = f"{told['true']:,} pairs that share {_SURE:.0%} of the smaller or more"
    yield Figure("overlap", "recall of what is shared", told["recall_true"], 0.99, is_at_most=False, note=note)
    yield Figure("overlap", "found pairs that are related", told["precision"], 0.999, is_at_most=False)


def made_fields(count: int, seed: int = 11) -> tuple[list[MadeField], dict[tuple[int, int], float]]:
    """So many sets in random order of families, and the share of the smaller one for each pair that has values in common."""
    generator = np.random.default_rng(seed)
    fields: list[MadeField] = []
    shares: dict[tuple[int, int], float] = {}
    while len(fields) < count * _RELATED / 2:
        _add_pair(generator, fields, shares)
    while len(fields) < count * _RELATED:
        _add_group(generator, fields, shares)
    while len(fields) < count:
        size = _size(generator)
        fields.append(MadeField(_bins(generator, size), size, -1))
    return fields[:count], {pair: share for pair, share in shares.items() if max(pair) < count}


def _add_pair(generator: np.random.Generator, fields: list[MadeField], shares: dict[tuple[int, int], float]) -> None:
    small = _size(generator)
    common = max(1, round(small * generator.random()))
    large = common + round(small * 40 ** generator.random())
    shared, family, at = _bins(generator, common), len(fields), len(fields)
    for size in (small, large):
        own = _bins(generator, size - common)
        fields.append(MadeField(np.minimum(shared, own), size, family))
    shares[at, at + 1] = common / min(small, large)


def _add_group(generator: np.random.Generator, fields: list[MadeField], shares: dict[tuple[int, int], float]) -> None:
    size = _size(generator)
    bins, family = _bins(generator, size), len(fields)
    for member in range(_GROUP):
        shares |= {(family + earlier, family + member): 1.0 for earlier in range(member)}
        fields.append(MadeField(bins, size, family))


def _size(generator: np.random.Generator) -> int:
    return int(10 ** generator.uniform(2, 5.5))


def _bins(generator: np.random.Generator, size: int) -> Bins:
    counts = generator.multinomial(size, [1 / BINS] * BINS)
    smallest = 1 - generator.random(BINS) ** (1 / np.maximum(counts, 1))
    return np.where(counts > 0, (smallest * (EMPTY - 1)).astype(np.uint32), np.uint32(EMPTY)).astype(np.uint32)


def _registers(generator: np.random.Generator, size: int) -> npt.NDArray[np.uint8]:
    counts = generator.multinomial(size, [1 / 1024] * 1024)
    smallest = 1 - generator.random(1024) ** (1 / np.maximum(counts, 1))
    ranks = np.clip(np.ceil(-np.log2(np.maximum(smallest, 1e-15))), 1, 50)
    return np.where(counts > 0, ranks, 0).astype(np.uint8)


async def make_inventory(folder: Path, count: int) -> None:
    """An inventory of the made fields, 50 a table, shuffled so that relatives are in different tables."""
    fields, _ = made_fields(count)
    order = _order(count)
    store = await open_inventory(f"sqlite:///{folder}/inventory.sqlite")
    key = SketchKey.from_secret(await store.sketch_secret()).id
    state = SourceState.COMPLETE
    await store.put_source(SourceRecord(source_id("sqlite", "made"), "made", "sqlite", "/made", state, _NOW, _NOW))
    generator = np.random.default_rng(6)
    for start in range(0, count, _FIELDS_A_TABLE):
        numbers = order[start : start + _FIELDS_A_TABLE].tolist()
        await store.publish_dataset(_publication(generator, f"t{start}", {n: fields[n] for n in numbers}, key))
    await store.close()


def _order(count: int) -> npt.NDArray[np.int64]:
    return np.random.default_rng(5).permutation(count)


def _publication(generator: np.random.Generator, table: str, fields: dict[int, MadeField], key: str) -> DatasetPublication:
    evidence = DatasetEvidence(date(2026, 1, 1), key, "made")
    for number, made in fields.items():
        record = evidence.field(name_path(f"f{number}"), DataType.STRING)
        record.values = record.rows_present = made.size
        record.types, record.lengths, record.scripts = Counter({0: made.size}), Counter({35: made.size}), Counter()
        record.scripts[Shape.LATIN_DIGITS_SYMBOLS] = made.size
        record.overlap.bins[:] = made.bins
        record.distinct_sketch.registers[:] = _registers(generator, made.size)
    note = CoverageNote(Coverage(CoverageState.COMPLETE), "scan_1", _NOW)
    source, dataset = source_id("sqlite", "made"), dataset_id("sqlite", "made", table)
    record_ = DatasetRecord(dataset, source, "made", table, "table", note, _NOW, _NOW, last_good=note)
    records = tuple(_field(table, dataset, source, f"f{number}") for number in fields)
    return DatasetPublication(record_, records, {}, evidence.to_bytes(), 1)


def _field(table: str, dataset: str, source: str, name: str) -> FieldRecord:
    id_ = field_id("sqlite", "made", table, name_path(name))
    none, state = Level.NONE, CoverageState.COMPLETE.value
    return FieldRecord(
        id_, dataset, source, "made", table, name, name, "string", none, none, state, _NOW, _NOW, changed_at=_NOW
    )


async def find(folder: Path, count: int) -> dict[str, float]:
    """The figures of one run; the truth is made again from the same seed, after the memory was measured."""
    store = await open_inventory(f"sqlite:///{folder}/inventory.sqlite")
    start = time.perf_counter()
    overlaps = await find_overlaps(store, load_taxonomy())
    seconds = time.perf_counter() - start
    peak = own_peak_kib()
    await store.close()
    found = {_numbers(pair.left.name, pair.right.name) for pair in overlaps.found}
    fields, shares = made_fields(count)
    table = np.argsort(_order(count)) // _FIELDS_A_TABLE
    sure = {pair for pair, share in shares.items() if share >= _SURE and table[pair[0]] != table[pair[1]]}
    brute, kept, comparing = _against_all_pairs(fields)
    return {
        "seconds": seconds,
        "comparing": comparing,
        "peak": peak,
        "compared": overlaps.compared,
        "candidates": overlaps.candidates,
        "found": len(found),
        "brute": brute,
        "recall_brute": kept,
        "true": len(sure),
        "recall_true": len(sure & found) / len(sure),
        "precision": sum(pair in shares for pair in found) / len(found),
    }


def _numbers(one: str, other: str) -> tuple[int, int]:
    first, second = sorted((int(one[1:]), int(other[1:])))
    return first, second


def _against_all_pairs(fields: list[MadeField]) -> tuple[int, float, float]:
    """Over a part: pairs that pass if all are compared, the share of them that are candidates; over all: seconds."""
    sketches, sizes = np.stack([field.bins for field in fields]), [field.size for field in fields]
    start = time.perf_counter()
    pairs = candidate_pairs(sketches, np.arange(len(fields)), sizes)
    compare(sketches, pairs.left, pairs.right)
    seconds = time.perf_counter() - start
    part = np.random.default_rng(9).permutation(len(fields))[: _PART // 2]
    part = np.unique(np.concatenate([part, np.minimum(part ^ 1, len(fields) - 1)]))  # relatives stand beside each other
    left, right = (part[side] for side in np.triu_indices(len(part), 1))
    agreement = compare(sketches, left, right)
    passing = is_above(agreement.equal, agreement.left_only, LEAST_CONTAINMENT)
    passing |= is_above(agreement.equal, agreement.right_only, LEAST_CONTAINMENT)
    wanted = set(zip(left[passing].tolist(), right[passing].tolist(), strict=True))
    candidates = {(min(pair), max(pair)) for pair in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)}
    return len(wanted), len(wanted & candidates) / max(1, len(wanted)), seconds


def main(action: str, folder: Path, count: int = FIELDS) -> None:
    """Makes the inventory, or finds its overlaps and prints the figures."""
    if action == "make":
        asyncio.run(make_inventory(folder, count))
    else:
        print(json.dumps(asyncio.run(find(folder, count))))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else FIELDS)
