"""Marital status as words and codes. Source: GB/T 2261.2 (10, 20 to 23, 30, 40, 90)."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_CONTEXT = ("marital", "marriage", "婚姻", "婚否")

RULES = (
    Rule(
        id="marital_status",
        element="person.marital_status",
        pattern=any_word("未婚 已婚 离异 离婚 丧偶 初婚 再婚 复婚 未婚未育 已婚已育 已婚未育 未婚已育 离异未育 离异已育"),
        chance=0.1,
        context=_CONTEXT,
        source="GB/T 2261.2; chance estimated: up to a tenth of a table of all code lists is of this one",
        hits=("未婚", "已婚", "丧偶", "已婚已育"),
        misses=("结婚", "婚", "已婚人士", "离线"),
    ),
    Rule(
        id="marital_status.code",
        element="person.marital_status",
        pattern="(?i)" + any_word("single married divorced widowed separated 10 20 21 22 23 30 40 90"),
        chance=0.5,
        needs_name=True,
        context=_CONTEXT,
        source="GB/T 2261.2; single words and numbers mean many things",
        hits=("married", "Single", "20"),
        misses=("24", "wed", "marry", "100"),
    ),
)
