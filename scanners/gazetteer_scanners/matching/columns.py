"""All rules over a column with Arrow's RE2: patterns on distinct values at once, validation on those that matched."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.finder import Finder, is_placeholder, split_flag
from gazetteer_scanners.matching.protocol import BoolMask, RuleHits
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.recognizers.rule import Dictionary, Rule

_MIN_TEXT_BYTES = 4
# What has no text around a number: nothing is looked for inside it.
_BARE_NUMBER = r"\A[+-]?[0-9]*(?:\.[0-9]*)?\z"


class RegexColumnMatcher:
    """A `ColumnMatcher` that needs nothing compiled ahead.

    Patterns run once per distinct value of a batch, and only on values that a union of all patterns lets through.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._version = rules.version
        self._rules = rules.rules
        self._inside = tuple(rule for rule in rules.rules if rule.inside)
        self._finders = {rule.id: Finder(rule) for rule in self._inside}
        self._dictionaries = tuple(_CompiledDictionary(entry) for entry in rules.dictionaries)
        self._any_whole = _union(_re2_whole(rule.pattern) for rule in self._rules)
        self._any_inside = _union(_re2_inside(rule) for rule in self._inside)
        self._no_value_words = frozenset(word for rule in self._rules for word in rule.placeholders if word.isalpha())

    @property
    def version(self) -> str:
        """The rule set's version."""
        return self._version

    def match(self, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Hits of every rule that hit at all, sorted by rule id; values are normalised text, nulls match nothing."""
        column = _Column.of(values)
        if not len(column.distinct):
            return ()
        hits = [*self._match_rules(column), *self._match_dictionaries(column)]
        return tuple(sorted(hits, key=lambda hit: hit.rule))

    def _match_rules(self, column: "_Column") -> Iterator[RuleHits]:
        is_candidate = _mask(pc.match_substring_regex(column.distinct, self._any_whole))
        candidates = np.flatnonzero(is_candidate)
        texts = column.distinct.take(pa.array(candidates))
        wordless = self._placeholder_words(column)
        matched = {}
        for rule in self._rules if len(candidates) else ():
            found = candidates[_mask(pc.match_substring_regex(texts, _re2_whole(rule.pattern)))]
            if len(found):
                matched[rule.id] = found
        inside = self._match_inside(column, matched)
        for rule in self._rules:
            hit = _count(rule, column, matched.get(rule.id, _NOTHING), inside.get(rule.id, 0), wordless)
            if hit.whole or hit.inside or hit.placeholders:
                yield hit

    def _placeholder_words(self, column: "_Column") -> Counter[str]:
        """How often each word such as `no` stands for "none", for the rules that know it."""
        words = pc.ascii_lower(column.distinct)
        at = np.flatnonzero(_mask(pc.is_in(words, pa.array(sorted(self._no_value_words), pa.string()))))
        found: Counter[str] = Counter()
        for index, word in zip(at, words.take(pa.array(at)).to_pylist(), strict=True):
            found[word] += int(column.counts[index])
        return found

    def _match_inside(self, column: "_Column", matched: dict[str, npt.NDArray[np.int64]]) -> dict[str, int]:
        """Values (not distinct ones) that hold a match of each rule inside longer text."""
        if not self._inside:
            return {}
        is_text = _mask(pc.greater_equal(pc.binary_length(column.distinct), _MIN_TEXT_BYTES))
        is_text &= ~_mask(pc.match_substring_regex(column.distinct, _BARE_NUMBER))
        eligible = np.flatnonzero(is_text)
        texts = column.distinct.take(pa.array(eligible))
        survives = np.flatnonzero(_mask(pc.match_substring_regex(texts, self._any_inside)))
        eligible, texts = eligible[survives], texts.take(pa.array(survives))
        counts = {}
        for rule in self._inside if len(eligible) else ():
            may_match = _mask(pc.match_substring_regex(texts, _re2_inside(rule)))
            may_match &= ~np.isin(eligible, matched.get(rule.id, _NOTHING))
            at = np.flatnonzero(may_match)
            finder = self._finders[rule.id]
            found = [finder.has_match(text) for text in texts.take(pa.array(at)).to_pylist()]
            counts[rule.id] = int(column.counts[eligible[at]][np.array(found, bool)].sum())
        return counts

    def _match_dictionaries(self, column: "_Column") -> Iterator[RuleHits]:
        lower = pc.utf8_lower(column.distinct)
        for dictionary in self._dictionaries:
            found = dictionary.find(column.distinct, lower)
            if len(found):
                total = int(column.counts[found].sum())
                yield RuleHits(dictionary.id, whole=total, valid=total, accepted=column.mask(found))


@dataclass(frozen=True, slots=True)
class _Column:
    """A batch's distinct values that are neither null nor empty, and where they stand."""

    distinct: pa.StringArray
    counts: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]

    @classmethod
    def of(cls, values: pa.StringArray) -> "_Column":
        encoded = values.dictionary_encode()
        places = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
        distinct = encoded.dictionary
        empty = np.flatnonzero(_mask(pc.equal(pc.binary_length(distinct), 0)))
        if len(empty):
            keep = np.ones(len(distinct), bool)
            keep[empty] = False
            moved = np.append(np.where(keep, np.cumsum(keep) - 1, -1), -1)
            places = moved[places]
            distinct = distinct.filter(pa.array(keep))
        counts = np.bincount(places[places >= 0], minlength=len(distinct)).astype(np.int64)
        return cls(distinct, counts, places)

    def mask(self, found: npt.NDArray[np.int64]) -> BoolMask:
        """True for each value of the batch that is one of these distinct ones."""
        is_found = np.zeros(len(self.distinct) + 1, bool)
        is_found[found] = True
        return is_found[self.places]


