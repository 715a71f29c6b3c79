"""Check digits of the identifiers that the estate invents, computed here from the standards' own descriptions.

Sources: Luhn (ISO/IEC 7812-1 annex B), Chinese resident ids (GB 11643-1999: ISO 7064 MOD 11-2),
organisation codes (GB 11714-1997) and unified social credit codes (GB 32100-2015).
"""

_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def luhn_digit(payload: str) -> str:
    """The digit that makes `payload` (decimal digits) followed by it pass the Luhn test."""
    total = 0
    for position, char in enumerate(reversed(payload)):
        digit = int(char) * (2 if position % 2 == 0 else 1)
        total += digit // 10 + digit % 10
    return str(-total % 10)


def resident_id_digit(payload: str) -> str:
    """The eighteenth character (0-9 or X) of a Chinese resident id whose first 17 digits are `payload`."""
    remainder = sum(int(char) * (2 ** (17 - index) % 11) for index, char in enumerate(payload)) % 11
    value = (12 - remainder) % 11
    return "X" if value == 10 else str(value)


def organisation_digit(payload: str) -> str:
    """The ninth character (0-9 or X) of an organisation code whose first eight characters are `payload`."""
    pairs = zip(payload, _ORGANISATION_WEIGHTS, strict=True)
    value = 11 - sum(_ORGANISATION_ALPHABET.index(char) * weight for char, weight in pairs) % 11
    return {10: "X", 11: "0"}.get(value, str(value))


def credit_code_digit(payload: str) -> str:
    """The eighteenth character of a unified social credit code whose first 17 characters are `payload`."""
    total = sum(_CREDIT_ALPHABET.index(char) * pow(3, index, 31) for index, char in enumerate(payload))
    return _CREDIT_ALPHABET[-total % 31]
