"""Progress as bars, on a terminal."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column
from rich.text import Text

from gazetteer.cli.consoles import visible
from gazetteer.cli.progress import Counts, done_text

if TYPE_CHECKING:
    from gazetteer_scanners.scanning.events import ScanEvent, SourceOpened
    from gazetteer_scanners.scanning.results import SourceResult


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
        self._counts: dict[str, Counts] = {}
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
        counts = self._counts[event.ref.id] = Counts(event.datasets, event.chunks, event.rows)
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
