"""Pieces of a batch on their way to leaves, what is asked about values on that way, and how rows are found by key."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import Path

Places = npt.NDArray[np.int64]
Rows = Places | None


class Part(NamedTuple):
    """Values of one path in a batch, with the row of each (None: value i is row i); `is_decoded` if they were encoded."""

    path: Path
    data_type: DataType
    values: pa.Array
    row_of: Rows = None
    is_decoded: bool = False


def _no(_: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Asks:
    """What the shape of data depends on and only rules can say; by default nothing is a value and no name is known.

    Attributes:
        is_value_like: whether an object's key is a value; asked once for each key of a position.
        hides_key: whether the key of a key-value table is a value, or may be a person's name, and stays out of paths.
        is_known_name: whether a key is the name of an element.
        are_values: whether nearly all of some texts are values as a whole.
    """

    is_value_like: Callable[[str], bool] = _no
    hides_key: Callable[[str], bool] = _no
    is_known_name: Callable[[str], bool] = _no
    are_values: Callable[[pa.StringArray], bool] = _no


def most(holds: Callable[[str], object], texts: Sequence[str], share: float) -> bool:
    """True if something holds for at least this share of the texts; ends as soon as that is out of reach."""
    spare = len(texts) - share * len(texts)
    for text in texts:
        if not holds(text):
            spare -= 1
            if spare < 0:
                return False
    return bool(texts)


def rows_at(row_of: Rows, places: Places) -> Places:
    """The rows of the values at these places."""
    return places if row_of is None else row_of[places]


def by_key(keys: pa.StringArray) -> Iterator[tuple[str | None, Places]]:
    """Each distinct key with its places (ascending), in the order of first places; the places of nulls come last."""
    encoded = keys.dictionary_encode()
    if len(encoded.dictionary) == 1 and not keys.null_count:
        yield encoded.dictionary[0].as_py(), np.arange(len(keys))
        return
    codes = pc.fill_null(encoded.indices, len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    order = np.argsort(codes, kind="stable")
    distinct: list[str | None] = encoded.dictionary.to_pylist()
    bounds = np.searchsorted(codes[order], np.arange(len(distinct) + 2))
    for code, key in enumerate((*distinct, None)):
        if bounds[code] < bounds[code + 1]:
            yield key, order[bounds[code] : bounds[code + 1]]
