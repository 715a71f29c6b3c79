"""The SQL that runs against a SQLite source: quoting, the allow-list, and the statements of a page of rows."""

import re
from collections.abc import Sequence

from gazetteer_scanners.connectors.protocol import Column, DataType
from gazetteer_scanners.errors import SourceError

_QUOTED = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
_WORD = re.compile(r"[a-z_]+")
_PRAGMAS = re.compile(
    r"pragma (busy_timeout|query_only|cell_size_check|trusted_schema)\s*=\s*\d+|pragma page_count|pragma page_size"
)
_FORBIDDEN = frozenset({"attach", "detach", "insert", "update", "delete", "replace", "load_extension", "writefile"})

_MEASURED = frozenset({DataType.STRING, DataType.BINARY, DataType.JSON, DataType.UNKNOWN})
_OTHER_CELL_BYTES = 16


def quote_identifier(name: str) -> str:
    """The name as a quoted SQL identifier.

    Raises:
        SourceError: if it holds a NUL, which no SQL text can.
    """
    if "\x00" in name:
        raise SourceError("a name in the database holds a NUL character and cannot be asked for", "DECODE_ERROR")
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def checked_statement(sql: str) -> str:
    """The statement itself, if it is one SELECT or an allowed PRAGMA; everything run passes through here.

    Raises:
        SourceError: if it is anything else.
    """
    bare = _QUOTED.sub('""', sql).lower().strip()
    is_select = bare.startswith("select ") and ";" not in bare and not _FORBIDDEN & set(_WORD.findall(bare))
    if not is_select and not _PRAGMAS.fullmatch(bare):
        raise SourceError("refused to run a statement that is not on the allow-list of SELECT and PRAGMA statements")
    return sql


def is_binary(column: Column) -> bool:
    """True if the column is read as bytes: declared as such. A column without a type is read as text."""
    return column.data_type is DataType.BINARY


def rows_statement(dataset: str, columns: Sequence[Column], condition: str = "") -> str:
    """All columns as text (declared BLOB columns as bytes), after one row of empty values that fixes the types.

    ADBC takes a column's type from its first rows and fails on other values later; the empty row, which the reader
    drops, and the casts make every value legal. The columns are called c0, c1, ... so that no name can be in the way.
    """
    first = ", ".join(f"{'x' if is_binary(c) else ''}'' AS c{i}" for i, c in enumerate(columns))
    casts = ", ".join(f"CAST({quote_identifier(c.name)} AS {'BLOB' if is_binary(c) else 'TEXT'})" for c in columns)
    return f"SELECT {first} UNION ALL SELECT {casts} FROM {quote_identifier(dataset)}{condition}"  # noqa: S608 - quoted


def limited_statement(dataset: str, columns: Sequence[Column], condition: str) -> str:
    """As `rows_statement`, but where the condition has ORDER BY or LIMIT, which must not act on the empty row."""
    names = ", ".join(quote_identifier(c.name) for c in columns)
    source = f"(SELECT {names} FROM {quote_identifier(dataset)}{condition})"  # noqa: S608 - quoted
    whole = rows_statement(dataset, columns)
    return whole.removesuffix(quote_identifier(dataset)) + source


def width_expression(columns: Sequence[Column]) -> str:
    """The bytes of a row's values; text and BLOB columns are measured, the others taken as 16 bytes each.

    `octet_length` reads no overflow page, so that a cell of many megabytes costs nothing here; `length` would stop at
    a NUL. The sum is nested evenly: SQLite allows expressions 1,000 deep and tables 2,000 columns wide.
    """
    measured = [c for c in columns if c.data_type in _MEASURED]
    fixed = str(_OTHER_CELL_BYTES * (len(columns) - len(measured)) + 8)
    return _nested_sum([fixed, *(f"coalesce(octet_length({quote_identifier(c.name)}), 0)" for c in measured)])


def _nested_sum(terms: Sequence[str]) -> str:
    if len(terms) == 1:
        return terms[0]
    middle = len(terms) // 2
    return f"({_nested_sum(terms[:middle])} + {_nested_sum(terms[middle:])})"
