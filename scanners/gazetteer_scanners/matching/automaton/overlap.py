"""Which of a table's sets the texts of another table, or words, may have: walked together, over all texts there are."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.minimal import minimal_table
from gazetteer_scanners.matching.automaton.tables import Table

_MAX_PAIRS = 2**28
_Indices = npt.NDArray[np.intp]


def overlapping(one: Table, other: Table, patterns: Collection[int]) -> frozenset[int]:
    """The numbers of those sets of `one` that a text may have in which one of these patterns of `other` matches.

    The empty set is always among them, since `one` knows nothing of the texts in which it is dead.
    Where there are too many states to walk through, all sets are.
    """
    pairs = _Pairs(one, _of_any(other, patterns))
    if pairs.count > _MAX_PAIRS:
        return frozenset(range(len(one.sets)))
    seen = np.zeros(pairs.count, np.bool_)
    new = pairs.first
    while len(new):
        seen[new] = True
        new = pairs.following(new, seen)
    return frozenset({0, *np.unique(pairs.sets(np.flatnonzero(seen))).tolist()})


def sets_of_words(table: Table, words: Iterable[str]) -> frozenset[int]:
    """The numbers of the sets that these words have, ASCII letters in either case; the empty set is always among them."""
    encoded = [word.encode() for word in words]
    octets, sizes = np.array(encoded, np.bytes_), np.array([len(word) for word in encoded], np.intp)
    length = octets.dtype.itemsize
    rows = octets.view(np.uint8).reshape(-1, length)
    rows_of_states = table.rows
    found = {0}
    at, states = np.arange(len(rows)), np.full(len(rows), table.starts[0], np.int64)
    for column in range(length):
        octet = rows[at, column]
        is_letter = (octet | 32) - np.uint8(ord("a")) < 26
        at, states = np.append(at, at[is_letter]), np.append(states, states[is_letter])
        octet = np.append(octet, octet[is_letter] ^ 32)
        states = rows_of_states[states, table.classes[octet]].astype(np.int64)
        is_end = sizes[at] == column + 1
        found.update(rows_of_states[states[is_end], -1].tolist())
        left = (states > 0) & ~is_end
        at, states = np.divmod(np.unique(at[left] * table.states + states[left]), table.states)
    return frozenset(found)


def patterns_with_digit(table: Table) -> frozenset[int]:
    """The patterns that some text can match which begins with ASCII and holds an ASCII digit."""
    rows, start = table.rows, table.starts[0]
    begun = _reach(rows, rows[start][table.classes[:128]])
    begun[start] = True
    behind_digit = _reach(rows, np.unique(rows[begun][:, table.classes[48:58]]))
    numbers = np.unique(rows[behind_digit, -1])
    return frozenset(pattern for number in numbers.tolist() for pattern in table.sets[number])


def _of_any(table: Table, patterns: Collection[int]) -> Table:
    """A table that tells whether one of these patterns matches, not which one: far fewer states will do."""
    rows = table.rows.copy()
    rows[:, -1] = table.having(patterns)[rows[:, -1]]
    return minimal_table(replace(table, steps=rows.reshape(-1), sets=((), (0,))))


class _Pairs:
    """Pairs of living states: a pair's number is the state of `one` times the states of `other`, plus the state there."""

    def __init__(self, one: Table, other: Table) -> None:
        self._ends, self._other_ends = (table.rows[:, -1] for table in (one, other))
        self._states = other.states
        self.count = one.states * other.states
        octets = np.unique(np.column_stack([one.classes, other.classes]), axis=0)
        self._steps, self._other_steps = (table.rows[:, octets[:, i]].astype(np.int32) for i, table in enumerate((one, other)))
        self.first: _Indices = np.array([int(one.starts[0]) * other.states + int(other.starts[0])], np.intp)

    def following(self, pairs: _Indices, seen: npt.NDArray[np.bool_]) -> _Indices:
        """The pairs one octet behind these that were not seen."""
        steps, others = self._steps[pairs // self._states], self._other_steps[pairs % self._states]
        is_alive = (steps > 0) & (others > 0)
        following = steps[is_alive] * np.int32(self._states) + others[is_alive]
        return np.unique(following[~seen[following]]).astype(np.intp)

    def sets(self, pairs: _Indices) -> _Indices:
        """The sets of `one` in those pairs in which `other` has a set."""
        return self._ends[pairs // self._states][self._other_ends[pairs % self._states] > 0].astype(np.intp)


def _reach(rows: npt.NDArray[np.uint16], starts: npt.NDArray[np.uint16]) -> npt.NDArray[np.bool_]:
    """The states that can be reached from these, themselves included, but for the dead one."""
    reached = np.zeros(len(rows), np.bool_)
    fresh = reached.copy()
    fresh[starts] = True
    fresh[0] = False
    while fresh.any():
        reached |= fresh
        behind = np.zeros_like(reached)
        behind[rows[fresh, :-1]] = True
        fresh = behind & ~reached
        fresh[0] = False
    return reached
