"""Days, months and ages in the Gregorian calendar, for whole arrays.

An age is in full years, and the birthday itself has the new age; who was born on 29 February has it on 1 March of other
years.
"""

from datetime import date

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

FIRST_YEAR, LAST_YEAR = 1900, 2100
OLDEST_AGE = 130
AGE_OVER = OLDEST_AGE + 1
"""Bin of ages over 130."""
AGE_FUTURE = OLDEST_AGE + 2
"""Bin of births after the scan's date."""
MONTHS = (LAST_YEAR - FIRST_YEAR + 1) * 12


def days_of(years: Ints, months: Ints, days: Ints) -> tuple[Ints, Mask]:
    """Days since 1970-01-01 and whether there is such a day in the calendar (years 1 to 9999)."""
    good = (years >= 1) & (years <= 9999) & (months >= 1) & (months <= 12) & (days >= 1)
    month = np.where(good, (years - 1970) * 12 + months - 1, 0)
    first = month.astype("M8[M]").astype("M8[D]").astype(np.int64)
    size = (month + 1).astype("M8[M]").astype("M8[D]").astype(np.int64) - first
    return first + days - 1, good & (days <= size)


def months_of(days: Ints) -> Ints:
    """Months since January 1900."""
    return days.astype("M8[D]").astype("M8[M]").astype(np.int64) + (1970 - FIRST_YEAR) * 12


def ages_of(days: Ints, as_of: date) -> Ints:
    """Full years on `as_of` of who was born on these days: 0 to 130, `AGE_OVER` or `AGE_FUTURE`."""
    birth = days.astype("M8[D]")
    month = birth.astype("M8[M]")
    months = month.astype(np.int64)
    day = (birth - month.astype("M8[D]")).astype(np.int64) + 1
    passed = (as_of.year - 1970) * 12 + as_of.month - 1 - months - (day > as_of.day)
    ages = passed // 12
    return np.where(ages < 0, AGE_FUTURE, np.minimum(ages, AGE_OVER))


def days_since_epoch(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - date(1970, 1, 1).toordinal()
