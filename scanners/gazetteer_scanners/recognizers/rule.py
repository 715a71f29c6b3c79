"""A recognizer as data: patterns, checksum, placeholders, context words and examples, each with its source.

Patterns are regular expressions in the subset that RE2 and Python's `re` read alike: no look-around, no back-references,
no anchors, and explicit classes (`[0-9]`, not the digit escape, which is ASCII in one and Unicode in the other). They
describe the bare value. Where a match may begin and end inside longer text is said by `boundary`, from which every
matcher builds its own form: `\\b` does not stand between Chinese characters and digits.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Boundary(StrEnum):
    """What may not stand directly beside a match inside longer text.

    DIGIT: a digit; ALPHANUMERIC: an ASCII letter or digit; DOTTED: these, a dot that joins further digits, and the
    slash of a product token (`1.2.3.4.5`, `Chrome/99.0.0.0` hold no IP address); RUN: an ASCII letter or digit, and
    before it none of `._%+-` either, so that a search starts once in each run of them and
    stays linear, nor a `<` that opens the text (`<x@y>` alone is a Message-ID).
    """

    DIGIT = "DIGIT"
    ALPHANUMERIC = "ALPHANUMERIC"
    DOTTED = "DOTTED"
    RUN = "RUN"
    NONE = "NONE"


class Form(StrEnum):
    """How a value is written; all of them are still personal."""

    PLAIN = "PLAIN"
    MASKED = "MASKED"
    HASHED = "HASHED"
    ENCRYPTED = "ENCRYPTED"
    TOKENISED = "TOKENISED"
    ENCODED = "ENCODED"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the values of one kind of data look like.

    Attributes:
        id: unique, the recognizer file's name, or `file.variant` where a file holds several.
        element: the taxonomy element that a match speaks for; empty if the rule only tells the form (an MD5 digest).
        form: how matching values are written; a masked phone number is its own rule, with the phone's element.
        pattern: the bare value in normalised text (NFKC, no zero-width characters), matched against the whole value
            after trimming. Case counts unless the pattern starts with `(?i)`.
        inside: True if the pattern is also looked for inside longer text.
        inside_pattern: a stricter pattern for that, None for the same one.
        validate: True for a matched value that passes the checksum or parse; None if there is none. Never raises.
        has_checksum: `validate` is an arithmetic check (the `checksum` factor), not only a plausibility test.
        chance: share of random values of the same shape that pass pattern and validation (published, or measured).
        needs_name: True if content alone cannot tell this element from others (UUIDs, plain numbers): the value then
            supports a name and never decides by itself.
        placeholders: normalised (lower case, no separators) values that mean "none": counted, never matched.
        birth: the birth date that a valid value embeds, None if it embeds none.
        region: the region code that a valid value embeds (`CN-11`), None if it embeds none.
        age: the age in whole years that a valid value states, None if it states none.
        sampled: the rule stays out of the tables that run over every row: it looks at a few hundred distinct values of each
            column, so that `validate` may be slow and its pattern as common as a run of digits.
        is_certain: nothing else is written so, and one match in a whole column is no accident (a private key).
        context: words near a value, in field, comment and dataset names, that make it likelier.
        source: where the rule comes from (standard, vendor page).
        hits, misses: at least three each, values that do and do not match (near misses), for tests and for people;
            `inside_hits` are texts that hold a match, some beside Chinese characters.
    """

    id: str
    element: str
    pattern: str
    source: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    form: Form = Form.PLAIN
    inside: bool = False
    inside_pattern: str | None = None
    inside_hits: tuple[str, ...] = ()
    boundary: Boundary = Boundary.ALPHANUMERIC
    validate: Callable[[str], bool] | None = None
    has_checksum: bool = False
    chance: float = 0.0
    needs_name: bool = False
    sampled: bool = False
    is_certain: bool = False
    placeholders: frozenset[str] = field(default=frozenset())
    birth: Callable[[str], date | None] | None = None
    region: Callable[[str], str | None] | None = None
    age: Callable[[str], int | None] | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A word table: how many values of a column are such words says what the column may hold.

    Attributes:
        id: unique, the file's name or `file.variant`.
        element: the element that many hits speak for.
        words: normalised (NFKC, lower case) words.
        source: where the words come from.
        examples, misses: at least three values each that do and do not count, for tests and for people.
        pattern: the shape that a value must have as a whole before it is looked up, in the same subset as a rule's;
            None if membership in `words` says it all.
        counts: says whether a normalised value of that shape counts; None means membership of the lower-case value.
        chance: share of ordinary words or short texts of the same script that count by accident (measured).
        needs_name: True if hits alone cannot tell this element from others.
        decides_from: the share of values, 0 to 1, from which on hits put the element in force without a name; 0 where they
            only ever support one.
        context: words in field, comment and dataset names that make it likelier.
    """

    id: str
    element: str
    words: Set[str]
    source: str
    examples: tuple[str, ...]
    misses: tuple[str, ...]
    pattern: str | None = None
    counts: Callable[[str], bool] | None = None
    chance: float = 0.0
    needs_name: bool = False
    decides_from: float = 0.0
    context: tuple[str, ...] = ()
