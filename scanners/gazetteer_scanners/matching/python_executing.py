"""Executes tables over a column without the compiled kernel, by numpy and Python, with the same answers; and chooses."""

import logging
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import BOUNDARIES, MARK, STARTS
from gazetteer_scanners.matching.executing import (
    Bits,
    Counts,
    Executor,
    InsideTable,
    Judged,
    Judgement,
    KernelExecutor,
    Kinds,
    Octets,
    Sets,
)
from gazetteer_scanners.matching.finder import is_valid
from gazetteer_scanners.matching.judging import TableRules
from gazetteer_scanners.matching.protocol import BoolMask

_LOG = logging.getLogger(__name__)


def make_executor() -> Executor:
    """The kernel's, or the slower one, which is said once."""
    library = load_kernel()
    if library is None:
        _warn()
        return PythonExecutor()
    return KernelExecutor(library)


@cache
def _warn() -> None:
    from multiprocessing import parent_process  # heavy

    if parent_process() is None:  # not again in every worker
        _LOG.warning("Scans are slower without the compiled kernel: %s.", kernel_problem())


class PythonExecutor:
    """The same tables by numpy: all values advance together, one octet at a time; inside text by Python."""

    def whole(self, table: Table, texts: pa.StringArray, gate: Octets | None) -> tuple[Sets, Counts]:
        """See `Executor`."""
        starts, lengths, data = _slots(texts)
        is_in = lengths > 0
        if gate is not None:
            is_in &= gate != 0
        at = np.flatnonzero(is_in)
        at = at[np.argsort(-lengths[at], kind="stable")]
        left = lengths[at]
        state = np.full(len(at), table.starts[0], np.uint32)
        rows = table.rows
        for k in range(int(left[0]) if len(left) else 0):
            count = int(np.searchsorted(-left, -k, side="left"))
            if not state[:count].any():
                break
            state[:count] = rows[state[:count], table.classes[data[starts[at[:count]] + k]]]
        sets = np.zeros(len(texts), np.uint16)
        sets[at] = rows[state, -1]
        return sets, np.bincount(sets, minlength=len(table.sets)).astype(np.int64)

    def inside(self, table: InsideTable, texts: pa.StringArray, kinds: Kinds, least: int) -> tuple[Counts, Bits, Bits]:
        """See `Executor`."""
        starts, lengths, data = _slots(texts)
        hits, doubts = (np.zeros((len(texts), table.words), np.uint64) for _ in range(2))
        search = _Search(table)
        searched: dict[tuple[bytes, int, int], tuple[set[int], set[int]]] = {}
        gate, banks = kinds.gates[kinds.of_values], kinds.banks[kinds.of_values]
        for i in np.flatnonzero((gate != 0) & (lengths >= max(least, 1))).tolist():
            octets = data[starts[i] : starts[i] + lengths[i]].tobytes()
            key = (octets, int(gate[i]), int(banks[i]))
            if key not in searched:
                searched[key] = search.run(*key)
            for bits, rules in zip((hits, doubts), searched[key], strict=True):
                for rule in rules:
                    bits[i, rule >> 6] |= np.uint64(1 << (rule & 63))
        places = np.flatnonzero((hits | doubts).any(axis=1))
        return places, hits[places], doubts[places]

    def select(self, sets: Sets, wanted: BoolMask) -> BoolMask:
        """See `Executor`."""
        selected: BoolMask = wanted[sets]
        return selected

    def prefixes(self, texts: pa.StringArray, wanted: BoolMask) -> Counts:
        """See `Executor`."""
        starts, lengths, data = _slots(texts)
        at = starts[wanted & (lengths > 1)]
        one, other = (data[at + k].astype(np.int64) - ord("0") for k in range(2))
        is_number = (one >= 0) & (one <= 9) & (other >= 0) & (other <= 9)
        return np.bincount((one * 10 + other)[is_number], minlength=100).astype(np.int64)

    def judge(self, table: TableRules, texts: pa.StringArray, sets: Sets, rules: Sequence[int]) -> list[Judged]:
        """All that match are DOUBTFUL."""
        every = []
        for place in rules:
            judgements = table.having[place][sets] * np.uint8(Judgement.DOUBTFUL)
            counts = np.zeros(len(Judgement), np.int64)
            counts[Judgement.DOUBTFUL] = np.count_nonzero(judgements)
            every.append(Judged(judgements, counts, None))
        return every

    def check(self, number: int, texts: pa.StringArray, wanted: BoolMask) -> BoolMask | None:
        """Always for Python to do."""
        return None

    def dates(self, reader: int, texts: pa.StringArray, wanted: BoolMask) -> npt.NDArray[np.int32] | None:
        """Always for Python to do."""
        return None


