"""Thai national number. Source: Bureau of Registration Administration (13 digits, the first 1 to 8, check digit modulo 11)."""

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_WEIGHTS = tuple(range(13, 1, -1))
_GROUPED = "[1-8][- ][0-9]{4}[- ][0-9]{5}[- ][0-9]{2}[- ][0-9]"
_CONTEXT = ("thai", "thailand", "citizen id", "เลขประจำตัวประชาชน", "泰国身份证")


def is_pin(text: str) -> bool:
    """True if the check digit of thirteen holds and they are not all alike."""
    digits = digits_of(text)
    return len(digits) == 13 and not is_one_digit(digits[:12]) and (11 - weigh(digits, _WEIGHTS) % 11) % 10 == int(digits[12])


RULES = (
    Rule(
        id="national_id_th.digits",
        element="national_id.th",
        pattern="[1-8][0-9]{12}",
        sampled=True,
        validate=is_pin,
        has_checksum=True,
        chance=0.08,
        placeholders=frozenset({"1234567890121"}),
        context=_CONTEXT,
        source="Bureau of Registration Administration; of random 13-digit numbers eight in a hundred pass",
        hits=("3100601234565", "5720100384913", "1809902736450"),
        misses=("3100601234566", "9100601234567", "1111111111111", "310060123456"),
    ),
    Rule(
        id="national_id_th.grouped",
        element="national_id.th",
        pattern=f"{_GROUPED}|" + labelled("thai id|เลขประจำตัวประชาชน|泰国身份证", "[1-8][0-9]{12}"),
        sampled=True,
        inside=True,
        validate=is_pin,
        has_checksum=True,
        chance=0.08,
        context=_CONTEXT,
        source="Bureau of Registration Administration, written in its groups or behind its name",
        hits=("3-1006-01234-56-5", "5 7201 00384 91 3", "Thai ID 1809902736450"),
        misses=("3-1006-01234-56-6", "9-1006-01234-56-1", "3100601234565", "3-1006-01234-56"),
        inside_hits=(
            "泰国身份证3-1006-01234-56-5，",
            "holder of 5 7201 00384 91 3 came",
            "(Thai ID: 1809902736450)",
        ),
    ),
)
