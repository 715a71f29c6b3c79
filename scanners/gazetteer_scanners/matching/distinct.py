"""Python functions over a column: called once for each distinct value, their answers spread over all."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.matching.protocol import BoolMask

_T = TypeVar("_T")


def take(texts: pa.StringArray, wanted: BoolMask) -> pa.StringArray:
    """The wanted texts."""
    return texts if wanted.all() else take_at(texts, np.flatnonzero(wanted))


def take_at(texts: pa.StringArray, places: npt.NDArray[np.int64]) -> pa.StringArray:
    """The texts at these places, in their order."""
    # pa.array() would load numpy.ma, to look for masks: a fiftieth of the time of a scan of ten rows
    numbers = np.ascontiguousarray(places, np.int64)
    return texts.take(pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)]))


def each(texts: pa.StringArray, function: Callable[[str], _T]) -> tuple[list[_T], npt.NDArray[np.int64]]:
    """The function's answers for the distinct texts (none is null), and for each text which of them is its own."""
    encoded = texts.dictionary_encode()
    places: npt.NDArray[np.int64] = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return [function(text) for text in encoded.dictionary.to_pylist()], places


def passing(texts: pa.StringArray, wanted: BoolMask, function: Callable[[str], bool]) -> BoolMask:
    """Those of the wanted texts for which the function says yes, as a mask over all."""
    at = np.flatnonzero(wanted)
    result = np.zeros(len(texts), np.bool_)
    if len(at):
        answers, places = each(take_at(texts, at), function)
        result[at] = np.array(answers, np.bool_)[places]
    return result
