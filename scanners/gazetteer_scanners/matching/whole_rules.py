"""Rules over whole values: where they match, which matches are placeholders, which are valid, and what they tell."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.matching.automaton.rules import Automata, Numbering
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import Compiled
from gazetteer_scanners.matching.checks import PREFIX_READERS
from gazetteer_scanners.matching.distinct import each, take, take_at
from gazetteer_scanners.matching.executing import Executor, Judged, Judgement, Sets
from gazetteer_scanners.matching.finder import is_placeholder
from gazetteer_scanners.matching.judging import ANY_LENGTH, TableRules
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask, RuleHits
from gazetteer_scanners.matching.running import Ran, Union
from gazetteer_scanners.recognizers.rule import Rule


class WholeRules:
    """All rules of a set but those that some table refused."""

    def __init__(self, rules: Sequence[Rule], names: Numbering, automata: Automata, executor: Executor) -> None:
        compiled = automata.whole
        refused = compiled.refused | automata.inside.refused
        self._union = Union(compiled, executor)
        self._executor = executor
        self._rules = {i: rule for i, rule in enumerate(rules) if i not in refused}
        self._patterns = {rule.id: Pattern(rule.pattern, is_whole=True) for rule in self._rules.values()}
        self._numbers = {rule.id: number for number, rule in self._rules.items()}
        self._unsure = frozenset(compiled.exact_octets) | compiled.ascii_only
        self._none_words = {names.none_word(word): word for word in names.none_words}
        self._tables = [_table_rules(table, self._rules, compiled) for table in compiled.tables]

    def run(self, texts: pa.StringArray) -> Ran:
        """Runs the tables."""
        return self._union.run(texts)

    def matches(self, ran: Ran, rule_id: str, at: npt.NDArray[np.int64]) -> BoolMask:
        """Which of the values at these places match a rule's pattern as a whole, whatever its check says."""
        number = self._numbers[rule_id]
        if number in self._unsure:
            return self._patterns[rule_id].mask(take_at(ran.texts, at))
        is_match = np.zeros(len(at), np.bool_)
        for i, having in self._union.having(number):
            is_match |= having[ran.sets[i][at]]
        return is_match

    def hits(self, ran: Ran) -> dict[str, RuleHits]:
        """Hits of each rule that matches or has placeholders, by id."""
        hits = {}
        for table, sets, present in zip(self._tables, ran.sets, ran.present, strict=True):
            for hit in self._judged(table, ran.texts, sets, present):
                hits[hit.rule] = hit
        none = {word: count for number, word in self._none_words.items() if (count := ran.totals.get(number))}
        for rule in self._rules.values() if none else ():
            if count := sum(none.get(word, 0) for word in rule.placeholders):
                hit = hits.get(rule.id, RuleHits(rule.id))
                hits[rule.id] = replace(hit, placeholders=hit.placeholders + count)
        return hits

    def _judged(self, table: TableRules, texts: pa.StringArray, sets: Sets, present: tuple[int, ...]) -> Iterator[RuleHits]:
        places = table.places_in(present)
        if not places:
            return
        every = self._executor.judge(table, texts, sets, places)
        for place, judged in zip(places, every, strict=True):
            rule = table.rules[place]
            if judged.counts[Judgement.DOUBTFUL]:
                self._decide(rule, texts, judged)
            if judged.counts.any():
                yield self._hits(rule, texts, judged)

    def _decide(self, rule: Rule, texts: pa.StringArray, judged: Judged) -> None:
        """Put what Python says of doubtful values in place of DOUBTFUL."""
        at = np.flatnonzero(judged.judgements == Judgement.DOUBTFUL)
        judged.judgements[at] = Judgement.REFUSED
        judged.counts[Judgement.DOUBTFUL] = 0
        judged.days = None
        at = at[self._patterns[rule.id].mask(take_at(texts, at))]
        if not len(at):
            return
        answers, places = each(take_at(texts, at), lambda text: _judgement(rule, text))
        told = np.array(answers, np.uint8)[places]
        judged.counts += np.bincount(told, minlength=len(Judgement))
        judged.judgements[at[told == Judgement.ACCEPTED]] = Judgement.ACCEPTED

    def _hits(self, rule: Rule, texts: pa.StringArray, judged: Judged) -> RuleHits:
        """The counts, and what accepted values tell."""
        refused, valid, _, placeholders = judged.counts.tolist()
        if not valid:
            return RuleHits(rule.id, whole=refused, placeholders=placeholders)
        mask = judged.judgements.view(np.bool_)
        births = None
        if rule.birth is not None:
            days = judged.days
            births = _births(rule.birth, take(texts, mask)) if days is None else days.astype(np.int64).view("datetime64[D]")
        return RuleHits(
            rule.id,
            whole=refused + valid,
            valid=valid,
            placeholders=placeholders,
            accepted=mask,
            births=births,
            ages=_ages(rule, take(texts, mask)) if rule.age else None,
            regions=self._regions(rule, texts, mask) if rule.region else Counter(),
        )

    def _regions(self, rule: Rule, texts: pa.StringArray, mask: BoolMask) -> Counter[str]:
        assert rule.region is not None  # noqa: S101 - the caller has looked
        if rule.region in PREFIX_READERS:
            counts = self._executor.prefixes(texts, mask)
            prefixes = np.flatnonzero(counts)
            answers = [rule.region(f"{prefix:02}") for prefix in prefixes.tolist()]
            weights = counts[prefixes].tolist()
        else:
            answers, places = each(take(texts, mask), rule.region)
            weights = np.bincount(places, minlength=len(answers)).tolist()
        regions: Counter[str] = Counter()
        for region, count in zip(answers, weights, strict=True):
            if region is not None:
                regions[region] += count
        return regions


def _judgement(rule: Rule, text: str) -> Judgement:
    if is_placeholder(rule, text):
        return Judgement.PLACEHOLDER
    return Judgement.ACCEPTED if rule.validate is None or rule.validate(text) else Judgement.REFUSED


def _table_rules(table: Table, rules: Mapping[int, Rule], compiled: Compiled) -> TableRules:
    """The table with its patterns renumbered by their place among its own rules; what is no rule is left out."""
    numbers = sorted({number for one in table.sets for number in one if number in rules})
    place = {number: i for i, number in enumerate(numbers)}
    sets = tuple(tuple(place[number] for number in one if number in place) for one in table.sets)
    exact = np.array([compiled.exact_octets.get(number, ANY_LENGTH) for number in numbers], np.int64)
    ascii_only = frozenset(place[number] for number in compiled.ascii_only if number in place)
    return TableRules(replace(table, sets=sets), tuple(rules[number] for number in numbers), exact, ascii_only)


def _births(birth: Callable[[str], date | None], texts: pa.StringArray) -> npt.NDArray[np.datetime64]:
    answers, places = each(texts, birth)
    births: npt.NDArray[np.datetime64]
    births = np.array([np.datetime64("NaT") if day is None else day for day in answers], "datetime64[D]")[places]
    return births[~np.isnat(births)]


def _ages(rule: Rule, texts: pa.StringArray) -> npt.NDArray[np.int64]:
    assert rule.age is not None  # noqa: S101 - the caller has looked
    answers, places = each(texts, rule.age)
    ages = np.array([-1 if age is None else age for age in answers], np.int64)
    is_known = np.array([age is not None for age in answers], np.bool_)
    return ages[places][is_known[places]]
