"""MEID: the number of a CDMA device. Source: 3GPP2 S.R0048 (14 hexadecimal digits, region code A0 to FF), X.S0008
(optional check digit, Luhn in base 16)."""

from gazetteer_scanners.recognizers.checksums import passes_hex_luhn
from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("meid", "esn", "device id", "设备号")


def is_meid(text: str) -> bool:
    """True for 14 digits, or 15 whose last passes the check."""
    return len(text) == 14 or passes_hex_luhn(text)


RULES = (
    Rule(
        id="meid",
        element="device.meid",
        pattern="[A-F][0-9A-F]{13,14}|[a-f][0-9a-f]{13,14}",
        validate=is_meid,
        chance=0.375,
        needs_name=True,
        placeholders=frozenset({"f" * 14}),
        context=_CONTEXT,
        source="3GPP2 S.R0048, X.S0008; chance: 6 of 16 first digits among 14 hexadecimal digits",
        hits=("A0000000123456", "a1000049fe3b2c", "A1000049FE3B2CC"),
        misses=("99000012345678", "A00000001234567", "A000000012345", "FFFFFFFFFFFFFF"),
    ),
    Rule(
        id="meid.decimal",
        element="device.meid",
        pattern="(?:268|269|2[7-9][0-9]|3[0-9]{2}|4[0-2][0-9])[0-9]{7}(?:0[0-9]|1[0-6])[0-9]{6}",
        chance=0.0275,
        needs_name=True,
        context=_CONTEXT,
        source="3GPP2 S.R0048 (ten digits of the first 32 bits, eight of the last 24); chance: 162 of 1,000 * 17 of 100",
        hits=("268435456000000001", "270113177609606898", "429496729516777215"),
        misses=("267435456000000001", "268435456018000001", "26843545600000001", "431496729516777215"),
    ),
)
