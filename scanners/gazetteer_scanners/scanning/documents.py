"""JSON documents as a tree of field paths, and the rule that folds objects whose keys are values.

    {"orders": [{"phone": "a"}, {"phone": "b"}]}   ->  orders[].phone: a, b
    {"tags": {"13800138000": {"n": 1}, ...}}       ->  tags{}: 13800138000, ...   tags{}.n: 1, ...
    {"seen": {"13800138000": 5, ...}}              ->  seen{}: 13800138000, ...   seen{}[]: 5, ...

An object position with over 200 distinct keys, or with a key that looks like a value, is folded: its keys become values
of `position{}`, and what stands below them goes on below `{}` (plain values, which have no name left, as `{}[]`).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import ANY_KEY, EACH, Path, Step, StepKind

MAX_KEYS = 200
MAX_DEPTH = 64
MAX_KEY_CHARACTERS = 1_000
"""A longer key is no name; what stands below it is left out and counted."""

_MAX_EXACT_FLOAT = 2**53


class Several(list[Any]):
    """Values that stand at one place, not items of a list: an XML element that repeats."""


class ObjectKeys:
    """Which keys object positions have had so far, and which positions are therefore folded.

    A position that is folded stays folded. Rows that were read before that, or in another chunk, went to named paths;
    `folding` moves their evidence once all chunks are merged.
    """

    def __init__(self, is_value_like: Callable[[str], bool], max_keys: int = MAX_KEYS) -> None:
        self._is_value_like = is_value_like
        self._max_keys = max_keys
        self._keys: dict[Path, set[str] | None] = {}

    def are_values(self, position: Path, keys: Iterable[str]) -> bool:
        """True if the position is folded, with these keys added to what is known of it."""
        known = self._keys.setdefault(position, set())
        if known is None:
            return True
        fresh = set(keys) - known
        known |= fresh
        if len(known) > self._max_keys or any(self._is_value_like(key) for key in sorted(fresh)):
            self._keys[position] = None
            return True
        return False


class _Node:
    """A place in documents: the plain values that stood there, with their rows, and the places below."""

    __slots__ = ("each", "empty_rows", "kids", "long_keys", "rows", "values")

    def __init__(self) -> None:
        self.empty_rows: list[int] = []
        self.rows: list[int] = []
        self.values: list[Any] = []
        self.kids: dict[str, _Node] = {}
        self.each: _Node | None = None
        self.long_keys = 0

    def add(self, row: int, value: Any, depth: int) -> bool:
        """Takes in a parsed value; False if something in it is nested too deep and was left out."""
        if isinstance(value, dict | list):
            if not value:
                self.empty_rows.append(row)
                return True
            if isinstance(value, Several):
                return self._add_several(row, value, depth)
            if depth >= MAX_DEPTH:
                return False
            return self._add_object(row, value, depth) if isinstance(value, dict) else self._add_items(row, value, depth)
        self.rows.append(row)
        self.values.append(value)
        return True

    def _add_object(self, row: int, value: dict[str, Any], depth: int) -> bool:
        is_whole = True
        kids = self.kids
        for key, item in value.items():
            kid = kids.get(key)
            if kid is None:
                if len(key) > MAX_KEY_CHARACTERS:
                    self.long_keys += 1
                    continue
                kid = kids.setdefault(_without_surrogates(key), _Node())
            is_whole &= kid.add(row, item, depth + 1)
        return is_whole

    def _add_items(self, row: int, value: list[Any], depth: int) -> bool:
        if self.each is None:
            self.each = _Node()
        is_whole = True
        for item in value:
            is_whole &= self.each.add(row, item, depth + 1)
        return is_whole

    def _add_several(self, row: int, values: Several, depth: int) -> bool:
        is_whole = True
        for value in values:
            is_whole &= self.add(row, value, depth)
        return is_whole

    def absorb(self, other: "_Node") -> None:
        """Takes in all that another node holds."""
        self.rows += other.rows
        self.empty_rows += other.empty_rows
        self.values += other.values
        for key, kid in other.kids.items():
            self.kids.setdefault(key, _Node()).absorb(kid)
        if other.each is not None:
            self.each = self.each or _Node()
            self.each.absorb(other.each)

    def all_long_keys(self) -> int:
        """How often a key here or below was too long and left out."""
        found = self.long_keys + sum(kid.all_long_keys() for kid in self.kids.values())
        return found + self.each.all_long_keys() if self.each is not None else found

    def all_rows(self) -> set[int]:
        """The rows that have something here or below, be it an empty object."""
        rows = {*self.rows, *self.empty_rows}
        for kid in self.kids.values():
            rows |= kid.all_rows()
        return rows | self.each.all_rows() if self.each is not None else rows

    def move_values_below(self) -> None:
        """Plain values become items, for a place that can have none of its own."""
        if self.values:
            self.each = self.each or _Node()
            self.each.rows += self.rows
            self.each.values += self.values
            self.rows, self.values = [], []


class DocumentTree:
    """The documents of one column in one batch."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._node = _Node()

    def add(self, row: int, document: Any) -> bool:
        """Takes in a parsed document; False if something in it is nested deeper than 64 levels and was left out."""
        return self._node.add(row, document, 0)

    @property
    def long_keys(self) -> int:
        """How many keys of more than 1,000 characters were left out, with all that stood below them."""
        return self._node.all_long_keys()

    def leaves(self, keys: ObjectKeys) -> Iterator[tuple[Path, list[Any], list[int]]]:
        """Path, values and their rows (ascending) of each place that has values, outer places first."""
        if not self._root:
            self._node.move_values_below()
        yield from _leaves(self._root, self._node, keys)


