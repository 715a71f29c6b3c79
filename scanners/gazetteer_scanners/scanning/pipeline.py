"""Reads ahead: a thread reads the next batches while the caller works on the one before.

Readers and the compiled kernel release the interpreter's lock, so that reading costs no time of its own where there is a
second core. The source is opened, read and closed by that one thread: a connector need not be fit for several.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator

import pyarrow as pa

Batches = Iterator[pa.RecordBatch]


class ReadAhead:
    """The batches of a source in their order, read in a thread of their own; a context manager.

    At most `max_bytes` wait to be taken (one batch always may), beside the one in the reader's hands and the one in the
    caller's: memory does not grow with the rows. What the reader raises is raised to the caller after the batches before
    it. Leaving the block early makes the reader close its source, and no thread is left behind.

    Attributes:
        is_ahead: the batch taken last had been waiting, or the reader is done: it needs no core of its own.
    """

    def __init__(self, open_batches: Callable[[], Batches], max_bytes: int) -> None:
        """Starts nothing yet.

        Args:
            open_batches: called in the reader's thread; a generator whose end or `close` gives back what it holds.
            max_bytes: how much may wait.
        """
        self._open = open_batches
        self._max_bytes = max_bytes
        self._waiting: deque[tuple[pa.RecordBatch, int]] = deque()
        self._waiting_bytes = 0
        self._changed = threading.Condition()
        self.is_ahead = False
        self._is_over = False
        self._is_left = False
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._read, name="read-ahead", daemon=True)

    def __enter__(self) -> "ReadAhead":
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        with self._changed:
            self._is_left = True
            self._waiting.clear()
            self._changed.notify_all()
        self._thread.join()

    def __iter__(self) -> Batches:
        """Each batch once.

        Raises:
            Exception: whatever reading raised.
        """
        while (batch := self._take()) is not None:
            yield batch
            del batch  # while the next one is awaited, this one is nobody's

    def _take(self) -> pa.RecordBatch | None:
        with self._changed:
            self.is_ahead = bool(self._waiting) or self._is_over
            self._changed.wait_for(lambda: self._waiting or self._is_over)
            if self._waiting:
                batch, size = self._waiting.popleft()
                self._waiting_bytes -= size
                self._changed.notify_all()
                return batch
        if self._error is not None:
            raise self._error
        return None

    def _read(self) -> None:
        try:
            batches = self._open()
            try:
                while (batch := next(batches, None)) is not None and self._put(batch):
                    del batch
            finally:
                if (close := getattr(batches, "close", None)) is not None:
                    close()
        except BaseException as error:  # noqa: BLE001 - it is raised in the caller's thread
            self._error = error
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify_all()

    def _put(self, batch: pa.RecordBatch) -> bool:
        """False if the caller left."""
        size = batch.nbytes
        with self._changed:
            self._changed.wait_for(lambda: self._is_left or not self._waiting or self._waiting_bytes + size <= self._max_bytes)
            if self._is_left:
                return False
            self._waiting.append((batch, size))
            self._waiting_bytes += size
            self._changed.notify_all()
            return True
