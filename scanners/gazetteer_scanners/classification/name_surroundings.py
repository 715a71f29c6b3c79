"""What the words beside a term, the steps above it and the table around it are about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gazetteer_scanners.classification.chinese_words import CHINESE_KINDS, CHINESE_NOISE, CHINESE_QUALIFIERS
from gazetteer_scanners.classification.language_words import OTHER_KINDS, OTHER_NEUTRAL
from gazetteer_scanners.classification.name_agents import is_agent
from gazetteer_scanners.classification.name_index import han_key, pinyin_of_words
from gazetteer_scanners.classification.name_splitting import Splitter, has_han
from gazetteer_scanners.classification.name_words import KINDS, NEUTRAL_QUALIFIERS, TABLE_NOISE
from gazetteer_scanners.classification.name_words import words as table_words
from gazetteer_scanners.classification.row_kinds import RowKind, TableName
from gazetteer_scanners.classification.row_words import EVENT_ROWS, LOOKUP_ROWS, SHARED_HEADS

FAR_FACTOR = 0.8
"""What a kind counts that was read from a word other than the head of the table's name, or past an unknown step."""

_MAX_NAME = 128
_MAX_HAN_WORD = 6
_ADDRESS = frozenset(("address",))
_FILE_PARTS = table_words("csv tsv json jsonl ndjson parquet gz zip zst txt")
_LINES = table_words("line item goods product sku")
_PAIRS = {
    ("credit", "note"): frozenset(("order", "ledger")),
    ("debit", "note"): frozenset(("order", "ledger")),
    ("balance", "transaction"): frozenset(("ledger",)),
    ("tax", "id"): frozenset(("person",)),
    ("checkout", "session"): frozenset(("order",)),
}
"""Words that end a name and say together what neither says: entries of a ledger, and numbers that are somebody's."""
_ATTRIBUTES = table_words("attribute property meta metadata value")
"""Heads of tables that hold facts about what stands before: `user_attributes`."""
_KEPT_BESIDE_THINGS = frozenset(("order", "card"))
"""Kinds of other words that a thing keeps: a line of an order is still about the order."""


def _kinds_of_words() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for kind, words in (*KINDS.items(), *CHINESE_KINDS.items(), *OTHER_KINDS.items()):
        for word in (*words, *pinyin_of_words(words)):
            table.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in table.items()}


WORD_KINDS = _kinds_of_words()
_NEUTRAL_WORDS = NEUTRAL_QUALIFIERS | CHINESE_QUALIFIERS
_NEUTRAL = _NEUTRAL_WORDS | OTHER_NEUTRAL | pinyin_of_words(_NEUTRAL_WORDS)
_NOISE = TABLE_NOISE | CHINESE_NOISE
_PERSONAL = frozenset(("person", "worker", "student", "patient"))
_HEADS = frozenset(("thing", "org"))
_PROGRAMS = frozenset(("oauth", "api", "http", "auth", "app"))
"""Beside these words a client is a program."""
_HAN_NOISE = sorted((noise for noise in _NOISE if has_han(noise)), key=len, reverse=True)


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

    `is_puzzling`: there are words, but none that the tables know. `has_place`: columns with the rest of an address stand
    beside.
    """

    kinds: frozenset[str] = frozenset()
    factor: float = 1.0
    is_puzzling: bool = False
    has_place: bool = False

    def without_persons(self) -> "Context":
        """The context without what it says of people, for a comment says itself whose data it is."""
        return Context(self.kinds - {"person", "worker"}, self.factor, self.is_puzzling, self.has_place)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a field's surroundings when its dataset has been looked at once.

    `has_place`: columns of the same prefix hold a city or postal code, so `state` is a place too. `is_number_of_order`: the
    field is called `id`, is the key, and there is no other number of the order. `topics`: kinds that several other columns
    speak of: beside a device's model and system `carrier` is the device's too.
    """

    row_is: RowKind = RowKind.UNKNOWN
    has_place: bool = False
    is_number_of_order: bool = False
    topics: frozenset[str] = frozenset()


