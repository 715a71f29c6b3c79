"""Sex as words, letters and codes. Source: GB/T 2261.1 (0 unknown, 1 male, 2 female, 9 not stated), ISO/IEC 5218."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_CONTEXT = ("gender", "sex", "性别")
_WORDS = (
    "m f male female man woman boy girl unknown other diverse nonbinary non-binary mann frau weiblich maennlich homme femme "
    "masculin feminin masculino femenino feminino hombre mujer homem mulher 男 女 男性 女性 男生 女生 先生 女士 未知 保密"
)

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
        id="gender.word",
        element="person.gender",
        pattern="(?i)" + any_word(_WORDS),
        chance=0.02,
        needs_name=True,
        context=_CONTEXT,
        source="HL7 AdministrativeGender and everyday forms; chance: single letters of other codes",
        hits=("male", "F", "女", "Weiblich", "non-binary"),
        misses=("x", "mf", "malefemale", "男装", "1"),
    ),
    Rule(
        id="gender.code",
        element="person.gender",
        pattern="[0129]|(?i:u)",
        chance=1.0,
        needs_name=True,
        context=_CONTEXT,
        source="GB/T 2261.1, ISO/IEC 5218; every flag and status has such codes",
        hits=("1", "0", "9", "U"),
        misses=("3", "X1", "10", "m"),
    ),
)
