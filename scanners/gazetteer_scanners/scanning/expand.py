"""Record batches into leaves: nested Arrow values and JSON documents become flat columns with field paths.

Structs go down by name, lists by `[]`, maps and JSON objects by key (or `{}`, see `documents`). A text column whose
values are mostly JSON objects or arrays is expanded below its own path (`profile.phone`); values of it that do not parse
stay values of the column's own path. There is one leaf a path in each batch, and its text is always valid UTF-8.

Decisions are made once and kept for the life of an `Expander`, that is for a chunk: a text column is JSON by the first
batch that has values in it (90 % of its first 50), and an object position is folded from the batch on in which its keys
become too many. How a chunk is cut into batches can therefore move the first rows of a folded position to named paths;
`folding` moves their evidence afterwards. A chunk is cut in the same way each time, so the result is the same for the same
source.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.connectors.arrow_types import arrow_data_type
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import ANY_KEY, EACH, Path, Step, StepKind, encode_path, path_text
from gazetteer_scanners.scanning.batch_columns import BatchColumn, columns_of
from gazetteer_scanners.scanning.binary_text import readable_binary, valid_text
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason
from gazetteer_scanners.scanning.documents import MAX_KEY_CHARACTERS, DocumentTree, ObjectKeys, values_array
from gazetteer_scanners.scanning.joining import join_leaves

MAX_PATHS = 2_000
MAX_PATH_BYTES = 64 * 1024
"""Of an encoded path; keys nested deep enough exceed it although none of them is long."""

_LONG_KEYS = f"object keys longer than {MAX_KEY_CHARACTERS:,} characters"
_LONG_PATHS = f"field paths longer than {MAX_PATH_BYTES // 1024} KiB (not read)"
_SAMPLED_VALUES = 50
_JSON_SHARE = 0.9

Rows = npt.NDArray[np.int64] | None
_Part = tuple[Path, DataType, pa.Array, Rows]


class Expander:
    """Expands the batches of one chunk of one dataset, in order."""

    def __init__(self, *, is_value_like: Callable[[str], bool] | None = None, max_paths: int = MAX_PATHS) -> None:
        """Starts without any path.

        Args:
            is_value_like: says of an object's key whether it is a value; asked once for each key of a position.
            max_paths: how many paths are let through; the values of others are counted in `reasons`.
        """
        self._keys = ObjectKeys(is_value_like)
        self._max_paths = max_paths
        self._paths: set[Path] = set()
        self._dropped: set[Path] = set()
        self._long_paths: set[Path] = set()
        self._is_json: dict[Path, bool] = {}
        self._schema: pa.Schema | None = None
        self._columns: tuple[BatchColumn, ...] = ()
        self._unread: Counter[tuple[CoverageCode, str]] = Counter()

    def expand(self, batch: pa.RecordBatch) -> list[Leaf]:
        """The batch's leaves, in column order; of flat columns the arrays themselves, without a copy."""
        leaves: dict[Path, Leaf] = {}
        for path, data_type, values, row_of in self._parts(batch):
            leaf = Leaf(path, data_type, batch.num_rows, values, row_of)
            if path in leaves:
                leaves[path] = join_leaves(leaves[path], leaf)
            elif self._is_let_through(path):
                leaves[path] = leaf
        return list(leaves.values())

    def reasons(self) -> tuple[CoverageReason, ...]:
        """What of the batches so far was not expanded, each with a count; sorted."""
        found = [CoverageReason.counted(code, text, count) for (code, text), count in self._unread.items()]
        if self._dropped:
            text = f"field paths beyond the first {self._max_paths:,} (not read)"
            found.append(CoverageReason.counted(CoverageCode.TRUNCATED, text, len(self._dropped)))
        if self._long_paths:
            found.append(CoverageReason.counted(CoverageCode.TRUNCATED, _LONG_PATHS, len(self._long_paths)))
        return tuple(sorted(found, key=lambda reason: (reason.code, reason.message)))

    def _is_let_through(self, path: Path) -> bool:
        if path in self._paths:
            return True
        if path in self._long_paths or len(encode_path(path)) > MAX_PATH_BYTES:
            self._long_paths.add(path)
            return False
        if len(self._paths) < self._max_paths:
            self._paths.add(path)
            return True
        self._dropped.add(path)
        return False

    def _parts(self, batch: pa.RecordBatch) -> Iterator[_Part]:
        for column in self._columns_of(batch.schema):
            array = batch.column(column.index)
            if column.is_document and not column.path:
                yield from self._documents((), valid_text(array), None)
            elif column.is_document:
                yield from self._json_column(column.path, valid_text(array), None)
            elif column.flat_type is DataType.STRING:
                yield from self._text(column.path, valid_text(array), None)
            elif column.flat_type is not None:
                yield column.path, column.flat_type, array, None
            else:
                yield from self._array(column.path, array, None)

    def _columns_of(self, schema: pa.Schema) -> tuple[BatchColumn, ...]:
        """Kept from batch to batch: a chunk's batches have one schema, with few exceptions."""
        if self._schema is None or not self._schema.equals(schema, check_metadata=True):
            self._schema, self._columns = schema, columns_of(schema)
        return self._columns

    def _array(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[_Part]:
        kind = array.type
        if isinstance(kind, pa.BaseExtensionType):
            yield from self._extension(path, array, row_of)
        elif pa.types.is_dictionary(kind):
            yield from self._array(path, array.dictionary_decode(), row_of)
        elif pa.types.is_run_end_encoded(kind):
            yield from self._array(path, pc.run_end_decode(array), row_of)
        elif pa.types.is_struct(kind):
            for field, child in zip(kind, array.flatten(), strict=True):
                yield from self._array((*path, Step(StepKind.NAME, field.name)), child, row_of)
        elif pa.types.is_map(kind):
            yield from self._map(path, array, row_of)
        elif arrow_data_type(kind) is DataType.LIST:
            items, rows = _items(array, row_of)
            yield from self._array((*path, EACH), items, rows)
        else:
            yield from self._flat(path, array, row_of)

    def _extension(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[_Part]:
        if array.type.extension_name == "arrow.json":
            yield from self._json_column(path, valid_text(array.storage), row_of)
        else:
            yield from self._array(path, array.storage, row_of)

    def _flat(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[_Part]:
        data_type = arrow_data_type(array.type)
        if data_type is DataType.STRING:
            yield from self._text(path, valid_text(array), row_of)
        elif data_type is DataType.BINARY:
            read = readable_binary(array)
            if pa.types.is_string(read.type):
                yield from self._text(path, read, row_of)
            else:
                yield path, DataType.BINARY, read, row_of
        elif pa.types.is_float16(array.type):
            yield path, DataType.FLOAT, array.cast(pa.float32()), row_of
        elif pa.types.is_null(array.type):
            yield path, DataType.UNKNOWN, array.cast(pa.utf8()), row_of
        elif data_type is DataType.UNKNOWN:
            yield path, DataType.STRING, self._other(path, array), row_of
        else:
            yield path, data_type, array, row_of

    def _other(self, path: Path, array: pa.Array) -> pa.Array:
        """Durations, intervals, unions: as Arrow or Python writes them."""
        try:
            return array.cast(pa.utf8())
        except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
            pass
        try:
            return pa.array([None if value is None else str(value) for value in array.to_pylist()], pa.utf8())
        except (pa.ArrowException, ValueError, OverflowError):
            text = f"{path_text(path)}: values of type {array.type} that cannot be read"
            self._unread[CoverageCode.TYPE_NOT_READ, text] += len(array) - array.null_count
            return pa.nulls(len(array), pa.utf8())

    def _text(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[_Part]:
        if self._holds_json(path, array):
            yield from self._json_column(path, array, row_of)
        else:
            yield path, DataType.STRING, array, row_of

    def _holds_json(self, path: Path, array: pa.Array) -> bool:
        known = self._is_json.get(path)
        if known is None:
            sample = _first_values(array)
            if not sample:
                return False
            parsed = sum(isinstance(_parse_container(text), dict | list) for text in sample)
            known = self._is_json[path] = parsed >= _JSON_SHARE * len(sample)
        return known

    def _json_column(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[_Part]:
        """The leaves below a column of documents, and one of its own for the values that are none."""
        tree = DocumentTree(path)
        rest: list[str] = []
        rest_rows: list[int] = []
        for row, text in _rows_of(array, row_of):
            parsed = _parse_container(text)
            if isinstance(parsed, dict | list):
                self._add(tree, path, row, parsed)
            else:
                rest.append(text)
                rest_rows.append(row)
        if rest:
            yield path, DataType.STRING, pa.array(rest, pa.utf8()), np.asarray(rest_rows, np.int64)
        yield from self._tree_parts(tree)

    def _documents(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[_Part]:
        """The leaves of whole-row documents; what does not parse is counted."""
        tree = DocumentTree(path)
        for row, text in _rows_of(array, row_of):
            try:
                self._add(tree, path, row, json.loads(text))
            except ValueError:
                self._unread[CoverageCode.DECODE_ERROR, "documents that are not JSON (not read)"] += 1
            except RecursionError:
                self._unread[CoverageCode.DECODE_ERROR, "documents that are nested too deep (not read)"] += 1
        yield from self._tree_parts(tree)

    def _add(self, tree: DocumentTree, path: Path, row: int, parsed: Any) -> None:
        if not tree.add(row, parsed):
            where = path_text(path) or "documents"
            self._unread[CoverageCode.DECODE_ERROR, f"{where}: values nested too deep (left out)"] += 1

    def _tree_parts(self, tree: DocumentTree) -> Iterator[_Part]:
        self._count_long_keys(tree.long_keys)
        for path, values, rows in tree.leaves(self._keys):
            array, data_type = values_array(values)
            row_of = np.asarray(rows, np.int64)
            if data_type is DataType.STRING:
                yield from self._text(path, array, row_of)
            else:
                yield path, data_type, array, row_of

    def _count_long_keys(self, count: int) -> None:
        if count:
            self._unread[CoverageCode.TRUNCATED, _LONG_KEYS] += count

    def _map(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[_Part]:
        entries, rows = _items(array.cast(_as_list(array.type)), row_of)
        names, values = entries.flatten()
        names = valid_text(names) if arrow_data_type(names.type) is DataType.STRING else names.cast(pa.utf8())
        is_short = pc.less_equal(pc.utf8_length(names), MAX_KEY_CHARACTERS).to_numpy(zero_copy_only=False)
        if not is_short.all():
            self._count_long_keys(int(np.count_nonzero(~is_short)))
            kept = np.flatnonzero(is_short)
            names, values, rows = names.take(pa.array(kept)), values.take(pa.array(kept)), rows[kept]
        distinct = pc.unique(names).to_pylist()
        if self._keys.are_values(path, distinct):
            yield (*path, ANY_KEY), DataType.STRING, names, rows
            is_nested = pa.types.is_nested(values.type)
            yield from self._array((*path, ANY_KEY) if is_nested else (*path, ANY_KEY, EACH), values, rows)
            return
        for key in distinct:
            chosen = np.flatnonzero(pc.equal(names, key).to_numpy(zero_copy_only=False))
            yield from self._array((*path, Step(StepKind.NAME, key)), values.take(pa.array(chosen)), rows[chosen])


def expand_batch(batch: pa.RecordBatch) -> list[Leaf]:
    """The leaves of a batch that stands alone; a chunk's batches go through one `Expander`."""
    return Expander().expand(batch)


def _items(array: pa.Array, row_of: Rows) -> tuple[pa.Array, npt.NDArray[np.int64]]:
    """All items of a list column and the row of each."""
    parents = pc.list_parent_indices(array).to_numpy(zero_copy_only=False).astype(np.int64)
    items = pc.list_flatten(array)
    return items, parents if row_of is None else row_of[parents]


def _as_list(map_type: pa.DataType) -> pa.DataType:
    fields = [pa.field("key", map_type.key_type, nullable=False), pa.field("value", map_type.item_type)]
    return pa.list_(pa.field("entries", pa.struct(fields), nullable=False))


def _first_values(array: pa.Array) -> list[str]:
    """The first 50 values that are not null, without a look at the rest of a column that has no nulls."""
    if array.null_count:
        array = array.take(pa.array(np.flatnonzero(array.is_valid().to_numpy(zero_copy_only=False))[:_SAMPLED_VALUES]))
    values: list[str] = array.slice(0, _SAMPLED_VALUES).to_pylist()
    return values


def _rows_of(array: pa.Array, row_of: Rows) -> Iterator[tuple[int, str]]:
    rows = range(len(array)) if row_of is None else row_of.tolist()
    for row, text in zip(rows, array.to_pylist(), strict=True):
        if text is not None:
            yield row, text


def _parse_container(text: str) -> Any:
    """The object or array that a text holds; None if it holds anything else."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
