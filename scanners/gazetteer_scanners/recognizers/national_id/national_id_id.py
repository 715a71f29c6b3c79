"""Indonesian NIK. Source: Ministry of Home Affairs, law 23 of 2006 (six digits of a region whose first two are a province,
ddmmyy with 40 added to a woman's day, four of a serial; no check digit), BPS codes of provinces."""

from datetime import date

from gazetteer_scanners.recognizers.digits import digits_of, make_birth, recent_year
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_PROVINCES = "(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"
_DATE = "(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(?:0[1-9]|1[0-2])[0-9]{2}"
_NUMBER = f"{_PROVINCES}[0-9]{{4}}{_DATE}[0-9]{{4}}"
_CONTEXT = ("nik", "ktp", "induk kependudukan", "indonesia", "印尼身份证")


def birth_of(text: str) -> date | None:
    """The birth date, of the last hundred years."""
    digits = digits_of(text)
    if len(digits) != 16:
        return None
    return make_birth(recent_year(int(digits[10:12])), int(digits[8:10]), int(digits[6:8]) % 40)


def is_nik(text: str) -> bool:
    """True if the birth date is in the calendar, and region and serial are not zero."""
    digits = digits_of(text)
    return birth_of(digits) is not None and digits[2:4] != "00" and digits[12:] != "0000"


RULES = (
    Rule(
        id="national_id_id.nik",
        element="national_id.id",
        pattern=_NUMBER,
        sampled=True,
        validate=is_nik,
        chance=0.023,
        birth=birth_of,
        context=_CONTEXT,
        source="Law 23 of 2006; chance measured on random 16-digit numbers",
        hits=("3174054107900012", "5103021512850003", "1271100203010004"),
        misses=("3174053207900012", "2074054107900012", "317405410790001", "3174054113900012", "4111111111111111"),
    ),
    Rule(
        id="national_id_id.labelled",
        element="national_id.id",
        pattern=labelled("nik|(?:no\\.? ?)?ktp|印尼身份证", _NUMBER),
        sampled=True,
        inside=True,
        validate=is_nik,
        chance=0.023,
        birth=birth_of,
        context=_CONTEXT,
        source="Law 23 of 2006; the number behind its name",
        hits=("NIK 3174054107900012", "KTP: 5103021512850003", "no. KTP 1271100203010004"),
        misses=("NIK 3174053207900012", "NIK 31740541079000", "3174054107900012", "nick 3174054107900012"),
        inside_hits=("印尼身份证3174054107900012，", "nomor NIK 5103021512850003 sudah", "ktp=1271100203010004;"),
    ),
)
