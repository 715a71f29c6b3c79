"""Dictionaries over a column by one call of the kernel, which leaves to Python only values that it is not sure of."""

import ctypes
import threading
from collections.abc import Collection, Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.kernel.library import kernel_digest
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import Compiled
from gazetteer_scanners.matching.checks import JUDGE_LISTS, JUDGES, han_lists, han_marks, judge_lists
from gazetteer_scanners.matching.distinct import take_at
from gazetteer_scanners.matching.executing import KernelExecutor, Octets
from gazetteer_scanners.matching.judging import ANY_LENGTH
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask, RuleHits
from gazetteer_scanners.matching.words import WordsStructure, WordTable, kept_or_made
from gazetteer_scanners.recognizers.contact import address_international
from gazetteer_scanners.recognizers.rule import Dictionary

_NO_JUDGE = -1


class _Knowledge(ctypes.Structure):
    _fields_ = (("words", WordsStructure * len(JUDGES)), ("han", ctypes.c_void_p))


class _Dictionaries(ctypes.Structure):
    _fields_ = (
        ("tables", ctypes.c_void_p),
        ("shapes", ctypes.c_void_p),
        ("sets", ctypes.c_void_p),
        ("known", ctypes.c_void_p),
        ("exact", ctypes.c_void_p),
        ("judges", ctypes.c_void_p),
        ("words", WordsStructure),
        ("count", ctypes.c_int32),
        ("always", ctypes.c_uint32),
        ("listed", ctypes.c_uint32),
        ("inexact", ctypes.c_uint32),
        ("is_quick", ctypes.c_int32),
    )


class _Room:
    """What the kernel works in, for columns of up to this length: kept, since fresh memory takes longer than the work."""

    def __init__(self, length: int, sets: int) -> None:
        self.gate = np.empty(length, np.uint8)
        self.sets = np.empty(length, np.uint16)
        self.set_counts = np.empty(sets, np.int64)
        self.found = np.empty(length, np.uint32)
        self.places = np.empty(length, np.int64)
        self.unsure = np.empty(length, np.uint32)


class KernelDictionaries:
    """Up to 31 dictionaries.

    Args:
        entries: by their number in the union.
        compiled: the union of shapes.
        with_digit: for each table of the union what `Automata.with_digit` says.
        word: what the union calls `WORD`.
        executor: the kernel's.
    """

    def __init__(
        self,
        entries: dict[int, Dictionary],
        compiled: Compiled,
        with_digit: Sequence[frozenset[int]],
        word: int,
        executor: KernelExecutor,
    ) -> None:
        self._entries = tuple(entries.values())
        self._executor = executor
        self._sets = max((len(table.sets) for table in compiled.tables), default=1)
        self._words = WordTable([frozenset() if entry.counts else entry.words for entry in self._entries])
        self._patterns = [_pattern(entry) for entry in self._entries]
        self._rooms = threading.local()
        self._structure, self._kept = _structure(entries, compiled, word, executor, self._words)
        self._structure.is_quick = _may_be_quick(entries, compiled, with_digit, word)

    def hits(self, texts: pa.StringArray, keep: Octets | None) -> Iterator[RuleHits]:
        """Hits of each dictionary that has any, among the values that `keep` lets through (None: all)."""
        room = self._room_for(len(texts))
        counts = np.zeros(len(self._entries), np.int64)
        left = self._executor.find_dictionaries(
            ctypes.addressof(self._structure), texts, keep, room.gate, room.sets, room.set_counts, room.found, counts,
            room.places, room.unsure,
        )  # fmt: skip
        found = room.found[: len(texts)]
        if left > 0:
            self._settle(texts, room.places[:left], room.unsure[:left], found, counts)
        for place in counts.nonzero()[0].tolist():
            total = int(counts[place])
            mask = found & np.uint32(1 << place) != 0
            yield RuleHits(self._entries[place].id, whole=total, valid=total, accepted=mask)

    def _room_for(self, length: int) -> "_Room":
        room: _Room | None = getattr(self._rooms, "room", None)
        if room is None or len(room.gate) < length:
            room = self._rooms.room = _Room(length, self._sets)
        return room

    def _settle(
        self,
        texts: pa.StringArray,
        places: npt.NDArray[np.int64],
        unsure: npt.NDArray[np.uint32],
        found: npt.NDArray[np.uint32],
        counts: npt.NDArray[np.int64],
    ) -> None:
        """Adds what Python says of values to `found` and `counts`; each distinct value is asked about once."""
        encoded = take_at(texts, places).dictionary_encode()
        distinct, numbers = encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False)
        lists = self._words.look_up(pc.utf8_lower(distinct))
        for place, entry in enumerate(self._entries):
            is_asked = unsure & np.uint32(1 << place) != 0
            asked = np.unique(numbers[is_asked])
            if entry.counts is None:
                asked = asked[lists[asked] & np.uint32(1 << place) != 0]
            if not len(asked):
                continue
            holds = np.zeros(len(distinct), np.bool_)
            holds[asked] = _holds(entry, self._patterns[place], take_at(distinct, asked))
            at = places[is_asked & holds[numbers]]
            found[at] |= np.uint32(1 << place)
            counts[place] += len(at)


