"""JSON becomes field paths: documents, JSON in text columns, mixed types, and keys that are values."""

import json
from collections.abc import Iterable
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.connectors.protocol import JSON_DOCUMENT
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import decode_path, encode_path, path_text
from gazetteer_scanners.scanning.expand import Expander, expand_batch
from gazetteer_scanners.scanning.layouts.parts import Asks
from tests.scanning.test_expand import batch_of, shown


def documents(*texts: str | None, name: str = "") -> pa.RecordBatch:
    schema = pa.schema([pa.field(name, pa.utf8(), metadata=JSON_DOCUMENT)])
    return pa.RecordBatch.from_arrays([pa.array(texts, pa.utf8())], schema=schema)


def dumped(*values: object) -> pa.RecordBatch:
    return documents(*(json.dumps(value) for value in values))


def paths(leaves: Iterable[Leaf]) -> list[str]:
    return [path_text(leaf.path) for leaf in leaves]


def test_rows_of_documents_become_fields() -> None:
    batch = dumped(
        {"id": 1, "orders": [{"phone": "a", "items": [{"n": 1}, {"n": 2}]}, {"phone": "b", "items": []}]},
        {"id": 2, "orders": []},
        {"id": 3, "orders": [{"phone": "c", "items": [{"n": 3}]}], "extra": {"x": None}},
    )
    assert shown(expand_batch(batch)) == [
        ("id", "integer", [1, 2, 3], [0, 1, 2]),
        ("orders[].phone", "string", ["a", "b", "c"], [0, 0, 2]),
        ("orders[].items[].n", "integer", [1, 2, 3], [0, 0, 2]),
        ("extra.x", "unknown", [None], [2]),
    ]


@pytest.mark.parametrize(
    ("values", "data_type", "expected"),
    [
        ([1, 2, None], "integer", [1, 2, None]),
        ([1, 2.5], "float", [1.0, 2.5]),
        ([True, None], "boolean", [True, None]),
        (["a", 1, 2.5, True, None], "string", ["a", "1", "2.5", "true", None]),
        ([1, False], "string", ["1", "false"]),
        ([2**63, 1], "string", ["9223372036854775808", "1"]),
        ([2**53 + 1, 0.5], "string", ["9007199254740993", "0.5"]),
        ([None, None], "unknown", [None, None]),
    ],
)
def test_keys_of_mixed_types(values: list[object], data_type: str, expected: list[object]) -> None:
    (found,) = shown(expand_batch(dumped(*({"k": value} for value in values))))
    assert found == ("k", data_type, expected, list(range(len(values))))


def test_a_key_that_holds_values_and_objects() -> None:
    batch = dumped({"k": "plain"}, {"k": {"x": 1}}, {"k": ["item"]}, {"k": None})
    assert shown(expand_batch(batch)) == [
        ("k", "string", ["plain", None], [0, 3]),
        ("k[]", "string", ["item"], [2]),
        ("k.x", "integer", [1], [1]),
    ]


def test_documents_that_are_no_objects() -> None:
    assert shown(expand_batch(dumped("a@example.org", 5, [{"x": 1}, "b"]))) == [
        ("[]", "string", ["a@example.org", "5", "b"], [0, 1, 2]),
        ("[].x", "integer", [1], [2]),
    ]


def test_documents_that_do_not_parse_are_counted() -> None:
    expander = Expander()
    deep = "[" * 100_000 + "]" * 100_000
    steep = '{"a": ' * 80 + "1" + "}" * 80
    leaves = expander.expand(documents('{"a": 1}', "oops", "", None, deep, steep, '{"a": 2}'))
    assert shown(leaves) == [("a", "integer", [1, 2], [0, 6])]
    assert [(r.code, r.message) for r in expander.reasons()] == [
        ("DECODE_ERROR", "documents that are nested too deep (not read): 1"),
        ("DECODE_ERROR", "documents that are not JSON (not read): 2"),
        ("DECODE_ERROR", "documents: values nested too deep (left out): 1"),
    ]


