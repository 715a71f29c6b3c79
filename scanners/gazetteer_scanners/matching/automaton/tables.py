"""Positions made deterministic: one table that says for each state and octet the next state.

Octets that no pattern tells apart share a class. State 0 is dead: nothing can match any more. Entries have 16 bits: a table
of half the size stays nearer the processor, which makes up for the multiplication by a row's width.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.determinising import Octets, OverflowedError, by_kernel, by_python
from gazetteer_scanners.matching.automaton.positions import Positions, bits_of

MAX_STATES = 30_000
"""The budget of one table: its rows must stay near the processor, and a state's number must fit 16 bits."""


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

    @property
    def patterns(self) -> tuple[int, ...]:
        """The numbers of all patterns that some text matches, ascending."""
        return tuple(sorted({number for one in self.sets for number in one}))

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
    octets = Octets(positions)
    found = by_kernel(positions, octets, firsts, ends, max_states) or by_python(positions, octets, firsts, ends, max_states)
    width = len(octets.members) + 1
    order = np.argsort(np.array([bool(one) for one in found.ends]), kind="stable")
    place = np.empty(len(order), np.uint16)
    place[order] = np.arange(len(order), dtype=np.uint16)
    steps = np.empty((len(order), width), np.uint16)
    steps[:, :-1] = place[found.rows][order]
    steps[:, -1], sets = _end_sets([found.ends[state] for state in order])
    return Table(octets.classes, steps.reshape(-1), place[found.starts].astype(np.uint32), sets)


def _end_sets(ends: Sequence[int]) -> tuple[npt.NDArray[np.uint32], tuple[tuple[int, ...], ...]]:
    """For each state the number of its set of patterns, and the sets."""
    sets: dict[int, int] = {0: 0}
    numbers = np.array([sets.setdefault(bits, len(sets)) for bits in ends], np.uint32)
    if len(sets) > np.iinfo(np.uint16).max:
        raise OverflowedError
    return numbers, tuple(tuple(bits_of(bits)) for bits in sets)
