"""Israeli identity number. Source: Population Registry (9 digits with leading zeros, Luhn's check)."""

from gazetteer_scanners.recognizers.checksums import passes_luhn
from gazetteer_scanners.recognizers.digits import digits_of
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("teudat zehut", "mispar zehut", "tz", "israel", "以色列身份证")


def is_identity(text: str) -> bool:
    """True if up to nine digits pass Luhn's check."""
    digits = digits_of(text)
    return 5 <= len(digits) <= 9 and passes_luhn(digits)


RULES = (
    Rule(
        id="national_id_il.digits",
        element="national_id.il",
        pattern="[0-9]{8}-?[0-9]",
        sampled=True,
        validate=is_identity,
        has_checksum=True,
        chance=0.1,
        needs_name=True,
        placeholders=frozenset({"000000018", "123456782"}),
        context=_CONTEXT,
        source="Population Registry; one number in ten passes, and Canada's are made alike",
        hits=("058739210", "30214578-4", "204938179"),
        misses=("058739211", "000000000", "1234567", "0587392145"),
    ),
    Rule(
        id="national_id_il.labelled",
        element="national_id.il",
        pattern=labelled("teudat zehut|mispar zehut|ת\\.ז\\.|t\\.?z\\.?|以色列身份证", "[0-9]{8}-?[0-9]"),
        sampled=True,
        inside=True,
        validate=is_identity,
        has_checksum=True,
        chance=0.1,
        context=_CONTEXT,
        source="Population Registry; the number behind its name",
        hits=("Teudat Zehut 058739210", "T.Z. 30214578-4", "tz: 204938179"),
        misses=("Teudat Zehut 058739211", "TZ 123", "058739210", "tzar 058739214"),
        inside_hits=("以色列身份证058739210，", "his T.Z. 30214578-4 is", "(tz 204938179)"),
    ),
)
