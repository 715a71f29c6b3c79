"""Canadian social insurance number. Source: Employment and Social Development Canada (9 digits, Luhn; 0 and 8 begin none)."""

from gazetteer_scanners.recognizers.checksums import passes_luhn
from gazetteer_scanners.recognizers.digits import digits_of
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_NUMBER = "[1-79][0-9]{2} [0-9]{3} [0-9]{3}|[1-79][0-9]{2}-[0-9]{3}-[0-9]{3}|[1-79][0-9]{8}"
_CONTEXT = ("sin", "social insurance", "canada", "加拿大社保号")


def is_sin(text: str) -> bool:
    """True if nine digits pass Luhn's check."""
    digits = digits_of(text)
    return len(digits) == 9 and passes_luhn(digits)


RULES = (
    Rule(
        id="national_id_ca.sin",
        element="national_id.ca",
        pattern=_NUMBER,
        sampled=True,
        validate=is_sin,
        has_checksum=True,
        chance=0.08,
        needs_name=True,
        context=_CONTEXT,
        source="Employment and Social Development Canada; Luhn's check on 9 digits, as other countries have it too",
        hits=("130692544", "193 456 787", "724-811-906"),
        misses=("130692545", "046454286", "111111111", "13069254"),
    ),
    Rule(
        id="national_id_ca.labelled",
        element="national_id.ca",
        pattern=labelled("sin(?: (?:number|no\\.?))?|social insurance (?:number|no\\.?)|社保号", _NUMBER),
        sampled=True,
        inside=True,
        validate=is_sin,
        has_checksum=True,
        chance=0.08,
        context=_CONTEXT,
        source="Employment and Social Development Canada; the number behind its name",
        hits=("SIN 130692544", "SIN: 193 456 787", "social insurance number 724-811-906"),
        misses=("SIN 130692545", "SIN 13069254", "130692544", "sink 130692544"),
        inside_hits=("加拿大社保号130692544，", "her SIN is: SIN 193 456 787.", "(SIN no. 724-811-906)"),
    ),
)
