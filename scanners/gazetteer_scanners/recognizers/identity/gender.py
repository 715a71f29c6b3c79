"""Words for a person's gender in the languages of names and forms; products have such words too, so a name has to say it.

Source: the code lists of ISO/IEC 5218 (its meanings, not its numbers) and HL7 AdministrativeGender, and everyday forms.
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="gender",
        element="person.gender",
        pattern=(
            "(?i)(?:m|f|male|female|man|woman|boy|girl|other|diverse|non-?binary|unknown|mann|frau|weiblich|maennlich|homme|femme"
            "|masculin|feminin|masculino|femenino|feminino|hombre|mujer|homem|mulher|男|女|男性|女性|男生|女生|先生|女士|未知|保密)"
        ),
        chance=0.02,
        needs_name=True,
        context=("gender", "sex", "性别"),
        source="HL7 AdministrativeGender and forms; chance: single letters of other codes",
        hits=("male", "F", "女", "Weiblich", "non-binary"),
        misses=("x", "mf", "malefemale", "男装", "1"),
    ),
)
