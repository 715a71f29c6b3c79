"""Arrays as PHP's `serialize` writes them, which many shops and forums keep in their tables.

    a:2:{s:5:"phone";s:11:"13800138000";i:0;b:1;}   ->   {"phone": "13800138000", "0": True}

An array whose keys are 0, 1, 2, … is a list. Objects (`O:`), references and custom forms are not read: the text then
stays text. Source: PHP's manual on `serialize`; lengths count bytes of UTF-8.
"""

import re
from typing import Any

_HEAD = re.compile(rb'a:(\d{1,7}):\{|s:(\d{1,9}):"|i:(-?\d{1,19});|d:([^;]{1,40});|b:([01]);|N;')
_MAX_DEPTH = 64


class _NotPhpError(ValueError):
    """The text is no serialised array."""


def parse_php(text: str) -> dict[str, Any] | list[Any] | None:
    """The array; None if the text is none, or has more levels than 64."""
    data = text.rstrip().encode("utf-8", "replace")
    try:
        value, end = _value(data, 0, 0)
    except (_NotPhpError, UnicodeDecodeError, ValueError):
        return None
    return value if end == len(data) and isinstance(value, dict | list) else None


def _value(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    head = _HEAD.match(data, at)
    if head is None or depth > _MAX_DEPTH:
        raise _NotPhpError
    size, length, whole, number, truth = head.groups()
    end = head.end()
    if size is not None:
        return _array(data, end, int(size), depth + 1)
    if length is not None:
        stop = end + int(length)
        if data[stop : stop + 2] != b'";':
            raise _NotPhpError
        return data[end:stop].decode(), stop + 2
    if whole is not None:
        return int(whole), end
    if number is not None:
        return float(number), end
    return (truth == b"1" if truth is not None else None), end


def _array(data: bytes, at: int, size: int, depth: int) -> tuple[dict[str, Any] | list[Any], int]:
    items: dict[str, Any] = {}
    for _ in range(size):
        key, at = _value(data, at, depth)
        items_value, at = _value(data, at, depth)
        items[str(key)] = items_value
    if data[at : at + 1] != b"}":
        raise _NotPhpError
    is_list = list(items) == [str(i) for i in range(len(items))]
    return (list(items.values()) if is_list else items), at + 1
