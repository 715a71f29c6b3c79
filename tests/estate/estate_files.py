"""Reads an estate's files without its generator: datasets, the paths of their fields, and the values at a path."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet as pq


@cache
def rows_of(folder: Path, source: str, dataset: str) -> list[dict[str, Any]]:
    """All rows of a dataset, by top-level name; a CSV's cells are texts, empty ones None."""
    path = folder / source
    if path.is_file():
        return list(_table(path, dataset))
    return [row for file in sorted(path.glob(dataset)) for row in _file(file)]


def values_at(row: Any, path: str) -> Iterator[Any]:
    """The values of one row at the text of a path (`devices[].os.name`), without None."""
    step, _, rest = path.partition(".")
    cell = row.get(step.removesuffix("[]"))
    for item in (cell or []) if step.endswith("[]") else [cell]:
        if item is None:
            continue
        if rest:
            yield from values_at(item, rest)
        else:
            yield item


def column(folder: Path, source: str, dataset: str, path: str) -> list[Any]:
    """All values at a path, without None and empty texts, in row order."""
    return [value for row in rows_of(folder, source, dataset) for value in values_at(row, path) if value != ""]


def paths_of(rows: list[dict[str, Any]]) -> set[str]:
    """The text of every path that leads to a value in some row, and of every top-level name."""
    return {path for row in rows for name, cell in row.items() for path in _paths(name, cell)} - _inner(rows)


def tables_of(path: Path) -> set[str]:
    """Names of all tables and views of a SQLite file."""
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')")}


def _paths(prefix: str, cell: Any) -> Iterator[str]:
    if isinstance(cell, dict):
        for name, inner in cell.items():
            yield from _paths(f"{prefix}.{name}", inner)
    elif isinstance(cell, list):
        for inner in cell:
            yield from _paths(f"{prefix}[]", inner)
    else:
        yield prefix


def _inner(rows: list[dict[str, Any]]) -> set[str]:
    """Top-level names that hold an object or a list in some row and None in another."""
    return {name for row in rows for name, cell in row.items() if isinstance(cell, dict | list)}


def _table(path: Path, dataset: str) -> Iterator[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(f'select * from "{dataset}"'):
            yield _taken_apart(dict(row))


def _taken_apart(row: dict[str, Any]) -> dict[str, Any]:
    """A table's row with XML as nested names, and the value of a key-value table under its key."""
    if "attr" in row:
        row[f"value[attr={row['attr']}]"] = row.pop("value")
    for name, cell in row.items():
        if isinstance(cell, str) and cell.startswith("<?xml"):
            root = ElementTree.fromstring(cell)  # noqa: S314 - the estate's own
            row[name] = {root.tag: _elements(root)}
    return row


def _elements(node: ElementTree.Element) -> Any:
    named = {f"@{name}": value for name, value in node.attrib.items()} | {child.tag: _elements(child) for child in node}
    return named or node.text


def _file(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".parquet":
        yield from pq.read_table(path).to_pylist()
    elif path.suffix == ".jsonl":
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    else:
        stream = io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")
        yield from ({name: cell or None for name, cell in row.items()} for row in csv.DictReader(stream))
