"""The checksums that a rule file can name; each takes a normalised value with or without separators, and never raises.

Sources: ISO/IEC 7812-1 annex B (Luhn), ISO/IEC 7064:2003 (MOD 11-2, MOD 11-10, MOD 37-2, MOD 37-36, MOD 97-10), ISO 13616
(IBAN), J. Verhoeff, Error detecting decimal codes, 1969, H. M. Damm, Total anti-symmetrische Quasigruppen, 2004, GS1
General Specifications (check digit), GB 11643-1999, GB 32100-2015, 3GPP TS 23.003 (IMEI).
"""

from collections.abc import Callable, Mapping

from gazetteer_scanners.recognizers.checksums import is_digits, passes_hex_luhn, passes_luhn, passes_mod_97, passes_uscc
from gazetteer_scanners.recognizers.checksums import strip_separators as bare
from gazetteer_scanners.recognizers.device.imei import is_imei
from gazetteer_scanners.recognizers.identity.resident_id_cn import is_resident_id

_ALPHABET_37 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_TURNED = tuple(map(int, "1576283094"))


def passes_mod_11_2(text: str) -> bool:
    """True if digits and a last 0-9 or X pass ISO 7064 MOD 11-2."""
    return _passes_pure(text, 11, 2, "0123456789X")


def passes_mod_37_2(text: str) -> bool:
    """True if letters and digits and a last one of these or `*` pass ISO 7064 MOD 37-2."""
    return _passes_pure(text, 37, 2, _ALPHABET_37)


def passes_mod_97_10(text: str) -> bool:
    """True if letters and digits, read as a number with A = 10, leave 1 when divided by 97 (ISO 7064 MOD 97-10)."""
    value = bare(text).upper()
    if not 3 <= len(value) <= 64 or not value.isascii() or not value.isalnum():
        return False
    return int("".join(str(int(one, 36)) for one in value)) % 97 == 1


def passes_mod_11_10(text: str) -> bool:
    """True if digits pass ISO 7064 MOD 11-10."""
    return is_digits(bare(text)) and _passes_hybrid(bare(text), 10)


def passes_mod_37_36(text: str) -> bool:
    """True if letters and digits pass ISO 7064 MOD 37-36."""
    value = bare(text).upper()
    return value.isascii() and value.isalnum() and _passes_hybrid(value, 36)


def passes_verhoeff(text: str) -> bool:
    """True if digits pass Verhoeff's check, in the group of turns and mirrors of a pentagon."""
    digits = bare(text)
    if not is_digits(digits) or len(digits) < 2:
        return False
    state = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit)
        for _ in range(place % 8):
            number = _TURNED[number]
        state = _pentagon(state, number)
    return state == 0


def passes_damm(text: str) -> bool:
    """True if digits pass Damm's check."""
    digits = bare(text)
    if not is_digits(digits) or len(digits) < 2:
        return False
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return state == 0


def passes_gs1(text: str) -> bool:
    """True if digits pass the GS1 check digit: weights 3 and 1 from the right, as GTIN, EAN and SSCC have."""
    digits = bare(text)
    if not is_digits(digits) or len(digits) < 2:
        return False
    return (sum(map(int, digits[::-2])) + 3 * sum(map(int, digits[-2::-2]))) % 10 == 0


CHECKSUMS: Mapping[str, Callable[[str], bool]] = {
    "damm": passes_damm,
    "gs1": passes_gs1,
    "hex_luhn": passes_hex_luhn,
    "iban": passes_mod_97,
    "imei": is_imei,
    "luhn": passes_luhn,
    "mod11_10": passes_mod_11_10,
    "mod11_2": passes_mod_11_2,
    "mod37_2": passes_mod_37_2,
    "mod37_36": passes_mod_37_36,
    "mod97": passes_mod_97_10,
    "resident_id_cn": is_resident_id,
    "uscc_cn": passes_uscc,
    "verhoeff": passes_verhoeff,
}
"""By their names in rule files."""

SHARES: Mapping[str, float] = {
    "mod11_2": 1 / 11, "mod37_2": 1 / 37, "mod37_36": 1 / 36, "mod97": 1 / 97, "iban": 1 / 97, "hex_luhn": 1 / 16,
    "resident_id_cn": 0.0001, "uscc_cn": 1 / 31,
}  # fmt: skip
"""Of random values of the right form, the share that pass; one in ten where a name is not here."""


def _passes_pure(text: str, modulus: int, radix: int, alphabet: str) -> bool:
    """The last character may be the alphabet's last one, which no other may be."""
    value = bare(text).upper()
    if len(value) < 2 or any(one not in alphabet[:-1] for one in value[:-1]) or value[-1] not in alphabet:
        return False
    remainder = 0
    for one in value:
        remainder = (remainder * radix + alphabet.index(one)) % modulus
    return remainder == 1


def _passes_hybrid(value: str, modulus: int) -> bool:
    if len(value) < 2:
        return False
    product = modulus
    for one in value[:-1]:
        total = (product + int(one, 36)) % modulus or modulus
        product = total * 2 % (modulus + 1)
    return (product + int(value[-1], 36)) % modulus == 1


def _pentagon(one: int, other: int) -> int:
    """One symmetry of a pentagon after another; 0 to 4 are turns, 5 to 9 mirrors."""
    if one < 5:
        return (one + other) % 5 if other < 5 else 5 + (one + other - 5) % 5
    return 5 + (one - 5 - other) % 5 if other < 5 else (one - other) % 5
