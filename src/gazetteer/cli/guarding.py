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

import click
from click.exceptions import Exit

from gazetteer.cli.exits import ExitCode, Terminated, exit_code_of_error, is_crash

DEBUG_VARIABLE = "GAZETTEER_DEBUG"
_WHOLE = 1_000
"""More characters than a sentence of help has."""


class CommandGroup(click.Group):
    """Commands in the order in which they were added; by itself it prints its help on standard output, with code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their whole first sentences."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(_WHOLE)) for name, one in self.commands.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the group's own options.

        Raises:
            Exit: nothing was given, and the help is printed.
        """
        if not args:
            click.echo(ctx.get_help())
            ctx.exit(ExitCode.USAGE)
        return super().parse_args(ctx, args)


class GuardedGroup(CommandGroup):
    """The root of the command tree; whatever a command raises ends here."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command.

        Raises:
            Exit: with the code of the error, after its message was printed.
            ClickException: a usage error, which is printed with the command's usage line and code 2.
        """
        try:
            return super().invoke(ctx)
        except (Exit, click.ClickException):
            raise
        except (Exception, KeyboardInterrupt) as error:
            raise Exit(report_error(error)) from error


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
