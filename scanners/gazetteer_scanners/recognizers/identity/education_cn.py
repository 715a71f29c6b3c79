"""Education as words.

Source: GB/T 4658 (postgraduate, undergraduate, college, secondary vocational, high and primary school), GB/T 6864 (degrees).
"""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_HIGHER = (
    "本科 大学本科 大专 大学专科 专科 硕士 博士 硕士研究生 博士研究生 博士后 学士 双学士 本科及以上 大专及以上 "
    "硕士及以上 全日制本科 统招本科 函授本科 成人本科 自考本科 专升本"
)
_SCHOOL = (
    "小学 初中 高中 中专 中职 职高 技校 普通高中 中等专科 中等职业 中专/高中 高中/中专 研究生 文盲 半文盲 文盲或半文盲 "
    "其他 不限"
)
_CONTEXT = ("education", "degree", "diploma", "学历", "学位", "文化程度")

RULES = (
    Rule(
        id="education_cn",
        element="education.record",
        pattern=any_word(_HIGHER),
        chance=0.1,
        context=_CONTEXT,
        source="GB/T 4658, GB/T 6864; chance estimated: up to a tenth of a table of all code lists is of this one",
        hits=("本科", "大专", "硕士研究生", "博士"),
        misses=("本科生", "高中", "专科医院", "博士帽"),
    ),
    Rule(
        id="education_cn.level",
        element="education.record",
        pattern="(?i)" + any_word(f"{_HIGHER} {_SCHOOL} bachelor master doctor phd mba emba college"),
        chance=1.0,
        needs_name=True,
        context=_CONTEXT,
        source="GB/T 4658; schools and courses have such words",
        hits=("高中", "中专", "Bachelor"),
        misses=("高中生", "学校", "99", "bach"),
    ),
)
