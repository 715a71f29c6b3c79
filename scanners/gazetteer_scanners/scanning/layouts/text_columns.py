"""Text columns into parts: what their cells hold below them, and the values that stay their own.

Objects and lists (`containers`) are looked for in every value; other layouts are decided by the first values of a column
(`detecting`) and kept for the chunk. What a cell holds can be text again, with a layout of its own, down to eight layers.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import ANY_KEY, EACH, Path, Step, StepKind, path_text
from gazetteer_scanners.scanning.coverage import CoverageCode
from gazetteer_scanners.scanning.documents import MAX_KEY_CHARACTERS, DocumentTree, ObjectKeys, values_array
from gazetteer_scanners.scanning.layouts.base64_texts import decoded_text
from gazetteer_scanners.scanning.layouts.containers import may_be_containers, parse_container
from gazetteer_scanners.scanning.layouts.detecting import PAIR_FORMS, Layout, first_values, layout_of
from gazetteer_scanners.scanning.layouts.item_lists import split_items
from gazetteer_scanners.scanning.layouts.key_values import Column, KeyValueColumns
from gazetteer_scanners.scanning.layouts.pairs import PairForm, ReadPairs, read_pairs, read_urls
from gazetteer_scanners.scanning.layouts.parts import Asks, Part, Places, Rows, by_key, rows_at
from gazetteer_scanners.scanning.layouts.xml_elements import EntityError

Unread = Counter[tuple[CoverageCode, str]]
GoDown = Callable[[Path, pa.Array, Rows], Iterator[Part]]

LONG_KEYS = f"object keys longer than {MAX_KEY_CHARACTERS:,} characters"
_MAX_LAYERS = 8
_TRIED = 1_000
"""So many values that begin like an object, and none that is one: the column's texts only look like that."""


