"""British national insurance number. Source: HMRC National Insurance Manual NIM39110 (two letters, six digits, a suffix A to D;
no check digit)."""

from gazetteer_scanners.recognizers.rule import Rule

_NEVER = frozenset({"BG", "GB", "NK", "KN", "NT", "TN", "ZZ"})
_FORM = "[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"


def is_nino(text: str) -> bool:
    """True if the two letters are given out and the digits are not all alike."""
    value = text.upper().replace(" ", "").replace("-", "")
    return value[:2] not in _NEVER and value[2:3] * 6 != value[2:8]


RULES = (
    Rule(
        id="national_id_gb",
        element="national_id.gb",
        sampled=True,
        pattern=f"{_FORM}(?:[0-9]{{6}}|[ -][0-9]{{2}}[ -][0-9]{{2}}[ -][0-9]{{2}}[ -]?)[A-D]",
        inside=True,
        validate=is_nino,
        chance=0.084,
        placeholders=frozenset({"qq123456c", "aa123456a", "ab123456c"}),
        context=("nino", "ni number", "national insurance", "英国国民保险号"),
        source="HMRC NIM39110; chance: of two letters, six digits and a letter",
        hits=("JG103759A", "AP 01 98 73 D", "OW-38-12-49-B"),
        misses=("GB103759A", "DG103759A", "JO103759A", "JG103759E", "AB123456C", "JG10375A"),
        inside_hits=("国民保险号JG103759A，", "NI no. AP 01 98 73 D please", "(OW381249B)"),
    ),
)
