"""Arrow's reader gets three blocks ahead of what was made of them, no more, and is let go when nobody wants the rest."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pytest

from gazetteer_scanners.connectors._files import pacing
from gazetteer_scanners.connectors._files.pacing import PacedStream
from gazetteer_scanners.connectors._files.text import Gaps, open_utf8_blocks

BATCH = pa.record_batch({"a": ["1"]})
LONG_S = 30.0


@pytest.fixture
def stream(tmp_path: Path) -> Iterator[PacedStream]:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "1,2\n" * 50_000, encoding="ascii")
    with open_utf8_blocks(path, "utf-8", Gaps()) as opened:
        yield PacedStream(opened)


class Reading(threading.Thread):
    """Reads so many blocks, as Arrow does, in a thread."""

    def __init__(self, stream: PacedStream, blocks: int) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._blocks = blocks
        self.sizes: list[int] = []
        self.three = threading.Event()

    def run(self) -> None:
        for _ in range(self._blocks):
            self.sizes.append(self._stream.read_buffer(1024).size)
            if len(self.sizes) == 3:
                self.three.set()


def test_the_fourth_block_comes_with_a_batch(stream: PacedStream) -> None:
    reading = Reading(stream, 4)
    reading.start()
    assert reading.three.wait(LONG_S)
    reading.join(0.05)
    assert reading.sizes == [1024] * 3
    batches = stream.paced([BATCH, BATCH])
    next(batches)
    reading.join(LONG_S)
    assert reading.sizes == [1024] * 4


def test_who_waits_for_a_batch_gets_all_the_blocks_it_takes(stream: PacedStream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "_PATIENCE_S", 0.001)
    reading = Reading(stream, 20)

    def batches() -> Iterator[pa.RecordBatch]:
        reading.start()
        reading.join(LONG_S)
        yield BATCH

    assert list(stream.paced(batches())) == [BATCH]
    assert reading.sizes == [1024] * 20


def test_leaving_lets_the_reader_go(stream: PacedStream) -> None:
    batches = stream.paced(BATCH for _ in range(9))
    next(batches)
    reading = Reading(stream, 9)
    reading.start()
    assert reading.three.wait(LONG_S)
    batches.close()  # type: ignore[attr-defined]  # a generator
    reading.join(LONG_S)
    assert not reading.is_alive()
    assert reading.sizes[3:] == [0] * 6


def test_arrow_reads_every_row(stream: PacedStream) -> None:
    options = arrow_csv.ReadOptions(use_threads=False, block_size=1000)
    reader = arrow_csv.open_csv(pa.PythonFile(stream, mode="r"), read_options=options)
    assert sum(batch.num_rows for batch in stream.paced(reader)) == 50_000
