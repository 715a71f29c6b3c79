"""How the matches of patterns may begin: the octets of their first places, by which a text is looked through quickly.

Source of the idea: the Teddy matcher of Hyperscan (X. Wang et al., NSDI 2019): few groups of patterns, a bit each, so that
a processor looks sixteen places up at once. Sets of octets are numbers with one bit each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.positions import Fragment, Positions, bits_of

DEPTH = 3
"""So many octets are looked at."""
GROUPS = 8
EVERY_OCTET = (1 << 256) - 1
LOOKED_UP = DEPTH * (256 + 2 * 16)
"""Octets of the kernel's `gz_beginnings`."""


Octets = tuple[int, ...]
"""What may stand in the first, second and third place."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A pattern's beginning.

    Attributes:
        kinds: a kind for matches of one octet, of two, and longer ones, as far as there are any; behind the end of a short
            match anything may stand.
        shortest: octets of the shortest match, at most `DEPTH`.
        leads: for a pattern that cannot do without the mark what may stand before it; 0 for others.
    """

    kinds: tuple[Octets, ...]
    shortest: int
    leads: int = 0


@dataclass(frozen=True, slots=True)
class Looks:
    """The beginnings of a table's patterns as the kernel looks them up.

    Attributes:
        tables: `gz_beginnings` of `kernel/beginnings.h` for each bank, one behind the other.
        leads: for each octet whether it may stand before the mark in a match that needs it.
        shortest: octets of the shortest match that does without the mark, as far as they were looked at.
    """

    tables: npt.NDArray[np.uint8]
    leads: npt.NDArray[np.uint8]
    shortest: int


def looks_of(beginnings: Sequence[Beginning], banks: Iterable[frozenset[int]]) -> Looks:
    """How patterns are looked for, whose places are the numbers in the banks."""
    return Looks(
        beginning_tables(beginnings, banks).reshape(-1),
        octet_flags(reduce(or_, (one.leads for one in beginnings), 0)),
        min((one.shortest for one in beginnings if not one.leads), default=1),
    )


def beginning_of(positions: Positions, fragment: Fragment, mark: int) -> Beginning:
    """The beginning of a pattern.

    Args:
        positions: where the pattern's positions are.
        fragment: the pattern.
        mark: the octet that some patterns cannot do without.
    """
    kinds = {length: kind for length in range(1, DEPTH + 1) if (kind := _kind(positions, fragment, length))}
    return Beginning(tuple(kinds.values()), min(kinds, default=DEPTH), _leads(positions, fragment, mark))


def needs(positions: Positions, fragment: Fragment, mark: int) -> bool:
    """True if the pattern cannot do without the mark."""
    return bool(_leads(positions, fragment, mark))


def beginning_tables(beginnings: Sequence[Beginning], left_out: Iterable[frozenset[int]]) -> npt.NDArray[np.uint8]:
    """`gz_beginnings` of `kernel/beginnings.h` for each of the sets of patterns (by place) that are left out.

    Patterns that cannot do without the mark have no part in it.
    """
    kinds = [(place, kind) for place, one in enumerate(beginnings) if not one.leads for kind in one.kinds]
    groups = groups_of([kind for _, kind in kinds])
    octets = np.zeros((len(kinds), DEPTH, 256), np.uint8)
    for at, ((_, kind), group) in enumerate(zip(kinds, groups, strict=True)):
        for depth in range(DEPTH):
            octets[at, depth] = octet_flags(kind[depth]) << np.uint8(group)
    taken = [np.array([place not in bank for place, _ in kinds], np.bool_) for bank in left_out]
    whole = np.stack([np.bitwise_or.reduce(octets[some], axis=0) for some in taken])
    halves = whole.reshape(len(whole), DEPTH, 16, 16)
    low, high = np.bitwise_or.reduce(halves, axis=2), np.bitwise_or.reduce(halves, axis=3)
    return np.concatenate([part.reshape(len(whole), -1) for part in (whole, low, high)], axis=1)


def groups_of(kinds: Sequence[Octets]) -> list[int]:
    """A group for each kind: those that are alike share one."""
    groups = [([at], kind) for at, kind in enumerate(kinds)]
    while len(groups) > GROUPS:
        one, other = min(combinations(range(len(groups)), 2), key=lambda pair: _cost(groups[pair[0]][1], groups[pair[1]][1]))
        members, octets = groups.pop(other)
        groups[one] = (groups[one][0] + members, _both(groups[one][1], octets))
    number = {at: group for group, (members, _) in enumerate(groups) for at in members}
    return [number[at] for at in range(len(kinds))]


def octet_flags(octets: int) -> npt.NDArray[np.uint8]:
    """1 for each of the 256 octets that is in the set."""
    return np.unpackbits(np.frombuffer(octets.to_bytes(32, "little"), np.uint8), bitorder="little")


def _kind(positions: Positions, fragment: Fragment, length: int) -> Octets | None:
    """The octets of matches of this length (of `DEPTH`: and of longer ones); None if there are none."""
    places = [fragment.first]
    for _ in range(length - 1):
        places.append(_following(positions, places[-1]))
    if length < DEPTH:
        places[-1] &= fragment.last
    for depth in reversed(range(length - 1)):
        places[depth] = sum(1 << at for at in bits_of(places[depth]) if positions.follow[at] & places[depth + 1])
    octets = [reduce(or_, (positions.sets[at] for at in bits_of(place)), 0) for place in places]
    return (*octets, *[EVERY_OCTET] * (DEPTH - length)) if all(places) else None


def _following(positions: Positions, at: int) -> int:
    return reduce(or_, (positions.follow[position] for position in bits_of(at)), 0)


def _leads(positions: Positions, fragment: Fragment, mark: int) -> int:
    """The octets on all ways to the mark, 0 if some match does without."""
    seen, left, octets = 0, fragment.first, 0
    while left:
        at = (left & -left).bit_length() - 1
        left ^= 1 << at
        if positions.sets[at] != 1 << mark:
            seen |= 1 << at
            octets |= positions.sets[at]
            left |= positions.follow[at] & ~seen
    return 0 if seen & fragment.last else octets | 1 << mark


def _both(one: Sequence[int], other: Sequence[int]) -> tuple[int, ...]:
    return tuple(a | b for a, b in zip(one, other, strict=True))


def _cost(one: Sequence[int], other: Sequence[int]) -> float:
    """How many more beginnings of random octets two groups let through once they are one."""
    return _share(_both(one, other)) - _share(one) - _share(other)


def _share(octets: Sequence[int]) -> float:
    share = 1.0
    for kind in octets:
        share *= kind.bit_count() / 256
    return share
