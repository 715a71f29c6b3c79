"""Finds a rule's matches inside longer text, as people write it: beside Chinese characters, grouped, side by side."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cached_property

from gazetteer_scanners.matching.pattern import split_flag
from gazetteer_scanners.recognizers.checksums import strip_separators
from gazetteer_scanners.recognizers.rule import Boundary, Rule

_BEFORE = {
    Boundary.DIGIT: "(?<![0-9])",
    Boundary.ALPHANUMERIC: "(?<![0-9A-Za-z])",
    Boundary.DOTTED: r"(?<![0-9A-Za-z])(?<![0-9A-Za-z]\.)(?<![A-Za-z]/)",
    Boundary.RUN: r"(?<![0-9A-Za-z._%+-])(?<!\A<)",
    Boundary.NONE: "",
}
_AFTER = {
    Boundary.DIGIT: "(?![0-9])",
    Boundary.ALPHANUMERIC: "(?![0-9A-Za-z])",
    Boundary.DOTTED: r"(?![0-9A-Za-z])(?!\.[0-9])",
    Boundary.RUN: "(?![0-9A-Za-z])",
    Boundary.NONE: "",
}
_MAX_REFUSED = 1_000
"""Matches that fail validation, after which a text is given up: more of them than that is a table of numbers."""

Span = tuple[int, int]


class Found(Enum):
    """What the search for one valid match came to; `GIVEN_UP` says that only a part of the text was searched."""

    MATCH = auto()
    NOTHING = auto()
    GIVEN_UP = auto()


def inside_pattern(rule: Rule) -> str:
    """The pattern that a match inside text has, with look-around for the rule's boundary, for Python's `re`.

    A leading `(?i)` stays in front, where `re` wants it.
    """
    flag, body = split_flag(rule.inside_pattern or rule.pattern)
    return f"{flag}{_BEFORE[rule.boundary]}(?:{body}){_AFTER[rule.boundary]}"


def is_valid(rule: Rule, text: str) -> bool:
    """True if a text that matches the rule's pattern is no placeholder of it and passes its validation."""
    return not is_placeholder(rule, text) and (rule.validate is None or rule.validate(text))


def is_placeholder(rule: Rule, text: str) -> bool:
    """True if the text, lower case and without separators, is one of the rule's placeholders."""
    return bool(rule.placeholders) and strip_separators(text).lower() in rule.placeholders


class Finder:
    """One rule's search inside text."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        """Made when it is first needed: of most rules no text is ever doubtful."""
        return re.compile(inside_pattern(self._rule), re.ASCII)

    def find(self, text: str) -> Iterator[Span]:
        """Start and end of each valid match, in order, none overlapping; those up to where a text is given up."""
        return (span for span in self.search(text) if span is not None)

    def search(self, text: str) -> Iterator[Span | None]:
        """As `find`, with a None at the end if the text was given up, after 1,000 matches that fail validation.

        Where a match fails validation the search goes on one character later, so that it hides no match behind it.
        """
        position = refused = 0
        while (match := self._regex.search(text, position)) is not None:
            if is_valid(self._rule, match.group()):
                yield match.span()
                position = match.end()
                continue
            refused += 1
            if refused > _MAX_REFUSED:
                yield None
                return
            position = match.start() + 1

    def look(self, text: str) -> Found:
        """Whether the text holds at least one valid match."""
        for span in self.search(text):
            return Found.GIVEN_UP if span is None else Found.MATCH
        return Found.NOTHING

    def has_match(self, text: str) -> bool:
        """True if the text holds at least one valid match, as far as it was searched."""
        return self.look(text) is Found.MATCH
