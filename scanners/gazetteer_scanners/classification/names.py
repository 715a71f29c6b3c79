"""Which elements a field's name, and separately its comment, suggest.

A name is cut into words, its last words are looked up among the taxonomy's names (the head of an English or Chinese
noun phrase is its end), and the words before it, the steps above it and the table decide how much that counts:

    whole name           `phone_number`, `手机号码`, `shoujihao`     1.0
    known qualifiers     `billing_phone`, `客户手机号`               0.9
    unknown qualifiers   `frobnicated_phone`                        0.75, short terms 0.6
    ambiguous terms      `name`, `state`, `title`                   by their surroundings (`name_contexts`)
    other head           `phone_verified_at`, `email_template_id`   nothing
    pinyin initials      `xm` 0.5, `sjh` 0.7, `sfzh` 0.85

Strengths are ranks set by hand on public schemas, not probabilities. 0.6 and above is meant to stand without other
evidence.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from gazetteer_scanners.classification.chinese_words import CHINESE_TAILS, CHINESE_TAILS_OF
from gazetteer_scanners.classification.configured import WeakName
from gazetteer_scanners.classification.language_words import ABOUT, HEADS, SHARED_HEADS, changes_head, is_foreign
from gazetteer_scanners.classification.name_agents import is_agent
from gazetteer_scanners.classification.name_comments import is_yes_no, read_clauses
from gazetteer_scanners.classification.name_index import Term, TermIndex, han_key
from gazetteer_scanners.classification.name_splitting import has_han, pieces, singular
from gazetteer_scanners.classification.name_strength import CERTAIN, is_excluded, term_strength
from gazetteer_scanners.classification.name_surroundings import (
    NO_SETTING,
    WORD_KINDS,
    Context,
    Qualifiers,
    Setting,
    bare_table,
    calls_person,
    read_context,
    read_han_qualifiers,
    read_qualifiers,
    read_table_context,
    read_table_name,
)
from gazetteer_scanners.classification.name_words import (
    CHANGING_TAILS,
    COUNTED,
    FLAG_HEADS,
    GENERIC_LEAVES,
    NAME_PARTS,
    NEUTRAL_TAILS,
    OPAQUE_WORDS,
    TAILS_OF,
)
from gazetteer_scanners.classification.other_languages import OTHER_NAMES
from gazetteer_scanners.classification.row_kinds import RowKind, TableName
from gazetteer_scanners.taxonomy import Role, Taxonomy

MAX_MATCHES: Final = 5
MAX_NAME: Final = 128
"""Longer names (64 characters are the usual limit of databases) are not read: they are data, not names."""
MIN_STRENGTH: Final = 0.25
"""Fainter suggestions are left out: they would say something about every column called `name` or `code`."""

_STRIPPED = 0.95
_DISTINCT = 0.8
_UNKNOWN_TAIL = 0.3
_LATER_CLAUSE = 0.5
_MAX_TAILS = 3
_MAX_WORDS = 12
_MAX_HAN = 24
_TOPICS_OF_GENERIC: dict[str, tuple[str, ...]] = dict.fromkeys(("name", "version"), ("device.", "network.", "log."))
"""Steps that are read with the one above only where it is software or hardware: `os.name`, but not `product.name`."""
_MAX_TABLES = 64
_MAX_KNOWN = 4_096
"""So many names' matches are kept, for a scan asks of each field several times."""

