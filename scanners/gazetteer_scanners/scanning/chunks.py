"""Runs chunks on an executor, a few in flight at a time, and survives workers that die.

A dead worker breaks a whole pool, so every chunk in flight is a suspect: each runs again alone in a fresh pool, and one
that breaks that too is given up as CRASHED, so that one poisonous chunk costs one chunk.
"""

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait

from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason
from gazetteer_scanners.scanning.executors import InlineExecutor, discard, make_executor
from gazetteer_scanners.scanning.outcome import ChunkOutcome
from gazetteer_scanners.scanning.worker import ChunkTask, crash_of, read_chunk

_IN_FLIGHT_PER_WORKER = 2
_SMALL_VALUES = 1_000_000
"""So many values are read in this process before a pool is started, which takes about as long as reading them."""

_BYTES_PER_VALUE = 8


class ChunkRunner:
    """Yields outcomes of chunks as they finish; a context manager that owns its executor."""

    def __init__(self, workers: int, stop: threading.Event) -> None:
        self._workers = workers
        self._stop = stop
        self._inline = InlineExecutor()
        self._pool: Executor | None = None
        self._values_inline = 0

    def __enter__(self) -> "ChunkRunner":
        return self

    def __exit__(self, *exception: object) -> None:
        if self._pool is not None:
            discard(self._pool)

    def run(self, tasks: Iterable[ChunkTask | None]) -> Iterator[tuple[ChunkTask, ChunkOutcome]]:
        """Outcomes in the order in which they finish. After `stop` is set nothing new starts, and the rest stays out.

        A None among the tasks means that no other may start before one of those in flight is done.
        """
        waiting = iter(tasks)
        flying: dict[Future[ChunkOutcome], ChunkTask] = {}
        limit = 1 if self._workers <= 1 else self._workers * _IN_FLIGHT_PER_WORKER
        while True:
            while len(flying) < limit and not self._stop.is_set():
                task = next(waiting, None)
                if task is None:
                    break
                flying[self._submit(task)] = task
            if not flying:
                return
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenExecutor) for future in done):
                suspects = list(flying.values())
                flying.clear()
                yield from self._run_alone(suspects)
                continue
            for future in sorted(done, key=lambda f: flying[f].chunk.index):
                yield flying.pop(future), _outcome(future)

    def _submit(self, task: ChunkTask) -> Future[ChunkOutcome]:
        if self._workers <= 1 or self._is_inline(task):
            return self._inline.submit(read_chunk, task)
        if self._pool is None:
            self._pool = make_executor(self._workers)
        try:
            return self._pool.submit(read_chunk, task)
        except BrokenExecutor as error:
            broken: Future[ChunkOutcome] = Future()
            broken.set_exception(error)
            return broken

    def _is_inline(self, task: ChunkTask) -> bool:
        """True while there is no pool and what this process has read for lack of one is little."""
        values = _values_of(task)
        if self._pool is not None or values is None or self._values_inline + values > _SMALL_VALUES:
            return False
        self._values_inline += values
        return True

    def _run_alone(self, suspects: list[ChunkTask]) -> Iterator[tuple[ChunkTask, ChunkOutcome]]:
        self._renew()
        for task in suspects:
            if self._stop.is_set():
                return
            future = self._submit(task)
            wait([future])
            if isinstance(future.exception(), BrokenExecutor):
                self._renew()
            yield task, _outcome(future)

    def _renew(self) -> None:
        if self._pool is not None:
            discard(self._pool)
        self._pool = make_executor(self._workers)


def _values_of(task: ChunkTask) -> int | None:
    """About how many values the chunk has; None if nothing tells."""
    chunk = task.chunk
    counts = [] if chunk.rows is None else [chunk.rows * max(1, len(task.dataset.columns))]
    if chunk.size is not None:
        counts.append(chunk.size // _BYTES_PER_VALUE)
    return max(counts, default=None)


def _outcome(future: Future[ChunkOutcome]) -> ChunkOutcome:
    """What the future holds; an unexpected exception becomes CRASHED and names its type only, since texts can hold values."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        message = "The worker process that read this chunk died. Run again with --workers 1 to see why."
        return ChunkOutcome(None, 0, (CoverageReason(CoverageCode.CRASHED, message),), is_failed=True)
    return ChunkOutcome(None, 0, (crash_of(error),), is_failed=True)
