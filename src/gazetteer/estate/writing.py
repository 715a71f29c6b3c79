"""Writes sources: SQLite files with keys and views, CSV, JSON lines and Parquet; the same bytes for the same rows."""

import csv
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gazetteer.estate.dataset import Dataset, Row, Source


def write_source(folder: Path, source: Source) -> tuple[list[str], dict[str, int]]:
    """Write a source under the folder; its files (relative, sorted) and the number of rows of each dataset."""
    if source.kind == "sqlite":
        return [source.key], _write_sqlite(folder / source.key, source.datasets)
    files = [name for dataset in source.datasets for name in _write_files(folder / source.key, dataset)]
    return sorted(f"{source.key}/{name}" for name in files), {dataset.name: len(dataset.rows) for dataset in source.datasets}


def _write_sqlite(path: Path, datasets: Sequence[Dataset]) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with connection:
            for dataset in datasets:
                _write_table(connection, dataset)
        return {dataset.name: _count(connection, dataset.name) for dataset in datasets}


def _write_table(connection: sqlite3.Connection, dataset: Dataset) -> None:
    if dataset.view is not None:
        connection.execute(f"CREATE VIEW {_quoted(dataset.name)} AS {dataset.view}")
        return
    declared = {column.holder or column.path: column.sql for column in dataset.columns}
    parts = [f"{_quoted(name)} {sql}" for name, sql in declared.items()]
    parts += [
        f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(table)} ({_quoted(referred)})"
        for column, table, referred in dataset.foreign_keys
    ]
    connection.execute(f"CREATE TABLE {_quoted(dataset.name)} ({', '.join(parts)})")
    marks = ", ".join("?" for _ in declared)
    statement = f"INSERT INTO {_quoted(dataset.name)} VALUES ({marks})"  # noqa: S608 - own names, quoted
    connection.executemany(statement, [tuple(row[name] for name in declared) for row in dataset.rows])


def _quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()  # noqa: S608 - own names, quoted
    return int(count)


def _write_files(folder: Path, dataset: Dataset) -> list[str]:
    """Write the rows in equal parts; the names relative to the source's folder."""
    size = -(-len(dataset.rows) // dataset.parts)
    names = [dataset.name.replace("*", f"part-{index:03d}") for index in range(dataset.parts)]
    for index, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_file(path, dataset, dataset.rows[index * size : (index + 1) * size])
    return names


def _write_file(path: Path, dataset: Dataset, rows: Sequence[Row]) -> None:
    match path.suffix:
        case ".csv":
            _write_csv(path, rows, with_bom=dataset.with_bom)
        case ".jsonl":
            lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
            path.write_bytes("".join(f"{line}\n" for line in lines).encode())
        case ".parquet":
            pq.write_table(pa.Table.from_pylist(list(rows), schema=_schema(dataset.rows)), path, compression="zstd")
        case other:
            raise ValueError(f"the estate writes no {other} files")


def _write_csv(path: Path, rows: Sequence[Row], *, with_bom: bool) -> None:
    with path.open("w", encoding="utf-8-sig" if with_bom else "utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\r\n" if with_bom else "\n")
        writer.writeheader()
        writer.writerows(rows)


def _schema(rows: Sequence[Row]) -> pa.Schema:
    """One schema for all parts, from all rows; a part alone might hold nothing but NULLs in a column."""
    return pa.Table.from_pylist(list(rows)).schema
