"""Chunks of several sources over workers: who reads what, and what is left in this process."""

import os
import sqlite3
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gazetteer_scanners.connectors._sqlite.connector import SqliteConnector
from gazetteer_scanners.connectors.protocol import Capabilities, ReadLimits
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.scanning import chunks
from gazetteer_scanners.scanning.chunks import ChunkRunner
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageState
from gazetteer_scanners.scanning.events import ScanEvent, SourceDone, SourceOpened
from gazetteer_scanners.scanning.journal import MemoryJournal
from gazetteer_scanners.scanning.outcome import ChunkOutcome
from gazetteer_scanners.scanning.prepare import prepare_sources
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.results import ScanStatus
from gazetteer_scanners.scanning.run import _Supply, run_scan
from gazetteer_scanners.scanning.source_run import ScanContext
from gazetteer_scanners.scanning.tools import load_tools
from gazetteer_scanners.scanning.worker import ChunkTask, read_chunk

KEY = SketchKey.from_secret(bytes(16))
AS_OF = date(2026, 6, 30)


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "one.sqlite", tmp_path / "two.sqlite"]
    for path in paths:
        with sqlite3.connect(path) as connection:
            for table in ("a", "b"):
                connection.execute(f"create table {table} (email text)")
                rows = [(f"user{n}@example.org",) for n in range(100)]
                connection.executemany(f"insert into {table} values (?)", rows)
    return paths


@pytest.fixture
def one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    capabilities = Capabilities(splits_datasets=True, has_keys=True, parallel_reads=1)
    monkeypatch.setattr(SqliteConnector, "capabilities", property(lambda _: capabilities))


def context(options: ScanOptions) -> ScanContext:
    tools = load_tools(options)
    return ScanContext(options, tools, KEY, AS_OF, MemoryJournal(), lambda _: None, threading.Event())


def supply(sources: list[Path], options: ScanOptions) -> _Supply:
    return _Supply(context(options), prepare_sources([SourceSpec(str(path)) for path in sources], options))


def place(task: ChunkTask | None) -> str | None:
    return None if task is None else f"{Path(task.prepared.location.url).stem}.{task.dataset.name}.{task.chunk.index}"


def run_all(sources: list[Path], options: ScanOptions, events: list[ScanEvent]) -> ScanStatus:
    prepared = prepare_sources([SourceSpec(str(path)) for path in sources], options)
    started = datetime(2026, 6, 30, tzinfo=UTC)
    result = run_scan(prepared, options, key=KEY, scan_id="scn_1", sequence=1, started_at=started, on_event=events.append)
    return result.status


def test_datasets_and_sources_are_handed_out_together(sources: list[Path]) -> None:
    options = ScanOptions(limits=ReadLimits(chunk_rows=50))
    tasks = supply(sources, options).tasks()
    names = [place(task) for task in tasks]
    assert names == [f"{source}.{table}.{n}" for source in ("one", "two") for table in "ab" for n in (0, 1)]


def test_a_source_that_bears_one_reader_gives_way_to_the_next(sources: list[Path], one_reader: None) -> None:
    plan = supply(sources, ScanOptions(limits=ReadLimits(chunk_rows=50)))
    tasks = plan.tasks()
    first, second, third = next(tasks), next(tasks), next(tasks)
    assert (place(first), place(second), place(third)) == ("one.a.0", "two.a.0", None)
    assert second is not None
    plan.take(second, read_chunk(second))
    assert place(next(tasks)) == "two.a.1"
    assert next(tasks) is None


def test_two_sources_are_open_at_once_with_two_workers(
    sources: list[Path], one_reader: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "_SMALL_VALUES", 0)
    events: list[ScanEvent] = []
    assert run_all(sources, ScanOptions(workers=2, as_of=AS_OF), events) is ScanStatus.COMPLETE
    order = [type(event) for event in events if isinstance(event, SourceOpened | SourceDone)]
    assert order == [SourceOpened, SourceOpened, SourceDone, SourceDone]


def test_one_worker_reads_source_after_source(sources: list[Path]) -> None:
    events: list[ScanEvent] = []
    assert run_all(sources, ScanOptions(as_of=AS_OF), events) is ScanStatus.COMPLETE
    order = [type(event) for event in events if isinstance(event, SourceOpened | SourceDone)]
    assert order == [SourceOpened, SourceDone, SourceOpened, SourceDone]


def test_little_is_read_without_a_pool(sources: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise AssertionError("a pool was started")

    monkeypatch.setattr(chunks, "make_executor", refuse)
    assert run_all(sources, ScanOptions(workers=4, as_of=AS_OF), []) is ScanStatus.COMPLETE
    monkeypatch.setattr(chunks, "_SMALL_VALUES", 399)
    with pytest.raises(AssertionError, match="a pool was started"):
        run_all(sources, ScanOptions(workers=4, as_of=AS_OF), [])


def end_in_table_b(task: ChunkTask) -> ChunkOutcome:
    if task.dataset.name == "b":
        os._exit(1)
    return read_chunk(task)


def test_a_worker_that_dies_costs_its_chunk_alone(sources: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_SMALL_VALUES", 0)
    monkeypatch.setattr(chunks, "read_chunk", end_in_table_b)
    options = ScanOptions(workers=2, as_of=AS_OF)
    one = supply(sources[:1], options)
    states = {}
    with ChunkRunner(2, threading.Event()) as runner:
        for task, outcome in runner.run(one.tasks()):
            states[task.dataset.name] = (outcome.is_failed, [reason.code for reason in outcome.reasons])
            one.take(task, outcome)
    assert states == {"a": (False, []), "b": (True, [CoverageCode.CRASHED])}
    assert [result.state.value for result in one.finish()] == ["PARTIAL"]


def test_stopping_leaves_the_rest_unreached(sources: list[Path]) -> None:
    options = ScanOptions(as_of=AS_OF, limits=ReadLimits(chunk_rows=50))
    shared = context(options)
    plan = _Supply(shared, prepare_sources([SourceSpec(str(path)) for path in sources], options))
    with ChunkRunner(1, shared.stop) as runner:
        for task, outcome in runner.run(plan.tasks()):
            plan.take(task, outcome)
            shared.stop.set()
    plan.finish()
    assert [result.coverage.state for result in shared.datasets] == [CoverageState.NOT_REACHED] * 4
