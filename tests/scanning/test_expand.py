"""Record batches become leaves: nested Arrow values, text, binary, and what happens to odd types."""

import datetime
import decimal

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import encode_path, path_text
from gazetteer_scanners.scanning.expand import Expander, expand_batch
from gazetteer_scanners.scanning.layouts.parts import Asks

Shown = tuple[str, str, list[object], list[int] | None]


def shown(leaves: list[Leaf]) -> list[Shown]:
    """Path, type, values and rows of each leaf."""
    return [
        (
            path_text(leaf.path),
            leaf.data_type.value,
            leaf.values.to_pylist(),
            None if leaf.row_of is None else leaf.row_of.tolist(),
        )
        for leaf in leaves
    ]


def batch_of(**columns: object) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_flat_columns_are_handed_on_as_they_are() -> None:
    batch = batch_of(a=[1, None], b=["x", None])
    leaves = expand_batch(batch)
    assert shown(leaves) == [("a", "integer", [1, None], None), ("b", "string", ["x", None], None)]
    assert [leaf.rows for leaf in leaves] == [2, 2]
    for leaf, column in zip(leaves, batch.columns, strict=True):
        assert [b and b.address for b in leaf.values.buffers()] == [b and b.address for b in column.buffers()]


def test_structs_and_lists_go_down() -> None:
    batch = batch_of(
        s=[{"p": 1, "q": [{"r": "a"}, {"r": "b"}]}, None, {"p": None, "q": []}, {"p": 4, "q": [{"r": None}, None]}],
        deep=[[[1], [2, 3]], None, [], [[], [4]]],
    )
    assert shown(expand_batch(batch)) == [
        ("s.p", "integer", [1, None, None, 4], None),
        ("s.q[].r", "string", ["a", "b", None, None], [0, 0, 3, 3]),
        ("deep[][]", "integer", [1, 2, 3, 4], [0, 0, 0, 3]),
    ]


def test_slices_count_rows_from_their_own_start() -> None:
    lists = pa.array([["a"], ["b", "c"], None, ["d"]])
    maps = pa.array([[("k", 1)], [("k", 2)], [], None], pa.map_(pa.utf8(), pa.int64()))
    batch = batch_of(l=lists, m=maps, s=pa.array([{"x": 1}, {"x": 2}, None, {"x": 4}])).slice(1)
    assert shown(expand_batch(batch)) == [
        ("l[]", "string", ["b", "c", "d"], [0, 0, 2]),
        ("m.k", "integer", [2], [0]),
        ("s.x", "integer", [2, None, 4], None),
    ]


def test_maps_go_down_by_key() -> None:
    column = pa.array([[("x", 1), ("y", 2)], None, [("x", None)]], pa.map_(pa.utf8(), pa.int64()))
    assert shown(expand_batch(batch_of(m=column))) == [
        ("m.x", "integer", [1, None], [0, 2]),
        ("m.y", "integer", [2], [0]),
    ]


@pytest.mark.parametrize(
    ("values", "below"),
    [
        ([1, 2], ("m{}[]", "integer", [1, 2], [0, 1])),
        ([{"n": "a"}, {"n": "b"}], ("m{}.n", "string", ["a", "b"], [0, 1])),
        ([["a"], ["b", "c"]], ("m{}[]", "string", ["a", "b", "c"], [0, 1, 1])),
    ],
)
def test_keys_of_maps_that_are_values(values: list[object], below: Shown) -> None:
    column = pa.array([[("13800138000", values[0])], [("13900139000", values[1])]], pa.map_(pa.utf8(), pa.array(values).type))
    found = Expander(asks=Asks(is_value_like=str.isdigit)).expand(batch_of(m=column))
    assert shown(found) == [("m{}", "string", ["13800138000", "13900139000"], [0, 1]), below]


def test_maps_with_too_many_keys() -> None:
    column = pa.array([[(f"k{i}", i)] for i in range(201)], pa.map_(pa.utf8(), pa.int64()))
    assert [path_text(leaf.path) for leaf in expand_batch(batch_of(m=column))] == ["m{}", "m{}[]"]
    assert len(expand_batch(batch_of(m=column.slice(1)))) == 200


UNION = pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([7, 8]), pa.array(["w", "x"])])


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array(["a", "b", "a"]).dictionary_encode(), ("string", ["a", "b", "a"])),
        (pa.array(["a"], pa.large_utf8()), ("string", ["a"])),
        (pa.array(["a", None], pa.string_view()), ("string", ["a", None])),
        (pa.RunEndEncodedArray.from_arrays([2, 3], ["a", "b"]), ("string", ["a", "a", "b"])),
        (pa.array([True]), ("boolean", [True])),
        (pa.array([1.5], pa.float16()), ("float", [1.5])),
        (pa.array([decimal.Decimal("1.20")]), ("decimal", [decimal.Decimal("1.20")])),
        (pa.array([datetime.date(2026, 1, 2)]), ("date", [datetime.date(2026, 1, 2)])),
        (pa.array([datetime.time(1, 2)]), ("time", [datetime.time(1, 2)])),
        (pa.array([datetime.datetime(2026, 1, 2)]), ("timestamp", [datetime.datetime(2026, 1, 2)])),  # noqa: DTZ001
        (pa.nulls(2), ("unknown", [None, None])),
        (pa.array([3, None], pa.duration("s")), ("string", ["3", None])),
        (pa.array([[1, 2], None], pa.list_(pa.int8(), 2)), ("integer", [1, 2])),
        (pa.array([[1], None], pa.list_view(pa.int8())), ("integer", [1])),
        (UNION, ("string", ["7", "x"])),
    ],
)
def test_other_types(column: pa.Array, expected: tuple[str, list[object]]) -> None:
    (found,) = shown(expand_batch(batch_of(c=column)))
    assert found[1:3] == expected


