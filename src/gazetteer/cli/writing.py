"""Where results go: standard output, or a file that appears whole or not at all."""

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import click
from rich.console import RenderableType

from gazetteer.cli.consoles import print_parts, rendered
from gazetteer.errors import ConfigurationError

_SQLITE_MAGIC = b"SQLite format 3\x00"


class OutputFormat(StrEnum):
    """How results are written: a table for people, JSON for machines."""

    TABLE = "table"
    JSON = "json"


class LineageFormat(StrEnum):
    """How lineage is written: job events of OpenLineage, one a line, or a CSV table of columns."""

    OPENLINEAGE = "openlineage"
    CSV = "csv"


def json_text(value: object) -> bytes:
    """Indented UTF-8 JSON with a final newline; a lone surrogate in a name becomes its escape."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def print_json(value: Mapping[str, object]) -> None:
    """Write a JSON document to standard output."""
    click.echo(json_text(value), nl=False)


def protect_inputs(output: Path | None, inputs: Iterable[Path]) -> None:
    """Make sure that a result overwrites nothing that the command reads or keeps.

    Args:
        inputs: files, and folders as a whole, that the command reads.

    Raises:
        ConfigurationError: if the output is one of the inputs, lies in one, or is a database (an inventory, say).
    """
    if output is None:
        return
    target = output.resolve()
    for path in inputs:
        real = path.resolve()
        if target == real or (real.is_dir() and real in target.parents):
            raise ConfigurationError(f"-o {output} would write into {path}, which is read; name a file elsewhere")
    if target.is_file():
        with target.open("rb") as file:
            if file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC:
                raise ConfigurationError(f"-o {output} is a database; name another file")


class ResultFile:
    """Where `-o` points, or standard output. A file appears whole or not at all, and nothing is left beside it."""

    def __init__(self, path: Path | None) -> None:
        """Prove that it can be written, before the work starts.

        Args:
            path: None for standard output. A link is followed; what is no regular file (a pipe) is written straight.

        Raises:
            ConfigurationError: if it cannot be written.
        """
        self._path = path.resolve() if path is not None else None
        if path is not None and path.is_dir():
            raise ConfigurationError(f"-o {path} is a folder; name a file in it")
        try:
            if self._path is not None and self._is_replaced:
                with _beside(self._path):
                    pass
        except OSError as error:
            problem = error.strerror or type(error).__name__
            raise ConfigurationError(f"-o {path} cannot be written ({problem}); name another file") from error

    def write(self, content: bytes) -> None:
        """Write the whole result."""
        with self.writing() as put:
            put(content)

    @contextmanager
    def writing(self) -> Iterator[Callable[[bytes], object]]:
        """What writes the result piece by piece; at the end a file is there, readable as other new files are.

        It replaces an older one at once; if an error ends the writing, that one stays.
        """
        if self._path is None:
            yield lambda content: click.echo(content, nl=False)
        elif not self._is_replaced:
            with self._path.open("wb") as straight:
                yield straight.write
        else:
            with _beside(self._path) as temporary:
                with temporary.open("wb") as file:
                    yield file.write
                    file.flush()
                    os.fsync(file.fileno())
                temporary.chmod(0o666 & ~_umask())
                temporary.replace(self._path)

    def write_parts(self, parts: Iterable[RenderableType]) -> None:
        """Write what people read: in colours if it goes to a terminal, as plain text to a file."""
        if self._path is not None:
            self.write(rendered(*parts))
        else:
            print_parts(parts)

    @property
    def _is_replaced(self) -> bool:
        return self._path is not None and (self._path.is_file() or not self._path.exists())


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A new file in the same folder, which is removed at the end, unless it was put in place before."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    """The process's file mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
