"""Births as people and systems write them where a column's name says that they are births; never raises.

    05/03/2014, 5.3.2014, 05-03-14    two readings: day first, month first
    March 5, 2014; 5 Mar 2014; 05-MAR-14; Wed, 05 Mar 2014 00:00:00 +0800; Wed Mar 05 00:00:00 CST 2014
    2014-03, 2014年3月, 2014          some day of that month, of that year
    二〇一四年三月五日, 民国103年3月5日, 平成26年3月5日
    农历2014年二月初五                 some day that the lunar calendar allows

Source: RFC 2822 section 3.3 and C's `asctime` (English dates), Unicode CLDR (names of months), GB/T 7408 and GB/T 15835
(Chinese dates), GB/T 33661 (a lunar year begins between 21 January and 21 February; months have 29 or 30 days and one may
be doubled), the calendars of the Republic of China (year 1 is 1912) and of Japan's eras. Two digits of a year mean the
latest such year that has begun. Day and month alone tell no age.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from gazetteer_scanners.ages.chinese_numbers import NUMERALS, small_number, year_number

Span = tuple[date, date]
"""Earliest and latest day."""
Readings = tuple[Span | None, Span | None]
"""The first and the second way to read a value; twice the same where there is one way."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
_LONGEST = 60

_LOCAL = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:,?[T ].*)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2})(?:[T ].*)?)?")
_TIME = re.compile(
    r"\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]m\b)?(?:[+-][0-9]{2}:?[0-9]{2}$)?"
    r"|(?<= )[+-][0-9]{2}:?[0-9]{2}$|\((?:utc|gmt|[a-z]{3,4})\)"
)
_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
_LETTERS = re.compile("[A-Za-z]{3}")
_DAY_MONTH = re.compile(r"(?P<day>[0-9]{1,2})[- ](?P<month>[A-Za-z]{3,9})[- ](?P<year>[0-9]{4}|[0-9]{2})")
_MONTH_DAY = re.compile(r"(?P<month>[A-Za-z]{3,9}) (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})")
_NUMBER = f"[0-9{NUMERALS}元]"
_CHINESE = re.compile(
    rf"(?:公历|阳历|(?P<lunar>农历|阴历|旧历))?(?P<era>民国|令和|平成|昭和|大正)?(?P<year>{_NUMBER}{{1,4}})年"
    rf"(?:(?P<leap>闰)?(?P<month>正|冬|腊|{_NUMBER}{{1,3}})月(?:份|(?P<first>初)?(?P<day>{_NUMBER}{{1,3}})[日号]?)?)?(?:出?生)?"
)
_ERAS = {"民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}
"""The year before year 1."""
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_NEW_YEAR = ((1, 21), (2, 21))
_IGNORED = frozenset(
    word
    for words in (
        "of de the on born am pm utc gmt cst cet cest est edt pst pdt mst mdt bst ist jst z st nd rd th",
        "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday tues weds thur thurs",
    )
    for word in words.split()
)
_MONTHS: dict[str, int] = {}
for _names in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
):
    _MONTHS |= {name: number for number, name in enumerate(_names.split(), start=1)}
_MONTHS["sept"] = 9


def birth_readings(text: str, as_of: date) -> Readings:
    """The two readings of a text in NFKC without blanks around it; None where it is no birth in that reading."""
    if len(text) > _LONGEST or not text:
        return None, None
    if text[0].isdigit() and (local := _LOCAL.fullmatch(text)):
        first, second, year = int(local[1]), int(local[3]), _full_year(local[4], as_of)
        return _span(year, second, first), _span(year, first, second)
    if text.isascii():
        span = _read_year_first(text) or (_read_words(text, as_of) if _LETTERS.search(text) else None)
    else:
        span = _read_chinese(text.replace(" ", "")) or _read_words(text, as_of)
    return span, span


def _span(year: int | None, month: int | None = None, day: int | None = None) -> Span | None:
    """The days of a year, a month or a day, None if there are no such."""
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    try:
        if day is not None:
            birth = date(year, month, day)
            return birth, birth
        first = date(year, month, 1)
    except ValueError:
        return None
    return first, date(year, month, monthrange(year, month)[1])


def _full_year(digits: str, as_of: date) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    century = as_of.year // 100 * 100
    return century + year if century + year <= as_of.year else century - 100 + year


def _read_year_first(text: str) -> Span | None:
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _span(int(match[1]), int(match[3]), int(match[4]) if match[4] else None)
    return _span(int(text)) if len(text) == 4 and text.isascii() and text.isdecimal() else None


def _read_chinese(text: str) -> Span | None:
    match = _CHINESE.fullmatch(text)
    if not match:
        return None
    era = _ERAS.get(match["era"] or "")
    number = year_number(match["year"]) if era is None else small_number(match["year"]) or _long_number(match["year"])
    year = None if number is None else number + (era or 0)
    is_lunar = bool(match["lunar"] or match["leap"] or match["first"] or match["month"] in _LUNAR_MONTHS)
    month = None if match["month"] is None else _LUNAR_MONTHS.get(match["month"]) or small_number(match["month"])
    day = None if match["day"] is None else small_number(match["day"])
    if (match["month"] and not month) or (match["day"] and not day):
        return None
    return _lunar_span(year, month, day) if is_lunar else _span(year, month, day)


def _long_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else 1 if text == "元" else None


def _lunar_span(year: int | None, month: int | None, day: int | None) -> Span | None:
    """The days that a day of the lunar calendar can be: new year moves by a month, and so does what follows it."""
    if year is None or not FIRST_YEAR <= year < LAST_YEAR or not 1 <= (month or 1) <= 12 or not 1 <= (day or 1) <= 30:
        return None
    earliest, latest = (date(year, *start) for start in _NEW_YEAR)
    if month is None:
        return earliest, date(year + 1, *_NEW_YEAR[1])
    least = 29 * (month - 1) + (day or 1) - 1
    most = 30 * month + (day or 30) - 1
    return earliest + timedelta(least), latest + timedelta(most)


def _read_words(text: str, as_of: date) -> Span | None:
    """A date with the name of its month, in any order, weekday and time aside; the commonest two orders at once."""
    match = _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text)
    month = _MONTHS.get(match["month"].lower()) if match else None
    if match and month:
        return _span(_full_year(match["year"], as_of), month, int(match["day"]))
    words = _WORD.findall(_TIME.sub(" ", text.lower()))
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = [word for word in words if word.isascii() and word.isdecimal()]
    if len(months) != 1 or any(not _is_expected(word) for word in words) or not 1 <= len(numbers) <= 2:
        return None
    years = [number for number in numbers if len(number) == 4]
    year = years[0] if years else numbers[-1]
    numbers.remove(year)
    if len(year) not in (2, 4) or (not numbers and not years) or any(len(number) > 2 for number in numbers):
        return None
    return _span(_full_year(year, as_of), months[0], int(numbers[0]) if numbers else None)


def _is_expected(word: str) -> bool:
    return word in _MONTHS or word in _IGNORED or (word.isascii() and word.isdecimal())
