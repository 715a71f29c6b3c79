"""German health insurance number (KVNR). Source: section 290 SGB V and the guideline of GKV-Spitzenverband (a letter, eight
digits, a check digit: the letter's two digits and the others with weights 1 and 2)."""

from gazetteer_scanners.recognizers.rule import Rule


def is_kvnr(text: str) -> bool:
    """True if the check digit holds and the digits are not all alike."""
    value = text.upper()
    if len(value) != 10 or not (value.isascii() and value[0].isalpha() and value[1:].isdecimal()):
        return False
    digits = f"{ord(value[0]) - 64:02}{value[1:9]}"
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits))
    return total % 10 == int(value[9]) and len(set(value[1:9])) > 1


RULES = (
    Rule(
        id="insurance_de",
        element="health.insurance_id",
        pattern="[A-Z][0-9]{9}",
        sampled=True,
        validate=is_kvnr,
        has_checksum=True,
        chance=0.1,
        placeholders=frozenset({"a123456789", "a123456780"}),
        context=("kvnr", "krankenversichertennummer", "versichertennummer", "egk", "germany"),
        source="Section 290 SGB V; of a letter and nine digits one in ten passes",
        hits=("M739201841", "T482019373", "C057193823"),
        misses=("M739201842", "M73920184", "A123456780", "M1111111111"),
    ),
)
