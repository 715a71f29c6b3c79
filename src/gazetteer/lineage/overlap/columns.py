"""How likely the values of a field are to coincide with those of an unrelated one, told from its evidence.

Of 11-digit numbers there are 10^11: ten thousand of them are hardly ever met elsewhere by chance, whereas all numbers from
1 to 600 are in every table that has 600 rows. So a field counts by how many values of its shape there could be, in bits,
less the bits of how many it has. The bits a character are rounded down from: log2(10) for digits; 2 for Latin text (between
1.3 of running English and 4.7 of random letters, C. E. Shannon 1951); 5 for Han (9.6 in running Chinese, far less in names).
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from gazetteer_scanners.classification.decision import Detection
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.evidence.field import DateTrait, FieldEvidence
from gazetteer_scanners.evidence.shapes import LENGTH_STARTS, Shape, Trait
from gazetteer_scanners.taxonomy import Role, Taxonomy

FEWEST: Final = 20
"""Distinct values below which a field is not compared: statuses, countries, months and the like coincide everywhere."""
FEWEST_ALONE: Final = 50
"""The same for values that count alone, but for those of an element that identifies, whose format was checked."""
FEWEST_LONG: Final = 10
"""In place of all of them for values with `_LONG_BITS` or more, such as UUIDs and long e-mail addresses."""

_LONG_BITS: Final = 50.0
_MOST_OF: Final = 0.5
_SERIAL: Final = 0.3
_REPEATED: Final = 1.3
"""Short values of which each stands so often are drawn from few, such as all given names; identifiers may repeat."""
_MARGIN_LEAST: Final = 2.3
"""Numbers of which more than a fifth of all that there could be are there: quantities, ages, row numbers."""
_MARGIN_IDENTIFIED: Final = 6.0
_MARGIN_TEXT: Final = 10.0
_MARGIN_NUMBER: Final = 14.0
_DAYS_A_MONTH: Final = 30.4
_BITS_A_SECOND: Final = 16.0
_IDENTIFYING: Final = frozenset({Role.DIRECT, Role.DEVICE})
_SHARED: Final = frozenset({"network.ip"})
"""Many have the same: private address ranges are in use everywhere, and visitors come to many sites."""
_NEVER: Final = frozenset({DataType.BOOLEAN, DataType.JSON, DataType.LIST, DataType.STRUCT})
_BITS: Final = {
    Shape.DIGITS: 3.32,
    Shape.DIGITS_SYMBOLS: 2.5,
    Shape.LATIN: 2.0,
    Shape.LATIN_SYMBOLS: 2.0,
    Shape.LATIN_DIGITS: 2.0,
    Shape.LATIN_DIGITS_SYMBOLS: 2.0,
    Shape.HAN: 5.0,
    Shape.HAN_MIXED: 4.0,
    Shape.OTHER_SCRIPT: 3.0,
    Shape.SYMBOLS: 1.0,
}
_BITS_HEX: Final = 4.0
_BITS_UNKNOWN: Final = 2.0


class Weight(IntEnum):
    """What coinciding values say."""

    SUPPORTED = 0
    """Something only if other fields of the same two datasets coincide for themselves: names, dates, cities."""
    ALONE = 1
    """Enough by themselves: chance does not bring so many of so many possible values together."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field that can be compared.

    Attributes:
        place: index of its dataset among the places that were read.
        distinct: estimated distinct values.
        chance: share of another field's values of the same shape that are in this one by chance.
        element: the element in force that is surest, "" if there is none.
    """

    id: str
    name: str
    place: int
    distinct: int
    weight: Weight
    chance: float
    element: str = ""


def column_of(
    field: FieldEvidence, id_: str, name: str, place: int, found: Sequence[Detection], taxonomy: Taxonomy
) -> Column | None:
    """The field as it is compared; None if its values coincide with others by chance, or are too few."""
    distinct, filled = field.distinct(), field.values - field.empties
    if distinct < FEWEST_LONG or field.data_type in _NEVER or _is_most(field.truths, filled):
        return None
    is_identified = not _is_words(field) and any(_is_identifying(detection, taxonomy) for detection in found)
    bits = _bits(field, is_identified)
    few = FEWEST_LONG if bits >= _LONG_BITS else FEWEST
    margin = bits - math.log2(distinct)
    if distinct < few or field.steps >= _SERIAL * filled or (_is_number(field) and margin < _MARGIN_LEAST):
        return None
    is_enough = distinct >= FEWEST_ALONE or is_identified or few == FEWEST_LONG
    is_drawn = bits < _LONG_BITS and not is_identified and filled >= _REPEATED * distinct
    is_shared = any(detection.element in _SHARED for detection in found)
    is_alone = margin >= _margin(field, is_identified) and is_enough and not is_drawn and not is_shared
    weight = Weight.ALONE if is_alone else Weight.SUPPORTED
    element = found[0].element if found else ""
    return Column(id_, name, place, distinct, weight, min(1.0, 2.0**-margin), element)


def _bits(field: FieldEvidence, is_identified: bool) -> float:
    """How many values of this shape there could be, as a power of two."""
    filled = field.values - field.empties
    if _are_times(field, is_identified):
        has_time = field.dates[DateTrait.WITH_TIME] + sum(field.epochs.values()) >= _MOST_OF * filled
        months = max(len(field.months), len(field.epoch_months)) * field.months_per_bin
        return math.log2(max(1.0, months * _DAYS_A_MONTH)) + (_BITS_A_SECOND if has_time else 0.0)
    if field.traits[Trait.HEX] >= _MOST_OF * filled:
        rate = _BITS_HEX
    else:
        counted = sum(field.scripts.values())
        rate = sum(_BITS[Shape(shape)] * count for shape, count in field.scripts.items())
        rate = rate / counted if counted else _BITS_UNKNOWN
    return rate * _short_length(field.lengths)


def _are_times(field: FieldEvidence, is_identified: bool) -> bool:
    """True for dates and for numbers that may be times; ten digits of a checked format are rather phone numbers."""
    dates = field.dates[DateTrait.DATE_ONLY] + field.dates[DateTrait.WITH_TIME]
    times = dates if is_identified else max(dates, sum(field.epochs.values()))
    return times >= _MOST_OF * (field.values - field.empties)


def _short_length(lengths: Counter[int]) -> int:
    """The length, in characters, that three quarters of the values have at least."""
    left = sum(lengths.values()) / 4
    for length in sorted(lengths):
        left -= lengths[length]
        if left <= 0:
            return int(LENGTH_STARTS[length])
    return 0


def _margin(field: FieldEvidence, is_identified: bool) -> float:
    """Bits that must be left. Numbers are often counted up from a round one, and so are less random than they look."""
    if _are_times(field, is_identified):
        return math.inf
    if is_identified:
        return _MARGIN_IDENTIFIED
    return _MARGIN_NUMBER if _is_number(field) else _MARGIN_TEXT


def _is_number(field: FieldEvidence) -> bool:
    if field.data_type in (DataType.FLOAT, DataType.DECIMAL):
        return True
    return _is_most(Counter({0: sum(field.digits.values())}), field.values - field.empties)


def _is_most(counts: Counter[int], filled: int) -> bool:
    return sum(counts.values()) >= _MOST_OF * filled


def _is_words(field: FieldEvidence) -> bool:
    """True for letters alone: a person's name does not identify as a number does."""
    words = field.scripts[Shape.LATIN] + field.scripts[Shape.HAN] + field.scripts[Shape.OTHER_SCRIPT]
    return words >= _MOST_OF * (field.values - field.empties)


def _is_identifying(detection: Detection, taxonomy: Taxonomy) -> bool:
    """True if values, and not only names, say that the field identifies."""
    is_seen = bool(detection.factors.value) or bool(detection.factors.checksum)
    element = taxonomy.get(detection.element)
    return is_seen and element is not None and element.role in _IDENTIFYING
