"""Kills scanning processes at random moments: no dataset is ever seen half, and the next scan completes."""

import sqlite3
import subprocess
import time
from pathlib import Path
from random import Random

from benchmarks.columns import make_blocks
from benchmarks.datasets import write_sqlite
from benchmarks.soak.gazetteer_runs import Place, SoakError, environment

KILLS = 50
_TABLES = 12
_ROWS = 4_000


def run(folder: Path, kills: int = KILLS) -> str:
    """Kills so many scans, at moments spread over the length of one, with one and with two workers.

    Raises:
        SoakError: if the inventory shows a dataset otherwise than an undisturbed scan publishes it, or the last scan does not
            give the same inventory.
    """
    source = folder / "many.sqlite"
    _make(source)
    undisturbed = Place(source, folder / "undisturbed.db")
    start = time.monotonic()
    undisturbed.scan()
    length = time.monotonic() - start
    expected = undisturbed.datasets()
    place = Place(source, folder / "killed.db")
    random = Random(4)
    most = 0
    for number in range(kills):
        _kill_after(place, random.uniform(0.2, 1.0) * length, workers=1 + number % 2)
        seen = place.datasets()
        most = max(most, len(seen))
        wrong = sorted(name for name, shown in seen.items() if shown != expected[name])
        if wrong:
            raise SoakError(f"after kill {number + 1} the inventory shows {', '.join(wrong)} otherwise than a whole scan")
    place.scan()
    if place.datasets() != expected:
        raise SoakError("the scan after all kills did not give the inventory of an undisturbed one")
    return f"{kills} kills, up to {most} of {len(expected)} datasets visible in between, all of them whole; then all"


def _kill_after(place: Place, seconds: float, workers: int) -> None:
    command = place.command("--workers", str(workers))
    scanning = subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=place.source.parent, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        scanning.wait(seconds)
    except subprocess.TimeoutExpired:
        scanning.kill()
        scanning.wait()


def _make(path: Path) -> None:
    """A database with tables of one shape, large enough that a scan can be caught between them."""
    write_sqlite(path, make_blocks(_ROWS))
    with sqlite3.connect(path) as connection:
        for number in range(1, _TABLES):
            connection.execute(f"CREATE TABLE part_{number} AS SELECT * FROM customers WHERE id % {_TABLES} <> {number}")  # noqa: S608
    connection.close()
