"""Runs a scan: plans each source, reads its chunks, decides each dataset as soon as its last chunk is in.

    config -> discover -> plan -> chunks on an executor -> evidence -> journal -> merge -> classify -> DatasetDone

With several workers, chunks of several datasets and sources are read at once, of each source as many as it bears. One
source that fails never stops the others. What was not read says so: every discovered dataset ends in a result.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.scanning.chunks import ChunkRunner
from gazetteer_scanners.scanning.events import ScanEvent
from gazetteer_scanners.scanning.gate import judge
from gazetteer_scanners.scanning.journal import Journal, MemoryJournal
from gazetteer_scanners.scanning.outcome import ChunkOutcome
from gazetteer_scanners.scanning.prepare import Prepared
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.results import (
    CoverageTotals,
    DatasetResult,
    ScanResult,
    ScanStatus,
    SourceResult,
    SourceState,
)
from gazetteer_scanners.scanning.source_run import ScanContext, SourceRun
from gazetteer_scanners.scanning.tools import load_tools
from gazetteer_scanners.scanning.worker import ChunkTask


def new_scan_id() -> str:
    """`scn_` + 32 random hex digits."""
    return f"scn_{uuid4().hex}"


def _ignore(_: ScanEvent) -> None:
    return None


def run_scan(
    prepared: Sequence[Prepared],
    options: ScanOptions,
    *,
    key: SketchKey,
    scan_id: str,
    sequence: int,
    started_at: datetime,
    journal: Journal | None = None,
    on_event: Callable[[ScanEvent], None] = _ignore,
    stop: threading.Event | None = None,
) -> ScanResult:
    """Scans the sources; blocks until all are done.

    Args:
        key: the inventory's sketch key.
        on_event: called in this thread with progress and with each result as soon as it is final.
        stop: once set, no further chunk starts; what was not read is NOT_REACHED and the scan CANCELLED.

    Returns:
        The whole result: sources by key, datasets by source key and name.
    """
    context = ScanContext(
        options=options,
        tools=load_tools(options),
        key=key,
        as_of=options.as_of or datetime.now(UTC).date(),
        journal=journal or MemoryJournal(),
        on_event=on_event,
        stop=stop or threading.Event(),
    )
    supply = _Supply(context, prepared)
    with ChunkRunner(options.workers, context.stop) as runner:
        for task, outcome in runner.run(supply.tasks()):
            supply.take(task, outcome)
        sources = supply.finish()
    datasets = tuple(sorted(context.datasets, key=lambda d: (d.source.key, d.info.name)))
    return ScanResult(
        id=scan_id,
        sequence=sequence,
        status=_status(sources, context.stop.is_set()),
        started_at=started_at,
        finished_at=datetime.now(UTC),
        rules=context.tools.version,
        sources=sources,
        datasets=datasets,
        coverage=total(datasets, sources),
        gate=judge(datasets, options.fail_on),
    )


def total(datasets: Sequence[DatasetResult], sources: Sequence[SourceResult]) -> CoverageTotals:
    """Coverage over the datasets; each source that FAILED as a whole adds one to `unexpected`."""
    totals = CoverageTotals()
    for dataset in datasets:
        totals = totals.plus(dataset.coverage)
    return totals.with_failed_sources(sum(s.state is SourceState.FAILED for s in sources))


class _Supply:
    """The chunks of all sources: of the first that bears another reader; a source is opened when those before are busy."""

    def __init__(self, context: ScanContext, prepared: Sequence[Prepared]) -> None:
        self._context = context
        self._unopened = deque(sorted(prepared, key=lambda one: one.ref.key))
        self._running: dict[str, SourceRun] = {}
        self._results: dict[str, SourceResult] = {}

    def tasks(self) -> Iterator[ChunkTask | None]:
        """Chunks to read; None where one that is being read has to be done first."""
        while self._unopened or any(source.has_tasks for source in self._running.values()):
            source = next((one for one in self._running.values() if one.may_read), None)
            if source is not None:
                yield source.next_task()
            elif self._unopened:
                self._open_next()
            else:
                yield None

    def take(self, task: ChunkTask, outcome: ChunkOutcome) -> None:
        """Take in what was read of a chunk."""
        key = task.prepared.ref.key
        self._running[key].take(task, outcome)
        if self._running[key].is_done:
            self._finish(key)

    def finish(self) -> tuple[SourceResult, ...]:
        """All sources' results by key; what a stopped scan left is NOT_REACHED."""
        while self._unopened:
            self._open_next()
        for key in list(self._running):
            self._finish(key)
        return tuple(self._results[key] for key in sorted(self._results))

    def _open_next(self) -> None:
        prepared = self._unopened.popleft()
        source = self._running[prepared.ref.key] = SourceRun(self._context, prepared)
        if source.is_done:
            self._finish(prepared.ref.key)

    def _finish(self, key: str) -> None:
        self._results[key] = self._running.pop(key).finish()


def _status(sources: Sequence[SourceResult], is_stopped: bool) -> ScanStatus:
    if is_stopped:
        return ScanStatus.CANCELLED
    if all(s.state is SourceState.FAILED for s in sources):
        return ScanStatus.FAILED
    if all(s.state is SourceState.COMPLETE for s in sources):
        return ScanStatus.COMPLETE
    return ScanStatus.INCOMPLETE
