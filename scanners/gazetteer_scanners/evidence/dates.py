"""Dates and times in columns: typed values, written dates with the year first, compact digits and epoch numbers.

Read are `2014-03-05`, `2014/3/5`, `2014.3.5` and `2014年3月5日` (the separators of ISO 8601 and of GB/T 7408), each with or
without a time (`10:00`, `10:00:00.123`, after `T` or a space, with `Z` or an offset), and the compact forms `20140305`
and `20140305100000`. A date must exist in the Gregorian calendar. Written dates with the day or the month first are not
read: which of the two it is cannot be told.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.evidence.calendar_days import FIRST_YEAR, LAST_YEAR, MONTHS, Ints, Mask, days_of, months_of
from gazetteer_scanners.evidence.written_dates import read_written
from gazetteer_scanners.matching.text import wall_clock

EPOCH_SECONDS = (1_000_000_000, 4_102_444_800)
"""Numbers that are plausible seconds since 1970: ten digits, from 2001-09-09 to the end of 2099; times 1,000 for ms."""

DAY_US = 86_400_000_000
_FIRST_DAY = date(1, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
_LAST_DAY = date(9999, 12, 31).toordinal() - date(1970, 1, 1).toordinal()
_PER_DAY = {"s": 86_400, "ms": 86_400_000, "us": DAY_US, "ns": DAY_US * 1000}


@dataclass(frozen=True, slots=True)
class Times:
    """The dates among values.

    Attributes:
        at: positions of the values that are dates, ascending.
        days: the day as written, in days since 1970-01-01 (years 1 to 9999; typed values beyond are at the ends).
        day_us: microseconds since midnight as written.
        offset_us: how far the writer's clock is ahead of UTC, in microseconds; 0 where not said.
        has_time: a time of day is written (also midnight).
        is_compact: written as 8 or 14 digits, which may be another number.
    """

    at: Ints
    days: Ints
    day_us: Ints
    offset_us: Ints
    has_time: Mask
    is_compact: Mask

    @property
    def instants(self) -> Ints:
        """Microseconds since 1970-01-01 00:00 UTC."""
        return self.days * DAY_US + self.day_us - self.offset_us

    def in_range(self) -> Mask:
        """True for dates from 1900 to 2100, which the month histograms hold."""
        months = months_of(self.days)
        return (months >= 0) & (months < MONTHS)


def read_typed(values: pa.Array) -> Times:
    """The dates among the non-null values of a date or timestamp array (timestamps with a zone by its wall clock)."""
    at = np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False))
    given = present = values.drop_null()
    if pa.types.is_timestamp(values.type):
        per_day, has_time = _PER_DAY[values.type.unit], True
        present = wall_clock(given)
        numbers = present.view(pa.int64()).to_numpy(zero_copy_only=False)
    elif pa.types.is_date64(values.type):
        per_day, has_time = _PER_DAY["ms"], False
        numbers = present.view(pa.int64()).to_numpy(zero_copy_only=False)
    else:
        per_day, has_time = 1, False
        numbers = present.view(pa.int32()).to_numpy(zero_copy_only=False).astype(np.int64)
    days = numbers // per_day
    rest = numbers - days * per_day
    rest = _microseconds(rest, per_day)
    ahead = np.zeros(len(at), np.int64)
    if present is not given:
        ahead = _microseconds(numbers - given.view(pa.int64()).to_numpy(zero_copy_only=False), per_day)
    flags = np.full(len(at), has_time)
    return Times(at, days.clip(_FIRST_DAY, _LAST_DAY), rest, ahead, flags, np.zeros(len(at), np.bool_))


def _microseconds(numbers: Ints, per_day: int) -> Ints:
    return numbers * (DAY_US // per_day) if per_day <= DAY_US else numbers // (per_day // DAY_US)


def read_texts(starts: Ints, sizes: Ints, data: npt.NDArray[np.uint8], may_be_date: Mask, is_digits: Mask) -> Times:
    """The dates among texts given by their bytes.

    `may_be_date` chooses the texts to try as written dates, `is_digits` says which are digits only (tried as compact
    dates if they have 8 or 14).
    """
    compact = np.flatnonzero(is_digits & ((sizes == 8) | (sizes == 14)))
    written = np.flatnonzero(may_be_date)
    parts = [_compact(starts[compact], sizes[compact], data, compact)]
    if len(written):
        found = read_written(starts[written], sizes[written], data)
        none = np.zeros(len(found.at), np.bool_)
        parts.append(Times(written[found.at], found.days, found.day_us, found.offset_us, found.has_time, none))
    return _joined(parts)


def read_numbers(numbers: Ints, at: Ints) -> Times:
    """The compact dates (of years 1900 to 2100) among whole numbers that stand at these positions."""
    is_day = (numbers >= FIRST_YEAR * 10_000) & (numbers < (LAST_YEAR + 1) * 10_000)
    is_time = (numbers >= FIRST_YEAR * 10**10) & (numbers < (LAST_YEAR + 1) * 10**10)
    chosen = np.flatnonzero(is_day | is_time)
    full = np.where(is_day[chosen], numbers[chosen] * 10**6, numbers[chosen])
    return _from_digits(full, is_time[chosen], at[chosen])


def _compact(starts: Ints, sizes: Ints, data: npt.NDArray[np.uint8], at: Ints) -> Times:
    full = np.zeros(len(at), np.int64)
    for index in range(14):
        inside = index < sizes
        digit = data[np.where(inside, starts + index, 0)].astype(np.int64) - ord("0") if len(at) else full
        full = full * 10 + np.where(inside, digit, 0)
    is_plausible = (full >= FIRST_YEAR * 10**10) & (full < (LAST_YEAR + 1) * 10**10)
    return _from_digits(full[is_plausible], sizes[is_plausible] == 14, at[is_plausible])


def _from_digits(full: Ints, has_time: Mask, at: Ints) -> Times:
    """From numbers YYYYMMDDhhmmss to those that are dates."""
    clock = full % 10**6
    hours, minutes, seconds = clock // 10_000, clock // 100 % 100, clock % 100
    days, is_date = days_of(full // 10**10, full // 10**8 % 100, full // 10**6 % 100)
    good = is_date & (hours < 24) & (minutes < 60) & (seconds < 60)
    day_us = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000
    zeros = np.zeros(int(np.count_nonzero(good)), np.int64)
    return Times(at[good], days[good], day_us[good], zeros, has_time[good], np.ones(len(zeros), np.bool_))


def _joined(parts: list[Times]) -> Times:
    at = np.concatenate([part.at for part in parts])
    order = np.argsort(at, kind="stable")
    return Times(
        at[order],
        np.concatenate([part.days for part in parts])[order],
        np.concatenate([part.day_us for part in parts])[order],
        np.concatenate([part.offset_us for part in parts])[order],
        np.concatenate([part.has_time for part in parts])[order],
        np.concatenate([part.is_compact for part in parts])[order],
    )


def epochs_of(numbers: Ints) -> tuple[Ints, Ints]:
    """Days of the numbers that are plausible epoch seconds, and of those that are plausible epoch milliseconds."""
    low, high = EPOCH_SECONDS
    seconds = numbers[(numbers >= low) & (numbers < high)]
    millis = numbers[(numbers >= low * 1000) & (numbers < high * 1000)]
    return seconds // 86_400, millis // 86_400_000


def epoch_instants(numbers: Ints) -> tuple[Ints, Mask]:
    """Microseconds since 1970 of plausible epoch seconds and milliseconds (elsewhere 0), and which numbers are such."""
    low, high = EPOCH_SECONDS
    is_seconds = (numbers >= low) & (numbers < high)
    is_millis = (numbers >= low * 1000) & (numbers < high * 1000)
    factor = np.where(is_seconds, 1_000_000, np.where(is_millis, 1000, 0))
    return np.where(factor > 0, numbers, 0) * factor, is_seconds | is_millis
