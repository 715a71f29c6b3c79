"""Runs a scan: plans each source, reads its chunks, decides each dataset as soon as its last chunk is in.

    config -> discover -> plan -> chunks on an executor -> evidence -> journal -> merge -> classify -> DatasetDone

One source that fails never stops the others. What was not read says so: every discovered dataset ends in a result.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import uuid4

from gazetteer_scanners.classification.probes import plan_probes
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.probes import ProbeSpec
from gazetteer_scanners.scanning.chunks import ChunkRunner
from gazetteer_scanners.scanning.conclude import conclude, gap_result, unreached
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, ScanEvent, SourceDone, SourceOpened
from gazetteer_scanners.scanning.gate import judge
from gazetteer_scanners.scanning.ids import dataset_id
from gazetteer_scanners.scanning.journal import Journal, MemoryJournal
from gazetteer_scanners.scanning.outcome import ChunkOutcome
from gazetteer_scanners.scanning.plan import PlannedDataset, PlannedSource, plan_source
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
from gazetteer_scanners.scanning.tools import Tools, load_tools
from gazetteer_scanners.scanning.worker import ChunkTask

_MOST_NAMED = 5


def new_scan_id() -> str:
    """`scn_` + 32 random hex digits."""
    return f"scn_{uuid4().hex}"


def _ignore(_: ScanEvent) -> None:
    return None


@dataclass(slots=True)
class _Run:
    options: ScanOptions
    tools: Tools
    key: SketchKey
    as_of: date
    journal: Journal
    on_event: Callable[[ScanEvent], None]
    stop: threading.Event
    runner: ChunkRunner
    datasets: list[DatasetResult] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)

    def publish(self, result: DatasetResult) -> None:
        self.datasets.append(result)
        self.on_event(DatasetDone(result))
        self.journal.forget(result.id)


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
    """Scans the sources one after another; blocks until all are done.

    Args:
        key: the inventory's sketch key.
        on_event: called in this thread with progress and with each result as soon as it is final.
        stop: once set, no further chunk starts; what was not read is NOT_REACHED and the scan CANCELLED.

    Returns:
        The whole result: sources by key, datasets by source key and name.
    """
    halt = stop or threading.Event()
    with ChunkRunner(options.workers, halt) as runner:
        run = _Run(
            options=options,
            tools=load_tools(options),
            key=key,
            as_of=options.as_of or datetime.now(UTC).date(),
            journal=journal or MemoryJournal(),
            on_event=on_event,
            stop=halt,
            runner=runner,
        )
        sources = tuple(_scan_source(run, source) for source in sorted(prepared, key=lambda p: p.ref.key))
    datasets = tuple(sorted(run.datasets, key=lambda d: (d.source.key, d.info.name)))
    return ScanResult(
        id=scan_id,
        sequence=sequence,
        status=_status(sources, halt.is_set()),
        started_at=started_at,
        finished_at=datetime.now(UTC),
        rules=run.tools.version,
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


def _scan_source(run: _Run, prepared: Prepared) -> SourceResult:
    plan = plan_source(prepared, run.options)
    chunks = sum(len(d.chunks) for d in plan.datasets)
    run.on_event(SourceOpened(plan.ref, len(plan.datasets) + len(plan.gaps), chunks, _rows(plan), plan.notes))
    states = []
    for result in _results(run, prepared, plan):
        run.publish(result)
        states.append(result.coverage)
    error = plan.error or _damage(run, plan)
    if error is None and states and all(c.state is CoverageState.FAILED for c in states):
        error = states[0].reasons[0]
    if error is not None:
        state = SourceState.FAILED
    elif all(c.state is CoverageState.COMPLETE for c in states):
        state = SourceState.COMPLETE
    else:
        state = SourceState.PARTIAL
    source = SourceResult(plan.ref, state, error)
    run.on_event(SourceDone(source))
    return source


def _damage(run: _Run, plan: PlannedSource) -> CoverageReason | None:
    """The error of a source whose storage is damaged, naming the datasets that could not be read; None if it is sound."""
    names = sorted(map(run.tools.masker.mask_name, run.damaged))
    run.damaged.clear()
    if not names:
        return None
    shown = ", ".join(names[:_MOST_NAMED]) + (f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else "")
    message = f"{plan.ref.key} is damaged: {shown} could not be read wholly. Restore it and scan it again."
    return CoverageReason(CoverageCode.DECODE_ERROR, message)


def _results(run: _Run, prepared: Prepared, plan: PlannedSource) -> Iterator[DatasetResult]:
    """Each dataset's result as soon as its last chunk is in."""
    for gap in plan.gaps:
        yield gap_result(plan.ref, gap, run.tools)
    open_: dict[str, _Open] = {}
    for dataset in plan.datasets:
        if dataset.chunks:
            probes = plan_probes(dataset.info, run.tools.names, run.tools.rules)
            open_[dataset.info.name] = _Open(dataset, probes, {c.index for c in dataset.chunks})
        else:
            if dataset.is_source_damaged:
                run.damaged.add(dataset.info.name)
            yield conclude(plan.ref, dataset, {}, run.key, run.tools, run.options)
    for name in [n for n, o in open_.items() if _take_recorded(run, prepared, o)]:
        yield _conclude(run, plan, open_.pop(name))
    for task, outcome in run.runner.run(_tasks(run, prepared, open_)):
        one = open_[task.dataset.name]
        one.add(task.chunk.index, outcome)
        if outcome.is_source_damaged:
            run.damaged.add(task.dataset.name)
        if not outcome.is_failed:
            run.journal.record(_id(prepared, one), _plan_digest(run, one), task.chunk.index, outcome.to_bytes())
        run.on_event(ChunkRead(plan.ref, task.dataset.name, outcome.rows))
        if not one.missing:
            yield _conclude(run, plan, open_.pop(task.dataset.name))
    for one in open_.values():
        yield unreached(plan.ref, one.dataset, run.tools)


