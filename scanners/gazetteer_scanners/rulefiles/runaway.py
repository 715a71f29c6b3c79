"""Finds repetition that a backtracking engine can run away on: where one text can be repeated in several ways.

Engines that try one way after the other (Python's `re`, `regex`) take time exponential in the length of a text where a
repeated part can match the same piece in two ways: `(a+)+`, `(a|a)*`, `(\\w|\\d)*`. Seen as an automaton: a state from
which two different paths lead back to it over the same text.

Source: C. Allauzen, M. Mohri, A. Rastogi, General algorithms for testing the ambiguity of finite automata, 2008 (a
state of the automaton's square that lies on a circle through the diagonal).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from re import _constants as c  # type: ignore[attr-defined]  # typeshed leaves the parser's modules out
from re import _parser  # type: ignore[attr-defined]  # the same
from typing import Any

from gazetteer_scanners.matching.automaton.octets import Ranges, invert, join_ranges

MOST_COUNTED = 10
"""A part repeated at most so often is tried that many times; more counts as repeated without end."""

_MAX_PAIRS = 60_000
_LAST = 0x10FFFF
_EVERYTHING: Ranges = ((0, _LAST),)
_DIGITS: Ranges = ((48, 57), (0x660, 0x669), (0xFF10, 0xFF19))
_SPACES: Ranges = ((9, 13), (28, 32), (0x85, 0x85), (0xA0, 0xA0), (0x2000, 0x200A), (0x3000, 0x3000))
_WORDS: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122), (0xAA, 0x2FFF), (0x3001, _LAST))
_CLASSES: dict[Any, Ranges] = {
    c.CATEGORY_DIGIT: _DIGITS,
    c.CATEGORY_SPACE: _SPACES,
    c.CATEGORY_WORD: _WORDS,
    c.CATEGORY_NOT_DIGIT: invert(_DIGITS),
    c.CATEGORY_NOT_SPACE: invert(_SPACES),
    c.CATEGORY_NOT_WORD: invert(_WORDS),
}


class TooLargeError(Exception):
    """The pattern has too many places to be checked."""


def runaway_part(pattern: str) -> str | None:
    """A sentence part that says which repetition can run away and how to write it; None if none can.

    Raises:
        TooLargeError: it is too large to say.
        re.error: it is no regular expression.
    """
    parsed = _parser.parse(pattern)
    return _look(parsed, bool(parsed.state.flags & re.IGNORECASE))


@dataclass(slots=True)
class _Piece:
    """A part of the pattern: whether it matches the empty text, and the places that begin and end it."""

    is_nullable: bool = True
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Places:
    """Characters and what may follow them.

    Attributes:
        twice: steps that can be taken in two ways.
        has_two_empties: some part can match nothing in two ways, or a repeated part can match nothing.
    """

    sets: list[Ranges] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    twice: set[tuple[int, int]] = field(default_factory=set)
    has_two_empties: bool = False

    def add(self, ranges: Ranges) -> _Piece:
        self.sets.append(ranges)
        self.follow.append(set())
        if len(self.sets) > _MAX_PAIRS // 20:
            raise TooLargeError
        only = frozenset([len(self.sets) - 1])
        return _Piece(False, only, only)

    def connect(self, last: frozenset[int], first: frozenset[int], *, is_loop: bool = False) -> None:
        for one in last:
            if is_loop:
                self.twice.update((one, other) for other in first if other in self.follow[one])
            self.follow[one].update(first)

    def join(self, one: _Piece, other: _Piece) -> _Piece:
        self.connect(one.last, other.first)
        return _Piece(
            one.is_nullable and other.is_nullable,
            one.first | other.first if one.is_nullable else one.first,
            one.last | other.last if other.is_nullable else other.last,
        )


def _look(items: Any, has_case: bool) -> str | None:
    """Looks at every outermost repetition by itself."""
    for operator, argument in items:
        if operator in (c.MAX_REPEAT, c.MIN_REPEAT) and _is_long(argument[1]):
            places = _Places()
            _build(places, [(operator, argument)], has_case)
            if places.twice or places.has_two_empties or _is_ambiguous(places):
                return _told(argument)
        else:
            for inner in _inner(operator, argument):
                if (part := _look(inner, has_case)) is not None:
                    return part
    return None


def _told(argument: Any) -> str:
    if argument[2].getwidth()[0] == 0:
        return "a repeated part can match nothing, as `(a?)*` does; let it match at least one character"
    if any(_has_repeat(operator, inner) for operator, inner in argument[2]):
        return (
            "a repetition inside a repetition can match the same text in many ways, as `(a+)+` does; repeat once, or put "
            "between the parts a character that the inner one cannot be: `[a-z]+(?:-[a-z]+)*`"
        )
    return (
        "the branches of a repeated part can match the same text, as `(a|ab?)*` does; let no two branches begin alike, or "
        "write one character class: `[a-z0-9]*`"
    )


def _has_repeat(operator: Any, argument: Any) -> bool:
    if operator in (c.MAX_REPEAT, c.MIN_REPEAT):
        return bool(argument[1] != 1)
    return any(_has_repeat(op, inner) for items in _inner(operator, argument) for op, inner in items)


def _is_long(most: Any) -> bool:
    return most is c.MAXREPEAT or most > MOST_COUNTED


def _inner(operator: Any, argument: Any) -> Iterator[Any]:
    """The sequences directly inside an item."""
    if operator in (c.MAX_REPEAT, c.MIN_REPEAT, getattr(c, "POSSESSIVE_REPEAT", None)):
        yield argument[2]
    elif operator is c.SUBPATTERN:
        yield argument[3]
    elif operator is c.BRANCH:
        yield from argument[1]
    elif operator in (c.ASSERT, c.ASSERT_NOT):
        yield argument[1]
    elif operator is getattr(c, "ATOMIC_GROUP", None):
        yield argument
    elif operator is c.GROUPREF_EXISTS:
        yield from (part for part in argument[1:] if part is not None)


def _build(places: _Places, items: Sequence[tuple[Any, Any]], has_case: bool) -> _Piece:
    whole = _Piece()
    for operator, argument in items:
        whole = places.join(whole, _item(places, operator, argument, has_case))
    return whole


def _item(places: _Places, operator: Any, argument: Any, has_case: bool) -> _Piece:
    if operator in (c.MAX_REPEAT, c.MIN_REPEAT):
        return _repeat(places, argument, has_case)
    if operator is c.BRANCH:
        parts = [_build(places, branch, has_case) for branch in argument[1]]
        places.has_two_empties |= sum(part.is_nullable for part in parts) > 1
        return _Piece(
            any(part.is_nullable for part in parts),
            frozenset().union(*(part.first for part in parts)),
            frozenset().union(*(part.last for part in parts)),
        )
    if operator is c.SUBPATTERN:
        return _build(places, argument[3], has_case)
    if operator in (c.AT, c.ASSERT, c.ASSERT_NOT):
        return _Piece()
    if operator in (c.ANY, c.LITERAL, c.NOT_LITERAL, c.IN):
        return places.add(_ranges(operator, argument, has_case))
    return places.add(_EVERYTHING)  # a reference may be anything; what gives nothing back is matched in one way


def _repeat(places: _Places, argument: Any, has_case: bool) -> _Piece:
    least, most, body = argument
    if not _is_long(most):
        whole = _Piece()
        for number in range(most):
            one = _build(places, body, has_case)
            one.is_nullable = one.is_nullable or number >= least
            whole = places.join(whole, one)
        return whole
    looped = _build(places, body, has_case)
    places.has_two_empties |= looped.is_nullable
    places.connect(looped.last, looped.first, is_loop=True)
    return _Piece(looped.is_nullable or least == 0, looped.first, looped.last)


def _ranges(operator: Any, argument: Any, has_case: bool) -> Ranges:
    if operator is c.ANY:
        return _EVERYTHING
    if operator is c.LITERAL:
        return _folded(((argument, argument),), has_case)
    if operator is c.NOT_LITERAL:
        return invert(_folded(((argument, argument),), has_case))
    ranges: list[tuple[int, int]] = []
    is_negated = False
    for kind, inner in argument:
        if kind is c.NEGATE:
            is_negated = True
        elif kind is c.LITERAL:
            ranges.append((inner, inner))
        elif kind is c.RANGE:
            ranges.append(inner)
        else:
            ranges.extend(_CLASSES.get(inner, _EVERYTHING))
    found = _folded(join_ranges(ranges), has_case)
    return invert(found) if is_negated else found


def _folded(ranges: Ranges, has_case: bool) -> Ranges:
    if not has_case:
        return ranges
    other = [(max(low, 65) + 32, min(high, 90) + 32) for low, high in ranges if max(low, 65) <= min(high, 90)]
    other += [(max(low, 97) - 32, min(high, 122) - 32) for low, high in ranges if max(low, 97) <= min(high, 122)]
    return join_ranges([*ranges, *other])


def _is_ambiguous(places: _Places) -> bool:
    """True if from some place two different paths over the same text lead back to it."""
    steps = _pair_steps(places)
    return any(
        any(one == other for one, other in circle) and any(one != other for one, other in circle) for circle in _circles(steps)
    )


Pair = tuple[int, int]


def _pair_steps(places: _Places) -> dict[Pair, list[Pair]]:
    """For each pair of places that the same text can lead to from one place, the pairs that may come next."""
    meets: dict[Pair, bool] = {}

    def may_meet(one: int, other: int) -> bool:
        key = (one, other) if one <= other else (other, one)
        if key not in meets:
            meets[key] = _overlap(places.sets[one], places.sets[other])
        return meets[key]

    steps: dict[Pair, list[Pair]] = {}
    waiting: list[Pair] = [(place, place) for place in range(len(places.sets))]
    while waiting:
        pair = waiting.pop()
        if pair in steps:
            continue
        if len(steps) > _MAX_PAIRS:
            raise TooLargeError
        ways = {
            (one, other) if one <= other else (other, one)
            for one in places.follow[pair[0]]
            for other in places.follow[pair[1]]
            if may_meet(one, other)
        }
        steps[pair] = list(ways)
        waiting.extend(way for way in ways if way not in steps)
    return steps


def _overlap(one: Ranges, other: Ranges) -> bool:
    i = j = 0
    while i < len(one) and j < len(other):
        if max(one[i][0], other[j][0]) <= min(one[i][1], other[j][1]):
            return True
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return False


def _circles(steps: dict[Pair, list[Pair]]) -> Iterator[list[Pair]]:
    """The strongly connected parts (Tarjan's, without recursion), each with more than one pair."""
    number: dict[Pair, int] = {}
    low: dict[Pair, int] = {}
    stack: list[Pair] = []
    on_stack: set[Pair] = set()
    for start in steps:
        if start in number:
            continue
        work = [(start, iter(steps[start]))]
        number[start] = low[start] = len(number)
        stack.append(start)
        on_stack.add(start)
        while work:
            pair, ways = work[-1]
            for way in ways:
                if way not in number:
                    number[way] = low[way] = len(number)
                    stack.append(way)
                    on_stack.add(way)
                    work.append((way, iter(steps[way])))
                    break
                if way in on_stack:
                    low[pair] = min(low[pair], number[way])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[pair])
                if low[pair] == number[pair]:
                    part: list[Pair] = []
                    while not part or part[-1] != pair:
                        part.append(stack.pop())
                        on_stack.discard(part[-1])
                    if len(part) > 1:
                        yield part
