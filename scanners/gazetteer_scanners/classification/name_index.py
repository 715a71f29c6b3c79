"""The taxonomy's names as an index from normal form to terms, with the strength each has on its own."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

import numpy as np

from gazetteer_scanners.classification import name_words
from gazetteer_scanners.classification.chinese_names import CHINESE_INITIALS, CHINESE_NAMES
from gazetteer_scanners.classification.chinese_trades import CHINESE_TRADES
from gazetteer_scanners.classification.chinese_words import CHINESE_KINDS
from gazetteer_scanners.classification.common_names import COMMON_NAMES
from gazetteer_scanners.classification.configured import WeakName
from gazetteer_scanners.classification.language_words import PARTS
from gazetteer_scanners.classification.name_compounds import compound_names, initials_of_persons, pinyin_of_persons
from gazetteer_scanners.classification.name_contexts import CONTEXT_RULES, ContextRule
from gazetteer_scanners.classification.name_pinyin import initials_of, pinyin_of
from gazetteer_scanners.classification.name_splitting import Splitter, fold, has_han
from gazetteer_scanners.classification.name_weak_terms import (
    DOUBTFUL_ABBREVIATIONS,
    WEAK_STRENGTH,
    WEAK_TERMS,
    WHOLE_ONLY,
)
from gazetteer_scanners.classification.other_languages import OTHER_NAMES
from gazetteer_scanners.classification.suite_names import SUITE_NAMES
from gazetteer_scanners.keeping import keep, read_kept, source_digest
from gazetteer_scanners.taxonomy import Element, Role, Taxonomy

_FEWEST_LETTERS = 6
"""Shorter pinyin of Chinese names is read only where the taxonomy lists it: it is too often a word of another language."""
_CERTAIN_INITIALS = 0.6
_IN_PINYIN = 0.95
_LONG_INITIALS = 0.78
_SHORT_INITIALS = 0.2
_FEWEST_SYLLABLES = 5
"""Initials of so many letters are hardly another word's; of one less only among other columns in pinyin."""
SHARED_FACTOR = 0.7
"""What a name keeps that two unrelated elements share and no context rule tells apart."""


@dataclass(frozen=True, slots=True)
class Term:
    """One name of one element.

    `strength` is that of the bare name; `kinds` (see `name_contexts`) says how the surroundings change it, None if they
    don't have to. `size` counts words (Chinese: characters).
    """

    element: str
    text: str
    key: str
    strength: float
    size: int
    kinds: Mapping[str, float] | None = None
    is_ambiguous: bool = False
    is_whole_only: bool = False


_KIND = "names"
_FORMAT = "gazetteer.names/4"
_KEPT = 6
_TEXTS = ("keys", "rows", "pinyin", "words")
_ROW = tuple(field.name for field in fields(Term) if field.name != "key")


def vocabulary_of(taxonomy: Taxonomy) -> frozenset[str]:
    """What a splitter knows: the words of the taxonomy's English and pinyin names and of the word tables."""
    vocabulary: set[str] = {*name_words.ALIASES, *name_words.ALIASES.values(), *name_words.FLAG_HEADS}
    for words in (
        *name_words.KINDS.values(),
        *CHINESE_KINDS.values(),
        name_words.NEUTRAL_QUALIFIERS,
        name_words.CHANGING_TAILS,
    ):
        vocabulary |= words
        vocabulary |= pinyin_of_words(words)
    vocabulary |= PARTS
    for element in taxonomy:
        for name in element.names.en:
            vocabulary.update(name.split("_"))
        vocabulary.update(element.names.pinyin)
        vocabulary |= pinyin_of_words(element.names.zh)
    for names in (*COMMON_NAMES.values(), *CHINESE_NAMES.values(), *CHINESE_TRADES.values()):
        vocabulary |= pinyin_of_words(names)
    return frozenset(word for word in vocabulary if word.isascii())


def pinyin_of_words(names: Iterable[str]) -> set[str]:
    """The Chinese ones of these names in Latin letters, as far as they are long enough to be told from other words."""
    spelled = (pinyin_of(han_key(name)) for name in names if has_han(name))
    return {text for text in spelled if text and len(text) >= _FEWEST_LETTERS}


