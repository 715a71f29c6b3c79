"""Numbers with check digits, made from the published rules and from nothing of the product's."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from tests.accuracy.elements.case import Cell, Maker, words

_VERHOEFF_D = words(
    "0123456789 1234067895 2340178956 3401289567 4012395678 5987604321 6598710432 7659821043 8765932104 9876543210"
)
_VERHOEFF_P = words("0123456789 1576283094 5803796142 8916043527 9453126870 4286573901 2793806415 7046913258")
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODICE_ODD = dict(zip("0123456789", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21), strict=True)) | dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)
_VIN_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def numerals(rng: random.Random, count: int) -> str:
    """So many random digits."""
    return "".join(rng.choice("0123456789") for _ in range(count))


def birth(rng: random.Random, form: str, first: int = 1955, last: int = 2004) -> str:
    """A birth date."""
    start = datetime(first, 1, 1, tzinfo=UTC)
    return (start + timedelta(days=rng.randrange(365 * (last - first)))).strftime(form)


def weighted(text: str, weights: Sequence[int]) -> int:
    """The sum of digits times weights."""
    return sum(int(digit) * weight for digit, weight in zip(text, weights, strict=True))


def luhn_digit(body: str) -> str:
    """The digit that makes body pass the Luhn test."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def luhn(prefixes: str, length: int) -> Maker:
    """Numbers of that length that begin with one of the prefixes (separated by spaces) and pass the Luhn test."""

    def make(rng: random.Random) -> Cell:
        prefix = rng.choice(prefixes.split())
        body = prefix + numerals(rng, length - len(prefix) - 1)
        return body + luhn_digit(body)

    return make


def not_luhn(prefixes: str, length: int) -> Maker:
    """The same, failing the test."""

    def make(rng: random.Random) -> Cell:
        number = str(luhn(prefixes, length)(rng))
        return number[:-1] + str((int(number[-1]) + rng.randint(1, 9)) % 10)

    return make


def verhoeff(body: str) -> str:
    """The digit that makes body pass the Verhoeff test."""
    check = 0
    for place, digit in enumerate(reversed(body), 1):
        check = int(_VERHOEFF_D[check][int(_VERHOEFF_P[place % 8][int(digit)])])
    return str("0432156789"[check])


def mod11_10(body: str) -> str:
    """The check digit of ISO 7064 MOD 11,10."""
    product = 10
    for digit in body:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def resident_id(rng: random.Random) -> Cell:
    """A Chinese resident id (GB 11643)."""
    body = rng.choice(("110105", "310104", "440305", "330106", "510107")) + birth(rng, "%Y%m%d") + numerals(rng, 3)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[weighted(body, weights) % 11]


def disability_certificate(rng: random.Random) -> Cell:
    """A Chinese disability certificate: resident id, kind, grade."""
    return str(resident_id(rng)) + f"{rng.randint(1, 7)}{rng.randint(1, 4)}"


def registered_item(rng: random.Random) -> Cell:
    """A number of a registered item of international mail (UPU S10)."""
    body = numerals(rng, 8)
    rest = 11 - weighted(body, (8, 6, 4, 2, 3, 5, 9, 7)) % 11
    check = {10: 0, 11: 5}.get(rest, rest)
    return f"{rng.choice(words('EE RA LK CP'))}{body}{check}CN"


def business_registration(rng: random.Random) -> Cell:
    """A Chinese registration number of the old kind (GS 15-2006)."""
    body = rng.choice(words("110108 440301 330106")) + numerals(rng, 8)
    return body + mod11_10(body)


def credit_code(rng: random.Random) -> Cell:
    """A unified social credit code (GB 32100)."""
    body = rng.choice(("91", "92", "93", "52", "12")) + rng.choice(("440300", "330100", "310000"))
    body += "".join(rng.choice(USCC_SIGNS) for _ in range(9))
    total = sum(USCC_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + USCC_SIGNS[-total % 31]


def vin(rng: random.Random) -> Cell:
    """A vehicle identification number (ISO 3779 with the check character of 49 CFR 565)."""
    kind = "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") for _ in range(8))
    body = rng.choice(words("LSV LFV 1HG JTD WDB")) + kind + numerals(rng, 6)
    values = [int(sign) if sign.isdigit() else _VIN_VALUES[sign] for sign in body]
    rest = sum(value * weight for value, weight in zip(values, _VIN_WEIGHTS, strict=True)) % 11
    return body[:8] + "0123456789X"[rest] + body[9:]