def _slots(texts: pa.Array) -> tuple[Counts, Counts, Octets]:
    """For each value where it begins and how many octets it has (0 for a null), and all octets."""
    _, offsets, data = texts.buffers()
    kind = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    if not len(texts):
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint8)
    bounds = np.frombuffer(offsets, kind)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    lengths = np.diff(bounds)
    if texts.null_count:
        lengths[texts.is_null().to_numpy(zero_copy_only=False)] = 0
    octets = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    return bounds[:-1], lengths, octets


class _Search:
    """Matches inside one text, as `search` in `kernel/match.c` finds them."""

    def __init__(self, table: InsideTable) -> None:
        self._rules = table.rules
        self._table = table.table
        self._classes = table.table.classes.tolist()
        self._starts = table.table.starts.tolist()
        self._boundaries = table.boundaries.tolist()
        self._is_sure = [rule.validate is None and not rule.placeholders for rule in table.rules]
        self._exact = table.exact.tolist()

    def run(self, text: bytes, gate: int, bank: int) -> tuple[set[int], set[int]]:
        """Rules with a match, and rules of which only `Finder` can say."""
        hits: set[int] = set()
        doubts: set[int] = set()
        starts = self._starts[bank * STARTS + (STARTS // 2 if MARK in text else 0) :]
        for at in range(len(text)):
            start = starts[_before(text, at) & gate]
            outcomes: dict[int, set[bool]] = {}
            for end, number in self._ends(text, at, start):
                allowed = _after(text, end)
                for rule in self._table.sets[number]:
                    if not self._boundaries[rule] & allowed:
                        continue
                    if len(text) > self._exact[rule]:
                        doubts.add(rule)
                    elif self._is_sure[rule]:
                        hits.add(rule)
                    elif rule not in hits:
                        passes = is_valid(self._rules[rule], text[at:end].decode(errors="replace"))
                        outcomes.setdefault(rule, set()).add(passes)
            for rule, passed in outcomes.items():
                if passed == {True}:
                    hits.add(rule)
                elif len(passed) > 1:
                    doubts.add(rule)
        return hits, doubts

    def _ends(self, text: bytes, at: int, state: int) -> Sequence[tuple[int, int]]:
        steps, classes, width = self._table.steps, self._classes, self._table.width
        ends = []
        for end in range(at, len(text)):
            state = int(steps[state * width + classes[text[end]]])
            if not state:
                break
            number = self._table.set_of(state)
            if number:
                ends.append((end + 1, number))
        return ends


_EVERY = (1 << len(BOUNDARIES)) - 1
_DIGIT, _, _DOTTED, _RUN, _NONE = (1 << i for i in range(len(BOUNDARIES)))


def _is_letter(octet: int) -> bool:
    return 97 <= octet | 32 <= 122


def _is_digit(octet: int) -> bool:
    return 48 <= octet <= 57


def _before(text: bytes, at: int) -> int:
    """Boundaries that let a match begin at `at`, see `matching.finder`."""
    if not at:
        return _EVERY
    octet, further = text[at - 1], text[at - 2] if at > 1 else 0
    if _is_digit(octet):
        return _NONE
    if _is_letter(octet):
        return _NONE | _DIGIT
    if octet in b"_%+-" or (octet == 60 and at == 1):
        return _EVERY & ~_RUN
    if octet == 46:
        return _EVERY & ~_RUN & ~(_DOTTED if _is_digit(further) or _is_letter(further) else 0)
    return _EVERY & ~(_DOTTED if octet == 47 and _is_letter(further) else 0)


def _after(text: bytes, end: int) -> int:
    """Boundaries that let a match end before `end`."""
    if end >= len(text):
        return _EVERY
    octet = text[end]
    if _is_digit(octet):
        return _NONE
    if _is_letter(octet):
        return _NONE | _DIGIT
    return _EVERY & ~(_DOTTED if octet == 46 and end + 1 < len(text) and _is_digit(text[end + 1]) else 0)
