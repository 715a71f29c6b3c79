"""Says at once whether a pattern fits into the tables: how many states it takes by itself, and what it cannot be made of.

A pattern such as `(a|b)*a(a|b){20}` has to remember every one of the last twenty characters: two million states.
"""

import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.automaton.determinising import OverflowedError
from gazetteer_scanners.matching.automaton.parse_tree import c, inner_items, parse
from gazetteer_scanners.matching.automaton.positions import Positions, bits_of
from gazetteer_scanners.matching.automaton.syntax import MAX_COUNTED, read_pattern
from gazetteer_scanners.matching.automaton.tables import build_table
from gazetteer_scanners.matching.pattern import split_flag

MAX_PATTERN = 4_000
"""Characters of a pattern."""
MAX_STATES = 3_000
"""States of one pattern by itself; all built-in ones have fewer than 500."""
MAX_TOGETHER = 12_000
"""States of all patterns of rule files together."""
_MAX_PLACES = 6_000
_FEW_COUNTED = 8
_CONSTRUCTS = {
    "assert": "look-around (`(?=...)`, `(?<!...)`) is not compiled; say by `boundary` what may stand beside a match",
    "assert_not": "look-around (`(?!...)`, `(?<!...)`) is not compiled; say by `boundary` what may stand beside a match",
    "groupref": "references to groups (`\\1`) are not compiled; write the text out",
    "groupref_exists": "conditions on groups are not compiled; write both cases as branches",
    "atomic_group": "atomic groups are not compiled; write a plain group",
    "possessive_repeat": "possessive repetition (`a++`) is not compiled; write `a+`",
}


def table_problem(pattern: str, *, is_inside: bool = False) -> str | None:
    """Why a pattern cannot be compiled, and how to write it; None if it can. Takes a second at most.

    Args:
        pattern: the expression, in the subset of `recognizers.rule`.
        is_inside: it is looked for inside text, where it must not match the empty text.
    """
    if len(pattern) > MAX_PATTERN:
        return f"is longer than {MAX_PATTERN:,} characters; use a dictionary for lists of words"
    try:
        parsed = parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"is no regular expression ({error}); correct it"
    if (construct := _unsupported(parsed)) is not None:
        return construct
    if _size(parsed) > _MAX_PLACES:
        return f"repeats so much that it stands for more than {_MAX_PLACES:,} characters; repeat less, or without a limit (`+`)"
    if is_inside and parsed.getwidth()[0] == 0:
        return "can match the empty text, which is inside every value; let it match at least one character"
    return None if any(_fits(pattern, counted) for counted in (MAX_COUNTED, _FEW_COUNTED)) else _too_many()


def multiplied(patterns: Mapping[str, str]) -> tuple[str, ...]:
    """Names of patterns that together need more than 12,000 states; empty if all of them fit into a table.

    Those are the ones that begin and end with a repetition (`.*word.*`): each doubles the states of all others. If none
    does, the longest one is named.
    """
    positions, firsts = Positions(), 0
    ends: dict[int, int] = {}
    for number, name in enumerate(sorted(patterns)):
        fragment = read_pattern(positions, patterns[name], max_counted=_FEW_COUNTED).fragment
        firsts |= fragment.first
        for at in bits_of(fragment.last):
            ends[at] = ends.get(at, 0) | 1 << number
    try:
        build_table(positions, [firsts], ends, MAX_TOGETHER)
    except OverflowedError:
        loose = [name for name in sorted(patterns) if _is_loose(parse(patterns[name]))]
        return tuple(loose) or (max(sorted(patterns), key=lambda name: len(patterns[name])),)
    return ()


def _is_loose(items: Any) -> bool:
    return len(items) > 1 and all(
        operator in (c.MAX_REPEAT, c.MIN_REPEAT) and argument[1] is c.MAXREPEAT for operator, argument in (items[0], items[-1])
    )


def _too_many() -> str:
    return (
        f"needs more than {MAX_STATES:,} states: something repeated often, such as `{{20}}`, follows a repetition that can "
        "match the same characters (`(a|b)*a(a|b){20}`); repeat less, or begin it with a character that the part before cannot "
        "be"
    )


def _fits(pattern: str, counted: int) -> bool:
    positions = Positions()
    try:
        read = read_pattern(positions, pattern, max_counted=counted)
        build_table(positions, [read.fragment.first], dict.fromkeys(bits_of(read.fragment.last), 1), MAX_STATES)
    except OverflowedError:
        return False
    return True


def _unsupported(items: Any) -> str | None:
    for operator, argument in items:
        name = str(operator).lower()
        if name in _CONSTRUCTS:
            return _CONSTRUCTS[name]
        if operator is c.AT:
            return (
                "anchors and `\\b` are not needed: a pattern is the whole value, and `boundary` says what may stand beside it"
            )
        for inner in inner_items(operator, argument):
            if (found := _unsupported(inner)) is not None:
                return found
    return None


def _size(items: Any) -> int:
    """How many characters the pattern is made of once its repeats are written out; stops counting where that is too many."""
    total = 0
    for operator, argument in items:
        parts = list(inner_items(operator, argument))
        inner = sum(map(_size, parts))
        if operator in (c.MAX_REPEAT, c.MIN_REPEAT):
            least, most = argument[0], argument[1]
            times = max(least, 1) if most is c.MAXREPEAT or most > MAX_COUNTED else most
            inner *= times
        total += inner if parts else 1
    return total


def re2_problem(pattern: str) -> str | None:
    """Why RE2, which looks at long columns where tables are not sure, cannot read a pattern; None if it can."""
    flag, body = split_flag(pattern)
    try:
        pc.match_substring_regex(pa.array([""], pa.string()), rf"{flag}\A(?:{body})\z")
    except pa.ArrowInvalid as error:
        reason = str(error).partition(": ")[2].partition("\n")[0][:120]
        return f"cannot be read by RE2 ({reason}); write it without what only Python reads"
    return None
