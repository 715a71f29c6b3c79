"""Where finished chunks are kept until their dataset is: the seam that lets a killed scan be taken up again.

`record` is one atomic step: evidence and the mark that the chunk is done. Delivery is at least once, so recording a chunk
again with the same evidence changes nothing.
"""

from collections.abc import Mapping
from typing import Protocol


class Journal(Protocol):
    """Evidence of finished chunks by dataset id and chunk index."""

    def record(self, dataset_id: str, chunk: int, evidence: bytes) -> None:
        """Keep a chunk's evidence; from now on the chunk is done."""
        ...

    def recorded(self, dataset_id: str) -> Mapping[int, bytes]:
        """The done chunks of a dataset with their evidence; empty if there are none."""
        ...

    def forget(self, dataset_id: str) -> None:
        """Drop a dataset's chunks: it has been published."""
        ...


class MemoryJournal:
    """A journal for scans that nobody takes up again."""

    def __init__(self) -> None:
        self._chunks: dict[str, dict[int, bytes]] = {}

    def record(self, dataset_id: str, chunk: int, evidence: bytes) -> None:
        """See `Journal.record`."""
        self._chunks.setdefault(dataset_id, {})[chunk] = evidence

    def recorded(self, dataset_id: str) -> Mapping[int, bytes]:
        """See `Journal.recorded`."""
        return dict(self._chunks.get(dataset_id, {}))

    def forget(self, dataset_id: str) -> None:
        """See `Journal.forget`."""
        self._chunks.pop(dataset_id, None)