@dataclass(slots=True)
class _Open:
    dataset: PlannedDataset
    probes: tuple[ProbeSpec, ...]
    missing: set[int]
    outcomes: dict[int, ChunkOutcome] = field(default_factory=dict)

    def add(self, index: int, outcome: ChunkOutcome) -> None:
        self.outcomes[index] = outcome
        self.missing.discard(index)


def _take_recorded(run: _Run, prepared: Prepared, one: _Open) -> bool:
    """Takes over what an earlier run recorded; True if nothing is left to read."""
    for index, recorded in run.journal.recorded(_id(prepared, one), _plan_digest(run, one)).items():
        if index in one.missing:
            one.add(index, ChunkOutcome.from_bytes(recorded))
    return not one.missing


def _plan_digest(run: _Run, one: _Open) -> str:
    """A hash over all that a chunk's outcome hangs on: another plan's chunks are never taken for this one's."""
    info = one.dataset.info
    facts = (info, [(c.index, c.bounds) for c in one.dataset.chunks], run.as_of, run.key.id, run.tools.version, one.probes)
    return sha256(repr((*facts, run.options.limits)).encode()).hexdigest()


def _tasks(run: _Run, prepared: Prepared, open_: dict[str, _Open]) -> Iterator[ChunkTask]:
    for one in list(open_.values()):
        for chunk in one.dataset.chunks:
            if chunk.index in one.missing:
                yield ChunkTask(prepared, one.dataset.info, chunk, run.options, run.key, run.as_of, one.probes)


def _conclude(run: _Run, plan: PlannedSource, one: _Open) -> DatasetResult:
    return conclude(plan.ref, one.dataset, one.outcomes, run.key, run.tools, run.options)


def _id(prepared: Prepared, one: _Open) -> str:
    return dataset_id(prepared.ref.kind, prepared.ref.key, one.dataset.info.name)


def _rows(plan: PlannedSource) -> int | None:
    estimates = [d.info.row_estimate for d in plan.datasets if d.chunks]
    return None if any(e is None for e in estimates) else sum(e for e in estimates if e is not None)


def _status(sources: Sequence[SourceResult], is_stopped: bool) -> ScanStatus:
    if is_stopped:
        return ScanStatus.CANCELLED
    if all(s.state is SourceState.FAILED for s in sources):
        return ScanStatus.FAILED
    if all(s.state is SourceState.COMPLETE for s in sources):
        return ScanStatus.COMPLETE
    return ScanStatus.INCOMPLETE
