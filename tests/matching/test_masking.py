"""Masking of comments and names."""

import pytest

from gazetteer_scanners.matching.masking import Masker
from gazetteer_scanners.recognizers.registry import load_rules

MASKER = Masker(load_rules())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ask ann@example.org or 13800138000", "ask *** or ***"),
        ("例：１３８ 0013\u200b8000，张三", "例:***,张三"),
        ("13800138000/13900139000", "***/***"),
        ("身份证11010519491231002X", "身份证***"),
        ("卡号6222-0202-1001-1234-569", "卡号***"),
        ("用户的手机号码（必填）", "用户的手机号码（必填）"),
        ("created at, ISO 8601 – UTC", "created at, ISO 8601 – UTC"),
        ("", ""),
    ],
)
def test_every_match_is_masked_and_other_text_is_kept(text: str, expected: str) -> None:
    assert MASKER.mask(text) == expected


def test_a_text_that_is_given_up_is_masked_wholly() -> None:
    numbers = "4111111111111112," * 1_000
    assert MASKER.mask(f"{numbers}ask 13800138000") == f"{numbers}ask ***"
    assert MASKER.mask(f"{numbers}4111111111111112,ask 13800138000") == "***"
