"""Norwegian fødselsnummer. Source: Skatteetaten (ddmmyy, individual number, two check digits modulo 11; D-numbers add 40 to the
day, H-numbers 40 to the month)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import digits_of, make_birth, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_DATE = "[0-7][0-9][0145][0-9]{3}"
_CONTEXT = ("fodselsnummer", "fødselsnummer", "personnr", "fnr", "norway", "挪威个人号")


def birth_of(text: str) -> date | None:
    """The birth date: the individual number tells the century."""
    digits = digits_of(text)
    if len(digits) != 11:
        return None
    year, individual = int(digits[4:6]), int(digits[6:9])
    if individual < 500 or (individual >= 900 and year >= 40):
        century = 1900
    else:
        century = 1800 if year >= 54 and individual < 750 else 2000
    return make_birth(century + year, int(digits[2:4]) % 40, int(digits[:2]) % 40)


def is_fodselsnummer(text: str) -> bool:
    """True if both check digits hold and the birth date can be."""
    digits = digits_of(text)
    if len(digits) != 11 or weigh(digits, _FIRST) % 11 or weigh(digits, _SECOND) % 11:
        return False
    return birth_of(digits) is not None


RULES = (
    Rule(
        id="national_id_no.digits",
        element="national_id.no",
        pattern=f"{_DATE}[0-9]{{5}}|{_DATE} [0-9]{{5}}",
        sampled=True,
        validate=is_fodselsnummer,
        has_checksum=True,
        chance=0.001,
        birth=birth_of,
        context=_CONTEXT,
        source="Skatteetaten; chance measured on random 11-digit numbers",
        hits=("01019012057", "231175 41096", "55030567160"),
        misses=("01019012058", "32019012345", "0101901234", "00000000000"),
    ),
    Rule(
        id="national_id_no.labelled",
        element="national_id.no",
        pattern=labelled("fnr\\.?|f[oø]dselsn(?:umme)?r\\.?|personn(?:umme)?r\\.?|挪威个人号", "[0-9]{6} ?[0-9]{5}"),
        sampled=True,
        inside=True,
        validate=is_fodselsnummer,
        has_checksum=True,
        chance=0.001,
        birth=birth_of,
        context=_CONTEXT,
        source="Skatteetaten; the number behind its name",
        hits=("fnr 01019012057", "Fødselsnummer: 231175 41096", "personnr. 55030567160"),
        misses=("fnr 01019012058", "fnr 123", "01019012057", "nr 01019012057"),
        inside_hits=(
            "挪威个人号01019012057，",
            "hans fnr 231175 41096 er",
            "(fnr. 55030567160)",
        ),
    ),
)
