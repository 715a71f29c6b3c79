"""Dutch BSN. Source: Wet algemene bepalingen burgerservicenummer (9 digits, weights 9 to 2 and -1, divisible by 11)."""

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_CONTEXT = ("bsn", "burgerservicenummer", "sofinummer", "netherlands", "荷兰公民号")


def is_bsn(text: str) -> bool:
    """True if nine digits (eight without the leading zero) pass and are not all alike."""
    digits = digits_of(text).rjust(9, "0")
    return len(digits) == 9 and not is_one_digit(digits) and weigh(digits, _WEIGHTS) % 11 == 0


RULES = (
    Rule(
        id="national_id_nl.bsn",
        element="national_id.nl",
        pattern=r"[0-9]{8,9}|[0-9]{4}\.[0-9]{2}\.[0-9]{3}|[0-9]{3}[. ][0-9]{3}[. ][0-9]{3}",
        sampled=True,
        validate=is_bsn,
        has_checksum=True,
        chance=0.091,
        needs_name=True,
        placeholders=frozenset({"123456782", "999999990", "000000000"}),
        context=_CONTEXT,
        source="Wet algemene bepalingen burgerservicenummer; one number in eleven passes",
        hits=("384729101", "1928.37.461", "48291055"),
        misses=("384729102", "111111111", "123456782", "3847291"),
    ),
    Rule(
        id="national_id_nl.labelled",
        element="national_id.nl",
        pattern=labelled(
            "bsn(?:[ -]?(?:nr\\.?|nummer))?|burgerservicenummer|荷兰公民号", "[0-9]{8,9}|[0-9]{4}\\.[0-9]{2}\\.[0-9]{3}"
        ),
        sampled=True,
        inside=True,
        validate=is_bsn,
        has_checksum=True,
        chance=0.091,
        context=_CONTEXT,
        source="Wet algemene bepalingen burgerservicenummer; the number behind its name",
        hits=("BSN 384729101", "burgerservicenummer: 1928.37.461", "bsn-nr. 48291055"),
        misses=("BSN 384729102", "BSN 123", "384729101", "nr 384729101"),
        inside_hits=("荷兰公民号384729101，", "met BSN 1928.37.461 bekend", "(bsn 48291055)"),
    ),
)