class TextColumns:
    """Takes the text columns of one chunk apart; `unread` gets what was not looked at."""

    def __init__(self, asks: Asks, unread: Unread, pairs: KeyValueColumns) -> None:
        self._asks = asks
        self._unread = unread
        self._key_values = pairs
        self._keys = ObjectKeys(asks.is_value_like)
        self._layouts: dict[tuple[Path, int], Layout] = {}
        self._lookalikes: Counter[tuple[Path, int]] = Counter()

    def text(self, path: Path, array: pa.StringArray, row_of: Rows, layer: int = 0) -> Iterator[Part]:
        """The parts of a text column; itself, without a copy, if it is plain."""
        tree = None
        if layer < _MAX_LAYERS:
            at = may_be_containers(array)
            if len(at):
                tree, array, row_of = self._parsed(path, array, row_of, at, layer)
        if tree is None or len(array) > array.null_count:
            yield from self._own(path, array, row_of, layer)
        if tree is not None:
            yield from self.tree(tree, layer + 1)

    def documents(self, path: Path, array: pa.StringArray) -> Iterator[Part]:
        """The parts of whole-row documents; what does not parse is counted."""
        tree = DocumentTree(path)
        for row, text in enumerate(array.to_pylist()):
            if text is None:
                continue
            try:
                self._add(tree, path, row, json.loads(text))
            except ValueError:
                self._unread[CoverageCode.DECODE_ERROR, "documents that are not JSON (not read)"] += 1
            except RecursionError:
                self._unread[CoverageCode.DECODE_ERROR, "documents that are nested too deep (not read)"] += 1
        yield from self.tree(tree)

    def tree(self, tree: DocumentTree, layer: int = 0) -> Iterator[Part]:
        """The parts of parsed documents; columns of keys and values among them are taken apart."""
        self.count_long_keys(tree.long_keys)
        columns = []
        for path, values, rows in tree.leaves(self._keys):
            array, data_type = values_array(values)
            columns.append((Column(path, array, np.asarray(rows, np.int64)), data_type))
        for column, data_type in self._split_pairs(columns):
            if data_type is DataType.STRING:
                yield from self.text(column.path, column.values, column.row_of, layer)
            else:
                yield Part(column.path, data_type, column.values, column.row_of)

    def keyed(self, path: Path, names: pa.StringArray, values: pa.Array, rows: Places, go_down: GoDown) -> Iterator[Part]:
        """The parts of entries with a name each: one path a name, or `{}` where the names are values."""
        if _may_be_longer(names, MAX_KEY_CHARACTERS):
            is_short = pc.less_equal(pc.utf8_length(names), MAX_KEY_CHARACTERS).to_numpy(zero_copy_only=False)
            self.count_long_keys(int(np.count_nonzero(~is_short)))
            kept = np.flatnonzero(is_short)
            names, values, rows = names.take(pa.array(kept)), values.take(pa.array(kept)), rows[kept]
        if self._keys.are_values(path, pc.unique(names).to_pylist()):
            yield Part((*path, ANY_KEY), DataType.STRING, names, rows)
            is_nested = pa.types.is_nested(values.type)
            yield from go_down((*path, ANY_KEY) if is_nested else (*path, ANY_KEY, EACH), values, rows)
            return
        for key, places in by_key(names):
            below = (*path, Step(StepKind.NAME, key or ""))
            if len(places) == len(values):
                yield from go_down(below, values, rows)
            else:
                yield from go_down(below, values.take(pa.array(places)), rows[places])

    def count_long_keys(self, count: int) -> None:
        """Count keys that were left out."""
        if count:
            self._unread[CoverageCode.TRUNCATED, LONG_KEYS] += count

    def _split_pairs(self, columns: list[tuple[Column, DataType]]) -> Iterator[tuple[Column, DataType]]:
        """The columns, values of key-value pairs that stand side by side by key."""
        places: dict[tuple[Path, str], int] = {}
        groups: dict[Path, list[str]] = {}
        for place, (column, _) in enumerate(columns):
            if column.path and column.path[-1].kind is StepKind.NAME:
                places[column.path[:-1], column.path[-1].name] = place
                groups.setdefault(column.path[:-1], []).append(column.path[-1].name)
        split: dict[int, Iterator[Column]] = {}
        for parent, names in groups.items():
            for pair in self._key_values.pairs_of(tuple(names)):
                key, value = places[parent, names[pair.key]], places[parent, names[pair.value]]
                found = self._key_values.split(pair, columns[key][0], columns[value][0])
                if found is not None:
                    split[value] = found
        for place, (column, data_type) in enumerate(columns):
            for one in split.get(place, (column,)):
                yield one, data_type

    def _parsed(
        self, path: Path, array: pa.StringArray, row_of: Rows, at: Places, layer: int
    ) -> tuple[DocumentTree | None, pa.StringArray, Rows]:
        """The objects and lists among the values at these places, None if there are none, and the other values."""
        failed = self._lookalikes[path, layer]
        tree = DocumentTree(path)
        taken: list[int] = []
        for start in range(0, len(at), _TRIED):
            if failed >= _TRIED and not taken:
                break
            some = at[start : start + _TRIED]
            rows = rows_at(row_of, some)
            for place, row, text in zip(some.tolist(), rows.tolist(), array.take(pa.array(some)).to_pylist(), strict=True):
                parsed = self._container(path, text)
                if parsed is None:
                    failed += 1
                else:
                    self._add(tree, path, row, parsed)
                    taken.append(place)
        if not taken:
            self._lookalikes[path, layer] = failed
            return None, array, row_of
        self._lookalikes[path, layer] = -sys.maxsize
        left = np.ones(len(array), np.bool_)
        left[taken] = False
        places = np.flatnonzero(left)
        return tree, array.take(pa.array(places)), rows_at(row_of, places)

    def _container(self, path: Path, text: str) -> Any:
        try:
            return parse_container(text)
        except EntityError:
            where = f"{path_text(path)}: XML that declares entities (looked at as text, entities left out)"
            self._unread[CoverageCode.DECODE_ERROR, where] += 1
            return None

    def _add(self, tree: DocumentTree, path: Path, row: int, parsed: Any) -> None:
        if not tree.add(row, parsed):
            where = path_text(path) or "documents"
            self._unread[CoverageCode.DECODE_ERROR, f"{where}: values nested too deep (left out)"] += 1

    def _own(self, path: Path, array: pa.StringArray, row_of: Rows, layer: int) -> Iterator[Part]:
        """The parts of values that are no objects, by the layout of the column."""
        layout = self._layouts.get((path, layer)) if layer < _MAX_LAYERS else Layout.PLAIN
        if layout is None:
            sample = first_values(array)
            layout = layout_of(sample, self._asks.are_values) if sample else Layout.PLAIN
            if sample:
                self._layouts[path, layer] = layout
        if layout is Layout.PLAIN or len(array) == array.null_count:
            yield Part(path, DataType.STRING, array, row_of)
        elif layout is Layout.URL:
            yield from self._urls(path, array, row_of, layer)
        elif layout is Layout.BASE64:
            yield from self._base64(path, array, row_of, layer)
        elif layout is Layout.LIST:
            yield from _items(path, array, row_of)
        else:
            yield from self._pairs(path, array, row_of, PAIR_FORMS[layout], layer)

    def _pairs(self, path: Path, array: pa.StringArray, row_of: Rows, form: PairForm, layer: int) -> Iterator[Part]:
        array, row_of = _present(array, row_of)
        read = read_pairs(array, form)
        rest = np.flatnonzero(~read.is_whole)
        if len(rest):
            yield Part(path, DataType.STRING, array.take(pa.array(rest)), rows_at(row_of, rest))
        yield from self._named(path, read, row_of, layer)

    def _urls(self, path: Path, array: pa.StringArray, row_of: Rows, layer: int) -> Iterator[Part]:
        """The URLs without the parts that are wholly pairs, and the pairs below a step for each such part."""
        array, row_of = _present(array, row_of)
        read = read_urls(array)
        yield Part(path, DataType.STRING, read.bare, row_of)
        for step, pairs in (("#", read.fragment), ("?", read.query)):
            if len(pairs.places):
                yield from self._named((*path, Step(StepKind.NAME, step)), pairs, row_of, layer)

    def _named(self, path: Path, read: ReadPairs, row_of: Rows, layer: int) -> Iterator[Part]:
        def go_down(below: Path, values: pa.Array, rows: Rows) -> Iterator[Part]:
            return self.text(below, values, rows, layer + 1)

        return self.keyed(path, read.names, read.values, rows_at(row_of, read.places), go_down)

    def _base64(self, path: Path, array: pa.StringArray, row_of: Rows, layer: int) -> Iterator[Part]:
        """What the texts encode, marked as such; texts that encode none stay as they are."""
        array, row_of = _present(array, row_of)
        texts = [decoded_text(text) for text in array.to_pylist()]
        is_text = np.fromiter((text is not None for text in texts), np.bool_, len(texts))
        rest, at = np.flatnonzero(~is_text), np.flatnonzero(is_text)
        if len(rest):
            yield Part(path, DataType.STRING, array.take(pa.array(rest)), rows_at(row_of, rest))
        decoded = pa.array([text for text in texts if text is not None], pa.string())
        for part in self.text(path, decoded, rows_at(row_of, at), layer + 1):
            yield part._replace(is_decoded=True)


def _may_be_longer(texts: pa.StringArray, characters: int) -> bool:
    """False if no text has so many octets."""
    longest = pc.max(pc.binary_length(texts)).as_py()
    return longest is not None and longest > characters


def _present(array: pa.StringArray, row_of: Rows) -> tuple[pa.StringArray, Rows]:
    """The values that are not null."""
    if not array.null_count:
        return array, row_of
    places = np.flatnonzero(array.is_valid().to_numpy(zero_copy_only=False))
    return array.take(pa.array(places)), rows_at(row_of, places)


def _items(path: Path, array: pa.StringArray, row_of: Rows) -> Iterator[Part]:
    """The items of each text as values of `[]`."""
    lists = split_items(array)
    places = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    items = pc.utf8_trim_whitespace(pc.list_flatten(lists))
    is_item = np.flatnonzero(pc.binary_length(items).to_numpy(zero_copy_only=False))
    yield Part((*path, EACH), DataType.STRING, items.take(pa.array(is_item)), rows_at(row_of, places[is_item]))
