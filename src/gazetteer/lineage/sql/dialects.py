"""The SQL dialects that are read: what each does to the case of names, and how its literals end.

Sources: the vendors' pages on identifiers (PostgreSQL 4.1.1, MySQL 11.2.3, https://sqlite.org/lang_keywords.html, DuckDB
"Keywords and Identifiers", Spark SQL "Identifiers", Snowflake "Identifier requirements", BigQuery "Lexical structure").
"""

from dataclasses import dataclass
from enum import StrEnum

from gazetteer.errors import ConfigurationError


class CaseRule(StrEnum):
    """What a database does to a name: unquoted ones become lower or upper case, or all are compared without case, or none."""

    LOWER = "LOWER"
    UPPER = "UPPER"
    IGNORED = "IGNORED"
    KEPT = "KEPT"


@dataclass(frozen=True, slots=True)
class SqlDialect:
    """A dialect.

    Attributes:
        parser: what sqlglot calls it.
        default_schema: the schema of an unqualified name where the caller gives none; "" if there is no usual one.
        has_backslashes: a backslash keeps a quote from ending a literal.
        has_double_quoted_text: `"..."` is a text, not a name.
        has_hash_comments, has_dollar_quotes: `# ...` to the line's end is a comment; `$$ ... $$` is a text.
        has_lateral_aliases: a column of a SELECT list can be used by those after it.
        has_arrow_lambdas: `x -> ...` among a function's arguments is a lambda (elsewhere it reads JSON).
    """

    parser: str
    tables: CaseRule
    columns: CaseRule
    default_schema: str = ""
    has_backslashes: bool = False
    has_double_quoted_text: bool = False
    has_hash_comments: bool = False
    has_dollar_quotes: bool = False
    has_arrow_lambdas: bool = False
    has_lateral_aliases: bool = False


_POSTGRES = SqlDialect("postgres", CaseRule.LOWER, CaseRule.LOWER, "public", has_dollar_quotes=True)
_MYSQL = SqlDialect(
    "mysql", CaseRule.KEPT, CaseRule.IGNORED, has_backslashes=True, has_double_quoted_text=True, has_hash_comments=True
)
_SPARK = SqlDialect(
    "spark",
    CaseRule.IGNORED,
    CaseRule.IGNORED,
    "default",
    has_backslashes=True,
    has_double_quoted_text=True,
    has_arrow_lambdas=True,
    has_lateral_aliases=True,
)

DIALECTS: dict[str, SqlDialect] = {
    "postgresql": _POSTGRES,
    "postgres": _POSTGRES,
    "redshift": SqlDialect(
        "redshift", CaseRule.LOWER, CaseRule.LOWER, "public", has_dollar_quotes=True, has_lateral_aliases=True
    ),
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "sqlite": SqlDialect("sqlite", CaseRule.IGNORED, CaseRule.IGNORED, "main"),
    "duckdb": SqlDialect(
        "duckdb",
        CaseRule.IGNORED,
        CaseRule.IGNORED,
        "main",
        has_dollar_quotes=True,
        has_arrow_lambdas=True,
        has_lateral_aliases=True,
    ),
    "spark": _SPARK,
    "databricks": SqlDialect(
        "databricks",
        CaseRule.IGNORED,
        CaseRule.IGNORED,
        "default",
        has_backslashes=True,
        has_double_quoted_text=True,
        has_arrow_lambdas=True,
        has_lateral_aliases=True,
    ),
    "snowflake": SqlDialect(
        "snowflake",
        CaseRule.UPPER,
        CaseRule.UPPER,
        "PUBLIC",
        has_backslashes=True,
        has_dollar_quotes=True,
        has_arrow_lambdas=True,
        has_lateral_aliases=True,
    ),
    "bigquery": SqlDialect(
        "bigquery",
        CaseRule.KEPT,
        CaseRule.IGNORED,
        has_backslashes=True,
        has_double_quoted_text=True,
        has_hash_comments=True,
    ),
}
"""The dialects by name in lower case."""


def find_dialect(name: str) -> SqlDialect:
    """The dialect of this name, in any case.

    Raises:
        ConfigurationError: if it is none that is read.
    """
    found = DIALECTS.get(name.lower())
    if found is None:
        raise ConfigurationError(f"SQL of {name!r} is not read: name one of {', '.join(sorted(DIALECTS))}")
    return found


def spelled(name: str, is_quoted: bool, rule: CaseRule) -> str:
    """The name as the database keeps it."""
    if is_quoted or rule in (CaseRule.IGNORED, CaseRule.KEPT):
        return name
    return name.lower() if rule is CaseRule.LOWER else name.upper()


def name_key(name: str, is_quoted: bool, rule: CaseRule) -> str:
    """What two spellings of one name have in common."""
    return name.casefold() if rule is CaseRule.IGNORED else spelled(name, is_quoted, rule)
