"""The measured table as files: SQLite, CSV and Parquet, written once to a folder that version control leaves alone."""

import csv
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from benchmarks import columns, made_values
from benchmarks.columns import BLOCK_ROWS, COLUMNS, SCHEMA, make_blocks, written

FOLDER = Path(__file__).parent / ".data"
TABLE = "customers"
_ROW_GROUP = 50_000

_SQL_TYPES = {pa.int64(): "INTEGER", pa.int32(): "INTEGER", pa.float64(): "REAL", pa.bool_(): "BOOLEAN", pa.utf8(): "TEXT"}


@dataclass(frozen=True, slots=True)
class Dataset:
    """The files of one size."""

    rows: int
    sqlite: Path
    csv: Path
    parquet: Path

    @property
    def values(self) -> int:
        """Cells, nulls included."""
        return self.rows * len(COLUMNS)

    @property
    def paths(self) -> dict[str, Path]:
        """By the format's name."""
        return {"SQLite": self.sqlite, "CSV": self.csv, "Parquet": self.parquet}


def make_dataset(rows: int, folder: Path = FOLDER) -> Dataset:
    """The files of so many rows; those that are there from an earlier run of the same generator are used again."""
    here = folder / f"{rows}-{_generator_mark()}"
    here.mkdir(parents=True, exist_ok=True)
    dataset = Dataset(rows, here / "customers.sqlite", here / "customers.csv", here / "customers.parquet")
    _write_once(dataset.parquet, _write_parquet, lambda: make_blocks(rows))
    _write_once(dataset.sqlite, write_sqlite, lambda: _blocks_of(dataset.parquet))
    _write_once(dataset.csv, _write_csv, lambda: _blocks_of(dataset.parquet))
    return dataset


def _write_once(
    path: Path, write: Callable[[Path, Iterable[pa.RecordBatch]], None], blocks: Callable[[], Iterable[pa.RecordBatch]]
) -> None:
    if not path.exists():
        partial = path.with_name(f"partial-{os.getpid()}-{path.name}")
        write(partial, blocks())
        partial.replace(path)


def _blocks_of(path: Path) -> Iterator[pa.RecordBatch]:
    """Making values takes longer than reading them back."""
    with parquet.ParquetFile(path) as file:
        yield from file.iter_batches(BLOCK_ROWS)


def write_sqlite(path: Path, blocks: Iterable[pa.RecordBatch]) -> None:
    """One table with a primary key, in rollback-journal mode."""
    declared = ", ".join(f'"{c.name}" {_SQL_TYPES.get(c.kind, "DATETIME")}' for c in COLUMNS).replace(
        '"id" INTEGER', '"id" INTEGER PRIMARY KEY'
    )
    with sqlite3.connect(path) as connection:
        connection.execute(f'CREATE TABLE "{TABLE}" ({declared})')
        places = ", ".join("?" * len(COLUMNS))
        for block in blocks:
            rows = zip(*(map(written, column.to_pylist()) for column in block.columns), strict=True)
            connection.executemany(f'INSERT INTO "{TABLE}" VALUES ({places})', rows)  # noqa: S608 - names of this package
    connection.close()


def _write_csv(path: Path, blocks: Iterable[pa.RecordBatch]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in COLUMNS])
        for block in blocks:
            writer.writerows(zip(*(map(written, column.to_pylist()) for column in block.columns), strict=True))


def _write_parquet(path: Path, blocks: Iterable[pa.RecordBatch]) -> None:
    with parquet.ParquetWriter(path, SCHEMA, compression="snappy") as writer:
        held: list[pa.RecordBatch] = []
        for block in blocks:
            held.append(block)
            if sum(batch.num_rows for batch in held) >= _ROW_GROUP:
                writer.write_table(pa.Table.from_batches(held), row_group_size=_ROW_GROUP)
                held = []
        if held:
            writer.write_table(pa.Table.from_batches(held), row_group_size=_ROW_GROUP)


def _generator_mark() -> str:
    """Changes with the code that makes the data, so that no run measures old files."""
    digest = sha256()
    for module in (columns, made_values):
        digest.update(Path(module.__file__ or "").read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:12]
