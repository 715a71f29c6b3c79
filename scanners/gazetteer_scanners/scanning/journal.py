"""Where finished chunks are kept until their dataset is published: the seam that lets a killed scan be taken up again.

`record` is one atomic step: the outcome and the mark that the chunk is done. Delivery is at least once, so recording a chunk
again with the same outcome changes nothing. Chunks are kept under the plan they belong to: a chunk of another plan (rows
came, rules changed, another day) is never taken for one of this.
"""

from collections.abc import Mapping
from typing import Protocol


class Journal(Protocol):
    """Outcomes (`ChunkOutcome.to_bytes`) of finished chunks by dataset id, plan digest and chunk index."""

    def record(self, dataset_id: str, plan: str, chunk: int, outcome: bytes) -> None:
        """Keep a chunk's outcome; from now on the chunk is done."""
        ...

    def recorded(self, dataset_id: str, plan: str) -> Mapping[int, bytes]:
        """The done chunks of a dataset under this plan; empty if there are none."""
        ...

    def forget(self, dataset_id: str) -> None:
        """Drop a dataset's chunks, whatever their plan: it has been published."""
        ...


class MemoryJournal:
    """A journal for scans that nobody takes up again."""

    def __init__(self) -> None:
        self._chunks: dict[tuple[str, str], dict[int, bytes]] = {}

    def record(self, dataset_id: str, plan: str, chunk: int, outcome: bytes) -> None:
        """See `Journal.record`."""
        self._chunks.setdefault((dataset_id, plan), {})[chunk] = outcome

    def recorded(self, dataset_id: str, plan: str) -> Mapping[int, bytes]:
        """See `Journal.recorded`."""
        return dict(self._chunks.get((dataset_id, plan), {}))

    def forget(self, dataset_id: str) -> None:
        """See `Journal.forget`."""
        for key in [key for key in self._chunks if key[0] == dataset_id]:
            del self._chunks[key]
