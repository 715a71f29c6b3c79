"""School years: the youngest and the oldest usual age."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.ages.school_years import ages_in_school


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("小学三年级", (8, 11)), ("三年级", (8, 11)), ("3年级2班", (8, 11)), ("小三", (8, 11)), ("八年级", (13, 16)),
        ("初二", (13, 16)), ("初中二年级", (13, 16)), ("初二(3)班", (13, 16)), ("高一", (15, 18)), ("高中三年级", (17, 20)),
        ("幼儿园大班", (5, 7)), ("中班", (4, 6)), ("学前班", (5, 7)), ("小学", (6, 14)), ("大一", (16, 120)),
        ("grade 5", (9, 12)), ("Grade 1", (5, 8)), ("5th grade", (9, 12)), ("G5", (9, 12)), ("K", (4, 7)),
        ("Kindergarten", (4, 7)), ("Year 7", (11, 12)), ("Y7", (11, 12)), ("Reception", (4, 5)), ("K-12", (4, 20)),
        ("5", (9, 13)),
    ],
)  # fmt: skip
def test_school_years(text: str, ages: tuple[int, int]) -> None:
    assert ages_in_school(text) == ages


@pytest.mark.parametrize("text", ["", "年级", "A", "grade A", "Grade 14", "0", "14", "Year 0", "初五", "高四", "零年级"])
def test_what_is_no_school_year(text: str) -> None:
    assert ages_in_school(text) is None


@given(st.text(alphabet="0123456789年级班小学初高中一二三四五六七八九十gradeyKst ()", max_size=35))
def test_any_text_is_read(text: str) -> None:
    ages = ages_in_school(text)
    assert ages is None or ages[0] <= ages[1]
