"""Positions made deterministic: one table that says for each state and octet the next state.

Octets that no pattern tells apart share a class. State 0 is dead: nothing can match any more. Entries are the next
state's first index in the table, so that a step is one addition and one look-up.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.positions import Positions, bits_of

MAX_STATES = 30_000
"""The budget of one table: its rows must stay near the processor, and a step's number must fit 16 bits on disk."""


class OverflowedError(Exception):
    """The automaton has more states than the budget allows; the patterns must be split over two tables."""


@dataclass(frozen=True, slots=True)
class Table:
    """A deterministic automaton over octets.

    Attributes:
        classes: the class of each of the 256 octets.
        steps: states x (classes + 1), in one piece: for each class the index of the next state's row, then the number
            of the set of patterns that match a text which ends there.
        starts: indices of the rows to start in, as many as were asked for; 0 for a start that leads nowhere.
        sets: the pattern numbers behind each set's number; set 0 is empty.
    """

    classes: npt.NDArray[np.uint8]
    steps: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.uint32]
    sets: tuple[tuple[int, ...], ...]

    @property
    def width(self) -> int:
        """Entries of a row."""
        return int(self.classes.max()) + 2

    @property
    def states(self) -> int:
        """Number of states."""
        return len(self.steps) // self.width

    def having(self, patterns: Collection[int]) -> npt.NDArray[np.bool_]:
        """For each set whether one of these patterns is in it."""
        return np.array([not set(one).isdisjoint(patterns) for one in self.sets], np.bool_)


def build_table(positions: Positions, firsts: Sequence[int], ends: Mapping[int, int], max_states: int = MAX_STATES) -> Table:
    """The deterministic automaton.

    Args:
        positions: all positions.
        firsts: for each start the positions that may come first.
        ends: for a position, the patterns (one bit each) that match a text which ends there.
        max_states: the budget.

    Raises:
        OverflowedError: the budget is exceeded.
    """
    classes, members = _classes(positions)
    # A start is a state that no octet leads to: its key is a negative number, which no set of positions has.
    keys = {first: -1 - number for number, first in enumerate(dict.fromkeys(first for first in firsts if first))}
    order = [0, *keys.values()]
    begins = {key: first for first, key in keys.items()}
    index = {state: number for number, state in enumerate(order)}
    rows: list[list[int]] = []
    at = 0
    while at < len(order):
        reach = begins[order[at]] if order[at] < 0 else _reach(order[at], positions.follow)
        row = []
        for member in members:
            target = reach & member
            number = index.get(target)
            if number is None:
                number = index[target] = len(order)
                order.append(target)
            row.append(number)
        rows.append(row)
        at += 1
        if len(order) > max_states:
            raise OverflowedError
    width = len(members) + 1
    steps = np.empty((len(order), width), np.uint32)
    steps[:, :-1] = np.array(rows, np.uint32) * np.uint32(width)
    steps[:, -1], sets = _end_sets(order, ends)
    starts = np.array([index[keys.get(first, 0)] for first in firsts], np.uint32) * np.uint32(width)
    return Table(classes, steps.reshape(-1), starts, sets)


def _reach(state: int, follow: Sequence[int]) -> int:
    """The positions that may come next."""
    reach = 0
    for position in bits_of(state):
        reach |= follow[position]
    return reach


def _classes(positions: Positions) -> tuple[npt.NDArray[np.uint8], list[int]]:
    """The class of each octet, and for each class the positions that take its octets."""
    distinct: dict[int, int] = {}
    for at, octets in enumerate(positions.sets):
        distinct[octets] = distinct.get(octets, 0) | (1 << at)
    keys = [0] * 256
    for bit, octets in enumerate(distinct):
        for octet in range(256):
            if octets >> octet & 1:
                keys[octet] |= 1 << bit
    numbers: dict[int, int] = {}
    classes = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.uint8)
    members = []
    for key in numbers:
        member = 0
        for bit, where in enumerate(distinct.values()):
            if key >> bit & 1:
                member |= where
        members.append(member)
    return classes, members


def _end_sets(order: list[int], ends: Mapping[int, int]) -> tuple[npt.NDArray[np.uint32], tuple[tuple[int, ...], ...]]:
    """For each state the number of its set of patterns, and the sets."""
    every = sum(1 << at for at in ends)
    sets: dict[int, int] = {0: 0}
    numbers = np.zeros(len(order), np.uint32)
    for i, state in enumerate(order):
        bits = 0
        for position in bits_of(state & every if state > 0 else 0):
            bits |= ends[position]
        numbers[i] = sets.setdefault(bits, len(sets))
    if len(sets) > np.iinfo(np.uint16).max:
        raise OverflowedError
    return numbers, tuple(tuple(bits_of(bits)) for bits in sets)
