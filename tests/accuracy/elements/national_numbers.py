"""Identity numbers of countries, made from each country's published rule."""

import random

from tests.accuracy.elements.case import Cell
from tests.accuracy.elements.check_digits import birth, luhn_digit, mod11_10, numerals, verhoeff, weighted

_TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def hong_kong(rng: random.Random) -> Cell:
    letter, body = rng.choice("ABCDEGKPRVYZ"), numerals(rng, 6)
    rest = -(36 * 9 + (ord(letter) - 55) * 8 + weighted(body, (7, 6, 5, 4, 3, 2))) % 11
    return f"{letter}{body}({'0123456789A'[rest]})"


def taiwan(rng: random.Random) -> Cell:
    letter, body = rng.choice("ABCDEFGH"), rng.choice("12") + numerals(rng, 7)
    value = _TAIWAN.index(letter) + 10
    total = value // 10 + value % 10 * 9 + weighted(body, (8, 7, 6, 5, 4, 3, 2, 1))
    return f"{letter}{body}{-total % 10}"


def japan(rng: random.Random) -> Cell:
    body = numerals(rng, 11)
    rest = weighted(body, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return f"{body}{0 if rest <= 1 else 11 - rest}"


def korea(rng: random.Random) -> Cell:
    body = birth(rng, "%y%m%d", 1955, 1999) + rng.choice("12") + numerals(rng, 5)
    return f"{body[:6]}-{body[6:]}{(11 - weighted(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10}"


def korea_unhyphened(rng: random.Random) -> Cell:
    return str(korea(rng)).replace("-", "")


def singapore(rng: random.Random) -> Cell:
    prefix, body = rng.choice("STFG"), numerals(rng, 7)
    total = weighted(body, (2, 7, 6, 5, 4, 3, 2)) + (4 if prefix in "TG" else 0)
    return f"{prefix}{body}{('JZIHGFEDCBA' if prefix in 'ST' else 'XWUTRQPNMLK')[total % 11]}"


def malaysia(rng: random.Random) -> Cell:
    return f"{birth(rng, '%y%m%d')}-{rng.choice(('01', '08', '10', '14'))}-{numerals(rng, 4)}"


def indonesia(rng: random.Random) -> Cell:
    return f"{rng.choice(('317101', '327301', '357801', '337401'))}{birth(rng, '%d%m%y')}{rng.randint(1, 40):04d}"


def thailand(rng: random.Random) -> Cell:
    body = rng.choice("1235") + numerals(rng, 11)
    return f"{body}{(11 - weighted(body, range(13, 1, -1)) % 11) % 10}"


def vietnam(rng: random.Random) -> Cell:
    return f"{rng.choice(('001', '079', '048'))}{rng.choice('01')}{birth(rng, '%y', 1955, 1999)}{numerals(rng, 6)}"


def india(rng: random.Random) -> Cell:
    body = rng.choice("23456789") + numerals(rng, 10)
    return body + verhoeff(body)


def australia(rng: random.Random) -> Cell:
    while True:
        body = rng.choice("123456789") + numerals(rng, 7)
        for last in "0123456789":
            if weighted(body + last, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0:
                return body + last


def united_states(rng: random.Random) -> Cell:
    return f"{rng.randint(734, 749)}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}"


def canada(rng: random.Random) -> Cell:
    body = rng.choice("1234567") + numerals(rng, 7)
    return body + luhn_digit(body)


def mexico(rng: random.Random) -> Cell:
    signs = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    body = rng.choice(("GOMC", "HEGA", "LOPM", "MARR")) + birth(rng, "%y%m%d", 1955, 1999) + rng.choice("HM")
    body += rng.choice(("DF", "JC", "NL", "VZ")) + "".join(rng.choice("BCDFGLMNPRST") for _ in range(3)) + "0"
    return f"{body}{-sum(signs.index(sign) * weight for sign, weight in zip(body, range(18, 1, -1), strict=True)) % 10}"


def brazil(rng: random.Random) -> Cell:
    body = numerals(rng, 9)
    for first in (10, 11):
        rest = weighted(body, range(first, 1, -1)) % 11
        body += str(0 if rest < 2 else 11 - rest)
    return f"{body[:3]}.{body[3:6]}.{body[6:9]}-{body[9:]}"


def britain(rng: random.Random) -> Cell:
    return f"{rng.choice(('AB', 'JK', 'LM', 'PS', 'WE'))}{numerals(rng, 6)}{rng.choice('ABCD')}"


def ireland(rng: random.Random) -> Cell:
    body = numerals(rng, 7)
    return f"{body}{'WABCDEFGHIJKLMNOPQRSTUV'[weighted(body, (8, 7, 6, 5, 4, 3, 2)) % 23]}"


def france(rng: random.Random) -> Cell:
    place = f"{rng.choice(('75', '13', '69', '33'))}{rng.randint(1, 300):03d}"
    body = f"{rng.choice('12')}{birth(rng, '%y%m')}{place}{rng.randint(1, 700):03d}"
    return f"{body}{97 - int(body) % 97:02d}"


def germany(rng: random.Random) -> Cell:
    while True:
        digits = rng.sample("0123456789", 9)
        digits.insert(rng.randrange(10), digits[rng.randrange(9)])
        body = "".join(digits)
        if body[0] != "0":
            return body + mod11_10(body)


def spain(rng: random.Random) -> Cell:
    body = numerals(rng, 8)
    return body + "TRWAGMYFPDXBNJZSQVHLCKE"[int(body) % 23]


def netherlands(rng: random.Random) -> Cell:
    while True:
        body = rng.choice("123456789") + numerals(rng, 7)
        rest = weighted(body, range(9, 1, -1)) % 11
        if rest < 10:
            return f"{body}{rest}"


def belgium(rng: random.Random) -> Cell:
    body = birth(rng, "%y%m%d", 1955, 1999) + f"{rng.randint(1, 997):03d}"
    check = f"{97 - int(body) % 97:02d}"
    return f"{body[:2]}.{body[2:4]}.{body[4:6]}-{body[6:]}.{check}"


def switzerland(rng: random.Random) -> Cell:
    body = "756" + numerals(rng, 9)
    check = -weighted(body, (1, 3) * 6) % 10
    return f"756.{body[3:7]}.{body[7:11]}.{body[11]}{check}"


def sweden(rng: random.Random) -> Cell:
    body = birth(rng, "%y%m%d", 1955, 1999) + numerals(rng, 3)
    return f"{body[:6]}-{body[6:]}{luhn_digit(body)}"


def norway(rng: random.Random) -> Cell:
    while True:
        body = birth(rng, "%d%m%y", 1955, 1999) + f"{rng.randint(0, 499):03d}"
        first = -weighted(body, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
        second = -weighted(body + str(first % 10), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if first < 10 and second < 10:
            return f"{body}{first}{second}"


def denmark(rng: random.Random) -> Cell:
    while True:
        body = birth(rng, "%d%m%y", 1955, 1999) + f"{rng.randint(0, 399):03d}"
        rest = -weighted(body, (4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if rest < 10:
            return f"{body[:6]}-{body[6:]}{rest}"


def finland(rng: random.Random) -> Cell:
    body = birth(rng, "%d%m%y", 1955, 1999) + f"{rng.randint(2, 899):03d}"
    return f"{body[:6]}-{body[6:]}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(body) % 31]}"


def poland(rng: random.Random) -> Cell:
    body = birth(rng, "%y%m%d", 1955, 1999) + numerals(rng, 4)
    return f"{body}{-weighted(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10}"


def turkey(rng: random.Random) -> Cell:
    body = rng.choice("123456789") + numerals(rng, 8)
    digits = [int(digit) for digit in body]
    tenth = (sum(digits[::2]) * 7 - sum(digits[1::2])) % 10
    return f"{body}{tenth}{(sum(digits) + tenth) % 10}"


def israel(rng: random.Random) -> Cell:
    body = rng.choice("0235") + numerals(rng, 7)
    return body + luhn_digit(body)


def south_africa(rng: random.Random) -> Cell:
    body = birth(rng, "%y%m%d", 1955, 1999) + numerals(rng, 4) + "08"
    return body + luhn_digit(body)


def russia(rng: random.Random) -> Cell:
    body = rng.choice(("77", "78", "50", "66")) + numerals(rng, 8)
    weights = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    body += str(weighted(body, weights) % 11 % 10)
    return body + str(weighted(body, (3, *weights)) % 11 % 10)
