"""Rules over whole values: where they match, which matches are placeholders, which are valid, and what they tell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.matching.automaton.rules import Automata, Numbering, placeholders_of
from gazetteer_scanners.matching.checks import PREFIX_READERS, checks, date_readers
from gazetteer_scanners.matching.distinct import each, passing, take
from gazetteer_scanners.matching.executing import Executor
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask, RuleHits
from gazetteer_scanners.matching.running import Exactness, Ran, Union
from gazetteer_scanners.recognizers.rule import Rule


@dataclass(frozen=True, slots=True)
class WholeMatches:
    """A column after its run, and by rule id where it matches, placeholders among the matches."""

    ran: Ran
    masks: dict[str, BoolMask]


class WholeRules:
    """All rules of a set but those that some table refused."""

    def __init__(self, rules: Sequence[Rule], names: Numbering, automata: Automata, executor: Executor) -> None:
        compiled = automata.whole
        refused = compiled.refused | automata.inside.refused
        self._union = Union(compiled, executor)
        self._executor = executor
        self._rules = {i: rule for i, rule in enumerate(rules) if i not in refused}
        self._exactness = {i: Exactness(compiled, i, Pattern(rule.pattern, is_whole=True)) for i, rule in self._rules.items()}
        self._none_words = {names.none_word(word): word for word in names.none_words}
        self._placeholders = Union(automata.placeholders, executor)
        self._placeholder_number = {words: i for i, words in enumerate(names.placeholder_sets)}

    def run(self, texts: pa.StringArray) -> WholeMatches:
        """Runs the tables and says for each rule that matches where."""
        ran = self._union.run(texts)
        masks = {}
        for number in sorted(ran.totals.keys() & self._rules.keys()):
            exactness = self._exactness[number]
            mask = exactness.keep(ran, ran.mask(number))
            if exactness.is_sure or mask.any():
                masks[self._rules[number].id] = mask
        return WholeMatches(ran, masks)

    def hits(self, found: WholeMatches) -> dict[str, RuleHits]:
        """Hits of each rule that matches or has placeholders, by id."""
        none = {word: count for number, word in self._none_words.items() if (count := found.ran.totals.get(number))}
        placeholders = self._find_placeholders(found)
        hits = {}
        for rule in self._rules.values():
            mask = found.masks.get(rule.id)
            if mask is None and not none:
                continue
            count = sum(none.get(word, 0) for word in rule.placeholders) if none else 0
            if mask is not None:
                is_placeholder = placeholders.get(placeholders_of(rule)) if rule.placeholders else None
                if is_placeholder is not None:
                    is_none = mask & is_placeholder
                    count += int(np.count_nonzero(is_none))
                    mask = mask & ~is_none
                hits[rule.id] = self._count(rule, found.ran.texts, mask, count)
            elif count:
                hits[rule.id] = RuleHits(rule.id, placeholders=count)
        return hits

    def _find_placeholders(self, found: WholeMatches) -> dict[tuple[str, ...], BoolMask]:
        """Where placeholders are, by their set, among the values that match a rule which has some."""
        wanted = [found.masks[rule.id] for rule in self._rules.values() if rule.placeholders and rule.id in found.masks]
        if not wanted:
            return {}
        ran = self._placeholders.run(found.ran.texts, np.logical_or.reduce(wanted).view(np.uint8))
        return {words: ran.mask(number) for words, number in self._placeholder_number.items() if number in ran.totals}

    def _count(self, rule: Rule, texts: pa.StringArray, mask: BoolMask, placeholders: int) -> RuleHits:
        whole = valid = int(np.count_nonzero(mask))
        if rule.validate is not None and whole:
            mask = self._validate(rule, texts, mask)
            valid = int(np.count_nonzero(mask))
        return RuleHits(
            rule.id,
            whole=whole,
            valid=valid,
            placeholders=placeholders,
            accepted=mask if valid else None,
            births=self._births(rule, texts, mask) if rule.birth and valid else None,
            ages=_ages(rule, take(texts, mask)) if rule.age and valid else None,
            regions=self._regions(rule, texts, mask) if rule.region and valid else Counter(),
        )

    def _validate(self, rule: Rule, texts: pa.StringArray, mask: BoolMask) -> BoolMask:
        assert rule.validate is not None  # noqa: S101 - the caller has looked
        number = checks().get(rule.validate)
        passes = None if number is None else self._executor.check(number, texts, mask)
        return passing(texts, mask, rule.validate) if passes is None else passes

    def _births(self, rule: Rule, texts: pa.StringArray, mask: BoolMask) -> npt.NDArray[np.datetime64]:
        assert rule.birth is not None  # noqa: S101 - the caller has looked
        births: npt.NDArray[np.datetime64]
        reader = date_readers().get(rule.birth)
        days = None if reader is None else self._executor.dates(reader, texts, mask)
        if days is not None:
            births = days.astype(np.int64).view("datetime64[D]")
            return births
        answers, places = each(take(texts, mask), rule.birth)
        births = np.array([np.datetime64("NaT") if day is None else day for day in answers], "datetime64[D]")[places]
        births = births[~np.isnat(births)]
        return births

    def _regions(self, rule: Rule, texts: pa.StringArray, mask: BoolMask) -> Counter[str]:
        assert rule.region is not None  # noqa: S101 - the caller has looked
        if rule.region in PREFIX_READERS:
            counts = self._executor.prefixes(texts, mask)
            prefixes = np.flatnonzero(counts)
            answers = [rule.region(bytes(divmod(prefix, 256)).decode("latin-1")) for prefix in prefixes.tolist()]
            weights = counts[prefixes].tolist()
        else:
            answers, places = each(take(texts, mask), rule.region)
            weights = np.bincount(places, minlength=len(answers)).tolist()
        regions: Counter[str] = Counter()
        for region, count in zip(answers, weights, strict=True):
            if region is not None:
                regions[region] += count
        return regions


def _ages(rule: Rule, texts: pa.StringArray) -> npt.NDArray[np.int64]:
    assert rule.age is not None  # noqa: S101 - the caller has looked
    answers, places = each(texts, rule.age)
    ages = np.array([-1 if age is None else age for age in answers], np.int64)
    is_known = np.array([age is not None for age in answers], np.bool_)
    return ages[places][is_known[places]]
