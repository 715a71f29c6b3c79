"""Check digits against examples that the standards and their readers publish, and near misses."""

import random
from datetime import date

import pytest

from gazetteer.estate.digits import credit_code_digit, luhn_digit, organisation_digit, resident_id_digit
from gazetteer.estate.people import credit_code, resident_id


@pytest.mark.parametrize(
    "number", ["490154203237518", "4111111111111111", "378282246310005", "79927398713", "6200000000000005"]
)
def test_luhn_digit_of_published_numbers(number: str) -> None:
    assert luhn_digit(number[:-1]) == number[-1]


def test_luhn_digit_of_a_changed_number_differs() -> None:
    assert luhn_digit("49015420323752") != luhn_digit("49015420323751")


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_resident_id_digit_of_the_examples_in_gb_11643(number: str) -> None:
    assert resident_id_digit(number[:-1]) == number[-1]


def test_organisation_digit_of_the_example_in_gb_11714() -> None:
    assert organisation_digit("D2143569") == "X"


def test_credit_code_digit_of_the_example_in_gb_32100() -> None:
    assert credit_code_digit("91350100M000100Y4") == "3"


def test_resident_id_is_put_together_from_region_birth_and_sex() -> None:
    number = resident_id(random.Random(1), "440305", date(2015, 3, 9), is_male=True)
    assert number[:14] == "44030520150309"
    assert int(number[16]) % 2 == 1
    assert resident_id_digit(number[:17]) == number[17]
    assert int(resident_id(random.Random(1), "440305", date(2015, 3, 9), is_male=False)[16]) % 2 == 0


def test_credit_code_carries_both_check_characters() -> None:
    code = credit_code(random.Random(2), "330106")
    assert code.startswith("91330106MA")
    assert organisation_digit(code[8:16]) == code[16]
    assert credit_code_digit(code[:17]) == code[17]
