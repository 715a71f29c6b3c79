"""The contract suite of connectors: subclass it, give it a source whose content you know.

    class TestMine(ConnectorContract):
        @pytest.fixture
        def known(self, tmp_path: Path) -> KnownSource:
            return make_my_source(tmp_path)

Each test opens the source anew. Whatever a connector declares in its capabilities is checked; whatever it does not
declare must be absent.
"""

# ruff: noqa: S101 - a test suite asserts

import pickle
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import Any

import pyarrow as pa
import pytest

from gazetteer_scanners.connectors.protocol import JSON_DOCUMENT, Connector, DatasetInfo, DataType, Discovery, ReadLimits
from gazetteer_scanners.errors import ScannerError, UnknownSourceError, UsageError
from gazetteer_scanners.testing.known_source import ODD_NAMES, KnownDataset, KnownSource, Row

CHUNK_ROWS = (1, 7, 100, 1_000_000)
BATCH_BYTES = (256, 4096, 8 * 1024 * 1024)
SAMPLE_ROWS = (1, 3, 40, 1_000_000)


@pytest.mark.connector_contract
class ConnectorContract:
    """What every connector does."""

    @pytest.fixture
    def known(self, tmp_path: FilePath) -> KnownSource:
        """The source to test against; a subclass overrides this fixture."""
        raise NotImplementedError("a subclass of ConnectorContract gives the fixture 'known'")

    def test_discovery_finds_what_is_there(self, known: KnownSource) -> None:
        with opened(known) as connector:
            discovery = connector.discover()
        assert {d.name: d.kind for d in discovery.datasets} == {n: d.kind for n, d in known.datasets.items()}
        assert {gap.name for gap in discovery.gaps} == known.gaps
        names = [*(dataset.name for dataset in discovery.datasets), *(gap.name for gap in discovery.gaps)]
        assert len(names) == len(set(names))
        for dataset in discovery.datasets:
            assert tuple(column.name for column in dataset.columns) == known.datasets[dataset.name].columns

    def test_discovery_is_sorted_and_stable(self, known: KnownSource) -> None:
        with opened(known) as connector:
            first, again = connector.discover(), connector.discover()
        with opened(known) as connector:
            anew = connector.discover()
        assert first == again == anew
        assert [d.name for d in first.datasets] == sorted(d.name for d in first.datasets)
        assert [gap.name for gap in first.gaps] == sorted(gap.name for gap in first.gaps)

    def test_only_declared_capabilities_show(self, known: KnownSource) -> None:
        with opened(known) as connector:
            capabilities, discovery = connector.capabilities, connector.discover()
        for dataset in discovery.datasets:
            expected = known.datasets[dataset.name]
            keys = (expected.primary_key, expected.foreign_keys) if capabilities.has_keys else ((), ())
            assert (dataset.primary_key, dataset.foreign_keys) == keys
            comments = {column.name: column.comment for column in dataset.columns if column.comment is not None}
            assert comments == (dict(expected.comments) if capabilities.has_comments else {})
            assert (dataset.change_mark is not None) == capabilities.has_change_marks
            has_view_text = capabilities.has_views and expected.view_text is not None
            assert (dataset.view_text is not None) == has_view_text
            assert not has_view_text or str(expected.view_text) in str(dataset.view_text)
            assert capabilities.has_types or all(c.data_type is DataType.UNKNOWN for c in dataset.columns)

    def test_exact_row_counts_are_exact(self, known: KnownSource) -> None:
        with opened(known) as connector:
            exact = [dataset for dataset in connector.discover().datasets if dataset.is_row_count_exact]
        for dataset in exact:
            assert dataset.row_estimate == len(known.datasets[dataset.name].rows)

    def test_odd_names_survive(self, known: KnownSource) -> None:
        if known.odd is None:
            assert all(not dataset.columns for dataset in known.datasets.values())
            return
        with opened(known) as connector:
            dataset = find(connector.discover(), known.odd)
            assert tuple(column.name for column in dataset.columns) == ODD_NAMES
            assert rows_of(connector, dataset, ReadLimits()) == expected_rows(connector, known.datasets[known.odd])

    @pytest.mark.parametrize("chunk_rows", CHUNK_ROWS)
    def test_chunks_hold_every_row_once(self, known: KnownSource, chunk_rows: int) -> None:
        with opened(known) as connector:
            for dataset in connector.discover().datasets:
                found = rows_of(connector, dataset, ReadLimits(chunk_rows=chunk_rows))
                assert found == expected_rows(connector, known.datasets[dataset.name])

    def test_plans_are_numbered_and_stable(self, known: KnownSource) -> None:
        limits = ReadLimits(chunk_rows=7)
        with opened(known) as connector, opened(known) as another:
            for dataset in connector.discover().datasets:
                chunks = connector.plan(dataset, limits)
                assert [chunk.index for chunk in chunks] == list(range(max(1, len(chunks))))
                assert {chunk.dataset for chunk in chunks} == {dataset.name}
                assert list(another.plan(dataset, limits)) == list(chunks)

    def test_chunks_are_read_anywhere_in_any_order(self, known: KnownSource) -> None:
        limits = ReadLimits(chunk_rows=7)
        with opened(known) as connector:
            work = [(d, chunk) for d in connector.discover().datasets for chunk in connector.plan(d, limits)]
            expected = {name: expected_rows(connector, dataset) for name, dataset in known.datasets.items()}
        found: dict[str, Counter[Row]] = {name: Counter() for name in known.datasets}
        for dataset, chunk in reversed(pickle.loads(pickle.dumps(work))):  # noqa: S301 - pickled one line above
            with opened(known) as worker:
                for batch in worker.read(dataset, chunk, limits):
                    found[dataset.name].update(batch_rows(batch))
        assert found == expected

    def test_reading_twice_gives_the_same_batches(self, known: KnownSource) -> None:
        limits = ReadLimits(batch_bytes=4096)
        with opened(known) as connector, opened(known) as another:
            for dataset in connector.discover().datasets:
                for chunk in connector.plan(dataset, limits):
                    once = list(connector.read(dataset, chunk, limits))
                    again = list(another.read(dataset, chunk, limits))
                    assert [b.num_rows for b in once] == [b.num_rows for b in again]
                    assert [batch_rows(b) for b in once] == [batch_rows(b) for b in again]

    @pytest.mark.parametrize("batch_bytes", BATCH_BYTES)
    def test_batches_are_bounded_by_bytes(self, known: KnownSource, batch_bytes: int) -> None:
        limits = ReadLimits(batch_bytes=batch_bytes)
        with opened(known) as connector:
            for dataset in connector.discover().datasets:
                for batch in batches_of(connector, dataset, limits):
                    assert batch.num_rows > 0
                    assert batch.num_rows == 1 or batch.nbytes <= 2 * batch_bytes

    def test_batches_have_the_discovered_columns(self, known: KnownSource) -> None:
        with opened(known) as connector:
            for dataset in connector.discover().datasets:
                for batch in batches_of(connector, dataset, ReadLimits()):
                    if dataset.is_schemaless:
                        assert batch.schema.names[0] == ""
                        assert batch.schema.field(0).metadata == JSON_DOCUMENT
                    else:
                        assert tuple(batch.schema.names) == tuple(column.name for column in dataset.columns)

    @pytest.mark.parametrize("sample_rows", SAMPLE_ROWS)
    def test_samples_are_bounded_and_hold_rows_once(self, known: KnownSource, sample_rows: int) -> None:
        with opened(known) as connector:
            for dataset in connector.discover().datasets:
                whole = expected_rows(connector, known.datasets[dataset.name])
                found = rows_of(connector, dataset, ReadLimits(sample_rows=sample_rows))
                assert found <= whole
                assert min(1, whole.total()) <= found.total() <= sample_rows
                assert sample_rows < 1_000_000 or found == whole

    def test_null_and_empty_stay_apart(self, known: KnownSource) -> None:
        with opened(known) as connector:
            for dataset in connector.discover().datasets:
                found = rows_of(connector, dataset, ReadLimits())
                expected = expected_rows(connector, known.datasets[dataset.name])
                for value in (None, ""):
                    assert count_cells(found, value) == count_cells(expected, value)

    def test_reading_can_stop_half_way(self, known: KnownSource) -> None:
        limits = ReadLimits(batch_bytes=256)
        with opened(known) as connector:
            for dataset in connector.discover().datasets:
                batches = connector.read(dataset, connector.plan(dataset, limits)[0], limits)
                next(batches, None)
                getattr(batches, "close", lambda: None)()
                assert rows_of(connector, dataset, limits) == expected_rows(connector, known.datasets[dataset.name])

    def test_reasons_are_taken_once(self, known: KnownSource) -> None:
        with opened(known) as connector:
            for dataset in connector.discover().datasets:
                list(batches_of(connector, dataset, ReadLimits()))
            connector.take_reasons()
            assert connector.take_reasons() == ()

    def test_closing_twice_is_fine(self, known: KnownSource) -> None:
        connector = known.factory.open(known.location)
        connector.discover()
        connector.close()
        connector.close()

    def test_records_survive_pickling(self, known: KnownSource) -> None:
        with opened(known) as connector:
            discovery = connector.discover()
            chunks = [connector.plan(dataset, ReadLimits()) for dataset in discovery.datasets]
        for record in (known.location, discovery, chunks):
            assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 - pickled in the same line

    def test_a_scan_leaves_the_source_as_it_is(self, known: KnownSource) -> None:
        before = snapshot(known.files)
        with opened(known) as connector:
            for dataset in connector.discover().datasets:
                list(batches_of(connector, dataset, ReadLimits(chunk_rows=7)))
                list(batches_of(connector, dataset, ReadLimits(sample_rows=3)))
        assert snapshot(known.files) == before

    def test_what_cannot_be_read_is_an_error_of_ours(self, known: KnownSource) -> None:
        for what, location in known.unreadable.items():
            with pytest.raises(ScannerError) as caught, opened(known, location) as connector:
                connector.discover()
            assert str(caught.value), what

    def test_every_spelling_has_one_canonical_form(self, known: KnownSource, tmp_path: FilePath) -> None:
        canonical = known.factory.canonical(known.location.url, tmp_path)
        assert {known.factory.canonical(text, tmp_path) for text in known.spellings} <= {canonical}
        assert known.factory.canonical(canonical, FilePath("/")) == canonical

    def test_what_does_not_exist_or_parse_is_a_usage_error(self, known: KnownSource, tmp_path: FilePath) -> None:
        if known.files:
            with pytest.raises(UnknownSourceError, match="does not exist"):
                known.factory.canonical(str(tmp_path / "no such thing"), tmp_path)
        for scheme in known.factory.schemes:
            with pytest.raises(UsageError):
                known.factory.canonical(f"{scheme}:", tmp_path)


