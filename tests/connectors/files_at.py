"""Short ways to open and read a folder of files in tests."""

from pathlib import Path

from gazetteer_scanners.connectors.files import CONNECTOR
from gazetteer_scanners.connectors.protocol import Discovery, Location, ReadLimits
from gazetteer_scanners.testing.contract import batch_rows
from gazetteer_scanners.testing.known_source import Row


def discover(path: Path) -> Discovery:
    """What the files connector finds there."""
    return CONNECTOR.open(Location(str(path), "k")).discover()


def read_all(path: Path, limits: ReadLimits | None = None) -> tuple[dict[str, list[Row]], list[str]]:
    """All rows by dataset, and the messages of all reasons."""
    limits = limits or ReadLimits()
    connector = CONNECTOR.open(Location(str(path), "k"))
    rows: dict[str, list[Row]] = {}
    for dataset in connector.discover().datasets:
        rows[dataset.name] = []
        for chunk in connector.plan(dataset, limits):
            for batch in connector.read(dataset, chunk, limits):
                rows[dataset.name] += batch_rows(batch)
    return rows, [f"{reason.code}: {reason.message}" for reason in connector.take_reasons()]


def read_one(path: Path, limits: ReadLimits | None = None) -> tuple[list[Row], list[str]]:
    """The rows of the only dataset, and the messages of all reasons."""
    found, reasons = read_all(path, limits)
    (rows,) = found.values()
    return rows, reasons


def columns_of(path: Path) -> tuple[str, ...]:
    """The column names of the only dataset."""
    (dataset,) = discover(path).datasets
    return tuple(column.name for column in dataset.columns)
