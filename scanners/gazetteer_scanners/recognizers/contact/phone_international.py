"""Telephone numbers of all countries. Source: ITU-T E.164 (at most 15 digits; country codes in its annex), E.123
(notation), North American Numbering Plan (area and exchange begin with 2 to 9)."""

import re

from gazetteer_scanners.recognizers.checksums import strip_separators
from gazetteer_scanners.recognizers.rule import Rule

_NO_DIGITS = re.compile("[^0-9]+")
_CONTEXT = ("phone", "mobile", "tel", "telephone", "cell", "fax", "whatsapp", "电话", "手机", "传真")
_TWO_DIGIT_CODES_TEXT = (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 "
    "84 86 90 91 92 93 94 95 98"
)
_TWO_DIGIT_CODES = frozenset(_TWO_DIGIT_CODES_TEXT.split())
_THREE_DIGIT_ZONES = ("21", "22", "23", "24", "25", "26", "29", "35", "37", "38", "42", "50", "59", "67", "68", "69")
_OTHER_CODES_TEXT = (
    "800 808 850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 970 971 "
    "972 973 974 975 976 977 979 992 993 994 995 996 998"
)
_OTHER_CODES = frozenset(_OTHER_CODES_TEXT.split())
_UNASSIGNED_TEXT = (
    "210 214 215 217 219 259 292 293 294 295 296 384 422 424 425 426 427 428 429 671 684 693 694 695 696 697 698 699"
)
_UNASSIGNED = frozenset(_UNASSIGNED_TEXT.split())
_ABROAD = r"[1-9][0-9]*[-. /]?(?:\([0-9]+\)[-. /]?)?[0-9]+"
# No area is called 400, with which service numbers in China begin.
_AREA = "(?:[235-9][0-9]{2}|4(?:0[1-9]|[1-9][0-9]))"
# After 00 the groups are apart: a plain number that begins so is an IMEI or padded more often than a call abroad.
_GROUPS = "(?:[-. /][0-9]+)"
_EXTENSION = r"(?: ?(?:ext\.?|x|#|转) ?[0-9]{1,6})?"


def has_country_code(text: str) -> bool:
    """True if 8 to 15 digits follow `+` or `00` and begin with an assigned country code."""
    digits = "".join(c for c in text.partition("x")[0].partition("e")[0].partition("#")[0] if c in "0123456789")
    if not text.lstrip("( ").startswith("+"):
        digits = digits.removeprefix("00")
    if not 8 <= len(digits) <= 15:
        return False
    if digits[0] in "17" or digits[:2] in _TWO_DIGIT_CODES or digits[:3] in _OTHER_CODES:
        return True
    return digits[:2] in _THREE_DIGIT_ZONES and digits[:3] not in _UNASSIGNED


def has_phone_digits(text: str) -> bool:
    """True if the digits are 7 to 13 and no date is written with them."""
    if not 7 <= len(strip_separators(text)) <= 13:
        return False
    lengths = [len(group) for group in _NO_DIGITS.split(text) if group]
    return not (len(lengths) == 3 and 4 in lengths and sorted(lengths)[1] <= 2)


RULES = (
    Rule(
        id="phone_international.e164",
        element="contact.phone",
        pattern=rf"(?:\+{_ABROAD}{_GROUPS}*|00{_ABROAD}{_GROUPS}+){_EXTENSION}",
        inside=True,
        inside_pattern=rf"\+{_ABROAD}(?:[-. ][0-9]+){{0,6}}",
        validate=has_country_code,
        chance=0.0,
        context=_CONTEXT,
        source="ITU-T E.164 and E.123; random digits never pass",
        hits=("+44 20 7946 0018", "+1 (202) 555-0143", "+493012345678", "0033 1 99 00 12 34", "+55 (12) 3923-5555"),
        misses=("+999 123 4567", "+44 12", "+1234567890123456", "44 20 7946 0018", "004400152020008", "+2100000000"),
        inside_hits=("客户电话+44 20 7946 0018，英国", "call +12025550143 or mail", "WhatsApp：+61 491 570 156。"),
    ),
    Rule(
        id="phone_international.nanp",
        element="contact.phone",
        pattern=rf"(?:1[-. ])?(?:\({_AREA}\) ?|{_AREA}[-. ])[2-9][0-9]{{2}}[-. ][0-9]{{4}}{_EXTENSION}",
        inside=True,
        chance=0.05,
        context=_CONTEXT,
        source="North American Numbering Plan; chance: of numbers grouped 3-3-4, 0.8 * 0.8, and such grouping is rare",
        hits=("(202) 555-0143", "202-555-0143", "1-202-555-0143", "202.555.0143 ext. 12"),
        misses=("400-820-8820", "(102) 555-0143", "202-155-0143", "202-555-014", "2025550143", "202-55-0143"),
        inside_hits=("Call (202) 555-0143 now", "电话202-555-0143，美国", "fax:202.555.0143"),
    ),
    Rule(
        id="phone_international.national",
        element="contact.phone",
        pattern=r"(?:\(0?[0-9]{1,5}\)|0?[0-9]{1,6})(?:[-. /][0-9]{2,8}){1,5}|\([0-9]{1,5}\)[0-9]{4,9}",
        validate=has_phone_digits,
        chance=0.3,
        needs_name=True,
        context=_CONTEXT,
        source="ITU-T E.123 (national notation); chance estimated high: part numbers are grouped alike",
        hits=("0171-7654321", "(5) 555-4729", "030 0074321", "0921-12 34 65", "(02)99001234"),
        misses=("0171", "2024-01-15", "12/31/1999", "555.1", "1-2-3", "ab-1234567"),
    ),
    Rule(
        id="phone_international.digits",
        element="contact.phone",
        pattern=r"[0-9]{7,15}",
        chance=1.0,
        needs_name=True,
        context=_CONTEXT,
        source="ITU-T E.164: 7 to 15 digits; any number of that length passes, so it only supports a name",
        hits=("2025550143", "442079460018", "5554729"),
        misses=("555472", "1234567890123456", "20255501x3", "-5554729"),
    ),
)
