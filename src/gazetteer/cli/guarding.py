"""Around every command: errors become short messages on stderr and exit codes, a crash never shows a value.

With GAZETTEER_DEBUG=1 a crash also shows where it happened: files, lines, functions and error types. The errors' own
texts stay out even then, because a text that nobody foresaw may hold a value read from a source.
"""

import hashlib
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn, TextIO

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from gazetteer.cli.exits import ExitCode, Terminated, exit_code_of_error, is_crash

DEBUG_VARIABLE = "GAZETTEER_DEBUG"


class GuardedGroup(TyperGroup):
    """The root of the command tree; whatever a command raises ends here."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # Typer's own Context, declared by its vendored base
        """Run the command.

        Raises:
            typer.Exit: with the code of the error, after its message was printed.
            TyperException: a usage error, which Typer prints with the command's usage line and code 2.
        """
        try:
            return super().invoke(ctx)
        except (typer.Exit, TyperException):
            raise
        except (Exception, KeyboardInterrupt) as error:
            raise typer.Exit(report_error(error)) from error


def report_error(error: BaseException) -> ExitCode:
    """Print what ended a command on stderr and return its exit code."""
    code = exit_code_of_error(error)
    if is_crash(error):
        _write(crash_text(error))
    elif isinstance(error, OSError):
        _silence_closed_output()
    elif code in (ExitCode.INTERRUPTED, ExitCode.TERMINATED):
        _write("Stopped.")
    else:
        _write(f"Error: {error}")
    return code


def crash_id(error: BaseException) -> str:
    """Eight hex digits, the same for the same error at the same place in the code."""
    return hashlib.sha256("\n".join(_frame_lines(error)).encode()).hexdigest()[:8]


def crash_text(error: BaseException) -> str:
    """What is said of an unexpected error: its type, its id, what to do; no text of the error itself."""
    name = type(error).__name__
    if isinstance(error, OSError) and error.errno is not None:
        name += f": {os.strerror(error.errno)}"
    first = f"Crash: an unexpected error ({name}), id {crash_id(error)}."
    if os.environ.get(DEBUG_VARIABLE) == "1":
        return "\n".join([first, *_frame_lines(error)])
    return f"{first} Please report the id; {DEBUG_VARIABLE}=1 shows where it happened."


def stop_on_sigterm() -> None:
    """From now on SIGTERM raises `Terminated` in the main thread."""
    signal.signal(signal.SIGTERM, _raise_terminated)


def _raise_terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def _frame_lines(error: BaseException) -> list[str]:
    lines = []
    for link in _chain(error):
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
    return lines


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, the first cause first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _chain(earlier)
    yield error


def _write(text: str) -> None:
    print(text, file=sys.stderr)


def _silence_closed_output() -> None:
    """Let nothing more be written to a pipe that nobody reads, also not by the interpreter's last flush."""
    for stream in (sys.stdout, sys.stderr):
        _to_null(stream)


def _to_null(stream: TextIO) -> None:
    try:
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
