"""R5: a peer, as a whole process. R7: peak memory. R9: start-up."""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.children import peak_kib, run_child
from benchmarks.datasets import Dataset
from benchmarks.measuring import Figure

_MEMORY_TARGET = 1.5
_GROWTH_TARGET = 1.1
_TINY_ROWS = 10


def measure_memory(dataset: Dataset, larger: Dataset, rounds: int) -> Iterator[Figure]:
    """Peak of a scanning process against one that only reads, and against a scan of the larger data."""
    growth = f"scan of {larger.rows / dataset.rows:.1f} times the rows / at once, peak memory"
    for name, path in dataset.paths.items():
        bare = _median_peak("read", path, rounds)
        whole = _median_peak("scan", path, rounds)
        more = _median_peak("scan", larger.paths[name], rounds)
        note = f"{whole / 1024:,.0f} MiB, bare {bare / 1024:,.0f}"
        yield Figure("R7", f"scan / bare read, peak memory, {name}", whole / bare, _MEMORY_TARGET, note=note)
        yield Figure("R7", f"{growth}, {name}", more / whole, _GROWTH_TARGET, note=f"{more / 1024:,.0f} MiB")


def _median_peak(action: str, path: Path, rounds: int) -> float:
    return median(peak_kib(action, path) for _ in range(rounds))


def measure_peer(dataset: Dataset, python: Path, rounds: int) -> Iterator[Figure]:
    """datafog-core over each value of the CSV file, in its own environment, against a scan of the same file."""
    peer = Path(__file__).parent / "datafog_peer.py"
    theirs, ours = _alternate(
        rounds,
        [str(python), str(peer), str(dataset.csv)],
        [sys.executable, "-m", "benchmarks.children", "scan", str(dataset.csv)],
    )
    note = f"{median(theirs):.1f} s, {median(ours):.1f} s for {dataset.values / 1e6:.1f} M values"
    yield Figure("R5", "datafog-core / ours, whole process, wall", _ratio(theirs, ours), 5, is_at_most=False, note=note)


def measure_start(rounds: int) -> Iterator[Figure]:
    """`gazetteer scan` of a ten-row file into an inventory that is there already, against importing pyarrow."""
    with tempfile.TemporaryDirectory() as folder:
        source, inventory = Path(folder, "tiny.sqlite"), Path(folder, "inventory.db")
        _write_tiny(source)
        scan = [sys.executable, "-m", "gazetteer", "scan", str(source), "--inventory", f"sqlite:///{inventory}"]
        run_child(scan)
        ours, base = _alternate(rounds, scan, [sys.executable, "-c", "import pyarrow"])
    note = f"{median(ours):.2f} s, {median(base):.2f} s"
    yield Figure("R9", "scan of ten rows / import pyarrow, whole process, wall", _ratio(ours, base), 5, note=note)


def _write_tiny(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT)")
        rows = [(f"User {n}", f"user{n}@example.org", f"1380013800{n}") for n in range(_TINY_ROWS)]
        connection.executemany("INSERT INTO users (name, email, phone) VALUES (?, ?, ?)", rows)
    connection.close()


def _alternate(rounds: int, *commands: Sequence[str]) -> list[list[float]]:
    """Wall times of the commands in alternating rounds, after one round that is not counted."""
    for command in commands:
        run_child(command)
    walls: list[list[float]] = [[] for _ in commands]
    for _ in range(rounds):
        for measured, command in zip(walls, commands, strict=True):
            measured.append(run_child(command).wall)
    return walls


def _ratio(walls: Sequence[float], base: Sequence[float]) -> float:
    return median(one / other for one, other in zip(walls, base, strict=True))
