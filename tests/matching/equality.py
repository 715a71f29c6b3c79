"""Compares column matchers: what each says of the same column, and columns that are made to tell them apart."""

import random

import numpy as np
import pyarrow as pa

from gazetteer_scanners.matching.protocol import ColumnMatcher, RuleHits
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.recognizers.registry import RuleSet

_CHARACTERS = "0123456789abcdefABCDEFxXzZ@.-_/: +()*,;#%<>=~，：张市路号\n\té１２３　–\u200b"
_BEFORE = ("", "x", "号", "tel ", "a@", "<", "-", "1", ".", " ")
_BEHIND = ("", " ", ".", "-", "，", "x", "/")


def hits_of(matcher: ColumnMatcher, texts: pa.StringArray) -> list[tuple[object, ...]]:
    """All that a matcher says, in a form that compares."""
    return [_comparable(hit) for hit in matcher.match(texts)]


def _comparable(hit: RuleHits) -> tuple[object, ...]:
    return (
        hit.rule,
        (hit.whole, hit.valid, hit.inside, hit.placeholders),
        None if hit.accepted is None else np.flatnonzero(hit.accepted).tolist(),
        None if hit.births is None else sorted(hit.births.astype("datetime64[D]").tolist()),
        None if hit.ages is None else sorted(hit.ages.tolist()),
        dict(hit.regions),
    )


def examples_of(rules: RuleSet) -> list[str]:
    """Hits, misses, texts and placeholders of all rules, examples and some words of all dictionaries."""
    values = [
        value for rule in rules.rules for value in (*rule.hits, *rule.misses, *rule.inside_hits, *sorted(rule.placeholders))
    ]
    for entry in rules.dictionaries:
        values += [*entry.examples, *entry.misses, *sorted(entry.words)[::50]]
    return values


class Columns:
    """Columns of examples, changed examples, examples inside text, and nonsense."""

    def __init__(self, rules: RuleSet, seed: int) -> None:
        self._random = random.Random(seed)
        self._examples = examples_of(rules)

    def column(self, length: int) -> pa.StringArray:
        """Normalised text with nulls; half of the columns are slices of longer ones."""
        texts = normalise(pa.array([self._value() for _ in range(length + 5)], pa.string())).text
        return texts.slice(self._random.randrange(5), length)

    def _value(self) -> str | None:
        kind = self._random.random()
        if kind < 0.05:
            return None
        if kind < 0.15:
            return "".join(self._random.choices(_CHARACTERS, k=self._random.randrange(40)))
        one = self._changed()
        if kind < 0.5:
            return one
        middle = self._random.choice(_BEHIND) + (self._changed() if kind < 0.7 else "")
        return self._random.choice(_BEFORE) + one + middle + self._random.choice(_BEHIND)

    def _changed(self) -> str:
        value = list(self._random.choice(self._examples))
        for _ in range(self._random.choice((0, 0, 1, 1, 2, 3))):
            at = self._random.randrange(len(value) + 1)
            value[at : at + self._random.randrange(2)] = self._random.choice(("", *_CHARACTERS))
        return "".join(value)
