"""Australian tax file number. Source: Australian Taxation Office (9 digits, older ones 8; weighted sum modulo 11)."""

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_WEIGHTS = {9: (1, 4, 3, 7, 5, 8, 6, 9, 10), 8: (10, 7, 8, 4, 6, 3, 5, 1)}
_CONTEXT = ("tfn", "tax file number", "australia", "澳洲税号")
_PLACEHOLDERS = frozenset({"123456789", "12345678", "987654321", "000000000"})


def is_tfn(text: str) -> bool:
    """True if the weighted sum of 8 or 9 digits divides by 11 and they are not all alike."""
    digits = digits_of(text)
    weights = _WEIGHTS.get(len(digits))
    return weights is not None and not is_one_digit(digits) and weigh(digits, weights) % 11 == 0


RULES = (
    Rule(
        id="national_id_au.tfn",
        element="national_id.au",
        pattern="[0-9]{3} [0-9]{3} [0-9]{2,3}|[0-9]{3}-[0-9]{3}-[0-9]{2,3}|[0-9]{8,9}",
        sampled=True,
        validate=is_tfn,
        has_checksum=True,
        chance=0.091,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="Australian Taxation Office; one number in eleven passes, and every 9-digit number has the form",
        hits=("865123402", "412 345 677", "38412568"),
        misses=("865123403", "123456789", "8651234", "111111111"),
    ),
    Rule(
        id="national_id_au.labelled",
        element="national_id.au",
        pattern=labelled("tfn|tax file (?:number|no\\.?)|税号", "[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{2,3}"),
        sampled=True,
        inside=True,
        validate=is_tfn,
        has_checksum=True,
        chance=0.091,
        context=_CONTEXT,
        source="Australian Taxation Office; the number behind its name",
        hits=("TFN 865123402", "tax file number: 412 345 677", "Tfn#384125608"),
        misses=("TFN 865123403", "TFN 123", "865123402", "ref 865123402"),
        inside_hits=("客户TFN865123402，已核", "his TFN: 412 345 677, sent", "a tax file no. 384125608."),
    ),
)
