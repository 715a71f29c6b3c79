"""Executes tables over a column by the compiled kernel; `python_executing` gives the same answers without it."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.kernel.library import bind, pointer, text_structure
from gazetteer_scanners.matching.automaton.beginnings import Looks
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import BOUNDARIES, MARK
from gazetteer_scanners.matching.judging import RulesStructure, TableRules
from gazetteer_scanners.matching.protocol import BoolMask

Octets = npt.NDArray[np.uint8]
Sets = npt.NDArray[np.uint16]
Counts = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Judgements = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class InsideTable(TableRules):
    """A table for matches inside text, with what its rules need beside the pattern.

    Attributes:
        looks: how the rules' matches may begin, for each bank of the table's starts.
    """

    looks: Looks

    @property
    def words(self) -> int:
        """Numbers of 64 bits that hold a bit for each rule."""
        return (len(self.rules) + 63) // 64

    @cached_property
    def boundaries(self) -> Octets:
        """For each rule its boundary's bit."""
        return np.array([1 << BOUNDARIES.index(rule.boundary) for rule in self.rules], np.uint8)


class Judgement(IntEnum):
    """What a rule says of a value whose set holds it; DOUBTFUL: only Python can say, PLACEHOLDER is for counts alone."""

    REFUSED = 0
    ACCEPTED = 1
    DOUBTFUL = 2
    PLACEHOLDER = 3


@dataclass(slots=True)
class Judged:
    """What a rule says of a column.

    Attributes:
        judgements: a `Judgement` for each value; placeholders are REFUSED here.
        counts: how many values have which judgement.
        days: days since 1970-01-01 of the dates in accepted values; None if Python has to read them.
    """

    judgements: Judgements
    counts: Counts
    days: npt.NDArray[np.int32] | None


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

    def check(self, number: int, texts: pa.StringArray, wanted: BoolMask) -> BoolMask | None:
        """For each wanted value whether it passes a check of `checks()`; None if that is for Python to do."""
        ...

    def dates(self, reader: int, texts: pa.StringArray, wanted: BoolMask) -> npt.NDArray[np.int32] | None:
        """Days since 1970-01-01 that a reader of `date_readers()` finds in the wanted values; None as above."""
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
    return None if array is None else pointer(array)


class KernelExecutor:
    """By the compiled kernel."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._match_whole = bind(library, "gz_match_whole", "ppppp")
        self._match_inside = bind(library, "gz_match_inside", "ppppppnppp")
        self._select = bind(library, "gz_select", "pnpp")
        self._count_prefixes = bind(library, "gz_count_prefixes", "ppp")
        self._judge_whole = bind(library, "gz_judge_whole", "ppnppnpppppp")
        self._check = bind(library, "gz_check", "ippp")
        self._read_dates = bind(library, "gz_read_dates", "ippp")
        self._find_dictionaries = bind(library, "gz_find_dictionaries", "pppppppppp")
        self._forms: dict[int, tuple[int, *tuple[object, ...]]] = {}

    def whole(self, table: Table, texts: pa.StringArray, gate: Octets | None) -> tuple[Sets, Counts]:
        """See `Executor`."""
        sets = np.empty(len(texts), np.uint16)
        counts = np.zeros(len(table.sets), np.int64)
        text = ctypes.byref(text_structure(texts))
        self._match_whole(self._table(table), text, _address(gate), _address(sets), _address(counts))
        return sets, counts

    def inside(self, table: InsideTable, texts: pa.StringArray, kinds: Kinds, least: int) -> tuple[Counts, Bits, Bits]:
        """See `Executor`."""
        places = np.empty(len(texts), np.int64)
        hits, doubts = (np.empty((len(texts), table.words), np.uint64) for _ in range(2))
        total = self._match_inside(
            self._table(table.table),
            self._inside(table),
            ctypes.byref(text_structure(texts)),
            *(_address(one) for one in (kinds.of_values, kinds.gates, kinds.banks)),
            least,
            *(_address(one) for one in (places, hits, doubts)),
        )
        return places[:total], hits[:total], doubts[:total]

    def select(self, sets: Sets, wanted: BoolMask) -> BoolMask:
        """See `Executor`."""
        selected = np.empty(len(sets), np.bool_)
        self._select(_address(sets), len(sets), _address(wanted), _address(selected))
        return selected

    def prefixes(self, texts: pa.StringArray, wanted: BoolMask) -> Counts:
        """See `Executor`."""
        counts = np.zeros(100, np.int64)
        self._count_prefixes(ctypes.byref(text_structure(texts)), _address(wanted), _address(counts))
        return counts

    def judge(self, table: TableRules, texts: pa.StringArray, sets: Sets, rules: Sequence[int]) -> list[Judged]:
        """See `Executor`."""
        chosen = table.chosen(rules)
        judgements = np.empty((len(rules), len(texts)), np.uint8)
        counts = np.zeros((len(rules), len(Judgement)), np.int64)
        dates, days = np.zeros(len(rules), np.int64), np.empty((sum(chosen.is_dated), len(texts)), np.int32)
        structure = table.structure
        self._judge_whole(
            ctypes.addressof(structure),
            _address(table.having),
            table.having.shape[1],
            ctypes.byref(text_structure(texts)),
            _address(sets),
            len(rules),
            *(_address(one) for one in (chosen.places, chosen.readers, judgements, counts, dates, days)),
        )
        rows = iter(days)
        read = [next(rows)[:count] if is_dated else None for count, is_dated in zip(dates, chosen.is_dated, strict=True)]
        return [Judged(*one) for one in zip(judgements, counts, read, strict=True)]

    def check(self, number: int, texts: pa.StringArray, wanted: BoolMask) -> BoolMask | None:
        """See `Executor`."""
        passes = np.empty(len(texts), np.bool_)
        self._check(number, ctypes.byref(text_structure(texts)), _address(wanted), _address(passes))
        return passes

    def dates(self, reader: int, texts: pa.StringArray, wanted: BoolMask) -> npt.NDArray[np.int32] | None:
        """See `Executor`."""
        days = np.empty(len(texts), np.int32)
        count = self._read_dates(reader, ctypes.byref(text_structure(texts)), _address(wanted), _address(days))
        return days[:count]

    def find_dictionaries(self, entries: int, texts: pa.StringArray, *room: npt.NDArray[np.generic] | None) -> int:
        """`gz_find_dictionaries`, by the address of its first argument and the arrays of the others."""
        return self._find_dictionaries(entries, ctypes.byref(text_structure(texts)), *(_address(one) for one in room))

    def table_address(self, table: Table) -> int:
        """The address of the kernel's form of a table, which is kept with it."""
        return self._table(table)

    def _table(self, table: Table) -> int:
        kept = self._forms.get(id(table))
        if kept is None:
            form = _Table(_address(table.classes), _address(table.steps), _address(table.starts), table.width)
            # Two threads may come here at once: both go on with the form of the first, for nobody keeps the other.
            kept = self._forms.setdefault(id(table), (ctypes.addressof(form), form, table))
        return kept[0]

    def _inside(self, table: InsideTable) -> int:
        kept = self._forms.get(id(table))
        if kept is None:
            arrays = (table.boundaries, table.looks.tables, table.looks.leads)
            facts = (len(table.rules), table.words, MARK, table.looks.shortest, table.table.accepting)
            structure = table.structure
            form = _Inside(structure, *(_address(one) for one in arrays), *facts)
            kept = self._forms.setdefault(id(table), (ctypes.addressof(form), form, table, structure, arrays))
        return kept[0]
