"""Progress on standard error: bars where a person looks on, a line now and then where a log is kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

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
class Counts:
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
    if console.is_terminal and not console.is_dumb_terminal:
        from gazetteer.cli.progress_bars import BarProgress  # a scan that nobody looks at starts sooner for it

        return BarProgress(console)
    return LineProgress()


class LineProgress:
    """A line when a source is opened, about every ten seconds while it is read, and when it is done."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()
        self._counts: dict[str, Counts] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """Nothing is held."""

    def show(self, event: "ScanEvent") -> None:
        """Print a line if the event or the time is worth one."""
        from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, SourceDone, SourceOpened

        match event:
            case SourceOpened():
                self._counts[event.ref.id] = Counts(event.datasets, event.chunks, event.rows)
                say(f"{visible(event.ref.key)}: {opened_text(event)}")
                for note in event.notes:
                    self.note(note)
            case ChunkRead():
                counts = self._counts.setdefault(event.ref.id, Counts())
                counts.rows_read += event.rows
                self._line_if_due(event.ref.key, counts)
            case DatasetDone():
                self._counts.setdefault(event.result.source.id, Counts()).datasets_done += 1
            case SourceDone():
                say(f"{visible(event.result.ref.key)}: {done_text(event.result, self._counts.get(event.result.ref.id))}")

    def note(self, text: str) -> None:
        """Print it."""
        say(f"Note: {visible(text)}")

    def _line_if_due(self, key: str, counts: Counts) -> None:
        now = self._clock()
        if now - self._last >= LINE_INTERVAL_S:
            self._last = now
            say(f"{visible(key)}: {counts.text}")


def opened_text(event: "SourceOpened") -> str:
    """`12 datasets, 25,000 rows`."""
    rows = f", {plural(event.rows, 'row')}" if event.rows is not None else ""
    return f"{plural(event.datasets, 'dataset')}{rows} to read"


def done_text(result: "SourceResult", counts: Counts | None) -> str:
    """`COMPLETE, 12 of 12 datasets, 25,000 rows`, or the state with what made it FAILED."""
    if result.error is not None:
        return f"{result.state.value}, {result.error.code.value}: {visible(result.error.message)}"
    return f"{result.state.value}, {counts.text}" if counts is not None else result.state.value