NO_SETTING = Setting()


def read_qualifiers(words: Iterable[str]) -> Qualifiers:
    """The qualifiers of a Latin name, from normal words."""
    kinds: frozenset[str] = frozenset()
    known = True
    found = frozenset(words)
    for word in found:
        kinds |= WORD_KINDS.get(word, frozenset())
        known = known and (len(word) == 1 or word.isdigit() or word in _NEUTRAL or word in WORD_KINDS)
    return Qualifiers(found, kinds, known)


def read_han_qualifiers(text: str) -> Qualifiers:
    """The qualifiers of a Chinese name, from the text before the term: longest known words, left to right.

    A thing or an organisation is the head of what stands before it (`会员等级`, `客户公司`). Whatever
    the words, a text that ends in a noun of agents (`承租人`) speaks of a person.
    """
    words: set[str] = set()
    kinds: frozenset[str] = frozenset()
    known = True
    at = 0
    while at < len(text):
        for end in range(min(len(text), at + _MAX_HAN_WORD), at, -1):
            word = text[at:end]
            if word in WORD_KINDS or word in _NEUTRAL:
                words.add(word)
                of_word = WORD_KINDS.get(word, frozenset())
                kinds = of_word if of_word and of_word <= _HEADS else kinds | of_word
                at = end
                break
        else:
            words.add(text[at])
            known = known and text[at].isdigit()
            at += 1
    if not known and is_agent(text):
        return Qualifiers(frozenset(words), kinds - {"thing"} | {"person"}, True, text)
    return Qualifiers(frozenset(words), kinds, known, text)


def calls_person(text: str) -> bool:
    """True if the last word of a Chinese text calls a person: `志愿者`, `上级用户`, but not `用户标签`."""
    last = next((kinds for start in range(len(text) - 1) if (kinds := WORD_KINDS.get(text[start:]))), frozenset())
    return is_agent(text) or ("person" in last and "thing" not in last)


def read_table_context(splitter: Splitter, dataset: str, row_is: RowKind) -> Context:
    """What the rows of a dataset are about, by its name and what is known of them."""
    return _with_rows(_context_of(splitter, bare_table(dataset)), row_is)


def read_context(splitter: Splitter, steps: Sequence[str], table: Context, has_place: bool) -> Context:
    """What the steps above a leaf (outermost first) and the table are about; the innermost that says anything wins."""
    factor = 1.0
    for name in reversed(steps):
        context = _context_of(splitter, name)
        if context.kinds == _ADDRESS and "person" in table.kinds:  # `company` in a person's address is as in the person
            return Context(_ADDRESS | table.kinds, context.factor * factor, has_place=has_place)
        if context.kinds:
            return Context(context.kinds, context.factor * factor, has_place=has_place)
        if context.is_puzzling:
            factor = FAR_FACTOR
    return Context(table.kinds, table.factor * factor, has_place=has_place)


def read_table_name(splitter: Splitter, dataset: str) -> TableName:
    """What the dataset's name says its rows are."""
    name = bare_table(dataset)[:_MAX_NAME]
    if has_han(name):
        return TableName(_rows_of_han(_without_noise(han_key(name))))
    words = _meaning_words(splitter, name)
    if not words:
        return TableName()
    *others, head = words
    kinds = _rows_of(head)
    beside = frozenset[RowKind]().union(*map(_rows_of, others))
    if head == "client" and _PROGRAMS.intersection(others):
        return TableName(frozenset({RowKind.THING}))
    if head in SHARED_HEADS:
        return TableName(frozenset(), kinds | beside)
    if RowKind.THING in kinds and RowKind.EVENT in beside:  # a line of an order tells of the order
        return TableName(beside & {RowKind.EVENT}, kinds)
    return TableName(kinds, frozenset()) if kinds else TableName(frozenset(), beside)


