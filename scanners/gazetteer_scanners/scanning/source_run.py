"""One source while it is scanned: hands out its chunks, takes in what was read, and decides each dataset when it is whole."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from gazetteer_scanners.classification.probes import plan_probes
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.probes import ProbeSpec
from gazetteer_scanners.scanning.conclude import conclude, gap_result, unreached
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, ScanEvent, SourceDone, SourceOpened
from gazetteer_scanners.scanning.facts import referred_kinds
from gazetteer_scanners.scanning.ids import dataset_id
from gazetteer_scanners.scanning.journal import Journal
from gazetteer_scanners.scanning.outcome import ChunkOutcome
from gazetteer_scanners.scanning.plan import PlannedDataset, PlannedSource, plan_source
from gazetteer_scanners.scanning.prepare import Prepared
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.results import DatasetResult, SourceResult, SourceState
from gazetteer_scanners.scanning.tools import Tools
from gazetteer_scanners.scanning.worker import ChunkTask

_MOST_NAMED = 5


@dataclass(slots=True)
class ScanContext:
    """What all sources of a scan share; `datasets` fills up with the results."""

    options: ScanOptions
    tools: Tools
    key: SketchKey
    as_of: date
    journal: Journal
    on_event: Callable[[ScanEvent], None]
    stop: threading.Event
    datasets: list[DatasetResult] = field(default_factory=list)


@dataclass(slots=True)
class _OpenDataset:
    dataset: PlannedDataset
    probes: tuple[ProbeSpec, ...]
    missing: set[int]
    outcomes: dict[int, ChunkOutcome] = field(default_factory=dict)

    def add(self, index: int, outcome: ChunkOutcome) -> None:
        self.outcomes[index] = outcome
        self.missing.discard(index)


class SourceRun:
    """A source that has been discovered and planned; what can be decided without reading is published at once."""

    def __init__(self, context: ScanContext, prepared: Prepared) -> None:
        self._context = context
        self._prepared = prepared
        self._plan = plan_source(prepared, context.options)
        self._referred = referred_kinds([d.info for d in self._plan.datasets], context.tools.classifier)
        self._open: dict[str, _OpenDataset] = {}
        self._coverages: list[Coverage] = []
        self._damaged: set[str] = set()
        self._in_flight = 0
        chunks = sum(len(d.chunks) for d in self._plan.datasets)
        datasets = len(self._plan.datasets) + len(self._plan.gaps)
        context.on_event(SourceOpened(self._plan.ref, datasets, chunks, _rows(self._plan), self._plan.notes))
        self._open_datasets()
        self._tasks = self._remaining_tasks()
        self._next = next(self._tasks, None)

    @property
    def has_tasks(self) -> bool:
        """True if there are chunks that were not handed out yet."""
        return self._next is not None

    @property
    def may_read(self) -> bool:
        """True if a chunk may be handed out now: there is one, and the source bears another reader."""
        return self.has_tasks and self._in_flight < self._plan.parallel_reads

    @property
    def is_done(self) -> bool:
        """True if all chunks were handed out and taken in."""
        return not self.has_tasks and not self._in_flight

    def next_task(self) -> ChunkTask:
        """The next chunk; only while `has_tasks`."""
        task, self._next = self._next, next(self._tasks, None)
        if task is None:
            raise LookupError("there is no further chunk")
        self._in_flight += 1
        return task

    def take(self, task: ChunkTask, outcome: ChunkOutcome) -> None:
        """Take in what was read of a chunk; publishes its dataset if it was the last one."""
        self._in_flight -= 1
        one = self._open[task.dataset.name]
        one.add(task.chunk.index, outcome)
        if outcome.is_source_damaged:
            self._damaged.add(task.dataset.name)
        if not outcome.is_failed:
            journal = self._context.journal
            journal.record(self._id(one), self._plan_digest(one), task.chunk.index, outcome.to_bytes())
        self._context.on_event(ChunkRead(self._plan.ref, task.dataset.name, outcome.rows))
        if not one.missing:
            self._conclude(self._open.pop(task.dataset.name))

    def finish(self) -> SourceResult:
        """The source's result, told; datasets of which chunks are missing, because the scan was stopped, are NOT_REACHED."""
        for one in self._open.values():
            self._publish(unreached(self._plan.ref, one.dataset, self._context.tools))
        self._open.clear()
        error = self._plan.error or self._damage() or self._total_failure()
        if error is not None:
            state = SourceState.FAILED
        elif all(coverage.state is CoverageState.COMPLETE for coverage in self._coverages):
            state = SourceState.COMPLETE
        else:
            state = SourceState.PARTIAL
        result = SourceResult(self._plan.ref, state, error)
        self._context.on_event(SourceDone(result))
        return result

    def _damage(self) -> CoverageReason | None:
        """The error of a source whose storage is damaged, naming the datasets that were not read; None if it is sound."""
        names = sorted(map(self._context.tools.masker.mask_name, self._damaged))
        if not names:
            return None
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        shown = ", ".join(names[:_MOST_NAMED]) + more
        message = f"{self._plan.ref.key} is damaged: {shown} could not be read wholly. Restore it and scan it again."
        return CoverageReason(CoverageCode.DECODE_ERROR, message)

    def _total_failure(self) -> CoverageReason | None:
        """The first reason of a source of which no dataset could be read; None if one could."""
        if not self._coverages or any(c.state is not CoverageState.FAILED for c in self._coverages):
            return None
        return self._coverages[0].reasons[0]

    def _open_datasets(self) -> None:
        context, plan = self._context, self._plan
        for gap in plan.gaps:
            self._publish(gap_result(plan.ref, gap, context.tools))
        for dataset in plan.datasets:
            if dataset.chunks:
                probes = plan_probes(dataset.info, context.tools.names, context.tools.rules)
                self._open[dataset.info.name] = _OpenDataset(dataset, probes, {c.index for c in dataset.chunks})
            else:
                if dataset.is_source_damaged:
                    self._damaged.add(dataset.info.name)
                self._publish(self._concluded(dataset, {}))
        for name in [name for name, one in self._open.items() if self._take_recorded(one)]:
            self._conclude(self._open.pop(name))

    def _take_recorded(self, one: _OpenDataset) -> bool:
        """Takes over what an earlier run recorded; True if nothing is left to read."""
        for index, recorded in self._context.journal.recorded(self._id(one), self._plan_digest(one)).items():
            if index in one.missing:
                one.add(index, ChunkOutcome.from_bytes(recorded))
        return not one.missing

    def _plan_digest(self, one: _OpenDataset) -> str:
        """A hash over all that a chunk's outcome hangs on: another plan's chunks are never taken for this one's."""
        context, info = self._context, one.dataset.info
        chunks = [(chunk.index, chunk.bounds) for chunk in one.dataset.chunks]
        facts = (info, chunks, context.as_of, context.key.id, context.tools.version, one.probes, context.options.limits)
        return sha256(repr(facts).encode()).hexdigest()

    def _remaining_tasks(self) -> Iterator[ChunkTask]:
        context = self._context
        for one in list(self._open.values()):
            for chunk in one.dataset.chunks:
                if chunk.index in one.missing:
                    yield ChunkTask(
                        self._prepared, one.dataset.info, chunk, context.options, context.key, context.as_of, one.probes
                    )

    def _conclude(self, one: _OpenDataset) -> None:
        self._publish(self._concluded(one.dataset, one.outcomes))

    def _concluded(self, dataset: PlannedDataset, outcomes: Mapping[int, ChunkOutcome]) -> DatasetResult:
        context = self._context
        return conclude(self._plan.ref, dataset, outcomes, context.key, context.tools, context.options, self._referred)

    def _publish(self, result: DatasetResult) -> None:
        self._coverages.append(result.coverage)
        self._context.datasets.append(result)
        self._context.on_event(DatasetDone(result))
        self._context.journal.forget(result.id)

    def _id(self, one: _OpenDataset) -> str:
        return dataset_id(self._prepared.ref.kind, self._prepared.ref.key, one.dataset.info.name)


def _rows(plan: PlannedSource) -> int | None:
    estimates = [d.info.row_estimate for d in plan.datasets if d.chunks]
    return None if any(e is None for e in estimates) else sum(e for e in estimates if e is not None)
