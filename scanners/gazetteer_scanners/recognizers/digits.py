"""Digit arithmetic that many countries' numbers share; nothing here raises.

Sources: ISO/IEC 7064 (MOD 11,10), J. Verhoeff, "Error detecting decimal codes" (1969), GS1 General Specifications (EAN).
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from operator import mul

from gazetteer_scanners.recognizers.dates import make_date

_NOT_DIGITS = re.compile("[^0-9]+")
_ZERO = ord("0")
_TURNS = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)
"""Verhoeff's permutation, applied once for each place."""


def digits_of(text: str) -> str:
    """The ASCII digits of a text, in order."""
    return text if text.isascii() and text.isdigit() else _NOT_DIGITS.sub("", text)


def is_one_digit(digits: str) -> bool:
    """True if the text is empty or one character again and again, which many a check sum accepts."""
    return not digits.strip(digits[:1])


def weigh(digits: str, weights: Sequence[int]) -> int:
    """The sum of the first digits, each times its weight; there must be a digit for each weight."""
    total: int = sum(map(mul, digits.encode(), weights))
    return total - _ZERO * sum(weights)


def passes_verhoeff(digits: str) -> bool:
    """True if the last digit is Verhoeff's check digit of the others."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = _add(check, int(_TURNS[place % 8][int(digit)]))
    return check == 0


def _add(one: int, other: int) -> int:
    """The product of two elements of the dihedral group of ten."""
    if one < 5:
        return (one + other) % 5 if other < 5 else 5 + (one + other) % 5
    return 5 + (one - other) % 5 if other < 5 else (one - other) % 5


def passes_mod_11_10(digits: str) -> bool:
    """True if the last digit is the check digit of the others by ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits[:-1]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (product + int(digits[-1])) % 10 == 1


def passes_ean(digits: str) -> bool:
    """True if the last digit is GS1's check digit: weights 3 and 1 from the right."""
    return weigh(digits[::-1], ((1, 3) * 9)[: len(digits)]) % 10 == 0


def _today() -> date:
    return datetime.now(UTC).date()


def recent_year(two_digits: int) -> int:
    """The last year, up to this one, that ends so: who was born then is at most a hundred."""
    this_year = _today().year
    return this_year - (this_year - two_digits) % 100


def make_birth(year: int, month: int, day: int) -> date | None:
    """The date, None if there is none such or it lies ahead."""
    born = make_date(year, month, day)
    return None if born is None or born > _today() else born
