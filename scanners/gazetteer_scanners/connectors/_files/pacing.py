"""Keeps Arrow's CSV reader from reading far ahead: by itself it fetches 32 blocks, whatever becomes of them.

Source: `MakeBackgroundGenerator` in Arrow's `util/async_generator.h`, whose queue the reader of CSV does not let one set.
"""

import threading
from collections.abc import Iterable, Iterator

import pyarrow as pa

from gazetteer_scanners.connectors._files.text import Utf8Stream

_BLOCKS_AHEAD = 3
"""One is parsed, the next one is needed to end it, and one is ready."""

_PATIENCE_S = 1.0
"""Longer no block is held back while somebody waits for rows: Arrow then needs more of them than was thought."""


class PacedStream:
    """A stream for `pyarrow.PythonFile` that waits while three blocks are out of which no batch was made.

    Arrow reads it in a thread of its own. Every block makes one batch, if only an empty one.
    """

    def __init__(self, stream: Utf8Stream) -> None:
        self._stream = stream
        self._changed = threading.Condition()
        self._ahead = 0
        self._is_awaited = False
        self._is_left = False

    @property
    def closed(self) -> bool:
        """As the stream's own."""
        return self._stream.closed

    def read(self, size: int) -> bytes:
        """As `read_buffer`; Arrow looks for both."""
        return bytes(self.read_buffer(size))

    def read_buffer(self, size: int) -> pa.Buffer:
        """The next block; nothing once the batches are left."""
        with self._changed:
            while self._ahead >= _BLOCKS_AHEAD and not self._is_left:
                if not self._changed.wait(_PATIENCE_S) and self._is_awaited:
                    self._ahead = 0
            if self._is_left:
                return pa.py_buffer(b"")
            self._ahead += 1
        return self._stream.read_buffer(size)

    def paced(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches that Arrow makes of this stream; with each it may read on."""
        made = iter(batches)
        try:
            while True:
                self._is_awaited = True
                batch = next(made, None)
                self._is_awaited = False
                if batch is None:
                    return
                with self._changed:
                    self._ahead = max(0, self._ahead - 1)
                    self._changed.notify_all()
                yield batch
        finally:
            self.close()

    def close(self) -> None:
        """Nothing is read any more."""
        with self._changed:
            self._is_left = True
            self._changed.notify_all()
