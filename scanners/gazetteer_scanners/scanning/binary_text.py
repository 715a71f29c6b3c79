"""Text columns with valid UTF-8 only, and binary columns that hold text."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.kernel.looking import look_over

_CONTROL = r"[\x00-\x08\x0E-\x1A\x1C-\x1F]"
"""Characters that text does not hold; escape (1B) does occur, in terminal output."""
_CONTROL_CHARACTER = re.compile(_CONTROL)

BINARY_MARK = "\ufffd"
"""Stands for a value that is not text in a column where others are."""


def valid_text(array: pa.Array) -> pa.Array:
    """The column as utf8 whose values are all valid; bytes that are not become U+FFFD. No copy if nothing is wrong."""
    if not pa.types.is_string(array.type):
        array = array.cast(pa.utf8(), safe=False)
    look = look_over(array)
    if look is not None and look.is_utf8:
        return array
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        return pa.array([_decoded(value) for value in array.cast(pa.binary()).to_pylist()], pa.utf8())
    return array


def readable_binary(array: pa.Array) -> pa.Array:
    """A binary column as utf8 if some of its values are text, else as it is.

    Databases and Parquet writers keep text in binary columns. A value is text if it is valid UTF-8 without control
    characters; in a column that has such values, each other one is read as a single U+FFFD, so that it still counts.
    """
    array = array if pa.types.is_binary(array.type) else array.cast(pa.binary())
    try:
        text = array.cast(pa.utf8())
    except pa.ArrowInvalid:
        text = None
    if text is not None and not pc.any(pc.match_substring_regex(text, _CONTROL)).as_py():
        return text if _has_values(text) else array
    values = [None if value is None else _as_text(value) for value in array.to_pylist()]
    return pa.array(values, pa.utf8()) if any(value not in (None, "", BINARY_MARK) for value in values) else array


def _has_values(text: pa.Array) -> bool:
    return bool(pc.any(pc.greater(pc.binary_length(text), 0)).as_py())


def _decoded(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "replace")


def _as_text(value: bytes) -> str:
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return BINARY_MARK
    return BINARY_MARK if has_control(text) else text


def has_control(text: str) -> bool:
    """True if a character in it does not occur in text."""
    return _CONTROL_CHARACTER.search(text) is not None
