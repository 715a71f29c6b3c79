"""Finds repetition that a backtracking engine can run away on: where one text can be repeated in several ways.

Engines that try one way after the other (Python's `re`, `regex`) take time exponential in the length of a text where a
repeated part can match the same piece in two ways: `(a+)+`, `(a|ab?)*`. Seen as an automaton: a state from
which two different paths lead back to it over the same text.
"""

import re
from collections.abc import Sequence
from typing import Any

from gazetteer_scanners.matching.automaton.octets import Ranges, invert, join_ranges
from gazetteer_scanners.matching.automaton.parse_tree import c, inner_items, parse
from gazetteer_scanners.rulefiles.ambiguity import Piece, Places, is_ambiguous

MOST_COUNTED = 10
"""A part repeated at most so often is tried that many times; more counts as repeated without end."""

_MANY_WAYS, _COUNTED_WAYS = 250_000, 1_000_000
_ENDLESS = 20
"""A repetition without end inside another one counts as so many ways."""
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


def runaway_part(pattern: str) -> str | None:
    """A sentence part that says which repetition can run away and how to write it; None if none can.

    Raises:
        TooLargeError: it is too large to say.
        re.error: it is no regular expression.
    """
    parsed = parse(pattern)
    return _look(parsed, bool(parsed.state.flags & re.IGNORECASE))


def _look(items: Any, has_case: bool) -> str | None:
    """Looks at every outermost repetition by itself."""
    for operator, argument in items:
        if operator in (c.MAX_REPEAT, c.MIN_REPEAT) and _is_long(argument):
            places = Places()
            _build(places, [(operator, argument)], has_case)
            if places.twice or places.has_two_empties or is_ambiguous(places):
                return _told(argument)
        else:
            for inner in inner_items(operator, argument):
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
    return any(_has_repeat(op, inner) for items in inner_items(operator, argument) for op, inner in items)


def _is_long(argument: Any) -> bool:
    """True for a repetition without end, or one so long or so free that trying all its ways comes to the same."""
    most = argument[1]
    return most is c.MAXREPEAT or most > MOST_COUNTED or _ways([(c.MAX_REPEAT, argument)]) > _MANY_WAYS


def _ways(items: Any) -> int:
    """In how many ways, counted up to a million, an engine can go through a sequence of repetitions and branches."""
    total = 1
    for operator, argument in items:
        inner = [_ways(part) for part in inner_items(operator, argument)]
        if operator in (c.MAX_REPEAT, c.MIN_REPEAT):
            least, most = argument[0], argument[1]
            times = _ENDLESS if most is c.MAXREPEAT else most - least + 1
            total *= times * inner[0] ** min(least + times - 1, _ENDLESS)
        elif operator is c.BRANCH:
            total *= sum(inner)
        else:
            total *= max(inner, default=1)
        total = min(total, _COUNTED_WAYS)
    return total


def _build(places: Places, items: Sequence[tuple[Any, Any]], has_case: bool) -> Piece:
    whole = Piece()
    for operator, argument in items:
        whole = places.join(whole, _item(places, operator, argument, has_case))
    return whole


def _item(places: Places, operator: Any, argument: Any, has_case: bool) -> Piece:
    if operator in (c.MAX_REPEAT, c.MIN_REPEAT):
        return _repeat(places, argument, has_case)
    if operator is c.BRANCH:
        parts = [_build(places, branch, has_case) for branch in argument[1]]
        places.has_two_empties |= sum(part.is_nullable for part in parts) > 1
        return Piece(
            any(part.is_nullable for part in parts),
            frozenset().union(*(part.first for part in parts)),
            frozenset().union(*(part.last for part in parts)),
        )
    if operator is c.SUBPATTERN:
        return _build(places, argument[3], has_case)
    if operator in (c.AT, c.ASSERT, c.ASSERT_NOT):
        return Piece()
    if operator in (c.ANY, c.LITERAL, c.NOT_LITERAL, c.IN):
        return places.add(_ranges(operator, argument, has_case))
    return places.add(_EVERYTHING)  # a reference may be anything; what gives nothing back is matched in one way


def _repeat(places: Places, argument: Any, has_case: bool) -> Piece:
    least, most, body = argument
    if not _is_long(argument):
        rest = Piece()  # an optional rest nests, so that each count is one way
        for _ in range(most - least):
            rest = places.join(_build(places, body, has_case), rest)
            rest.is_nullable = True
        whole = Piece()
        for _ in range(least):
            whole = places.join(whole, _build(places, body, has_case))
        return places.join(whole, rest)
    looped = _build(places, body, has_case)
    places.has_two_empties |= looped.is_nullable
    places.connect(looped.last, looped.first, is_loop=True)
    return Piece(looped.is_nullable or least == 0, looped.first, looped.last)


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
