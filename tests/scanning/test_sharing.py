"""Sharing a batch's columns: each is done once, errors come out, no thread stays, and the evidence is the same."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from gazetteer_scanners.connectors.protocol import ReadLimits
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.scanning import sharing, worker
from gazetteer_scanners.scanning.prepare import prepare_sources
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.run import run_scan
from gazetteer_scanners.scanning.sharing import Shared

T = TypeVar("T")
LONG_S = 30.0


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "has_second_core", lambda: True)


def helpers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("shared-columns")]


def test_each_piece_is_done_once_by_two_threads() -> None:
    done: list[tuple[int, str]] = []
    both = threading.Barrier(2, timeout=LONG_S)

    def work(piece: int) -> None:
        if piece < 2:
            both.wait()  # two pieces wait for each other: one thread alone would never go on
        done.append((piece, threading.current_thread().name))

    with Shared(True) as shared:
        shared.each(work, range(100), is_ahead=True)
    assert sorted(piece for piece, _ in done) == list(range(100))
    assert len({name for _, name in done}) == 2
    assert helpers() == []


@pytest.mark.parametrize(("may_share", "is_ahead", "pieces"), [(False, True, 9), (True, False, 9), (True, True, 1)])
def test_what_is_not_shared_is_done_here_and_in_order(may_share: bool, is_ahead: bool, pieces: int) -> None:
    done: list[tuple[int, threading.Thread]] = []
    with Shared(may_share) as shared:
        shared.each(lambda piece: done.append((piece, threading.current_thread())), range(pieces), is_ahead)
        assert helpers() == []
    assert done == [(piece, threading.current_thread()) for piece in range(pieces)]


def test_one_core_shares_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "has_second_core", lambda: False)
    with Shared(True) as shared:
        shared.each(lambda _: None, range(9), is_ahead=True)
        assert helpers() == []


@pytest.mark.parametrize("fails_here", [True, False])
def test_an_error_in_either_thread_comes_out(fails_here: bool) -> None:
    both = threading.Barrier(2, timeout=LONG_S)
    begun: list[int] = []

    def work(piece: int) -> None:
        begun.append(piece)
        if piece < 2:
            both.wait()
        if (threading.current_thread() is threading.main_thread()) == fails_here:
            raise OSError("it failed")

    with Shared(True) as shared, pytest.raises(OSError, match="it failed"):
        shared.each(work, range(1000), is_ahead=True)
    assert len(begun) < 1000 or not fails_here
    assert helpers() == []


class AlwaysShared(Shared):
    """Shares whether the reader is ahead or not."""

    used = 0

    def each(self, work: Callable[[T], None], pieces: Sequence[T], is_ahead: bool) -> None:
        type(self).used += 1
        super().each(work, pieces, is_ahead=True)


class NeverShared(Shared):
    """Shares nothing."""

    def __init__(self, may_share: bool) -> None:
        super().__init__(False)


def _evidence(path: Path) -> tuple[bytes | None, ...]:
    options = ScanOptions(working_directory=path.parent, as_of=date(2026, 3, 5), limits=ReadLimits(batch_bytes=40_000))
    key = SketchKey.from_secret(bytes(range(16)))
    started = datetime(2026, 3, 5, tzinfo=UTC)
    prepared = prepare_sources([SourceSpec(str(path))], options)
    result = run_scan(prepared, options, key=key, scan_id="scn_1", sequence=1, started_at=started)
    return tuple(one.evidence for one in result.datasets)


def test_shared_columns_leave_the_same_evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.csv"
    rows = (
        f"{n},user{n}@example.org,1380013{n % 10_000:04},198{n % 10}-0{n % 9 + 1}-11,张三{n % 7},{n * 7919 % 101}\n"
        for n in range(9_000)
    )
    path.write_text("id,email,phone,birth_date,name,score\n" + "".join(rows), encoding="utf-8")
    monkeypatch.setattr(worker, "Shared", NeverShared)
    alone = _evidence(path)
    monkeypatch.setattr(worker, "Shared", AlwaysShared)
    assert _evidence(path) == alone
    assert alone[0] is not None
    assert AlwaysShared.used > 5
