"""Positions made deterministic: one table that says for each state and octet the next state.

Octets that no pattern tells apart share a class. State 0 is dead: nothing can match any more. Entries are the next
state's first index in the table, so that a step is one addition and one look-up.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

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
            of the set of patterns that match a text which ends there. Rows of states where none does come first.
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

    @property
    def accepting(self) -> int:
        """The index of the first row of a state in which some pattern matches; `len(steps)` if there is none."""
        ends = np.flatnonzero(self.steps.reshape(-1, self.width)[:, -1])
        return int(ends[0]) * self.width if len(ends) else len(self.steps)

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
    states = _States(positions, ends, max_states)
    numbers = [states.begin(first) for first in firsts]
    rows: list[list[int]] = []
    while len(rows) < len(states.reach):
        reach = states.reach[len(rows)]
        rows.append(states.numbers_of([reach & member for member in members]))
    width = len(members) + 1
    order = np.argsort(np.array([bool(one) for one in states.ends]), kind="stable")
    place = np.empty(len(order), np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32) * np.uint32(width)
    steps = np.empty((len(rows), width), np.uint32)
    steps[:, :-1] = place[np.array(rows)][order]
    steps[:, -1], sets = _end_sets([states.ends[state] for state in order])
    return Table(classes, steps.reshape(-1), place[numbers], sets)


class _States:
    """States by what may come next and what matches when the text ends there: nothing else tells two of them apart.

    Attributes:
        reach: for each state the positions that may come next.
        ends: for each state the patterns (one bit each) that match a text which ends there.
    """

    def __init__(self, positions: Positions, ends: Mapping[int, int], max_states: int) -> None:
        self.reach: list[int] = [0]
        self.ends: list[int] = [0]
        self._follow = positions.follow
        self._patterns = ends
        self._accepting = sum(1 << at for at in ends)
        self._max_states = max_states
        self._by_future = {(0, 0): 0}
        self._by_positions = {0: 0}

    def begin(self, first: int) -> int:
        """The number of the state in which only `first` may come next."""
        return self._number(first, 0)

    def numbers_of(self, targets: list[int]) -> list[int]:
        """The numbers of the states in which one of these positions has just been passed; mostly they are known."""
        known = self._by_positions
        if None in (numbers := list(map(known.get, targets))):
            for target, number in zip(targets, numbers, strict=True):
                if number is None and target not in known:
                    known[target] = self._make(target)
            numbers = list(map(known.get, targets))
        return cast("list[int]", numbers)

    def _make(self, positions: int) -> int:
        reach = ends = 0
        for at in bits_of(positions):
            reach |= self._follow[at]
        for at in bits_of(positions & self._accepting):
            ends |= self._patterns[at]
        return self._number(reach, ends)

    def _number(self, reach: int, ends: int) -> int:
        number = self._by_future.setdefault((reach, ends), len(self.reach))
        if number == len(self.reach):
            self.reach.append(reach)
            self.ends.append(ends)
            if number >= self._max_states:
                raise OverflowedError
        return number


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


def _end_sets(ends: Sequence[int]) -> tuple[npt.NDArray[np.uint32], tuple[tuple[int, ...], ...]]:
    """For each state the number of its set of patterns, and the sets."""
    sets: dict[int, int] = {0: 0}
    numbers = np.array([sets.setdefault(bits, len(sets)) for bits in ends], np.uint32)
    if len(sets) > np.iinfo(np.uint16).max:
        raise OverflowedError
    return numbers, tuple(tuple(bits_of(bits)) for bits in sets)
