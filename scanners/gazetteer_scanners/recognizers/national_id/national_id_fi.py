"""Finnish personal identity code. Source: Digital and Population Data Services Agency (ddmmyy, century sign, serial, check
character modulo 31; more century signs since 2023)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import make_birth
from gazetteer_scanners.recognizers.parting import whole_and_inside
from gazetteer_scanners.recognizers.rule import Rule

_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES = {"+": 1800} | dict.fromkeys("-UVWXY", 1900) | dict.fromkeys("ABCDEF", 2000)


def birth_of(text: str) -> date | None:
    """The birth date."""
    if len(text) != 11 or not text[:6].isdecimal() or text[6].upper() not in _CENTURIES:
        return None
    return make_birth(_CENTURIES[text[6].upper()] + int(text[4:6]), int(text[2:4]), int(text[:2]))


def is_identity_code(text: str) -> bool:
    """True if the check character holds and the birth date (or, before 1900, its form) can be."""
    number = text[:6] + text[7:10]
    if len(text) != 11 or not (number.isascii() and number.isdecimal()) or text[10].upper() not in _CHECK:
        return False
    return _CHECK[int(number) % 31] == text[10].upper() and (text[6] == "+" or birth_of(text) is not None)


RULES = (
    *whole_and_inside(
        Rule(
            id="national_id_fi",
            element="national_id.fi",
            pattern="[0-3][0-9][01][0-9]{3}[-+A-FU-Ya-fu-y][0-9]{3}[0-9A-FHJ-NPR-Ya-fhj-npr-y]",
            inside=True,
            validate=is_identity_code,
            has_checksum=True,
            chance=0.012,
            birth=birth_of,
            context=("hetu", "henkilotunnus", "personbeteckning", "finland", "芬兰个人号"),
            source="Digital and Population Data Services Agency; chance measured on random values of the form",
            hits=("131052-308T", "010505A9022", "240470X3214"),
            misses=("131052-3081", "321052-308T", "131352-308T", "131052/308T", "131052-308TT"),
            inside_hits=(
                "芬兰个人号131052-308T，",
                "hetu: 010505A9022.",
                "(240470X3214)",
            ),
        )
    ),
)
