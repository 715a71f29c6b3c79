"""The kernel and numpy answer probes alike, for every type of column and however its memory is laid out."""

from unittest import mock

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.evidence import age_reading, probing
from gazetteer_scanners.evidence.age_columns import AgeColumns, AgeKind
from gazetteer_scanners.evidence.probes import ProbeColumn, ProbeKind, age_column
from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.leaves import Leaf
from tests.evidence.batches import AS_OF, PATH, leaf_of
from tests.evidence.test_compiled import FUZZ, TEXTS, holed

pytestmark = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")

NEAR = st.integers(-2, 140) | st.integers(10**9 - 2, 10**9 + 2) | st.integers(19_000_000, 21_011_400)
COMPACT = NEAR | st.integers(1900 * 10**10 - 2, 2101 * 10**10) | st.integers(4_102_444_799_998, 4_102_444_800_002)


LOCAL = st.tuples(st.integers(0, 32), st.integers(0, 32), st.integers(1895, 2105), st.sampled_from("-/. "), st.booleans()).map(
    lambda parts: f"{parts[0]:0{1 + parts[4]}}{parts[3]}{parts[1]:0{1 + parts[4]}}{parts[3]}{parts[2]}"
)


def none(values: pa.Array) -> bool:
    return False


def assert_same(values: pa.Array, row_of: npt.NDArray[np.int64] | None = None, rows: int = 0) -> None:
    leaf = leaf_of(values) if row_of is None else Leaf(PATH, leaf_of(values).data_type, rows, values, row_of)
    for column in (
        age_column(AgeColumns(AgeKind.BIRTH, (PATH,))),
        age_column(AgeColumns(AgeKind.STATED, (PATH,))),
        ProbeColumn(ProbeKind.TRUTH, (PATH,)),
    ):
        fast = probing.states_of(column, {PATH: leaf}, leaf.rows, AS_OF).tolist()
        with mock.patch.multiple(probing, can_tell=none), mock.patch.multiple(age_reading, can_tell=none):
            assert fast == probing.states_of(column, {PATH: leaf}, leaf.rows, AS_OF).tolist()


@FUZZ
@given(
    st.lists(TEXTS | LOCAL | COMPACT.map(str) | COMPACT.map("000{}".format), max_size=30),
    st.lists(st.booleans(), min_size=1, max_size=5),
    st.integers(0, 3),
    st.sampled_from([pa.string(), pa.large_string(), pa.string_view()]),
)
def test_texts(texts: list[str], nulls: list[bool], begin: int, kind: pa.DataType) -> None:
    values = pa.array(texts, pa.string())
    assert_same((holed(values, nulls) if pa.types.is_string(kind) else values.cast(kind)).slice(begin))


@FUZZ
@given(st.data(), st.sampled_from(["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]))
def test_integers(data: st.DataObject, name: str) -> None:
    limits = np.iinfo(name)
    near = COMPACT.filter(lambda number: limits.min <= number <= limits.max)
    numbers = data.draw(st.lists(st.none() | near | st.integers(int(limits.min), int(limits.max)), max_size=30))
    assert_same(pa.array(numbers, name).slice(data.draw(st.integers(0, 3))))


def test_documents_stand_in_their_rows() -> None:
    assert_same(pa.array(["12", None, "yes", " "]), np.array([1, 2, 4, 5]), 7)
    assert_same(pa.array([12, None, 1]), np.array([0, 2, 3]), 4)


def test_times_in_utc_mean_the_next_midnight() -> None:
    hours = [
        f"2012-03-{day:02}T{hour:02}:00:00{zone}"
        for day in (4, 5)
        for hour in (0, 5, 11, 12, 16, 23)
        for zone in ("", "Z", "z", "+08:00")
    ]
    others = [
        "2012-02-29T16:00:00.000Z",
        "2012-12-31 16:00Z",
        "2012-03-04T16:30:00Z",
        "2012-03-04T16:00:01Z",
        "9999-12-31T16:00:00Z",
    ]
    assert_same(pa.array(hours + others))


def test_defaults_are_unknown() -> None:
    texts = [
        "1970-01-01",
        "1900-01-01",
        "19700101",
        "1/1/1970",
        "01.01.1900",
        "1970年1月1日",
        "1970-01-02",
        "1970-01-01T00:00:00Z",
    ]
    assert_same(pa.array(texts))
    assert_same(pa.array([19700101, 19000101, 19700102]))