def han_key(text: str) -> str:
    """The normal form of a Chinese or mixed name: folded, lower case, without spaces and signs."""
    key = "".join(char for char in fold(text).lower() if char.isalnum())
    return key.replace("帐", "账").replace("登陆", "登录")


class TermIndex:
    """Terms by key: joined normal words for Latin names, `han_key` for names with Chinese characters.

    Args:
        taxonomy: whose names they are.
        weak: further names.
        is_kept: take the index from the user's cache folder, or put it there (see `keeping`).

    Attributes:
        splitter: knows the words of the names.
    """

    def __init__(self, taxonomy: Taxonomy, weak: Iterable[WeakName] = (), *, is_kept: bool = False) -> None:
        kept = _kept(taxonomy) if is_kept else None
        self.splitter = Splitter(kept.vocabulary if kept is not None else vocabulary_of(taxonomy))
        made = _Making(taxonomy, self.splitter) if kept is None else None
        self._rows = kept.rows if kept is not None else dict[str, str]()
        self._terms = made.terms if made is not None else {}
        self.pinyin = kept.pinyin if kept is not None else frozenset(made.pinyin if made is not None else ())
        """The names in Latin letters, and the initials from three letters on, of Chinese names."""
        for name in weak:  # settled without these, so that they weaken no other element's names
            self._add_weak(name)

    def key(self, name: str) -> str:
        """The key of a name as the taxonomy or a word table spells it."""
        return key_of(name, self.splitter)

    def get(self, key: str) -> tuple[Term, ...]:
        """The terms with this key; empty if there are none."""
        found = self._terms.get(key)
        if found is None:
            row = self._rows.get(key)
            if row is None:
                return ()
            found = self._terms[key] = tuple(Term(element, text, key, *others) for element, text, *others in json.loads(row))
        return found

    def keys(self) -> Iterable[str]:
        """All keys."""
        return {**self._rows, **self._terms}.keys()

    def _add_weak(self, name: WeakName) -> None:
        key = self.key(name.text)
        present = self.get(key)
        if key and all(term.element != name.element for term in present):
            size = len(key) if has_han(name.text) else len(self.splitter.split(name.text))
            is_short = len(key) <= 2 and key.isascii()
            self._terms[key] = (*present, Term(name.element, name.text, key, name.strength, size, None, True, is_short))


def key_of(name: str, splitter: Splitter) -> str:
    """The key of a name."""
    return han_key(name) if has_han(name) else "".join(splitter.split(name))


@dataclass(frozen=True, slots=True)
class _Kept:
    """An index as it is kept: for each key its terms' other fields, as JSON (to read all of them takes longer than to read
    what a scan asks for), the names in pinyin, and the splitter's words."""

    rows: dict[str, str]
    pinyin: frozenset[str]
    vocabulary: frozenset[str]


def _kept(taxonomy: Taxonomy) -> _Kept:
    key = sha256(f"{_FORMAT}\n{taxonomy.digest}\n{source_digest(Path(__file__).parent)}".encode()).hexdigest()
    kept = read_kept(_KIND, key)
    if kept is not None:
        keys, rows, pinyin, words = (kept.arrays[name].tobytes().decode().split("\n") for name in _TEXTS)
        return _Kept(dict(zip(keys, rows, strict=True)), frozenset(pinyin), frozenset(words))
    vocabulary = vocabulary_of(taxonomy)
    made = _Making(taxonomy, Splitter(vocabulary))
    found = {key: json.dumps([[getattr(one, name) for name in _ROW] for one in its]) for key, its in made.terms.items()}
    texts = (found, found.values(), sorted(made.pinyin), sorted(vocabulary))
    arrays = {name: np.frombuffer("\n".join(lines).encode(), np.uint8) for name, lines in zip(_TEXTS, texts, strict=True)}
    keep(_KIND, key, None, arrays, _KEPT)
    return _Kept(found, frozenset(made.pinyin), vocabulary)


