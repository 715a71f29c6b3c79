"""Checksums by their names: published examples, and every one finds each single wrong digit."""

import pytest

from gazetteer_scanners.rulefiles.checksums import CHECKSUMS, SHARES
from gazetteer_scanners.rulefiles.form import RecognizerForm

EXAMPLES = {
    "damm": "5724",
    "gs1": "4006381333931",
    "hex_luhn": "AF0123450ABCDE C",
    "iban": "GB82 WEST 1234 5698 7654 32",
    "imei": "490154203237518",
    "luhn": "79927398713",
    "mod11_10": "07945",
    "mod11_2": "0000 0002 1825 0097",
    "mod37_2": "G123489654321Y",
    "mod37_36": "A12425GABC1234002M",
    "mod97": "79444",
    "resident_id_cn": "11010519491231002X",
    "uscc_cn": "91350100M000100Y43",
    "verhoeff": "2363",
}


def test_every_checksum_has_an_example() -> None:
    assert EXAMPLES.keys() == CHECKSUMS.keys()
    assert SHARES.keys() <= CHECKSUMS.keys()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_example_passes_and_no_other_last_character_of_its_kind_does(name: str) -> None:
    value = EXAMPLES[name]
    assert CHECKSUMS[name](value)
    kind = "0123456789" if value[-1].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    others = [value[:-1] + last for last in kind if last != value[-1]]
    assert [other for other in others if CHECKSUMS[name](other)] == []


@pytest.mark.parametrize("name", sorted(EXAMPLES))
@pytest.mark.parametrize("text", ["", "x", "电话", "1", "-", "９" * 20, "*", "a" * 200])
def test_nothing_raises(name: str, text: str) -> None:
    assert CHECKSUMS[name](text) in (True, False)


@pytest.mark.parametrize("name", ["damm", "verhoeff", "mod11_10", "gs1", "luhn"])
def test_one_number_in_ten_passes(name: str) -> None:
    assert sum(CHECKSUMS[name](str(number)) for number in range(10_000, 20_000)) == 1_000


@pytest.mark.parametrize("name", ["damm", "verhoeff"])
def test_swapped_neighbours_are_found(name: str) -> None:
    valid = [str(number) for number in range(10_000, 12_000) if CHECKSUMS[name](str(number))]
    swapped = [
        value[:place] + value[place + 1] + value[place] + value[place + 2 :]
        for value in valid
        for place in range(4)
        if value[place] != value[place + 1]
    ]
    assert swapped
    assert [value for value in swapped if CHECKSUMS[name](value)] == []


def test_a_rule_names_one_of_them() -> None:
    form = RecognizerForm(id="x", element="a.b", pattern="x", checksum="verhoeff")
    assert form.checksum in CHECKSUMS
