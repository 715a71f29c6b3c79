"""Dictionaries over whole values: word lists, and shapes whose values a function judges."""

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.automaton.rules import Automata, Numbering
from gazetteer_scanners.matching.automaton.unions import Compiled
from gazetteer_scanners.matching.distinct import passing, take_at
from gazetteer_scanners.matching.executing import Executor, KernelExecutor, Octets
from gazetteer_scanners.matching.kernel_dictionaries import KernelDictionaries
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask, RuleHits
from gazetteer_scanners.matching.running import Exactness, Ran, Union
from gazetteer_scanners.matching.words import MAX_LISTS, Masks, WordTable
from gazetteer_scanners.recognizers.rule import Dictionary


class Dictionaries:
    """All dictionaries of a rule set."""

    def __init__(self, entries: Sequence[Dictionary], names: Numbering, automata: Automata, executor: Executor) -> None:
        shapes = automata.shapes
        parts = [dict(list(enumerate(entries))[start : start + MAX_LISTS]) for start in range(0, len(entries), MAX_LISTS)]
        self._parts: list[KernelDictionaries | PythonDictionaries] = [
            KernelDictionaries(part, shapes, automata.with_digit, names.word, executor)
            if isinstance(executor, KernelExecutor)
            else PythonDictionaries(part, shapes, names.word, executor)
            for part in parts
        ]
        self._executor = executor
        self._may_match = [
            np.isin(np.arange(len(table.sets)), sorted(counted))
            for table, counted in zip(automata.whole.tables, automata.counted, strict=True)
        ]

    def hits(self, whole: Ran) -> Iterator[RuleHits]:
        """Hits of each dictionary that has any; `whole` is the column after the run of the rules' tables."""
        gates = []
        for i, may_match in enumerate(self._may_match):
            out = sum(int(whole.counts[i][number]) for number in whole.present[i] if not may_match[number])
            if out + whole.texts.null_count == len(whole.texts):
                return
            if out:
                gates.append(self._executor.select(whole.sets[i], may_match))
        keep = reduce(np.logical_and, gates).view(np.uint8) if gates else None
        for part in self._parts:
            yield from part.hits(whole.texts, keep)


class PythonDictionaries:
    """Up to 31 dictionaries without the kernel; the arguments are those of `KernelDictionaries`, as far as needed."""

    def __init__(self, entries: dict[int, Dictionary], compiled: Compiled, word: int, executor: Executor) -> None:
        self._entries = entries
        self._word = word
        self._union = Union(compiled, executor)
        self._exactness = {
            number: Exactness(compiled, number, Pattern(entry.pattern, is_whole=True, has_unicode_case=True))
            for number, entry in entries.items()
            if entry.pattern is not None
        }
        self._words = WordTable([frozenset() if entry.counts else entry.words for entry in entries.values()])

    def hits(self, texts: pa.StringArray, keep: Octets | None) -> Iterator[RuleHits]:
        """See `KernelDictionaries`."""
        ran = self._union.run(texts, keep)
        shapes = {number: shape for number in self._entries if (shape := self._shape(number, ran)) is not None}
        lists = self._lists_of(texts, [shape for number, shape in shapes.items() if self._entries[number].counts is None])
        for place, (number, entry) in enumerate(self._entries.items()):
            shape = shapes.get(number)
            if shape is None:
                continue
            mask = shape & (lists >> place & 1 != 0) if entry.counts is None else passing(texts, shape, entry.counts)
            if total := int(np.count_nonzero(mask)):
                yield RuleHits(entry.id, whole=total, valid=total, accepted=mask)

    def _shape(self, number: int, ran: Ran) -> BoolMask | None:
        """Where values have a dictionary's shape; None if nowhere."""
        exactness = self._exactness.get(number)
        if exactness is None:
            if self._entries[number].counts is not None:
                return ran.lengths > 0
            return ran.mask(self._word) if self._word in ran.totals else None
        if number in self._union.compiled.refused:
            return exactness.keep(ran, ran.lengths > 0)
        return exactness.keep(ran, ran.mask(number)) if number in ran.totals else None

    def _lists_of(self, texts: pa.StringArray, shapes: Sequence[BoolMask]) -> Masks:
        """For each value that has one of these shapes the lists that hold its lower case, 0 for the others."""
        lists = np.zeros(len(texts), np.uint32)
        if shapes:
            at = np.flatnonzero(np.logical_or.reduce(shapes))
            lists[at] = self._words.look_up(pc.utf8_lower(take_at(texts, at)))
        return lists
