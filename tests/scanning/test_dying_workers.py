"""Chunks on workers: one that kills its worker costs itself alone; a stopped run starts nothing new."""

import os
import sqlite3
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from gazetteer_scanners.connectors.protocol import Chunk, Connector, DatasetInfo, ReadLimits
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.scanning import chunks
from gazetteer_scanners.scanning.chunks import ChunkRunner
from gazetteer_scanners.scanning.coverage import CoverageCode
from gazetteer_scanners.scanning.executors import InlineExecutor
from gazetteer_scanners.scanning.prepare import Prepared, prepare_sources
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.worker import ChunkTask

KEY = SketchKey.from_secret(b"0123456789abcdef")


@dataclass(frozen=True)
class Deadly(Prepared):
    """A source whose opening ends the process at once, as a crash in a driver would."""

    def open(self) -> Connector:
        os._exit(9)


@pytest.fixture
def tasks(tmp_path: Path) -> list[ChunkTask]:
    path = tmp_path / "crm.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table users (email text)")
        connection.executemany("insert into users values (?)", [(f"u{n}@example.org",) for n in range(40)])
    options = ScanOptions(limits=ReadLimits(chunk_rows=10))
    (prepared,) = prepare_sources([SourceSpec(str(path), name="crm")], options)
    connector = prepared.open()
    (info,) = connector.discover().datasets
    planned = connector.plan(info, options.limits)
    connector.close()
    assert len(planned) == 4
    return [task_of(prepared, info, chunk, options) for chunk in planned]


def task_of(prepared: Prepared, info: DatasetInfo, chunk: Chunk, options: ScanOptions) -> ChunkTask:
    return ChunkTask(prepared, info, chunk, options, KEY, date(2026, 6, 30), ())


def test_a_chunk_that_kills_its_worker_costs_itself_alone(tasks: list[ChunkTask], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_SMALL_VALUES", 0)  # small chunks are read in this process otherwise
    source = tasks[1].prepared
    deadly = task_of(Deadly(source.ref, source.location), tasks[1].dataset, tasks[1].chunk, tasks[1].options)
    with ChunkRunner(2, threading.Event()) as runner:
        outcomes = {task.chunk.index: outcome for task, outcome in runner.run([tasks[0], deadly, tasks[2], tasks[3]])}
    assert {index: outcome.rows for index, outcome in outcomes.items()} == {0: 10, 1: 0, 2: 10, 3: 10}
    assert [reason.code for reason in outcomes[1].reasons] == [CoverageCode.CRASHED]
    assert outcomes[1].reasons[0].message.startswith("The worker process that read this chunk died.")
    assert not any(outcomes[index].reasons for index in (0, 2, 3))


def test_a_stopped_run_starts_nothing_new(tasks: list[ChunkTask]) -> None:
    stop = threading.Event()
    seen = []
    with ChunkRunner(1, stop) as runner:
        for task, _ in runner.run(tasks):
            seen.append(task.chunk.index)
            stop.set()
    assert seen == [0]


def test_the_inline_executor_carries_what_a_call_raised() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    executor = InlineExecutor()
    assert executor.submit(len, "abc").result() == 3
    assert isinstance(executor.submit(fail).exception(), ZeroDivisionError)
