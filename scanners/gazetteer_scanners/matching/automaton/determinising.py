"""From positions to states, of which each octet leads to one: by the compiled kernel, or by Python with the same answer.

Source: the subset construction of M. O. Rabin and D. Scott, Finite automata and their decision problems, 1959.
"""

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.kernel.library import bind, load_kernel, pointer
from gazetteer_scanners.matching.automaton.positions import Positions, bits_of

_OVERFLOWED = -1


class OverflowedError(Exception):
    """The automaton has more states than the budget allows; the patterns must be split over two tables."""


@dataclass(frozen=True, slots=True)
class States:
    """States in the order in which they were met; the first one is dead.

    Attributes:
        rows: for each state and each class of octets the next state.
        starts: for each start its state.
        ends: for each state the patterns (one bit each) that match a text which ends there.
    """

    rows: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.uint32]
    ends: Sequence[int]


class Octets:
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


class _Positions(ctypes.Structure):
    """`gz_positions` of `kernel/determinise.c`."""

    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("follow", "members", "patterns", "firsts")),
        *((name, ctypes.c_int64) for name in ("positions", "words", "classes", "pattern_words", "starts", "max_states")),
    )


def by_kernel(
    positions: Positions, octets: Octets, firsts: Sequence[int], ends: Mapping[int, int], max_states: int
) -> States | None:
    """The states; None where there is no kernel, or too little memory for it.

    Raises:
        OverflowedError: there are more than `max_states`.
    """
    library = load_kernel()
    if library is None:
        return None
    count, words = len(positions.sets), (len(positions.sets) + 63) // 64
    pattern_words = max((bits.bit_length() for bits in ends.values()), default=0) // 64 + 1
    patterns = [ends.get(at, 0) for at in range(count)]
    by_position = (positions.follow, octets.members, patterns, firsts)
    sets = [_bits(one, size) for one, size in zip(by_position, (words, words, pattern_words, words), strict=True)]
    sizes = (count, words, len(octets.members), pattern_words, len(firsts), max_states)
    given = _Positions(*map(pointer, sets), *sizes)
    rows = np.empty((max_states, len(octets.members)), np.uint32)
    starts, found = np.empty(len(firsts), np.uint32), np.zeros((max_states, pattern_words), np.uint64)
    states = bind(library, "gz_determinise", "pppp")(ctypes.addressof(given), pointer(rows), pointer(starts), pointer(found))
    if states == _OVERFLOWED:
        raise OverflowedError
    if states < 0:
        return None
    return States(rows[:states], starts, [int.from_bytes(one.tobytes(), "little") for one in found[:states].astype("<u8")])


def _bits(sets: Sequence[int], words: int) -> npt.NDArray[np.uint64]:
    octets = b"".join(one.to_bytes(words * 8, "little") for one in sets)
    return np.frombuffer(octets or bytes(8), "<u8").astype(np.uint64)


def by_python(positions: Positions, octets: Octets, firsts: Sequence[int], ends: Mapping[int, int], max_states: int) -> States:
    """The states.

    Raises:
        OverflowedError: there are more than `max_states`.
    """
    states = _States(positions, octets, ends, max_states)
    starts = [states.begin(first) for first in firsts]
    rows: list[npt.NDArray[np.uint32]] = []
    while len(rows) < len(states.reach):
        rows.append(states.following(len(rows)))
    return States(np.array(rows), np.array(starts, np.uint32), states.ends)


class _States:
    """States by what may come next and what matches when the text ends there: nothing else tells two of them apart.

    Attributes:
        reach: for each state the positions that may come next.
        ends: for each state the patterns (one bit each) that match a text which ends there.
    """

    def __init__(self, positions: Positions, octets: Octets, ends: Mapping[int, int], max_states: int) -> None:
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
