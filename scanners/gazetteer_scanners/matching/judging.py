"""The rules behind the sets of a table, and how the kernel judges their matches."""

import ctypes
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.rules import placeholders_of
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.checks import checks, date_readers
from gazetteer_scanners.recognizers.rule import Rule

ANY_LENGTH = 2**63 - 1
_KEPT = 1_000
_BY_PATTERN, _BY_PYTHON, _UNCHECKED = -1, -2, -3


class RulesStructure(ctypes.Structure):
    """`gz_rules` of `kernel/rules.h`."""

    _fields_ = (
        ("set_starts", ctypes.c_void_p),
        ("set_rules", ctypes.c_void_p),
        ("check", ctypes.c_void_p),
        ("exact", ctypes.c_void_p),
        ("placeholder_starts", ctypes.c_void_p),
        ("placeholder_offsets", ctypes.c_void_p),
        ("placeholders", ctypes.c_void_p),
        ("placeholder_bits", ctypes.c_void_p),
    )
    arrays: tuple[npt.NDArray[np.generic], ...]


@dataclass(frozen=True)
class Chosen:
    """Rules of a table: their places, and by which number the kernel reads the dates of each, -1 if it reads none."""

    places: npt.NDArray[np.int32]
    readers: npt.NDArray[np.int32]

    @cached_property
    def is_dated(self) -> tuple[bool, ...]:
        """For each rule whether its dates are read."""
        return tuple((self.readers >= 0).tolist())


@dataclass(frozen=True)
class TableRules:
    """A table and its rules.

    Attributes:
        table: the pattern numbers in its sets are places in `rules`.
        rules: at most 256 (`MAX_PATTERNS`).
        exact: for each rule the longest text, in octets, of which the table is sure.
        ascii_only: the places of rules of which it is sure in ASCII alone.
    """

    table: Table
    rules: tuple[Rule, ...]
    exact: npt.NDArray[np.int64]
    ascii_only: frozenset[int]

    @cached_property
    def having(self) -> npt.NDArray[np.bool_]:
        """For each rule and each set whether it is in it."""
        having = np.zeros((len(self.rules), len(self.table.sets)), np.bool_)
        sizes = [len(one) for one in self.table.sets]
        having[[rule for one in self.table.sets for rule in one], np.repeat(np.arange(len(sizes)), sizes)] = True
        return having

    @cached_property
    def readers(self) -> npt.NDArray[np.int32]:
        """For each rule the number by which the kernel reads its dates, -1 if it reads none."""
        readers = date_readers()
        return np.array([-1 if rule.birth is None else readers.get(rule.birth, -1) for rule in self.rules], np.int32)

    @cached_property
    def kernel_arrays(self) -> tuple[npt.NDArray[np.generic], ...]:
        """What the fields of `RulesStructure` point at."""
        sets = self.table.sets
        placeholders = [placeholders_of(rule) for rule in self.rules]
        octets = [word.upper().encode() for words in placeholders for word in words]
        return (
            _ends([len(one) for one in sets], np.uint32),
            np.array([rule for one in sets for rule in one], np.uint16),
            np.array([_judge(rule) for rule in self.rules], np.int32),
            np.array([-1 - most if place in self.ascii_only else most for place, most in enumerate(self.exact)], np.int64),
            _ends([len(words) for words in placeholders], np.uint32),
            _ends([len(word) for word in octets], np.int32),
            np.frombuffer(b"".join(octets) or b"\0", np.uint8),
            np.array([_bits(words) for words in placeholders], np.uint64),
        )

    def places_in(self, sets: tuple[int, ...]) -> tuple[int, ...]:
        """The rules in these sets; columns bring the same sets again and again."""
        kept = self._places_in.get(sets)
        if kept is None:
            if len(self._places_in) > _KEPT:
                self._places_in.clear()
            kept = self._places_in[sets] = tuple(sorted({place for number in sets for place in self.table.sets[number]}))
        return kept

    @cached_property
    def _places_in(self) -> dict[tuple[int, ...], tuple[int, ...]]:
        return {}

    def chosen(self, rules: Sequence[int]) -> "Chosen":
        """Some of the rules, by their places, as the kernel asks for them; kept like `places_in`."""
        key = tuple(rules)
        kept = self._chosen.get(key)
        if kept is None:
            if len(self._chosen) > _KEPT:
                self._chosen.clear()
            places = np.array(key, np.int32)
            kept = self._chosen[key] = Chosen(places, self.readers[places])
        return kept

    @cached_property
    def _chosen(self) -> "dict[tuple[int, ...], Chosen]":
        return {}

    @cached_property
    def structure(self) -> RulesStructure:
        """The kernel's form, which keeps what it points at: two threads may make one each, and go on with their own."""
        arrays = self.kernel_arrays
        structure = RulesStructure(*(array.ctypes.data for array in arrays))
        structure.arrays = arrays
        return structure


def _ends(sizes: Sequence[int], kind: type[np.generic]) -> npt.NDArray[np.generic]:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(kind)


def _judge(rule: Rule) -> int:
    if rule.validate is not None:
        return checks().get(rule.validate, _BY_PYTHON)
    return _UNCHECKED if rule.placeholders else _BY_PATTERN


def _bits(words: Collection[str]) -> int:
    """The `gz_bit` of each of these words."""
    bits = 0
    for word in words:
        bits |= 1 << (int.from_bytes(word.upper().encode()[:4], "big") * 0x9E3779B1 % 2**32 >> 26)
    return bits
