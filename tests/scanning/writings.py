"""One population of made-up births in every writing that a database may hold, and the ages that it really has."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

AS_OF = date(2026, 6, 30)
_EPOCH, _SHEET = date(1970, 1, 1), date(1899, 12, 30)
_HAN = "〇一二三四五六七八九"


def make_births(rows: int, seed: int = 7) -> list[date]:
    """Births of the last 80 years, with those who turn 13, 14, 15, 16 and 18 the day before, on, and after `AS_OF`."""
    random = Random(seed)
    edges = [
        date(AS_OF.year - age, AS_OF.month, AS_OF.day) + timedelta(shift)
        for age in (13, 14, 15, 16, 18)
        for shift in (-1, 0, 1)
    ]
    births = list(edges)
    while len(births) < rows:
        birth = AS_OF - timedelta(random.randrange(80 * 365))
        if birth.year != 1975 and abs(_days(birth)) > 21:  # days and milliseconds since 1970 cannot say these
            births.append(birth)
    return births


def age_of(birth: date) -> int:
    """Full years on `AS_OF`."""
    return AS_OF.year - birth.year - ((AS_OF.month, AS_OF.day) < (birth.month, birth.day))


def below(births: list[date], age: int) -> int:
    """How many are below an age."""
    return sum(age_of(birth) < age for birth in births)


def _han_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")


def _han(day: date) -> str:
    year = "".join(_HAN[int(digit)] for digit in str(day.year))
    return f"{year}年{_han_number(day.month)}月{_han_number(day.day)}日"


def _days(day: date) -> int:
    return (day - _EPOCH).days


WRITINGS: dict[str, Callable[[date], object]] = {
    "iso": str,
    "iso_midnight": lambda day: f"{day} 00:00:00",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "eight_digits": lambda day: day.strftime("%Y%m%d"),
    "eight_digits_number": lambda day: int(day.strftime("%Y%m%d")),
    "day_first": lambda day: day.strftime("%d/%m/%Y"),
    "month_first": lambda day: day.strftime("%m/%d/%Y"),
    "dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "day_first_midnight": lambda day: day.strftime("%d/%m/%Y 00:00:00"),
    "month_name": lambda day: f"{day:%B} {day.day}, {day.year}",
    "day_month_name": lambda day: f"{day.day} {day:%b} {day.year}",
    "two_digit_year": lambda day: day.strftime("%d-%b-%y").upper(),
    "mail_header": lambda day: day.strftime("%a, %d %b %Y 00:00:00 +0800"),
    "c_time": lambda day: day.strftime("%a %b %d 00:00:00 CST %Y"),
    "utc_of_china": lambda day: f"{day - timedelta(1)}T16:00:00Z",
    "utc_of_new_york": lambda day: f"{day}T05:00:00.000Z",
    "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "chinese_numerals": _han,
    "republic": lambda day: f"民国{day.year - 1911}年{day.month}月{day.day}日",
    "epoch_seconds": lambda day: _days(day) * 86_400,
    "epoch_seconds_of_china": lambda day: _days(day) * 86_400 - 8 * 3_600,
    "epoch_milliseconds": lambda day: _days(day) * 86_400_000,
    "epoch_days": _days,
    "sheet_days": lambda day: (day - _SHEET).days,
}
"""Births that are known to the day."""
