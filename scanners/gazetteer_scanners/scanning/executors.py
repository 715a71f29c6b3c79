"""Executors that chunks run on: in the calling process, or a pool of spawned ones that end with their parent.

Workers are spawned, never forked: drivers and Arrow hold threads and locks that a fork would copy half way.
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_WATCH_INTERVAL_S = 0.5


class InlineExecutor(Executor):
    """Runs each call at once in the calling thread."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is done when this returns."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries whatever its call raised
            future.set_exception(error)
        return future


def make_executor(workers: int) -> Executor:
    """An inline executor for one worker, else a spawned pool of so many processes."""
    if workers <= 1:
        return InlineExecutor()
    import multiprocessing  # these two take longer to load than a small source takes to scan
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_watch_parent, initargs=(os.getpid(),))


def _watch_parent(parent: int) -> None:
    """End this process within a second of its parent's death, and by nothing but its parent.

    A killed parent cannot tell its workers to stop; Ctrl+C goes to the whole process group, and only the parent decides
    what becomes of the chunks in flight.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH_INTERVAL_S)
        os._exit(1)

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()


def discard(executor: Executor) -> None:
    """Shut down without waiting for what is queued."""
    executor.shutdown(wait=False, cancel_futures=True)
