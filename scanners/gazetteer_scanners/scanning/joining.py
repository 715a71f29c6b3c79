"""Two leaves of one path as one: a key that holds objects here and JSON text there, or two columns of one name."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.text import wall_clock
from gazetteer_scanners.scanning.binary_text import valid_text


def join_leaves(one: Leaf, other: Leaf) -> Leaf:
    """Two columns of one path (a key that holds objects here and the same as JSON text there) as one, sorted by row."""
    is_same = one.values.type == other.values.type
    arrays = [leaf.values if is_same else _as_text(leaf.values) for leaf in (one, other)]
    rows = np.concatenate([_rows(leaf) for leaf in (one, other)])
    order = np.argsort(rows, kind="stable")
    values = pa.concat_arrays(arrays).take(pa.array(order))
    data_type = one.data_type if is_same else DataType.STRING
    return Leaf(one.path, data_type, one.rows, values, rows[order], one.decoded + other.decoded)


def _as_text(array: pa.Array) -> pa.Array:
    """Any leaf's values as text: bytes that are no UTF-8 become U+FFFD, and a zone that is unknown here is no error."""
    if pa.types.is_binary(array.type):
        return valid_text(array)
    return (wall_clock(array) if pa.types.is_timestamp(array.type) else array).cast(pa.utf8())


def _rows(leaf: Leaf) -> npt.NDArray[np.int64]:
    return np.arange(len(leaf.values), dtype=np.int64) if leaf.row_of is None else leaf.row_of
