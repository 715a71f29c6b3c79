"""Measures batches with the compiled kernel: one pass over Arrow's buffers, the same record as `measuring` makes without it.

The kernel gets its tables (kinds of characters, bins, words, small letters) from the modules that define them, fills the
sketches in place and gives the counts back as sparse tables.
"""

import ctypes
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.hyperloglog import HyperLogLog
from gazetteer_scanners.evidence.shapes import KINDS, SHAPES, bin_of_lengths
from gazetteer_scanners.evidence.values import WORDS
from gazetteer_scanners.kernel.library import load_kernel, pointer, text_buffers
from gazetteer_scanners.leaves import Leaf

MOST_VALUES = 2**31 - 1
"""Longer batches are measured without the kernel, whose counts have 32 bits."""

_LONGEST_BIN, _WORD_SLOTS, _WORD_BYTES = 1024, 32, 16
_NOT_ASCII, _CASE = 256, 512
_CASE_LEADS = frozenset((*range(0xC3, 0xD7), 0xE1, 0xEA, 0xEF, 0xF0))
"""Lead bytes of capitals: Latin, Greek, Cyrillic, Armenian; Georgian, Cherokee and extensions; full-width letters; Deseret
to Adlam. At 0xE2 the kernel looks at the next byte."""
_BEHIND = frozenset((0xE1, 0xE3, 0xF0))
"""Lead bytes that do not tell the kind of character; the kernel looks at the next ones."""
_LOWER_CODES = 0x20000
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
"""As `gz_write_tally` writes them."""
_OUT_SIZE = 3 + len(_TABLES) + 2 * 6000  # more than twice the entries of all tables

_TEXT, _PLAIN, _FLOATS, _DATE32, _DATE64, _TIMESTAMP = range(6)
_TEXT_KINDS = frozenset(kind.id for kind in (pa.string(), pa.large_string()))
_BINARY, _BOOLEAN = pa.binary().id, pa.bool_().id
_WIDTHS = {
    pa.int8().id: -1,
    pa.int16().id: -2,
    pa.int32().id: -4,
    pa.int64().id: -8,
    pa.uint8().id: 1,
    pa.uint16().id: 2,
    pa.uint32().id: 4,
    pa.uint64().id: 8,
}
_TIME_KINDS = {pa.date32().id: _DATE32, pa.date64().id: _DATE64, pa.timestamp("s").id: _TIMESTAMP}
_PER_SECOND = {"s": 1, "ms": 1000, "us": 10**6, "ns": 10**9}


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


@dataclass(slots=True)
class Hashed:
    """The hashes of a batch, for the sketches of rules; both arrays have one entry for each value."""

    hashes: npt.NDArray[np.uint64]
    present: npt.NDArray[np.uint8]


@lru_cache(maxsize=4)
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


@cache
def _function(name: str, arguments: str) -> Callable[..., int]:
    """A kernel function; of its arguments `p` is an address, `n` a 64-bit number, `i` a 32-bit one."""
    types = {"p": ctypes.c_void_p, "n": ctypes.c_int64, "i": ctypes.c_int32}
    kernel = load_kernel()
    if kernel is None:
        raise AssertionError("the kernel is not loaded")
    result = ctypes.c_int64
    function: Callable[..., int] = ctypes.CFUNCTYPE(result, *(types[letter] for letter in arguments))((name, kernel))
    return function


def can_measure(values: pa.Array) -> bool:
    """True if there is a kernel and it measures such a batch; times of a zone need its wall clock, which it does not know."""
    has_zone = pa.types.is_timestamp(values.type) and values.type.tz is not None
    return not has_zone and len(values) <= MOST_VALUES and load_kernel() is not None


def count_rows(leaf: Leaf, values: pa.Array) -> int:
    """How many rows have at least one value that is not null."""
    if leaf.row_of is None:
        return int(len(values) - values.null_count)
    rows = np.ascontiguousarray(leaf.row_of, np.int64)
    validity, bit_offset = _validity(values)
    return _function("gz_evidence_rows", "ppnn")(pointer(rows), validity, bit_offset, len(values))


