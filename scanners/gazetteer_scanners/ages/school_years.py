"""How old who is in a school year may be; never raises.

    小学三年级, 三年级2班, 初二, 高一, 幼儿园大班    China's nine and three years, kindergarten
    grade 5, 5th grade, K, pre-k                   the United States' and Canada's grades
    Year 7, Reception                              England's and Wales' years

Source: China's Compulsory Education Law, article 11 (a child of six enters in September, where that cannot be a child of
seven), the kindergarten rules of 2016 (three to six); NCES, Digest of Education Statistics (grade n: n + 5 to n + 6 years;
a year more for who repeats one); the national curriculum of England (Year n: n + 4 to n + 5).
"""

import re

from gazetteer_scanners.ages.chinese_numbers import DIGITS

Ages = tuple[int, int]
"""Youngest and oldest age in full years."""

_OLDEST = 120
_LONGEST = 30
_CLASS = r"(?:\(?[0-9一二三四五六七八九十]{1,3}\)?班)?"
_DIGIT = "[0-9一二三四五六七八九]"
_CHINESE = re.compile(
    rf"(?P<primary>小学)?(?P<grade>{_DIGIT})年级{_CLASS}|小(?P<little>[一二三四五六]){_CLASS}"
    rf"|(?:初中?(?P<middle>[一二三四1-4])|初中(?P<middle_grade>[一二三四1-4])年级){_CLASS}"
    rf"|(?:高中?(?P<high>[一二三1-3])|高中(?P<high_grade>[一二三1-3])年级){_CLASS}"
)
_NAMED: dict[str, Ages] = {
    **dict.fromkeys(("托班", "幼儿园托班"), (2, 4)),
    **dict.fromkeys(("小班", "幼儿园小班"), (3, 5)),
    **dict.fromkeys(("中班", "幼儿园中班"), (4, 6)),
    **dict.fromkeys(("大班", "幼儿园大班", "学前班"), (5, 7)),
    "幼儿园": (2, 7),
    **dict.fromkeys(("小学", "小学生"), (6, 14)),
    **dict.fromkeys(("初中", "初中生"), (11, 17)),
    **dict.fromkeys(("高中", "高中生", "中专", "职高"), (14, 20)),
    **dict.fromkeys(("大一", "大二", "大三", "大四", "大学生", "本科生"), (16, _OLDEST)),
    **dict.fromkeys(("k", "kg", "kindergarten", "grade k"), (4, 7)),
    **dict.fromkeys(("pre-k", "prek", "pk", "preschool", "nursery"), (2, 5)),
    "reception": (4, 5),
    **dict.fromkeys(("k-12", "k12"), (4, 20)),
    **dict.fromkeys(("elementary school", "primary school"), (4, 13)),
    "middle school": (10, 16),
    "high school": (13, 20),
}
_GRADE = re.compile(r"(?:grade|gr\.?|g) ?([0-9]{1,2})|([0-9]{1,2})(?:st|nd|rd|th) (?:grade|grader)|class ([0-9]{1,2})")
_YEAR = re.compile(r"(?:year|yr|y) ?([0-9]{1,2})")
_LAST_GRADE = 13


def ages_in_school(text: str) -> Ages | None:
    """The youngest and the oldest usual age in a school year; a number alone may be a grade or a year; None for others."""
    text = text.lower()
    if len(text) > _LONGEST:
        return None
    if text in _NAMED:
        return _NAMED[text]
    chinese = _chinese_year(text)
    if chinese is not None:
        return chinese + 5, chinese + 8
    match = _GRADE.fullmatch(text)
    if match:
        return _ages(int(match[1] or match[2] or match[3]), 4, 7)
    match = _YEAR.fullmatch(text)
    if match:
        return _ages(int(match[1]), 4, 5)
    return _ages(int(text), 4, 8) if text.isascii() and text.isdecimal() and len(text) <= 2 else None


def _ages(year: int, youngest: int, oldest: int) -> Ages | None:
    return (year + youngest, year + oldest) if 1 <= year <= _LAST_GRADE else None


def _chinese_year(text: str) -> int | None:
    """The school year counted from the first one of primary school."""
    match = _CHINESE.fullmatch(text)
    if match is None:
        return None
    grade = match["grade"] or match["little"]
    middle, high = match["middle"] or match["middle_grade"], match["high"] or match["high_grade"]
    number = int(sign) if (sign := grade or middle or high).isascii() else DIGITS[sign]
    return (number if grade else number + 6 if middle else number + 9) or None
