"""Dictionaries over whole values: word lists, and shapes whose values a function judges."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from gazetteer_scanners.matching.automaton.rules import NUMBER, Automata, Numbering
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import Compiled, Spec, compile_union
from gazetteer_scanners.matching.checks import JUDGE_LISTS, JUDGES, judge_lists
from gazetteer_scanners.matching.distinct import passing
from gazetteer_scanners.matching.executing import Executor
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask, RuleHits
from gazetteer_scanners.matching.running import Exactness, Ran, Union
from gazetteer_scanners.matching.words import MAX_LISTS, Judges, WordTable
from gazetteer_scanners.recognizers.rule import Dictionary


class Dictionaries:
    """All dictionaries of a rule set."""

    def __init__(self, entries: Sequence[Dictionary], names: Numbering, automata: Automata, executor: Executor) -> None:
        self._entries = entries
        self._union = Union(automata.shapes, executor)
        self._word, self._number = names.word, names.number
        self._exactness = {
            i: Exactness(automata.shapes, i, Pattern(entry.pattern, is_whole=True, has_unicode_case=True))
            for i, entry in enumerate(entries)
            if entry.pattern is not None
        }
        lists = [i for i, entry in enumerate(entries) if entry.counts is None]
        self._lists = [lists[start : start + MAX_LISTS] for start in range(0, len(lists), MAX_LISTS)]
        self._words = [WordTable([entries[i].words for i in part]) for part in self._lists]
        self._judged = [i for i, entry in enumerate(entries) if entry.counts is not None]
        self._judges = Judges(JUDGES, judge_lists(), JUDGE_LISTS)
        self._may_be_number = _may_be_number(entries, automata.shapes)

    def hits(self, whole: Ran) -> Iterator[RuleHits]:
        """Hits of each dictionary that has any; `whole` is the column after the run of the rules' tables."""
        if not self._entries:
            return
        gate = None
        numbers = whole.totals.get(self._number, 0)
        if numbers and not self._may_be_number:
            if numbers + whole.texts.null_count == len(whole.texts):
                return
            gate = (~whole.mask(self._number)).view(np.uint8)
        ran = self._union.run(whole.texts, gate)
        yield from self._find_words(ran)
        for number in self._judged:
            shape = self._shape(number, ran)
            if shape is not None:
                yield from _dictionary_hits(self._entries[number], self._judge(self._entries[number], ran.texts, shape))

    def _judge(self, entry: Dictionary, texts: pa.StringArray, shape: BoolMask) -> BoolMask:
        assert entry.counts is not None  # noqa: S101 - these are the entries that have one
        verdicts = self._judges.judge(entry.counts, texts, shape)
        if verdicts is None:
            return passing(texts, shape, entry.counts)
        counts, is_unsure = verdicts
        return counts | passing(texts, is_unsure, entry.counts) if is_unsure.any() else counts

    def _find_words(self, ran: Ran) -> Iterator[RuleHits]:
        if self._word not in ran.totals:
            return
        is_word = ran.mask(self._word)
        for words, numbers in zip(self._words, self._lists, strict=True):
            masks, seen = words.find(ran.texts, is_word)
            for place, number in enumerate(numbers):
                if not seen >> place & 1:
                    continue
                mask = masks & np.uint32(1 << place) != 0
                if number in self._exactness:
                    shape = self._shape(number, ran, mask)
                    if shape is None:
                        continue
                    mask = shape
                yield from _dictionary_hits(self._entries[number], mask)

    def _shape(self, number: int, ran: Ran, among: BoolMask | None = None) -> BoolMask | None:
        """Where values (among these, or all) have a dictionary's shape; None if nowhere."""
        exactness = self._exactness.get(number)
        is_told = exactness is not None and number not in self._union.compiled.refused
        if is_told and number not in ran.totals:
            return None
        mask: BoolMask = ran.mask(number) if is_told else ran.lengths > 0
        if among is not None:
            mask &= among
        return mask if exactness is None else exactness.keep(ran, mask)


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


def _dictionary_hits(entry: Dictionary, mask: BoolMask) -> Iterator[RuleHits]:
    total = int(np.count_nonzero(mask))
    if total:
        yield RuleHits(entry.id, whole=total, valid=total, accepted=mask)