def measure_values(
    field: FieldEvidence, values: pa.Array, text: pa.StringArray | None, key: SketchKey, needs_hashes: bool
) -> Hashed | None:
    """Count values into a record of the finest level; as `measuring` does, but for rows, types and rules.

    The text of integers, booleans and binary values is not looked at.
    """
    if not len(values):
        return None
    hashed = Hashed(np.empty(len(values), np.uint64), np.zeros(len(values), np.uint8)) if needs_hashes else None
    hash_pointers = (pointer(hashed.hashes), pointer(hashed.present)) if hashed else (None, None)
    out = np.empty(_OUT_SIZE, np.int64)
    sketches = (pointer(field.distinct_sketch.registers), pointer(field.overlap.bins), *hash_pointers, pointer(out))
    scan = ctypes.addressof(_scan_of(key, field.as_of))
    kind = values.type.id
    if kind in _WIDTHS:
        width = _WIDTHS[kind]
        first, validity, bit_offset = _fixed(values, abs(width))
        call = _function("gz_evidence_integers", "pnpipnppppp")
        size = call(scan, len(values), first, width, validity, bit_offset, *sketches)
    elif kind == _BOOLEAN:
        bits, validity, bit_offset = _fixed(values, 0)
        call = _function("gz_evidence_booleans", "pnpnpnppppp")
        size = call(scan, len(values), bits, values.offset, validity, bit_offset, *sketches)
    elif kind == _BINARY:
        size = _function("gz_evidence_binary", "pnpippnppppp")(scan, *_texts(values), *sketches)
    else:
        size = _measure_text(scan, values, text, sketches)
    _take_counts(field, out[:size].tolist())
    return hashed


def _measure_text(scan: int, values: pa.Array, text: pa.Array, sketches: tuple[int | None, ...]) -> int:
    kind = values.type.id
    per_day = 1
    typed: tuple[int | None, int | None, int] = (None, None, 0)
    if kind in _TEXT_KINDS:
        which = _TEXT
    elif kind in _TIME_KINDS:
        which = _TIME_KINDS[kind]
        typed = _fixed(values, 4 if which == _DATE32 else 8)
        per_day = 86_400 * _PER_SECOND[values.type.unit if which == _TIMESTAMP else "ms"]
    elif pa.types.is_floating(values.type) or pa.types.is_decimal(values.type):
        which, values = _FLOATS, values.cast(pa.float64())
        typed = _fixed(values, 8)
    else:
        which = _PLAIN
    call = _function("gz_evidence_text", "ppnpippnippnnppppp")
    texts = _texts(text)
    size = int(call(scan, None, *texts, which, *typed, per_day, *sketches))
    if size == _NEEDS_LOWER:
        size = int(call(scan, pointer(lower_codes()), *texts, which, *typed, per_day, *sketches))
    return size


def _texts(text: pa.Array) -> tuple[int, int, int, int | None, int | None, int]:
    """Length, offsets, their bits, data, validity and its offset; the array outlives the call in its caller's frame."""
    buffers = text_buffers(text)
    return len(text), buffers.offsets, buffers.offset_bits, buffers.data, buffers.validity, buffers.bit_offset


def _validity(values: pa.Array) -> tuple[int | None, int]:
    bitmap = values.buffers()[0] if values.null_count else None
    return None if bitmap is None else bitmap.address, values.offset


def _fixed(values: pa.Array, width: int) -> tuple[int | None, int | None, int]:
    """The address of the first value, of the bitmap, and the first value's place in that."""
    data = values.buffers()[1]
    validity, bit_offset = _validity(values)
    return None if data is None else data.address + values.offset * width, validity, bit_offset


def _take_counts(field: FieldEvidence, numbers: list[int]) -> None:
    field.empties += numbers[0]
    field.negatives += numbers[1]
    field.steps += numbers[2]
    at = 3
    for name in _TABLES:
        at = _take_table(getattr(field, name), numbers, at)


def _take_table(histogram: Counter[int], numbers: list[int], at: int) -> int:
    """Add the table that begins here; gives where the next one begins."""
    middle = at + 1 + numbers[at]
    end = middle + numbers[at]
    for key, count in zip(numbers[at + 1 : middle], numbers[middle:end], strict=True):
        histogram[key] += count
    return end


def take_matches(sketch: HyperLogLog, hashed: Hashed, accepted: npt.NDArray[np.bool_]) -> None:
    """Take accepted values into a rule's sketch."""
    mask = np.ascontiguousarray(accepted, np.bool_)
    call = _function("gz_evidence_matched", "pppnp")
    call(pointer(hashed.hashes), pointer(hashed.present), pointer(mask), len(mask), pointer(sketch.registers))


def take_births(field: FieldEvidence, key: SketchKey, births: npt.NDArray[np.datetime64]) -> None:
    """Count embedded births by month and age."""
    out = np.empty(_OUT_SIZE, np.int64)
    days = np.ascontiguousarray(births.astype("M8[D]", copy=False)).view(np.int64)
    call = _function("gz_evidence_births", "ppnp")
    size = call(ctypes.addressof(_scan_of(key, field.as_of)), pointer(days), len(days), pointer(out))
    numbers = out[:size].tolist()
    _take_table(field.birth_ages, numbers, _take_table(field.birth_months, numbers, 0))