def bitcoin_address(rng: random.Random) -> Cell:
    """An address in base58 with the first octets of a double SHA-256 as its check."""
    octets = b"\0" + rng.randbytes(20)
    octets += sha256(sha256(octets).digest()).digest()[:4]
    number, text = int.from_bytes(octets, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "1" * (len(octets) - len(octets.lstrip(b"\0"))) + text


def insured_person_de(rng: random.Random) -> Cell:
    """A German insured person's number: a letter, eight digits, a check digit."""
    letter, body = rng.choice("ABCDEFGHKLMNPRSTUVWXYZ"), numerals(rng, 8)
    digits = f"{ord(letter) - 64:02d}{body}"
    products = (int(digit) * weight for digit, weight in zip(digits, (1, 2) * 5, strict=True))
    return f"{letter}{body}{sum(product // 10 + product % 10 for product in products) % 10}"


def patient_gb(rng: random.Random) -> Cell:
    """A number of the British health service, mod 11."""
    while True:
        body = rng.choice("4679") + numerals(rng, 8)
        check = -weighted(body, range(10, 1, -1)) % 11
        if check < 10:
            return f"{body}{check}"


def readable_zone_digit(text: str) -> str:
    """The check digit of machine-readable zones (ICAO 9303), weights 7 3 1."""
    values = [0 if sign == "<" else int(sign, 36) for sign in text]
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def passport_zone(rng: random.Random) -> Cell:
    """The two lines at the foot of a passport's page."""
    number, born, ends = f"X{numerals(rng, 8)}", birth(rng, "%y%m%d"), f"{rng.randint(27, 33)}0{rng.randint(1, 9)}15"
    checked = [part + readable_zone_digit(part) for part in (number, born, ends, "<" * 14)]
    whole = readable_zone_digit("".join(checked))
    return "P<UTOEXAMPLE<<ANNA<MARIA".ljust(44, "<") + f"\n{checked[0]}UTO{checked[1]}F{checked[2]}{checked[3]}{whole}"


def card_zone(rng: random.Random) -> Cell:
    """The three lines on the back of an identity card."""
    number, born, ends = f"X{numerals(rng, 8)}", birth(rng, "%y%m%d"), f"{rng.randint(27, 33)}0{rng.randint(1, 9)}15"
    checked = [part + readable_zone_digit(part) for part in (number, born, ends)]
    first = f"I<UTO{checked[0]}".ljust(30, "<")
    whole = readable_zone_digit(first[5:] + checked[1] + checked[2] + "<" * 11)
    return f"{first}\n{checked[1]}F{checked[2]}UTO{'<' * 11}{whole}\n" + "EXAMPLE<<ANNA<MARIA".ljust(30, "<")


def iban(rng: random.Random) -> Cell:
    """A German, Dutch or British IBAN (ISO 13616)."""
    country, body = rng.choice(
        (("DE", numerals(rng, 18)), ("NL", "ABNA" + numerals(rng, 10)), ("GB", "WEST" + numerals(rng, 14)))
    )
    number = "".join(str(int(sign, 36)) for sign in body + country + "00")
    return f"{country}{98 - int(number) % 97:02d}{body}"


def routing_number(rng: random.Random) -> Cell:
    """An ABA routing number."""
    body = rng.choice(("02", "11", "12", "26")) + numerals(rng, 6)
    return body + str(-weighted(body, (3, 7, 1, 3, 7, 1, 3, 7)) % 10)


def codice_fiscale(rng: random.Random) -> Cell:
    """An Italian fiscal code."""
    letters = "".join(rng.choice("BCDFGLMNPRSTVZ") for _ in range(6))
    born = f"{rng.randint(50, 99)}{rng.choice('ABCDEHLMPRST')}{rng.randint(1, 28):02d}"
    body = f"{letters}{born}{rng.choice('FHLA')}{rng.randint(100, 899)}"
    even = sum(int(sign) if sign.isdigit() else ord(sign) - 65 for sign in body[1::2])
    return body + chr(65 + (even + sum(_CODICE_ODD[sign] for sign in body[::2])) % 26)