_ADDRESS: Final = "contact.address"
_NAMING: Final = frozenset(("name", "title", "code", "description"))
_NAMING_HAN: Final = ("名称", "名字", "标题", "编码", "描述")
_PROGRAMS: Final = frozenset(("客户端", "浏览器", "小程序", "应用程序"))
"""Words that say of an address where it was seen, and by themselves what has a name: `客户端名称`."""
_USER_ID: Final = "account.user_id"
_POINTED: Final = 0.85
_NATURAL_KEY: Final = 0.78
_AGENT: Final = 0.85
_SURE_HEAD: Final = 0.7
_POINTED_AT: Final = frozenset(
    word for word, kinds in WORD_KINDS.items() if kinds & {"person", "worker"} and "thing" not in kinds
) - {"parent", "child", "children", "trait"}
"""Before `id` these words make it the id of a person: `owner_id`, `assignee_id`."""
_NUMBERING: Final = frozenset(("编号", "编码", "代码", "标识", "号", "id"))
"""After a noun of persons these make it the id of a person: `志愿者编号`."""
_COUNTED_PERSONS: Final = frozenset(
    ("guest", "passenger", "participant", "attendee", "dependent", "dependant", "people", "person", "staff", "visitor", "user")
)
"""Their number is how many there are: `passenger_no`, but not `donor_no`."""
_IN_HAN_NAMES = frozenset(("id", "md5", "sha1", "sha256", "sm3", "hash", "enc"))
_NEUTRAL_TAILS = NEUTRAL_TAILS | CHINESE_TAILS
_TAILS_OF = {
    tail: TAILS_OF.get(tail, frozenset()) | CHINESE_TAILS_OF.get(tail, frozenset())
    for tail in sorted(TAILS_OF | CHINESE_TAILS_OF)
}
_HAN_TAILS = tuple(
    sorted(
        (t for t in (*CHANGING_TAILS, *_NEUTRAL_TAILS, *_TAILS_OF) if has_han(t) or t in _IN_HAN_NAMES),
        key=lambda tail: (len(tail), tail),
    )
)
_ASKING: Final = re.compile(r"(?:是否|有无)(?:曾|仍)?(?:患有|患过|患|存在|有过(?!敏)|有|为|属于|是)?")
_OF: Final = re.compile(r"(?<=[^目])的(?=[^士确])")
"""The word between whose it is and what it is: `过敏的药物`."""
_CONDITIONS: Final = frozenset(("health.condition", "special.disability", "person.marital_status"))
"""Of these it says much already whether somebody has one."""
_DOINGS: Final = ("send", "receive")
"""Begin flags (`send_email`), and the name of who does it (`send_user_name`)."""
_DESCRIPTION: Final = "description"
_VALUES: Final = (["value"], ["val"])
_NUMBERED: Final = re.compile(r"(?<=[㐀-鿿])\d+$")
_HAN_FLAGS = tuple(word for word in FLAG_HEADS if has_han(word))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """An element that a name suggests, how strongly (0 to 1), and the taxonomy's name that was recognised.

    `is_ambiguous`: the term has another everyday meaning that its surroundings do not rule out.
    """

    element: str
    strength: float
    term: str
    is_ambiguous: bool


