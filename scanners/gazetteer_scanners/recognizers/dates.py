"""Reads the ways in which people and systems write a date; never raises."""

import re
from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2099

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")


def make_date(year: int, month: int, day: int) -> date | None:
    """The date if it is in the calendar and in the years 1900 to 2099, else None."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def compact_date(text: str) -> date | None:
    """`19900307`, or None."""
    return make_date(int(text[:4]), int(text[4:6]), int(text[6:8])) if len(text) == 8 and text.isdecimal() else None


def year_first_date(text: str) -> date | None:
    """The first `1990-03-07`, `1990/3/7`, `1990.3.7`, `19900307` or `1990年3月7日` in the text, or None."""
    match = _YEAR_FIRST.search(text)
    return make_date(*map(int, match.groups())) if match else None


def year_last_dates(text: str) -> tuple[date, ...]:
    """What `07/03/1990` may mean: day first, month first, one of them, or neither; each date once."""
    match = _YEAR_LAST.search(text)
    if not match:
        return ()
    first, second, year = map(int, match.groups())
    readings = (make_date(year, second, first), make_date(year, first, second))
    return tuple(sorted({day for day in readings if day is not None}))
