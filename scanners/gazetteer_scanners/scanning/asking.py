"""What the rules say of keys and texts while a batch is taken apart."""

import numpy as np
import pyarrow as pa

from gazetteer_scanners.matching.text import normalise, normalise_one
from gazetteer_scanners.scanning.layouts.parts import Asks
from gazetteer_scanners.scanning.tools import Tools
from gazetteer_scanners.taxonomy import Role

_KNOWN_NAME = 0.6
"""Strength from which on a name says an element without other evidence."""
_ARE_VALUES = 0.9
_MAX_CHANCE = 0.5
_PERSON = "person.name"
_ANY_KEYS = frozenset({"id", "uuid", "key", "no"})
"""Words for the key of any row: a key of this name says nothing of its values, whatever the table is called."""


def asks_of(tools: Tools, dataset: str) -> Asks:
    """The questions about a dataset's keys and values, answered by the rules."""
    return Asks(
        is_value_like=lambda key: is_value_like(key, tools),
        hides_key=lambda key: (
            is_value_like(key, tools) or (_may_be_person(key, tools) and not _is_known_name(key, dataset, tools))
        ),
        is_known_name=lambda key: _is_known_name(key, dataset, tools),
        are_values=lambda texts: _are_values(texts, tools),
    )


def is_value_like(key: str, tools: Tools) -> bool:
    """True if the key is a value, or holds one (`user:13800138000`): then it would be masked wherever it is shown."""
    hits = tools.matcher.match(pa.array([normalise_one(key)], pa.string()))
    telling = [hit for hit in hits if not tools.traits[hit.rule].needs_name and not tools.traits[hit.rule].is_dictionary]
    return any(hit.valid or hit.inside for hit in telling)


def _may_be_person(key: str, tools: Tools) -> bool:
    hits = tools.matcher.match(pa.array([normalise_one(key)], pa.string()))
    return any(tools.traits[hit.rule].is_dictionary and tools.traits[hit.rule].element == _PERSON for hit in hits)


def _is_known_name(key: str, dataset: str, tools: Tools) -> bool:
    return key.casefold() not in _ANY_KEYS and any(
        match.strength >= _KNOWN_NAME
        and tools.taxonomy[match.element].role is not Role.NONE
        and "negative_class" not in tools.taxonomy[match.element].rules
        for match in tools.names.match_field_name((key,), dataset)
    )


def _are_values(texts: pa.StringArray, tools: Tools) -> bool:
    """True if rules that need no name, or words for a person's whole name, match nearly all of the texts as a whole."""
    is_value = np.zeros(len(texts), np.bool_)
    for hit in tools.matcher.match(normalise(texts).text):
        trait = tools.traits[hit.rule]
        is_telling = bool(trait.element) and not trait.needs_name and trait.chance <= _MAX_CHANCE
        if trait.is_dictionary:
            is_telling &= trait.element == _PERSON
        if is_telling and hit.accepted is not None:
            is_value |= hit.accepted
    return bool(np.count_nonzero(is_value) >= _ARE_VALUES * len(texts))
