"""Record batches into leaves: nested Arrow values and JSON documents become flat columns with field paths.

Structs go down by name, lists by `[]`, maps and JSON objects by key (or `{}`, see `documents`). What the cells of a text
column hold besides plain text is expanded below its own path (`profile.phone`, see `layouts`); values that hold nothing
stay values of the column's own path. There is one leaf a path in each batch, and its text is always valid UTF-8.

Decisions are made once and kept for the life of an `Expander`, that is for a chunk: a text column has the layout of its
first values, two columns are keys and values by their first rows, and an object position is folded from the batch on in
which its keys become too many. How a chunk is cut into batches can therefore move the first rows of a folded position to
named paths; `folding` moves their evidence afterwards. A chunk is cut in the same way each time, so the result is the
same for the same source.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.connectors.arrow_types import arrow_data_type
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import EACH, Path, Step, StepKind, encode_path, path_text
from gazetteer_scanners.scanning.batch_columns import BatchColumn, columns_of
from gazetteer_scanners.scanning.binary_text import readable_binary, valid_text
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason
from gazetteer_scanners.scanning.joining import join_leaves
from gazetteer_scanners.scanning.layouts.key_values import Column, KeyValueColumns
from gazetteer_scanners.scanning.layouts.parts import Asks, Part, Rows
from gazetteer_scanners.scanning.layouts.text_columns import TextColumns, Unread

MAX_PATHS = 2_000
MAX_PATH_BYTES = 64 * 1024
"""Of an encoded path; keys nested deep enough exceed it although none of them is long."""

_LONG_PATHS = f"field paths longer than {MAX_PATH_BYTES // 1024} KiB (not read)"


class Expander:
    """Expands the batches of one chunk of one dataset, in order."""

    def __init__(self, *, asks: Asks | None = None, max_paths: int = MAX_PATHS) -> None:
        """Starts without any path.

        Args:
            asks: what only rules can say of keys and values; without it no key is a value.
            max_paths: how many paths are let through; the values of others are counted in `reasons`.
        """
        asks = asks or Asks()
        self._max_paths = max_paths
        self._paths: set[Path] = set()
        self._dropped: set[Path] = set()
        self._long_paths: set[Path] = set()
        self._schema: pa.Schema | None = None
        self._columns: tuple[BatchColumn, ...] = ()
        self._unread: Unread = Counter()
        self._key_values = KeyValueColumns(asks)
        self._texts = TextColumns(asks, self._unread, self._key_values)

    def expand(self, batch: pa.RecordBatch) -> list[Leaf]:
        """The batch's leaves, in column order; of flat columns the arrays themselves, without a copy."""
        leaves: dict[Path, Leaf] = {}
        for path, data_type, values, row_of, is_decoded in self._parts(batch):
            decoded = len(values) - values.null_count if is_decoded else 0
            leaf = Leaf(path, data_type, batch.num_rows, values, row_of, decoded)
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

    def _parts(self, batch: pa.RecordBatch) -> Iterator[Part]:
        columns = self._columns_of(batch.schema)
        by_key = self._values_by_key(batch, columns)
        for column in columns:
            array = batch.column(column.index)
            if column.index in by_key:
                for one in by_key[column.index]:
                    yield from self._array(*one)
            elif column.is_document and not column.path:
                yield from self._texts.documents((), valid_text(array))
            elif column.is_document or column.flat_type is DataType.STRING:
                yield from self._texts.text(column.path, valid_text(array), None)
            elif column.flat_type is not None:
                yield Part(column.path, column.flat_type, array)
            else:
                yield from self._array(column.path, array, None)

    def _values_by_key(self, batch: pa.RecordBatch, columns: tuple[BatchColumn, ...]) -> dict[int, Iterator[Column]]:
        """For the value columns of key-value pairs, by their place in the batch: a column for each key."""
        names = tuple(column.path[0].name if column.path else "" for column in columns)
        found = {}
        for pair in self._key_values.pairs_of(names):
            key, value = columns[pair.key], columns[pair.value]
            if key.flat_type is DataType.STRING and key.path and value.path:
                keys = Column(key.path, valid_text(batch.column(key.index)))
                split = self._key_values.split(pair, keys, Column(value.path, batch.column(value.index)))
                if split is not None:
                    found[value.index] = split
        return found

    def _columns_of(self, schema: pa.Schema) -> tuple[BatchColumn, ...]:
        """Kept from batch to batch: a chunk's batches have one schema, with few exceptions."""
        if self._schema is None or not self._schema.equals(schema, check_metadata=True):
            self._schema, self._columns = schema, columns_of(schema)
        return self._columns

    def _array(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[Part]:
        kind = array.type
        if isinstance(kind, pa.BaseExtensionType):
            yield from self._extension(path, array, row_of)
        elif pa.types.is_dictionary(kind):
            yield from self._array(path, array.dictionary_decode(), row_of)
        elif pa.types.is_run_end_encoded(kind):
            yield from self._array(path, pc.run_end_decode(array), row_of)
        elif pa.types.is_struct(kind):
            yield from self._struct(path, array, row_of)
        elif pa.types.is_map(kind):
            yield from self._map(path, array, row_of)
        elif arrow_data_type(kind) is DataType.LIST:
            items, rows = _items(array, row_of)
            yield from self._array((*path, EACH), items, rows)
        else:
            yield from self._flat(path, array, row_of)

    def _struct(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[Part]:
        names = tuple(field.name for field in array.type)
        children = [
            Column((*path, Step(StepKind.NAME, name)), child, row_of)
            for name, child in zip(names, array.flatten(), strict=True)
        ]
        split = {}
        for pair in self._key_values.pairs_of(names):
            found = self._key_values.split(pair, children[pair.key], children[pair.value])
            if found is not None:
                split[pair.value] = found
        for place, child in enumerate(children):
            for one in split.get(place, (child,)):
                yield from self._array(*one)

    def _extension(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[Part]:
        if array.type.extension_name == "arrow.json":
            yield from self._texts.text(path, valid_text(array.storage), row_of)
        else:
            yield from self._array(path, array.storage, row_of)

    def _flat(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[Part]:
        data_type = arrow_data_type(array.type)
        if data_type is DataType.STRING:
            yield from self._texts.text(path, valid_text(array), row_of)
        elif data_type is DataType.BINARY:
            read = readable_binary(array)
            if pa.types.is_string(read.type):
                yield from self._texts.text(path, read, row_of)
            else:
                yield Part(path, DataType.BINARY, read, row_of)
        elif pa.types.is_float16(array.type):
            yield Part(path, DataType.FLOAT, array.cast(pa.float32()), row_of)
        elif pa.types.is_null(array.type):
            yield Part(path, DataType.UNKNOWN, array.cast(pa.utf8()), row_of)
        elif data_type is DataType.UNKNOWN:
            yield Part(path, DataType.STRING, self._other(path, array), row_of)
        else:
            yield Part(path, data_type, array, row_of)

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

    def _map(self, path: Path, array: pa.Array, row_of: Rows) -> Iterator[Part]:
        entries, rows = _items(array.cast(_as_list(array.type)), row_of)
        names, values = entries.flatten()
        names = valid_text(names) if arrow_data_type(names.type) is DataType.STRING else names.cast(pa.utf8())
        yield from self._texts.keyed(path, names, values, rows, self._array)


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
