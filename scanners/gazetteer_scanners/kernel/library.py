"""Loads the compiled kernel through ctypes, or says why there is none; and hands Arrow's and numpy's memory to it.

ctypes lets go of the interpreter's lock during a call. `GAZETTEER_KERNEL=off` does without the kernel, another value is
the path of a library to load in its place (a build with sanitizers).
"""

import ctypes
import os
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.kernel.compiling import LIBRARY, sources_digest

VARIABLE = "GAZETTEER_KERNEL"
_OFF = "off"
_OFFSET_BITS = {
    **dict.fromkeys((pa.string().id, pa.binary().id), 32),
    **dict.fromkeys((pa.large_string().id, pa.large_binary().id), 64),
}


@dataclass(frozen=True, slots=True)
class TextBuffers:
    """An Arrow text or binary array as the kernel reads it.

    Attributes:
        array: keeps the memory alive; hold on to it during the call.
        offsets: address of the first slot's offset, which has `offset_bits` bits; there is one more than slots.
        data: address of the octets that offsets count from, None if there are none at all.
        validity: address of the validity bitmap, None if no slot is null.
        bit_offset: place of the first slot in the bitmap.
        length: number of slots.
    """

    array: pa.Array
    offsets: int
    offset_bits: int
    data: int | None
    validity: int | None
    bit_offset: int
    length: int


class TextStructure(ctypes.Structure):
    """`gz_text` of `kernel/text.h`."""

    _fields_ = (
        ("offsets", ctypes.c_void_p),
        ("data", ctypes.c_void_p),
        ("validity", ctypes.c_void_p),
        ("bit_offset", ctypes.c_int64),
        ("n", ctypes.c_int64),
        ("offset_bits", ctypes.c_int32),
    )


def load_kernel() -> ctypes.CDLL | None:
    """The library, kept for the process; None if it is switched off, missing or stale (`kernel_problem` says which)."""
    return _load()[0]


def kernel_problem() -> str | None:
    """Why there is no kernel, None if there is one."""
    return _load()[1]


@cache
def kernel_digest() -> str:
    """`sources_digest`, once per process."""
    return sources_digest()


@cache
def _load() -> tuple[ctypes.CDLL | None, str | None]:
    wanted = os.environ.get(VARIABLE, "")
    if wanted.lower() == _OFF:
        return None, f"it is switched off by {VARIABLE}={_OFF}"
    path = Path(wanted) if wanted else LIBRARY
    if not path.is_file():
        return None, f"{path.name} was not built; install a C compiler and then Gazetteer again"
    try:
        library = ctypes.CDLL(str(path))
    except OSError:
        return None, f"{path.name} is not for this system; install a C compiler and then Gazetteer again"
    library.gz_sources.restype = ctypes.c_char_p
    if library.gz_sources().decode() != kernel_digest():
        return None, f"{path.name} was built from other sources than these; install Gazetteer again"
    return library, None


def bind(library: ctypes.CDLL, name: str, arguments: str) -> Callable[..., int]:
    """A kernel function that gives a 64-bit number; arguments are addresses (`p`), 64-bit (`n`) or 32-bit numbers (`i`)."""
    types = {"p": ctypes.c_void_p, "n": ctypes.c_int64, "i": ctypes.c_int32}
    function: Callable[..., int] = ctypes.CFUNCTYPE(ctypes.c_int64, *(types[letter] for letter in arguments))((name, library))
    return function


@cache
def kernel_function(name: str, arguments: str) -> Callable[..., int]:
    """See `bind`; kept by name. Only for where there is a kernel."""
    kernel = load_kernel()
    if kernel is None:
        raise AssertionError("the kernel is not loaded")
    return bind(kernel, name, arguments)


def text_buffers(array: pa.Array) -> TextBuffers:
    """The memory of a string, large string, binary or large binary array, its offset within its parent included."""
    kind = array.type
    bits = _OFFSET_BITS.get(kind.id)
    if bits is None:
        raise TypeError(f"no text or binary array: {kind}")
    validity, offsets, data = array.buffers()
    if offsets is None or not offsets.size:  # an array without slots may have no offsets at all
        array = pa.array([""], kind).slice(0, 0)
        validity, offsets, data = array.buffers()
    return TextBuffers(
        array=array,
        offsets=offsets.address + array.offset * (bits // 8),
        offset_bits=bits,
        data=data.address if data is not None and data.size else None,
        validity=validity.address if validity is not None and array.null_count else None,
        bit_offset=array.offset,
        length=len(array),
    )


class Known:
    """What was found out about a text column: it goes through several functions and threads, and is asked about once.

    Attributes:
        array: the column, as long as it lives.
        structure: its memory as the kernel reads it.
        look: what else was seen in it (`looking.py`).
    """

    __slots__ = ("array", "look", "structure")

    def __init__(self, texts: pa.Array) -> None:
        found = text_buffers(texts)
        place = id(texts)
        self.array = weakref.ref(texts, lambda _: _KNOWN.pop(place, None))
        self.structure = TextStructure(
            found.offsets, found.data, found.validity, found.bit_offset, found.length, found.offset_bits
        )
        self.look: object = None


_KNOWN: dict[int, Known] = {}


def known_column(texts: pa.Array) -> Known:
    """What is known of an Arrow text column."""
    known = _KNOWN.get(id(texts))
    if known is None or known.array() is not texts:
        known = _KNOWN[id(texts)] = Known(texts)
    return known


def text_structure(texts: pa.Array) -> TextStructure:
    """An Arrow text column as the kernel reads it; hold on to the array during the call."""
    return known_column(texts).structure


def pointer(array: npt.NDArray[np.generic]) -> int:
    """The address of a numpy array's memory, which must be in one piece; hold on to the array during the call.

    Raises:
        ValueError: if it is not.
    """
    try:
        return int(pa.py_buffer(array).address)  # several times faster than numpy's own ways to tell it
    except (ValueError, BufferError):
        raise ValueError("the kernel reads arrays that are in one piece") from None


def is_utf8(array: pa.Array) -> bool:
    """True if all values of a string or binary array are valid UTF-8.

    False also without a kernel, and where only Arrow can tell (such as for what stands behind nulls).
    """
    kernel = load_kernel()
    return kernel is not None and bool(kernel.gz_is_utf8(ctypes.byref(text_structure(array))))


def count_bytes(array: pa.Array) -> int | None:
    """Octets of the values that are not null in a string or binary array with 32-bit offsets; None without a kernel."""
    kernel = load_kernel()
    if kernel is None:
        return None
    buffers = text_buffers(array)
    if buffers.offset_bits != 32:
        raise TypeError("only 32-bit offsets")
    function = kernel.gz_count_bytes
    function.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
    function.restype = ctypes.c_int64
    return int(function(buffers.offsets, buffers.validity, buffers.bit_offset, buffers.length))
