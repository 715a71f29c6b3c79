"""Korean resident and foreigner registration numbers. Source: Resident Registration Act, enforcement rules (yymmdd, a digit for
century and sex, serial, check digit modulo 11; numbers given out since October 2020 have no check digit)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import digits_of, make_birth, weigh
from gazetteer_scanners.recognizers.parting import whole_and_inside
from gazetteer_scanners.recognizers.rule import Form, Rule

_DATE = "[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CENTURIES = {"9": 1800, "0": 1800} | dict.fromkeys("1256", 1900) | dict.fromkeys("3478", 2000)
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_FOREIGN = "5678"
_WITHOUT_CHECK = date(2020, 10, 1)
_CONTEXT = ("rrn", "jumin", "resident registration", "주민등록번호", "주민번호", "korea", "居民登录号")


def birth_of(text: str) -> date | None:
    """The birth date: the seventh digit tells the century."""
    digits = digits_of(text)
    if len(digits) < 7:
        return None
    return make_birth(_CENTURIES[digits[6]] + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def is_dated(text: str) -> bool:
    """True if the birth date is in the calendar and does not lie ahead."""
    return birth_of(text) is not None


def is_rrn(text: str) -> bool:
    """True if the birth date can be and the check digit holds (no number of someone born since October 2020 has one)."""
    digits = digits_of(text)
    born = birth_of(digits)
    if born is None or len(digits) != 13:
        return False
    extra = 2 if digits[6] in _FOREIGN else 0
    return born >= _WITHOUT_CHECK or (11 - weigh(digits, _WEIGHTS) % 11 + extra) % 10 == int(digits[12])


RULES = (
    *whole_and_inside(
        Rule(
            id="national_id_kr",
            element="national_id.kr",
            pattern=f"{_DATE}-[0-9]{{7}}",
            inside=True,
            validate=is_dated,
            chance=0.019,
            birth=birth_of,
            context=_CONTEXT,
            source="Resident Registration Act; of random numbers grouped 6-7 two in a hundred begin with a date",
            hits=("850214-1234561", "010307-4112233", "990101-5678901"),
            misses=("851314-1234567", "850231-1234567", "850214-123456", "8502141234567", "890214-3123456789"),
            inside_hits=("居民登录号850214-1234561，", "RRN: 010307-4112233.", "주민번호 990101-5678901 확인"),
        )
    ),
    Rule(
        id="national_id_kr.digits",
        element="national_id.kr",
        pattern=f"{_DATE}[0-9]{{7}}",
        sampled=True,
        validate=is_rrn,
        has_checksum=True,
        chance=0.0045,
        birth=birth_of,
        context=_CONTEXT,
        source="Resident Registration Act; chance measured on random 13-digit numbers",
        hits=("8502141234567", "0103074112234", "7501015678903"),
        misses=("8502141234568", "8513141234567", "850214123456", "8502312000000"),
    ),
    Rule(
        id="national_id_kr.masked",
        element="national_id.kr",
        form=Form.MASKED,
        pattern=rf"{_DATE}-?(?:[0-9]\*{{6}}|\*{{7}})",
        context=_CONTEXT,
        source="Usual masking of a registration number: birth date, the digit of the sex, asterisks",
        hits=("850214-1******", "850214-*******", "0103074******"),
        misses=("851314-1******", "850214-1234561", "850214-1****"),
    ),
)
