"""Executes tables over a column by the compiled kernel; `python_executing` gives the same answers without it."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, reduce
from operator import or_
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.kernel.library import text_structure
from gazetteer_scanners.matching.automaton.beginnings import Beginning, beginning_tables, octet_flags
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import BOUNDARIES, MARK
from gazetteer_scanners.matching.checks import date_readers
from gazetteer_scanners.matching.judging import RulesStructure, TableRules
from gazetteer_scanners.matching.protocol import BoolMask
from gazetteer_scanners.recognizers.rule import Rule

Octets = npt.NDArray[np.uint8]
Sets = npt.NDArray[np.uint16]
Counts = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Verdicts = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class InsideTable(TableRules):
    """A table for matches inside text, with what its rules need beside the pattern.

    Attributes:
        beginnings: for each rule how its matches may begin.
        banks: the places of the rules that are left out, in the order of the table's starts.
    """

    beginnings: tuple[Beginning, ...] = ()
    banks: tuple[frozenset[int], ...] = (frozenset(),)

    @property
    def words(self) -> int:
        """Numbers of 64 bits that hold a bit for each rule."""
        return (len(self.rules) + 63) // 64

    @cached_property
    def boundaries(self) -> Octets:
        """For each rule its boundary's bit."""
        return np.array([1 << BOUNDARIES.index(rule.boundary) for rule in self.rules], np.uint8)

    @cached_property
    def looks(self) -> Octets:
        """For each bank the kernel's `gz_beginnings`."""
        return beginning_tables(self.beginnings, self.banks)

    @cached_property
    def leads(self) -> Octets:
        """For each octet whether it may stand before `MARK` in a match that needs it."""
        return octet_flags(reduce(or_, (one.leads for one in self.beginnings), 0))

    @property
    def shortest(self) -> int:
        """Octets of the shortest match that does without `MARK`, as far as they were looked at."""
        return min((one.shortest for one in self.beginnings if not one.leads), default=1)


class Verdict(IntEnum):
    """What a rule says of a value whose set holds it; DOUBTFUL: only Python can say, PLACEHOLDER is for counts alone."""

    REFUSED = 0
    ACCEPTED = 1
    DOUBTFUL = 2
    PLACEHOLDER = 3


