"""Columns of places and addresses whose name says nothing, and codes that need one."""

from datetime import date

import pytest

from gazetteer_scanners.classification.decision import FieldDecision
from gazetteer_scanners.scanning.explaining import explain_column
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools
from tests.recognizers.made_columns import read_lists, things

_PLACES = read_lists("made_places.txt")
_COUNTRIES = [title for title in _PLACES if title[0].isupper()]


def _decide(values: list[str], name: str = "col_7") -> FieldDecision:
    return explain_column(name, values, load_tools(ScanOptions()), date(2025, 1, 1))


def _elements(values: list[str], name: str = "col_7") -> list[str]:
    return [detection.element for detection in _decide(values, name).elements]


@pytest.mark.parametrize("country", _COUNTRIES)
def test_addresses_of_each_country(country: str) -> None:
    assert _elements(_PLACES[country]) == ["contact.address"]


@pytest.mark.parametrize("kind", ["sentences", "names of places"])
def test_texts_that_are_no_addresses(kind: str) -> None:
    assert _elements(_PLACES[kind]) == []


@pytest.mark.parametrize("kind", ["Chinese streets", "streets", "Chinese companies", "goods", "books"])
def test_things_are_no_addresses_and_no_places(kind: str) -> None:
    assert [element for element in _elements(things(kind)) if element.startswith("contact.")] == []


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("Chinese cities", "contact.address.city"),
        ("Chinese counties", "contact.address.city"),
        ("single-word cities", "contact.address.city"),
        ("countries", "contact.address.country"),
    ],
)
def test_columns_of_places(kind: str, element: str) -> None:
    assert _elements(things(kind)) == [element]


def test_codes_need_a_name() -> None:
    states, countries = ["CA", "NY", "TX", "FL", "WA", "OR", "ON", "BC"] * 3, ["DE", "FR", "US", "CN", "JP", "BR", "GB"] * 3
    assert _elements(states) == _elements(countries) == []
    assert _elements(states, "state_province") == ["contact.address.city"]
    assert _elements(countries, "country_code") == ["contact.address.country"]


@pytest.mark.parametrize(
    "codes",
    [
        ["SW1A 1AA", "M1 1AE", "EC1A 1BB", "W1A 0AX", "CR2 6XH", "DN55 1PT", "B33 8TH"],
        ["K1A 0B1", "V6B 4Y8", "M5V 3L9", "H2X 1Y4", "T2P 2M5", "R3C 4A5", "S4P 3Y2"],
        ["150-0001", "100-0005", "530-0001", "060-0001", "812-0011", "460-0008", "980-0021"],
        ["01310-100", "20040-002", "30130-010", "70040-010", "80010-000", "90010-150", "40020-000"],
    ],
)
def test_postal_codes_with_a_form_of_their_own(codes: list[str]) -> None:
    assert _elements(codes) == ["contact.address.postal_code"]


def test_plain_digits_are_postal_codes_by_name_alone() -> None:
    digits = [f"{10115 + 37 * n}" for n in range(40)]
    assert _elements(digits) == []
    assert _elements(digits, "postal_code") == ["contact.address.postal_code"]
