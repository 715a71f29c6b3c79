"""The word tables of all dictionaries as one: which lists a value is in, by one look-up; by the kernel or by Arrow."""

import ctypes
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.kernel.library import load_kernel
from gazetteer_scanners.matching.executing import text_structure
from gazetteer_scanners.matching.protocol import BoolMask
from gazetteer_scanners.recognizers.rule import Dictionary

Masks = npt.NDArray[np.uint32]
MAX_LISTS = 31
_UNSURE = 1 << MAX_LISTS


class WordLists:
    """Up to 31 word lists; bit i of a mask is the i-th one."""

    def __init__(self, dictionaries: Sequence[Dictionary]) -> None:
        masks: dict[str, int] = {}
        for i, entry in enumerate(dictionaries):
            for word in entry.words:
                masks[word] = masks.get(word, 0) | (1 << i)
        masks.pop("", None)
        self._words = pa.array(list(masks), pa.string())
        self._masks = np.array(list(masks.values()), np.uint32)
        self._longest = max((len(word.encode()) for word in masks), default=0)
        self._library = load_kernel()
        self._slots = np.zeros(1 << (2 * max(len(masks), 1)).bit_length(), np.uint32)
        if self._library is not None:
            self._library.gz_build_words(
                ctypes.byref(text_structure(self._words)),
                ctypes.c_void_p(self._slots.ctypes.data),
                ctypes.c_uint64(len(self._slots)),
            )

    def find(self, texts: pa.StringArray, wanted: BoolMask) -> Masks:
        """For each wanted text the lists that hold its lower case, 0 for the others."""
        if self._library is None:
            return self._find_by_arrow(texts, wanted)
        found = self._find(texts, wanted)
        unsure = np.flatnonzero(found == _UNSURE)
        if len(unsure):
            distinct = texts.take(pa.array(unsure)).dictionary_encode()
            lower = pc.utf8_lower(distinct.dictionary)
            masks = self._look_up(lower)
            found[unsure] = masks[distinct.indices.to_numpy(zero_copy_only=False)]
        return found

    def _find(self, texts: pa.StringArray, wanted: BoolMask) -> Masks:
        found = np.empty(len(texts), np.uint32)
        assert self._library is not None  # noqa: S101 - find() has looked
        self._library.gz_find_words(
            ctypes.byref(text_structure(self._words)),
            ctypes.c_void_p(self._masks.ctypes.data),
            ctypes.c_void_p(self._slots.ctypes.data),
            ctypes.c_uint64(len(self._slots)),
            ctypes.c_int64(self._longest),
            ctypes.c_uint32(_UNSURE),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(wanted.ctypes.data),
            ctypes.c_void_p(found.ctypes.data),
        )
        return found

    def _find_by_arrow(self, texts: pa.StringArray, wanted: BoolMask) -> Masks:
        found = np.zeros(len(texts), np.uint32)
        at = np.flatnonzero(wanted)
        found[at] = self._look_up(pc.utf8_lower(texts.take(pa.array(at))))
        return found

    def _look_up(self, lower: pa.StringArray) -> Masks:
        numbers = pc.fill_null(pc.index_in(lower, self._words), len(self._masks))
        masks: Masks = np.append(self._masks, np.uint32(0))[numbers.to_numpy(zero_copy_only=False)]
        return masks
