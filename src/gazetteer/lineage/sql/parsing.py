"""One statement parsed, within bounds: no text makes this hang, exhaust the stack, or write a value to a log."""

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from gazetteer.lineage.sql.dialects import SqlDialect

MAX_CHARACTERS = 500_000
"""Parsing takes some seconds for so much; ten thousand columns need half of it."""
MAX_DEPTH = 200
"""Brackets within brackets; the parser's own recursion ends before, at about forty."""

_CHAIN = re.compile(r"(?:\[[^\[\]]*\]\s*){40}")
_CHAINED_CALL = re.compile(r"\)\s*\.\s*\w+\s*\(")
_MAX_CHAINED_CALLS = 50
"""The parser's time grows with the square of a chain's length (`a[1][1]...`, `a.f().f()...`) and worse."""

_NO_LINEAGE = re.compile(r"\s*(?:INSERT|REPLACE)\b(?!.*\bSELECT\b).*\bVALUES\b", re.IGNORECASE | re.DOTALL)
_REPLACE_INTO = re.compile(r"\A\s*REPLACE(?=\s+INTO\b)", re.IGNORECASE)
_OR_CONFLICT = re.compile(r"\A(\s*(?:INSERT|UPDATE))\s+OR\s+(?:IGNORE|REPLACE|ABORT|FAIL|ROLLBACK)\b", re.IGNORECASE)


class UnparsedError(Exception):
    """A statement that cannot be read; the message says why, without its text."""


def parse_statement(text: str, dialect: SqlDialect) -> exp.Expr | None:
    """The statement's tree; None if the text is empty, or constants are all that it moves.

    Raises:
        UnparsedError: if it is too large, too deep, or no statement of the dialect.
    """
    if len(text) > MAX_CHARACTERS:
        if _NO_LINEAGE.match(text):
            return None
        raise UnparsedError(f"the statement has more than {MAX_CHARACTERS:,} characters: divide it")
    if _depth(text) > MAX_DEPTH:
        raise UnparsedError(f"the statement has brackets in over {MAX_DEPTH} levels: divide it by WITH")
    if _CHAIN.search(text) or len(_CHAINED_CALL.findall(text)) > _MAX_CHAINED_CALLS:
        raise UnparsedError("the statement chains more subscripts or calls than can be followed: divide it by WITH")
    text = _REPLACE_INTO.sub("INSERT", text, count=1)
    text = _OR_CONFLICT.sub(r"\1", text, count=1)
    try:
        with _silenced():
            found = [tree for tree in sqlglot.parse(text, dialect=dialect.parser) if tree is not None]
    except RecursionError:
        raise UnparsedError("the statement is nested too deep: divide it by WITH") from None
    except SqlglotError as error:
        raise UnparsedError(_place_of(error, dialect)) from None
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):  # what the parser's own faults look like
        raise UnparsedError(f"the statement is not understood as one of {dialect.parser}") from None
    return found[0] if found else None


def _depth(text: str) -> int:
    """How deep brackets lie; those in texts and comments count too, which errs on the safe side."""
    depth = deepest = 0
    for bracket in re.finditer(r"[(\[{)\]}]", text):
        depth = depth + 1 if bracket.group() in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _place_of(error: SqlglotError, dialect: SqlDialect) -> str:
    """What the parser says of the place, not of the text there, which can hold values."""
    details = getattr(error, "errors", None) or [{}]
    line, column = details[0].get("line"), details[0].get("col")
    where = f", from its line {line}, column {column}" if line else ""
    return f"the statement is not understood as one of {dialect.parser}{where}"


@contextmanager
def _silenced() -> Iterator[None]:
    """The parser logs the text of statements that it does not follow; nothing of this thread's gets through."""
    logger, thread = logging.getLogger("sqlglot"), threading.get_ident()

    def is_of_another(record: logging.LogRecord) -> bool:
        return record.thread != thread

    logger.addFilter(is_of_another)
    try:
        yield
    finally:
        logger.removeFilter(is_of_another)
