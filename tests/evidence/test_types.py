"""Every Arrow type that a leaf may have, and those that libraries hand over in their place."""

from datetime import UTC, datetime, time
from decimal import Decimal

import pyarrow as pa
import pytest

from tests.evidence.batches import field_of

pytestmark = pytest.mark.usefixtures("measured_by")

CASES = {
    "large_string": (pa.array(["2014-03-05", None, "x"], pa.large_string()), 2, 2),
    "string_view": (pa.array(["a", "2014-03-05"], pa.string_view()), 2, 2),
    "dictionary": (pa.array(["a", "b", "a", None]).dictionary_encode(), 3, 2),
    "large_binary": (pa.array([b"x", b"", None], pa.large_binary()), 2, 1),
    "binary_view": (pa.array([b"x"], pa.binary_view()), 1, 1),
    "fixed_size_binary": (pa.array([b"abcd", None], pa.binary(4)), 1, 1),
    "int8": (pa.array([-128, None], pa.int8()), 1, 1),
    "uint64": (pa.array([2**64 - 1, 0], pa.uint64()), 2, 2),
    "float16": (pa.array([1.0, 2.5], pa.float16()), 2, 2),
    "float64": (pa.array([1.0, float("nan"), float("-inf")]), 3, 1),
    "decimal256": (pa.array([Decimal("12.00")], pa.decimal256(50, 2)), 1, 1),
    "large decimal": (pa.array([Decimal("12345678901234567890123456789.00")], pa.decimal128(38, 2)), 1, 1),
    "boolean": (pa.array([True, False, None]), 2, 2),
    "time": (pa.array([time(10, 1), None]), 1, 1),
    "far timestamp": (pa.array([-(10**18), 10**18], pa.timestamp("us")), 2, 2),
    "zoned timestamp": (pa.array([datetime(2014, 3, 5, tzinfo=UTC)], pa.timestamp("ns", "Asia/Shanghai")), 1, 1),
    "null": (pa.array([None, None]), 0, 0),
    "slice": (pa.array(["x", "2014-03-05", None, "13"]).slice(1, 3), 2, 2),
}


@pytest.mark.parametrize("name", CASES)
def test_values_of_this_type_are_counted(name: str) -> None:
    array, values, distinct = CASES[name]
    field = field_of(array)
    assert (field.values, field.nulls, field.distinct()) == (values, len(array) - values, distinct)


def test_the_same_texts_count_alike_in_every_layout() -> None:
    texts = ["2014-03-05", "a@example.org", None, "是"]
    plain = field_of(texts)
    for array in (pa.array(texts, pa.large_string()), pa.array(texts).dictionary_encode(), pa.array(["", *texts])[1:]):
        other = field_of(array)
        assert (other.lengths, other.scripts, other.dates) == (plain.lengths, plain.scripts, plain.dates)
        assert (other.overlap, other.distinct_sketch) == (plain.overlap, plain.distinct_sketch)


def test_a_value_of_ten_megabytes_is_one_value() -> None:
    field = field_of(["x" * 10_000_000 + "李"])
    assert (field.values, field.distinct(), field.scripts.total()) == (1, 1, 1)