class NameRules:
    """The name rules of one taxonomy; their answers never change, so they are safe to share between threads."""

    def __init__(self, taxonomy: Taxonomy, weak: tuple[WeakName, ...] = (), *, is_kept: bool = False) -> None:
        self._index = TermIndex(taxonomy, weak, is_kept=is_kept)
        self._splitter = self._index.splitter
        self._closures = {element.id: taxonomy.closure(element.id) for element in taxonomy}
        self._flags = {element.id for element in taxonomy if element.role is Role.FLAG}
        self._order = {element.id: number for number, element in enumerate(taxonomy)}
        self._tables: dict[tuple[str, RowKind], Context] = {}
        self._known: dict[tuple[tuple[str, ...], str, Setting], tuple[NameMatch, ...]] = {}

    @cached_property
    def _heads(self) -> frozenset[str]:
        """Keys of the names that other languages put before what qualifies them."""
        return HEADS.union(self._index.key(name) for names in OTHER_NAMES.values() for name in names)

    @classmethod
    def build(cls, taxonomy: Taxonomy, weak: tuple[WeakName, ...] = ()) -> "NameRules":
        """The rules of a taxonomy and of further weak names; the last few are kept by the taxonomy's digest and these."""
        rules = _BUILT.get((taxonomy.digest, weak))
        if rules is None:
            rules = cls(taxonomy, weak, is_kept=True)
            while len(_BUILT) >= _MAX_BUILT:
                _BUILT.pop(next(iter(_BUILT)))
            _BUILT[taxonomy.digest, weak] = rules
        return rules

    def match_field_name(self, tokens: tuple[str, ...], dataset: str, setting: Setting = NO_SETTING) -> tuple[NameMatch, ...]:
        """What a field's path suggests, strongest first, at most `MAX_MATCHES`; empty if nothing.

        `tokens` are the names along the path, outermost first, without list steps (`("orders", "items", "phone")`);
        `dataset` is the table's name as the source spells it.
        """
        known = (tokens, dataset, setting)
        matches = self._known.get(known)
        if matches is None:
            matches = self._match_field_name(tokens, dataset, setting)
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            self._known[known] = matches
        return matches

    def table_name(self, dataset: str) -> TableName:
        """What a dataset's name says its rows are."""
        return read_table_name(self._splitter, dataset)

    def words(self, name: str) -> tuple[str, ...]:
        """The normal words of a name; a Chinese one is one word."""
        if len(name) > MAX_NAME:
            return ()
        return (han_key(name),) if has_han(name) else tuple(self._splitter.split(name)[-_MAX_WORDS:])

    def is_opaque(self, tokens: tuple[str, ...]) -> bool:
        """True if a path says nothing of what it holds: `custom_7`, `field3`, `ext_attr_2`."""
        words = self.words(tokens[-1]) if tokens else ()
        return bool(words) and all(word.isdigit() or word in OPAQUE_WORDS for word in words)

    def is_pinyin(self, tokens: tuple[str, ...]) -> bool:
        """True if a path's last step is a known Chinese name in Latin letters or initials: `lianxidianhua`, `lxdh`."""
        return bool(tokens) and "".join(self.words(tokens[-1])) in self._index.pinyin

    def place_prefix(self, tokens: tuple[str, ...]) -> tuple[str, ...] | None:
        """What stands before a part of an address in a path (`("billing",)` in `billing_state`); None if it names none."""
        words = self.words(tokens[-1]) if tokens else ()
        if words[-1:] in (("code",), ("name",)) and "".join(words) not in ("zipcode", "postcode", "postalcode"):
            words = words[:-1]
        for start in range(len(words)):
            key = "".join(words[start:])
            if any(term.element.startswith(_ADDRESS) for term in self._index.get(key)):
                return (*tokens[:-1], *words[:start])
        return None

    def _match_field_name(self, tokens: tuple[str, ...], dataset: str, setting: Setting) -> tuple[NameMatch, ...]:
        if not tokens or len(tokens[-1]) > MAX_NAME:
            return ()
        *above, leaf = tokens
        context = self._context(above, dataset, setting)
        if has_han(leaf):
            return self._ranked(self._match_han(han_key(leaf), context))
        if not COUNTED.isdisjoint(pieces(leaf)[-1:]):
            return ()
        words = self._splitter.split(leaf)[-_MAX_WORDS:]
        matches = self._match_words(words, context)
        if above and _is_generic(words):
            matches += self._match_with_parent(words, above, dataset, setting)
        elif not above and words in _VALUES:
            matches += self._match_table(dataset)
        if setting.is_number_of_order and "order" in context.kinds:
            matches.append(NameMatch("order.number", _NATURAL_KEY, leaf, False))
        return self._ranked(matches)

    def comment_names_thing(self, comment: str) -> bool:
        """True if the comment says of what the field is the name, and that is a thing: `小区名称`, `Name of the product`."""
        for clause in read_clauses(comment)[:1]:
            if has_han(clause):
                key = han_key(clause)
                stem = next((key.removesuffix(tail) for tail in _NAMING_HAN if key.endswith(tail)), "")
                return stem in _PROGRAMS or (bool(stem) and read_han_qualifiers(stem).kinds == {"thing"})
            words = self._splitter.split(clause)[-_MAX_WORDS:]
            return len(words) > 1 and words[-1] in _NAMING and read_qualifiers(words[:-1]).kinds == {"thing"}
        return False

    def match_comment(self, comment: str, dataset: str = "", topics: frozenset[str] = frozenset()) -> tuple[NameMatch, ...]:
        """What a column comment suggests, strongest first, at most `MAX_MATCHES`; empty if nothing.

        Only the first clause counts in full; a later one counts half, and only if the first says nothing at all. A
        comment about a yes or no (`是否…`, `0->否；1->是`) suggests flags only.
        """
        factor = 1.0
        context = self._context((), dataset, Setting(topics=topics)).without_persons()
        for clause in read_clauses(comment):
            if has_han(clause):
                matches = self._match_han(han_key(clause), context)
            else:
                matches = self._match_words(self._splitter.split(clause)[-_MAX_WORDS:], context)
            if is_yes_no(comment):
                matches = [match for match in matches if self._may_be_asked(match)] or self._match_asked(clause, context)
            if matches:
                return self._ranked(_scaled(match, factor) for match in matches)
            factor = _LATER_CLAUSE
        return ()

    def _may_be_asked(self, match: NameMatch) -> bool:
        """True if a yes or no can be what the match says: a flag's name, or a condition that somebody has or has not."""
        is_condition = match.strength >= CERTAIN and self._is_under(match.element, _CONDITIONS)
        return is_condition or match.element in self._flags or is_yes_no(match.term)

    def _match_asked(self, clause: str, context: Context) -> list[NameMatch]:
        """Matches of what a clause asks after: `是否有过敏史`."""
        asked = _ASKING.match(clause)
        matches = self._match_han(han_key(clause[asked.end() :]), context) if asked else []
        return [match for match in matches if match.strength >= CERTAIN and self._is_under(match.element, _CONDITIONS)]

    def _context(self, steps: Sequence[str], dataset: str, setting: Setting) -> Context:
        table = self._tables.get((dataset, setting.row_is))
        if table is None:
            table = read_table_context(self._splitter, dataset, setting.row_is)
            if len(self._tables) >= _MAX_TABLES:
                self._tables.clear()
            self._tables[dataset, setting.row_is] = table
        told = Context(table.kinds | setting.topics, table.factor, table.is_puzzling)
        return read_context(self._splitter, steps, told, setting.has_place)

    def _match_with_parent(self, words: list[str], above: Sequence[str], dataset: str, setting: Setting) -> list[NameMatch]:
        """Matches of a generic leaf read together with the step above it: `phone.number`, `name.first`."""
        parent = self._splitter.split(above[-1][:MAX_NAME])[-_MAX_WORDS:]
        if words[-1] in ("id", "uuid") and not read_qualifiers(parent).kinds & {"person", "order"}:
            return []
        context = self._context(above[:-1], dataset, setting)
        joined = [*words, *parent] if parent[-1:] == ["name"] and words[-1] in NAME_PARTS else [*parent, *words]
        topics = _TOPICS_OF_GENERIC.get(words[-1])
        matches = [match for match in self._match_words(joined, context) if match.strength >= CERTAIN]
        return matches if topics is None else [match for match in matches if match.element.startswith(topics)]

    def _match_table(self, dataset: str) -> list[NameMatch]:
        """Matches of a table that is called by what the values of its only telling column are: `phone_numbers.value`."""
        key = "".join(self._splitter.split(bare_table(dataset)[:MAX_NAME])[-_MAX_WORDS:])
        return [match for match in self._scored(key, Qualifiers(), Context(), _STRIPPED) if match.strength >= CERTAIN]

    def _match_words(self, words: list[str], context: Context) -> list[NameMatch]:
        if not words:
            return []
        whole = self._scored("".join(words), Qualifiers(), context, 1.0)
        if whole:
            return whole
        if words[0] == "no" and words[1:2] != ["of"] and (numbered := self._match_numbered(words[1:], context)):
            return numbered
        if words[0] in FLAG_HEADS and (words[0] not in _DOINGS or words[-1] != "name"):
            return []
        if words[0] in ABOUT:
            return []
        if len(words) > 1 and words[-2] in _POINTED_AT and (words[-1] in ("id", "uuid", "uid") or _is_numbered(words)):
            return [NameMatch(_USER_ID, _POINTED, f"{words[-2]}_{words[-1]}", False)]
        if "of" in words[1:-1]:
            at = words.index("of", 1)
            words = [*words[at + 1 :], *words[:at]]
        if "at" in words[1:-1]:
            words = words[: words.index("at", 1)]  # age_at_signup
        described = self._match_described(words, context)
        if described:
            return described
        spelled = [word for word in words if not word.isdigit()]
        if 1 < len(spelled) < len(words) and (whole := self._scored("".join(spelled), Qualifiers(), context, _STRIPPED)):
            return whole
        ends = self._match_ends(words, context, 1.0)
        if _is_certain(ends):
            return ends
        tailed = self._match_tailed(words, context)
        if _is_certain(tailed):
            return tailed
        return self._match_head_first(words, context) or ends or tailed

    def _match_numbered(self, words: list[str], context: Context) -> list[NameMatch]:
        """Matches after the word for a number, which stands first in many languages: `num_telefono`, `nr_dowodu`."""
        if len(words) == 1 and words[0] in _POINTED_AT - _COUNTED_PERSONS:
            return [NameMatch(_USER_ID, _POINTED, f"no_{words[0]}", False)]
        matches = self._match_ends(words, context, _STRIPPED)
        return [match for match in matches if match.strength >= CERTAIN and self._is_under(match.element, TAILS_OF["no"])]

    def _match_head_first(self, words: list[str], context: Context) -> list[NameMatch]:
        """Matches of the first words of a name whose language puts the head there: `telefono_casa`, `adresse_facturation`."""
        for end in range(len(words) - 1, 0, -1):
            key, rest = "".join(words[:end]), words[end:]
            if key not in self._heads or any(changes_head(word) for word in rest):
                continue
            qualifiers = read_qualifiers(rest)
            if key in SHARED_HEADS and not all(map(is_foreign, rest)):
                continue
            return self._scored(key, qualifiers, context, 1.0)
        return []

    def _match_tailed(self, words: list[str], context: Context) -> list[NameMatch]:
        """Matches before the last words that are no part of the term; the first that are certain, else the first of all."""
        first: list[NameMatch] = []
        words = [word for word in words if not word.isdigit()]
        allowed: frozenset[str] | None = None
        factor = 1.0
        for _ in range(_MAX_TAILS + 1):
            matches = self._match_ends(words, context, factor)
            allowed_ones = [match for match in matches if self._is_under(match.element, allowed)]
            if _is_certain(allowed_ones) or (matches and not allowed_ones):
                return allowed_ones or first
            first = first or allowed_ones
            if len(words) < 2:
                return first
            tail = words.pop()
            if tail in _TAILS_OF:
                allowed = _TAILS_OF[tail] if allowed is None else allowed
            elif tail in CHANGING_TAILS:
                return first
            elif tail not in _NEUTRAL_TAILS and len(tail) > 1:
                return first or self._match_inside(words)
            factor = _STRIPPED
        return first

    def _match_described(self, words: list[str], context: Context) -> list[NameMatch]:
        """Matches of a code's words in a column of their own: `gender_description`; `description` alone is another thing."""
        if len(words) < 2 or words[-1] != _DESCRIPTION:
            return []
        matches = self._match_ends(words[:-1], context, _STRIPPED)
        allowed = TAILS_OF[_DESCRIPTION]
        return [match for match in matches if match.strength >= CERTAIN and self._is_under(match.element, allowed)]

    def _match_ends(self, words: list[str], context: Context, factor: float) -> list[NameMatch]:
        """Matches of the longest run of last words that is a term."""
        for start in range(len(words)):
            qualifiers = read_qualifiers(words[:start])
            matches = self._scored("".join(words[start:]), qualifiers, context, factor)
            if matches:
                return matches
        return []

    def _match_inside(self, words: list[str]) -> list[NameMatch]:
        """Faint matches before a tail that nobody knows."""
        for start in range(len(words)):
            matches = [_faint(term) for term in self._index.get("".join(words[start:])) if _is_distinct(term)]
            if matches:
                return matches
        return []

    def _match_han(self, key: str, context: Context) -> list[NameMatch]:
        if len(key) > _MAX_HAN:
            return []
        key = _NUMBERED.sub("", key)
        whole = self._scored(key, Qualifiers(), context, 1.0)
        if whole or key.startswith(_HAN_FLAGS):
            return whole
        key = _OF.sub("", key)
        if is_agent(key) and all(match.strength < _SURE_HEAD for match in self._match_han_ends(key, context)):
            return [NameMatch(element, _AGENT, key, False) for element in ("person.name", _USER_ID)]
        allowed: frozenset[str] | None = None
        least = MIN_STRENGTH
        for _ in range(_MAX_TAILS + 1):
            matches = self._match_han_ends(key, context)
            if any(match.strength >= least for match in matches):
                return [match for match in matches if self._is_under(match.element, allowed)]
            least = CERTAIN if matches else least  # a faint 名称 at the end lets through only what is sure before it
            tail = next((tail for tail in reversed(_HAN_TAILS) if key.endswith(tail) and len(key) > len(tail)), None)
            if tail is None:
                return []
            stem = key.removesuffix(tail)
            if tail in _NUMBERING and calls_person(stem):
                return [NameMatch(_USER_ID, _POINTED, key, False)]
            if tail in _TAILS_OF:
                allowed = _TAILS_OF[tail] if allowed is None else allowed
            elif tail in CHANGING_TAILS:
                return []
            key = stem
        return []

    def _match_han_ends(self, key: str, context: Context) -> list[NameMatch]:
        for start in range(len(key) - 1):
            if start and key[start].isascii() and key[start - 1].isascii():
                continue
            matches = self._scored(key[start:], read_han_qualifiers(key[:start]), context, 1.0)
            if matches:
                return matches
        return []

    def _scored(self, key: str, qualifiers: Qualifiers, context: Context, factor: float) -> list[NameMatch]:
        matches = []
        for term in self._index.get(key):
            if qualifiers.words and (term.is_whole_only or is_excluded(key, qualifiers)):
                continue
            strength = round(term_strength(term, qualifiers, context) * factor, 3)
            unsettled = term.is_ambiguous or (term.kinds is not None and strength < CERTAIN)
            matches.append(NameMatch(term.element, strength, term.text, unsettled))
        return matches

    def _is_under(self, element: str, allowed: frozenset[str] | None) -> bool:
        return allowed is None or any(upper in allowed for upper in self._closures[element])

    def _ranked(self, matches: Iterable[NameMatch]) -> tuple[NameMatch, ...]:
        best: dict[str, NameMatch] = {}
        for match in matches:
            if match.strength < MIN_STRENGTH:
                continue
            present = best.get(match.element)
            if present is None or match.strength > present.strength:
                best[match.element] = match
        ranked = sorted(best.values(), key=lambda match: (-match.strength, self._order[match.element]))
        return tuple(ranked[:MAX_MATCHES])


_BUILT: dict[tuple[str, tuple[WeakName, ...]], NameRules] = {}
_MAX_BUILT = 4


def _is_generic(words: list[str]) -> bool:
    meaning = [word for word in words if not word.isdigit()]
    return len(meaning) == 1 and singular(meaning[0]) in GENERIC_LEAVES


def _is_numbered(words: list[str]) -> bool:
    return len(words) == 2 and words[1] == "no" and words[0] not in _COUNTED_PERSONS


def _is_certain(matches: list[NameMatch]) -> bool:
    return any(match.strength >= CERTAIN for match in matches)


def _is_distinct(term: Term) -> bool:
    return not term.is_ambiguous and term.strength >= _DISTINCT and len(term.key) > 3


def _faint(term: Term) -> NameMatch:
    return NameMatch(term.element, _UNKNOWN_TAIL, term.text, True)


def _scaled(match: NameMatch, factor: float) -> NameMatch:
    return NameMatch(match.element, round(match.strength * factor, 3), match.term, match.is_ambiguous)
