"""All rules over a column: patterns on a batch's distinct values at once, validation on those that matched.

Of a value nothing is kept: what leaves this module are counts, masks and the dates, ages and regions of valid values.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.finder import Finder, Found
from gazetteer_scanners.matching.pattern import Pattern, any_of, as_mask
from gazetteer_scanners.matching.protocol import BoolMask, RuleHits
from gazetteer_scanners.recognizers.checksums import SEPARATORS, is_digits
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.recognizers.rule import Boundary, Dictionary, Rule

_Indices = npt.NDArray[np.int64]
_NOTHING: _Indices = np.empty(0, np.int64)
_GROUP = 8
_MIN_TEXT_BYTES = 4
_NUMBER = Pattern(r"[+-]?[0-9]*(?:\.[0-9]*)?", is_whole=True)
# A word, number, UUID or timestamp: a match with free ends cannot lie inside one, or means nothing there.
_ONE_TOKEN = Pattern(
    r"[0-9A-Za-z]*|[+-]?[0-9]*\.[0-9]*|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?",
    is_whole=True,
)
_WORD = Pattern("[^0-9@_/]*", is_whole=True)
_FREE_ENDS = (Boundary.ALPHANUMERIC, Boundary.DOTTED, Boundary.RUN)


class RegexColumnMatcher:
    """A `ColumnMatcher` that needs nothing compiled ahead.

    Patterns run once per distinct value of a batch, those for whole values only on what a union of eight lets through
    (one union of all has so many states that RE2 is slower with it than without).
    """

    def __init__(self, rules: RuleSet) -> None:
        self._version = rules.version
        self._rules = tuple(_CompiledRule(rule) for rule in rules.rules)
        self._inside = tuple(compiled for compiled in self._rules if compiled.rule.inside)
        self._dictionaries = tuple(_CompiledDictionary(entry) for entry in rules.dictionaries)
        self._groups = [(_union(group), group) for group in _alike(self._rules)]
        words = sorted({word for rule in rules.rules for word in rule.placeholders if word.isalpha()})
        self._none_words = pa.array(words, pa.string())

    @property
    def version(self) -> str:
        """The rule set's version."""
        return self._version

    def match(self, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Hits of every rule that hit or gave up, sorted by rule id; values are normalised text, nulls match nothing."""
        column = _Column.of(values)
        if not len(column.distinct):
            return ()
        hits = [*self._match_rules(column), *self._match_dictionaries(column)]
        return tuple(sorted(hits, key=lambda hit: hit.rule))

    def _match_rules(self, column: "_Column") -> Iterator[RuleHits]:
        none_words = self._count_none_words(column)
        matched = self._match_whole(column)
        inside = self._match_inside(column, matched)
        for compiled in self._rules:
            rule = compiled.rule
            none = sum(none_words[word] for word in rule.placeholders)
            found = matched.get(rule.id, _NOTHING)
            hit = _count(rule, column, found, inside.get(rule.id, _NO_VALUES), none)
            if hit.has_counts or hit.given_up:
                yield hit

    def _match_whole(self, column: "_Column") -> dict[str, _Indices]:
        """Indices of the distinct values that match each rule's pattern, for the rules where there are any."""
        matched = {}
        for union, group in self._groups:
            subset = column.subset(union.mask(column.distinct))
            for compiled in group if len(subset) else ():
                found = subset.indices[compiled.whole.mask(subset.texts)]
                if len(found):
                    matched[compiled.rule.id] = found
        return matched

    def _count_none_words(self, column: "_Column") -> Counter[str]:
        """How often each word such as `no`, which some rule takes for "none", is a value."""
        lower = pc.ascii_lower(column.distinct)
        at = np.flatnonzero(as_mask(pc.is_in(lower, self._none_words)))
        found: Counter[str] = Counter()
        for index, word in zip(at, lower.take(pa.array(at)).to_pylist(), strict=True):
            found[word] += int(column.counts[index])
        return found

    def _match_inside(self, column: "_Column", matched: dict[str, _Indices]) -> dict[str, "_Inside"]:
        """How many values (not distinct ones) hold a match of each rule inside longer text."""
        is_text = as_mask(pc.greater_equal(pc.binary_length(column.distinct), _MIN_TEXT_BYTES))
        texts = column.subset(is_text & ~_ONE_TOKEN.mask(column.distinct))
        is_bound = any(compiled.rule.boundary not in _FREE_ENDS for compiled in self._inside)
        tokens = column.subset(is_text & ~_NUMBER.mask(column.distinct)) if is_bound else texts
        counts = {}
        for compiled in self._inside:
            subset = texts if compiled.rule.boundary in _FREE_ENDS else tokens
            found = compiled.find_inside(subset, matched.get(compiled.rule.id, _NOTHING))
            counts[compiled.rule.id] = _Inside(*(int(column.counts[indices].sum()) for indices in found))
        return counts

    def _match_dictionaries(self, column: "_Column") -> Iterator[RuleHits]:
        words = column.subset(_WORD.mask(column.distinct))
        lower = pc.utf8_lower(words.texts)
        for dictionary in self._dictionaries:
            found = dictionary.find_words(words, lower) if dictionary.is_word_list else dictionary.find_texts(column)
            if len(found):
                total = int(column.counts[found].sum())
                yield RuleHits(dictionary.id, whole=total, valid=total, accepted=column.mask(found))


@dataclass(frozen=True, slots=True)
class _Inside:
    """How many values hold a match inside, and how many may hold one where the search did not go."""

    holding: int
    given_up: int


_NO_VALUES = _Inside(0, 0)


@dataclass(frozen=True, slots=True)
class _Subset:
    """Some of a column's distinct values and their indices among all of them."""

    texts: pa.StringArray
    indices: _Indices

    def __len__(self) -> int:
        return len(self.indices)

    def where(self, is_in: BoolMask) -> "_Subset":
        """The part where the mask is true."""
        if is_in.all():
            return self
        at = np.flatnonzero(is_in)
        return _Subset(self.texts.take(pa.array(at)), self.indices[at])


@dataclass(frozen=True, slots=True)
class _Column:
    """A batch's distinct values that are neither null nor empty, how often each is there, and which stands where."""

    distinct: pa.StringArray
    counts: _Indices
    places: _Indices

    @classmethod
    def of(cls, values: pa.StringArray) -> "_Column":
        values = pc.if_else(pc.equal(pc.binary_length(values), 0), pa.scalar(None, pa.string()), values)
        encoded = values.dictionary_encode()
        places = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
        counts = np.bincount(places[places >= 0], minlength=len(encoded.dictionary)).astype(np.int64)
        return cls(encoded.dictionary, counts, places)

    def subset(self, is_in: BoolMask) -> _Subset:
        """The distinct values where the mask is true."""
        return _Subset(self.distinct, np.arange(len(self.distinct))).where(is_in)

    def texts(self, indices: _Indices) -> pa.StringArray:
        """The distinct values at these indices."""
        return self.distinct.take(pa.array(indices))

    def mask(self, found: _Indices) -> BoolMask:
        """True for each value of the batch that is one of these distinct ones."""
        is_found = np.zeros(len(self.distinct) + 1, np.bool_)
        is_found[found] = True
        return is_found[self.places]


class _CompiledRule:
    """A rule with its patterns."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.whole = Pattern(rule.pattern, is_whole=True)
        self._anywhere = Pattern(rule.inside_pattern or rule.pattern, is_whole=False)
        self._finder = Finder(rule) if rule.inside else None

    def find_inside(self, subset: _Subset, matched: _Indices) -> tuple[_Indices, _Indices]:
        """Indices of the distinct values that are no whole match: those that hold one, and those that were given up.

        RE2 first, then with boundaries.
        """
        if self._finder is None or not len(subset):
            return _NOTHING, _NOTHING
        may_match = self._anywhere.mask(subset.texts)
        may_match &= ~np.isin(subset.indices, matched)
        found = subset.where(may_match)
        looked = [self._finder.look(text) for text in found.texts.to_pylist()]
        holding, given_up = (
            found.indices[np.array([one is kind for one in looked], np.bool_)] for kind in (Found.MATCH, Found.GIVEN_UP)
        )
        return holding, given_up


class _CompiledDictionary:
    """A dictionary's lookup over distinct values."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.id = dictionary.id
        self.is_word_list = dictionary.counts is None
        self._pattern = None
        if dictionary.pattern is not None:
            self._pattern = Pattern(dictionary.pattern, is_whole=True, has_unicode_case=True)
        self._words = pa.array(sorted(dictionary.words), pa.string())
        self._counts = dictionary.counts

    def find_words(self, words: _Subset, lower: pa.StringArray) -> _Indices:
        """Indices of the words that are in the table; `lower` is the same in lower case."""
        is_in = as_mask(pc.is_in(lower, self._words))
        if self._pattern is not None and is_in.any():
            is_in &= self._pattern.mask(words.texts)
        return words.indices[is_in]

    def find_texts(self, column: _Column) -> _Indices:
        """Indices of the distinct values that have the shape and count."""
        if self._counts is None:
            return _NOTHING
        everything = np.ones(len(column.distinct), np.bool_)
        subset = column.subset(everything if self._pattern is None else self._pattern.mask(column.distinct))
        return subset.indices[np.array([self._counts(text) for text in subset.texts.to_pylist()], np.bool_)]


def _union(rules: Sequence[_CompiledRule]) -> Pattern:
    return Pattern(any_of([compiled.rule.pattern for compiled in rules]), is_whole=True)


def _alike(rules: Sequence[_CompiledRule]) -> list[tuple[_CompiledRule, ...]]:
    """Groups of rules whose examples look alike, so that one union tells a whole group apart from a column of others."""
    ordered = sorted(rules, key=lambda compiled: (not any(map(is_digits, compiled.rule.hits)), compiled.rule.id))
    return [tuple(ordered[start : start + _GROUP]) for start in range(0, len(ordered), _GROUP)]


def _count(rule: Rule, column: _Column, found: _Indices, inside: _Inside, placeholders: int) -> RuleHits:
    """One rule's hits from the distinct values that match its pattern."""
    if rule.placeholders and len(found):
        keys = pc.replace_substring_regex(pc.ascii_lower(column.texts(found)), f"[{SEPARATORS}]", "")
        is_none = as_mask(pc.is_in(keys, pa.array(sorted(rule.placeholders), pa.string())))
        placeholders += int(column.counts[found[is_none]].sum())
        found = found[~is_none]
    texts: list[str] = []
    if len(found) and any((rule.validate, rule.birth, rule.age, rule.region)):
        texts = column.texts(found).to_pylist()
    valid = found
    if rule.validate is not None and len(found):
        passes = [rule.validate(text) for text in texts]
        valid = found[passes]
        texts = [text for text, ok in zip(texts, passes, strict=True) if ok]
    counts = column.counts[valid]
    return RuleHits(
        rule.id,
        whole=int(column.counts[found].sum()),
        valid=int(counts.sum()),
        inside=inside.holding,
        placeholders=placeholders,
        accepted=column.mask(valid) if len(valid) else None,
        births=_births(rule, texts, counts),
        ages=_ages(rule, texts, counts),
        regions=_regions(rule, texts, counts),
        given_up=inside.given_up,
    )


def _births(rule: Rule, texts: list[str], counts: _Indices) -> npt.NDArray[np.datetime64] | None:
    if rule.birth is None or not texts:
        return None
    dates = [rule.birth(text) for text in texts]
    kept = [i for i, day in enumerate(dates) if day is not None]
    return np.repeat(np.array([dates[i] for i in kept], "datetime64[D]"), counts[kept])


def _ages(rule: Rule, texts: list[str], counts: _Indices) -> _Indices | None:
    if rule.age is None or not texts:
        return None
    ages = [rule.age(text) for text in texts]
    kept = [i for i, age in enumerate(ages) if age is not None]
    return np.repeat(np.array([ages[i] for i in kept], np.int64), counts[kept])


def _regions(rule: Rule, texts: list[str], counts: _Indices) -> Counter[str]:
    regions: Counter[str] = Counter()
    if rule.region is not None:
        for text, count in zip(texts, counts, strict=True):
            if (region := rule.region(text)) is not None:
                regions[region] += int(count)
    return regions
