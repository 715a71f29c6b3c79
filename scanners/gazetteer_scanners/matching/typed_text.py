"""The text of typed values by the kernel, equal to what Arrow writes."""

import ctypes
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.kernel.library import load_kernel, pointer

_INTEGERS, _FLOATS, _DAYS, _MILLISECONDS, _TIMES = range(5)
_VALUE_BYTES, _MORE_BYTES = 24, 8
_MOST_VALUES = (2**31 - 1 - _MORE_BYTES) // _VALUE_BYTES

_PER_SECOND = {"s": 1, "ms": 1000, "us": 10**6, "ns": 10**9}
_FORMS = {
    pa.int8(): (_INTEGERS, -1),
    pa.int16(): (_INTEGERS, -2),
    pa.int32(): (_INTEGERS, -4),
    pa.int64(): (_INTEGERS, -8),
    pa.uint8(): (_INTEGERS, 1),
    pa.uint16(): (_INTEGERS, 2),
    pa.uint32(): (_INTEGERS, 4),
    pa.uint64(): (_INTEGERS, 8),
    pa.float64(): (_FLOATS, 8),
    pa.date32(): (_DAYS, -4),
    pa.date64(): (_MILLISECONDS, -8),
    **{pa.timestamp(unit): (_TIMES, -8) for unit in _PER_SECOND},
}
"""What the kernel writes, and bytes of a value (below zero: signed integers)."""


@cache
def _write_values() -> "ctypes._FuncPointer | None":
    kernel = load_kernel()
    if kernel is None:
        return None
    p, i, n = ctypes.c_void_p, ctypes.c_int32, ctypes.c_int64
    return ctypes.CFUNCTYPE(n, i, p, i, n, p, n, n, p, p, p)(("gz_write_values", kernel))


def write_values(values: pa.Array) -> tuple[pa.StringArray, npt.NDArray[np.bool_] | None] | None:
    """The values' texts, and where they are left to Arrow (None: nowhere); None if the kernel has no form for them.

    It has one for integers, doubles, dates and timestamps without a zone (to the second, with a `T` between day and time).
    """
    form, call = _FORMS.get(values.type), _write_values()
    if form is None or call is None or len(values) > _MOST_VALUES:
        return None
    validity, first = values.buffers()
    if first is None or not len(values):
        return pa.nulls(len(values), pa.string()), None
    bitmap = validity.address if validity is not None and values.null_count else None
    offsets = pa.allocate_buffer(4 * (len(values) + 1))
    data = pa.allocate_buffer(_VALUE_BYTES * len(values) + _MORE_BYTES)
    left = np.empty(len(values), np.bool_)
    at = first.address + values.offset * abs(form[1])
    per_second = _PER_SECOND[values.type.unit] if form[0] == _TIMES else 1
    place = (bitmap, values.offset, len(values))
    count = call(form[0], at, form[1], per_second, *place, offsets.address, data.address, pointer(left))
    nulls = values.is_valid().buffers()[1] if bitmap else None
    texts = pa.StringArray.from_buffers(len(values), offsets, data, nulls, values.null_count)
    return texts, left if count else None
