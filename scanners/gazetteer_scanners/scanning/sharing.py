"""Shares the pieces of a batch between two threads, for as long as reading is ahead of the work on it.

The compiled kernel releases the interpreter's lock, so that two columns are worked on at once where there are two cores.
The work must keep apart what belongs to a piece; what pieces share is locked by who uses it.
"""

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Shared:
    """Works on pieces here and in one other thread, which is started when it is needed; a context manager."""

    def __init__(self, may_share: bool) -> None:
        """Starts nothing yet; without `may_share` everything is done here."""
        self._may_share = may_share and has_second_core()
        self._other = ThreadPoolExecutor(1, thread_name_prefix="shared-columns")

    def __enter__(self) -> "Shared":
        return self

    def __exit__(self, *exception: object) -> None:
        self._other.shutdown()

    def each(self, work: Callable[[T], None], pieces: Sequence[T], is_ahead: bool) -> None:
        """Calls `work` once for each piece, in any order; returns when all are done.

        Args:
            work: what to do.
            pieces: to do it with.
            is_ahead: there is more to work on already; else a second thread would only slow the reader.

        Raises:
            Exception: what `work` raised; pieces that had not been begun are left out then.
        """
        if not (self._may_share and is_ahead and len(pieces) > 1):
            for piece in pieces:
                work(piece)
            return
        left = deque(pieces)
        other = self._other.submit(_work_off, work, left)
        try:
            _work_off(work, left)
        finally:
            failure = other.exception()  # waits, also when this thread has failed
        if failure is not None:
            raise failure


def _work_off(work: Callable[[T], None], left: deque[T]) -> None:
    try:
        while left:
            try:
                piece = left.popleft()
            except IndexError:  # the other thread took the last one
                return
            work(piece)
    except BaseException:
        left.clear()
        raise


def has_second_core() -> bool:
    """True if this process may run on more than one core."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    return (len(affinity(0)) if affinity else os.cpu_count() or 1) > 1
