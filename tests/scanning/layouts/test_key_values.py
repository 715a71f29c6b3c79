"""Which columns are keys and values, and which keys become steps of a path."""

import pyarrow as pa
import pytest

from gazetteer_scanners.paths import Path, name_path, path_text
from gazetteer_scanners.scanning.layouts.key_values import MAX_KEYS, Column, KeyValueColumns, Pair, find_pairs
from gazetteer_scanners.scanning.layouts.parts import Asks

Shown = list[tuple[str, list[object], list[int] | None]]


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (("id", "attr", "value"), (Pair(1, 2, True),)),
        (("meta_key", "meta_value"), (Pair(0, 1, True),)),
        (("metaValue", "metaKey"), (Pair(1, 0, True),)),
        (("name", "val"), (Pair(0, 1, False),)),
        (("key", "value"), (Pair(0, 1, False),)),
        (("question", "answer"), (Pair(0, 1, False),)),
        (("field_name", "field_value"), (Pair(0, 1, True),)),
        (("attribute_name", "value"), (Pair(0, 1, True),)),
        (("name", "attr", "value"), (Pair(1, 2, True),)),
        (("attribute", "attribute_value", "value"), (Pair(0, 1, True), Pair(0, 2, True))),
        (("attr", "value_str", "value_int"), (Pair(0, 1, True), Pair(0, 2, True))),
        (("contact_type", "contact_value"), (Pair(0, 1, False),)),
        (("属性", "值"), (Pair(0, 1, True),)),
        (("属性名称", "属性值"), (Pair(0, 1, True),)),
        (("字段名", "字段值"), (Pair(0, 1, True),)),
        (("type", "value"), ()),
        (("name", "meta_value"), ()),
        (("order_key", "meta_value"), ()),
        (("市值", "名称"), ()),
        (("key", "data"), ()),
        (("value",), ()),
        ((), ()),
    ],
)
def test_pairs_by_name(names: tuple[str, ...], pairs: tuple[Pair, ...]) -> None:
    assert find_pairs(names) == pairs


def split(columns: KeyValueColumns, keys: list[str | None], values: list[object], *, is_sure: bool = True) -> Shown | None:
    found = columns.split(
        Pair(0, 1, is_sure),
        Column(name_path("attr"), pa.array(keys, pa.string())),
        Column(name_path("value"), pa.array(values)),
    )
    return None if found is None else [(path_text(c.path), c.values.to_pylist(), rows(c)) for c in found]


def rows(column: Column) -> list[int] | None:
    return None if column.row_of is None else column.row_of.tolist()


def test_each_key_is_a_column() -> None:
    assert split(KeyValueColumns(Asks()), ["a", "b", "a", None, "b"], [1, 2, 3, 4, None]) == [
        ("value[attr=a]", [1, 3], [0, 2]),
        ("value[attr=b]", [2, None], [1, 4]),
        ("value", [4], [3]),
    ]


def test_keys_that_are_values_stay_out_of_paths() -> None:
    columns = KeyValueColumns(Asks(hides_key=lambda key: key.startswith("张")))
    keys: list[str | None] = ["a", "张三", "a", "张三", "a b\nc", "a b\nc", "b", "b", "c", "c"]
    assert split(columns, keys, list(range(10))) == [
        ("value[attr=a]", [0, 2], [0, 2]),
        ("value[attr=b]", [6, 7], [6, 7]),
        ("value[attr=c]", [8, 9], [8, 9]),
        ("value", [1, 3, 4, 5], [1, 3, 4, 5]),
    ]


@pytest.mark.parametrize(
    ("keys", "is_split"),
    [
        (["a", "a", "b", "b"], True),
        (["a", "b", "c"], False),
        ([f"k{n}" for n in range(MAX_KEYS)] * 2, True),
        ([f"k{n}" for n in range(MAX_KEYS + 1)] * 2, False),
        (["1", "1", "2", "2", "a", "a"], False),
        ([None, None], False),
    ],
)
def test_what_the_keys_must_be_like(keys: list[str | None], is_split: bool) -> None:
    assert (split(KeyValueColumns(Asks()), keys, list(range(len(keys)))) is not None) == is_split


def test_everyday_names_need_a_key_that_is_a_name() -> None:
    asks = Asks(is_known_name=lambda key: key == "phone")
    assert split(KeyValueColumns(asks), ["a", "a"], [1, 2], is_sure=False) is None
    assert split(KeyValueColumns(asks), ["phone", "phone", "a", "a"], [1, 2, 3, 4], is_sure=False) is not None


def test_decisions_and_keys_are_kept_from_batch_to_batch() -> None:
    columns = KeyValueColumns(Asks())
    assert split(columns, [None], [1]) is None
    assert split(columns, ["a", "a"], [1, 2]) is not None
    assert split(columns, ["b"], [3]) == [("value[attr=b]", [3], [0])]
    many: list[str | None] = [f"k{n}" for n in range(300)]
    found = split(columns, many, list(range(300)))
    assert found is not None
    assert [path for path, *_ in found][-2:] == [f"value[attr=k{MAX_KEYS - 3}]", "value"]
    assert len(found[-1][1]) == 300 - (MAX_KEYS - 2)


def test_columns_of_other_rows_are_no_pair() -> None:
    columns = KeyValueColumns(Asks())
    keys = Column(_path("k"), pa.array(["a", "a"]), pa.array([0, 1]).to_numpy())
    for value in (
        Column(_path("v"), pa.array([1, 2]), pa.array([0, 2]).to_numpy()),
        Column(_path("v"), pa.array([1]), pa.array([0]).to_numpy()),
        Column(_path("v"), pa.array([1, 2])),
    ):
        assert columns.split(Pair(0, 1, True), keys, value) is None
    assert columns.split(Pair(0, 1, True), Column(_path("k"), pa.array([1, 1])), Column(_path("v"), pa.array([1, 2]))) is None


def _path(name: str) -> Path:
    return name_path(name)


def test_keys_are_judged_once_and_not_without_end() -> None:
    asked: list[str] = []

    def hides(key: str) -> bool:
        asked.append(key)
        return key != "a"

    columns = KeyValueColumns(Asks(hides_key=hides))
    assert split(columns, ["a", "a", "x", "x"], [1, 2, 3, 4]) is not None
    many: list[str | None] = [f"k{n}" for n in range(3_000)]
    for _ in range(2):
        found = split(columns, ["a", *many], list(range(3_001)))
        assert found is not None
        assert [(path, len(values)) for path, values, _ in found] == [("value[attr=a]", 1), ("value", 3_000)]
    assert len(asked) == len(set(asked)) == 1_000
