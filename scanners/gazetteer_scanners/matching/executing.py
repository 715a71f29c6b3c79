"""Executes tables over a column by the compiled kernel; `python_executing` gives the same answers without it."""

import ctypes
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.kernel.library import text_structure
from gazetteer_scanners.matching.automaton.rules import placeholders_of
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import BOUNDARIES, MARK, STARTS
from gazetteer_scanners.matching.checks import checks
from gazetteer_scanners.matching.protocol import BoolMask
from gazetteer_scanners.recognizers.rule import Rule

Octets = npt.NDArray[np.uint8]
Sets = npt.NDArray[np.uint16]
Counts = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
_BY_PATTERN, _BY_PYTHON, _UNCHECKED = -1, -2, -3
_ANY_LENGTH = 2**62


@dataclass(frozen=True)
class InsideTable:
    """A table for matches inside text, with what its rules need beside the pattern.

    Attributes:
        table: its pattern numbers are places in `rules`.
        rules: at most 256 (`MAX_PATTERNS`).
        exact: for each rule the longest text, in octets, of which the table is sure.
    """

    table: Table
    rules: tuple[Rule, ...]
    exact: Counts

    @property
    def words(self) -> int:
        """Numbers of 64 bits that hold a bit for each rule."""
        return (len(self.rules) + 63) // 64

    @cached_property
    def boundaries(self) -> Octets:
        """For each rule its boundary's bit."""
        return np.array([1 << BOUNDARIES.index(rule.boundary) for rule in self.rules], np.uint8)

    @cached_property
    def can_start(self) -> Octets:
        """By bank, then without and with `MARK`: for each octet whether some match begins with it."""
        table = self.table
        rows = table.steps.reshape(-1, table.width)[table.starts // np.uint32(table.width), :-1]
        begins = (rows != 0).reshape(-1, STARTS // 2, rows.shape[1]).any(axis=1)
        return np.ascontiguousarray(begins[:, table.classes].astype(np.uint8))

    @cached_property
    def checks(self) -> npt.NDArray[np.int32]:
        """For each rule how a match is judged."""
        return np.array([_judge(rule) for rule in self.rules], np.int32)


def _judge(rule: Rule) -> int:
    if rule.validate is not None:
        return checks().get(rule.validate, _BY_PYTHON)
    return _UNCHECKED if rule.placeholders else _BY_PATTERN


class Executor(Protocol):
    """What can be done with tables and columns; gates are one octet a value, 0 keeps it out."""

    def whole(self, table: Table, texts: pa.StringArray, gate: Octets | None) -> tuple[Sets, Counts]:
        """For each value the number of its set of patterns (0 for nulls and empty values), and how often each set came."""
        ...

    def inside(
        self, table: InsideTable, texts: pa.StringArray, gate: Octets, banks: Sets | None, least: int
    ) -> tuple[Bits, Bits]:
        """For each value `words` numbers: rules with a valid match inside, and rules of which `Finder` must say.

        The gate holds the boundaries (bits) whose rules look at a value; shorter values than `least` octets are left out.
        `banks` are the places in `Automata.banks` of rules that a value is not searched for; None: of none.
        """
        ...

    def select(self, sets: Sets, wanted: BoolMask) -> BoolMask:
        """For each value whether its set is wanted."""
        ...

    def prefixes(self, texts: pa.StringArray, wanted: BoolMask) -> Counts:
        """How many of the wanted texts begin with which two octets; the first octet counts 256 times."""
        ...

    def check(self, number: int, texts: pa.StringArray, wanted: BoolMask) -> BoolMask | None:
        """For each wanted value whether it passes a check of `checks()`; None if that is for Python to do."""
        ...

    def dates(self, reader: int, texts: pa.StringArray, wanted: BoolMask) -> npt.NDArray[np.int32] | None:
        """Days since 1970-01-01 in the wanted values; None if that is for Python to do."""
        ...


class _Table(ctypes.Structure):
    _fields_ = (
        ("classes", ctypes.c_void_p),
        ("steps", ctypes.c_void_p),
        ("starts", ctypes.c_void_p),
        ("width", ctypes.c_uint32),
    )


class _Inside(ctypes.Structure):
    _fields_ = (
        ("set_starts", ctypes.c_void_p),
        ("set_rules", ctypes.c_void_p),
        ("boundary", ctypes.c_void_p),
        ("check", ctypes.c_void_p),
        ("exact", ctypes.c_void_p),
        ("can_start", ctypes.c_void_p),
        ("rules", ctypes.c_int32),
        ("words", ctypes.c_int32),
        ("mark", ctypes.c_int32),
        ("placeholder_starts", ctypes.c_void_p),
        ("placeholder_offsets", ctypes.c_void_p),
        ("placeholders", ctypes.c_void_p),
    )


def _address(array: npt.NDArray[np.generic] | None) -> int | None:
    """Twice as fast as `array.ctypes.data`, and asked for some ten times a column."""
    return None if array is None else array.__array_interface__["data"][0]


class KernelExecutor:
    """By `kernel/match.c`."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        library.gz_match_inside.restype = ctypes.c_int64
        library.gz_check.restype = ctypes.c_int64
        library.gz_read_dates.restype = ctypes.c_int64
        self._tables: dict[int, tuple[Table, _Table]] = {}
        self._inside: dict[int, tuple[InsideTable, _Inside, list[npt.NDArray[np.generic]]]] = {}

    def whole(self, table: Table, texts: pa.StringArray, gate: Octets | None) -> tuple[Sets, Counts]:
        """See `Executor`."""
        sets = np.empty(len(texts), np.uint16)
        counts = np.zeros(len(table.sets), np.int64)
        self._library.gz_match_whole(
            ctypes.byref(self._structure(table)),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(_address(gate)),
            ctypes.c_void_p(_address(sets)),
            ctypes.c_void_p(_address(counts)),
        )
        return sets, counts

    def inside(
        self, table: InsideTable, texts: pa.StringArray, gate: Octets, banks: Sets | None, least: int
    ) -> tuple[Bits, Bits]:
        """See `Executor`."""
        kept = self._inside.get(id(table))
        if kept is None:
            kept = self._inside[id(table)] = (table, *_inside_structure(table))
        hits, doubts = (np.zeros((len(texts), table.words), np.uint64) for _ in range(2))
        self._library.gz_match_inside(
            ctypes.byref(self._structure(table.table)),
            ctypes.byref(kept[1]),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(_address(gate)),
            ctypes.c_void_p(_address(banks)),
            ctypes.c_int64(least),
            ctypes.c_void_p(_address(hits)),
            ctypes.c_void_p(_address(doubts)),
        )
        return hits, doubts

    def _structure(self, table: Table) -> _Table:
        """The kernel's form of a table; kept with it, so that its address stays its own."""
        kept = self._tables.get(id(table))
        if kept is None:
            form = _Table(_address(table.classes), _address(table.steps), _address(table.starts), table.width)
            kept = self._tables[id(table)] = (table, form)
        return kept[1]

    def select(self, sets: Sets, wanted: BoolMask) -> BoolMask:
        """See `Executor`."""
        selected = np.empty(len(sets), np.bool_)
        self._library.gz_select(
            ctypes.c_void_p(_address(sets)),
            ctypes.c_int64(len(sets)),
            ctypes.c_void_p(_address(wanted)),
            ctypes.c_void_p(_address(selected)),
        )
        return selected

    def prefixes(self, texts: pa.StringArray, wanted: BoolMask) -> Counts:
        """See `Executor`."""
        counts = np.zeros(1 << 16, np.int64)
        self._library.gz_count_prefixes(
            ctypes.byref(text_structure(texts)), ctypes.c_void_p(_address(wanted)), ctypes.c_void_p(_address(counts))
        )
        return counts

    def check(self, number: int, texts: pa.StringArray, wanted: BoolMask) -> BoolMask | None:
        """See `Executor`."""
        passes = np.empty(len(texts), np.bool_)
        self._library.gz_check(
            ctypes.c_int32(number),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(_address(wanted)),
            ctypes.c_void_p(_address(passes)),
        )
        return passes

    def dates(self, reader: int, texts: pa.StringArray, wanted: BoolMask) -> npt.NDArray[np.int32] | None:
        """See `Executor`."""
        days = np.empty(len(texts), np.int32)
        count = self._library.gz_read_dates(
            ctypes.c_int32(reader),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(_address(wanted)),
            ctypes.c_void_p(_address(days)),
        )
        return days[:count]


def _inside_structure(table: InsideTable) -> tuple[_Inside, list[npt.NDArray[np.generic]]]:
    """The kernel's form of an inside table, and the arrays that must live as long as it."""
    sets = table.table.sets
    set_starts = np.concatenate([[0], np.cumsum([len(one) for one in sets])]).astype(np.uint32)
    set_rules = np.array([rule for one in sets for rule in one], np.uint16)
    placeholders = [placeholders_of(rule) for rule in table.rules]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in placeholders])]).astype(np.uint32)
    texts = [word.upper().encode() for one in placeholders for word in one]
    offsets = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int32)
    octets = np.frombuffer(b"".join(texts) or b"\0", np.uint8)
    arrays: list[npt.NDArray[np.generic]] = [
        set_starts, set_rules, table.boundaries, table.checks, table.exact, table.can_start, starts, offsets, octets
    ]  # fmt: skip
    structure = _Inside(
        *(_address(one) for one in arrays[:6]), len(table.rules), table.words, MARK, *(_address(one) for one in arrays[6:])
    )
    return structure, arrays
