"""How much a recognised term counts among the words beside and above it.

The numbers are ranks, set by hand on public schemas: they order suggestions and do not estimate probabilities.
"""

from collections.abc import Mapping
from typing import Final

from gazetteer_scanners.classification.chinese_words import CHINESE_EXCLUDED
from gazetteer_scanners.classification.name_contexts import THING_STRENGTH
from gazetteer_scanners.classification.name_index import Term
from gazetteer_scanners.classification.name_surroundings import Context, Qualifiers
from gazetteer_scanners.classification.name_words import EXCLUDED_QUALIFIERS, words

CERTAIN: Final = 0.6
"""At this strength an ambiguous term counts as told apart by its surroundings."""

_UNMISTAKABLE = words("iban imei imsi ssn cpf dob cvv cvc oaid idfa idfv gpa bmi mrn curp lat lng lon")
"""Short terms that mean one thing whatever stands before them."""
_ADDRESSES = frozenset(("地址",))
_QUALIFIED_ADDRESS = 0.82
"""`EXCLUDED_QUALIFIERS` tells what is no postal address (`回调地址`); what else stands before it says whose or what for."""
_PLACES = "contact.address"
_PEOPLE = frozenset(("person", "worker"))
_QUALIFIED = 0.9
_UNKNOWN_QUALIFIER = 0.75
_SHORT_UNKNOWN_QUALIFIER = 0.6
_OTHER_THING = 0.45
_NEUTRAL_QUALIFIER = 0.95
_QUALIFIER_BONUS = 0.15
"""A qualifier is nearer to the term than a table's name, and proves more."""


def is_excluded(key: str, qualifiers: Qualifiers) -> bool:
    """True if a word before the term makes another thing of it: `memory_address`."""
    excluded = EXCLUDED_QUALIFIERS.get(key, frozenset()) | CHINESE_EXCLUDED.get(key, frozenset())
    return bool(qualifiers.words & excluded) or any(word in qualifiers.text for word in excluded)


def term_strength(term: Term, qualifiers: Qualifiers, context: Context) -> float:
    """The strength of a term, 0 to 1, given the words before it and what stands above it."""
    if term.kinds is not None:
        return _strength_by_kinds(term, term.kinds, qualifiers, context)
    if not qualifiers.words:
        return term.strength
    if qualifiers.kinds == {"thing"}:
        return min(_OTHER_THING, term.strength)
    if qualifiers.is_known:
        return _QUALIFIED * term.strength
    is_short = term.size < 2 and len(term.key) < 5 and term.key.isascii() and term.key not in _UNMISTAKABLE
    return (_SHORT_UNKNOWN_QUALIFIER if is_short else _UNKNOWN_QUALIFIER) * term.strength


def _strength_by_kinds(term: Term, kinds: Mapping[str, float], qualifiers: Qualifiers, context: Context) -> float:
    beside = frozenset(("address",)) if context.has_place and term.element.startswith(_PLACES) else frozenset[str]()
    around = _lifted(term, kinds, context.kinds | beside)
    if around > term.strength:
        around = max(term.strength, around * context.factor)
    if not qualifiers.words:
        return around
    if qualifiers.kinds:
        if qualifiers.kinds == {"thing"}:
            return _lifted(term, kinds, qualifiers.kinds)
        near = _lifted(term, kinds, qualifiers.kinds | beside)
        if near < CERTAIN and qualifiers.kinds <= _PEOPLE:  # a user's score is one of what the table is about
            near = max(near, around * _NEUTRAL_QUALIFIER)
        return min(max(near + _QUALIFIER_BONUS, CERTAIN), max(_QUALIFIED, near)) if near >= CERTAIN else near
    if qualifiers.is_known:
        return around * _NEUTRAL_QUALIFIER
    if term.key in _ADDRESSES and "thing" not in context.kinds:
        return _QUALIFIED_ADDRESS
    return max(term.strength, around) * _UNKNOWN_QUALIFIER


def _lifted(term: Term, kinds: Mapping[str, float], present: frozenset[str]) -> float:
    """The strength of an ambiguous term among words of these kinds: what the best gives and the rest allow."""
    limits = [kinds[limit] for kind in present if (limit := f"not {kind}") in kinds]
    return min((_best_lift(term, kinds, present), *limits))


def _best_lift(term: Term, kinds: Mapping[str, float], present: frozenset[str]) -> float:
    lifts = [kinds[kind] for kind in present if kind in kinds and kind != "thing"]
    if lifts:
        return max(lifts)
    if "thing" in present:
        return kinds.get("thing", min(term.strength, THING_STRENGTH) if term.strength < CERTAIN else term.strength)
    return term.strength
