"""Ages and age groups as text: youngest and oldest age."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.ages.stated_ages import stated_ages


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("12", 12), ("12.9", 12), ("12岁", 12), ("12 周岁", 12), ("12岁半", 12), ("八岁", 8), ("十二岁", 12), ("二十三", 23),
        ("12 years", 12), ("12 years old", 12), ("12-year-old", None), ("12y", 12), ("12 yo", 12), ("12 Y/O", 12),
        ("aged 12", 12), ("Age: 12", 12), ("3个月", 0), ("18 months", 1), ("30月龄", 2), ("6 weeks", 0), ("10天", 0),
        ("2y3m", 2), ("1岁6个月", 1), ("0", 0), ("120", 120),
    ],
)  # fmt: skip
def test_one_age(text: str, age: int | None) -> None:
    assert stated_ages(text) == (None if age is None else (age, age))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("0-13", (0, 13)), ("13-17", (13, 17)), ("13~17", (13, 17)), ("13至17岁", (13, 17)), ("13岁到17岁", (13, 17)),
        ("13 to 17", (13, 17)), ("[13,18)", (13, 17)), ("(12,18]", (13, 18)), ("0-200", (0, 120)),
        ("under 14", (0, 13)), ("Below 14", (0, 13)), ("<14", (0, 13)), ("不满14周岁", (0, 13)), ("未满十四岁", (0, 13)),
        ("<=14", (0, 14)), ("≤ 14", (0, 14)), ("14岁以下", (0, 14)), ("14岁及以下", (0, 14)), ("13 and under", (0, 13)),
        ("18+", (18, 120)), ("18岁以上", (18, 120)), ("≥18", (18, 120)), ("over 65", (66, 120)), (">65", (66, 120)),
        ("65 and over", (65, 120)), ("年满18周岁", (18, 120)), ("未成年", (0, 17)), ("未成年人", (0, 17)), ("Minor", (0, 17)),
        ("儿童", (0, 13)), ("成年", (18, 120)), ("ADULT", (18, 120)), ("teenager", (13, 19)),
    ],
)  # fmt: skip
def test_groups(text: str, ages: tuple[int, int]) -> None:
    assert stated_ages(text) == ages


@pytest.mark.parametrize("text", ["", "-1", "121", "131岁", "17-13", "1e2", "twelve", "unknown", "保密", "130+", "岁"])
def test_what_states_no_age(text: str) -> None:
    assert stated_ages(text) is None


@given(st.text(alphabet="0123456789岁-~<>≤ 十二八个月ymd+以下上under", max_size=45))
def test_any_text_is_read(text: str) -> None:
    ages = stated_ages(text)
    assert ages is None or 0 <= ages[0] <= ages[1]
