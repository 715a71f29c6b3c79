"""Hong Kong identity card. Source: Registration of Persons Regulations, cap. 177A (one or two letters, six digits, a check
character in brackets: weights 9 to 1 modulo 11, letters count 10 to 35, a missing one 36)."""

from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("hkid", "hong kong", "identity card", "香港身份证", "身份證", "身份证")


def is_hkid(text: str) -> bool:
    """True if the check character holds and the digits are not all alike."""
    value = text.upper().replace("(", "").replace(")", "").replace(" ", "")
    letters = len(value) - 7
    if letters not in (1, 2) or not (value.isascii() and value.isalnum()) or value[-7:-1].strip("0123456789"):
        return False
    if len(set(value[-7:-1])) == 1:
        return False
    numbers = ([36] if letters == 1 else []) + [int(character, 36) for character in value]
    return sum(number * weight for number, weight in zip(numbers, range(9, 0, -1), strict=True)) % 11 == 0


RULES = (
    Rule(
        id="national_id_hk",
        element="national_id.hk",
        sampled=True,
        pattern=r"[A-Za-z]{1,2} ?[0-9]{6} ?\([0-9Aa]\)",
        inside=True,
        validate=is_hkid,
        has_checksum=True,
        chance=0.091,
        placeholders=frozenset({"a1234563", "z6833665"}),
        context=_CONTEXT,
        source="Registration of Persons Regulations, cap. 177A; nothing else has a bracket there",
        hits=("K739014(9)", "WX302714(5)", "c668668(9)"),
        misses=("K739014(A)", "K7390149", "A123456(3)", "K73901(2)", "ABC123456(7)"),
        inside_hits=(
            "香港身份證K739014(9)，",
            "HKID WX302714(5) checked",
            "身份证号:C668668(9)。",
        ),
    ),
    Rule(
        id="national_id_hk.bare",
        element="national_id.hk",
        pattern="[A-Z]{1,2}[0-9]{6}[0-9A]",
        sampled=True,
        validate=is_hkid,
        has_checksum=True,
        chance=0.091,
        placeholders=frozenset({"a1234563", "z6833665"}),
        context=_CONTEXT,
        source="Registration of Persons Regulations, cap. 177A, without brackets; one check character in eleven is right",
        hits=("K7390149", "WX3027145", "C6686689"),
        misses=("K739014A", "A1234563", "K73901", "k7390142", "B1111118"),
    ),
)
