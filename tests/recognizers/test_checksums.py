"""Check digits: right ones pass, every single wrong digit fails, nothing raises."""

from collections.abc import Callable

import pytest

from gazetteer_scanners.recognizers import checksums


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checksums.passes_luhn, "4111111111111111"),
        (checksums.passes_luhn, "4111-1111 1111.1111"),
        (checksums.passes_luhn, "490154203237518"),
        (checksums.passes_mod_11_2, "11010519491231002X"),
        (checksums.passes_mod_11_2, "110105 19491231 002x"),
        (checksums.passes_uscc, "91350100M000100Y43"),
        (checksums.passes_uscc, "91350100m000100y43"),
        (checksums.passes_mod_97, "GB82 WEST 1234 5698 7654 32"),
        (checksums.passes_hex_luhn, "A1000049FE3B2CC"),
    ],
)
def test_right_values_pass(check: Callable[[str], bool], value: str) -> None:
    assert check(value)


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checksums.passes_luhn, "4111111111111111"),
        (checksums.passes_mod_11_2, "440524198001010013"),
        (checksums.passes_uscc, "91350100M000100Y43"),
        (checksums.passes_mod_97, "DE89370400440532013000"),
    ],
)
def test_every_single_wrong_digit_fails(check: Callable[[str], bool], value: str) -> None:
    for at, old in enumerate(value):
        wrong = [value[:at] + new + value[at + 1 :] for new in "0123456789" if new != old and old.isdigit()]
        assert not any(map(check, wrong))


@pytest.mark.parametrize("text", ["", "0", "x", "-", "电话", "٣" * 18, "²" * 18, "0" * 15, "9" * 5000, "GB82", "G" * 15])
def test_nothing_raises_and_nonsense_fails(text: str) -> None:
    checks = (
        checksums.passes_luhn,
        checksums.passes_mod_11_2,
        checksums.passes_uscc,
        checksums.passes_mod_97,
    )
    assert not any(check(text) for check in checks)
    assert checksums.passes_hex_luhn(text) in (True, False)
