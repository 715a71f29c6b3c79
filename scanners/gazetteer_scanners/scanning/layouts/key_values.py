"""Key-value tables: one column names what the other holds, so each key is a field of its own.

    attr   value                 value[attr=phone]: 13800138000
    phone  13800138000     ->    value[attr=color]: red
    color  red

Two columns are such a pair by their names (`attr` and `value`, `meta_key` and `meta_value`, `属性` and `值`) and by a
first look at the keys: few of them beside the rows, short and identifier-like. Pairs with everyday names (`name` and
`value`) must besides have a key that the name rules know. Keys that are values themselves are never steps of a path:
their rows stay with the value column, and so do those of keys beyond the first 200.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.paths import Path, Step, StepKind
from gazetteer_scanners.scanning.layouts.parts import Asks, Places, Rows, by_key, rows_at

MAX_KEYS = 200
_MAX_ASKED = 1_000
"""So many keys are judged; a column that goes on having new ones is hardly one of keys."""
_FEWEST_ROWS_A_KEY = 2
_SAMPLED_ROWS = 10_000
_IDENTIFIER = r"[A-Za-z_㐀-鿿$][\w㐀-鿿 ./:$（）()-]{0,63}"  # compiled by the first use: most tables have no such columns
_WORDS = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[㐀-鿿]+"
_TYPES = frozenset(
    ("str", "string", "text", "int", "integer", "num", "number", "decimal", "double", "float", "bool", "date", "time", "json")
)
_SAYS_VALUE = re.compile("val|answer|值|^v$", re.IGNORECASE)
_VALUES = frozenset(("value", "values", "val", "v", "answer"))
_PROPERTIES = frozenset(
    (
        "attr",
        "attribute",
        "attributes",
        "property",
        "properties",
        "prop",
        "param",
        "parameter",
        "field",
        "option",
        "meta",
        "trait",
    )
)
_NAMES = frozenset(("key", "name", "code", "label", "type", "k"))
_DISCRIMINATORS = frozenset(("type", "code"))
"""Alone, these tell kinds of rows apart and do not name what a value is."""
_CHINESE_KEY = re.compile(r"(.*?)(?:名称|名|键|编码|代码)?")
_CHINESE_VALUE = re.compile(r"(.*?)的?值")
_CHINESE_STEMS = frozenset(("属性", "字段", "参数", "键", "特征", "指标", "扩展属性", "扩展字段", "自定义字段"))


class Column(NamedTuple):
    """A column of a batch, or the values of one key in its documents."""

    path: Path
    values: pa.Array
    row_of: Rows = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions of a key column and its value column; `is_sure` if their names leave no other meaning."""

    key: int
    value: int
    is_sure: bool