def test_keys_that_are_too_long_are_counted_with_all_below() -> None:
    expander = Expander()
    limit, over = "客" * 1_000, "客" * 1_001
    leaves = expander.expand(
        dumped({"a": 1, over: {"b": 2}, limit: 3}, {"l": [{over: 4, "c": 5}, {over: 6}]}, {"d": {over: {over: 7}}}, {"a": 8})
    )
    assert shown(leaves) == [
        ("a", "integer", [1, 8], [0, 3]),
        (limit, "integer", [3], [0]),
        ("l[].c", "integer", [5], [1]),
    ]
    assert paths(expander.expand(batch_of(j=[json.dumps({over: 1, "e": 2})]))) == ["j.e"]
    assert [(r.code, r.message) for r in expander.reasons()] == [("TRUNCATED", "object keys longer than 1,000 characters: 5")]


def test_a_key_of_a_mebibyte_leaves_evidence_that_can_be_read() -> None:
    evidence = DatasetEvidence(date(2026, 1, 2), "k", "r")
    deep: object = 1
    for _ in range(60):
        deep = {"客" * 1_000: deep}
    expander = Expander()
    for leaf in expander.expand(dumped({"k" * 2**20: 1, "x": 2, "deep": deep})):
        evidence.field(leaf.path, leaf.data_type)
    read = DatasetEvidence.from_bytes(evidence.to_bytes())
    assert [path_text(field.path) for field in read.fields] == ["x"]
    assert [(r.code, r.message) for r in expander.reasons()] == [
        ("TRUNCATED", "field paths longer than 64 KiB (not read): 1"),
        ("TRUNCATED", "object keys longer than 1,000 characters: 1"),
    ]


def test_invalid_utf8_and_lone_surrogates_in_documents() -> None:
    raw = pa.array([b'{"a": "caf\xe9"}', b'{"a": "\\ud800x", "\\udfff": 1}'], pa.binary()).view(pa.utf8())
    batch = pa.RecordBatch.from_arrays([raw], schema=documents("{}").schema)
    leaves = expand_batch(batch)
    assert shown(leaves) == [("a", "string", ["caf\ufffd", "?x"], [0, 1]), ("?", "integer", [1], [1])]
    assert [decode_path(encode_path(leaf.path)) for leaf in leaves] == [leaf.path for leaf in leaves]


def test_json_in_a_text_column_and_what_does_not_parse() -> None:
    column = ['{"phone": "1", "tags": ["a"]}'] * 18 + ["no json", None, '["b"]']
    leaves = expand_batch(batch_of(profile=column, other=["x"] * 21))
    assert shown(leaves)[0] == ("profile", "string", ["no json", None], [18, 19])
    assert paths(leaves) == ["profile", "profile[]", "profile.phone", "profile.tags[]", "other"]
    assert leaves[1].row_of is not None
    assert leaves[1].row_of.tolist() == [20]


@pytest.mark.parametrize(
    ("column", "is_expanded"),
    [
        (['{"a": 1}'] * 9 + ["x"], True),
        (["x"] * 500 + ['{"a": 1}'], True),
        (["{a}"] * 900 + ['{"a": 1}'], True),
        (["{a}"] * 1_000 + ['{"a": 1}'], False),
        ([None] * 60 + ["[1]"] * 5, True),
        (["{a}"] * 10, False),
        (["12", "true", '"text"'], False),
        (["[draft] hello", "[x"], False),
        ([None, None], False),
    ],
)
def test_when_a_text_column_is_json(column: list[str | None], is_expanded: bool) -> None:
    leaves = expand_batch(batch_of(c=pa.array(column, pa.utf8())))
    assert any(path != "c" for path in paths(leaves)) == is_expanded
    if not is_expanded:
        assert leaves[0].values.to_pylist() == column
        assert leaves[0].row_of is None


def test_a_column_stays_what_its_first_values_made_it() -> None:
    expander = Expander()
    assert paths(expander.expand(batch_of(c=pa.array([None], pa.utf8())))) == ["c"]
    assert paths(expander.expand(batch_of(c=['{"a": 1}']))) == ["c.a"]
    assert shown(expander.expand(batch_of(c=["later", '{"a": 2}']))) == [
        ("c", "string", ["later"], [0]),
        ("c.a", "integer", [2], [1]),
    ]


def test_json_inside_lists_and_inside_json() -> None:
    inner = json.dumps({"p": "x"})
    batch = batch_of(l=[[inner, inner], [inner]], s=[json.dumps({"raw": inner, "q": 1})] * 2)
    assert shown(expand_batch(batch)) == [
        ("l[].p", "string", ["x", "x", "x"], [0, 0, 1]),
        ("s.raw.p", "string", ["x", "x"], [0, 1]),
        ("s.q", "integer", [1, 1], [0, 1]),
    ]


