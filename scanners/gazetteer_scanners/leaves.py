"""A leaf column: the values of one field path in one batch, after nested values and documents have been expanded."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import Path


@dataclass(frozen=True, slots=True)
class Leaf:
    """Values of one field in one batch of rows.

    Attributes:
        path: the field's path.
        data_type: what the values are (of a document's key: what most of the batch's values are).
        rows: rows in the batch.
        values: a flat Arrow array (utf8 with valid UTF-8, integer, float, decimal, boolean, date, time, timestamp or
            binary), with nulls where the row has none.
        row_of: for values below a list or in documents, the row (0-based, ascending) of each value; None if value i is
            row i.
        decoded: how many of the values that are not null were encoded (base64) where they are kept.
    """

    path: Path
    data_type: DataType
    rows: int
    values: pa.Array
    row_of: npt.NDArray[np.int64] | None = None
    decoded: int = 0
