"""Values with asterisks in them, of whatever they were. Source: usual masking in Chinese and English systems."""

from gazetteer_scanners.recognizers.rule import Form, Rule

_MOST_CHARACTERS = 60
"""Counted here, since a pattern that counts such general characters would multiply those of all other rules."""


def is_partly_masked(text: str) -> bool:
    """True if at least a third and not all of at most 60 characters are asterisks."""
    return len(text) / 3 <= text.count("*") < len(text) <= _MOST_CHARACTERS


RULES = (
    Rule(
        id="masked",
        element="",
        form=Form.MASKED,
        pattern=r"[0-9A-Za-z一-鿿@._ -]*\*+[0-9A-Za-z一-鿿@._ *-]*",
        validate=is_partly_masked,
        context=("mask", "masked", "脱敏"),
        source="Usual masking; wholly masked values tell nothing about what they were",
        hits=("138****8000", "张*", "4403**********0071", "*明"),
        misses=("******", "2 * 3 + 4", "13800138000", "SELECT * FROM t"),
    ),
)
