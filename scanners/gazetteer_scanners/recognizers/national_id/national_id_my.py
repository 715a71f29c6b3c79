"""Malaysian MyKad number. Source: National Registration Department (yymmdd, two digits of the place of birth, a serial
whose last digit is odd for men; no check digit)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import digits_of, make_birth, recent_year
from gazetteer_scanners.recognizers.parting import whole_and_inside
from gazetteer_scanners.recognizers.rule import Rule

_NO_PLACE = frozenset(map(int, ["0", "17", "18", "19", "20", "69", "70", "73", "80", "81", "94", "95", "96", "97"]))
_DATE = "[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CONTEXT = ("mykad", "nric", "ic no", "kad pengenalan", "malaysia", "马来西亚身份证")


def birth_of(text: str) -> date | None:
    """The birth date, of the last hundred years."""
    digits = digits_of(text)
    return make_birth(recent_year(int(digits[:2])), int(digits[2:4]), int(digits[4:6])) if len(digits) == 12 else None


def is_mykad(text: str) -> bool:
    """True if the birth date is in the calendar and the place of birth has a code."""
    digits = digits_of(text)
    return birth_of(digits) is not None and int(digits[6:8]) not in _NO_PLACE


RULES = (
    *whole_and_inside(
        Rule(
            id="national_id_my",
            element="national_id.my",
            pattern=f"{_DATE}-[0-9]{{2}}-[0-9]{{4}}",
            inside=True,
            validate=is_mykad,
            chance=0.032,
            birth=birth_of,
            context=_CONTEXT,
            source="National Registration Department; of random numbers grouped 6-2-4 three in a hundred pass",
            hits=("850214-14-5231", "990531-07-6028", "010830-10-1144"),
            misses=("851314-14-5231", "850214-00-5231", "850231-14-5231", "850214145231", "850214-14-52311"),
            inside_hits=("马来西亚身份证850214-14-5231，", "IC no: 990531-07-6028.", "(010830-10-1144)"),
        )
    ),
    Rule(
        id="national_id_my.digits",
        element="national_id.my",
        pattern=f"{_DATE}[0-9]{{6}}",
        sampled=True,
        validate=is_mykad,
        chance=0.032,
        needs_name=True,
        birth=birth_of,
        context=_CONTEXT,
        source="National Registration Department; times written as 12 digits pass too",
        hits=("850214145231", "990531076028", "010830101144"),
        misses=("851314145231", "850214005231", "85021414523", "850231145231"),
    ),
)