def test_extension_types_are_read_as_what_they_store() -> None:
    column = pa.ExtensionArray.from_storage(pa.json_(), pa.array(['{"a": 1}', '"text"', None]))
    assert shown(expand_batch(batch_of(j=column))) == [
        ("j", "string", ['"text"', None], [1, 2]),
        ("j.a", "integer", [1], [0]),
    ]


def test_text_that_is_not_utf8_is_replaced_and_other_text_is_not_copied() -> None:
    raw = pa.array([b"ok", b"caf\xe9", None, b"\xff\x00z"], pa.binary()).view(pa.utf8())
    (leaf,) = expand_batch(batch_of(t=raw))
    assert leaf.values.to_pylist() == ["ok", "caf\ufffd", None, "\ufffd\x00z"]
    good = raw.slice(0, 1)
    (leaf,) = expand_batch(batch_of(t=good))
    assert leaf.values.buffers()[2].address == good.buffers()[2].address


@pytest.mark.parametrize(
    ("values", "data_type", "expected"),
    [
        ([b"text", None, b""], DataType.STRING, ["text", None, ""]),
        ([b"text", b"\xff\xfe", b"\x00\x01"], DataType.STRING, ["text", "\ufffd", "\ufffd"]),
        (["张三".encode(), b"two\nlines"], DataType.STRING, ["张三", "two\nlines"]),
        ([b"\xff\xfe", None, b"\x00\x01"], DataType.BINARY, [b"\xff\xfe", None, b"\x00\x01"]),
        ([b"", None], DataType.BINARY, [b"", None]),
    ],
)
@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary()])
def test_binary_columns_that_hold_text_are_read_as_text(
    values: list[bytes | None], data_type: DataType, expected: list[object], kind: pa.DataType
) -> None:
    (leaf,) = expand_batch(batch_of(b=pa.array(values, kind)))
    assert (leaf.data_type, leaf.values.to_pylist()) == (data_type, expected)


def test_columns_of_one_name_are_joined() -> None:
    batch = pa.RecordBatch.from_arrays([pa.array([1, 2]), pa.array(["a", None])], names=["c", "c"])
    assert shown(expand_batch(batch)) == [("c", "string", ["1", "a", "2", None], [0, 0, 1, 1])]


def test_columns_of_one_name_and_any_type_are_joined() -> None:
    unknown_zone = pa.array([0, 86_400], pa.timestamp("s", tz="Nowhere/Else"))
    columns = [pa.array(["a", None]), pa.array([b"\xff\xfe", b"\x00"], pa.binary()), unknown_zone, pa.array([True, None])]
    batch = pa.RecordBatch.from_arrays(columns, names=["c"] * 4)
    assert shown(expand_batch(batch)) == [
        (
            "c",
            "string",
            ["a", "\ufffd\ufffd", "1970-01-01 00:00:00", "true", None, "\x00", "1970-01-02 00:00:00", None],
            [0, 0, 0, 0, 1, 1, 1, 1],
        )
    ]


def test_keys_of_maps_that_are_too_long_are_counted() -> None:
    column = pa.array(
        [[("k" * 1_000, 1), ("l" * 1_001, 2)], [("客" * 1_000, 3)], [("客" * 1_001, 4)]], pa.map_(pa.utf8(), pa.int64())
    )
    expander = Expander()
    assert shown(expander.expand(batch_of(m=column))) == [
        (f"m.{'k' * 1_000}", "integer", [1], [0]),
        (f"m.{'客' * 1_000}", "integer", [3], [1]),
    ]
    assert [(reason.code, reason.message) for reason in expander.reasons()] == [
        ("TRUNCATED", "object keys longer than 1,000 characters: 2")
    ]


def test_paths_that_are_too_long_are_counted() -> None:
    expander = Expander()
    batch = batch_of(**{"a" * 65_536: [1], "b" * 65_537: [2], "客" * 7_282: [3], "c": [4]})
    for _ in range(2):
        assert [len(path_text(leaf.path)) for leaf in expander.expand(batch)] == [65_536, 1]
    assert [(reason.code, reason.message) for reason in expander.reasons()] == [
        ("TRUNCATED", "field paths longer than 64 KiB (not read): 2")
    ]


def test_a_dot_in_a_name_is_not_a_step() -> None:
    leaves = expand_batch(batch_of(**{"a.b": [1], "a": [{"b": 2}]}))
    assert [path_text(leaf.path) for leaf in leaves] == ["a.b", "a.b"]
    assert [encode_path(leaf.path) for leaf in leaves] == ["a.b", "a/b"]


def test_paths_beyond_the_limit_are_counted() -> None:
    expander = Expander(max_paths=3)
    batch = batch_of(**{f"c{i}": [i] for i in range(5)})
    assert [path_text(leaf.path) for leaf in expander.expand(batch)] == ["c0", "c1", "c2"]
    assert len(expander.expand(batch)) == 3
    (reason,) = expander.reasons()
    assert (reason.code, reason.message) == ("TRUNCATED", "field paths beyond the first 3 (not read): 2")


def test_batches_without_rows() -> None:
    batch = pa.RecordBatch.from_arrays([pa.array([], pa.utf8()), pa.array([], pa.list_(pa.int64()))], names=["a", "b"])
    leaves = expand_batch(batch)
    assert [(path_text(leaf.path), leaf.rows, len(leaf.values)) for leaf in leaves] == [("a", 0, 0), ("b[]", 0, 0)]
    assert all(leaf.row_of is None or leaf.row_of.dtype == np.int64 for leaf in leaves)
