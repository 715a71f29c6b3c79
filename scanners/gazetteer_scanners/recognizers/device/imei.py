"""IMEI: the number of a mobile device.

Source: 3GPP TS 23.003 clause 6 and annex B (8 type allocation code + 6 serial + Luhn digit; IMEISV has a 2-digit software
version instead of the check digit), GSMA TS.06 (reporting body identifiers that begin a type allocation code).
"""

from gazetteer_scanners.recognizers.checksums import passes_luhn, strip_separators
from gazetteer_scanners.recognizers.rule import Rule

_REPORTING_BODIES_TEXT = "00 01 10 30 33 35 44 45 49 50 51 52 53 54 86 91 98 99"
REPORTING_BODIES = frozenset(_REPORTING_BODIES_TEXT.split())
_PLACEHOLDERS = frozenset(
    {
        "0" * 14,
        "0" * 15,
        "0" * 16,
        "1" * 15,
        "9" * 15,
        "004999010640000",
        "012345678912345",
        "123456789012345",
        "unknown",
    }
)
_GROUPED = "[0-9]{2}-[0-9]{6}-[0-9]{6}-|[0-9]{2} [0-9]{6} [0-9]{6} |[0-9]{14}"
_CONTEXT = ("imei", "meid", "device id", "equipment", "设备号", "串号", "国际移动设备识别码")


def is_imei(text: str) -> bool:
    """True if Luhn's check passes and a reporting body gives out numbers that begin like this one."""
    return strip_separators(text)[:2] in REPORTING_BODIES and passes_luhn(text)


RULES = (
    Rule(
        id="imei",
        element="device.imei",
        pattern=f"(?:{_GROUPED})[0-9]",
        inside=True,
        validate=is_imei,
        has_checksum=True,
        chance=0.018,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="3GPP TS 23.003 annex B, GSMA TS.06; chance: a tenth passes Luhn, 18 of 100 prefixes are in use",
        hits=("490154203237518", "35-209900-176148-1", "861234045678904", "990000123456784"),
        misses=("490154203237517", "202401150931273", "49015420323751", "4901542032375180", "371449635398431"),
        inside_hits=("设备号490154203237518", "IMEI: 490154203237518, ok", "串号861234045678904，华为"),
    ),
    Rule(
        id="imei.unlisted",
        element="device.imei",
        pattern=f"(?:{_GROUPED})[0-9]",
        validate=passes_luhn,
        has_checksum=True,
        chance=0.1,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="3GPP TS 23.003 annex B; numbers of makers who took no type allocation code; a tenth passes Luhn",
        hits=("202401150931273", "490154203237518", "861234045678904"),
        misses=("202401150931274", "20240115093127", "000000000000000"),
    ),
    Rule(
        id="imei.short",
        element="device.imei",
        pattern="[0-9]{14}|[0-9]{16}",
        chance=1.0,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="3GPP TS 23.003 clause 6: without check digit 14, IMEISV 16 digits; any number of that length passes",
        hits=("49015420323751", "4901542032375101", "86123404567890"),
        misses=("490154203237518", "4901542032375", "49015420323751A"),
    ),
)
