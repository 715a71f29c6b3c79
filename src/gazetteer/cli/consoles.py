"""Rich consoles for results (stdout) and progress (stderr), and text from sources made safe to show.

Colours follow the terminal and NO_COLOR; the width follows the terminal and COLUMNS.
"""

import errno
import io
import os
import sys
from collections.abc import Iterable

from rich.console import Console, RenderableType

_WIDTH_WITHOUT_TERMINAL = 120


class _ResultConsole(Console):
    """A console whose closed pipe (`| head`) is an error for the command to map: Rich would end the process with 1."""

    def on_broken_pipe(self) -> None:
        """Called by Rich from within the handling of the error.

        Raises:
            BrokenPipeError: always.
        """
        raise BrokenPipeError(errno.EPIPE, "nobody reads the output")


def result_console() -> Console:
    """The console on standard output; 120 columns wide where there is no terminal and COLUMNS is not set."""
    console = _ResultConsole(markup=False, highlight=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH_WITHOUT_TERMINAL
    return console


def progress_console() -> Console:
    """The console on standard error."""
    return Console(stderr=True, markup=False, highlight=False, emoji=False)


def say(text: str = "") -> None:
    """One plain line on standard error: progress and hints, never results."""
    print(text, file=sys.stderr, flush=True)


def rendered(*parts: RenderableType, width: int = _WIDTH_WITHOUT_TERMINAL) -> bytes:
    """The parts as plain UTF-8 text without colours, for a file."""
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False, color_system=None)
    for part in parts:
        console.print(part)
    assert isinstance(console.file, io.StringIO)  # noqa: S101 - made two lines above
    return console.file.getvalue().encode("utf-8", "backslashreplace")


def visible(text: str) -> str:
    """The text with everything that is not printable escaped: a name in a source cannot steer a terminal."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def plural(count: int, singular: str, many: str | None = None) -> str:
    """`1 field`, `12,000 fields`."""
    return f"{count:,} {singular if count == 1 else many or singular + 's'}"


def print_parts(parts: Iterable[RenderableType]) -> None:
    """Print what people read on standard output."""
    console = result_console()
    for part in parts:
        console.print(part)
