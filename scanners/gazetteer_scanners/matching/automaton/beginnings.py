"""How the matches of patterns may begin: the octets of their first places, by which a text is looked through quickly.

Source of the idea: the Teddy matcher of Hyperscan (X. Wang et al., NSDI 2019): few groups of patterns, a bit each, so that
a processor looks sixteen places up at once. Sets of octets are numbers with one bit each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.positions import Fragment, Positions, bits_of

DEPTH = 3
"""So many octets are looked at."""
GROUPS = 8
EVERY_OCTET = (1 << 256) - 1


@dataclass(frozen=True, slots=True)
class Beginning:
    """A pattern's beginning.

    Attributes:
        octets: what may stand in the first, second and third place; everything behind the end of a short match.
        shortest: octets of the shortest match, at most `DEPTH`.
        leads: for a pattern that cannot do without the mark what may stand before it; 0 for others.
    """

    octets: tuple[int, ...]
    shortest: int
    leads: int = 0


def beginning_of(positions: Positions, fragment: Fragment, mark: int) -> Beginning:
    """The beginning of a pattern.

    Args:
        positions: where the pattern's positions are.
        fragment: the pattern.
        mark: the octet that some patterns cannot do without.
    """
    octets, shortest, at = [], DEPTH, fragment.first
    for depth in range(DEPTH):
        octets.append(_octets_at(positions, at) if depth < shortest else EVERY_OCTET)
        if at & fragment.last:
            shortest = min(shortest, depth + 1)
        at = _following(positions, at)
    return Beginning(tuple(octets), shortest, _leads(positions, fragment, mark))


def groups_of(beginnings: Mapping[int, Beginning]) -> dict[int, int]:
    """A group for each pattern: those that begin alike share one."""
    groups = [([number], one.octets) for number, one in sorted(beginnings.items())]
    while len(groups) > GROUPS:
        one, other = min(combinations(range(len(groups)), 2), key=lambda pair: _cost(groups[pair[0]][1], groups[pair[1]][1]))
        members, octets = groups.pop(other)
        groups[one] = (groups[one][0] + members, _both(groups[one][1], octets))
    return {number: group for group, (members, _) in enumerate(groups) for number in members}


def beginning_tables(
    beginnings: Sequence[Beginning], groups: Sequence[int], left_out: Iterable[frozenset[int]]
) -> npt.NDArray[np.uint8]:
    """`gz_beginnings` of `kernel/beginnings.h` for each of the sets of patterns (by place) that are left out.

    Patterns that cannot do without the mark have no part in it.
    """
    octets = np.zeros((len(beginnings), DEPTH, 256), np.uint8)
    for place, (one, group) in enumerate(zip(beginnings, groups, strict=True)):
        for depth, kind in enumerate(one.octets):
            octets[place, depth] = octet_flags(kind) << np.uint8(group)
    taken = [[not one.leads and place not in bank for place, one in enumerate(beginnings)] for bank in left_out]
    whole = np.stack([np.bitwise_or.reduce(octets[np.array(some, np.bool_)], axis=0) for some in taken])
    halves = whole.reshape(len(whole), DEPTH, 16, 16)
    low, high = np.bitwise_or.reduce(halves, axis=2), np.bitwise_or.reduce(halves, axis=3)
    return np.concatenate([part.reshape(len(whole), -1) for part in (whole, low, high)], axis=1)


def octet_flags(octets: int) -> npt.NDArray[np.uint8]:
    """1 for each of the 256 octets that is in the set."""
    return np.unpackbits(np.frombuffer(octets.to_bytes(32, "little"), np.uint8), bitorder="little")


def _octets_at(positions: Positions, at: int) -> int:
    octets = 0
    for position in bits_of(at):
        octets |= positions.sets[position]
    return octets


def _following(positions: Positions, at: int) -> int:
    following = 0
    for position in bits_of(at):
        following |= positions.follow[position]
    return following


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
