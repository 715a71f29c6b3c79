"""Ages: small numbers, so a column's name has to say so; with a unit they speak for themselves.

Source: the oldest person on record reached 122 years, 130 is the bound that registers use (ISO/IEC 11179 examples).
"""

from gazetteer_scanners.ages.chinese_numbers import NUMERALS, small_number
from gazetteer_scanners.recognizers.rule import Rule

_YEARS = "(?:[1-9]?[0-9]|1[0-2][0-9]|130)"
_HAN_YEARS = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九])"
_UNIT = r"(?: ?周?岁| ?(?:years?|yrs?)(?: |-)old| ?(?:yo|y/o))"
_UNDER = "(?:under|below|younger than|over|above|older than|[<>≤≥]|<=|>=|不满|未满|年满|已满)"
_CONTEXT = ("age", "years old", "年龄", "岁")


def age_of(text: str) -> int | None:
    """The first whole number of the value."""
    digits = ""
    for character in text:
        if character in "0123456789":
            digits += character
        elif digits:
            break
    return int(digits) if digits else small_number("".join(sign for sign in text if sign in NUMERALS))


RULES = (
    Rule(
        id="age",
        element="person.age",
        pattern=rf"{_YEARS}(?:\.[0-9]{{1,2}})?",
        chance=1.0,
        needs_name=True,
        context=_CONTEXT,
        source="0 to 130; any small number passes, so it only supports a name",
        hits=("12", "0", "130", "12.5"),
        misses=("131", "-1", "012", "1e2", "twelve"),
    ),
    Rule(
        id="age.text",
        element="person.age",
        pattern=rf"(?i){_YEARS}(?:{_UNIT}| years?| ?y)|{_HAN_YEARS}周?岁",
        inside=True,
        inside_pattern=rf"(?i){_YEARS}{_UNIT}",
        age=age_of,
        context=_CONTEXT,
        source="A number of years and its unit in Chinese or English",
        hits=("12岁", "12 周岁", "12 years", "35 years old", "35 yo", "12y", "八岁", "二十三岁"),
        misses=("131岁", "岁", "12 days", "12年", "yo", "百岁"),
        inside_hits=("他今年12岁，在读小学", "a 35 years old man", "孩子3周岁半"),
    ),
    Rule(
        id="age.band",
        element="person.age",
        pattern=rf"(?i){_YEARS}(?:-|~| - |至|到| to ){_YEARS}(?:周?岁)?|{_UNDER} ?{_YEARS}(?:周?岁)?"
        rf"|{_YEARS}(?:\+|(?:周?岁)?(?:及|\(含\))?以[上下])|(?:未成年|成年)人?|minor|adult|underage|teen(?:ager)?",
        chance=0.9,
        needs_name=True,
        context=_CONTEXT,
        source="Usual age bands; ranges of other small numbers look the same",
        hits=("18-24", "65+", "<14", "18至24岁", "60岁以上", "under 14", "14周岁以下", "不满14周岁", "未成年", "Adult"),
        misses=("18", "180-240", "a-b", "18-24-30"),
    ),
    Rule(
        id="age.months",
        element="person.age",
        pattern=r"(?i)(?:[1-9][0-9]?) ?(?:个月|月龄|months?|mos?|weeks?|周龄|天|日龄|days?)",
        chance=0.9,
        needs_name=True,
        context=_CONTEXT,
        source="Ages of small children in months, weeks or days; other spans of time look the same",
        hits=("3个月", "18 months", "6 weeks", "10天"),
        misses=("0个月", "3月", "180 months", "months"),
    ),
)
