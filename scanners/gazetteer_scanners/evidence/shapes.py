"""What values look like, counted into fixed bins: length, script, traits, and the digits of whole numbers.

Scripts are told by UTF-8 lead bytes (Unicode 16 block ranges), which is exact for Latin, Han and kana letters and
files the few symbols between them (such as the multiplication sign among Latin letters) with their neighbours.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.evidence.calendar_days import Ints, Mask
from gazetteer_scanners.evidence.hashing import string_parts
from gazetteer_scanners.evidence.written_dates import LONGEST

Flags = npt.NDArray[np.uint8]

LENGTH_STARTS = (*range(1, 42), 64, 65, 128, 129, 256, 1024)
"""Bins of length in characters: 1 to 40 one by one, 41-63, 64, 65-127, 128, 129-255, 256-1023, 1024 and more."""

MAX_DIGITS = 20


class Shape(IntEnum):
    """The characters of a value, spaces aside; exactly one for each value that is not empty."""

    DIGITS = 0
    DIGITS_SYMBOLS = 1
    LATIN = 2
    LATIN_SYMBOLS = 3
    LATIN_DIGITS = 4
    LATIN_DIGITS_SYMBOLS = 5
    HAN = 6
    HAN_MIXED = 7
    OTHER_SCRIPT = 8
    SYMBOLS = 9


class Trait(IntEnum):
    """What else a value has, any number of them: a space; an `@`; 8 or more characters, all hexadecimal, with a digit
    and a letter; only digits, more than one, the first a zero."""

    SPACE = 0
    AT_SIGN = 1
    HEX = 2
    LEADING_ZERO = 3


_DIGIT, _HEX_LETTER, _LETTER, _HAN, _OTHER, _SYMBOL, _SPACE, _AT = (1 << bit for bit in range(8))
_LATIN = _HEX_LETTER | _LETTER
_MIN_HEX = 8


@dataclass(frozen=True, slots=True)
class TextShapes:
    """Per value: characters, bytes, kinds of characters as bits, and the bins they fall into."""

    characters: Ints
    sizes: Ints
    shapes: Flags
    flags: Flags
    starts: Ints
    data: Flags

    @property
    def is_digits(self) -> Mask:
        """True for values of ASCII digits alone."""
        is_digits: Mask = (self.flags == _DIGIT) & (self.characters == self.sizes)  # a combining mark has no kind
        return is_digits

    @property
    def may_be_date(self) -> Mask:
        """True for values that start with a digit and have the characters of a written date with a year first."""
        first = self.data[self.starts]
        is_written = (self.flags & (_DIGIT | _OTHER | _AT) == _DIGIT) & (self.flags & (_SYMBOL | _HAN) != 0)
        may_be: Mask = is_written & (first >= ord("0")) & (first <= ord("9")) & (self.sizes >= 8) & (self.sizes <= LONGEST)
        return may_be

    def traits(self) -> dict[Trait, int]:
        """How many values have each trait."""
        is_hex = (self.flags == _DIGIT | _HEX_LETTER) & (self.sizes >= _MIN_HEX)
        has_zero = self.is_digits & (self.sizes > 1) & (self.data[self.starts] == ord("0"))
        return {
            Trait.SPACE: int(np.count_nonzero(self.flags & _SPACE)),
            Trait.AT_SIGN: int(np.count_nonzero(self.flags & _AT)),
            Trait.HEX: int(np.count_nonzero(is_hex)),
            Trait.LEADING_ZERO: int(np.count_nonzero(has_zero)),
        }


def shapes_of(values: pa.StringArray) -> TextShapes:
    """The shapes of texts that are neither null nor empty (normalised and trimmed)."""
    offsets, data = string_parts(values)
    starts, sizes = offsets[:-1], np.diff(offsets)
    data = data[: int(offsets[-1])]
    if not len(values):
        nothing = np.zeros(0, np.uint8)
        return TextShapes(sizes, sizes, nothing, nothing, starts, data)
    kinds = KINDS[data]
    characters = sizes
    if data.size and int(data.max()) >= 0x80:
        _tell_scripts(data, kinds)
        is_start = (data & 0xC0 != 0x80).astype(np.uint8)
        characters = np.add.reduceat(is_start, starts, dtype=np.int64)
    flags = np.bitwise_or.reduceat(kinds, starts)
    return TextShapes(characters, sizes, SHAPES[flags], flags, starts, data)


def length_bins(lengths: Ints) -> Ints:
    """How many lengths (at least 1) fall into each bin of `LENGTH_STARTS`."""
    return np.bincount(bin_of_lengths(lengths), minlength=len(LENGTH_STARTS))


def bin_of_lengths(lengths: Ints) -> Ints:
    """The bin of `LENGTH_STARTS` of each length (at least 1)."""
    return np.searchsorted(np.asarray(LENGTH_STARTS), lengths, side="right") - 1


def digit_counts(numbers: npt.NDArray[np.int64] | npt.NDArray[np.uint64]) -> Ints:
    """How many of the numbers have how many decimal digits, sign aside (index 1 to 20; zero has one digit)."""
    size = np.abs(numbers).view(np.uint64)  # the smallest int64 stays itself, and is its own size when unsigned
    digits = np.searchsorted(_POWERS, size, side="right")
    return np.bincount(np.maximum(digits, 1), minlength=MAX_DIGITS + 1)


_POWERS = np.array([10**power for power in range(MAX_DIGITS)], np.uint64)


def _tell_scripts(data: Flags, kinds: Flags) -> None:
    """Correct, in place, the characters whose script the lead byte alone does not tell."""
    at = np.flatnonzero((data == 0xE1) | (data == 0xE3) | (data == 0xF0))
    at = at[at + 2 < data.size]
    lead, second, third = data[at], data[at + 1], data[at + 2]
    kind = kinds[at]
    kind[(lead == 0xE1) & (second >= 0xB8) & (second <= 0xBB)] = _LETTER  # Latin Extended Additional
    kind[(lead == 0xE3) & (second == 0x80)] = _SYMBOL
    kind[(lead == 0xE3) & (second == 0x80) & ((third == 0x85) | (third == 0x87))] = _HAN  # the letters 々 and 〇
    kind[(lead == 0xE3) & (second >= 0x90)] = _HAN  # extension A
    kind[(lead == 0xF0) & (second >= 0xA0)] = _HAN  # extension B and later
    kind[(lead == 0xF0) & (second == 0x9F)] = _SYMBOL  # pictographs
    kinds[at] = kind


def _kind_table() -> Flags:
    table = np.full(256, _OTHER, np.uint8)
    table[0x00:0x80] = _SYMBOL
    table[[9, 10, 11, 12, 13, 32]] = _SPACE
    for begin, end, kind in (("0", "9", _DIGIT), ("A", "Z", _LETTER), ("a", "z", _LETTER)):
        table[ord(begin) : ord(end) + 1] = kind
    for begin, end in (("A", "F"), ("a", "f")):
        table[ord(begin) : ord(end) + 1] = _HEX_LETTER
    table[ord("@")] = _AT
    table[0x80:0xC2] = 0  # continuation bytes
    table[0xC2] = _SYMBOL  # Latin-1 punctuation
    table[0xC3:0xCA] = _LETTER  # Latin-1 letters to Latin Extended-B
    table[0xCC] = 0  # combining marks
    table[0xE2] = table[0xEF] = _SYMBOL  # general punctuation to arrows and dingbats; full-width forms
    table[0xE4:0xEA] = _HAN
    return table


def _shape_table() -> Flags:
    shapes = [_shape(flags) for flags in range(256)]
    return np.array(shapes, np.uint8)


def _shape(flags: int) -> Shape:
    has_digit, has_latin = bool(flags & _DIGIT), bool(flags & _LATIN)
    has_symbol = bool(flags & (_SYMBOL | _AT))
    if flags & _OTHER:
        return Shape.OTHER_SCRIPT
    if flags & _HAN:
        return Shape.HAN_MIXED if has_digit or has_latin or has_symbol else Shape.HAN
    if has_digit and has_latin:
        return Shape.LATIN_DIGITS_SYMBOLS if has_symbol else Shape.LATIN_DIGITS
    if has_digit:
        return Shape.DIGITS_SYMBOLS if has_symbol else Shape.DIGITS
    if has_latin:
        return Shape.LATIN_SYMBOLS if has_symbol else Shape.LATIN
    return Shape.SYMBOLS


KINDS = _kind_table()
"""The kind of character that a byte alone tells, as bits; `_tell_scripts` corrects a few."""
SHAPES = _shape_table()
"""The `Shape` of a value by the kinds of its characters together."""
