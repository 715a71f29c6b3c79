"""Unified social credit code of a Chinese organisation.

Source: GB 32100-2015 (1 registering authority + 1 kind + 6 region + 9 organisation code + 1 check character mod 31).
"""

from gazetteer_scanners.recognizers.checksums import passes_uscc
from gazetteer_scanners.recognizers.identity.resident_id_cn import is_resident_id
from gazetteer_scanners.recognizers.rule import Rule


def is_uscc(text: str) -> bool:
    """True if the check character is right and the text is no resident id, of which one in thirty passes that check."""
    return passes_uscc(text) and not is_resident_id(text)


RULES = (
    Rule(
        id="uscc_cn",
        element="org.uscc",
        pattern="[1-9ANY][1-9][1-8][0-9]{5}[0-9A-HJ-NPQRTUWXY]{10}",
        inside=True,
        validate=is_uscc,
        has_checksum=True,
        chance=0.02,
        context=("credit code", "uscc", "tax", "统一社会信用代码", "纳税人识别号", "税号", "营业执照"),
        source="GB 32100-2015; chance measured on random 18-digit numbers, which beside codes with letters is an upper bound",
        hits=("91350100M000100Y43", "91440300MA5EXAMP72", "12310000425000000H"),
        misses=("91350100M000100Y44", "91350100I000100Y43", "91350100M000100Y4", "01350100M000100Y43"),
        inside_hits=("税号:91350100M000100Y43，开票", "统一社会信用代码91350100M000100Y43", "(91350100M000100Y43)"),
    ),
)