def _leaves(path: Path, node: _Node, keys: ObjectKeys) -> Iterator[tuple[Path, list[Any], list[int]]]:
    is_container = bool(node.kids) or node.each is not None
    if node.values and not (is_container and all(value is None for value in node.values)):
        yield (path, *_by_row(node.values, node.rows))
    if node.each is not None:
        yield from _leaves((*path, EACH), node.each, keys)
    if not node.kids:
        return
    if not keys.are_values(path, node.kids):
        for key, kid in node.kids.items():
            yield from _leaves((*path, Step(StepKind.NAME, key)), kid, keys)
        return
    below = (*path, ANY_KEY)
    pairs = sorted((row, key) for key, kid in node.kids.items() for row in kid.all_rows())
    yield below, [key for _, key in pairs], [row for row, _ in pairs]
    merged = _Node()
    for kid in node.kids.values():
        merged.absorb(kid)
    merged.move_values_below()
    yield from _leaves(below, merged, keys)


def _by_row(values: list[Any], rows: list[int]) -> tuple[list[Any], list[int]]:
    if all(a <= b for a, b in pairwise(rows)):
        return values, rows
    order = np.argsort(np.asarray(rows), kind="stable")
    return [values[i] for i in order], [rows[i] for i in order]


def values_array(values: list[Any]) -> tuple[pa.Array, DataType]:
    """Parsed JSON values as an Arrow array: of one type if they are, else as text; numbers stay exact."""
    types = set(map(type, values)) - {type(None)}
    if not types:
        return pa.nulls(len(values), pa.utf8()), DataType.UNKNOWN
    if types == {str}:
        return text_array(values), DataType.STRING
    if types == {bool}:
        return pa.array(values, pa.bool_()), DataType.BOOLEAN
    if types == {int} and all(value is None or -(2**63) <= value < 2**63 for value in values):
        return pa.array(values, pa.int64()), DataType.INTEGER
    if types <= {int, float} and float in types and all(_is_exact(value) for value in values):
        floats = [None if value is None else float(value) for value in values]
        return pa.array(floats, pa.float64()), DataType.FLOAT
    return text_array([None if value is None else _as_text(value) for value in values]), DataType.STRING


def text_array(values: list[str | None]) -> pa.Array:
    """The texts as utf8; lone surrogates, which JSON can escape but UTF-8 not hold, become question marks."""
    try:
        return pa.array(values, pa.utf8())
    except UnicodeEncodeError:
        return pa.array([None if value is None else _without_surrogates(value) for value in values], pa.utf8())


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_exact(value: Any) -> bool:
    return not isinstance(value, int) or abs(value) <= _MAX_EXACT_FLOAT


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)
