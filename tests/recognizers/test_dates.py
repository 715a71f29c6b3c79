"""Dates as people write them."""

from datetime import date

import pytest

from gazetteer_scanners.recognizers import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990-03-07", date(1990, 3, 7)),
        ("1990/3/7", date(1990, 3, 7)),
        ("1990年3月7日", date(1990, 3, 7)),
        ("born 19900307", date(1990, 3, 7)),
        ("2000-02-29", date(2000, 2, 29)),
        ("1900-02-29", None),
        ("1899-12-31", None),
        ("2100-01-01", None),
        ("", None),
    ],
)
def test_year_first(text: str, expected: date | None) -> None:
    assert dates.year_first_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25/12/1990", (date(1990, 12, 25),)),
        ("12.25.1990", (date(1990, 12, 25),)),
        ("03/04/1990", (date(1990, 3, 4), date(1990, 4, 3))),
        ("04/04/1990", (date(1990, 4, 4),)),
        ("31/31/1990", ()),
        ("x", ()),
    ],
)
def test_year_last_has_every_reading(text: str, expected: tuple[date, ...]) -> None:
    assert dates.year_last_dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("19900307", date(1990, 3, 7)), ("19900230", None), ("1990037", None), ("²²²²²²²²", None)]
)
def test_compact(text: str, expected: date | None) -> None:
    assert dates.compact_date(text) == expected
