"""`python -m benchmarks.halves chinook ...`: how many columns of a cut and copied database overlap finds again.

`GAZETTEER_CORPORA` names the folder of labelled databases. The rows of each table are dealt into thirds; one file gets the
first two, the other the last two under other names for tables and columns, so that half of each column's rows are in common.
Both are scanned, and the pairs that are found are held against which column each came from, or else against the values.
"""

import argparse
import asyncio
import csv
import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.accuracy import VARIABLE
from benchmarks.children import run_child
from gazetteer.inventory.opening import open_inventory
from gazetteer.lineage.overlap.columns import FEWEST
from gazetteer.lineage.overlap.finding import Overlaps, find_overlaps
from gazetteer_scanners.taxonomy import load_taxonomy

_LEAST = 0.3
_COINCIDING = 0.25

Column = tuple[str, str, str]
"""File (`a` or `b`), table and column, the latter as the database calls them."""
Name = tuple[str, str]


@dataclass(slots=True)
class Cut:
    """Both files, the values of their columns, and which column a name of the second file stands for."""

    values: dict[Column, set[str]] = field(default_factory=dict)
    names: dict[Column, Column] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of pairs.

    Attributes:
        same: found, of one column; `other_coinciding`: found, of two columns whose values do coincide; `wrong`: the rest.
        wanted: columns with at least 20 distinct values in both files, and a share in common above the bound.
        personal: those of them that are labelled so; `numbers`: those of whole numbers below 100,000, most of which are told
            to be row numbers or quantities.
    """

    same: frozenset[Name]
    other_coinciding: int
    wrong: int
    wanted: frozenset[Name]
    personal: frozenset[Name]
    numbers: frozenset[Name]

    @property
    def missed(self) -> list[str]:
        """What is wanted, can be compared, and was not found."""
        return sorted(".".join(name) for name in self.wanted - self.numbers - self.same)


def cut(database: Path, folder: Path, seed: int = 1) -> Cut:
    """Writes `a.sqlite` and `b.sqlite`."""
    made, generator = Cut(), random.Random(seed)
    with closing(sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)) as source:
        source.text_factory = lambda data: data.decode("utf-8", "replace")
        tables = [name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        for number, table in enumerate(tables):
            described = source.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
            rows = source.execute(f"SELECT * FROM {_name(table)}").fetchall()  # noqa: S608 - a name of the file itself, quoted
            thirds = [generator.randrange(3) for _ in rows]
            for file, kept in (("a", (0, 1)), ("b", (1, 2))):
                part = [row for row, third in zip(rows, thirds, strict=True) if third in kept]
                _write(made, folder / f"{file}.sqlite", file, number, table, described, part)
    return made


def _write(
    made: Cut,
    path: Path,
    file: str,
    number: int,
    table: str,
    described: Sequence[tuple[str, str]],
    rows: Sequence[tuple[object, ...]],
) -> None:
    new_table = table if file == "a" else f"t{number}"
    names = [name if file == "a" else f"c{place}" for place, (name, _) in enumerate(described)]
    columns = ", ".join(f"{_name(name)} {type_}" for name, (_, type_) in zip(names, described, strict=True))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE {_name(new_table)} ({columns})")
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO {_name(new_table)} VALUES ({marks})", rows)  # noqa: S608 - as above
        connection.commit()
    for place, (name, _) in enumerate(described):
        column = (file, table, name)
        made.names[file, new_table, names[place]] = column
        made.values[column] = {_plain(row[place]) for row in rows if row[place] not in (None, "")}


def _plain(value: object) -> str:
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip().lower()


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


async def _found(inventory: str) -> Overlaps:
    store = await open_inventory(inventory)
    try:
        return await find_overlaps(store, load_taxonomy(), _LEAST)
    finally:
        await store.close()


def measure(corpora: Path, database: str) -> Score:
    """Cut, scanned, and scored."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = cut(corpora / "db" / f"{database}.sqlite", folder)
        inventory = f"sqlite:///{folder}/inventory.db"
        files = [str(folder / file) for file in ("a.sqlite", "b.sqlite")]
        run_child([sys.executable, "-m", "gazetteer", "scan", *files, "--inventory", inventory])
        overlaps = asyncio.run(_found(inventory))
    pairs = []
    for pair in overlaps.found:
        sides = ((pair.left_place, pair.left), (pair.right_place, pair.right))
        keys = [(place.source_key.rpartition("/")[2][0], place.name, column.name) for place, column in sides]
        if all(key in made.names for key in keys):  # else it is a part of a document in a column
            pairs.append(tuple(made.names[key] for key in keys))
    return _score(made, pairs, _personal(corpora / "labels" / f"{database}.csv"))


def _score(made: Cut, pairs: Sequence[tuple[Column, ...]], personal: frozenset[Name]) -> Score:
    same = frozenset(one[1:] for one, other in pairs if one[1:] == other[1:])
    others = [pair for pair in pairs if pair[0][1:] != pair[1][1:]]
    coinciding = sum(_share(made, *pair) >= _COINCIDING for pair in others)
    wanted = frozenset(_wanted(made))
    numbers = frozenset(name for name in wanted if all(_is_small(value) for value in made.values["a", *name]))
    return Score(same, coinciding, len(others) - coinciding, wanted, wanted & personal, numbers)


def _is_small(value: str) -> bool:
    return value.isdecimal() and len(value) < 6


def _personal(labels: Path) -> frozenset[Name]:
    """Columns with a label; one that is optional has a question mark before it."""
    with labels.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return frozenset((row["table"], row["column"]) for row in rows if row["labels"] and not row["labels"].startswith("?"))


def _wanted(made: Cut) -> Iterator[Name]:
    for file, table, name in made.values:
        one, other = made.values["a", table, name], made.values["b", table, name]
        if (
            file == "a"
            and min(len(one), len(other)) >= FEWEST
            and _share(made, ("a", table, name), ("b", table, name)) >= _LEAST
        ):
            yield table, name


def _share(made: Cut, one: Column, other: Column) -> float:
    a, b = made.values[one], made.values[other]
    return len(a & b) / max(1, min(len(a), len(b)))


def _part(wanted: frozenset[Name], found: frozenset[Name]) -> str:
    """`0.912 (31 of 34)`."""
    kept = len(wanted & found)
    return f"{kept / max(1, len(wanted)):.3f} ({kept} of {len(wanted)})"


def main() -> int:
    """Prints a row for each database; 2 where the variable does not name a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.halves", description=__doc__)
    parser.add_argument("databases", nargs="+", help="names of databases, without .sqlite")
    parser.add_argument("--missed", action="store_true", help="also name the columns that were not found")
    options = parser.parse_args()
    folder = os.environ.get(VARIABLE)
    if folder is None:
        print(f"{VARIABLE} does not name the folder of labelled databases", file=sys.stderr)
        return 2
    print(
        "| database | columns found | other columns whose values coincide | wrong | precision | recall | of personal columns |"
    )
    print("|---|---|---|---|---|---|---|")
    for name in options.databases:
        score = measure(Path(folder), name)
        pairs = len(score.same) + score.other_coinciding + score.wrong
        told = [
            name,
            str(len(score.same)),
            str(score.other_coinciding),
            str(score.wrong),
            f"{(pairs - score.wrong) / max(1, pairs):.3f}",
            _part(score.wanted - score.numbers, score.same),
            _part(score.personal - score.numbers, score.same),
        ]
        print(f"| {' | '.join(told)} |")
        print(f"{len(score.numbers)} further columns are whole numbers below 100,000")
        if options.missed:
            print("missed: " + ", ".join(score.missed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
