"""Measures batches with the compiled kernel: one pass over Arrow's buffers, the same record as `measuring` makes without it.

The kernel gets its tables (kinds of characters, bins, words, small letters) from the modules that define them, fills the
sketches in place and gives the counts back as sparse tables.
"""

import ctypes
import threading
from collections import Counter
from collections.abc import Sequence
from itertools import repeat
from operator import add

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.hyperloglog import HyperLogLog
from gazetteer_scanners.evidence.kernel_calls import (
    WIDTHS,
    fixed_arguments,
    lower_codes,
    scan_of,
    text_arguments,
    validity_arguments,
)
from gazetteer_scanners.kernel.library import kernel_function, load_kernel, pointer
from gazetteer_scanners.leaves import Leaf

MOST_VALUES = 2**31 - 1
"""Longer batches are measured without the kernel, whose counts have 32 bits."""

_NEEDS_LOWER = -1
_TABLES = (
    "lengths",
    "scripts",
    "traits",
    "digits",
    "truths",
    "dates",
    "epochs",
    "months",
    "epoch_months",
    "ages",
    "stated_ages",
)
"""As `gz_write_tally` numbers them."""
_OUT_SIZE = 3 + 2 * len(_TABLES) + 2 * 6000  # more than twice the entries of all tables

_TEXT, _PLAIN, _FLOATS, _DATE32, _DATE64, _TIMESTAMP = range(6)
_TEXT_KINDS = frozenset(kind.id for kind in (pa.string(), pa.large_string()))
_BINARY, _BOOLEAN, _TIMESTAMP_KIND = pa.binary().id, pa.bool_().id, pa.timestamp("s").id
_TIME_KINDS = {pa.date32().id: _DATE32, pa.date64().id: _DATE64, pa.timestamp("s").id: _TIMESTAMP}
_PER_SECOND = {"s": 1, "ms": 1000, "us": 10**6, "ns": 10**9}


Matched = tuple[HyperLogLog, npt.NDArray[np.bool_]]
"""A rule's sketch, and the values that the rule accepts."""


class _Scratch(threading.local):
    """Memory that a thread uses again for each batch; pages that are new each time cost more than the counting."""

    def __init__(self) -> None:
        self.out = np.empty(_OUT_SIZE, np.int64)
        self.out_address = pointer(self.out)


_SCRATCH = _Scratch()


def can_measure(values: pa.Array) -> bool:
    """True if there is a kernel and it measures such a batch; times of a zone need its wall clock, which it does not know."""
    kind = values.type
    has_zone = kind.id == _TIMESTAMP_KIND and kind.tz is not None
    return not has_zone and len(values) <= MOST_VALUES and load_kernel() is not None


def count_rows(leaf: Leaf, values: pa.Array) -> int:
    """How many rows have at least one value that is not null."""
    if leaf.row_of is None:
        return int(len(values) - values.null_count)
    rows = np.ascontiguousarray(leaf.row_of, np.int64)
    validity, bit_offset = validity_arguments(values)
    return kernel_function("gz_evidence_rows", "ppnn")(pointer(rows), validity, bit_offset, len(values))


def measure_values(
    field: FieldEvidence, values: pa.Array, text: pa.StringArray | None, key: SketchKey, matched: Sequence[Matched] = ()
) -> None:
    """Count values into a record of the finest level; as `measuring` does, but for rows, types and counts of rules.

    The text of integers, booleans and binary values is not looked at.

    Args:
        field: the record.
        values: the batch.
        text: the same as text.
        key: the key of the hashes.
        matched: the sketches of the rules that accept some values.
    """
    if not len(values):
        return
    scratch = _SCRATCH
    masks = [np.ascontiguousarray(mask, np.bool_) for _, mask in matched]
    pairs: list[int] = []
    for mask, (sketch, _) in zip(masks, matched, strict=True):
        pairs += (pointer(mask), sketch.address)
    sketches = (
        field.distinct_sketch.address,
        field.overlap.address,
        (ctypes.c_void_p * len(pairs))(*pairs) if pairs else None,
        len(masks),
        scratch.out_address,
    )
    scan = scan_of(key, field.as_of)
    kind = values.type.id
    if kind in WIDTHS:
        width = WIDTHS[kind]
        first, validity, bit_offset = fixed_arguments(values, abs(width))
        call = kernel_function("gz_evidence_integers", "pnpipnpppnp")
        size = call(scan, len(values), first, width, validity, bit_offset, *sketches)
    elif kind == _BOOLEAN:
        bits, validity, bit_offset = fixed_arguments(values, 0)
        call = kernel_function("gz_evidence_booleans", "pnpnpnpppnp")
        size = call(scan, len(values), bits, values.offset, validity, bit_offset, *sketches)
    elif kind == _BINARY:
        size = kernel_function("gz_evidence_binary", "pnpippnpppnp")(scan, *text_arguments(values), *sketches)
    else:
        size = _measure_text(scan, values, text, sketches)
    _take_counts(field, scratch.out[:size].tolist())


def _measure_text(scan: int, values: pa.Array, text: pa.Array, sketches: tuple[object, ...]) -> int:
    kind = values.type.id
    per_day = 1
    typed: tuple[int | None, int | None, int] = (None, None, 0)
    if kind in _TEXT_KINDS:
        which = _TEXT
    elif kind in _TIME_KINDS:
        which = _TIME_KINDS[kind]
        typed = fixed_arguments(values, 4 if which == _DATE32 else 8)
        per_day = 86_400 * _PER_SECOND[values.type.unit if which == _TIMESTAMP else "ms"]
    elif pa.types.is_floating(values.type) or pa.types.is_decimal(values.type):
        which, values = _FLOATS, values.cast(pa.float64())
        typed = fixed_arguments(values, 8)
    else:
        which = _PLAIN
    call = kernel_function("gz_evidence_text", "ppnpippnippnnpppnp")
    texts = text_arguments(text)
    size = int(call(scan, None, *texts, which, *typed, per_day, *sketches))
    if size == _NEEDS_LOWER:
        size = int(call(scan, pointer(lower_codes()), *texts, which, *typed, per_day, *sketches))
    return size


def _take_counts(field: FieldEvidence, numbers: list[int]) -> None:
    field.empties += numbers[0]
    field.negatives += numbers[1]
    field.steps += numbers[2]
    at, end = 3, len(numbers)
    while at < end:
        at = _take_table(getattr(field, _TABLES[numbers[at]]), numbers, at + 1)


def _take_table(histogram: Counter[int], numbers: list[int], at: int) -> int:
    """Add the table that begins here; gives where the next one begins."""
    entries = numbers[at]
    at += 1
    if not entries:
        return at
    middle = at + entries
    keys, end = numbers[at:middle], middle + entries
    before = map(histogram.get, keys, repeat(0))
    dict.update(histogram, zip(keys, map(add, before, numbers[middle:end]), strict=True))
    return end


def take_births(field: FieldEvidence, key: SketchKey, births: npt.NDArray[np.datetime64]) -> None:
    """Count embedded births by month and age."""
    out = _SCRATCH.out
    days = np.ascontiguousarray(births.astype("M8[D]", copy=False)).view(np.int64)
    call = kernel_function("gz_evidence_births", "ppnp")
    size = call(scan_of(key, field.as_of), pointer(days), len(days), _SCRATCH.out_address)
    numbers = out[:size].tolist()
    _take_table(field.birth_ages, numbers, _take_table(field.birth_months, numbers, 0))
