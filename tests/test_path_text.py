"""Field paths as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.errors import UsageError
from gazetteer_scanners.paths import ANY_KEY, EACH, Path, Step, StepKind, name_path, parse_path_text, path_text


def name(text: str) -> Step:
    return Step(StepKind.NAME, text)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("phone", (name("phone"),)),
        ("address.city", (name("address"), name("city"))),
        ("orders[].phone", (name("orders"), EACH, name("phone"))),
        ("m[][]", (name("m"), EACH, EACH)),
        ("[].x", (EACH, name("x"))),
        ("tags{}.x", (name("tags"), ANY_KEY, name("x"))),
        ("tags{}[]", (name("tags"), ANY_KEY, EACH)),
        ("value[attr=phone]", (name("value"), Step(StepKind.KEY_VALUE, "attr=phone"))),
        ("list[0].x", (name("list[0]"), name("x"))),
        ("客户 姓名.a b", (name("客户 姓名"), name("a b"))),
    ],
)
def test_texts_that_parse(text: str, path: Path) -> None:
    assert parse_path_text(text) == path
    assert path_text(path) == text


@pytest.mark.parametrize("text", ["", ".", "a.", ".a", "a..b", "a[].", "a.[]", "a[].{}"])
def test_texts_that_do_not(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_path_text(text)
    assert str(caught.value) == (
        f"the field path {text!r} lacks a name beside a dot, or is empty; write it like orders[].phone"
    )


NAMES = st.text(st.characters(exclude_characters=".[]{}"), min_size=1)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_names_without_dots_and_brackets_come_back(names: list[str]) -> None:
    assert parse_path_text(path_text(name_path(*names))) == name_path(*names)
