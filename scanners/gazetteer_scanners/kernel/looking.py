"""One look over a text column for all that is asked of it before it is matched; kept for as long as the column lives."""

import ctypes
import threading
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.kernel.library import kernel_function, known_column, load_kernel, pointer

Places = npt.NDArray[np.int64]

LONGEST_NORMAL = 64 * 1024
"""Octets of a cell; longer ones are cut before they are matched."""

OPENINGS = bytes(octet in b'{[<a" \t\r\n' for octet in range(256))
"""For each octet whether a container may begin with it (`scanning/layouts/containers.py`)."""

_MARKS = bytes(OPENINGS[octet] | 2 * (0x80 <= octet < 0xC0) for octet in range(256))
"""As `kernel/looking.c` reads them."""
_IS_UTF8, _IS_NORMAL, _COUNT = 1, 2, 4
_NOWHERE: Places = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen.

    Attributes:
        is_utf8: all values are valid UTF-8; False also where only Arrow can tell (such as for what stands behind nulls).
        is_normal: normalised text is the text itself; False also where only a closer look could tell.
        openings: places of the values that begin as a container does, in order.
    """

    is_utf8: bool
    is_normal: bool
    openings: Places


class _Scratch(threading.local):
    """A thread's room for places; memory that is new each time costs more than the look."""

    def __init__(self) -> None:
        self.places = _NOWHERE

    def room(self, size: int) -> Places:
        if len(self.places) < size:
            self.places = np.empty(size, np.int64)
        return self.places


_SCRATCH = _Scratch()


def look_over(texts: pa.Array) -> Look | None:
    """What is to be seen in a string or binary array; None without a kernel."""
    known = known_column(texts)
    if isinstance(known.look, Look):
        return known.look
    if load_kernel() is None:
        return None
    places = _SCRATCH.room(len(texts))
    told = kernel_function("gz_look_over", "ppnp")(ctypes.byref(known.structure), _MARKS, LONGEST_NORMAL, pointer(places))
    count = told // _COUNT
    known.look = look = Look(bool(told & _IS_UTF8), bool(told & _IS_NORMAL), places[:count].copy() if count else _NOWHERE)
    return look
