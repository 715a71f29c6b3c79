"""Positions made deterministic: one table that says for each state and octet the next state.

Octets that no pattern tells apart share a class. State 0 is dead: nothing can match any more. Entries have 16 bits: a table
of half the size stays nearer the processor, which makes up for the multiplication by a row's width.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.positions import Positions, bits_of

MAX_STATES = 30_000
"""The budget of one table: its rows must stay near the processor, and a state's number must fit 16 bits."""


class OverflowedError(Exception):
    """The automaton has more states than the budget allows; the patterns must be split over two tables."""


@dataclass(frozen=True, slots=True)
class Table:
    """A deterministic automaton over octets.

    Attributes:
        classes: the class of each of the 256 octets.
        steps: states x (classes + 1), in one piece: for each class the next state, then the number of the set of patterns
            that match a text which ends there. States where none does come first.
        starts: the states to start in, as many as were asked for; 0 for a start that leads nowhere.
        sets: the pattern numbers behind each set's number; set 0 is empty.
    """

    classes: npt.NDArray[np.uint8]
    steps: npt.NDArray[np.uint16]
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
        """The first state in which some pattern matches; `states` if there is none.

        Looks at few rows: of a table that is mapped from a file the others need not come into memory for this.
        """
        return bisect_left(range(self.states), 1, key=self.set_of)

    @property
    def rows(self) -> npt.NDArray[np.uint16]:
        """`steps`, a row for each state."""
        return self.steps.reshape(-1, self.width)

    def set_of(self, state: int) -> int:
        """The number of the set of a text that ends in this state."""
        return int(self.steps[(state + 1) * self.width - 1])

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
    octets = _Octets(positions)
    states = _States(positions, octets, ends, max_states)
    numbers = [states.begin(first) for first in firsts]
    rows: list[npt.NDArray[np.uint32]] = []
    while len(rows) < len(states.reach):
        rows.append(states.following(len(rows)))
    width = len(octets.members) + 1
    order = np.argsort(np.array([bool(one) for one in states.ends]), kind="stable")
    place = np.empty(len(order), np.uint16)
    place[order] = np.arange(len(order), dtype=np.uint16)
    steps = np.empty((len(rows), width), np.uint16)
    steps[:, :-1] = place[np.array(rows)][order]
    steps[:, -1], sets = _end_sets([states.ends[state] for state in order])
    return Table(octets.classes, steps.reshape(-1), place[numbers].astype(np.uint32), sets)


class _Octets:
    """Octets that no position tells apart, as classes; and of a set of positions which of these it tells apart at all.

    Attributes:
        classes: the class of each octet.
        members: for each class the positions that take its octets.
        kinds: for each position which of the distinct sets of octets it takes, as one bit.
    """

    def __init__(self, positions: Positions) -> None:
        bits: dict[int, int] = {}
        self.kinds = [1 << bits.setdefault(octets, len(bits)) for octets in positions.sets]
        keys = [sum(1 << bit for octets, bit in bits.items() if octets >> octet & 1) for octet in range(256)]
        numbers: dict[int, int] = {}
        self.classes = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.uint8)
        self._keys = list(numbers)
        of_kind = [0] * len(bits)
        for at, octets in enumerate(positions.sets):
            of_kind[bits[octets]] |= 1 << at
        self.members = [sum(of_kind[bit] for bit in bits_of(key)) for key in self._keys]
        self._groups: dict[int, tuple[list[int], npt.NDArray[np.intp]]] = {}

    def groups(self, kinds: int) -> tuple[list[int], npt.NDArray[np.intp]]:
        """Among positions of these kinds: the members of one class of each group that they do not tell apart, and the
        group of every class."""
        known = self._groups.get(kinds)
        if known is None:
            told = [key & kinds for key in self._keys]
            numbers = {key: number for number, key in enumerate(dict.fromkeys(told))}
            members = [self.members[told.index(key)] for key in numbers]
            known = self._groups[kinds] = members, np.array([numbers[key] for key in told], np.intp)
        return known


class _States:
    """States by what may come next and what matches when the text ends there: nothing else tells two of them apart.

    Attributes:
        reach: for each state the positions that may come next.
        ends: for each state the patterns (one bit each) that match a text which ends there.
    """

    def __init__(self, positions: Positions, octets: _Octets, ends: Mapping[int, int], max_states: int) -> None:
        self.reach: list[int] = [0]
        self.ends: list[int] = [0]
        self._octets = octets
        self._follow = positions.follow
        self._patterns = ends
        self._accepting = sum(1 << at for at in ends)
        self._max_states = max_states
        self._by_future = {(0, 0): 0}
        self._by_positions = {0: 0}
        self._kinds = [self._kinds_of(reach) for reach in positions.follow]
        self._kinds_by_state = [0]

    def begin(self, first: int) -> int:
        """The number of the state in which only `first` may come next."""
        return self._number(first, 0, self._kinds_of(first))

    def following(self, state: int) -> npt.NDArray[np.uint32]:
        """For each class of octets the number of the next state."""
        members, group = self._octets.groups(self._kinds_by_state[state])
        reach = self.reach[state]
        return np.array([self._number_of(reach & member) for member in members], np.uint32)[group]

    def _kinds_of(self, positions: int) -> int:
        kinds = 0
        for at in bits_of(positions):
            kinds |= self._octets.kinds[at]
        return kinds

    def _number_of(self, positions: int) -> int:
        """The number of the state in which one of these positions has just been passed; mostly it is known."""
        known = self._by_positions.get(positions)
        if known is None:
            reach = ends = kinds = 0
            for at in bits_of(positions):
                reach |= self._follow[at]
                kinds |= self._kinds[at]
            for at in bits_of(positions & self._accepting):
                ends |= self._patterns[at]
            known = self._by_positions[positions] = self._number(reach, ends, kinds)
        return known

    def _number(self, reach: int, ends: int, kinds: int) -> int:
        number = self._by_future.setdefault((reach, ends), len(self.reach))
        if number == len(self.reach):
            self.reach.append(reach)
            self.ends.append(ends)
            self._kinds_by_state.append(kinds)
            if number >= self._max_states:
                raise OverflowedError
        return number


def _end_sets(ends: Sequence[int]) -> tuple[npt.NDArray[np.uint32], tuple[tuple[int, ...], ...]]:
    """For each state the number of its set of patterns, and the sets."""
    sets: dict[int, int] = {0: 0}
    numbers = np.array([sets.setdefault(bits, len(sets)) for bits in ends], np.uint32)
    if len(sets) > np.iinfo(np.uint16).max:
        raise OverflowedError
    return numbers, tuple(tuple(bits_of(bits)) for bits in sets)
