"""Australian Medicare card number. Source: Services Australia and the METeOR data element 270101 (2 to 6, seven digits, a check
digit with weights 1 3 7 9, an issue number, and the person's number on the card)."""

from gazetteer_scanners.recognizers.digits import digits_of, weigh
from gazetteer_scanners.recognizers.rule import Rule

_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)


def is_medicare(text: str) -> bool:
    """True if the check digit holds and the issue number is not zero."""
    digits = digits_of(text)
    return len(digits) in (10, 11) and weigh(digits, _WEIGHTS) % 10 == int(digits[8]) and digits[9] != "0"


RULES = (
    Rule(
        id="medicare_au",
        element="health.insurance_id",
        pattern="[2-6][0-9]{9,10}|[2-6][0-9]{3} [0-9]{5} [0-9](?:[/ -][0-9])?",
        sampled=True,
        validate=is_medicare,
        has_checksum=True,
        chance=0.045,
        needs_name=True,
        placeholders=frozenset({"2222222222", "6666666666"}),
        context=("medicare", "medicare card", "australia"),
        source="Services Australia; of random 10-digit numbers one in twenty passes",
        hits=("2950473821", "4103 29386 2", "61820937421"),
        misses=("2950473831", "7950473811", "295047381", "2950473810"),
    ),
)
