"""Polish PESEL. Source: law of 24 September 2010 on the population register (yymmdd with the century in the month, serial,
check digit with weights 1 3 7 9)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, make_birth, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_CENTURIES = (1900, 2000, 2100, 2200, 1800)
_NUMBER = "[0-9]{2}(?:[0289][1-9]|[1][0-2]|3[0-2])[0-3][0-9]{6}"
_CONTEXT = ("pesel", "poland", "波兰个人号")


def birth_of(text: str) -> date | None:
    """The birth date: twenties in the month tell the century."""
    digits = digits_of(text)
    if len(digits) != 11:
        return None
    century, month = divmod(int(digits[2:4]), 20)
    return make_birth(_CENTURIES[century] + int(digits[:2]), month, int(digits[4:6]))


def is_pesel(text: str) -> bool:
    """True if the check digit holds and the birth date can be."""
    digits = digits_of(text)
    return len(digits) == 11 and not is_one_digit(digits) and weigh(digits, _WEIGHTS) % 10 == 0 and birth_of(digits) is not None


RULES = (
    Rule(
        id="national_id_pl.pesel",
        element="national_id.pl",
        pattern=_NUMBER,
        sampled=True,
        validate=is_pesel,
        has_checksum=True,
        chance=0.005,
        birth=birth_of,
        context=_CONTEXT,
        source="Law of 24 September 2010; chance measured on random 11-digit numbers",
        hits=("85031401237", "05211709870", "70123123469"),
        misses=("85031401238", "85131401234", "8503140123", "00000000000"),
    ),
    Rule(
        id="national_id_pl.labelled",
        element="national_id.pl",
        pattern=labelled("pesel|波兰个人号", "[0-9]{11}"),
        sampled=True,
        inside=True,
        validate=is_pesel,
        has_checksum=True,
        chance=0.005,
        birth=birth_of,
        context=_CONTEXT,
        source="Law of 24 September 2010; the number behind its name",
        hits=("PESEL 85031401237", "Pesel: 05211709870", "pesel 70123123469"),
        misses=("PESEL 85031401238", "PESEL 123", "85031401237", "nr 85031401237"),
        inside_hits=("波兰个人号85031401237，", "ma PESEL 05211709870 w bazie", "(pesel 70123123469)"),
    ),
)
