"""What single values say, for whole columns: numbers, times and truth, whether typed or written as text."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.evidence.calendar_days import Ints
from gazetteer_scanners.evidence.dates import Times, read_numbers, read_texts, read_typed
from gazetteer_scanners.evidence.hashing import string_parts
from gazetteer_scanners.evidence.shapes import TextShapes, shapes_of
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.paths import Path, StepKind

BLANKS = " \t\n\v\f\r"
"""What is trimmed off: NFKC has made every other space one of these."""

_PLAIN = frozenset(
    kind.id
    for kind in (
        pa.string(),
        pa.large_string(),
        pa.binary(),
        pa.bool_(),
        *(pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()),
        *(pa.float32(), pa.float64(), pa.date32(), pa.date64(), pa.timestamp("s")),
    )
)
"""Ids of the most usual types among those that are read as they are."""
_MAX_DIGITS = 18  # longer texts of digits are identifiers, and may not fit 64 bits
_EXACT_FLOAT = 2.0**53
_LONGEST_WORD = 5
WORDS = {
    # YAML 1.1's boolean words (https://yaml.org/type/bool.html), t/f as PostgreSQL writes them, and Chinese forms' words
    **dict.fromkeys(("no", "false", "n", "f", "off", "否", "不同意", "未同意", "假"), 0),
    **dict.fromkeys(("yes", "true", "y", "t", "on", "是", "同意", "已同意", "真"), 1),
}
"""What words in small letters, of up to five characters, say: no (0) or yes (1)."""
_WORD_SET = pa.array(list(WORDS))
_WORD_TRUTH = np.array([*WORDS.values(), -1], np.int8)


class Truth(IntEnum):
    """What a value says of a question that has two answers."""

    NO = 0
    YES = 1


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whole numbers among values, and their positions (ascending)."""

    values: npt.NDArray[np.int64] | npt.NDArray[np.uint64]
    at: Ints


@dataclass(frozen=True, slots=True)
class Present:
    """The values of a column that are neither null nor blank, and where they stand in it."""

    at: Ints
    values: pa.Array
    texts: pa.StringArray
    shapes: TextShapes
    numbers: Numbers


def present_of(values: pa.Array) -> Present | None:
    """The present values; None for binary ones, which no probe but of presence reads."""
    if pa.types.is_binary(values.type):
        return None
    is_boolean = pa.types.is_boolean(values.type)
    at, texts = present_texts(values.cast(pa.string()) if is_boolean else normalise(values).text)
    values = values if len(at) == len(values) else values.take(pa.array(at))
    shapes = shapes_of(texts)
    return Present(at, values, texts, shapes, numbers_of(values, texts, shapes))


def is_single(path: Path) -> bool:
    """False if a row may hold several values there."""
    return not any(step.kind in (StepKind.EACH, StepKind.ANY_KEY) for step in path)


def readable(leaves: Mapping[Path, Leaf], path: Path) -> Leaf | None:
    """The leaf, unless it is missing or may hold several values a row."""
    return leaves.get(path) if is_single(path) else None


def plain(values: pa.Array) -> pa.Array:
    """The values as one of the types that are read here: dictionaries decoded, views and fixed sizes as utf8 or binary."""
    kind = values.type
    if kind.id in _PLAIN:
        return values
    if pa.types.is_dictionary(kind):
        return plain(values.dictionary_decode())
    if pa.types.is_string_view(kind):
        return values.cast(pa.string())
    if pa.types.is_binary_view(kind) or pa.types.is_fixed_size_binary(kind) or pa.types.is_large_binary(kind):
        return values.cast(pa.binary())
    return values


def present_texts(text: pa.StringArray) -> tuple[Ints, pa.StringArray]:
    """Positions of the texts that are neither null nor blank, and these texts, trimmed."""
    trimmed = pc.ascii_trim(text, BLANKS)
    offsets, _ = string_parts(trimmed)
    is_full = np.diff(offsets) > 0
    if trimmed.null_count:
        is_full &= trimmed.is_valid().to_numpy(zero_copy_only=False)
    at = np.flatnonzero(is_full)
    return at, trimmed if len(at) == len(trimmed) else trimmed.take(pa.array(at))


def numbers_of(values: pa.Array, texts: pa.StringArray, shapes: TextShapes) -> Numbers:
    """The whole numbers among values without nulls: integers, floats and decimals without a fraction, and texts of up
    to 18 digits."""
    kind = values.type
    if pa.types.is_integer(kind):
        wide = pa.uint64() if pa.types.is_uint64(kind) else pa.int64()
        return Numbers(values.cast(wide).to_numpy(zero_copy_only=False), np.arange(len(values)))
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        floats = values.cast(pa.float64()).to_numpy(zero_copy_only=False)
        at = np.flatnonzero((np.abs(floats) < _EXACT_FLOAT) & (np.trunc(floats) == floats))
        return Numbers(floats[at].astype(np.int64), at)
    if not is_text(kind):
        return Numbers(np.zeros(0, np.int64), np.zeros(0, np.int64))
    at = np.flatnonzero(shapes.is_digits & (shapes.sizes <= _MAX_DIGITS))
    digits = texts if len(at) == len(texts) else texts.take(pa.array(at))
    return Numbers(digits.cast(pa.int64()).to_numpy(zero_copy_only=False), at)


def times_of(values: pa.Array, shapes: TextShapes, numbers: Numbers) -> Times:
    """The dates and times among values without nulls (epoch numbers are not among them)."""
    if pa.types.is_date(values.type) or pa.types.is_timestamp(values.type):
        return read_typed(values)
    if is_text(values.type):
        return read_texts(shapes.starts, shapes.sizes, shapes.data, shapes.may_be_date, shapes.is_digits)
    return read_numbers(numbers.values.astype(np.int64), numbers.at)


def truths_of(values: pa.Array, texts: pa.StringArray, shapes: TextShapes) -> npt.NDArray[np.int8]:
    """For each value without nulls a `Truth`, -1 where it is neither; digits are not read."""
    result = np.full(len(texts), -1, np.int8)
    if pa.types.is_boolean(values.type):
        result[:] = values.to_numpy(zero_copy_only=False)
    elif is_text(values.type):
        short = np.flatnonzero((shapes.characters <= _LONGEST_WORD) & ~shapes.is_digits)
        if len(short):
            words = pc.index_in(pc.utf8_lower(texts.take(pa.array(short))), _WORD_SET)
            result[short] = _WORD_TRUTH[words.fill_null(-1).to_numpy(zero_copy_only=False)]
    return result


def count_truths(truths: Counter[int], values: pa.Array, texts: pa.StringArray, shapes: TextShapes) -> None:
    """Add how many values say no and yes."""
    states = truths_of(values, texts, shapes)
    for truth in Truth:
        truths[truth] += int(np.count_nonzero(states == truth))


def is_text(kind: pa.DataType) -> bool:
    """True for the types of text columns."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
