"""German personal numbers: tax identification number, pension insurance number, identity card.

Source: section 139b AO and the rules of the Federal Central Tax Office (11 digits, one digit twice or three times, MOD
11,10), section 147 SGB VI and the decree on insurance numbers (weights 2 1 2 5 7 1 2 1 2 1 2 1), BSI TR-03105 and ICAO 9303
(document numbers, weights 7 3 1).
"""

from datetime import date

from gazetteer_scanners.recognizers.digits import digits_of, make_birth, passes_mod_11_10, recent_year
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_TAX_CONTEXT = ("steuer", "steuerid", "idnr", "identifikationsnummer", "德国税号")
_GROUPED = "[1-9][0-9] [0-9]{3} [0-9]{3} [0-9]{3}"
_PENSION_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
_CARD_LETTERS = "CFGHJKLMNPRTVWXYZ"


def is_tax_id(text: str) -> bool:
    """True if of the first ten digits one comes twice or three times and no other again, and the check digit holds."""
    digits = digits_of(text)
    if len(digits) != 11 or digits[0] == "0":
        return False
    different = len(set(digits[:10]))
    is_repeating = different == 9 or (different == 8 and any(digits[:10].count(digit) == 3 for digit in digits[:10]))
    return is_repeating and passes_mod_11_10(digits)


def is_pension_number(text: str) -> bool:
    """True if two digits of an office, a birth date, a letter, a serial and a check digit belong together."""
    value = text.replace(" ", "").upper()
    if len(value) != 12 or not (value[:8] + value[9:]).isdecimal() or not "A" <= value[8] <= "Z":
        return False
    numbers = map(int, f"{value[:8]}{ord(value[8]) - 64:02}{value[9:11]}")
    total = sum(sum(divmod(number * weight, 10)) for number, weight in zip(numbers, _PENSION_WEIGHTS, strict=True))
    return total % 10 == int(value[11]) and 1 <= int(value[2:4]) % 50 <= 31 and 1 <= int(value[4:6]) <= 12


def pension_birth(text: str) -> date | None:
    """The birth date in a pension insurance number; days above 50 belong to numbers that were given out again."""
    value = text.replace(" ", "")
    if len(value) != 12 or not value[2:8].isdecimal():
        return None
    return make_birth(recent_year(int(value[6:8])), int(value[4:6]), int(value[2:4]) % 50)


def is_card_number(text: str) -> bool:
    """True if nine characters pass the weights 7 3 1 against the digit behind them."""
    if len(text) != 10 or not text.isascii() or not text.isalnum() or not text[9].isdigit():
        return False
    total = sum(int(character, 36) * (7, 3, 1)[place % 3] for place, character in enumerate(text[:9]))
    return total % 10 == int(text[9])


RULES = (
    Rule(
        id="national_id_de.tax_id",
        element="national_id.de",
        pattern=f"{_GROUPED}|[1-9][0-9]{{10}}",
        sampled=True,
        validate=is_tax_id,
        has_checksum=True,
        chance=0.0055,
        context=_TAX_CONTEXT,
        source="Section 139b AO; chance measured on random 11-digit numbers",
        hits=("86095742719", "47 036 892 816", "65929970489"),
        misses=("86095742710", "12345678901", "11111111111", "8609574271"),
    ),
    Rule(
        id="national_id_de.labelled",
        element="national_id.de",
        pattern=labelled(
            "idnr\\.?|steuer-?(?:id|idnr\\.?|identifikationsnummer)(?:-?nr\\.?)?|tin|德国税号", f"{_GROUPED}|[1-9][0-9]{{10}}"
        ),
        sampled=True,
        inside=True,
        validate=is_tax_id,
        has_checksum=True,
        chance=0.0055,
        context=_TAX_CONTEXT,
        source="Section 139b AO; the number behind its name",
        hits=("IdNr. 86095742719", "Steuer-ID: 47 036 892 816", "TIN 65929970489"),
        misses=("IdNr. 86095742710", "Steuer-ID 123", "86095742719", "Rechnung 86095742719"),
        inside_hits=(
            "德国税号86095742719，",
            "Seine Steuer-ID 47 036 892 816 liegt vor",
            "IdNr.: 65929970489.",
        ),
    ),
    Rule(
        id="national_id_de.pension",
        element="national_id.de",
        pattern="[0-9]{2} ?(?:[0-2]|[3]|[5-8])[0-9][01][0-9]{3} ?[A-Z] ?[0-9]{3}",
        sampled=True,
        inside=True,
        validate=is_pension_number,
        has_checksum=True,
        chance=0.013,
        birth=pension_birth,
        context=("rentenversicherung", "sozialversicherung", "svnr", "rvnr", "德国社保号"),
        source="Section 147 SGB VI; chance measured on random values of eight digits, a letter and three digits",
        hits=("65170839J003", "15 070649 C 103", "12150780M013"),
        misses=("65170839J004", "65171339J008", "65170839J00", "6517083900088"),
        inside_hits=(
            "社保号65170839J003，德国",
            "SV-Nr. 15 070649 C 103 gilt",
            "rvnr=12150780M013;",
        ),
    ),
    Rule(
        id="national_id_de.card",
        element="national_id.de",
        pattern=f"[{_CARD_LETTERS}][{_CARD_LETTERS}0-9]{{8}}[0-9]",
        sampled=True,
        validate=is_card_number,
        has_checksum=True,
        chance=0.1,
        needs_name=True,
        context=("personalausweis", "ausweisnummer", "identity card", "德国身份证"),
        source="ICAO 9303 weights 7 3 1; one serial number in ten passes",
        hits=("L01X00T471", "CFGHJK1237", "T220001293"),
        misses=("L01X00T472", "L01X00T47", "A01X00T471", "L01X00T471D"),
    ),
)
