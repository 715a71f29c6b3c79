"""What is matched of a column's values."""

import datetime as dt
import random
from decimal import Decimal

import pyarrow as pa
import pytest

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.matching import text as text_module
from gazetteer_scanners.matching.text import MAX_CELL_BYTES, normalise, normalise_one


def _texts(values: pa.Array) -> list[str | None]:
    normalised = normalise(values)
    assert normalised.text.type == pa.string()
    assert normalised.truncated == 0
    texts: list[str | None] = normalised.text.to_pylist()
    return texts


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array([13800138000, None, -1], pa.int64()), ["13800138000", None, "-1"]),
        (pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"]),
        (
            pa.array([13800138000.0, 0.5, None, float("nan"), float("inf"), -3.0]),
            ["13800138000", "0.5", None, None, None, "-3"],
        ),
        (pa.array([Decimal("12.30"), Decimal("13800138000.00"), None]), ["12.30", "13800138000", None]),
        (pa.array([dt.date(1990, 3, 7), None]), ["1990-03-07", None]),
        (pa.array([636_771_723_000_004], pa.timestamp("us")), ["1990-03-07T01:02:03"]),
        (pa.array([636768000], pa.timestamp("s", "Asia/Shanghai")), ["1990-03-07T08:00:00"]),
        (pa.array([dt.time(1, 2, 3)]), ["01:02:03"]),
        (pa.array([True, None]), [None, None]),
        (pa.array([b"13800138000"]), [None]),
        (pa.array([["13800138000"]]), [None]),
        (pa.array([None, None]), [None, None]),
        (pa.array([], pa.string()), []),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array([" a "], pa.large_string()), ["a"]),
        (pa.array([" a "], pa.string_view()), ["a"]),
    ],
)
def test_each_type_becomes_text(values: pa.Array, expected: list[str | None]) -> None:
    assert _texts(values) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１３８ 0013 8000", "138 0013 8000"),
        ("ａｂ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ab@example.org"),
        ("138\u200b0013\u200d8000", "13800138000"),
        ("\ufeff13800138000", "13800138000"),
        ("138–0013‑8000", "138-0013-8000"),
        ("\u00a013800138000\u3000", "13800138000"),
        ("  padded\t\n", "padded"),
        ("张三：１２", "张三:12"),
        ("café", "café"),
        ("", ""),
    ],
)
def test_text_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert normalise_one(text) == expected


def test_slices_and_offsets_keep_their_place() -> None:
    values = pa.array(["１", None, "２ ", "３", "4"]).slice(1, 3)
    assert _texts(values) == [None, "2", "3"]


def test_nulls_over_hidden_octets_stay_null() -> None:
    octets = pa.py_buffer(b"13800138000x")
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 11, 12)))
    values = pa.Array.from_buffers(pa.string(), 2, [pa.py_buffer(b"\x02"), offsets, octets])
    assert _texts(values) == [None, "x"]


def test_huge_cell_keeps_head_and_tail() -> None:
    half = MAX_CELL_BYTES // 2
    normalised = normalise(pa.array(["ok", "a" * half + "b" * 100 + "c" * half, None]))
    assert normalised.truncated == 1
    assert normalised.text.to_pylist() == ["ok", "a" * half + "\n" + "c" * half, None]


def test_cell_at_the_limit_is_kept_whole() -> None:
    cell = "a" * MAX_CELL_BYTES
    assert _texts(pa.array([cell])) == [cell]


def test_huge_cell_is_cut_between_characters() -> None:
    normalised = normalise(pa.array(["张" * MAX_CELL_BYTES]))
    cut = normalised.text[0].as_py()
    assert normalised.truncated == 1
    assert set(cut) == {"张", "\n"}
    assert len(cut.encode()) <= MAX_CELL_BYTES + 1


def test_timestamps_with_a_zone_show_its_wall_clock() -> None:
    midnight = dt.datetime(2012, 9, 15, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    for zone in ("+08:00", "Asia/Shanghai"):
        values = pa.array([midnight, None], pa.timestamp("us", tz=zone))
        assert normalise(values).text.to_pylist() == ["2012-09-15T00:00:00", None]
    assert normalise(pa.array([midnight], pa.timestamp("ms", tz="UTC"))).text.to_pylist() == ["2012-09-14T16:00:00"]


_CHARACTERS = (
    "0123abcXYZ  \t\n-，：１８Ａｚ～　张市鿿一、。（）《》“”‘’·–—‐‑−﹘\u200b\u200d\ufeff"
    "\u00ad\u2060éÿÀ×ßªº½ｶﾞ\u0301…\u00a0\x1c\x01\x7f〇・ﬁ"
    "\U0001f600\U00020000"
)


@pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")
@pytest.mark.parametrize("seed", range(3))
def test_the_kernel_normalises_as_arrow_does(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    shuffle = random.Random(seed)
    columns = []
    for few in range(150):
        letters = shuffle.sample(_CHARACTERS, 12) if few % 2 else _CHARACTERS
        values = ["".join(shuffle.choices(letters, k=shuffle.randrange(10))) for _ in range(shuffle.randrange(1, 30))]
        columns.append(pa.array([None if shuffle.random() < 0.1 else value for value in values]).slice(shuffle.randrange(3)))
    columns.append(pa.array(["x" * MAX_CELL_BYTES, None, " " + "１" * MAX_CELL_BYTES, "y" * (MAX_CELL_BYTES + 1), "张"]))
    ours = [normalise(column) for column in columns]
    monkeypatch.setattr(text_module, "look_over", lambda _: None)
    theirs = [normalise(column) for column in columns]
    for one, other in zip(ours, theirs, strict=True):
        one.text.validate(full=True)
        assert (one.text.to_pylist(), one.truncated) == (other.text.to_pylist(), other.truncated)


@pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")
def test_text_that_is_normal_is_not_copied() -> None:
    values = pa.array(["13800138000", None, "a b", ""])
    assert normalise(values).text.buffers()[2].address == values.buffers()[2].address
