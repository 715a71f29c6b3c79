"""Reading ahead: order, bounds, errors and early ends, without a thread left behind."""

import threading
from collections.abc import Iterator

import pyarrow as pa
import pytest

from gazetteer_scanners.scanning.pipeline import ReadAhead


def batch(number: int, rows: int = 1) -> pa.RecordBatch:
    return pa.record_batch({"n": pa.array([number] * rows, pa.int64())})


def numbers(ahead: ReadAhead) -> list[int]:
    return [one.column(0)[0].as_py() for one in ahead]


def readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "read-ahead"]


class Source:
    """Batches that note who reads them, how far, and that they were closed."""

    def __init__(self, count: int, fails_after: int | None = None) -> None:
        self.count = count
        self.fails_after = fails_after
        self.given = 0
        self.threads: set[str] = set()
        self.is_closed = False
        self.has_changed = threading.Condition()

    def batches(self) -> Iterator[pa.RecordBatch]:
        try:
            for number in range(self.count):
                if number == self.fails_after:
                    raise OSError("the disk is gone")
                self.threads.add(threading.current_thread().name)
                with self.has_changed:
                    self.given += 1
                    self.has_changed.notify_all()
                yield batch(number)
        finally:
            self.threads.add(threading.current_thread().name)
            self.is_closed = True

    def wait_until_given(self, count: int) -> bool:
        with self.has_changed:
            return self.has_changed.wait_for(lambda: self.given >= count, timeout=10)


def note_all(source: Source, seen: list[int]) -> None:
    with ReadAhead(source.batches, 1 << 20) as ahead:
        for one in ahead:
            seen.append(one.column(0)[0].as_py())


def test_batches_come_in_order_from_one_thread_of_their_own() -> None:
    source = Source(100)
    with ReadAhead(source.batches, 1 << 20) as ahead:
        assert numbers(ahead) == list(range(100))
    assert (source.threads, source.is_closed, readers()) == ({"read-ahead"}, True, [])


def test_what_waits_is_bounded_by_bytes() -> None:
    source = Source(100)
    with ReadAhead(source.batches, 3 * batch(0).nbytes) as ahead:
        assert source.wait_until_given(4)  # three wait, one is in the reader's hands
        assert source.given == 4
        assert next(iter(ahead)).column(0)[0].as_py() == 0
        assert source.wait_until_given(5)
        assert source.given == 5


def test_a_batch_over_the_bound_waits_alone() -> None:
    source = Source(3)
    with ReadAhead(source.batches, 1) as ahead:
        assert source.wait_until_given(2)
        assert source.given == 2
        assert numbers(ahead) == [0, 1, 2]


def test_an_error_comes_after_the_batches_before_it() -> None:
    source = Source(5, fails_after=3)
    seen: list[int] = []
    with pytest.raises(OSError, match="the disk is gone"):
        note_all(source, seen)
    assert seen == [0, 1, 2]
    assert source.is_closed
    assert readers() == []


def test_an_error_at_opening_is_raised_too() -> None:
    def refuse() -> Iterator[pa.RecordBatch]:
        raise PermissionError("no")

    with pytest.raises(PermissionError, match="no"), ReadAhead(refuse, 1 << 20) as ahead:
        numbers(ahead)
    assert readers() == []


@pytest.mark.parametrize("taken", [0, 1, 7])
def test_leaving_early_closes_the_source_and_ends_the_thread(taken: int) -> None:
    source = Source(1_000_000)
    with ReadAhead(source.batches, 2 * batch(0).nbytes) as ahead:
        for _ in zip(range(taken), ahead, strict=False):
            pass
    assert source.is_closed
    assert source.given <= taken + 6
    assert readers() == []


def test_an_error_of_the_caller_ends_the_thread() -> None:
    source = Source(1_000_000)
    with pytest.raises(AttributeError):
        note_all(source, None)  # type: ignore[arg-type] # an error is wanted
    assert source.is_closed
    assert readers() == []


def test_no_batches_are_no_batches() -> None:
    with ReadAhead(Source(0).batches, 1) as ahead:
        assert list(ahead) == []
