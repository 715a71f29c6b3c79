"""Belgian national number. Source: royal decree of 3 April 1984 (yymmdd, serial, 97 less the rest modulo 97; a 2 stands in
front of the others for births from 2000 on; months above 20 or 40 in numbers of people who are not in the register)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import digits_of, make_birth
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("niss", "insz", "rijksregister", "registre national", "belgium", "比利时国民号")
_GROUPED = r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}|[0-9]{6}[ -][0-9]{3}[ -][0-9]{2}"


def birth_of(text: str) -> date | None:
    """The birth date, of the century for which the check digits hold."""
    digits = digits_of(text)
    century = _century(digits)
    return make_birth(century + int(digits[:2]), int(digits[2:4]) % 20, int(digits[4:6])) if century else None


def is_national_number(text: str) -> bool:
    """True if the check digits hold for either century, and month and day can be (zero stands for unknown)."""
    digits = digits_of(text)
    return bool(_century(digits)) and int(digits[2:4]) <= 52 and int(digits[2:4]) % 20 <= 12 and int(digits[4:6]) <= 31


def _century(digits: str) -> int:
    if len(digits) != 11 or digits[6:9] in ("000", "999"):
        return 0
    number, check = int(digits[:9]), int(digits[9:])
    for century, prefix in ((1900, 0), (2000, 2_000_000_000)):
        if 97 - (prefix + number) % 97 == check:
            return century
    return 0


RULES = (
    Rule(
        id="national_id_be.digits",
        element="national_id.be",
        pattern="[0-9]{2}[0-5][0-9][0-3][0-9]{6}",
        sampled=True,
        validate=is_national_number,
        has_checksum=True,
        chance=0.0026,
        birth=birth_of,
        context=_CONTEXT,
        source="Royal decree of 3 April 1984; chance measured on random 11-digit numbers",
        hits=("85073003328", "05041201747", "91421415114"),
        misses=("85073003329", "85133003300", "8507300330", "00000000097"),
    ),
    Rule(
        id="national_id_be.grouped",
        element="national_id.be",
        pattern=f"{_GROUPED}|" + labelled("niss|insz|rrn|rijksregister(?:nr|nummer)\\.?|国民号", f"{_GROUPED}|[0-9]{{11}}"),
        sampled=True,
        inside=True,
        validate=is_national_number,
        has_checksum=True,
        chance=0.0026,
        birth=birth_of,
        context=_CONTEXT,
        source="Royal decree of 3 April 1984, written in its groups or behind its name",
        hits=("85.07.30-033.28", "050412-017-47", "NISS 91421415114"),
        misses=("85.07.30-033.29", "85.07.30-033", "85073003328", "85.07.30.033.28"),
        inside_hits=(
            "国民号85.07.30-033.28，比利时",
            "INSZ: 05.04.12-017.47.",
            "rrn 85073003328 sent",
        ),
    ),
)
