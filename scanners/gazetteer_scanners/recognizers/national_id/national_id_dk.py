"""Danish CPR number. Source: the CPR office (ddmmyy and a serial whose first digit tells the century; the check digit
modulo 11 holds for no number given out since 2007, so that it cannot be asked for)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import digits_of, make_birth
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_DATE = "(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}"
_CONTEXT = ("cpr", "cpr nummer", "personnummer", "denmark", "丹麦cpr号")


def birth_of(text: str) -> date | None:
    """The birth date: the seventh digit and the year tell the century."""
    digits = digits_of(text)
    if len(digits) != 10:
        return None
    year, seventh = int(digits[4:6]), int(digits[6])
    century = 1900 if seventh <= 3 or (seventh in (4, 9) and year >= 37) else 2000 if seventh in (4, 9) or year <= 57 else 1800
    return make_birth(century + year, int(digits[2:4]), int(digits[:2]))


def is_cpr(text: str) -> bool:
    """True if the birth date is in the calendar and does not lie ahead."""
    return birth_of(text) is not None


RULES = (
    Rule(
        id="national_id_dk.grouped",
        element="national_id.dk",
        pattern=f"{_DATE}-[0-9]{{4}}|" + labelled("cpr(?:[ -]?(?:nr|nummer)\\.?)?|丹麦cpr号", f"{_DATE}[- ]?[0-9]{{4}}"),
        sampled=True,
        inside=True,
        validate=is_cpr,
        chance=0.024,
        birth=birth_of,
        context=_CONTEXT,
        source="CPR office; of random numbers grouped 6-4 three in a hundred begin with a date",
        hits=("070761-4285", "CPR 2110621629", "cpr-nr. 010190-1234"),
        misses=("320761-4285", "071361-4285", "0707614285", "300290-1234", "070761-42855"),
        inside_hits=("丹麦cpr号070761-4285，", "CPR-nr. 2110621629 er kendt", "(010190-1234)"),
    ),
    Rule(
        id="national_id_dk.digits",
        element="national_id.dk",
        pattern=f"{_DATE}[0-9]{{4}}",
        sampled=True,
        validate=is_cpr,
        chance=0.024,
        needs_name=True,
        birth=birth_of,
        context=_CONTEXT,
        source="CPR office; any ten digits that begin with a date pass",
        hits=("0707614285", "2110621629", "0101901234"),
        misses=("3207614285", "0713614285", "070761428", "3002901234"),
    ),
)
