"""Reads patterns into positions: the subset of regular expressions that RE2 and Python's `re` read alike.

The standard library's parser does the reading (see `parse_tree`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from gazetteer_scanners.errors import RuleError
from gazetteer_scanners.matching.automaton.octets import Ranges, invert, join_ranges
from gazetteer_scanners.matching.automaton.parse_tree import c, parse
from gazetteer_scanners.matching.automaton.positions import EMPTY, Fragment, Positions, any_of

MAX_COUNTED = 80
"""Repeats up to a higher number are read as unbounded, and what matches and is long enough to exceed it is checked again."""

_LAST_FOLDED = 0x24F
_CLASSES: dict[Any, Ranges] = {
    c.CATEGORY_DIGIT: ((48, 57),),
    c.CATEGORY_SPACE: ((9, 13), (32, 32)),
    c.CATEGORY_WORD: ((48, 57), (65, 90), (95, 95), (97, 122)),
}
_NEGATED = {
    c.CATEGORY_NOT_DIGIT: c.CATEGORY_DIGIT,
    c.CATEGORY_NOT_SPACE: c.CATEGORY_SPACE,
    c.CATEGORY_NOT_WORD: c.CATEGORY_WORD,
}
_NEWLINE = 10


class UnsupportedError(RuleError):
    """The pattern is not regular, or beyond the subset; the message names the construct."""


@dataclass(frozen=True, slots=True)
class Read:
    """A pattern as a fragment.

    Attributes:
        exact_octets: up to this length of the value the fragment accepts exactly what the pattern does; longer values
            may be accepted too many. None: at any length, 0: never sure.
        is_for_ascii: that holds for values in ASCII alone; of others too many may be accepted.
    """

    fragment: Fragment
    exact_octets: int | None
    is_for_ascii: bool


def read_pattern(
    positions: Positions,
    pattern: str,
    *,
    has_unicode_case: bool = False,
    max_counted: int = MAX_COUNTED,
    is_dot_all: bool = False,
) -> Read:
    """The pattern's fragment, added to `positions`.

    Args:
        has_unicode_case: `(?i)` reaches letters beyond ASCII (the fragment then accepts too much rather than too little).
        max_counted: repeats up to a higher number are taken for unbounded.
        is_dot_all: the dot is a line break too.

    Raises:
        UnsupportedError: look-around, references, or a syntax error.
    """
    try:
        parsed = parse(pattern, re.DOTALL if is_dot_all else 0)
    except (re.error, OverflowError) as error:
        raise UnsupportedError(f"it is no regular expression ({error})") from error
    reader = _Reader(positions, has_unicode_case, max_counted)
    flags = parsed.state.flags
    fragment = reader.sequence(parsed, flags)
    return Read(fragment, reader.exact_octets, reader.is_for_ascii)


class _Reader:
    """Walks a parsed pattern."""

    def __init__(self, positions: Positions, has_unicode_case: bool, max_counted: int) -> None:
        self._positions = positions
        self._has_unicode_case = has_unicode_case
        self._max_counted = max_counted
        self.exact_octets: int | None = None
        self.is_for_ascii = False

    def sequence(self, items: Any, flags: int) -> Fragment:
        whole = EMPTY
        for operator, argument in items:
            whole = self._positions.join(whole, self._item(operator, argument, flags))
        return whole

    def _item(self, operator: Any, argument: Any, flags: int) -> Fragment:
        if operator in (c.MAX_REPEAT, c.MIN_REPEAT):
            least, most, body = argument
            return self._repeat(body, least, None if most is c.MAXREPEAT else most, flags)
        if operator is c.BRANCH:
            return any_of([self.sequence(branch, flags) for branch in argument[1]])
        if operator is c.SUBPATTERN:
            _, added, removed, body = argument
            return self.sequence(body, (flags | added) & ~removed)
        if operator is c.AT:
            self._loosen(0)  # left out: accepts more than the pattern does
            return EMPTY
        return self._positions.character(self._characters(operator, argument, flags))

    def _repeat(self, body: Any, least: int, most: int | None, flags: int) -> Fragment:
        if most is not None and most > self._max_counted and most > least:
            self._loosen((most + 1) * max(body.getwidth()[0], 1) - 1)
            most = None
        return self._positions.repeat(lambda: self.sequence(body, flags), least, most)

    def _loosen(self, octets: int) -> None:
        self.exact_octets = octets if self.exact_octets is None else min(octets, self.exact_octets)

    def _characters(self, operator: Any, argument: Any, flags: int) -> Ranges:
        if operator is c.ANY:
            return invert(()) if flags & re.DOTALL else invert(((_NEWLINE, _NEWLINE),))
        if operator is c.LITERAL:
            return self._fold(((argument, argument),), flags)
        if operator is c.NOT_LITERAL:
            return invert(self._fold(((argument, argument),), flags))
        if operator is c.IN:
            return self._class(argument, flags)
        raise UnsupportedError(f"{str(operator).lower()} is beyond what can be compiled")

    def _class(self, items: Sequence[tuple[Any, Any]], flags: int) -> Ranges:
        ranges: list[tuple[int, int]] = []
        is_negated = False
        for operator, argument in items:
            if operator is c.NEGATE:
                is_negated = True
            elif operator is c.LITERAL:
                ranges.append((argument, argument))
            elif operator is c.RANGE:
                ranges.append(argument)
            elif argument in _NEGATED:
                ranges.extend(invert(_CLASSES[_NEGATED[argument]]))
            else:
                ranges.extend(_CLASSES[argument])
        folded = self._fold(join_ranges(ranges), flags)
        return invert(folded) if is_negated else folded

    def _fold(self, ranges: Ranges, flags: int) -> Ranges:
        if not flags & re.IGNORECASE:
            return ranges
        if not self._has_unicode_case:
            return join_ranges([*ranges, *_other_case(ranges)])
        self.is_for_ascii = True
        others = _case_variants()
        points = (point for low, high in ranges for point in range(low, min(high, 0xFFFF) + 1))
        return join_ranges([*ranges, *((other, other) for point in points for other in others[point])])


def _other_case(ranges: Ranges) -> list[tuple[int, int]]:
    """ASCII letters of the other case."""
    lower = [(max(low, 65) + 32, min(high, 90) + 32) for low, high in ranges if max(low, 65) <= min(high, 90)]
    upper = [(max(low, 97) - 32, min(high, 122) - 32) for low, high in ranges if max(low, 97) <= min(high, 122)]
    return lower + upper


@cache
def _case_variants() -> list[tuple[int, ...]]:
    """For each code point of the basic plane all that any engine may take for the same letter in another case."""
    groups: dict[str, set[int]] = {}
    for point in range(0x10000):
        character = chr(point)
        for form in {character.lower(), character.upper(), character.casefold(), character.upper().lower()}:
            if len(form) == 1:
                groups.setdefault(form, {ord(form)}).add(point)
    variants: list[set[int]] = [set() for _ in range(0x10000)]
    for group in groups.values():
        if len(group) > 1:
            for point in group:
                variants[point] |= group
    return [tuple(sorted(group)) for group in variants]
