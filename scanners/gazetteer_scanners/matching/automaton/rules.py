"""The automata of a rule set: whole values, shapes of dictionaries, and matches inside text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gazetteer_scanners.matching.automaton.overlap import overlapping, patterns_with_digit, sets_of_words
from gazetteer_scanners.matching.automaton.tables import MAX_STATES, Table
from gazetteer_scanners.matching.automaton.unions import Compiled, Spec, compile_union
from gazetteer_scanners.recognizers.checksums import strip_separators
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.recognizers.rule import Boundary, Dictionary, Rule

NUMBER = r"[+-]?[0-9]*(?:\.[0-9]*)?"
"""A number: nothing is looked for inside one."""

ONE_WORD = (
    r"[0-9A-Za-z]*|[+-]?[0-9]*\.[0-9]*|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?"
)
"""A word, number, UUID or timestamp: a match with free ends cannot lie inside one, or means nothing there."""

WORD = "[^0-9@_/]*"
"""What may be in a word table."""

_FOREIGN_WORD = "[\x00-\U0010ffff]*[\x80-\U0010ffff][\x00-\U0010ffff]*"
"""Text whose lower case may be another one than that of its ASCII letters, or even ASCII."""

_MAX_SHAPE_ALONE = 300
"""The shapes of addresses multiply those of names, of which the longest lists are therefore looked at again."""

FREE_ENDS = (Boundary.ALPHANUMERIC, Boundary.DOTTED, Boundary.RUN)
"""Boundaries that do not hold inside a word."""


@dataclass(frozen=True, slots=True)
class Automata:
    """The tables of a rule set.

    Attributes:
        whole: patterns of whole values; numbers are those of `Numbering`.
        shapes: patterns of dictionaries, words and numbers.
        inside: patterns inside text, numbered by rule.
        banks: rules that texts need not be searched for, since they match as a whole: the sets there are, the first
            one empty, in the order of the starts of `inside`.
        counted: for each table of `whole` the numbers of the sets whose values some dictionary may count.
        with_digit: for each table of `shapes` the patterns that some text can match which begins with ASCII and holds a digit.
    """

    whole: Compiled
    shapes: Compiled
    inside: Compiled
    banks: tuple[frozenset[int], ...]
    counted: tuple[frozenset[int], ...]
    with_digit: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Numbering:
    """How the patterns of a rule set are numbered.

    Rules and dictionaries have their places in `RuleSet.rules` and `RuleSet.dictionaries`; what else is looked for
    follows behind them.
    """

    rules: Sequence[Rule]
    dictionaries: Sequence[Dictionary]

    @property
    def number(self) -> int:
        """`NUMBER` among the patterns of whole values."""
        return len(self.rules)

    @property
    def one_token(self) -> int:
        """`ONE_WORD` among the patterns of whole values."""
        return len(self.rules) + 1

    @cached_property
    def none_words(self) -> tuple[str, ...]:
        """Words such as `no`, which some rule takes for "none"; they follow `one_token`."""
        return tuple(sorted({word for rule in self.rules for word in rule.placeholders if word.isalpha()}))

    def none_word(self, word: str) -> int:
        """The number of such a word."""
        return self.one_token + 1 + self.none_words.index(word)

    @property
    def word(self) -> int:
        """`WORD` among the shapes."""
        return len(self.dictionaries)


def placeholders_of(rule: Rule) -> tuple[str, ...]:
    """The rule's placeholders that a value can be once it is lower case and without separators, sorted."""
    return tuple(sorted(word for word in rule.placeholders if word == strip_separators(word).lower()))


def numbering(rules: RuleSet) -> Numbering:
    """The numbering of a rule set."""
    return Numbering(rules.rules, rules.dictionaries)


def compile_rules(rules: RuleSet, max_states: int = MAX_STATES) -> Automata:
    """The automata of a rule set; takes about a second."""
    numbers = numbering(rules)
    whole = compile_union(_whole(numbers), max_states)
    banks = tuple({frozenset(): None} | {known_inside(one, whole, rules): None for table in whole.tables for one in table.sets})
    inside = compile_union(_inside(numbers), max_states)
    if len(inside.tables) == 1:  # starts for each bank multiply the states: what needs several tables already has none
        banked = compile_union(_inside(numbers), max_states, banks)
        inside, banks = (banked, banks) if len(banked.tables) == 1 else (inside, (frozenset(),))
    else:
        banks = (frozenset(),)
    shapes = compile_union(_shapes(numbers), max_states, max_alone=_MAX_SHAPE_ALONE)
    counted = tuple(_counted(table, shapes, numbers.dictionaries) for table in whole.tables)
    return Automata(whole, shapes, inside, banks, counted, tuple(map(patterns_with_digit, shapes.tables)))


def known_inside(patterns: Sequence[int], whole: Compiled, rules: RuleSet) -> frozenset[int]:
    """Of the patterns that match a value as a whole the rules whose matches inside it do not count."""
    return frozenset(
        number
        for number in patterns
        if number < len(rules.rules) and rules.rules[number].inside and number not in whole.exact_octets
    )


def _counted(whole: Table, shapes: Compiled, dictionaries: Sequence[Dictionary]) -> frozenset[int]:
    """The sets of values that have the shape of a dictionary with a function, or may be in a list of words."""
    judged = [i for i, entry in enumerate(dictionaries) if entry.counts is not None]
    if any(dictionaries[i].pattern is None or i in shapes.refused for i in judged):
        return frozenset(range(len(whole.sets)))
    words = {word for entry in dictionaries if entry.counts is None for word in entry.words}
    counted = set(sets_of_words(whole, filter(str.isascii, words)))
    for table in compile_union([Spec(0, "foreign words", _FOREIGN_WORD)]).tables if words else ():
        counted |= overlapping(whole, table, [0])
    for table in shapes.tables:
        counted |= overlapping(whole, table, judged)
    return frozenset(counted)


def _whole(numbers: Numbering) -> list[Spec]:
    specs = [
        Spec(numbers.number, "numbers", NUMBER),
        Spec(numbers.one_token, "tokens", ONE_WORD),
        *(Spec(numbers.none_word(word), f"the word {word}", f"(?i){re.escape(word)}") for word in numbers.none_words),
    ]
    return specs + [Spec(i, rule.id, rule.pattern) for i, rule in enumerate(numbers.rules)]


def _shapes(numbers: Numbering) -> list[Spec]:
    specs = [Spec(numbers.word, "words", WORD)]
    return specs + [
        Spec(i, entry.id, entry.pattern, has_unicode_case=True)
        for i, entry in enumerate(numbers.dictionaries)
        if entry.pattern is not None
    ]


def _inside(numbers: Numbering) -> list[Spec]:
    return [
        Spec(i, rule.id, rule.inside_pattern or rule.pattern, boundary=rule.boundary)
        for i, rule in enumerate(numbers.rules)
        if rule.inside
    ]
