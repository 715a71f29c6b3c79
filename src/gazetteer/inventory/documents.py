"""Records as plain documents of JSON types, and back without loss; both adapters store these.

    {"id": "src_1", "key": "crm", "state": "COMPLETE", "first_seen": "2026-01-02T03:04:05.000006+00:00", ...}

A document holds objects, arrays, strings, numbers and booleans only, so that JSON and BSON keep it alike: times are
ISO 8601 texts in UTC with microseconds (a BSON date would lose them); mappings are sorted arrays of pairs (a key such
as `device.imei` would be read as a path by MongoDB); a text that UTF-8 cannot carry (a name that a source spells with
broken surrogates) is `{"escaped": "..."}`. What is None or empty is left out.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from gazetteer.errors import InventoryError

R = TypeVar("R")

Document = dict[str, Any]

_REQUIRED = object()


def to_document(record: object) -> Document:
    """The document of a record.

    Raises:
        ValueError: if one of its times has no time zone.
    """
    record_type: Any = type(record)
    document: Document = _codec(record_type).encode(record)
    return document


def from_document(record_type: type[R], document: Document) -> R:
    """The record that `to_document` wrote.

    Raises:
        InventoryError: if the document is not one of such a record.
    """
    hint: Any = record_type
    try:
        record: R = _codec(hint).decode(document)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise InventoryError(
            f"the inventory holds a damaged document where a {record_type.__name__} should be; restore it from a backup"
        ) from None
    return record


def storable(text: str) -> str:
    """The text with what UTF-8 cannot carry replaced, for columns that are only compared."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class _Codec:
    """How values of one type are written and read; `missing` is what an absent entry means."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]
    missing: Any = _REQUIRED


@cache
def _codec(hint: Any) -> _Codec:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _optional(arguments)
    if origin is tuple:
        return _array(_codec(arguments[0]))
    if origin is dict:
        return _pairs(_codec(arguments[0]), _codec(arguments[1]))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _Codec(lambda value: hint(value).value, hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    return _SCALARS[hint]


def _optional(arguments: tuple[Any, ...]) -> _Codec:
    inner = _codec(next(argument for argument in arguments if argument is not NoneType))
    return _Codec(inner.encode, inner.decode, missing=None)


def _array(item: _Codec) -> _Codec:
    return _Codec(
        lambda values: [item.encode(value) for value in values],
        lambda values: tuple(item.decode(value) for value in values),
        missing=(),
    )


def _pairs(key: _Codec, value: _Codec) -> _Codec:
    return _Codec(
        lambda mapping: [[key.encode(k), value.encode(mapping[k])] for k in sorted(mapping)],
        lambda pairs: {key.decode(k): value.decode(v) for k, v in pairs},
        missing={},
    )


def _record(record_type: type[Any]) -> _Codec:
    hints = get_type_hints(record_type)
    codecs = {f.name: _codec(hints[f.name]) for f in fields(record_type)}
    defaults = {f.name: f.default for f in fields(record_type) if f.default is not MISSING}

    def encode(record: Any) -> Document:
        document = {}
        for name, codec in codecs.items():
            value = getattr(record, name)
            if codec.missing is _REQUIRED or value != codec.missing:
                document[name] = codec.encode(value)
        return document

    # What an absent entry means; without a word on that, the record's default: it was written before the record had this.
    absent = {name: defaults.get(name, _REQUIRED) if one.missing is _REQUIRED else one.missing for name, one in codecs.items()}
    plan = [(name, one.decode, absent[name]) for name, one in codecs.items()]

    def decode(document: Document) -> Any:
        values = []
        for name, decode_one, missing in plan:
            if name in document:
                values.append(decode_one(document[name]))
            elif missing is _REQUIRED:
                raise KeyError(name)
            else:
                values.append(dict(missing) if isinstance(missing, dict) else missing)
        return record_type(*values)

    return _Codec(encode, decode)


def _encode_text(text: str) -> str | dict[str, str]:
    try:
        text.encode()
    except UnicodeEncodeError:
        return {"escaped": json.dumps(text)}
    return str(text)


def _decode_text(value: str | dict[str, str]) -> str:
    return value if isinstance(value, str) else str(json.loads(value["escaped"]))


def _encode_time(time: datetime) -> str:
    if time.tzinfo is None:
        raise ValueError("a time without time zone cannot be stored")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


_SCALARS = {
    str: _Codec(_encode_text, _decode_text),
    int: _Codec(int, int),
    float: _Codec(float, float),
    bool: _Codec(bool, bool),
    datetime: _Codec(_encode_time, datetime.fromisoformat),
}
