"""Sex as words, letters and codes. Source: GB/T 2261.1 (0 unknown, 1 male, 2 female, 9 not stated), ISO/IEC 5218."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_CONTEXT = ("gender", "sex", "性别")

RULES = (
    Rule(
        id="gender",
        element="person.gender",
        pattern=any_word("男 女 男性 女性 男士 女士"),
        chance=0.1,
        context=_CONTEXT,
        source="GB/T 2261.1; chance estimated: up to a tenth of a table of all code lists is of this one",
        hits=("男", "女", "女性", "男士"),
        misses=("男装", "女孩", "男女", "子"),
    ),
    Rule(
        id="gender.code",
        element="person.gender",
        pattern="(?i)" + any_word(
            "m f male female man woman boy girl u unknown other diverse nonbinary non-binary mann frau weiblich maennlich "
            "homme femme masculin feminin masculino femenino feminino hombre mujer homem mulher 男生 "
            "女生 先生 女士 未知 保密 0 1 2 9"
        ),
        chance=1.0,
        needs_name=True,
        context=_CONTEXT,
        source="GB/T 2261.1, ISO/IEC 5218; every flag and status has such codes",
        hits=("M", "female", "1", "保密"),
        misses=("3", "X1", "males", "10"),
    ),
)