def _with_rows(context: Context, row_is: RowKind) -> Context:
    """What the table's name says, corrected by what its rows are."""
    kinds = context.kinds
    match row_is:
        case RowKind.PERSON:
            is_said = bool(kinds & _PERSONAL) and context.factor == 1.0
            return context if is_said else Context(kinds - {"thing"} | {"person"})
        case RowKind.ORGANISATION:
            return Context(kinds - {"thing", "person"} | {"org"})
        case RowKind.THING | RowKind.LOOKUP:
            return context if kinds else Context(frozenset({"thing"}))
        case _:
            return context


def _rows_of(word: str) -> frozenset[RowKind]:
    """What the rows of a table are that is called by this word."""
    kinds = WORD_KINDS.get(word, frozenset())
    rows = set()
    if word in EVENT_ROWS:
        rows.add(RowKind.EVENT)
    if word in LOOKUP_ROWS:
        rows.add(RowKind.LOOKUP)
    if rows:
        return frozenset(rows)
    if "org" in kinds:
        return frozenset({RowKind.ORGANISATION})
    if kinds & _PERSONAL and "thing" not in kinds:
        return frozenset({RowKind.PERSON})
    if kinds & {"thing", "device", "vehicle"}:
        return frozenset({RowKind.THING})
    return frozenset({RowKind.EVENT}) if kinds & {"order", "message", "login", "medical"} else frozenset()


def _rows_of_han(key: str) -> frozenset[RowKind]:
    return next((rows for start in range(len(key)) if (rows := _rows_of(key[start:]))), frozenset())


def _context_of(splitter: Splitter, name: str) -> Context:
    name = name[:_MAX_NAME]
    if has_han(name):
        kinds = _han_kinds(han_key(name))
        return Context(kinds, is_puzzling=not kinds)
    words = _meaning_words(splitter, name)
    if not words:
        return Context()
    *others, head = words
    if tuple(words[-2:]) in _PAIRS:
        return Context(_PAIRS[words[-2], head])
    kinds = WORD_KINDS.get(head, frozenset())
    if head == "bank" and "account" in splitter.split(name):
        return Context(frozenset({"card"}))
    beside = frozenset[str]().union(*(WORD_KINDS.get(word, frozenset()) for word in others))
    if head in _LINES and "order" in beside:
        return Context(frozenset(("thing", "order", "line")))
    if head in _ATTRIBUTES and "person" in beside:
        return Context(beside)
    if head == "setting" and "person" in beside:
        return Context(beside | {"preference"})
    if kinds == {"thing"}:
        return Context(kinds | (beside & _KEPT_BESIDE_THINGS))
    if "medical" in beside:  # a visit, an alert, a result: of a medical one each word is about somebody's health
        return Context((kinds | beside) - {"thing", "student"})
    if kinds or not beside:
        return Context(kinds, is_puzzling=not beside)
    return Context(beside, 1.0 if head in EVENT_ROWS else FAR_FACTOR)


def _meaning_words(splitter: Splitter, name: str) -> list[str]:
    return [word for word in splitter.split(name) if len(word) > 1 and not word.isdigit() and word not in _NOISE]


def _without_noise(key: str) -> str:
    for noise in _HAN_NOISE:
        if key.endswith(noise) and len(key) > len(noise):
            key = key.removesuffix(noise)
    return key


def _han_kinds(key: str) -> frozenset[str]:
    key = _without_noise(key)
    for start in range(len(key)):
        if key[start:] in WORD_KINDS:
            return WORD_KINDS[key[start:]]
    return frozenset()


def bare_table(dataset: str) -> str:
    """The table's own name: without schema, folder, file suffix and wildcards."""
    parts = [part for part in re.split(r"[./\\]", dataset[-_MAX_NAME:]) if re.search(r"\w", part)]
    while len(parts) > 1 and parts[-1].lower() in _FILE_PARTS:
        parts.pop()
    return parts[-1] if parts else ""
