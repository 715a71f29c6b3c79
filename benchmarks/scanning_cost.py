"""R1, R2: a full scan against a bare read of the same file, on all cores and on one. R8: one process against two."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from benchmarks.datasets import Dataset
from benchmarks.measuring import Figure, alternate, cpu, cpu_ratio, one_core, wall, wall_ratio
from benchmarks.reading import read_bare, scan_whole
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.scanning.prepare import prepare_sources
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.run import run_scan

_WALL_TARGETS = {"SQLite": 1.15, "CSV": 1.4, "Parquet": 2.2}
_CPU_TARGETS = {"SQLite": 1.6, "CSV": 1.9, "Parquet": 2.2}
_AS_OF = date(2026, 3, 5)
_STARTED = datetime(2026, 3, 5, tzinfo=UTC)
_KEY = SketchKey.from_secret(bytes(range(16)))


def measure_scans(dataset: Dataset, rounds: int) -> Iterator[Figure]:
    """Wall ratio of each format, and the CPU ratio of a sequential scan: on one core, where threads only take turns."""
    for name, path in dataset.paths.items():
        calls = partial(read_bare, path), partial(scan_whole, path)
        bare, whole = alternate(rounds, *calls)
        times = f"scan {wall(whole):.2f} s wall, {cpu(whole):.2f} s CPU; bare {wall(bare):.2f}, {cpu(bare):.2f}"
        yield Figure("R1", f"scan / bare read, wall, {name}", wall_ratio(whole, bare), _WALL_TARGETS[name], note=times)
        with one_core():
            bare, whole = alternate(rounds, *calls)
        more = (cpu(whole) - cpu(bare)) / dataset.values * 1e9
        note = f"{cpu(whole):.2f} s, bare {cpu(bare):.2f}: {more:,.0f} ns more a value"
        yield Figure("R2", f"scan / bare read, CPU, {name}", cpu_ratio(whole, bare), _CPU_TARGETS[name], note=note)


def measure_workers(dataset: Dataset, rounds: int) -> Iterator[Figure]:
    """How much faster two processes are; their evidence has to be the same, byte for byte."""
    one, two = alternate(rounds, lambda: scan_whole(dataset.sqlite, workers=1), lambda: scan_whole(dataset.sqlite, workers=2))
    times = f"{dataset.values / 1e6:.1f} M values: {wall(one):.2f} s, {wall(two):.2f} s"
    yield Figure("R8", "one process / two workers, wall", wall_ratio(one, two), 1.5, is_at_most=False, note=times)
    is_same = evidence_of(dataset, 1) == evidence_of(dataset, 2)
    yield Figure("R8", "evidence identical (1 yes)", float(is_same), 1.0, is_at_most=False)


def evidence_of(dataset: Dataset, workers: int) -> tuple[bytes | None, ...]:
    """The evidence records of a scan under a fixed key."""
    options = ScanOptions(working_directory=dataset.sqlite.parent)
    prepared = prepare_sources([SourceSpec(str(dataset.sqlite))], options)
    asked = replace(options, workers=workers, as_of=_AS_OF)
    result = run_scan(prepared, asked, key=_KEY, scan_id="scn_bench", sequence=1, started_at=_STARTED)
    return tuple(one.evidence for one in result.datasets)
