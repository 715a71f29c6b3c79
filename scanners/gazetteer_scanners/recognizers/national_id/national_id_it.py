"""Italian codice fiscale. Source: decree of the Ministry of Finance of 23 December 1976 (three letters each of surname and
name, year, month letter, day with 40 added for women, place of birth, check letter; digits may be replaced by letters)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import make_birth, recent_year
from gazetteer_scanners.recognizers.rule import Rule

_MONTHS = "ABCDEHLMPRST"
_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_AS_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")
_DIGIT = "[0-9LMNP-Vlmnp-v]"


def birth_of(text: str) -> date | None:
    """The birth date, of the last hundred years."""
    value = text.upper()
    year, day = value[6:8].translate(_AS_DIGITS), value[9:11].translate(_AS_DIGITS)
    if len(value) != 16 or value[8] not in _MONTHS or not (year + day).isdecimal():
        return None
    return make_birth(recent_year(int(year)), _MONTHS.index(value[8]) + 1, int(day) % 40)


def is_codice_fiscale(text: str) -> bool:
    """True if the check letter holds and the birth date is in the calendar."""
    value = text.upper()
    if len(value) != 16 or not (value.isascii() and value.isalnum()) or birth_of(value) is None:
        return False
    places = [int(character, 36) % 36 for character in value]
    numbers = [place - 10 if place >= 10 else place for place in places]
    total = sum(_ODD[number] for number in numbers[:15:2]) + sum(numbers[1:15:2])
    return total % 26 == numbers[15]


RULES = (
    Rule(
        id="national_id_it",
        element="national_id.it",
        sampled=True,
        pattern=f"[A-Za-z]{{6}}{_DIGIT}{{2}}[A-EHLMPR-Ta-ehlmpr-t]{_DIGIT}{{2}}[A-Za-z]{_DIGIT}{{3}}[A-Za-z]",
        inside=True,
        inside_pattern=f"[A-Z]{{6}}{_DIGIT}{{2}}[A-EHLMPR-T]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z]",
        validate=is_codice_fiscale,
        has_checksum=True,
        chance=0.03,
        birth=birth_of,
        context=("codice fiscale", "codicefiscale", "fiscal code", "italy", "意大利税号"),
        source="Decree of 23 December 1976; chance measured on random values of the form",
        hits=("VRDGPP83M10H501Q", "BNCLRA91T52F205C", "RSSMRA8RA01H501L"),
        misses=("VRDGPP83M10H501R", "VRDGPP83F10H501X", "VRDGPP83M10H50", "VRDGPP83M35H501A"),
        inside_hits=(
            "意大利税号VRDGPP83M10H501Q，",
            "il C.F. BNCLRA91T52F205C è noto",
            "cf=RSSMRA8RA01H501L;",
        ),
    ),
)
