"""Progress: lines for logs, bars for people."""

import io

import pytest
from rich.console import Console

from gazetteer.cli.progress import LineProgress, scan_progress
from gazetteer.cli.progress_bars import BarProgress
from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, SourceDone, SourceOpened
from gazetteer_scanners.scanning.results import SourceResult, SourceState
from tests.cli.results import CRM, LOST, dataset

OPENED = SourceOpened(CRM, datasets=2, chunks=4, rows=4000)


class _Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_line_at_the_start_every_ten_seconds_and_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    clock = _Clock()
    with LineProgress(clock) as progress:
        progress.show(OPENED)
        for seconds in (0.0, 9.9, 10.0, 19.9, 20.5):
            clock.now = seconds
            progress.show(ChunkRead(CRM, "users", 500))
        progress.show(DatasetDone(dataset("users")))
        progress.show(DatasetDone(dataset("orders")))
        progress.show(SourceDone(SourceResult(CRM, SourceState.COMPLETE)))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "crm: 2 datasets, 4,000 rows to read",
        "crm: 0 of 2 datasets, 1,500 of 4,000 rows",
        "crm: 0 of 2 datasets, 2,500 of 4,000 rows",
        "crm: COMPLETE, 2 of 2 datasets, 2,500 of 4,000 rows",
    ]


def test_rows_that_nobody_knows_are_not_made_up(capsys: pytest.CaptureFixture[str]) -> None:
    progress = LineProgress(_Clock())
    progress.show(SourceOpened(CRM, datasets=1, chunks=1, rows=None))
    progress.show(ChunkRead(CRM, "users", 1))
    progress.show(SourceDone(SourceResult(CRM, SourceState.PARTIAL)))
    assert capsys.readouterr().err.splitlines() == ["crm: 1 dataset to read", "crm: PARTIAL, 0 of 1 dataset, 1 row"]


def test_a_source_that_fails_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    LineProgress(_Clock()).show(SourceDone(SourceResult(CRM, SourceState.FAILED, LOST)))
    assert capsys.readouterr().err == "crm: FAILED, SOURCE_LOST: crm is damaged. Restore it from a backup.\n"


def test_bars_end_full_with_the_counts() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100, color_system=None)
    with BarProgress(console) as progress:
        progress.show(OPENED)
        progress.show(ChunkRead(CRM, "users", 2000))
        progress.show(DatasetDone(dataset("users")))
        progress.show(DatasetDone(dataset("orders")))
        progress.show(SourceDone(SourceResult(CRM, SourceState.COMPLETE)))
    assert isinstance(console.file, io.StringIO)
    assert "crm ━" in console.file.getvalue()
    assert "COMPLETE, 2/2 datasets, 2,000 rows" in console.file.getvalue()


def test_bars_tell_of_a_source_that_was_never_opened() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100, color_system=None)
    with BarProgress(console) as progress:
        progress.show(ChunkRead(CRM, "users", 1))
        progress.show(SourceDone(SourceResult(CRM, SourceState.FAILED, LOST)))
    assert isinstance(console.file, io.StringIO)
    assert "crm: FAILED, SOURCE_LOST: crm is damaged. Restore it from a backup." in console.file.getvalue()


def test_lines_are_chosen_where_there_is_no_terminal() -> None:
    assert isinstance(scan_progress(), LineProgress)
