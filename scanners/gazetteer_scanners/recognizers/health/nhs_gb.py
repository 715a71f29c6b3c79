"""British NHS number. Source: NHS Data Dictionary (nine digits and a check digit, weights 10 to 2 modulo 11)."""

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_WEIGHTS = tuple(range(10, 1, -1))
_GROUPED = "[0-9]{3} [0-9]{3} [0-9]{4}"


def is_nhs_number(text: str) -> bool:
    """True if the check digit of ten holds and they are not all alike."""
    digits = digits_of(text)
    if len(digits) != 10 or is_one_digit(digits):
        return False
    return (11 - weigh(digits, _WEIGHTS) % 11) % 11 == int(digits[9])


RULES = (
    Rule(
        id="nhs_gb.digits",
        element="health.record",
        pattern=f"[0-9]{{10}}|{_GROUPED}|[0-9]{{3}}-[0-9]{{3}}-[0-9]{{4}}",
        sampled=True,
        validate=is_nhs_number,
        has_checksum=True,
        chance=0.091,
        needs_name=True,
        placeholders=frozenset({"1234567881", "9999999999", "0123456789"}),
        context=("nhs", "nhs number", "patient"),
        source="NHS Data Dictionary; one number in eleven passes, and every ISBN of ten digits",
        hits=("9430291807", "483 920 1706", "620-183-9402"),
        misses=("9430291808", "1111111111", "943029184", "94302918455"),
    ),
    Rule(
        id="nhs_gb.labelled",
        element="health.record",
        pattern=labelled("nhs(?: (?:number|no\\.?))?", f"[0-9]{{10}}|{_GROUPED}"),
        sampled=True,
        inside=True,
        validate=is_nhs_number,
        has_checksum=True,
        chance=0.091,
        context=("nhs", "patient"),
        source="NHS Data Dictionary; the number behind its name",
        hits=("NHS 9430291807", "NHS number: 483 920 1706", "nhs no. 6201839402"),
        misses=("NHS 9430291808", "NHS 123", "9430291807", "no. 9430291807"),
        inside_hits=("病历NHS 9430291807，", "the NHS number 483 920 1706 of", "(NHS: 6201839402)"),
    ),
)
