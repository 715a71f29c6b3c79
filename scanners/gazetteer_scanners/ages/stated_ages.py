"""Ages and age groups as people write them where a column's name says that they are ages; never raises.

    12, 12.5, 12岁, 12周岁, 八岁, 12 years old, 12y    that age
    3个月, 18 months, 2y3m, 10天                        months and days, in full years
    13-17, 13至17岁, [13,18), 18+, 65岁以上, under 14   a group
    未成年, 成年, minor, adult                           a group by its name

Source: the Civil Code of China, articles 17 (an adult is 18) and 1259 (以上, 以下 include the number, 不满, 超过 do not), the
rules on children's data of 2019 (儿童: under 14), the UN Convention on the Rights of the Child, article 1 (child: under 18).
"""

import re

from gazetteer_scanners.ages.chinese_numbers import NUMERALS, small_number

Ages = tuple[int, int]
"""Youngest and oldest age in full years."""

OLDEST = 120
_LONGEST = 40

_NUMBER = rf"([0-9]{{1,3}}|[{NUMERALS}]{{1,3}})"
_YEARS = r"(?:周?岁|years?(?:[- ]old)?|yrs?(?:[- ]old)?|y/?o?)"
_AGE = re.compile(rf"(?:aged?:? ?)?{_NUMBER}(?:\.[0-9]+)? ?{_YEARS}?半?")
_PARTS = re.compile(
    rf"(?:{_NUMBER} ?(?:周?岁|years?|yrs?|y)(?: and|,)? ?)?(?:{_NUMBER} ?(?:个月|月龄|months?|mos?|mths?|m))?"
    rf"(?:{_NUMBER} ?(?:周|weeks?|wks?|w))?(?:{_NUMBER} ?(?:天|日龄|days?|d))?(?: old)?"
)
_BAND = re.compile(rf"([\[(]?){_NUMBER} ?{_YEARS}? ?(?:-|~|–|—|至|到|to|,) ?{_NUMBER} ?{_YEARS}?([\])]?)")
_UNDER = re.compile(
    rf"(?:(?P<below>under|below|younger than|less than|<|不满|未满|小于|低于)|(?P<most>up to|<=|≤|至多)) ?(?P<a>{_NUMBER})"
    rf" ?{_YEARS}?|(?P<b>{_NUMBER}) ?{_YEARS}? ?(?:及|\(含\))?(?P<down>以下|以内|and under|and younger|or younger|or under|-)"
)
_OVER = re.compile(
    rf"(?:(?P<above>over|above|older than|more than|>|超过|大于|高于)|(?P<least>from|>=|≥|年满|已满|满)) ?(?P<a>{_NUMBER})"
    rf" ?{_YEARS}?|(?P<b>{_NUMBER}) ?{_YEARS}? ?(?:及|\(含\))?"
    rf"(?P<up>以上|and over|and older|and above|or older|or over|plus|\+)"
)
_NAMED: dict[str, Ages] = {
    **dict.fromkeys(("未成年", "未成年人", "minor", "underage", "child", "kid"), (0, 17)),
    **dict.fromkeys(("儿童",), (0, 13)),
    **dict.fromkeys(("infant", "baby", "婴儿"), (0, 2)),
    **dict.fromkeys(("成年", "成年人", "成人", "adult", "young adult"), (18, OLDEST)),
    **dict.fromkeys(("teen", "teenager"), (13, 19)),
    **dict.fromkeys(("senior", "老年", "老年人", "老人"), (60, OLDEST)),
}


def stated_ages(text: str) -> Ages | None:
    """The youngest and the oldest age that a text in NFKC without blanks around it allows; None if it states no age."""
    text = text.lower()
    if len(text) > _LONGEST:
        return None
    if text in _NAMED:
        return _NAMED[text]
    found = _age(text) or _band(text) or _one_sided(text)
    return found if found is not None and 0 <= found[0] <= found[1] and found[0] <= OLDEST else None


def _age(text: str) -> Ages | None:
    match = _AGE.fullmatch(text)
    if match:
        return _twice(_number(match[1]))
    match = _PARTS.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    years, months, weeks, days = (0 if part is None else _number(part) for part in match.groups())
    if years is None or months is None or weeks is None or days is None:
        return None
    return _twice(years + (months * 30 + weeks * 7 + days) // 360)


def _twice(age: int | None) -> Ages | None:
    return None if age is None else (age, age)


def _band(text: str) -> Ages | None:
    match = _BAND.fullmatch(text)
    low, high = (_number(match[2]), _number(match[3])) if match else (None, None)
    if match is None or low is None or high is None:
        return None
    return low + (match[1] == "("), min(high, OLDEST) - (match[4] == ")")


def _one_sided(text: str) -> Ages | None:
    match = _UNDER.fullmatch(text)
    if match:
        age = _number(match["a"] or match["b"])
        return None if age is None else (0, age - bool(match["below"]))
    match = _OVER.fullmatch(text)
    age = _number(match["a"] or match["b"]) if match else None
    return None if match is None or age is None else (age + bool(match["above"]), OLDEST)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() else small_number(text)