def _holds(entry: Dictionary, pattern: Pattern | None, texts: pa.StringArray) -> BoolMask:
    """Which of these texts, if they are on its list, an entry holds."""
    holds = np.ones(len(texts), np.bool_) if pattern is None else pattern.mask(texts)
    if entry.counts is None:
        return holds
    return np.array([bool(is_match and entry.counts(text)) for text, is_match in zip(texts.to_pylist(), holds, strict=True)])


def _pattern(entry: Dictionary) -> Pattern | None:
    return None if entry.pattern is None else Pattern(entry.pattern, is_whole=True, has_unicode_case=True)


def _structure(
    entries: dict[int, Dictionary], compiled: Compiled, word: int, executor: KernelExecutor, words: WordTable
) -> tuple[_Dictionaries, tuple[object, ...]]:
    """The kernel's form, and what must live as long as it."""
    judged = [number for number, entry in entries.items() if entry.counts is not None]
    untold = {number for number in judged if entries[number].pattern is None} | (compiled.refused & entries.keys())
    exact = np.array([_exact(number, compiled) for number in entries], np.int64)
    judges = np.array([JUDGES.index(one.counts) if one.counts in JUDGES else _NO_JUDGE for one in entries.values()], np.int32)
    shapes = [_shapes(table, entries, word) for table in compiled.tables]
    tables = np.array([executor.table_address(table) for table in compiled.tables], np.uintp)
    addresses = np.array([one.ctypes.data for one in shapes], np.uintp)
    sets = np.array([len(table.sets) for table in compiled.tables], np.int32)
    always, listed = _bits(entries, untold), _bits(entries, entries.keys() - set(judged))
    structure = _Dictionaries(
        *(array.ctypes.data for array in (tables, addresses, sets)), ctypes.addressof(_knowledge()[0]),
        *(array.ctypes.data for array in (exact, judges)), words.structure, len(tables),
        always, listed, _bits(entries, [number for i, number in enumerate(entries) if exact[i] != ANY_LENGTH]),
        False,
    )  # fmt: skip
    return structure, (exact, judges, shapes, tables, addresses, sets, words)


def _may_be_quick(entries: dict[int, Dictionary], compiled: Compiled, with_digit: Sequence[frozenset[int]], word: int) -> bool:
    """Whether text that begins with ASCII and holds a digit can be nothing but an international address."""
    judged = {number: entry.counts for number, entry in entries.items() if entry.counts is not None}
    addresses = {number for number, function in judged.items() if function is address_international.is_address}
    if compiled.refused & entries.keys() or any(entries[number].pattern is None for number in judged):
        return False
    return all(patterns & {*entries, word} <= addresses for patterns in with_digit)


def _bits(entries: dict[int, Dictionary], numbers: Collection[int]) -> int:
    return sum(1 << place for place, number in enumerate(entries) if number in numbers)


def _exact(number: int, compiled: Compiled) -> int:
    """The longest value of which the tables are sure; -1 less that where they are sure of ASCII alone."""
    if number in compiled.refused:
        return 0
    most = compiled.exact_octets.get(number, ANY_LENGTH)
    return -1 - most if number in compiled.ascii_only else most


def _shapes(table: Table, entries: dict[int, Dictionary], word: int) -> npt.NDArray[np.uint32]:
    """For each set of the table the entries whose shape it is; words without a pattern have that of all words."""
    shape = {number: word if entry.pattern is None and entry.counts is None else number for number, entry in entries.items()}
    return np.array([_bits(entries, [number for number in entries if shape[number] in one]) for one in table.sets], np.uint32)


@cache
def _knowledge() -> tuple[_Knowledge, Sequence[object]]:
    """What the kernel's judges know, and what must live as long; for each of them only the words that it looks into."""
    lists = judge_lists()
    tables = [
        WordTable([words if place in places else frozenset() for place, words in enumerate(lists)]) for places in JUDGE_LISTS
    ]
    words = (WordsStructure * len(JUDGES))(*(table.structure for table in tables))
    origins = ("han", kernel_digest(), *(one.digest for one in han_lists()))
    han = kept_or_made(origins, lambda: {"marks": han_marks()})["marks"]
    return _Knowledge(words, han.ctypes.data), (tables, words, han)
