"""Reads written dates with the year first from the bytes of many texts at once; `dates` says which forms."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.evidence.calendar_days import Ints, Mask, days_of

LONGEST = 44
"""Texts of more bytes are no written date."""

_BEYOND = 12  # a text that fails may be read a little beyond its end
_BLOCK = 4096  # texts read at once: their bytes stay in a core's cache
_YEAR, _MONTH, _DAY = "年".encode(), "月".encode(), "日".encode()
_DAY_SPOKEN = "号".encode()
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Written:
    """Positions of the texts that are dates, and for each the day, the time of day and the clock's offset from UTC."""

    at: Ints
    days: Ints
    day_us: Ints
    offset_us: Ints
    has_time: Mask


class _Cursor:
    """A reading position in each text; `good` falls where a text does not go on as asked."""

    def __init__(self, starts: Ints, sizes: Ints, data: npt.NDArray[np.uint8]) -> None:
        columns = np.arange(int(sizes.max()) + _BEYOND)
        grid = data.take(starts[:, None] + columns, mode="clip")
        grid[columns >= sizes[:, None]] = 0
        self._flat = grid.ravel()
        self._first = np.arange(len(starts)) * len(columns)
        self._at = self._first.copy()
        self.good = np.ones(len(starts), np.bool_)

    @property
    def read(self) -> Ints:
        """How many bytes of each text were read."""
        return self._at - self._first

    def peek(self, ahead: int = 0) -> npt.NDArray[np.uint8]:
        """The byte at the position (0 beyond the end)."""
        return self._flat.take(self._at + ahead if ahead else self._at, mode="clip")

    def looks_at(self, text: bytes) -> Mask:
        """True where these bytes come next."""
        found: Mask = self.peek() == text[0]
        for ahead in range(1, len(text)):
            found &= self.peek(ahead) == text[ahead]
        return found

    def skip(self, where: Mask, size: int = 1) -> None:
        """Go on, where said."""
        self._at += where.astype(np.int64) * size

    def digits(self, least: int, most: int, where: Mask) -> Ints:
        """The number that comes next with `least` to `most` digits; where there is none, texts in `where` fail."""
        value = np.zeros(len(where), np.int64)
        going = where
        for index in range(most):
            digit = self.peek().astype(np.int64) - ord("0")
            going = going & (digit >= 0) & (digit <= 9)
            value = np.where(going, value * 10 + digit, value)
            self.skip(going)
            if index < least:
                self.good &= going | ~where
        return value


def read_written(starts: Ints, sizes: Ints, data: npt.NDArray[np.uint8]) -> Written:
    """The written dates among texts of 8 to `LONGEST` bytes."""
    blocks = []
    for begin in range(0, len(starts), _BLOCK):
        part = slice(begin, begin + _BLOCK)
        blocks += [_moved(block, begin) for block in _read_block(starts[part], sizes[part], data)]
    columns = [[getattr(block, name) for block in blocks] for name in Written.__slots__]
    return Written(*(np.concatenate(column) for column in columns))


def _moved(found: Written, by: int) -> Written:
    return replace(found, at=found.at + by)


def _read_block(starts: Ints, sizes: Ints, data: npt.NDArray[np.uint8]) -> list[Written]:
    """Texts of the commonest two layouts at fixed places, the others with a cursor."""
    separator = data[starts + 4]
    is_fixed = ((separator == ord("-")) | (separator == ord("/")) | (separator == ord("."))) & (data[starts + 7] == separator)
    is_day = is_fixed & (sizes == 10)
    is_time = is_fixed & (sizes == 19)
    is_time[is_time] = (data[starts[is_time] + 13] == ord(":")) & (data[starts[is_time] + 16] == ord(":"))
    found = []
    for where, read in ((is_day, _read_fixed), (is_time, _read_fixed), (~(is_day | is_time), _read_free)):
        at = np.flatnonzero(where)
        if len(at):
            part = read(starts[at], sizes[at], data)
            found.append(replace(part, at=at[part.at]))
    return found


