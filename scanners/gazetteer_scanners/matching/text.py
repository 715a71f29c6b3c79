"""Normalised text: what is matched of a column's values, whatever their type and however people typed them."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.kernel.library import kernel_function, pointer, text_structure
from gazetteer_scanners.kernel.looking import LONGEST_NORMAL, look_over
from gazetteer_scanners.matching.typed_text import write_values

MAX_CELL_BYTES = LONGEST_NORMAL
"""Longer cells are cut to their first and last halves of this many bytes, so that one cell cannot stall a scan."""

# Invisible characters that people and tools leave in text: soft hyphen, zero-width and direction marks, joiners, BOM.
_INVISIBLE = "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
# Hyphens, dashes and minus, which NFKC leaves apart from `-`; numbers are grouped with all of them.
_DASHES = "[\u2010-\u2015\u2212\ufe58]"


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """Text to match, one per value and in their order.

    Attributes:
        text: null where the value is null, binary, boolean, nested or not a number.
        truncated: how many cells were cut (coverage reason TRUNCATED).
    """

    text: pa.StringArray
    truncated: int = 0


def normalise(values: pa.Array) -> NormalisedText:
    """The values as text.

    Integers and decimals are plain digits (an integral decimal or float without its zeros), dates and times ISO 8601
    to the second, text is NFKC without invisible characters, with `-` for every dash, and trimmed.
    """
    kind = values.type
    if pa.types.is_dictionary(kind):
        values = values.dictionary_decode()
        kind = values.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return _normalise_text(values if pa.types.is_string(kind) else values.cast(pa.string()))
    if pa.types.is_floating(kind):
        return NormalisedText(_write(values.cast(pa.float64()), _float_text))
    if pa.types.is_decimal(kind):
        return NormalisedText(pc.replace_substring_regex(values.cast(pa.string()), r"\.0+$", ""))
    if pa.types.is_timestamp(kind):
        return NormalisedText(_write(wall_clock(values), _timestamp_text))
    if pa.types.is_time(kind):
        return NormalisedText(pc.replace_substring_regex(values.cast(pa.string()), r"\.[0-9]+$", ""))
    if pa.types.is_integer(kind) or pa.types.is_date(kind):
        return NormalisedText(_write(values, lambda rest: rest.cast(pa.string())))
    return NormalisedText(pa.nulls(len(values), pa.string()))


def normalise_one(text: str) -> str:
    """One text, normalised as a column's values are."""
    normalised: str = normalise(pa.array([text], pa.string())).text[0].as_py()
    return normalised


def _write(values: pa.Array, by_arrow: Callable[[pa.Array], pa.StringArray]) -> pa.StringArray:
    """By the kernel where it can; the rest, and everything without it, by Arrow."""
    written = write_values(values)
    if written is None:
        return by_arrow(values)
    known, left = written
    return known if left is None else pc.replace_with_mask(known, pa.array(left), by_arrow(values.filter(pa.array(left))))


def _float_text(numbers: pa.Array) -> pa.StringArray:
    """Integral floats as integers: exact up to 2**53, which is where floats stop holding ids anyway."""
    is_integral = pc.and_(pc.equal(pc.floor(numbers), numbers), pc.less(pc.abs(numbers), 2.0**53))
    whole = pc.if_else(is_integral, numbers, None).cast(pa.int64()).cast(pa.string())
    rest = pc.if_else(pc.is_finite(numbers), numbers, None).cast(pa.string())
    return pc.coalesce(whole, rest)


def wall_clock(values: pa.Array) -> pa.TimestampArray:
    """Timestamps without a zone: what a clock in their zone shows, so that a birth at its midnight stays on its day.

    A zone that this machine does not know is taken as UTC.
    """
    if values.type.tz is None:
        return values
    try:
        return pc.local_timestamp(values)
    except pa.ArrowInvalid:
        return values.cast(pa.timestamp(values.type.unit))


def _timestamp_text(times: pa.Array) -> pa.StringArray:
    """Wall-clock time in the zone that the source gives; the fraction of a second tells nothing here."""
    seconds = times.cast(pa.timestamp("s"), safe=False)
    return pc.replace_substring(seconds.cast(pa.string()), " ", "T")


def _normalise_text(values: pa.StringArray) -> NormalisedText:
    """By the kernel where it knows all characters; the rest, and everything without it, by Arrow."""
    look = look_over(values)
    if look is None:
        return _normalise_by_arrow(values)
    if look.is_normal:
        return NormalisedText(values)
    bounds = np.frombuffer(values.buffers()[1], np.int32)
    size = bounds[values.offset + len(values)] - bounds[values.offset]
    offsets, data = np.empty(len(values) + 1, np.int32), np.empty(size, np.uint8)
    left = np.empty(len(values), np.bool_)
    room = (pointer(one) for one in (offsets, data, left))
    count = kernel_function("gz_normalise", "pnppp")(ctypes.byref(text_structure(values)), MAX_CELL_BYTES, *room)
    validity = pc.is_valid(values).buffers()[1] if values.null_count else None
    known = pa.StringArray.from_buffers(len(values), pa.py_buffer(offsets), pa.py_buffer(data), validity, values.null_count)
    if not count:
        return NormalisedText(known)
    rest = _normalise_by_arrow(values.filter(pa.array(left)))
    return NormalisedText(pc.replace_with_mask(known, pa.array(left), rest.text), rest.truncated)


def _normalise_by_arrow(values: pa.StringArray) -> NormalisedText:
    values, truncated = _cut_huge(values)
    is_ascii = pc.fill_null(pc.string_is_ascii(values), True)
    if not pc.all(is_ascii).as_py():
        other = values.filter(pc.invert(is_ascii))
        other = pc.replace_substring_regex(pc.utf8_normalize(other, form="NFKC"), _INVISIBLE, "")
        other = pc.replace_substring_regex(other, _DASHES, "-")
        values = pc.replace_with_mask(values, pc.invert(is_ascii), other)
    return NormalisedText(pc.utf8_trim_whitespace(values), truncated)


def _cut_huge(values: pa.StringArray) -> tuple[pa.StringArray, int]:
    is_huge = pc.fill_null(pc.greater(pc.binary_length(values), MAX_CELL_BYTES), False)
    count = int(np.count_nonzero(is_huge.to_numpy(zero_copy_only=False)))
    if not count:
        return values, 0
    cut = [_head_and_tail(cell) for cell in values.filter(is_huge).to_pylist()]
    return pc.replace_with_mask(values, is_huge, pa.array(cut, pa.string())), count


def _head_and_tail(cell: str) -> str:
    """Both halves of the limit, a line break between them so that the seam makes no match of its own."""
    half = MAX_CELL_BYTES // 2
    octets = cell.encode()
    return f"{octets[:half].decode(errors='ignore')}\n{octets[-half:].decode(errors='ignore')}"