class _CompiledDictionary:
    """A dictionary's lookup over distinct values."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.id = dictionary.id
        self._pattern = None if dictionary.pattern is None else _re2_whole(dictionary.pattern)
        self._words = pa.array(sorted(dictionary.words), pa.string())
        self._counts = dictionary.counts

    def find(self, distinct: pa.StringArray, lower: pa.StringArray) -> npt.NDArray[np.int64]:
        """Indices of the distinct values that count; `lower` is the same in lower case."""
        if self._pattern is None:
            at = np.arange(len(distinct))
        else:
            at = np.flatnonzero(_mask(pc.match_substring_regex(distinct, self._pattern)))
        if not len(at):
            return at
        if self._counts is None:
            return at[_mask(pc.is_in(lower.take(pa.array(at)), self._words))]
        texts = distinct.take(pa.array(at)).to_pylist()
        return at[np.array([self._counts(text) for text in texts], bool)]


_NOTHING: npt.NDArray[np.int64] = np.empty(0, np.int64)


def _count(rule: Rule, column: _Column, found: npt.NDArray[np.int64], inside: int, wordless: Counter[str]) -> RuleHits:
    """One rule's hits from the distinct values that match its pattern."""
    placeholders = sum(wordless[word] for word in rule.placeholders if word in wordless)
    texts: list[str] = []
    if len(found) and _needs_text(rule):
        texts = column.distinct.take(pa.array(found)).to_pylist()
    if rule.placeholders and texts:
        is_none = np.array([is_placeholder(rule, text) for text in texts], bool)
        placeholders += int(column.counts[found[is_none]].sum())
        found = found[~is_none]
        texts = [text for text, none in zip(texts, is_none, strict=True) if not none]
    valid = found
    if rule.validate is not None:
        passes = [rule.validate(text) for text in texts]
        valid = found[np.array(passes, bool)]
        texts = [text for text, ok in zip(texts, passes, strict=True) if ok]
    counts = column.counts[valid]
    return RuleHits(
        rule.id,
        whole=int(column.counts[found].sum()),
        valid=int(counts.sum()),
        inside=inside,
        placeholders=placeholders,
        accepted=column.mask(valid) if len(valid) else None,
        births=_births(rule, texts, counts),
        ages=_ages(rule, texts, counts),
        regions=_regions(rule, texts, counts),
    )


def _needs_text(rule: Rule) -> bool:
    return bool(rule.placeholders) or any((rule.validate, rule.birth, rule.age, rule.region))


def _births(rule: Rule, texts: list[str], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.datetime64] | None:
    if rule.birth is None or not texts:
        return None
    dates = [rule.birth(text) for text in texts]
    kept = [i for i, day in enumerate(dates) if day is not None]
    return np.repeat(np.array([dates[i] for i in kept], "datetime64[D]"), counts[kept])


def _ages(rule: Rule, texts: list[str], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64] | None:
    if rule.age is None or not texts:
        return None
    ages = [rule.age(text) for text in texts]
    kept = [i for i, age in enumerate(ages) if age is not None]
    return np.repeat(np.array([ages[i] for i in kept], np.int64), counts[kept])


def _regions(rule: Rule, texts: list[str], counts: npt.NDArray[np.int64]) -> Counter[str]:
    regions: Counter[str] = Counter()
    if rule.region is not None:
        for text, count in zip(texts, counts, strict=True):
            if (region := rule.region(text)) is not None:
                regions[region] += int(count)
    return regions


def _mask(booleans: pa.BooleanArray) -> BoolMask:
    mask: BoolMask = booleans.to_numpy(zero_copy_only=False)
    return mask


def _re2_whole(pattern: str) -> str:
    """The pattern over the whole value, in RE2's spelling."""
    flag, body = split_flag(pattern)
    return rf"{flag}\A(?:{body})\z"


def _re2_inside(rule: Rule) -> str:
    """The pattern anywhere, without its boundaries, which RE2 cannot say: a prefilter."""
    return rule.inside_pattern or rule.pattern


def _union(patterns: Iterable[str]) -> str:
    """One pattern that matches where any of these does; `(?i)` of one does not reach the others."""
    bodies = []
    for pattern in patterns:
        flag, body = split_flag(pattern)
        bodies.append(f"(?i:{body})" if flag else f"(?:{body})")
    return "|".join(bodies)