def test_the_same_place_as_object_and_as_text_is_one_leaf() -> None:
    batch = dumped({"k": {"x": 1}}, {"k": '{"x": "a"}'}, {"k": {"x": 3}})
    assert shown(expand_batch(batch)) == [("k.x", "string", ["1", "a", "3"], [0, 1, 2])]


def test_marked_columns_are_documents_whatever_they_hold() -> None:
    assert shown(expand_batch(documents("text", '{"a": 1}', "5", name="j"))) == [
        ("j", "string", ["text", "5"], [0, 2]),
        ("j.a", "integer", [1], [1]),
    ]


def test_columns_beside_documents() -> None:
    schema = pa.schema([pa.field("", pa.utf8(), metadata=JSON_DOCUMENT), pa.field("month", pa.utf8())])
    batch = pa.RecordBatch.from_arrays([pa.array(['{"a": 1}']), pa.array(["01"])], schema=schema)
    assert shown(expand_batch(batch)) == [("a", "integer", [1], [0]), ("month", "string", ["01"], None)]


def test_objects_with_over_200_keys_are_folded() -> None:
    batch = dumped(*({"t": {f"k{i:03}": {"n": i} if i % 2 else i, "k000": None}} for i in range(201)))
    leaves = expand_batch(batch)
    assert paths(leaves) == ["t{}", "t{}[]", "t{}.n"]
    keys = leaves[0].values.to_pylist()
    assert (keys[:5], len(keys)) == (["k000", "k000", "k001", "k000", "k002"], 401)
    assert leaves[1].values.to_pylist()[:4] == [None, None, None, 2]
    assert leaves[2].row_of is not None
    assert leaves[2].row_of.tolist() == list(range(1, 201, 2))
    named = expand_batch(dumped(*({"t": {f"k{i:03}": i}} for i in range(200))))
    assert len(named) == 200


def test_keys_that_look_like_values_are_folded() -> None:
    expander = Expander(asks=Asks(is_value_like=lambda key: "@" in key))
    leaves = expander.expand(dumped({"seen": {"a@example.org": {}, "plain": 1}, "x": {"y": 1}}))
    assert shown(leaves) == [
        ("seen{}", "string", ["a@example.org", "plain"], [0, 0]),
        ("seen{}[]", "integer", [1], [0]),
        ("x.y", "integer", [1], [0]),
    ]


def test_each_key_is_asked_about_once() -> None:
    asked: list[str] = []

    def is_value_like(key: str) -> bool:
        asked.append(key)
        return False

    expander = Expander(asks=Asks(is_value_like=is_value_like))
    for _ in range(3):
        expander.expand(dumped({"a": {"b": 1}}, {"a": {"b": 2}}))
    assert asked == ["a", "b"]


def test_folding_lasts() -> None:
    expander = Expander()
    first = expander.expand(dumped({"t": {"k0": 1}}))
    assert paths(first) == ["t.k0"]
    expander.expand(dumped(*({"t": {f"k{i}": 1}} for i in range(201))))
    assert paths(expander.expand(dumped({"t": {"k0": 1}}))) == ["t{}", "t{}[]"]


TEXT = st.text(st.characters(exclude_characters="[{"), max_size=5)  # text that is no JSON itself
NESTED = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=10,
)


@given(st.lists(NESTED, max_size=8), st.integers(0, 8))
def test_where_batches_are_cut_changes_no_path_and_loses_no_value(values: list[object], cut: int) -> None:
    whole, parts = Expander(), Expander()
    together = whole.expand(dumped(*values))
    apart = parts.expand(dumped(*values[:cut])) + parts.expand(dumped(*values[cut:]))
    filled = {leaf.path for leaf in together if leaf.values.null_count < len(leaf.values)}
    assert {leaf.path for leaf in apart if leaf.values.null_count < len(leaf.values)} == filled
    for leaves in (together, apart):
        assert sum(len(leaf.values) - leaf.values.null_count for leaf in leaves) == sum(map(count_values, values))
        assert all(leaf.row_of is not None and (leaf.row_of[1:] >= leaf.row_of[:-1]).all() for leaf in leaves)


def count_values(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(count_values, value.values()))
    if isinstance(value, list):
        return sum(map(count_values, value))
    return value is not None
