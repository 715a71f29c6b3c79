"""South African identity number. Source: Identification Act 68 of 1997 (yymmdd, four digits of the sex, 0 to 2 for the
status, 8 or 9, Luhn's digit)."""

from datetime import date

from gazetteer_scanners.recognizers.checksums import passes_luhn
from gazetteer_scanners.recognizers.digits import digits_of, make_birth, recent_year
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_BODY = "[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CONTEXT = ("sa id", "identity number", "south africa", "rsa id", "南非身份证")


def birth_of(text: str) -> date | None:
    """The birth date, of the last hundred years."""
    digits = digits_of(text)
    return make_birth(recent_year(int(digits[:2])), int(digits[2:4]), int(digits[4:6])) if len(digits) == 13 else None


def is_identity(text: str) -> bool:
    """True if Luhn's check and the birth date hold."""
    return birth_of(text) is not None and passes_luhn(digits_of(text))


RULES = (
    Rule(
        id="national_id_za.digits",
        element="national_id.za",
        pattern=f"{_BODY}[0-9]{{4}}[0-2][089][0-9]",
        sampled=True,
        validate=is_identity,
        has_checksum=True,
        chance=0.0033,
        birth=birth_of,
        context=_CONTEXT,
        source="Identification Act 68 of 1997; chance measured on random 13-digit numbers with such a twelfth digit",
        hits=("8503145123084", "0511170987180", "7001022345095"),
        misses=("8503145123085", "8513145123084", "8503145123384", "850314512308"),
    ),
    Rule(
        id="national_id_za.grouped",
        element="national_id.za",
        pattern=f"{_BODY} [0-9]{{4}} [0-2][089][0-9]|"
        + labelled("(?:sa|rsa) id(?: (?:no\\.?|number))?|南非身份证", f"{_BODY}[0-9]{{4}}[0-2][089][0-9]"),
        sampled=True,
        inside=True,
        validate=is_identity,
        has_checksum=True,
        chance=0.01,
        birth=birth_of,
        context=_CONTEXT,
        source="Identification Act 68 of 1997, written in its groups or behind its name",
        hits=("850314 5123 084", "SA ID 0511170987180", "700102 2345 095"),
        misses=("850314 5123 085", "851314 5123 084", "8503145123084", "850314 5123"),
        inside_hits=("南非身份证8503145123084，", "with 850314 5123 084 as id", "(RSA ID: 0511170987180)"),
    ),
)
