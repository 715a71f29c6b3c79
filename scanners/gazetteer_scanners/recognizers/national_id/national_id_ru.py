"""Russian INN, SNILS and internal passport. Source: Federal Tax Service, order MMV-7-6/435 (INN of a person: 12 digits, two
check digits), Pension Fund, resolution 192p (SNILS: nine digits, modulo 101), decree 828 of 1997 (passport: 4 + 6 digits)."""

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_FIRST = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_SECOND = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_SNILS_WEIGHTS = tuple(range(9, 0, -1))
_CONTEXT = ("inn", "инн", "snils", "снилс", "russia", "俄罗斯税号")


def is_inn(text: str) -> bool:
    """True if both check digits of twelve hold and they are not all alike."""
    digits = digits_of(text)
    if len(digits) != 12 or is_one_digit(digits):
        return False
    return weigh(digits, _FIRST) % 11 % 10 == int(digits[10]) and weigh(digits, _SECOND) % 11 % 10 == int(digits[11])


def is_snils(text: str) -> bool:
    """True if the check number of nine digits holds and they are not all alike; numbers up to 001-001-998 have none."""
    digits = digits_of(text)
    if len(digits) != 11 or is_one_digit(digits[:9]) or digits[:9] <= "001001998":
        return False
    return weigh(digits, _SNILS_WEIGHTS) % 101 % 100 == int(digits[9:])


def is_passport(text: str) -> bool:
    """True if the second pair of digits can be the end of a year since 1997."""
    digits = digits_of(text)
    return len(digits) == 10 and (digits[2:4] >= "97" or digits[2:4] <= "35") and digits[:2] != "00"


RULES = (
    Rule(
        id="national_id_ru.inn",
        element="national_id.ru",
        pattern="[0-9]{12}",
        sampled=True,
        validate=is_inn,
        has_checksum=True,
        chance=0.0085,
        context=_CONTEXT,
        source="Order MMV-7-6/435; chance measured on random 12-digit numbers",
        hits=("772848571143", "502401928379", "165037482946"),
        misses=("772848571144", "000000000000", "77284857119", "7707083893"),
    ),
    Rule(
        id="national_id_ru.snils",
        element="national_id.ru",
        pattern="[0-9]{3}-[0-9]{3}-[0-9]{3}[ -][0-9]{2}",
        sampled=True,
        inside=True,
        validate=is_snils,
        has_checksum=True,
        chance=0.01,
        context=_CONTEXT,
        source="Resolution 192p; one number in a hundred passes, and hardly anything else is grouped so",
        hits=("112-233-445 95", "087-654-302 00", "160-901-738-49"),
        misses=("112-233-445 96", "111-111-111 45", "112-233-445", "11223344595"),
        inside_hits=("СНИЛС 112-233-445 95.", "社保号087-654-302 00，", "(160-901-738-49)"),
    ),
    Rule(
        id="national_id_ru.digits",
        element="national_id.ru",
        pattern="[0-9]{11}",
        sampled=True,
        validate=is_snils,
        has_checksum=True,
        chance=0.01,
        context=("snils", "снилс", "pension"),
        source="Resolution 192p; one number in a hundred passes",
        hits=("11223344595", "08765430200", "16090173849"),
        misses=("11223344596", "11111111145", "1122334459", "00000000000"),
    ),
    Rule(
        id="national_id_ru.labelled",
        element="national_id.ru",
        pattern=labelled("инн|ИНН|Инн|inn|俄罗斯税号", "[0-9]{12}"),
        sampled=True,
        inside=True,
        validate=is_inn,
        has_checksum=True,
        chance=0.0085,
        context=_CONTEXT,
        source="Order MMV-7-6/435; the number behind its name",
        hits=("ИНН 772848571143", "INN: 502401928379", "инн 165037482946"),
        misses=("ИНН 772848571144", "INN 123", "772848571143", "inning 772848571143"),
        inside_hits=("俄罗斯税号772848571143，", "его ИНН 502401928379.", "(inn=165037482946)"),
    ),
    Rule(
        id="national_id_ru.passport",
        element="national_id.ru",
        pattern="[0-9]{2} ?[0-9]{2} ?[0-9]{6}",
        sampled=True,
        validate=is_passport,
        chance=0.39,
        needs_name=True,
        context=("паспорт", "passport", "russia"),
        source="Decree 828 of 1997; no check digit: of ten digits four in ten pass",
        hits=("45 08 123987", "4508 123987", "6020417283"),
        misses=("45 58 123987", "00 08 123987", "450812398", "45-08-123987"),
    ),
)
