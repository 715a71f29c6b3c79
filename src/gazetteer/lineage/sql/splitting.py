"""A text taken apart into statements, so that one that cannot be read does not hide those after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gazetteer.lineage.sql.dialects import SqlDialect

_DELIMITER_LINE = re.compile(r"^[ \t]*DELIMITER[ \t]+(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ROUTINE = re.compile(r"\s+(?:\w+\s+|=\s*\S+\s+){0,6}?(?:TRIGGER|PROCEDURE|FUNCTION)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement without its end mark, and the line (from 1) on which it begins."""

    text: str
    line: int


def split_statements(text: str, dialect: SqlDialect) -> Iterator[Statement]:
    """The statements of a text in order; those that hold only comments are left out.

    The body of a routine (`BEGIN ... END`) belongs to the statement that makes it.
    """
    begin, mark = 0, ";"
    for change in (*_DELIMITER_LINE.finditer(text), None) if dialect.parser == "mysql" else (None,):
        end = change.start() if change is not None else len(text)
        yield from _split(text, begin, end, mark, dialect)
        if change is not None:
            begin, mark = change.end(), change[1]


def _split(text: str, begin: int, end: int, mark: str, dialect: SqlDialect) -> Iterator[Statement]:
    start: int | None = None
    is_routine, depth = False, 0
    line, counted = text.count("\n", 0, begin) + 1, begin
    for token in _scanner(dialect, mark).finditer(text, begin, end):
        kind = token.lastgroup
        if kind == "space":
            continue
        if kind == "end" and (depth <= 0 or not is_routine):
            if start is not None:
                yield Statement(text[start : token.start()], line)
            start, is_routine, depth = None, False, 0
            continue
        if start is None:
            start = token.start()
            line, counted = line + text.count("\n", counted, start), start
            is_routine = mark == ";" and kind == "word" and token.group().upper() == "CREATE"
            is_routine = is_routine and _ROUTINE.match(text, token.end()) is not None
        if is_routine and kind == "word":
            depth += _deeper(token.group().upper(), text[token.end() : token.end() + 12])
    if start is not None:
        yield Statement(text[start:end].rstrip(), line)


def _deeper(word: str, after: str) -> int:
    """How much deeper a word of a routine's body leads."""
    if word == "END":
        return 0 if re.match(r"\s+(?:IF|LOOP|WHILE|REPEAT|FOR)\b", after, re.IGNORECASE) else -1
    return 1 if word in ("BEGIN", "CASE") else 0


@cache
def _scanner(dialect: SqlDialect, mark: str) -> re.Pattern[str]:
    """What a text consists of: blanks and comments, end marks, quoted pieces, words, all else."""
    comments = [r"--[^\n]*", r"/\*.*?(?:\*/|\Z)"] + ([r"\#[^\n]*"] if dialect.has_hash_comments else [])
    plain, escaped = r"{0}(?:[^{0}]|{0}{0})*(?:{0}|\Z)", r"{0}(?:[^{0}\\]|\\.|{0}{0})*(?:{0}|\Z)"
    quoted = [r"'''.*?(?:'''|\Z)", r'""".*?(?:"""|\Z)'] if dialect.parser == "bigquery" else []
    quoted += [r"\b[eE]" + escaped.format("'"), (escaped if dialect.has_backslashes else plain).format("'")]
    quoted += [(escaped if dialect.has_double_quoted_text else plain).format('"'), r"`[^`]*(?:`|\Z)"]
    quoted += [r"(?<![\w$])\$(?P<tag>\w*)\$.*?(?:\$(?P=tag)\$|\Z)"] if dialect.has_dollar_quotes else []
    kinds = {
        "space": rf"\s+|{'|'.join(comments)}",
        "end": re.escape(mark),
        "quoted": "|".join(quoted),
        "word": r"\w+",
        "other": ".",
    }
    pattern = "|".join(f"(?P<{kind}>{one})" for kind, one in kinds.items())
    return re.compile(pattern, re.DOTALL)
