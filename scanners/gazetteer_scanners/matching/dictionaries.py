"""Dictionaries over whole values: word lists, and shapes whose values a function judges."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.automaton.rules import NUMBER, Automata, Numbering
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import Compiled, Spec, compile_union
from gazetteer_scanners.matching.distinct import passing
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
            KernelDictionaries(part, shapes, names.word, executor)
            if isinstance(executor, KernelExecutor)
            else PythonDictionaries(part, shapes, names.word, executor)
            for part in parts
        ]
        self._number = names.number
        self._may_be_number = _may_be_number(entries, shapes)

    def hits(self, whole: Ran) -> Iterator[RuleHits]:
        """Hits of each dictionary that has any; `whole` is the column after the run of the rules' tables."""
        keep = None
        numbers = whole.totals.get(self._number, 0)
        if numbers and not self._may_be_number:
            if numbers + whole.texts.null_count == len(whole.texts):
                return
            keep = (~whole.mask(self._number)).view(np.uint8)
        for part in self._parts:
            yield from part.hits(whole.texts, keep)


class PythonDictionaries:
    """Up to 31 dictionaries without the kernel; the arguments are those of `KernelDictionaries`."""

    def __init__(self, entries: dict[int, Dictionary], compiled: Compiled, word: int, executor: Executor) -> None:
        self._entries = entries
        self._word = word
        self._union = Union(compiled, executor)
        self._exactness = {
            number: Exactness(compiled, number, Pattern(entry.pattern, is_whole=True, has_unicode_case=True))
            for number, entry in entries.items()
            if entry.pattern is not None
        }
        self._words = WordTable([() if entry.counts else entry.words for entry in entries.values()])

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
            lists[at] = self._words.look_up(pc.utf8_lower(texts.take(pa.array(at))))
        return lists


def _may_be_number(entries: Sequence[Dictionary], compiled: Compiled) -> bool:
    """Whether some dictionary may hold a number; where none does, columns of numbers need not be looked at."""
    is_number = Pattern(NUMBER, is_whole=True)
    words = [word for entry in entries if entry.counts is None for word in entry.words]
    return (
        bool(compiled.refused)
        or any(entry.counts is not None and entry.pattern is None for entry in entries)
        or bool(is_number.mask(pa.array(words, pa.string())).any())
        or any(_matches_number(table, range(len(entries))) for table in compiled.tables)
    )


def _matches_number(table: Table, patterns: Sequence[int]) -> bool:
    """Whether some number matches one of these patterns: both automata walked together."""
    wanted = table.having(patterns)
    number = compile_union([Spec(0, "numbers", NUMBER)]).tables[0]
    octets = [(int(table.classes[ord(octet)]), int(number.classes[ord(octet)])) for octet in "+-.0123456789"]
    seen = {(int(table.starts[0]), int(number.starts[0]))}
    left = list(seen)
    while left:
        one, other = left.pop()
        for step, other_step in octets:
            pair = int(table.steps[one + step]), int(number.steps[other + other_step])
            if all(pair) and pair not in seen:
                if wanted[table.steps[pair[0] + table.width - 1]]:
                    return True
                seen.add(pair)
                left.append(pair)
    return False
