"""What the words beside a term, the steps above it and the table around it are about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gazetteer_scanners.classification.name_index import han_key
from gazetteer_scanners.classification.name_splitting import Splitter, has_han
from gazetteer_scanners.classification.name_words import KINDS, NEUTRAL_QUALIFIERS, TABLE_NOISE
from gazetteer_scanners.classification.name_words import words as table_words

FAR_FACTOR = 0.8
"""What a kind counts that was read from a word other than the head of the table's name, or past an unknown step."""

_MAX_NAME = 128
_MAX_HAN_WORD = 6
_FILE_PARTS = table_words("csv tsv json jsonl ndjson parquet gz zip zst txt")
_OF_PERSONS = frozenset(("person", "worker", "student", "patient"))
_LINES = table_words("line item goods product sku")
_KEPT_BESIDE_THINGS = frozenset(("order", "card"))
"""Kinds of other words that a thing keeps: a line of an order is still about the order."""


def _kinds_of_words() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for kind, words in KINDS.items():
        for word in words:
            table.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in table.items()}


WORD_KINDS = _kinds_of_words()


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The words before a term; `is_known` if each is in the word tables. `text` is set for Chinese names only."""

    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    is_known: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The kinds of the nearest step or table that has any, and how much they count (0 to 1).

    `is_puzzling`: there are words, but none that the tables know.
    """

    kinds: frozenset[str] = frozenset()
    factor: float = 1.0
    is_puzzling: bool = False

    def without_persons(self) -> "Context":
        """The context without what it says of people, for a comment says itself whose data it is."""
        return Context(self.kinds - _OF_PERSONS, self.factor, self.is_puzzling)


def read_qualifiers(words: Iterable[str]) -> Qualifiers:
    """The qualifiers of a Latin name, from normal words."""
    kinds: frozenset[str] = frozenset()
    known = True
    found = frozenset(words)
    for word in found:
        kinds |= WORD_KINDS.get(word, frozenset())
        known = known and (len(word) == 1 or word.isdigit() or word in NEUTRAL_QUALIFIERS or word in WORD_KINDS)
    return Qualifiers(found, kinds, known)


def read_han_qualifiers(text: str) -> Qualifiers:
    """The qualifiers of a Chinese name, from the text before the term: longest known words, left to right."""
    words: set[str] = set()
    kinds: frozenset[str] = frozenset()
    known = True
    at = 0
    while at < len(text):
        for end in range(min(len(text), at + _MAX_HAN_WORD), at, -1):
            word = text[at:end]
            if word in WORD_KINDS or word in NEUTRAL_QUALIFIERS:
                words.add(word)
                kinds |= WORD_KINDS.get(word, frozenset())
                at = end
                break
        else:
            words.add(text[at])
            known = known and text[at].isdigit()
            at += 1
    return Qualifiers(frozenset(words), kinds, known, text)


def read_context(splitter: Splitter, steps: Sequence[str], dataset: str) -> Context:
    """What the steps above a leaf (outermost first) and the dataset are about; the innermost that says anything wins."""
    factor = 1.0
    for name in (*reversed(steps), _bare_table(dataset)):
        context = _context_of(splitter, name)
        if context.kinds:
            return Context(context.kinds, context.factor * factor)
        if context.is_puzzling:
            factor = FAR_FACTOR
    return Context()


def _context_of(splitter: Splitter, name: str) -> Context:
    name = name[:_MAX_NAME]
    if has_han(name):
        kinds = _han_kinds(han_key(name))
        return Context(kinds, is_puzzling=not kinds)
    words = [word for word in splitter.split(name) if len(word) > 1 and not word.isdigit() and word not in TABLE_NOISE]
    if not words:
        return Context()
    *others, head = words
    kinds = WORD_KINDS.get(head, frozenset())
    beside = frozenset[str]().union(*(WORD_KINDS.get(word, frozenset()) for word in others))
    if head in _LINES and "order" in beside:
        return Context(frozenset(("thing", "order", "line")))
    if head == "setting" and "person" in beside:
        return Context(beside | {"preference"})
    if kinds == {"thing"}:
        return Context(kinds | (beside & _KEPT_BESIDE_THINGS))
    return Context(kinds) if kinds else Context(beside, FAR_FACTOR, is_puzzling=not beside)


def _han_kinds(key: str) -> frozenset[str]:
    for noise in sorted(TABLE_NOISE, key=len, reverse=True):
        if has_han(noise) and key.endswith(noise) and len(key) > len(noise):
            key = key.removesuffix(noise)
    for start in range(len(key)):
        if key[start:] in WORD_KINDS:
            return WORD_KINDS[key[start:]]
    return frozenset()


def _bare_table(dataset: str) -> str:
    """The table's own name: without schema, folder, file suffix and wildcards."""
    parts = [part for part in re.split(r"[./\\]", dataset[-_MAX_NAME:]) if re.search(r"\w", part)]
    while len(parts) > 1 and parts[-1].lower() in _FILE_PARTS:
        parts.pop()
    return parts[-1] if parts else ""
