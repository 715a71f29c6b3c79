"""Progress on standard error: bars where a person looks on, a line now and then where a log is kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column
from rich.text import Text

from gazetteer.cli.consoles import plural, progress_console, say, visible

if TYPE_CHECKING:
    from gazetteer_scanners.scanning.events import ScanEvent, SourceOpened
    from gazetteer_scanners.scanning.results import SourceResult

LINE_INTERVAL_S = 10.0


class ScanProgress(Protocol):
    """Shows a scan while it runs; used as a context manager around it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

    def show(self, event: "ScanEvent") -> None:
        """Take in one event; called for each, in order."""
        ...

    def note(self, text: str) -> None:
        """Tell something that a person should know; it is made safe to print."""
        ...


@dataclass(slots=True)
class _Counts:
    """How far a source is."""

    datasets: int = 0
    chunks: int = 0
    rows: int | None = None
    datasets_done: int = 0
    rows_read: int = 0

    @property
    def bar_text(self) -> str:
        """What stands beside a bar, which shows the totals by its length."""
        return f"{self.datasets_done:,}/{plural(self.datasets, 'dataset')}, {plural(self.rows_read, 'row')}"

    @property
    def text(self) -> str:
        """All of it."""
        rows = plural(self.rows_read, "row") if self.rows is None else f"{self.rows_read:,} of {plural(self.rows, 'row')}"
        return f"{self.datasets_done:,} of {plural(self.datasets, 'dataset')}, {rows}"


def scan_progress() -> ScanProgress:
    """Bars if standard error is a terminal, else lines."""
    console = progress_console()
    return BarProgress(console) if console.is_terminal and not console.is_dumb_terminal else LineProgress()


class LineProgress:
    """A line when a source is opened, about every ten seconds while it is read, and when it is done."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()
        self._counts: dict[str, _Counts] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """Nothing is held."""

    def show(self, event: "ScanEvent") -> None:
        """Print a line if the event or the time is worth one."""
        from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, SourceDone, SourceOpened

        match event:
            case SourceOpened():
                self._counts[event.ref.id] = _Counts(event.datasets, event.chunks, event.rows)
                say(f"{visible(event.ref.key)}: {opened_text(event)}")
                for note in event.notes:
                    self.note(note)
            case ChunkRead():
                counts = self._counts.setdefault(event.ref.id, _Counts())
                counts.rows_read += event.rows
                self._line_if_due(event.ref.key, counts)
            case DatasetDone():
                self._counts.setdefault(event.result.source.id, _Counts()).datasets_done += 1
            case SourceDone():
                say(f"{visible(event.result.ref.key)}: {done_text(event.result, self._counts.get(event.result.ref.id))}")

    def note(self, text: str) -> None:
        """Print it."""
        say(f"Note: {visible(text)}")

    def _line_if_due(self, key: str, counts: _Counts) -> None:
        now = self._clock()
        if now - self._last >= LINE_INTERVAL_S:
            self._last = now
            say(f"{visible(key)}: {counts.text}")


class BarProgress:
    """A bar for each source, which moves with its rows, or with its datasets where the rows are not known."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            TextColumn(
                "{task.description}", markup=False, table_column=Column(max_width=20, no_wrap=True, overflow="ellipsis")
            ),
            BarColumn(bar_width=12),
            TextColumn("{task.fields[text]}", markup=False),
            TimeElapsedColumn(),
            console=console,
        )
        self._counts: dict[str, _Counts] = {}
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._bars.stop()

    def show(self, event: "ScanEvent") -> None:
        """Move the bar of the event's source."""
        from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, SourceDone, SourceOpened

        match event:
            case SourceOpened():
                self._open(event)
            case ChunkRead() if event.ref.id in self._counts:
                self._counts[event.ref.id].rows_read += event.rows
                self._move(event.ref.id)
            case DatasetDone() if event.result.source.id in self._counts:
                self._counts[event.result.source.id].datasets_done += 1
                self._move(event.result.source.id)
            case SourceDone():
                self._close(event.result)
            case _:
                pass  # news of a source that could not be opened; its end tells why

    def _open(self, event: "SourceOpened") -> None:
        counts = self._counts[event.ref.id] = _Counts(event.datasets, event.chunks, event.rows)
        total = event.rows if event.rows is not None else event.datasets
        self._tasks[event.ref.id] = self._bars.add_task(visible(event.ref.key), total=total, text=counts.bar_text)
        for note in event.notes:
            self.note(note)

    def note(self, text: str) -> None:
        """Print it above the bars."""
        self._bars.console.print(Text(f"Note: {visible(text)}"))

    def _move(self, source_id: str) -> None:
        counts = self._counts[source_id]
        done = counts.rows_read if counts.rows is not None else counts.datasets_done
        self._bars.update(self._tasks[source_id], completed=done, text=counts.bar_text)

    def _close(self, result: "SourceResult") -> None:
        counts = self._counts.get(result.ref.id)
        if counts is None:
            self._bars.console.print(Text(f"{visible(result.ref.key)}: {done_text(result, None)}"))
            return
        total = self._bars.tasks[self._tasks[result.ref.id]].total
        self._bars.update(self._tasks[result.ref.id], completed=total, text=f"{result.state.value}, {counts.bar_text}")


def opened_text(event: "SourceOpened") -> str:
    """`12 datasets, 25,000 rows`."""
    rows = f", {plural(event.rows, 'row')}" if event.rows is not None else ""
    return f"{plural(event.datasets, 'dataset')}{rows} to read"


def done_text(result: "SourceResult", counts: _Counts | None) -> str:
    """`COMPLETE, 12 of 12 datasets, 25,000 rows`, or the state with what made it FAILED."""
    if result.error is not None:
        return f"{result.state.value}, {result.error.code.value}: {visible(result.error.message)}"
    return f"{result.state.value}, {counts.text}" if counts is not None else result.state.value
