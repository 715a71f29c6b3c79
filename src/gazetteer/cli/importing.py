"""Takes files of OpenLineage events into an inventory: lines, lists and single documents, however long."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.browsing import opened
from gazetteer.cli.consoles import plural, visible
from gazetteer.errors import ConfigurationError
from gazetteer.lineage.openlineage.intake import LineageIntake, Taken
from gazetteer.lineage.openlineage.json_places import EventError, read_json
from gazetteer.lineage.openlineage.reading import read_event
from gazetteer.lineage.statements import LineageProblem
from gazetteer_scanners.taxonomy import load_taxonomy

MAX_EVENT_BYTES: Final = 16 * 1024 * 1024
MAX_DOCUMENT_BYTES: Final = 256 * 1024 * 1024
"""Of a file that is one JSON document; lines are read one by one, however many there are."""
_AT_ONCE: Final = 500
_MOST_SHOWN: Final = 50
STANDARD_INPUT: Final = "-"


@dataclass(slots=True)
class Imported:
    """What became of a file.

    Attributes:
        mistakes: `line 7: job.name: is missing; add it`, in the file's order.
        is_taken: False if nothing was taken because of the mistakes.
    """

    events: int = 0
    flows: set[str] = field(default_factory=set)
    placeholders: set[str] = field(default_factory=set)
    problems: dict[LineageProblem, None] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    relinked: int = 0
    mistakes: list[str] = field(default_factory=list)
    is_taken: bool = True

    def add(self, taken: Taken, places: list[str]) -> None:
        """Count what was taken of some documents, which stand at these places."""
        self.events += taken.events
        self.flows |= taken.flows
        self.placeholders |= taken.placeholders
        self.problems |= dict.fromkeys(taken.problems)
        self.unread |= set(taken.unread)
        self.mistakes += [_mistake(places[fault.index], fault.path, fault.message) for fault in taken.refused]


@dataclass(frozen=True, slots=True)
class _Document:
    """A JSON document of the file, or why it is none."""

    place: str
    value: object = None
    mistake: str = ""


async def import_events(inventory: str | None, name: str, aliases: Mapping[str, str], *, is_strict: bool) -> Imported:
    """Take the events of a file: one a line, a list, or one document.

    Args:
        name: the file's path, `-` for standard input.
        aliases: keys of sources by addresses.
        is_strict: take nothing if anything in the file is no event.

    Raises:
        ConfigurationError: if the file cannot be read.
        InventoryError: if the inventory does not answer.
    """
    imported = Imported()
    with _readable(name) as file:
        if is_strict:
            imported.mistakes = list(_mistakes(file))
            file.seek(0)
        if imported.mistakes:
            imported.is_taken = False
            return imported
        async with opened(inventory) as store:
            intake = LineageIntake(store, load_taxonomy(), aliases)
            imported.relinked = await intake.relink(datetime.now(UTC))
            waiting: list[_Document] = []
            for document in _documents(file):
                if document.mistake:
                    imported.mistakes.append(document.mistake)
                    continue
                waiting.append(document)
                if len(waiting) >= _AT_ONCE:
                    await _take(intake, waiting, imported)
                    waiting = []
            await _take(intake, waiting, imported)
    return imported


async def _take(intake: LineageIntake, documents: list[_Document], imported: Imported) -> None:
    taken = await intake.take([each.value for each in documents], datetime.now(UTC))
    imported.add(taken, [each.place for each in documents])


@contextmanager
def _readable(name: str) -> Iterator[BinaryIO]:
    """The file, which can be read twice; standard input and pipes are copied into one that is gone afterwards."""
    with ExitStack() as stack:
        try:
            file = sys.stdin.buffer if name == STANDARD_INPUT else stack.enter_context(Path(name).open("rb"))
        except OSError as error:
            raise ConfigurationError(f"{name} cannot be read ({error.strerror}); check the path and its rights") from error
        if name != STANDARD_INPUT and file.seekable():
            yield file
            return
        copy = stack.enter_context(tempfile.TemporaryFile())
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        yield copy


def _mistakes(file: BinaryIO) -> Iterator[str]:
    now = datetime.now(UTC)
    for document in _documents(file):
        try:
            if not document.mistake:
                read_event(document.value, now)
        except EventError as error:
            yield _mistake(document.place, error.path, error.message)
        else:
            if document.mistake:
                yield document.mistake


def _documents(file: BinaryIO) -> Iterator[_Document]:
    """The events: a file whose first line is no JSON by itself is one document over several lines."""
    first = file.readline(MAX_EVENT_BYTES + 1)
    while first and not first.strip():
        first = file.readline(MAX_EVENT_BYTES + 1)
    file.seek(0)
    if not first:
        return
    try:
        read_json(first)
    except EventError:
        if (whole := _whole(file)) is not None:
            yield from _events_at("item", whole)
            return
        file.seek(0)
    yield from _lines(file)


def _whole(file: BinaryIO) -> object | None:
    """The file as one document; None if it is none."""
    content = file.read(MAX_DOCUMENT_BYTES + 1)
    if len(content) > MAX_DOCUMENT_BYTES:
        return None
    try:
        return read_json(content)
    except EventError:
        return None


def _lines(file: BinaryIO) -> Iterator[_Document]:
    number = 0
    while line := file.readline(MAX_EVENT_BYTES + 1):
        number += 1
        place = f"line {number}"
        if len(line) > MAX_EVENT_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_EVENT_BYTES)
            yield _Document(place, mistake=f"{place}: is longer than {MAX_EVENT_BYTES:,} bytes; send smaller events")
        elif line.strip():
            try:
                yield from _events_at(place, read_json(line))
            except EventError as error:
                yield _Document(place, mistake=_mistake(place, error.path, error.message))


def _events_at(place: str, value: object) -> Iterator[_Document]:
    if not isinstance(value, list):
        yield _Document(place if place != "item" else "the file", value)
        return
    for index, item in enumerate(value):
        yield _Document(f"item {index}" if place == "item" else f"{place}, item {index}", item)


def _mistake(place: str, path: str, message: str) -> str:
    return f"{place}: {path}: {message}" if path else f"{place}: {message}"


def imported_json(imported: Imported) -> dict[str, object]:
    """`{"events": 3, "flows": 4, ...}`; what is listed is listed whole."""
    return {
        "events": imported.events,
        "flows": len(imported.flows),
        "placeholders": len(imported.placeholders),
        "relinked": imported.relinked,
        "problems": [{"code": each.code.value, "where": each.where, "message": each.message} for each in imported.problems],
        "unread": sorted(imported.unread),
        "mistakes": imported.mistakes,
    }


def imported_parts(imported: Imported) -> Iterator[RenderableType]:
    """What was taken, as people read it; of long lists the first fifty, with the count of the others."""
    if not imported.is_taken:
        yield Text("Nothing was taken.")
        return
    counts = ", ".join(
        (
            plural(len(imported.flows), "flow"),
            plural(len(imported.placeholders), "placeholder"),
            plural(len(imported.problems), "problem"),
        )
    )
    yield Text(f"Took {plural(imported.events, 'event')}: {counts}.")
    if imported.relinked:
        yield Text(f"{plural(imported.relinked, 'placeholder')} of earlier events gave way to what was scanned meanwhile.")
    yield from _listed([f"{each.where}: {each.message}" for each in imported.problems])
    if imported.unread:
        yield Text("Facets that are not read:")
        yield from _listed(sorted(imported.unread))


def mistake_lines(imported: Imported) -> Iterator[str]:
    """The mistakes, the first fifty and the count of the others."""
    yield from imported.mistakes[:_MOST_SHOWN]
    if len(imported.mistakes) > _MOST_SHOWN:
        yield f"and {len(imported.mistakes) - _MOST_SHOWN:,} more; --format json lists all"


def _listed(texts: list[str]) -> Iterator[RenderableType]:
    for text in texts[:_MOST_SHOWN]:
        yield Text(f"  {visible(text)}")
    if len(texts) > _MOST_SHOWN:
        yield Text(f"  and {len(texts) - _MOST_SHOWN:,} more; --format json lists all")
