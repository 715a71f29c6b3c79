"""The contract suite catches connectors that do not keep it, and its plug-in costs nothing."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from gazetteer_scanners.connectors._sqlite.connection import SqliteFile
from gazetteer_scanners.connectors._sqlite.connector import SqliteConnector
from gazetteer_scanners.connectors.protocol import (
    Capabilities,
    Chunk,
    Connector,
    DatasetInfo,
    Discovery,
    Location,
    ReadLimits,
    Recognition,
)
from gazetteer_scanners.connectors.sqlite import CONNECTOR
from gazetteer_scanners.testing.contract import ConnectorContract
from gazetteer_scanners.testing.known_source import KnownSource
from tests.connectors.sqlite_source import make_sqlite


class LosesRows(SqliteConnector):
    def read(self, dataset: DatasetInfo, chunk: Chunk, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
        for batch in super().read(dataset, chunk, limits):
            yield batch.slice(0, max(1, batch.num_rows - 1))


class RepeatsChunks(SqliteConnector):
    def plan(self, dataset: DatasetInfo, limits: ReadLimits) -> Sequence[Chunk]:
        chunks = list(super().plan(dataset, limits))
        return [*chunks, replace(chunks[0], index=len(chunks))]


class ReadsTooMuchAtOnce(SqliteConnector):
    def read(self, dataset: DatasetInfo, chunk: Chunk, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
        return super().read(dataset, chunk, ReadLimits())


class TellsNulls(SqliteConnector):
    def read(self, dataset: DatasetInfo, chunk: Chunk, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
        for batch in super().read(dataset, chunk, limits):
            columns = [column.fill_null(b"" if pa.types.is_binary(column.type) else "") for column in batch.columns]
            yield pa.RecordBatch.from_arrays(columns, schema=batch.schema)


class IgnoresSamples(SqliteConnector):
    def plan(self, dataset: DatasetInfo, limits: ReadLimits) -> Sequence[Chunk]:
        return super().plan(dataset, replace(limits, sample_rows=None))


class DeniesKeys(SqliteConnector):
    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, has_keys=False)


class IsUnsorted(SqliteConnector):
    def discover(self) -> Discovery:
        found = super().discover()
        return replace(found, datasets=found.datasets[::-1])


class BelievesItsEstimates(SqliteConnector):
    def discover(self) -> Discovery:
        found = super().discover()
        return replace(found, datasets=tuple(replace(d, row_estimate=17, is_row_count_exact=True) for d in found.datasets))


class NamesTwoAlike(SqliteConnector):
    def discover(self) -> Discovery:
        found = super().discover()
        return replace(found, datasets=(found.datasets[0], *found.datasets))


class LeavesFiles(SqliteConnector):
    def close(self) -> None:
        self._file.path.with_name("left.tmp").touch()
        super().close()


class ClosesOnce(SqliteConnector):
    is_closed = False

    def close(self) -> None:
        if self.is_closed:
            raise RuntimeError("closed already")
        self.is_closed = True
        super().close()


class Factory:
    """SQLite's factory, with another connector."""

    def __init__(self, connector: Callable[[SqliteFile], Connector]) -> None:
        self._connector = connector
        self.schemes = CONNECTOR.schemes

    def recognises(self, path: Path) -> Recognition:
        return CONNECTOR.recognises(path)

    def canonical(self, url: str, working_directory: Path) -> str:
        return CONNECTOR.canonical(url, working_directory)

    def open(self, location: Location) -> Connector:
        return self._connector(SqliteFile(Path(location.url), 5_000))


@pytest.mark.parametrize(
    ("connector", "test", "arguments"),
    [
        (LosesRows, "test_chunks_hold_every_row_once", {"chunk_rows": 100}),
        (LosesRows, "test_odd_names_survive", {}),
        (LosesRows, "test_reading_can_stop_half_way", {}),
        (RepeatsChunks, "test_chunks_hold_every_row_once", {"chunk_rows": 1_000_000}),
        (RepeatsChunks, "test_chunks_are_read_anywhere_in_any_order", {}),
        (ReadsTooMuchAtOnce, "test_batches_are_bounded_by_bytes", {"batch_bytes": 256}),
        (TellsNulls, "test_null_and_empty_stay_apart", {}),
        (IgnoresSamples, "test_samples_are_bounded_and_hold_rows_once", {"sample_rows": 3}),
        (DeniesKeys, "test_only_declared_capabilities_show", {}),
        (IsUnsorted, "test_discovery_is_sorted_and_stable", {}),
        (BelievesItsEstimates, "test_exact_row_counts_are_exact", {}),
        (NamesTwoAlike, "test_discovery_finds_what_is_there", {}),
        (LeavesFiles, "test_a_scan_leaves_the_source_as_it_is", {}),
        (ClosesOnce, "test_closing_twice_is_fine", {}),
    ],
)
def test_broken_connectors_are_caught(
    tmp_path: Path, connector: type[SqliteConnector], test: str, arguments: dict[str, Any]
) -> None:
    known: KnownSource = make_sqlite(tmp_path)
    check = getattr(ConnectorContract(), test)
    check(known, **arguments)
    with pytest.raises((AssertionError, RuntimeError)):
        check(replace(known, factory=Factory(connector)), **arguments)


def test_a_suite_without_a_source_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "test_mine.py").write_text(
        "from gazetteer_scanners.testing.contract import ConnectorContract\nclass TestMine(ConnectorContract): pass\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "connector_contract", "--strict-markers"]
    done = subprocess.run([*command, "test_mine.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert re.search(r"^29 errors in ", done.stdout, re.MULTILINE)
    assert "a subclass of ConnectorContract gives the fixture 'known'" in done.stdout


def test_the_plugin_imports_neither_arrow_nor_connectors() -> None:
    program = (
        "import sys, gazetteer_scanners.testing.plugin\n"
        "print([m for m in sys.modules if m.startswith(('pyarrow', 'numpy', 'gazetteer_scanners.connectors'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
