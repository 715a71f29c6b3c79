"""Flows of a log of statements.

    2026-03-01T02:00:00Z INSERT INTO mart.contacts (phone) SELECT phone FROM crm.users
    2026-03-02T02:00:00Z INSERT INTO mart.contacts (phone) SELECT phone FROM crm.users

One statement a line, or, if there are `;`, as long as to the next. Where lines begin with a time, each entry is as long
as to the next such line. The two lines above are one flow, seen first on the first and last on the second.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from gazetteer.errors import ConfigurationError
from gazetteer.inventory.flows import FlowHow
from gazetteer.lineage.sql.catalogue import Catalogue
from gazetteer.lineage.sql.dialects import SqlDialect
from gazetteer.lineage.sql.files import read_text
from gazetteer.lineage.sql.reader import Place, SqlReader
from gazetteer.lineage.sql.splitting import Statement, split_statements
from gazetteer.lineage.sql.tables import Naming
from gazetteer.lineage.statements import Said
from gazetteer_scanners.scanning.showing import without_literals

_TIME = re.compile(
    r"^[ \t]*\[?(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)"
    r"[ \t]*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?\b\]?[ \t:|,]*",
    re.MULTILINE,
)


@dataclass(slots=True)
class _Entry:
    """A statement that the log has at least once: where it stands first, and the times of the first and last run."""

    text: str
    line: int
    first: datetime
    last: datetime


def read_query_log(path: Path, naming: Naming, catalogue: Catalogue, at: datetime) -> Said:
    """What a log of statements says; statements that differ only in their constants are one. Without a time, `at` counts.

    Raises:
        ConfigurationError: if there is no such file.
    """
    if not path.is_file():
        raise ConfigurationError(f"{path} is no file: name a log of statements")
    reader = SqlReader(naming, catalogue)
    entries: dict[str, _Entry] = {}
    for text, line, time in _statements(read_text(path, path.name, reader), naming.dialect):
        ran = time or at
        entry = entries.setdefault(without_literals(text), _Entry(text, line, ran, ran))
        entry.first, entry.last = min(entry.first, ran), max(entry.last, ran)
    for entry in entries.values():
        where = f"{path.name}:{entry.line}"
        for ran in sorted({entry.first, entry.last}):
            reader.apply(entry.text, Place(where, ran, FlowHow.QUERY_LOG, None, f"The statement at {where} was run."))
    return reader.said()


def _statements(text: str, dialect: SqlDialect) -> Iterator[tuple[str, int, datetime | None]]:
    """The log's statements, each with its line and, where the log has it, its time."""
    marks = list(_TIME.finditer(text))
    before = text[: marks[0].start()] if marks else text
    for piece in _pieces(before, dialect):
        yield piece.text, piece.line, None
    line, counted = 1, 0
    ends = [following.start() for following in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=False):
        line, counted = line + text.count("\n", counted, mark.end()), mark.end()
        entry = text[mark.end() : end]
        for statement in split_statements(entry, dialect):
            yield statement.text, line + statement.line - 1, _time_of(mark)


def _pieces(text: str, dialect: SqlDialect) -> list[Statement]:
    """Statements up to their `;`; where there is none, one a line."""
    found = list(split_statements(text, dialect))
    if len(found) != 1 or text.rstrip().endswith(";"):
        return found
    lines = enumerate(text.splitlines())
    return [piece for number, line in lines for piece in split_statements("\n" * number + line, dialect)]


def _time_of(mark: re.Match[str]) -> datetime | None:
    """The time that a line begins with, in UTC unless it says otherwise; None if there is no such time."""
    zone = mark["zone"] or "Z"
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
    zone = f"{zone}:00" if len(zone) == 3 else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    text = mark["time"].replace(",", ".")
    whole, _, fraction = text.partition(".")
    try:
        return datetime.fromisoformat(f"{whole}.{(fraction + '000000')[:6]}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
