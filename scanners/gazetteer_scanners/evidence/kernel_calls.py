"""How the evidence kernel is called: its tables of characters, bins and words, its functions, and Arrow's memory.

The tables come from the modules that define them.
"""

import ctypes
from datetime import date
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.shapes import KINDS, SHAPES, bin_of_lengths
from gazetteer_scanners.evidence.values import WORDS
from gazetteer_scanners.kernel.library import text_structure

_LONGEST_BIN, _WORD_SLOTS, _WORD_BYTES = 1024, 32, 16
_NOT_ASCII, _CASE = 256, 512
_CASE_LEADS = frozenset((*range(0xC3, 0xD7), 0xE1, 0xEA, 0xEF, 0xF0))
"""Lead bytes of capitals: Latin, Greek, Cyrillic, Armenian; Georgian, Cherokee and extensions; full-width letters; Deseret
to Adlam. At 0xE2 the kernel looks at the next byte."""
_BEHIND = frozenset((0xE1, 0xE3, 0xF0))
"""Lead bytes that do not tell the kind of character; the kernel looks at the next ones."""
_LOWER_CODES = 0x20000
WIDTHS = {
    pa.int8().id: -1,
    pa.int16().id: -2,
    pa.int32().id: -4,
    pa.int64().id: -8,
    pa.uint8().id: 1,
    pa.uint16().id: 2,
    pa.uint32().id: 4,
    pa.uint64().id: 8,
}
"""Bytes of an integer by its type's id, below zero for signed ones."""


class _Scan(ctypes.Structure):
    """`struct gz_scan` of the kernel."""

    _fields_ = (
        ("k0", ctypes.c_uint64),
        ("k1", ctypes.c_uint64),
        ("year", ctypes.c_int32),
        ("month", ctypes.c_int32),
        ("day", ctypes.c_int32),
        ("kinds", ctypes.c_uint16 * 256),
        ("shapes", ctypes.c_uint8 * 256),
        ("length_bins", ctypes.c_uint8 * (_LONGEST_BIN + 1)),
        ("word_starts", ctypes.c_uint8 * (_WORD_BYTES + 2)),
        ("word_truths", ctypes.c_uint8 * _WORD_SLOTS),
        ("words", (ctypes.c_uint8 * _WORD_BYTES) * _WORD_SLOTS),
    )


@lru_cache(maxsize=64)
def _scan_of(key: SketchKey, as_of: date) -> _Scan:
    scan = _Scan()
    scan.k0, scan.k1 = (int.from_bytes(key.secret[at : at + 8], "little") for at in (0, 8))
    scan.year, scan.month, scan.day = as_of.year, as_of.month, as_of.day
    scan.kinds[:] = [_kind_of(byte) for byte in range(256)]
    scan.shapes[:] = SHAPES.tolist()
    scan.length_bins[1:] = bin_of_lengths(np.arange(1, _LONGEST_BIN + 1)).tolist()
    words = sorted((word.encode() for word in WORDS), key=lambda word: (len(word), word))
    if len(words) > _WORD_SLOTS or len(words[-1]) >= _WORD_BYTES:
        raise AssertionError("the kernel has no room for so many or so long words")
    sizes = [len(word) for word in words]
    scan.word_starts[:] = [sum(size < length for size in sizes) for length in range(_WORD_BYTES + 2)]
    for place, word in enumerate(words):
        scan.word_truths[place] = WORDS[word.decode()]
        scan.words[place][: len(word)] = list(word)
    return scan


def scan_of(key: SketchKey, as_of: date) -> int:
    """The address of the tables of a scan with this key and day."""
    return ctypes.addressof(_scan_of(key, as_of))


def _kind_of(byte: int) -> int:
    """The kernel's bits for a byte."""
    kind = 0 if byte in _BEHIND else int(KINDS[byte])
    return kind | (_NOT_ASCII if byte >= 0x80 else 0) | (_CASE if byte in _CASE_LEADS else 0)


@cache
def lower_codes() -> npt.NDArray[np.uint32]:
    """The small letter of each code point below 0x20000 (above there are no capitals), itself where it has none."""
    codes = np.arange(_LOWER_CODES, dtype=np.uint32)
    letters = np.delete(codes, slice(0xD800, 0xE000))  # surrogates are no characters
    text = letters.astype("<u4").tobytes().decode("utf-32-le")
    lower = pc.utf8_lower(pa.scalar(text)).as_py()
    codes[letters] = np.frombuffer(lower.encode("utf-32-le"), "<u4")
    return codes


def text_arguments(text: pa.Array) -> tuple[int, int, int, int | None, int | None, int]:
    """Length, offsets, their bits, data, validity and its offset; the array outlives the call in its caller's frame."""
    found = text_structure(text)
    return found.n, found.offsets, found.offset_bits, found.data, found.validity, found.bit_offset


def validity_arguments(values: pa.Array) -> tuple[int | None, int]:
    bitmap = values.buffers()[0] if values.null_count else None
    return None if bitmap is None else bitmap.address, values.offset


def fixed_arguments(values: pa.Array, width: int) -> tuple[int | None, int | None, int]:
    """The address of the first value, of the bitmap, and the first value's place in that."""
    data = values.buffers()[1]
    validity, bit_offset = validity_arguments(values)
    return None if data is None else data.address + values.offset * width, validity, bit_offset