class _Making:
    """Makes an index.

    Attributes:
        terms: by key.
        pinyin: the names in Latin letters, and the initials from three letters on, of Chinese names.
    """

    def __init__(self, taxonomy: Taxonomy, splitter: Splitter) -> None:
        self._splitter = splitter
        self._taxonomy = taxonomy
        self._weak = {key_of(term, splitter) for term in WEAK_TERMS}
        self._whole_only = {key_of(term, splitter) for term in WHOLE_ONLY}
        self._rules = {(key_of(rule.term, splitter), rule.element): rule for rule in CONTEXT_RULES if rule.element in taxonomy}
        self._add_pinyin_rules()
        self._listed = {text for element in taxonomy for text in element.names.pinyin_abbr}
        self.pinyin: set[str] = set()
        terms: dict[str, dict[str, Term]] = defaultdict(dict)
        for term in self._terms_and_pinyin():
            present = terms[term.key].get(term.element)
            if present is None or term.strength > present.strength:
                terms[term.key][term.element] = term
        self.terms = {key: self._settled(list(found.values())) for key, found in terms.items()}

    def _add_pinyin_rules(self) -> None:
        """Lets the pinyin of a Chinese name that proves little by itself prove no more."""
        self._weak |= {text for term in WEAK_TERMS if has_han(term) and (text := pinyin_of(term))}
        for (key, element), rule in list(self._rules.items()):
            text = pinyin_of(key) if has_han(key) else None
            if text and len(text) >= _FEWEST_LETTERS:
                factor = _pinyin_strength(text)
                kinds = {kind: round(strength * factor, 3) for kind, strength in rule.kinds.items()}
                self._rules.setdefault((text, element), ContextRule(text, element, round(rule.alone * factor, 3), kinds))

    def _terms_and_pinyin(self) -> Iterable[Term]:
        """All terms, and each Chinese one in Latin letters again."""
        for term in self._all_terms():
            yield term
            if term.kinds is None and term.size > 1 and has_han(term.key):
                yield from self._in_letters(term)

    def _in_letters(self, term: Term) -> Iterable[Term]:
        """A Chinese term in pinyin and, if it is so long that its initials are hardly another's, by them."""
        element = self._taxonomy[term.element]
        text, initials = pinyin_of(term.key), initials_of(term.key)
        if text and len(text) >= _FEWEST_LETTERS:
            self.pinyin.add(text)
            yield self._term(element, text, text, term.strength * _IN_PINYIN, 1, term.is_ambiguous)
        if not initials or not term.key.isalpha() or term.is_ambiguous or initials in self._listed:
            return
        if term.size >= _FEWEST_SYLLABLES:
            self.pinyin.add(initials)
            yield self._term(element, initials, initials, _LONG_INITIALS, 1, False)
        elif term.size == _FEWEST_SYLLABLES - 1 and not re.search("[a-z]", term.key):
            yield self._term(element, initials, initials, _SHORT_INITIALS, 1, True, {"pinyin": _LONG_INITIALS})

    def _all_terms(self) -> Iterable[Term]:
        for element in self._taxonomy:
            joined = {name.replace("_", "") for name in element.names.en}  # most camelCase names are these again
            other = (name for name in element.names.camel if name.lower() not in joined)
            for text in (*element.names.en, *other, *element.names.zh):
                yield self._spelled(element, text)
            for text in element.names.pinyin:
                is_weak = text in self._weak
                self.pinyin.add(text)
                strength = WEAK_STRENGTH if is_weak else _pinyin_strength(text)
                yield self._term(element, text, text, strength, 1, is_weak or len(text) <= 4)
            for text in element.names.pinyin_abbr:
                self.pinyin.update((text,) if len(text) > 2 else ())
                yield self._initials(element, text)
        for table in (COMMON_NAMES, CHINESE_NAMES, CHINESE_TRADES, OTHER_NAMES, SUITE_NAMES):
            for element_id, names in table.items():
                if element_id in self._taxonomy:
                    yield from (self._spelled(self._taxonomy[element_id], text) for text in sorted(names))
        for element_id, listed in CHINESE_INITIALS.items():
            if element_id in self._taxonomy:
                yield from (self._initials(self._taxonomy[element_id], initials_of(name) or "") for name in listed.split())
        for element_id, text in compound_names():
            if element_id in self._taxonomy:
                yield self._spelled(self._taxonomy[element_id], text)
        for element_id, text in pinyin_of_persons():
            if element_id in self._taxonomy:
                self.pinyin.add(text)
                yield self._term(self._taxonomy[element_id], text, text, _IN_PINYIN, 1, False)
        told = self._listed | {
            initials_of(name) for _, name in compound_names() if has_han(name) and len(name) >= _FEWEST_SYLLABLES
        }
        for element_id, text, strength in initials_of_persons():
            if element_id in self._taxonomy and text not in told:
                self.pinyin.add(text)
                yield self._term(self._taxonomy[element_id], text, text, strength, 1, strength < _CERTAIN_INITIALS)
        for (key, element_id), rule in self._rules.items():
            yield self._term(self._taxonomy[element_id], rule.term, key, rule.alone, 1, False)

    def _spelled(self, element: Element, text: str) -> Term:
        words = han_key(text) if has_han(text) else self._splitter.split(text)
        key, size = "".join(words), len(words)
        is_weak = key in self._weak
        return self._term(element, text, key, WEAK_STRENGTH if is_weak else 1.0, size, is_weak)

    def _term(
        self,
        element: Element,
        text: str,
        key: str,
        strength: float,
        size: int,
        is_ambiguous: bool,
        kinds: Mapping[str, float] | None = None,
    ) -> Term:
        rule = self._rules.get((key, element.id))
        whole_only = key in self._whole_only or (is_ambiguous and len(key) <= 2 and key.isascii())
        if rule is not None:
            return Term(element.id, text, key, rule.alone, size, rule.kinds, False, whole_only)
        return Term(element.id, text, key, strength, size, kinds, is_ambiguous and kinds is None, whole_only)

    def _initials(self, element: Element, text: str) -> Term:
        doubtful = text in DOUBTFUL_ABBREVIATIONS
        kinds = _kinds_of_initials(element, doubtful, len(text))
        if len(text) == 2:
            return self._term(element, text, text, 0.4 if doubtful else 0.5, 1, True, kinds)
        strength = 0.45 if doubtful else 0.7 if len(text) == 3 else 0.85
        return self._term(element, text, text, strength, 1, doubtful, kinds if len(text) == 3 else None)

    def _settled(self, terms: list[Term]) -> tuple[Term, ...]:
        """The terms of one key; weaker and ambiguous where unrelated elements share it without a context rule."""
        settled = []
        for term in terms:
            is_shared = term.kinds is None and any(self._rival(term, other) for other in terms)
            settled.append(_weakened(term, SHARED_FACTOR) if is_shared else term)
        return tuple(settled)

    def _rival(self, term: Term, other: Term) -> bool:
        if term.element == other.element or other.strength < term.strength * 0.6:
            return False
        return other.element not in self._taxonomy.closure(term.element) and term.element not in self._taxonomy.closure(
            other.element
        )


def _kinds_of_initials(element: Element, is_doubtful: bool, letters: int) -> Mapping[str, float] | None:
    """Among data of a person, initials of an element of persons mean it: `xm` in a table of pupils is 姓名."""
    topic = element.id.partition(".")[0]
    strength = 0.78 if not is_doubtful else 0.6 if letters == 2 else 0.66
    if topic in ("education", "work", "health"):
        kinds = {"education": ("student",), "work": ("worker",), "health": ("patient", "medical")}[topic]
        return dict.fromkeys(kinds, max(0.76, strength)) | ({} if is_doubtful else {"pinyin": strength})
    if element.role in (Role.DIRECT, Role.QUASI) or topic in ("person", "special"):
        kinds = ("person", "student", "patient", "worker", "address", *(() if is_doubtful else ("pinyin",)))
        return dict.fromkeys(kinds, strength)
    return None


def _pinyin_strength(text: str) -> float:
    return 0.95 if len(text) > 5 else 0.7 if len(text) == 5 else 0.5


def _weakened(term: Term, factor: float) -> Term:
    strength = round(term.strength * factor, 3)
    return Term(term.element, term.text, term.key, strength, term.size, term.kinds, True, term.is_whole_only)
