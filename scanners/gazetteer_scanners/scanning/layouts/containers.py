"""Texts that hold an object or a list: JSON, JSON written as a JSON string, one JSON document a line, XML, PHP arrays.

    {"phone": "138…"}   "{\"phone\": \"138…\"}"   {"a": 1}⏎{"a": 2}   <u><phone>138…</phone></u>   a:1:{s:5:"phone";…}

Which values may be one is told by their first characters, for a whole column at once, so that columns of plain text
cost next to nothing and an object is found in whatever rows it stands.
"""

import json
from typing import Any

import numpy as np
import pyarrow as pa

from gazetteer_scanners.kernel.looking import OPENINGS, look_over
from gazetteer_scanners.scanning.layouts.parts import Places
from gazetteer_scanners.scanning.layouts.php_arrays import parse_php
from gazetteer_scanners.scanning.layouts.xml_elements import parse_xml

MAX_CHARACTERS = 16 * 1024 * 1024
"""Longer texts are not parsed: in memory an object takes many times its text. They are looked at as text is."""

_MAX_QUOTED = 3
_SECOND = frozenset('{[\\"')


def may_be_containers(array: pa.StringArray) -> Places:
    """Places of the values that begin as a container does, in order; for text that is no container mostly none."""
    look = look_over(array)
    return _found_by_arrays(array) if look is None else look.openings


def _found_by_arrays(array: pa.StringArray) -> Places:
    """As `may_be_containers`: the reference for the kernel, and what does without it."""
    _, bounds, octets = array.buffers()
    if octets is None or not octets.size or not len(array):
        return np.empty(0, np.int64)
    data = np.frombuffer(octets, np.uint8)
    offsets = np.frombuffer(bounds, np.int32)[array.offset : array.offset + len(array) + 1]
    starts, sizes = offsets[:-1], np.diff(offsets)
    first, second = (data.take(starts + place, mode="clip") for place in range(2))
    is_opening = np.frombuffer(OPENINGS, np.uint8)[first] != 0
    is_php = (sizes > 1) & (second == ord(":"))
    at: Places = np.flatnonzero(is_opening & (sizes > 0) & ((first != ord("a")) | is_php))
    if array.null_count and len(at):
        at = at[array.take(pa.array(at)).is_valid().to_numpy(zero_copy_only=False)]
    return at


def parse_container(text: str, quoted: int = 0) -> Any:
    """The object or list that a text holds; None if it holds anything else.

    Raises:
        EntityError: if it is XML with entities of its own.
    """
    text = text.lstrip()
    first = text[:1]
    if len(text) > MAX_CHARACTERS:
        return None
    if first in ("{", "["):
        return _json(text)
    if first == "<":
        return parse_xml(text)
    if first == "a":
        return parse_php(text)
    if first == '"' and text[1:2] in _SECOND and quoted < _MAX_QUOTED:
        inner = _loaded(text)
        return parse_container(inner, quoted + 1) if isinstance(inner, str) else None
    return None


def _json(text: str) -> Any:
    parsed = _loaded(text)
    if parsed is None and "\n" in text.rstrip():
        return _lines(text)
    return parsed if isinstance(parsed, dict | list) else None


def _lines(text: str) -> list[Any] | None:
    """One document a line, as a list; None if a line is none."""
    documents = []
    for line in text.split("\n"):
        if line.strip():
            parsed = _loaded(line)
            if not isinstance(parsed, dict | list):
                return None
            documents.append(parsed)
    return documents


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
