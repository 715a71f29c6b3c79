"""What counts as an object or list in a cell: JSON in its spellings, XML, PHP arrays; and which cells may be one."""

import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.scanning.layouts.containers import MAX_CHARACTERS, may_be_containers, parse_container

OBJECT = {"phone": "13800138000", "n": [1, None, {"a": True}]}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        (json.dumps(OBJECT), OBJECT),
        (" \r\n[1]", [1]),
        (json.dumps(json.dumps(OBJECT)), OBJECT),
        (json.dumps(json.dumps(json.dumps([1]))), [1]),
        ('{"a": 1}\n{"a": 2}\r\n\n[3]', [{"a": 1}, {"a": 2}, [3]]),
        ('a:1:{s:1:"k";i:5;}', {"k": 5}),
        ("<r><n>x</n></r>", {"r": {"n": "x"}}),
        ('{"a": 1}\nand more', None),
        ('{"a": 1} {"a": 2}', None),
        ('"text"', None),
        ('"a, \\"b\\""', None),
        ("{name} says", None),
        ("a:b", None),
        ("12", None),
        ("", None),
    ],
)
def test_what_a_text_holds(text: str, parsed: object) -> None:
    assert parse_container(text) == parsed


def test_quotes_around_quotes_end_somewhere() -> None:
    text = "[1]"
    for _ in range(4):
        text = json.dumps(text)
    assert parse_container(text) is None


def test_texts_beyond_the_limit_stay_texts() -> None:
    assert parse_container('["' + "x" * (MAX_CHARACTERS - 4) + '"]') is not None
    assert parse_container('["' + "x" * (MAX_CHARACTERS - 3) + '"]') is None


def test_nesting_without_end_is_no_container() -> None:
    assert parse_container("[" * 200_000 + "]" * 200_000) is None


@given(JSON, st.sampled_from(["", " ", "\n\t"]))
def test_every_json_container_is_found_by_its_first_characters(value: object, before: str) -> None:
    text = before + json.dumps(value)
    expected = value if isinstance(value, dict | list) else None
    assert parse_container(text) == expected
    assert expected is None or may_be_containers(pa.array(["plain", None, text])).tolist() == [2]


@pytest.mark.parametrize("text", ["{", "[x", "<a", '"', " x", "a:1", "\n"])
def test_texts_that_are_looked_at(text: str) -> None:
    assert may_be_containers(pa.array(["x", text, "", None, "1", text]).slice(1)).tolist() == [0, 4]


def test_texts_that_are_not() -> None:
    assert may_be_containers(pa.array(["ann", "a", "", "138", "张", None, "a b"])).tolist() == []
    assert may_be_containers(pa.array([], pa.string())).tolist() == []
    assert may_be_containers(pa.array(["", None])).tolist() == []
    hidden = pa.Array.from_buffers(
        pa.string(), 2, [pa.py_buffer(b"\x02"), pa.array(["{}", "[1]"]).buffers()[1], pa.py_buffer(b"{}[1]")]
    )
    assert may_be_containers(hidden).tolist() == [1]  # a null slot may hold octets
