"""Birth dates: any date from 1900 on can be one, so a column's name has to say so; in text the words before it do.

Source: ISO 8601, GB/T 7408 (Chinese notation), RFC 3339; 1900-01-01, 1970-01-01 and zeros are the usual defaults.
"""

from datetime import date

from gazetteer_scanners.recognizers.dates import compact_date, year_first_date, year_last_dates
from gazetteer_scanners.recognizers.rule import Rule

_MONTH = "(?:0?[1-9]|1[0-2])"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:19|20)[0-9]{2}"
# A date kept as a timestamp is midnight, or a full hour after a shift of the time zone.
_MIDNIGHT = r"(?:[T ][0-2][0-9]:00(?::00(?:\.0+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_ISO = rf"{_YEAR}(?:-{_MONTH}-|/{_MONTH}/|\.{_MONTH}\.|年{_MONTH}月){_DAY}日?"
_COMPACT = rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_MONTH_NAME = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?)"
)
_HAN_YEAR = "(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}"
_HAN = "[一二三四五六七八九十廿初]{1,3}"
_WORDS = "(?:出生(?:日期|年月日?|于)?|生于|生日|date of birth|dob|birth ?da(?:te|y)|born(?: on)?)"
_CONTEXT = ("birth", "birthday", "dob", "born", "出生", "生日")
_PLACEHOLDERS = frozenset(
    {
        "19000101",
        "190011",
        "19700101",
        "197011",
        "19700101t000000",
        "19000101t000000",
        "18991230",
        "00000000",
        "00010101",
    }
)


def birth_of(text: str) -> date | None:
    """The date in the value, year first."""
    return compact_date(text) if text.isdecimal() else year_first_date(text)


def local_birth_of(text: str) -> date | None:
    """The date in a value that ends with the year, None where day and month could be swapped."""
    readings = year_last_dates(text)
    return readings[0] if len(readings) == 1 else None


def is_date(text: str) -> bool:
    """True if the year-first date is in the calendar."""
    return birth_of(text) is not None


def is_local_date(text: str) -> bool:
    """True if the year-last date is in the calendar, read one way or the other."""
    return bool(year_last_dates(text))


def holds_date(text: str) -> bool:
    """True if the date after the words is in the calendar."""
    return year_first_date(text) is not None


RULES = (
    Rule(
        id="birth_date",
        element="person.birth_date",
        pattern=rf"{_ISO}{_MIDNIGHT}|{_COMPACT}|0000-00-00(?:[T ]00:00:00)?|0000/00/00|00000000|1899-12-30|0001-01-01",
        validate=is_date,
        chance=0.0007,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        birth=birth_of,
        context=_CONTEXT,
        source="ISO 8601, GB/T 7408; chance measured on random 8-digit numbers",
        hits=("1990-03-07", "1990/3/7", "19900307", "1990年3月7日", "2015-06-01T00:00:00", "1990-03-06 16:00:00Z"),
        misses=("1990-02-30", "1890-03-07", "1990-13-07", "2024-01-15T09:31:27", "199003", "1990-3"),
    ),
    Rule(
        id="birth_date.local",
        element="person.birth_date",
        pattern=rf"[0-3]?[0-9](?:/[0-3]?[0-9]/|\.[0-3]?[0-9]\.|-[0-3]?[0-9]-){_YEAR}",
        validate=is_local_date,
        needs_name=True,
        birth=local_birth_of,
        context=_CONTEXT,
        source="Common notations of dates, day or month first; a date where both readings hold gives no birth date",
        hits=("25/12/1990", "12/25/1990", "7.3.1990", "07-03-1990"),
        misses=("25/13/1990", "31.02.1990", "25/12/90", "12/25/2150", "1990/12/25"),
    ),
    Rule(
        id="birth_date.text",
        element="person.birth_date",
        pattern=rf"(?i){_WORDS}(?:是|为| is)?[: ]*(?:{_ISO}|{_COMPACT})",
        inside=True,
        validate=holds_date,
        birth=year_first_date,
        context=_CONTEXT,
        source="Words that introduce a birth date in forms and chats, then a date as above",
        hits=("出生日期:1990-03-07", "DOB: 1990/3/7", "生日19900307", "born on 1990-03-07"),
        misses=("1990-03-07", "出生日期", "DOB: 1990-02-30", "注册日期:1990-03-07"),
        inside_hits=("张三，出生日期:1990年3月7日，男", "Patient, DOB 1990-03-07, male", "我生日是1990-03-07呀"),
    ),
    Rule(
        id="birth_date.words",
        element="person.birth_date",
        pattern=rf"(?i)(?:{_MONTH_NAME}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"
        rf"|{_DAY}(?:st|nd|rd|th)?[ -]{_MONTH_NAME}[., -] ?{_YEAR}"
        rf"|{_DAY}-{_MONTH_NAME}-[0-9]{{2}}|{_HAN_YEAR}年{_HAN}月{_HAN}[日号]?|民国[0-9]{{1,3}}年{_MONTH}月{_DAY}日?)",
        chance=0.9,
        needs_name=True,
        context=_CONTEXT,
        source="English months of RFC 2822, Chinese numerals (GB/T 15835); dates of other things look the same",
        hits=("March 5, 2014", "5 Mar 2014", "05-MAR-14", "5th March 2014", "二〇一四年三月五日", "民国103年3月5日"),
        misses=("Mar 2014", "35 Mar 2014", "March 5", "二〇一四年", "5 Foo 2014"),
    ),
)
