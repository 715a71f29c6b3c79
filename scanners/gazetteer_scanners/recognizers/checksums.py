"""Check-digit arithmetic for recognizers: each takes a normalised value, with or without separators, and never raises.

Sources: ISO/IEC 7812-1 annex B (Luhn), ISO/IEC 7064 (MOD 11-2, MOD 97-10), GB 11643-1999 (resident id),
GB 32100-2015 (unified social credit code), 3GPP2 X.S0008 (Luhn in base 16 for MEID).
"""

SEPARATORS = " ./:()_-"
"""What people put between the groups of a number; the dash last, so that it also reads as a character class."""

_WITHOUT_SEPARATORS = str.maketrans("", "", SEPARATORS)
# Luhn on octets: every second digit is doubled and its digits added, by a translation of its octet.
_DOUBLED = bytes(0 if not 48 <= octet <= 57 else (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)[octet - 48] for octet in range(256))
_RESIDENT_ID_CHECK = "10X98765432"
_RESIDENT_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


def strip_separators(text: str) -> str:
    """The value without spaces, dashes, dots, slashes, colons, underscores and round brackets."""
    return text.translate(_WITHOUT_SEPARATORS)


def is_digits(text: str) -> bool:
    """True for one or more ASCII digits and nothing else."""
    return text.isascii() and text.isdigit()


def passes_luhn(text: str) -> bool:
    """True if the digits pass ISO/IEC 7812-1's Luhn check and are not all alike (zeros pass the arithmetic)."""
    digits = strip_separators(text)
    if not is_digits(digits) or len(digits) < 2 or digits == digits[0] * len(digits):
        return False
    octets = digits.encode()
    plain = octets[::-2]
    return (sum(plain) - 48 * len(plain) + sum(octets[-2::-2].translate(_DOUBLED))) % 10 == 0


def passes_hex_luhn(text: str) -> bool:
    """True if the hexadecimal digits pass Luhn's check in base 16, as MEID's optional check digit does."""
    try:
        numbers = [int(c, 16) for c in reversed(strip_separators(text))]
    except ValueError:
        return False
    doubled = (sum(divmod(2 * n, 16)) for n in numbers[1::2])
    return len(numbers) > 1 and (sum(numbers[::2]) + sum(doubled)) % 16 == 0


def passes_mod_11_2(text: str) -> bool:
    """True if 17 digits and a check character 0-9 or X pass ISO 7064 MOD 11-2 (GB 11643-1999)."""
    value = strip_separators(text).upper()
    if len(value) != 18 or not is_digits(value[:17]):
        return False
    total = sum(int(c) * w for c, w in zip(value, _RESIDENT_ID_WEIGHTS, strict=False))
    return _RESIDENT_ID_CHECK[total % 11] == value[17]


def passes_uscc(text: str) -> bool:
    """True if 18 characters pass the mod 31 check of a unified social credit code (GB 32100-2015)."""
    value = strip_separators(text).upper()
    if len(value) != 18 or any(c not in _USCC_ALPHABET for c in value):
        return False
    total = sum(_USCC_ALPHABET.index(c) * w for c, w in zip(value, _USCC_WEIGHTS, strict=False))
    return _USCC_ALPHABET[(31 - total % 31) % 31] == value[17]


def passes_mod_97(text: str) -> bool:
    """True if 5 to 34 letters and digits, the first four moved to the end, pass ISO 7064 MOD 97-10 as an IBAN does."""
    value = strip_separators(text).upper()
    if not 5 <= len(value) <= 34 or not value.isascii() or not value.isalnum():
        return False
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1
