"""Machine-readable zones of passports and identity cards.

Source: ICAO Doc 9303 parts 3 to 5 (lines of 44 and of 30 characters; check digits with weights 7 3 1, `<` counts 0, letters 10
to 35).
"""

from datetime import date

from gazetteer_scanners.recognizers.digits import make_birth, recent_year
from gazetteer_scanners.recognizers.rule import Rule

_LINE = 44
_CARD_LINE = 30
_DATES = "[0-9]{7}[FMX<][0-9]{7}"
_SECOND = f"[A-Z0-9<]{{9}}[0-9][A-Z<]{{3}}{_DATES}[A-Z0-9<]{{14}}[0-9<][0-9]"
_SOURCE = "ICAO Doc 9303; five check digits, or four, hold in no other text"


def check_digit(text: str) -> int:
    """The check digit of a part of a zone."""
    return sum((0 if c == "<" else int(c, 36)) * (7, 3, 1)[place % 3] for place, c in enumerate(text)) % 10


def _holds(text: str, digit: str) -> bool:
    return digit.isdecimal() and check_digit(text) == int(digit)


def is_passport(text: str) -> bool:
    """True if the check digits of number, birth, expiry and the whole hold."""
    line = text[-_LINE:]
    if len(line) != _LINE:
        return False
    parts = ((line[:9], line[9]), (line[13:19], line[19]), (line[21:27], line[27]))
    return all(_holds(*part) for part in parts) and _holds(line[:10] + line[13:20] + line[21:43], line[43])


def passport_birth(text: str) -> date | None:
    """The birth date, of the last hundred years."""
    return _birth(text[-_LINE:][13:19])


def is_card(text: str) -> bool:
    """True if the check digits of number, birth, expiry and the whole hold; the name's line may be missing."""
    lines = "".join(text.split())
    first, second = lines[:_CARD_LINE], lines[_CARD_LINE : 2 * _CARD_LINE]
    if len(lines) not in (2 * _CARD_LINE, 3 * _CARD_LINE):
        return False
    parts = ((first[5:14], first[14]), (second[:6], second[6]), (second[8:14], second[14]))
    return all(_holds(*part) for part in parts) and _holds(first[5:] + second[:7] + second[8:15] + second[18:29], second[29])


def card_birth(text: str) -> date | None:
    """The birth date, of the last hundred years."""
    return _birth("".join(text.split())[_CARD_LINE : _CARD_LINE + 6])


def _birth(text: str) -> date | None:
    if len(text) != 6 or not text.isdecimal():
        return None
    return make_birth(recent_year(int(text[:2])), int(text[2:4]), int(text[4:6]))


RULES = (
    Rule(
        id="machine_readable_zone.passport",
        element="passport.number",
        pattern=f"(?:P[A-Z<]{{43}}[ \n]?)?{_SECOND}",
        sampled=True,
        inside=True,
        validate=is_passport,
        has_checksum=True,
        chance=0.0001,
        birth=passport_birth,
        context=("mrz", "passport", "护照"),
        source=_SOURCE,
        hits=(
            "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "X482719376UTO8503149M3001019<<<<<<<<<<<<<<08",
        ),
        misses=(
            "L898902C36UTO7408122F1204159ZE184226B<<<<<11",
            "L898902C46UTO7408122F1204159ZE184226B<<<<<10",
            "L898902C36UTO7408122F1204159ZE184226B<<<<<1",
        ),
        inside_hits=(
            "护照机读码：L898902C36UTO7408122F1204159ZE184226B<<<<<10，已扫描",
            "mrz: P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<< L898902C36UTO7408122F1204159ZE184226B<<<<<10.",
            "scan=X482719376UTO8503149M3001019<<<<<<<<<<<<<<08;",
        ),
    ),
    Rule(
        id="machine_readable_zone.card",
        element="national_id",
        pattern=(
            f"[ACI][A-Z0-9<]{{4}}[A-Z0-9<]{{9}}[0-9][A-Z0-9<]{{15}}[ \n]?{_DATES}[A-Z<]{{3}}[A-Z0-9<]{{11}}[0-9]"
            "(?:[ \n]?[A-Z<]{30})?"
        ),
        sampled=True,
        inside=True,
        validate=is_card,
        has_checksum=True,
        chance=0.0001,
        birth=card_birth,
        context=("mrz", "identity card", "身份证"),
        source=_SOURCE,
        hits=(
            "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6",
            "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
            "IDUTO4827193604<<<<<<<<<<<<<<<8503149M3001019UTO<<<<<<<<<<<2",
        ),
        misses=(
            "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<7",
            "I<UTOD231458917<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6",
            "I<UTOD231458907<<<<<<<<<<<<<<<",
        ),
        inside_hits=(
            "身份证机读码：I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6，",
            "read I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6 there",
            "(IDUTO4827193604<<<<<<<<<<<<<<<8503149M3001019UTO<<<<<<<<<<<2)",
        ),
    ),
)