def _read_fixed(starts: Ints, sizes: Ints, data: npt.NDArray[np.uint8]) -> Written:
    """`2014-03-05` or `2014-03-05 10:00:00`, all texts of one size, the separators seen."""
    has_time = int(sizes[0]) == 19
    good = np.ones(len(starts), np.bool_)

    def number(*places: int) -> Ints:
        value = np.zeros(len(starts), np.int16)
        for place in places:
            digit = data[starts + place] - np.uint8(ord("0"))  # wraps around below the digits
            np.logical_and(good, digit <= 9, out=good)
            value = value * np.int16(10) + digit
        return value.astype(np.int64)

    days, is_date = days_of(number(0, 1, 2, 3), number(5, 6), number(8, 9))
    day_us = np.zeros(len(starts), np.int64)
    if has_time:
        mark = data[starts + 10] | 0x20  # `T` as `t`; a space stays
        good &= (mark == ord("t")) | (mark == ord(" "))
        hours, minutes, seconds = number(11, 12), number(14, 15), number(17, 18)
        good &= (hours < 24) & (minutes < 60) & (seconds < 60)
        day_us = ((hours * 60 + minutes) * 60 + seconds) * _SECOND
    at = np.flatnonzero(good & is_date)
    return Written(at, days[at], day_us[at], np.zeros(len(at), np.int64), np.full(len(at), has_time))


def _read_free(starts: Ints, sizes: Ints, data: npt.NDArray[np.uint8]) -> Written:
    cursor = _Cursor(starts, sizes, data)
    years = cursor.digits(4, 4, np.ones(len(starts), np.bool_))
    is_chinese = cursor.looks_at(_YEAR)
    months, days = _month_and_day(cursor, is_chinese)
    numbers, is_date = days_of(years, months, days)
    cursor.good &= is_date
    day_us, has_time = _time(cursor, is_chinese)
    offset_us = _offset(cursor, has_time)
    cursor.good &= cursor.read == sizes
    at = np.flatnonzero(cursor.good)
    return Written(at, numbers[at], day_us[at], offset_us[at], has_time[at])


def _month_and_day(cursor: _Cursor, is_chinese: Mask) -> tuple[Ints, Ints]:
    everywhere = np.ones(len(is_chinese), np.bool_)
    separator = cursor.peek()
    cursor.good &= is_chinese | np.isin(separator, np.frombuffer(b"-/.", np.uint8))
    cursor.skip(everywhere)
    cursor.skip(is_chinese, 2)
    months = cursor.digits(1, 2, everywhere)
    cursor.good &= np.where(is_chinese, cursor.looks_at(_MONTH), cursor.peek() == separator)
    cursor.skip(everywhere)
    cursor.skip(is_chinese, 2)
    days = cursor.digits(1, 2, everywhere)
    ends = cursor.looks_at(_DAY) | cursor.looks_at(_DAY_SPOKEN)
    cursor.good &= ends | ~is_chinese
    cursor.skip(is_chinese & ends, 3)
    return months, days


def _time(cursor: _Cursor, is_chinese: Mask) -> tuple[Ints, Mask]:
    """The time of day in microseconds where more follows, and where that is."""
    follows = cursor.good & (cursor.peek() != 0)
    has_mark = np.isin(cursor.peek(), np.frombuffer(b"Tt ", np.uint8))
    cursor.good &= has_mark | is_chinese | ~follows
    cursor.skip(follows & has_mark)
    hours = cursor.digits(1, 2, follows)
    cursor.good &= (cursor.peek() == ord(":")) | ~follows
    cursor.skip(follows)
    minutes = cursor.digits(2, 2, follows)
    has_seconds = follows & (cursor.peek() == ord(":"))
    cursor.skip(has_seconds)
    seconds = cursor.digits(2, 2, has_seconds)
    has_fraction = has_seconds & ((cursor.peek() == ord(".")) | (cursor.peek() == ord(",")))
    cursor.skip(has_fraction)
    before = cursor.read
    fraction = cursor.digits(1, 9, has_fraction)
    micros = fraction * 10 ** (9 - np.where(has_fraction, cursor.read - before, 9)) // 1000
    cursor.good &= (hours < 24) & (minutes < 60) & (seconds < 60)
    return ((hours * 60 + minutes) * 60 + seconds) * _SECOND + micros, follows


def _offset(cursor: _Cursor, has_time: Mask) -> Ints:
    """`Z`, `+08:00`, `+0800` or `+08` behind a time, in microseconds."""
    cursor.skip(has_time & (cursor.peek() == ord(" ")))
    cursor.skip(has_time & np.isin(cursor.peek(), np.frombuffer(b"Zz", np.uint8)))
    sign = np.where(cursor.peek() == ord("-"), -1, 1)
    has_offset = has_time & np.isin(cursor.peek(), np.frombuffer(b"+-", np.uint8))
    cursor.skip(has_offset)
    hours = cursor.digits(2, 2, has_offset)
    has_minutes = has_offset & (cursor.peek() != 0)
    cursor.skip(has_offset & (cursor.peek() == ord(":")))
    minutes = cursor.digits(2, 2, has_minutes)
    cursor.good &= (hours < 24) & (minutes < 60)
    offset: Ints = sign * (hours * 60 + minutes) * 60 * _SECOND
    return offset