@contextmanager
def opened(known: KnownSource, location: Any = None) -> Iterator[Connector]:
    """The source, opened anew and closed afterwards."""
    connector = known.factory.open(location or known.location)
    try:
        yield connector
    finally:
        connector.close()


def find(discovery: Discovery, name: str) -> DatasetInfo:
    """The dataset of that name."""
    return next(dataset for dataset in discovery.datasets if dataset.name == name)


def batches_of(connector: Connector, dataset: DatasetInfo, limits: ReadLimits) -> Iterator[pa.RecordBatch]:
    """All batches of all chunks."""
    for chunk in connector.plan(dataset, limits):
        yield from connector.read(dataset, chunk, limits)


def rows_of(connector: Connector, dataset: DatasetInfo, limits: ReadLimits) -> Counter[Row]:
    """Each row, with how often it was read."""
    return Counter(row for batch in batches_of(connector, dataset, limits) for row in batch_rows(batch))


def expected_rows(connector: Connector, dataset: KnownDataset) -> Counter[Row]:
    """Each known row, with how often it is there; none if the connector reads no values."""
    return Counter(dataset.rows if connector.capabilities.reads_values else ())


def batch_rows(batch: pa.RecordBatch) -> list[Row]:
    """The batch's rows as `KnownDataset.rows` writes them."""
    columns = [_cells(column) for column in batch.columns]
    return list(zip(*columns, strict=True))


def count_cells(rows: Counter[Row], value: str | None) -> int:
    """How many cells hold the value."""
    return sum(count * row.count(value) for row, count in rows.items())


def snapshot(paths: tuple[FilePath, ...]) -> dict[str, bytes | None]:
    """Names and contents of files, and of all that lies in the folders among them."""
    found: dict[str, bytes | None] = {}
    for path in paths:
        for item in sorted(path.rglob("*")) if path.is_dir() else [path]:
            found[str(item)] = item.read_bytes() if item.is_file() else None
    return found


def _cells(column: pa.Array) -> list[str | None]:
    if pa.types.is_string(column.type):
        column = column.cast(pa.binary())
    return [_cell(value) for value in column.to_pylist()]


def _cell(value: Any) -> str | None:
    if value is None:
        return None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
