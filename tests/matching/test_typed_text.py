"""The kernel writes typed values as Arrow does."""

from unittest import mock

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.matching import text as text_module
from gazetteer_scanners.matching.text import normalise

pytestmark = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")

FUZZ = settings(max_examples=150, deadline=None)
SHORT = st.builds(lambda number, places: number / 10**places, st.integers(-(10**15), 10**15), st.integers(0, 9))
TIMES = [pa.timestamp(unit) for unit in ("s", "ms", "us", "ns")]


def assert_same(values: pa.Array) -> None:
    fast = normalise(values).text
    fast.validate(full=True)
    with mock.patch.object(text_module, "write_values", return_value=None):
        assert fast.equals(normalise(values).text)


def cast(numbers: list[int | None], kind: pa.DataType) -> pa.Array:
    return pa.array(numbers, pa.int64()).cast(pa.int32() if kind == pa.date32() else pa.int64(), safe=False).view(kind)


@FUZZ
@given(st.data(), st.sampled_from(["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]))
def test_integers(data: st.DataObject, name: str) -> None:
    limits = np.iinfo(name)
    powers = st.integers(0, 19).flatmap(lambda power: st.sampled_from([10**power, 10**power - 1, -(10**power)]))
    numbers = st.integers(int(limits.min), int(limits.max)) | powers.filter(lambda n: limits.min <= n <= limits.max)
    values = pa.array(data.draw(st.lists(st.none() | numbers, max_size=20)), name)
    assert_same(values.slice(data.draw(st.integers(0, 3))))


@FUZZ
@given(st.lists(st.none() | SHORT | st.floats(), max_size=30), st.integers(0, 3), st.sampled_from(["double", "float"]))
def test_floats(numbers: list[float | None], begin: int, name: str) -> None:
    assert_same(pa.array(numbers, pa.float64()).cast(name, safe=False).slice(begin))


def test_floats_at_every_power_of_ten() -> None:
    powers = [
        float(f"{digits}e{power}") for power in range(-20, 25) for digits in ("1", "-1.5", "1.234567", "9.99999999999999")
    ]
    assert_same(
        pa.array(
            [
                *powers,
                -0.0,
                2.0**53,
                2.0**53 - 1,
                0.30000000000000004,
                1e15 + 0.5,
                0.0001,
                0.00009999,
                1e10 + 0.5,
                1e10 - 0.5,
                123456789012.345,
            ]
        )
    )
    cents = np.arange(-200_000, 200_000) / 100
    assert_same(pa.array(cents))


@FUZZ
@given(
    st.lists(st.none() | st.integers(-(2**40), 2**40) | st.integers(-(2**62), 2**62), max_size=20),
    st.sampled_from([*TIMES, pa.date64()]),
    st.integers(0, 3),
)
def test_times(numbers: list[int | None], kind: pa.DataType, begin: int) -> None:
    assert_same(cast(numbers, kind).slice(begin))


@pytest.mark.parametrize("kind", [pa.date32(), pa.date64(), *TIMES, pa.timestamp("us", "Asia/Shanghai")])
def test_every_month_and_the_ends_of_the_calendar(kind: pa.DataType) -> None:
    days = np.concatenate([np.arange(-719_528 - 400, 2_932_896 + 400, 13), [-719_162, -719_163, 2_932_896, 2_932_897]])
    if pa.types.is_timestamp(kind):
        per_day = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}[kind.unit]
        days = days[np.abs(days) < 2**63 // per_day] * per_day + np.int64(per_day // 86_400 * 3_723)
    elif kind == pa.date64():
        days = days * 86_400_000
    assert_same(cast(days.tolist(), kind))
