"""Patterns as positions: each octet set of a pattern, and which may follow which (Glushkov's automaton, without epsilons).

Source: V. M. Glushkov, The abstract theory of automata, 1961. Sets of positions are numbers with one bit each, so that a
step of the automaton is a handful of operations on large integers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gazetteer_scanners.matching.automaton.octets import Ranges, octet_set, sequences


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a pattern: whether it matches the empty text, and the positions that can begin and end it."""

    is_nullable: bool
    first: int
    last: int


EMPTY = Fragment(True, 0, 0)


class Positions:
    """All positions of one automaton; fragments are joined here.

    Attributes:
        sets: for each position its set of octets.
        follow: for each position the positions that may come next.
    """

    def __init__(self) -> None:
        self.sets: list[int] = []
        self.follow: list[int] = []

    def octet(self, octets: int) -> Fragment:
        """One octet of a set."""
        bit = 1 << self._add(octets)
        return Fragment(False, bit, bit)

    def character(self, ranges: Ranges) -> Fragment:
        """One character of these code points; what characters have in common at their end is one position."""
        tails: dict[tuple[tuple[int, int], ...], int] = {}
        first = last = 0
        for tail, octets in sequences(ranges).items():
            at = self._add(octets)
            first |= 1 << at
            if tail:
                self.follow[at] |= 1 << self._tail(tail, tails)
            else:
                last |= 1 << at
        for tail, at in tails.items():
            if len(tail) == 1:
                last |= 1 << at
        return Fragment(False, first, last)

    def _tail(self, tail: tuple[tuple[int, int], ...], known: dict[tuple[tuple[int, int], ...], int]) -> int:
        if tail not in known:
            known[tail] = self._add(octet_set(*tail[0]))
            if tail[1:]:
                self.follow[known[tail]] |= 1 << self._tail(tail[1:], known)
        return known[tail]

    def _add(self, octets: int) -> int:
        self.sets.append(octets)
        self.follow.append(0)
        return len(self.sets) - 1

    def connect(self, last: int, first: int) -> None:
        """Let each of `first` follow each of `last`."""
        for at in bits_of(last):
            self.follow[at] |= first

    def join(self, one: Fragment, other: Fragment) -> Fragment:
        """One, then the other."""
        self.connect(one.last, other.first)
        return Fragment(
            one.is_nullable and other.is_nullable,
            one.first | (other.first if one.is_nullable else 0),
            other.last | (one.last if other.is_nullable else 0),
        )

    def repeat(self, make: Callable[[], Fragment], least: int, most: int | None) -> Fragment:
        """`make` `least` to `most` times (None: any number); an optional rest nests, so that each step has one way on."""
        if most is None:
            whole = self.sequence([make() for _ in range(least - 1)]) if least > 1 else EMPTY
            looped = make()
            self.connect(looped.last, looped.first)
            if least == 0:
                looped = Fragment(True, looped.first, looped.last)
            return self.join(whole, looped)
        rest = EMPTY
        for _ in range(most - least):
            rest = self.join(make(), rest)
            rest = Fragment(True, rest.first, rest.last)
        return self.join(self.sequence([make() for _ in range(least)]), rest)

    def sequence(self, fragments: Sequence[Fragment]) -> Fragment:
        """All of them, one after the other."""
        whole = EMPTY
        for fragment in fragments:
            whole = self.join(whole, fragment)
        return whole


def any_of(fragments: Sequence[Fragment]) -> Fragment:
    """One of several fragments."""
    first = last = 0
    for fragment in fragments:
        first |= fragment.first
        last |= fragment.last
    return Fragment(any(fragment.is_nullable for fragment in fragments), first, last)


def bits_of(positions: int) -> Iterator[int]:
    """The positions in a set."""
    while positions:
        low = positions & -positions
        yield low.bit_length() - 1
        positions ^= low
