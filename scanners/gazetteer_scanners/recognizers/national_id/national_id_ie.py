"""Irish PPS number. Source: Social Welfare Consolidation Act 2005 (seven digits, a check letter modulo 23, since 2013 a
second letter that counts nine times)."""

from gazetteer_scanners.recognizers.digits import weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
_CONTEXT = ("pps", "ppsn", "public service number", "ireland", "爱尔兰pps号")


def is_pps(text: str) -> bool:
    """True if the check letter is the one that digits and second letter choose."""
    value = text.upper().rpartition(" ")[2].lstrip(":#.=-PSNO爱尔兰号")
    if len(value) not in (8, 9) or not (value.isascii() and value[:7].isdecimal()) or value[:7] == value[0] * 7:
        return False
    second = value[8:].replace("W", "")
    extra = ord(second) - 64 if second else 0
    return _LETTERS[(weigh(value, (8, 7, 6, 5, 4, 3, 2)) + 9 * extra) % 23] == value[7]


RULES = (
    Rule(
        id="national_id_ie",
        element="national_id.ie",
        pattern="[0-9]{7}[A-W][A-IW]?",
        validate=is_pps,
        has_checksum=True,
        chance=0.044,
        placeholders=frozenset({"1234567t", "1234567fa"}),
        context=_CONTEXT,
        source="Social Welfare Consolidation Act 2005; one letter in 23 is right",
        hits=("6433435F", "6433435OA", "8074521PW"),
        misses=("6433435G", "643343F", "1234567T", "6433435X", "6433435FJ"),
    ),
    Rule(
        id="national_id_ie.labelled",
        element="national_id.ie",
        pattern=labelled("ppsn?(?: no\\.?)?|爱尔兰pps号", "[0-9]{7}[A-Wa-w][A-IWa-iw]?"),
        sampled=True,
        inside=True,
        validate=is_pps,
        has_checksum=True,
        chance=0.044,
        context=_CONTEXT,
        source="Social Welfare Consolidation Act 2005; the number behind its name",
        hits=("PPS 6433435F", "PPSN: 6433435OA", "PPS no. 8074521PW"),
        misses=("PPS 6433435G", "PPS 123", "6433435F", "apps 6433435F"),
        inside_hits=("爱尔兰PPS号 6433435F，", "the PPSN 6433435OA is his", "(pps=8074521PW)"),
    ),
)
