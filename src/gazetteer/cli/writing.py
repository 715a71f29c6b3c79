"""Where results go: standard output, or a file that appears whole or not at all."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

import typer
from rich.console import RenderableType

from gazetteer.cli.consoles import print_parts, rendered
from gazetteer.errors import ConfigurationError


class OutputFormat(StrEnum):
    """How results are written: a table for people, JSON for machines."""

    TABLE = "table"
    JSON = "json"


def json_text(value: object) -> bytes:
    """Indented UTF-8 JSON with a final newline; a lone surrogate in a name becomes its escape."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def print_json(value: Mapping[str, object]) -> None:
    """Write a JSON document to standard output."""
    typer.echo(json_text(value), nl=False)


class ResultFile:
    """The file of `-o`: opened before the work starts, put in place when it is done, removed if it never is.

    Used as a context manager. Without a path, `write` goes to standard output.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._temporary: Path | None = None
        self._descriptor = -1

    def __enter__(self) -> Self:
        """Prove that the file can be written.

        Raises:
            ConfigurationError: if it cannot.
        """
        if self._path is None:
            return self
        if self._path.is_dir():
            raise ConfigurationError(f"-o {self._path} is a folder; name a file in it")
        try:
            self._descriptor, name = tempfile.mkstemp(prefix=f".{self._path.name}.", dir=self._path.parent)
        except OSError as error:
            problem = error.strerror or type(error).__name__
            raise ConfigurationError(f"-o {self._path} cannot be written ({problem}); name another file") from error
        self._temporary = Path(name)
        return self

    def write(self, content: bytes) -> None:
        """Write the whole result; in a file it is readable as other new files are, and replaces an older one at once."""
        if self._path is None or self._temporary is None:
            typer.echo(content, nl=False)
            return
        with os.fdopen(self._descriptor, "wb") as file:
            self._descriptor = -1
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self._temporary.chmod(0o666 & ~_umask())
        self._temporary.replace(self._path)
        self._temporary = None

    def write_parts(self, parts: Iterable[RenderableType]) -> None:
        """Write what people read: in colours if it goes to a terminal, as plain text to a file."""
        if self._path is not None:
            self.write(rendered(*parts))
            return
        print_parts(parts)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)


def _umask() -> int:
    """The process's file mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
