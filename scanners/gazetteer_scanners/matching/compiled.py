"""All rules over a column by compiled tables: one pass for whole values, one for matches inside text, however many rules.

Gives exactly what `columns.RegexColumnMatcher` gives. Patterns that are not regular are left to that one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.automaton.rules import (
    FREE_ENDS,
    NUMBER,
    Automata,
    Numbering,
    known_inside,
    numbering,
    placeholders_of,
)
from gazetteer_scanners.matching.automaton.store import load_automata
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import BOUNDARIES, Compiled, Spec, compile_union
from gazetteer_scanners.matching.checks import JUDGE_LISTS, JUDGES, PREFIX_READERS, checks, date_readers, judge_lists
from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.distinct import each, passing, take
from gazetteer_scanners.matching.executing import Executor, InsideTable, Octets, Sets, make_executor
from gazetteer_scanners.matching.finder import Finder
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask, RuleHits
from gazetteer_scanners.matching.words import MAX_LISTS, Judges, WordTable
from gazetteer_scanners.recognizers.registry import RuleSet, rule_set
from gazetteer_scanners.recognizers.rule import Dictionary, Rule

_ANY_LENGTH = 2**62
_MIN_TEXT_BYTES = 4
_FREE = sum(1 << i for i, boundary in enumerate(BOUNDARIES) if boundary in FREE_ENDS)
_BOUND = sum(1 << i for i, boundary in enumerate(BOUNDARIES) if boundary not in FREE_ENDS)


class CompiledColumnMatcher:
    """A `ColumnMatcher` by tables.

    Args:
        rules: the rule set.
        executor: what executes the tables; None for the kernel, or what replaces it where there is none.
        automata: the rule set's tables; None takes them from the cache, or compiles them.
        cache: folder of the cache; None for the user's.
    """

    def __init__(
        self,
        rules: RuleSet,
        executor: Executor | None = None,
        automata: Automata | None = None,
        cache: Path | None = None,
    ) -> None:
        automata = automata or load_automata(rules, cache)
        executor = executor or make_executor()
        self._version = rules.version
        names = numbering(rules)
        self._whole = _WholeRules(rules.rules, names, automata, executor)
        self._inside = _InsideRules(rules, names, automata, executor)
        self._dictionaries = _Dictionaries(rules.dictionaries, names, automata, executor)
        self._others = _others(rules, automata)

    @property
    def version(self) -> str:
        """The rule set's version."""
        return self._version

    def match(self, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Hits of every rule that hit at all, sorted by rule id; values are normalised text, nulls match nothing."""
        if values.null_count == len(values):
            return ()
        column = self._whole.run(values)
        hits = self._whole.hits(column)
        for rule, count in self._inside.counts(column).items():
            hits[rule] = replace(hits.get(rule, RuleHits(rule)), inside=count)
        found = [*hits.values(), *self._dictionaries.hits(column)]
        if self._others is not None:
            found.extend(self._others.match(values))
        return tuple(sorted(found, key=lambda hit: hit.rule))


def _others(rules: RuleSet, automata: Automata) -> RegexColumnMatcher | None:
    """A matcher for the rules of which some pattern was refused; None if there are none."""
    refused = automata.whole.refused | automata.inside.refused
    left = [rules.rules[i] for i in sorted(refused) if i < len(rules.rules)]
    return RegexColumnMatcher(rule_set(left)) if left else None


class _Column:
    """A column and the numbers of its values' sets, one array for each table."""

    def __init__(self, texts: pa.StringArray, sets: list[Sets]) -> None:
        self.texts = texts
        self.sets = sets

    @cached_property
    def lengths(self) -> npt.NDArray[np.int32]:
        """Octets of each value; 0 for nulls."""
        lengths: npt.NDArray[np.int32] = pc.fill_null(pc.binary_length(self.texts), 0).to_numpy(zero_copy_only=False)
        return lengths

    @cached_property
    def is_ascii(self) -> BoolMask:
        """True for each value that is ASCII."""
        is_ascii: BoolMask = pc.fill_null(pc.string_is_ascii(self.texts), True).to_numpy(zero_copy_only=False)
        return is_ascii


class _Lookup:
    """Where the values are that match a pattern: the table that holds it, and which of its sets do."""

    def __init__(self, tables: Sequence[Table], patterns: Sequence[int], executor: Executor) -> None:
        self._select = executor.select
        self._having = [(i, table.having(patterns)) for i, table in enumerate(tables)]
        self._having = [(i, having) for i, having in self._having if having.any()]

    def count(self, counts: Sequence[npt.NDArray[np.int64]]) -> int:
        """How many values match."""
        return int(sum(counts[i][having].sum() for i, having in self._having))

    def mask(self, sets: Sequence[Sets]) -> BoolMask:
        """True for each value that matches."""
        mask: BoolMask = np.zeros(len(sets[0]) if sets else 0, np.bool_)
        for n, (i, having) in enumerate(self._having):
            found = self._select(sets[i], having)
            mask = found if not n else mask | found
        return mask


@dataclass(frozen=True, slots=True)
class _WholeColumn:
    """A column with what the whole-value tables say of it, and the matches of each rule (placeholders among them)."""

    column: _Column
    counts: list[npt.NDArray[np.int64]]
    matched: dict[str, BoolMask]

    @property
    def texts(self) -> pa.StringArray:
        """The column's values."""
        return self.column.texts


class _WholeRules:
    """Rules over whole values."""

    def __init__(self, rules: Sequence[Rule], names: Numbering, automata: Automata, executor: Executor) -> None:
        compiled = automata.whole
        refused = compiled.refused | automata.inside.refused
        self._tables = compiled.tables
        self._executor = executor
        self._rules = [
            _WholeRule(rule, _Lookup(compiled.tables, [i], executor), compiled.exact_octets.get(i, _ANY_LENGTH))
            for i, rule in enumerate(rules)
            if i not in refused
        ]
        self._none_words = {word: _Lookup(compiled.tables, [names.none_word(word)], executor) for word in names.none_words}
        self._placeholder_tables = automata.placeholders.tables
        self._placeholders = {
            words: _Lookup(automata.placeholders.tables, [i], executor) for i, words in enumerate(names.placeholder_sets)
        }

    def run(self, texts: pa.StringArray) -> _WholeColumn:
        """Runs the tables and says for each rule that matches where."""
        ran = [self._executor.whole(table, texts, None) for table in self._tables]
        column, counts = _Column(texts, [sets for sets, _ in ran]), [count for _, count in ran]
        matched = {}
        for one in self._rules:
            if one.lookup.count(counts):
                mask = one.exactly(column, one.lookup.mask(column.sets))
                if mask is not None:
                    matched[one.rule.id] = mask
        return _WholeColumn(column, counts, matched)

    def hits(self, found: _WholeColumn) -> dict[str, RuleHits]:
        """Hits of each rule that matches or has placeholders, by id."""
        none = {word: lookup.count(found.counts) for word, lookup in self._none_words.items()}
        placeholders = self._find_placeholders(found)
        hits = {}
        for one in self._rules:
            rule = one.rule
            count = sum(none[word] for word in rule.placeholders if word in none)
            mask = found.matched.get(rule.id)
            if mask is None:
                if count:
                    hits[rule.id] = RuleHits(rule.id, placeholders=count)
                continue
            is_placeholder = placeholders.get(placeholders_of(rule))
            if is_placeholder is not None:
                is_none = mask & is_placeholder
                count += int(np.count_nonzero(is_none))
                mask = mask & ~is_none
            hits[rule.id] = self._count(rule, found.texts, mask, count)
        return hits

    def _find_placeholders(self, found: _WholeColumn) -> dict[tuple[str, ...], BoolMask]:
        """Where placeholders are, by their set, among the values that match a rule which has some."""
        wanted = [found.matched[one.rule.id] for one in self._rules if one.rule.placeholders and one.rule.id in found.matched]
        if not wanted:
            return {}
        gate = np.logical_or.reduce(wanted).view(np.uint8)
        ran = [self._executor.whole(table, found.texts, gate) for table in self._placeholder_tables]
        sets, counts = [sets for sets, _ in ran], [count for _, count in ran]
        return {words: lookup.mask(sets) for words, lookup in self._placeholders.items() if lookup.count(counts)}

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
        reader = date_readers().get(rule.birth)
        days = None if reader is None else self._executor.dates(reader, texts, mask)
        if days is not None:
            read: npt.NDArray[np.datetime64] = days.astype(np.int64).view("datetime64[D]")
            return read
        answers, places = each(take(texts, mask), rule.birth)
        births: npt.NDArray[np.datetime64]
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


@dataclass(frozen=True, slots=True)
class _WholeRule:
    """A rule, where its matches are, and up to which length the table is sure of them."""

    rule: Rule
    lookup: _Lookup
    exact_octets: int

    def exactly(self, column: _Column, mask: BoolMask) -> BoolMask | None:
        """The mask without what only a longer count would refuse; None if nothing is left."""
        if self.exact_octets == _ANY_LENGTH:
            return mask
        at = np.flatnonzero(mask & (column.lengths > self.exact_octets))
        if len(at):
            mask[at] = Pattern(self.rule.pattern, is_whole=True).mask(column.texts.take(pa.array(at)))
        return mask if mask.any() else None


def _ages(rule: Rule, texts: pa.StringArray) -> npt.NDArray[np.int64]:
    assert rule.age is not None  # noqa: S101 - the caller has looked
    answers, places = each(texts, rule.age)
    ages = np.array([-1 if age is None else age for age in answers], np.int64)
    is_known = np.array([age is not None for age in answers], np.bool_)
    return ages[places][is_known[places]]


class _InsideRules:
    """Rules over matches inside text."""

    def __init__(self, rule_set: RuleSet, names: Numbering, automata: Automata, executor: Executor) -> None:
        rules = rule_set.rules
        compiled, refused = automata.inside, automata.whole.refused | automata.inside.refused
        self._executor = executor
        self._tables = [_inside_table(table, rules, compiled) for table in compiled.tables]
        self._banks = _banks(rule_set, automata)
        self._skip = frozenset(rules[i].id for i in refused if i < len(rules))
        self._finders = {rule.id: Finder(rule) for table in self._tables for rule in table.rules}
        has_bound = any(rule.inside and rule.boundary not in FREE_ENDS for rule in rules)
        self._number = _Lookup(automata.whole.tables, [names.number], executor)
        self._token = _Lookup(automata.whole.tables, [names.one_token], executor)
        self._bound = _BOUND if has_bound else 0

    def counts(self, found: _WholeColumn) -> dict[str, int]:
        """How many values hold a match of each rule and are no whole match of it; rules without any have no entry."""
        counts: dict[str, int] = {}
        gate = self._gate(found.column)
        if not gate.any():
            return counts
        banks = None if self._banks is None else self._banks[found.column.sets[0]]
        for table in self._tables:
            hits, doubts = self._executor.inside(table, found.texts, gate, banks, _MIN_TEXT_BYTES)
            at = np.flatnonzero((hits | doubts).any(axis=1))
            if not len(at):
                continue
            hits, doubts = hits[at], doubts[at]
            seen = np.bitwise_or.reduce(hits | doubts, axis=0)
            for place, rule in enumerate(table.rules):
                word, bit = place >> 6, np.uint64(1 << (place & 63))
                if not seen[word] & bit or rule.id in self._skip:
                    continue
                count = self._decide(rule, found, at, hits[:, word] & bit != 0, doubts[:, word] & bit != 0)
                if count:
                    counts[rule.id] = count
        return counts

    def _decide(self, rule: Rule, found: _WholeColumn, at: npt.NDArray[np.int64], is_hit: BoolMask, is_doubt: BoolMask) -> int:
        """Values (at these places) with a match, after `Finder` has looked at the doubtful ones."""
        matched = found.matched.get(rule.id)
        is_free = np.ones(len(at), np.bool_) if matched is None else ~matched[at]
        count = int(np.count_nonzero(is_hit & is_free))
        doubtful = at[is_doubt & ~is_hit & is_free]
        if len(doubtful):
            answers, places = each(found.texts.take(pa.array(doubtful)), self._finders[rule.id].has_match)
            count += int(np.count_nonzero(np.array(answers, np.bool_)[places]))
        return count

    def _gate(self, column: _Column) -> Octets:
        """For each value the boundaries whose rules look at it: bound ones not at numbers, free ones not at one word."""
        gate = np.full(len(column.texts), _FREE | self._bound, np.uint8)
        gate[self._token.mask(column.sets)] &= np.uint8(self._bound)
        if self._bound:
            gate[self._number.mask(column.sets)] &= np.uint8(_FREE)
        return gate


def _inside_table(table: Table, rules: Sequence[Rule], compiled: Compiled) -> InsideTable:
    """The table with its patterns renumbered by their place among its own rules."""
    numbers = sorted({number for one in table.sets for number in one})
    place = {number: i for i, number in enumerate(numbers)}
    sets = tuple(tuple(place[number] for number in one) for one in table.sets)
    exact = np.array([compiled.exact_octets.get(number, _ANY_LENGTH) for number in numbers], np.int64)
    return InsideTable(replace(table, sets=sets), tuple(rules[number] for number in numbers), exact)


def _banks(rules: RuleSet, automata: Automata) -> Sets | None:
    """For each set of the whole-value table its bank of starts; None if there are several tables, or one bank."""
    if len(automata.whole.tables) != 1 or len(automata.banks) == 1:
        return None
    place = {bank: i for i, bank in enumerate(automata.banks)}
    known = (known_inside(one, automata.whole, rules) for one in automata.whole.tables[0].sets)
    return np.array([place.get(one, 0) for one in known], np.uint16)


class _Dictionaries:
    """Word lists, and dictionaries that judge a value by a function."""

    def __init__(self, entries: Sequence[Dictionary], names: Numbering, automata: Automata, executor: Executor) -> None:
        compiled = automata.shapes
        self._executor = executor
        self._tables = compiled.tables if entries else ()
        self._number = _Lookup(automata.whole.tables, [names.number], executor)
        self._word = _Lookup(compiled.tables, [names.word], executor)
        self._shapes = {
            entry.id: _Lookup(compiled.tables, [i], executor) for i, entry in enumerate(entries) if i not in compiled.refused
        }
        self._doubts = {
            entry.id: _Doubt(
                Pattern(entry.pattern, is_whole=True, has_unicode_case=True),
                0 if i in compiled.refused else compiled.exact_octets.get(i, _ANY_LENGTH),
                i in compiled.ascii_only,
            )
            for i, entry in enumerate(entries)
            if entry.pattern is not None and (i in compiled.refused or i in compiled.exact_octets or i in compiled.ascii_only)
        }
        lists = [entry for entry in entries if entry.counts is None]
        self._lists = [lists[i : i + MAX_LISTS] for i in range(0, len(lists), MAX_LISTS)]
        self._words = [WordTable([entry.words for entry in part]) for part in self._lists]
        self._judged = [entry for entry in entries if entry.counts is not None]
        self._judges = Judges(JUDGES, judge_lists(), JUDGE_LISTS)
        self._may_be_number = _may_be_number(entries, compiled)

    def hits(self, found: _WholeColumn) -> Iterator[RuleHits]:
        """Hits of each dictionary that has any."""
        if not self._tables:
            return
        texts = found.texts
        gate = None
        if not self._may_be_number:
            gate = (~self._number.mask(found.column.sets)).view(np.uint8)
            if not gate.any():
                return
        ran = [self._executor.whole(table, texts, gate) for table in self._tables]
        column, counts = _Column(texts, [sets for sets, _ in ran]), [count for _, count in ran]
        yield from self._find_words(column, counts)
        for entry in self._judged:
            shape = self._shape(entry, column, counts)
            if shape is not None:
                yield from _dictionary_hits(entry, self._judge(entry, texts, shape))

    def _judge(self, entry: Dictionary, texts: pa.StringArray, shape: BoolMask) -> BoolMask:
        assert entry.counts is not None  # noqa: S101 - these are the entries that have one
        verdicts = self._judges.judge(entry.counts, texts, shape)
        if verdicts is None:
            return passing(texts, shape, entry.counts)
        counts, is_unsure = verdicts
        return counts | passing(texts, is_unsure, entry.counts) if is_unsure.any() else counts

    def _find_words(self, column: _Column, counts: list[npt.NDArray[np.int64]]) -> Iterator[RuleHits]:
        if not self._word.count(counts):
            return
        is_word = self._word.mask(column.sets)
        for words, entries in zip(self._words, self._lists, strict=True):
            masks, seen = words.find(column.texts, is_word)
            for i, entry in enumerate(entries):
                if not seen >> i & 1:
                    continue
                mask = (masks >> np.uint32(i) & np.uint32(1)).astype(np.bool_)
                if entry.pattern is not None:
                    shape = self._shape(entry, column, counts, mask)
                    if shape is None:
                        continue
                    mask &= shape
                yield from _dictionary_hits(entry, mask)

    def _shape(
        self, entry: Dictionary, column: _Column, counts: list[npt.NDArray[np.int64]], among: BoolMask | None = None
    ) -> BoolMask | None:
        """Where values have the entry's shape (looked for among these alone); None if nowhere."""
        if entry.pattern is None:
            return column.lengths > 0
        lookup = self._shapes.get(entry.id)
        if lookup is not None and not lookup.count(counts):
            return None
        mask: BoolMask = column.lengths > 0 if lookup is None else lookup.mask(column.sets)
        doubt = self._doubts.get(entry.id)
        if doubt is not None:
            at = np.flatnonzero(doubt.mask(column, mask if among is None else mask & among))
            if len(at):
                mask[at] = doubt.pattern.mask(column.texts.take(pa.array(at)))
        return mask


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Of which values a table may accept too many, and the pattern that says."""

    pattern: Pattern
    exact_octets: int
    is_for_ascii: bool

    def mask(self, column: _Column, accepted: BoolMask) -> BoolMask:
        """The accepted values that have to be looked at again."""
        doubtful: BoolMask = (
            accepted & (column.lengths > self.exact_octets) if self.exact_octets < _ANY_LENGTH else np.zeros_like(accepted)
        )
        return doubtful | (accepted & ~column.is_ascii) if self.is_for_ascii else doubtful


def _may_be_number(entries: Sequence[Dictionary], compiled: Compiled) -> bool:
    """Whether some dictionary may hold a number; where none does, columns of numbers need not be looked at."""
    is_number = Pattern(NUMBER, is_whole=True)
    words = [word for entry in entries if entry.counts is None for word in entry.words]
    shapes = range(len(entries))
    return (
        bool(compiled.refused)
        or any(entry.counts is not None and entry.pattern is None for entry in entries)
        or bool(is_number.mask(pa.array(words, pa.string())).any())
        or any(_matches_number(table, shapes) for table in compiled.tables)
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
