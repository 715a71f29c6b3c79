"""Whether an automaton can read one text in several ways on the way back to the same place.

Source: C. Allauzen, M. Mohri, A. Rastogi, General algorithms for testing the ambiguity of finite automata, 2008 (a
state of the automaton's square that lies on a circle through the diagonal).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gazetteer_scanners.matching.automaton.octets import Ranges

_MAX_PAIRS = 60_000


class TooLargeError(Exception):
    """The pattern has too many places to be checked."""


@dataclass(slots=True)
class Piece:
    """A part of the pattern: whether it matches the empty text, and the places that begin and end it."""

    is_nullable: bool = True
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()


@dataclass(slots=True)
class Places:
    """Characters and what may follow them.

    Attributes:
        twice: steps that can be taken in two ways.
        has_two_empties: some part can match nothing in two ways, or a repeated part can match nothing.
    """

    sets: list[Ranges] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    twice: set[tuple[int, int]] = field(default_factory=set)
    has_two_empties: bool = False

    def add(self, ranges: Ranges) -> Piece:
        """One character of these."""
        self.sets.append(ranges)
        self.follow.append(set())
        if len(self.sets) > _MAX_PAIRS // 20:
            raise TooLargeError
        only = frozenset([len(self.sets) - 1])
        return Piece(False, only, only)

    def connect(self, last: frozenset[int], first: frozenset[int], *, is_loop: bool = False) -> None:
        """Let each of `first` follow each of `last`; in a loop, steps that are there already become possible twice."""
        for one in last:
            if is_loop:
                self.twice.update((one, other) for other in first if other in self.follow[one])
            self.follow[one].update(first)

    def join(self, one: Piece, other: Piece) -> Piece:
        """One, then the other."""
        self.connect(one.last, other.first)
        return Piece(
            one.is_nullable and other.is_nullable,
            one.first | other.first if one.is_nullable else one.first,
            one.last | other.last if other.is_nullable else other.last,
        )


def is_ambiguous(places: Places) -> bool:
    """True if from some place two different paths over the same text lead back to it."""
    steps = _pair_steps(places)
    return any(
        any(one == other for one, other in circle) and any(one != other for one, other in circle) for circle in _circles(steps)
    )


Pair = tuple[int, int]


def _pair_steps(places: Places) -> dict[Pair, list[Pair]]:
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
