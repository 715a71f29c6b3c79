"""Births in other writings than a date with the year first: each with its earliest and latest day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.ages.written_births import birth_readings

AS_OF = date(2026, 6, 30)
FIFTH = (date(2014, 3, 5), date(2014, 3, 5))
MARCH = (date(2014, 3, 1), date(2014, 3, 31))
YEAR = (date(2014, 1, 1), date(2014, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "March 5, 2014", "Mar 5 2014", "mar. 5, 2014", "5 Mar 2014", "5 March 2014", "5th of March, 2014", "05-MAR-14",
        "05-Mar-2014", "2014-Mar-05", "Wed, 05 Mar 2014 00:00:00 +0800", "Wed Mar 05 00:00:00 CST 2014", "5. März 2014",
        "5 mars 2014", "5 de marzo de 2014", "2014-3-5 10:00:00 AM", "2014年3月5日", "2014年3月5日出生", "公历2014年03月05日",
        "二〇一四年三月五日", "二零一四年三月五号", "民国103年3月5日", "平成26年3月5日",
    ],
)  # fmt: skip
def test_a_day(text: str) -> None:
    assert birth_readings(text, AS_OF) == (FIFTH, FIFTH)


@pytest.mark.parametrize("text", ["2014-03", "2014/3", "2014.03", "2014年3月", "2014年3月份", "二〇一四年三月", "March 2014"])
def test_a_month(text: str) -> None:
    assert birth_readings(text, AS_OF) == (MARCH, MARCH)


@pytest.mark.parametrize("text", ["2014", "2014年", "2014年生", "二〇一四年", "民国103年"])
def test_a_year(text: str) -> None:
    assert birth_readings(text, AS_OF) == (YEAR, YEAR)


def test_day_and_month_in_two_orders() -> None:
    other = (date(2014, 5, 3), date(2014, 5, 3))
    for text in ("05/03/2014", "5.3.2014", "5-3-2014", "05/03/14", "05/03/2014 00:00:00"):
        assert birth_readings(text, AS_OF) == (FIFTH, other)
    assert birth_readings("25/12/2014", AS_OF) == ((date(2014, 12, 25),) * 2, None)
    assert birth_readings("12/25/2014", AS_OF) == (None, (date(2014, 12, 25),) * 2)
    assert birth_readings("04/04/2014", AS_OF) == ((date(2014, 4, 4),) * 2,) * 2


def test_two_digits_are_the_latest_year_that_has_begun() -> None:
    assert birth_readings("05-MAR-26", AS_OF)[0] == (date(2026, 3, 5),) * 2
    assert birth_readings("05-MAR-27", AS_OF)[0] == (date(1927, 3, 5),) * 2


def test_a_lunar_day_is_some_day_that_it_can_be() -> None:
    # 5 March 2014 was the fifth of the second month, 10 February 2013 new year, 29 January 2025 too
    for text, day in (
        ("农历2014年二月初五", date(2014, 3, 5)),
        ("二〇一四年二月初五", date(2014, 3, 5)),
        ("农历2013年正月初一", date(2013, 2, 10)),
        ("2025年正月初一", date(2025, 1, 29)),
        ("农历2023年闰二月初一", date(2023, 3, 22)),
        ("农历2014年腊月三十", date(2015, 2, 18)),
    ):
        first, second = birth_readings(text, AS_OF)
        assert first == second
        assert first is not None
        assert first[0] <= day <= first[1]
        assert first[1] - first[0] < timedelta(80)


@pytest.mark.parametrize(
    "text",
    [
        "", "03-05", "3月5日", "--03-05", "March 5", "30 February 2014", "32/01/2014", "13/13/2014", "2014-13", "1890", "2101",
        "2014年13月5日", "Wed", "unknown", "5 Foo 2014", "保密", "农历2014年十三月初五", "12:30", "2014-02-30", "x" * 70,
        "民国年3月5日",
    ],
)  # fmt: skip
def test_what_is_no_birth(text: str) -> None:
    assert birth_readings(text, AS_OF) == (None, None)


@given(st.text(max_size=70))
def test_any_text_is_read(text: str) -> None:
    for span in birth_readings(text, AS_OF):
        assert span is None or span[0] <= span[1]


@given(st.dates(date(1930, 1, 1), date(2026, 6, 30)))
def test_every_day_is_read_in_every_writing(day: date) -> None:
    for form in ("%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%y", "%a, %d %b %Y 00:00:00 +0000"):
        assert birth_readings(day.strftime(form), AS_OF)[0] == (day, day)
    assert birth_readings(day.strftime("%m/%d/%Y"), AS_OF)[1] == (day, day)
