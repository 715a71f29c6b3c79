"""The parse tree of a regular expression: the one place that uses the parser's own modules.

Source: `re._parser` and `re._constants` of Python, which have no documentation; their trees are the same from 3.11 on.
"""

from collections.abc import Iterator
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]  # typeshed leaves the parser's modules out
from typing import Any

_PARSED = 1_024
c: Any = _constants
parse: Any = lru_cache(_PARSED)(_parser.parse)


def inner_items(operator: Any, argument: Any) -> Iterator[Any]:
    """The sequences directly inside an item."""
    if operator in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        yield argument[2]
    elif operator is c.SUBPATTERN:
        yield argument[3]
    elif operator is c.BRANCH:
        yield from argument[1]
    elif operator in (c.ASSERT, c.ASSERT_NOT):
        yield argument[1]
    elif operator is c.ATOMIC_GROUP:
        yield argument
    elif operator is c.GROUPREF_EXISTS:
        yield from (part for part in argument[1:] if part is not None)