@dataclass(slots=True)
class Judged:
    """What a rule says of a column.

    Attributes:
        verdicts: a `Verdict` for each value; placeholders are REFUSED here.
        counts: how many values have which verdict.
        days: days since 1970-01-01 of the dates in accepted values; none if Python has to read them.
    """

    verdicts: Verdicts
    counts: Counts
    days: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What values are looked through for.

    Attributes:
        of_values: the kind of each value.
        gates: for each kind the boundaries (bits) whose rules look at it.
        banks: for each kind the place in `Automata.banks` of the rules that it is not looked through for.
    """

    of_values: Sets
    gates: Octets
    banks: Sets


class Executor(Protocol):
    """What can be done with tables and columns; gates are one octet a value, 0 keeps it out."""

    def whole(self, table: Table, texts: pa.StringArray, gate: Octets | None) -> tuple[Sets, Counts]:
        """For each value the number of its set of patterns (0 for nulls and empty values), and how often each set came."""
        ...

    def inside(self, table: InsideTable, texts: pa.StringArray, kinds: "Kinds", least: int) -> tuple[Counts, Bits, Bits]:
        """The places of the values with a match inside, and for each of these `words` numbers twice.

        They are the rules with a valid match, and the rules of which `Finder` must say. Shorter values than `least` octets
        are left out.
        """
        ...

    def select(self, sets: Sets, wanted: BoolMask) -> BoolMask:
        """For each value whether its set is wanted."""
        ...

    def prefixes(self, texts: pa.StringArray, wanted: BoolMask) -> Counts:
        """How many of the wanted texts begin with which two digits; the first one counts ten times."""
        ...

    def judge(self, table: TableRules, texts: pa.StringArray, sets: Sets, rules: Sequence[int]) -> list["Judged"]:
        """What each of these rules (by place) says of the values whose sets hold it."""
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
        ("rules", RulesStructure),
        ("boundary", ctypes.c_void_p),
        ("beginnings", ctypes.c_void_p),
        ("leads", ctypes.c_void_p),
        ("count", ctypes.c_int32),
        ("words", ctypes.c_int32),
        ("mark", ctypes.c_int32),
        ("shortest", ctypes.c_int32),
        ("accepting", ctypes.c_uint32),
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
        library.gz_judge_whole.restype = ctypes.c_int64
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

    def inside(self, table: InsideTable, texts: pa.StringArray, kinds: Kinds, least: int) -> tuple[Counts, Bits, Bits]:
        """See `Executor`."""
        kept = self._inside.get(id(table))
        if kept is None:
            kept = self._inside[id(table)] = (table, *_inside_structure(table))
        places = np.empty(len(texts), np.int64)
        hits, doubts = (np.empty((len(texts), table.words), np.uint64) for _ in range(2))
        total = self._library.gz_match_inside(
            ctypes.byref(self._structure(table.table)),
            ctypes.byref(kept[1]),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(_address(kinds.of_values)),
            ctypes.c_void_p(_address(kinds.gates)),
            ctypes.c_void_p(_address(kinds.banks)),
            ctypes.c_int64(least),
            ctypes.c_void_p(_address(places)),
            ctypes.c_void_p(_address(hits)),
            ctypes.c_void_p(_address(doubts)),
        )
        return places[:total], hits[:total], doubts[:total]

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
        counts = np.zeros(100, np.int64)
        self._library.gz_count_prefixes(
            ctypes.byref(text_structure(texts)), ctypes.c_void_p(_address(wanted)), ctypes.c_void_p(_address(counts))
        )
        return counts

    def judge(self, table: TableRules, texts: pa.StringArray, sets: Sets, rules: Sequence[int]) -> list[Judged]:
        """See `Executor`."""
        text, every = text_structure(texts), []
        for place in rules:
            reader = _reader(table.rules[place])
            judged = Judged(
                np.empty(len(texts), np.uint8),
                np.zeros(len(Verdict), np.int64),
                np.empty(len(texts) if reader >= 0 else 0, np.int32),
            )
            count = self._library.gz_judge_whole(
                ctypes.byref(table.structure),
                ctypes.c_int32(place),
                ctypes.c_void_p(_address(table.having[place])),
                ctypes.byref(text),
                ctypes.c_void_p(_address(sets)),
                ctypes.c_int32(reader),
                ctypes.c_void_p(_address(judged.verdicts)),
                ctypes.c_void_p(_address(judged.days)),
                ctypes.c_void_p(_address(judged.counts)),
            )
            judged.days = judged.days[:count]
            every.append(judged)
        return every

    def check(self, number: int, texts: pa.StringArray, wanted: BoolMask) -> BoolMask:
        """For each wanted value whether it passes a check of `checks()`."""
        passes = np.empty(len(texts), np.bool_)
        self._library.gz_check(
            ctypes.c_int32(number),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(_address(wanted)),
            ctypes.c_void_p(_address(passes)),
        )
        return passes

    def dates(self, reader: int, texts: pa.StringArray, wanted: BoolMask) -> npt.NDArray[np.int32]:
        """Days since 1970-01-01 that a reader of `date_readers()` finds in the wanted values."""
        days = np.empty(len(texts), np.int32)
        count = self._library.gz_read_dates(
            ctypes.c_int32(reader),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(_address(wanted)),
            ctypes.c_void_p(_address(days)),
        )
        return days[:count]


def _reader(rule: Rule) -> int:
    """The number by which the kernel reads a rule's dates, -1 if it reads none."""
    return -1 if rule.birth is None else date_readers().get(rule.birth, -1)


def _inside_structure(table: InsideTable) -> tuple[_Inside, list[npt.NDArray[np.generic]]]:
    """The kernel's form of an inside table, and the arrays that must live as long as it."""
    arrays: list[npt.NDArray[np.generic]] = [table.boundaries, table.looks, table.leads]
    structure = _Inside(
        table.structure,
        *(_address(one) for one in arrays),
        len(table.rules),
        table.words,
        MARK,
        table.shortest,
        table.table.accepting,
    )
    return structure, arrays
