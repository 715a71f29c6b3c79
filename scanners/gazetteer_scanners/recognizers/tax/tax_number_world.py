"""Tax numbers of businesses: value added tax in Europe, CNPJ of Brazil, EIN of the United States.

Source: European Commission, VIES (a country and its own form), Receita Federal (CNPJ: twelve digits and two check digits modulo
11), IRS (EIN: a prefix of an office, seven digits). They name a business, and a person where the business is one.
"""

from gazetteer_scanners.recognizers.checksums import passes_luhn
from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, passes_mod_11_10, weigh
from gazetteer_scanners.recognizers.rule import Rule

_FIRST = (5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
_SECOND = (6, *_FIRST)
_CONTEXT = ("vat", "vat number", "tax id", "ust-idnr", "tva", "iva", "税号")


def is_vat_number(text: str) -> bool:
    """True if the form is that of its country and, where the country has a check that is known here, it passes."""
    value = text.replace(" ", "").replace(".", "").replace("-", "").upper()
    country, number = value[:2], value[2:]
    if is_one_digit(digits_of(number)):
        return False
    match country:
        case "DE":
            return passes_mod_11_10(number)
        case "IT":
            return passes_luhn(number)
        case "BE":
            return 97 - int(number[:8]) % 97 == int(number[8:])
        case "PL":
            return weigh(number, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(number[9])
        case "DK":
            return weigh(number, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0
        case "FR":
            return number[:2].isdecimal() is False or (12 + 3 * (int(number[2:]) % 97)) % 97 == int(number[:2])
    return True


def is_cnpj(text: str) -> bool:
    """True if both check digits of fourteen hold and they are not all alike."""
    digits = digits_of(text)
    if len(digits) != 14 or is_one_digit(digits):
        return False
    return all(
        (0 if (rest := weigh(digits, weights) % 11) < 2 else 11 - rest) == int(digits[len(weights)])
        for weights in (_FIRST, _SECOND)
    )


RULES = (
    Rule(
        id="tax_number_world.vat",
        element="invoice.tax_id",
        pattern=(
            "DE ?[0-9]{9}|IT ?[0-9]{11}|BE ?[01][0-9]{9}|PL ?[0-9]{10}|DK ?[0-9]{8}|FR ?[0-9A-HJ-NP-Z]{2} ?[0-9]{9}"
            "|ATU[0-9]{8}|ES[A-Z0-9][0-9]{7}[A-Z0-9]|NL[0-9]{9}B[0-9]{2}|SE[0-9]{12}|PT[0-9]{9}|EL[0-9]{9}|FI[0-9]{8}"
            "|CZ[0-9]{8,10}|HU[0-9]{8}|RO[0-9]{2,10}|IE[0-9][A-Z0-9+*][0-9]{5}[A-W][A-I]?|GB[0-9]{9}|LU[0-9]{8}|SK[0-9]{10}"
        ),
        sampled=True,
        validate=is_vat_number,
        has_checksum=True,
        chance=0.3,
        context=_CONTEXT,
        source="VIES; chance estimated: not of all countries the check is known here",
        hits=("DE136705246", "FR 96552100554", "BE0402406577"),
        misses=("DE136705247", "DE000000000", "XX136705240", "DE13670524"),
    ),
    Rule(
        id="tax_number_world.cnpj",
        element="invoice.tax_id",
        pattern=r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}/[0-9]{4}-[0-9]{2}|[0-9]{14}",
        sampled=True,
        inside=True,
        inside_pattern=r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}/[0-9]{4}-[0-9]{2}",
        validate=is_cnpj,
        has_checksum=True,
        chance=0.01,
        context=("cnpj", "brazil"),
        source="Receita Federal; one number in a hundred passes",
        hits=("48.203.917/0001-10", "48203917000110", "05.918.273/0002-14"),
        misses=("48.203.917/0001-11", "11111111111111", "48.203.917/0001", "00.000.000/0000-00"),
        inside_hits=("税号48.203.917/0001-10，", "a CNPJ 05.918.273/0002-14 fatura", "(48.203.917/0003-81)"),
    ),
    Rule(
        id="tax_number_world.ein",
        element="invoice.tax_id",
        pattern="(?:0[1-6]|1[0-6]|2[0-7]|3[0-9]|4[0-8]|5[0-9]|6[0-8]|7[1-7]|8[0-8]|9[0-589])-[0-9]{7}",
        sampled=True,
        chance=0.5,
        needs_name=True,
        placeholders=frozenset({"123456789", "000000000"}),
        context=("ein", "employer identification", "tax id"),
        source="IRS, prefixes of offices; nearly all numbers grouped 2-7 pass",
        hits=("38-1948207", "04-2917365", "95-4820173"),
        misses=("00-1948207", "07-1948207", "38-194820", "12-3456789", "381948207"),
    ),
)
