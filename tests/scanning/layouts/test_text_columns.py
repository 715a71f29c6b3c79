"""Text columns taken apart: which paths their cells become, and what stays with the column."""

import json
from base64 import b64encode

import pyarrow as pa
import pytest

from gazetteer_scanners.scanning.expand import Expander, expand_batch
from gazetteer_scanners.scanning.layouts.parts import Asks
from tests.scanning.test_expand import Shown, batch_of, shown


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (
            ["x", '{"phone": "a"}', None, "y"],
            [("c", "string", ["x", None, "y"], [0, 2, 3]), ("c.phone", "string", ["a"], [1])],
        ),
        (
            ['{"extra": "{\\"phone\\": \\"a\\"}"}', '{"extra": "none"}'],
            [("c.extra", "string", ["none"], [1]), ("c.extra.phone", "string", ["a"], [0])],
        ),
        (
            ['<o id="1"><t>a</t><t>b</t></o>', "<p>text</p>"],
            [
                ("c", "string", ["<p>text</p>"], [1]),
                ("c.o.@id", "string", ["1"], [0]),
                ("c.o.t", "string", ["a", "b"], [0, 0]),
            ],
        ),
        (
            ["phone=138%2000&mail=a%40b+c&phone=9", None, "phone=&mail=x"],
            [("c.phone", "string", ["138 00", "9", ""], [0, 0, 2]), ("c.mail", "string", ["a@b c", "x"], [0, 2])],
        ),
        (
            ["a=1; b=2", "a=%41+; b"],
            [
                ("c", "string", ["a=1; b=2", "a=%41+; b"], None),
            ],
        ),
        (
            ["Host: a:80\r\nX-Phone: 9\r\n"],
            [("c.Host", "string", ["a:80"], [0]), ("c.X-Phone", "string", ["9"], [0])],
        ),
        (
            ["https://h/a?b=1&c=#x", "https://h/?q#t=2", None, "https://h/"],
            [
                ("c", "string", ["https://h/a#x", "https://h/?q", "https://h/"], [0, 1, 3]),
                ("c.#.t", "string", ["2"], [1]),
                ("c.?.b", "string", ["1"], [0]),
                ("c.?.c", "string", [""], [0]),
            ],
        ),
    ],
)
def test_what_cells_hold(column: list[str | None], expected: list[Shown]) -> None:
    assert shown(expand_batch(batch_of(c=pa.array(column, pa.string())))) == expected


def test_base64_is_looked_at_decoded_and_says_so() -> None:
    column = [encoded(f"1380013800{n}") for n in range(9)] + ["not base64", None]
    (leaf,) = expand_batch(batch_of(c=column))
    assert leaf.values.to_pylist() == [f"1380013800{n}" for n in range(9)] + ["not base64"]
    assert leaf.row_of is not None
    assert leaf.row_of.tolist() == list(range(10))
    assert leaf.decoded == 9


def test_json_in_base64_is_decoded_below() -> None:
    leaves = expand_batch(batch_of(c=[encoded(json.dumps({"phone": "a", "n": 1})), encoded('{"phone": "bcdefghijk"}')]))
    assert shown(leaves) == [("c.phone", "string", ["a", "bcdefghijk"], [0, 1]), ("c.n", "integer", [1], [0])]
    assert [leaf.decoded for leaf in leaves] == [2, 1]


def test_layers_have_an_end() -> None:
    text = "13800138000"
    for _ in range(12):
        text = encoded(text)
    (leaf,) = expand_batch(batch_of(c=[text]))
    (value,) = leaf.values.to_pylist()
    for _ in range(4):
        value = encoded_once_less(value)
    assert value == "13800138000"


def encoded_once_less(text: str) -> str:
    from base64 import b64decode

    return b64decode(text).decode()


def test_items_are_values_below_the_column() -> None:
    asks = Asks(are_values=lambda texts: all("@" in text for text in texts.to_pylist()))
    column = ["a@x; b@x", None, "c@x", " d@x | e@x ;"]
    assert shown(Expander(asks=asks).expand(batch_of(c=column))) == [
        ("c[]", "string", ["a@x", "b@x", "c@x", "d@x", "e@x"], [0, 0, 2, 3, 3])
    ]
    assert shown(expand_batch(batch_of(c=column))) == [("c", "string", column, None)]


def test_a_layout_is_kept_for_the_chunk() -> None:
    expander = Expander()
    expander.expand(batch_of(c=["a=1&b=2"]))
    assert shown(expander.expand(batch_of(c=["plain text", "a=3&b=4"]))) == [
        ("c", "string", ["plain text"], [0]),
        ("c.a", "string", ["3"], [1]),
        ("c.b", "string", ["4"], [1]),
    ]


def test_parameters_whose_names_are_values_are_folded() -> None:
    asks = Asks(is_value_like=str.isdigit)
    assert shown(Expander(asks=asks).expand(batch_of(c=["13800138000=a&x=b"]))) == [
        ("c{}", "string", ["13800138000", "x"], [0, 0]),
        ("c{}[]", "string", ["a", "b"], [0, 0]),
    ]


def test_entities_are_counted_and_their_text_is_still_read() -> None:
    expander = Expander()
    bomb = '<!DOCTYPE l [<!ENTITY a "x">]><l>&a; 13800138000</l>'
    assert shown(expander.expand(batch_of(c=[bomb, "x"]))) == [("c", "string", [bomb, "x"], None)]
    assert [(r.code, r.message) for r in expander.reasons()] == [
        ("DECODE_ERROR", "c: XML that declares entities (looked at as text, entities left out): 1")
    ]


def test_keys_and_values_in_documents_structs_and_columns() -> None:
    pairs = [{"key": "phone", "value": "a"}, {"key": "color", "value": "b"}]
    asks = Asks(is_known_name=lambda key: key == "phone")
    below = [
        ("c[].key", "string", ["phone", "color"] * 2, [0, 0, 1, 1]),
        ("c[].value[key=phone]", "string", ["a", "a"], [0, 1]),
        ("c[].value[key=color]", "string", ["b", "b"], [0, 1]),
    ]
    assert shown(Expander(asks=asks).expand(batch_of(c=[pairs, pairs]))) == below
    assert shown(Expander(asks=asks).expand(batch_of(c=[json.dumps(pairs)] * 2))) == below
    table = batch_of(key=["phone", "color"] * 2, value=['{"n": 1}', "b", "a", "b"])
    assert shown(Expander(asks=asks).expand(table)) == [
        ("key", "string", ["phone", "color"] * 2, None),
        ("value[key=phone]", "string", ["a"], [2]),
        ("value[key=phone].n", "integer", [1], [0]),
        ("value[key=color]", "string", ["b", "b"], [1, 3]),
    ]