def find_pairs(names: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs among the names of columns (or keys) that stand side by side, at most one for each value column."""
    pairs = []
    for place, name in enumerate(names):
        stem = _value_stem(name)
        if stem is None:
            continue
        found = [
            (is_sure, -other) for other, key in enumerate(names) if (is_sure := _fits(key, stem)) is not None and other != place
        ]
        if found:
            is_sure, other = max(found)
            pairs.append(Pair(-other, place, is_sure))
    return tuple(pairs)


def _value_stem(name: str) -> tuple[str, ...] | None:
    """What the name says before its word for value; None if it has none."""
    if _SAYS_VALUE.search(name) is None:
        return None
    chinese = _CHINESE_VALUE.fullmatch(name)
    if chinese is not None:
        return (chinese.group(1),) if chinese.group(1) else ()
    words = [word.lower() for word in re.findall(_WORDS, name)]
    while len(words) > 1 and words[-1] in _TYPES:
        words.pop()
    if len(words) > 1 and words[0] in _TYPES:
        words = words[1:]
    return tuple(words[:-1]) if words and words[-1] in _VALUES else None


def _fits(name: str, stem: tuple[str, ...]) -> bool | None:
    """Whether a key column of this name surely belongs to the value column with this stem; None if it does not fit."""
    chinese = _CHINESE_KEY.fullmatch(name)
    if chinese is not None and chinese.group(1) in _CHINESE_STEMS:
        return True if not stem or stem == (chinese.group(1),) else None
    words = tuple(word.lower() for word in re.findall(_WORDS, name))
    if not words:
        return None
    before, last = words[:-1], words[-1]
    if last in _PROPERTIES:
        return True if not stem or stem in (words, before) else None
    if last == "question" and not stem:
        return False
    if last not in _NAMES:
        return None
    if before == stem:
        return None if not stem and last in _DISCRIMINATORS else bool(stem) and stem[-1] in _PROPERTIES
    return True if not stem and before and before[-1] in _PROPERTIES else None


class KeyValueColumns:
    """The key-value pairs of one chunk: each is decided by the first batch that has keys, and kept."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self._pairs: dict[tuple[str, ...], tuple[Pair, ...]] = {}
        self._keys: dict[Path, _Keys] = {}

    def pairs_of(self, names: tuple[str, ...]) -> tuple[Pair, ...]:
        """The pairs among columns of these names; asked for each batch, so it is kept."""
        pairs = self._pairs.get(names)
        if pairs is None:
            pairs = self._pairs[names] = find_pairs(names)
        return pairs

    def split(self, pair: Pair, key: Column, value: Column) -> Iterator[Column] | None:
        """The value column as one column for each key, and its own with the rows that have no key of their own.

        None if the columns are no pair.
        """
        if len(key.values) != len(value.values) or not _have_same_rows(key.row_of, value.row_of):
            return None
        if not pa.types.is_string(key.values.type):
            return None
        known = self._keys.get(key.path)
        if known is None:
            if len(key.values) == key.values.null_count:
                return None
            known = self._keys[key.path] = _Keys(self._asks, key.values.slice(0, _SAMPLED_ROWS), is_sure=pair.is_sure)
        return _columns(known, key, value) if known.is_pair else None


def _columns(known: "_Keys", key: Column, value: Column) -> Iterator[Column]:
    encoded = key.values.dictionary_encode()
    is_shown = np.array([*map(known.may_show, encoded.dictionary.to_pylist()), False], np.bool_)
    codes = pc.fill_null(encoded.indices, len(is_shown) - 1).to_numpy(zero_copy_only=False)
    places, rest = np.flatnonzero(is_shown[codes]), np.flatnonzero(~is_shown[codes])
    for name, at in by_key(key.values.take(pa.array(places))):
        step = Step(StepKind.KEY_VALUE, f"{key.path[-1].name}={name}")
        yield _taken(value, (*value.path, step), places[at])
    if len(rest):
        yield _taken(value, value.path, rest)


def _taken(column: Column, path: Path, places: Places) -> Column:
    return Column(path, column.values.take(pa.array(places)), rows_at(column.row_of, places))


def _have_same_rows(one: Rows, other: Rows) -> bool:
    return one is other or (one is not None and other is not None and np.array_equal(one, other))


class _Keys:
    """The keys of one column: whether they are names of what another holds, and which of them may be steps of a path."""

    def __init__(self, asks: Asks, first: pa.StringArray, *, is_sure: bool) -> None:
        self._asks = asks
        self._shown: dict[str, bool] = {}
        self._count = 0
        self.is_pair = self._decide(first, is_sure)

    def _decide(self, keys: pa.StringArray, is_sure: bool) -> bool:
        distinct = pc.unique(keys.drop_null()).to_pylist()
        if len(distinct) > MAX_KEYS or len(keys) - keys.null_count < _FEWEST_ROWS_A_KEY * len(distinct):
            return False
        good = [key for key in distinct if self.may_show(key)]
        if 2 * len(good) < len(distinct):
            return False
        return is_sure or any(self._asks.is_known_name(key) for key in good)

    def may_show(self, key: str) -> bool:
        """True if the key may be a step: it is like an identifier, is no value, and the first 200 have room for it."""
        known = self._shown.get(key)
        if known is not None:
            return known
        if self._count >= MAX_KEYS or len(self._shown) >= _MAX_ASKED or re.fullmatch(_IDENTIFIER, key) is None:
            return False
        known = self._shown[key] = not self._asks.hides_key(key)
        self._count += known
        return known
