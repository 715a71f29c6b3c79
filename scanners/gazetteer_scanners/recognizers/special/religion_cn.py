"""Religions by their Chinese names. Source: GA/T 2000.4 (codes of religious belief) and the five recognised associations."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

RULES = (
    Rule(
        id="religion_cn",
        element="special.religion",
        pattern=any_word(
            "佛教 道教 伊斯兰教 天主教 基督教 基督新教 东正教 犹太教 印度教 藏传佛教 喇嘛教 无宗教信仰 不信教 "
            "信仰佛教 信仰道教 信仰基督教 信仰天主教 信仰伊斯兰教 无神论"
        ),
        chance=0.1,
        context=("religion", "belief", "宗教", "信仰"),
        source="GA/T 2000.4; chance estimated: up to a tenth of a table of all code lists is of this one",
        hits=("佛教", "伊斯兰教", "无宗教信仰"),
        misses=("佛教文化", "宗教", "教", "家教"),
    ),
)
