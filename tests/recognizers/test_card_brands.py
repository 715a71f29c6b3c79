"""The ends of the brands' ranges that begin with 22: Mir's 2200-2204, Mastercard's second one 2221-2720."""

import re

import pytest

from gazetteer_scanners.recognizers.payment.card import is_card
from gazetteer_scanners.recognizers.payment.card_brand import RULES


def _brands(number: str) -> list[str]:
    return [
        rule.id.removeprefix("card_brand.")
        for rule in RULES
        if re.fullmatch(rule.pattern, number) and rule.validate is not None and rule.validate(number)
    ]


@pytest.mark.parametrize(
    ("number", "brands"),
    [
        ("2199123456789012", []),
        ("2200123456789019", ["mir"]),
        ("2202123456789017", ["mir"]),
        ("2204123456789015", ["mir"]),
        ("2204123456789012343", ["mir"]),
        ("2205123456789014", []),
        ("2220123456789015", []),
        ("2221123456789014", ["mastercard"]),
        ("2720123456789010", ["mastercard"]),
        ("2721123456789019", []),
        ("2221123456789012347", []),
    ],
)
def test_the_ends_of_ranges(number: str, brands: list[str]) -> None:
    assert _brands(number) == brands
    assert is_card(number) is bool(brands)
    if brands:
        assert _brands(f"{number[:-1]}{(int(number[-1]) + 1) % 10}") == []
