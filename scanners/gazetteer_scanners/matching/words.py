"""Word tables: which of several lists hold a value, by one look-up; by the kernel or by Arrow."""

import ctypes
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.kernel.library import TextStructure, load_kernel, text_structure
from gazetteer_scanners.matching.protocol import BoolMask

Masks = npt.NDArray[np.uint32]
MAX_LISTS = 31
_UNSURE = 1 << MAX_LISTS


class WordsStructure(ctypes.Structure):
    """`gz_words` of `kernel/words.h`."""

    _fields_ = (
        ("words", TextStructure),
        ("masks", ctypes.c_void_p),
        ("slots", ctypes.c_void_p),
        ("size", ctypes.c_uint64),
        ("longest", ctypes.c_int64),
    )


class WordTable:
    """Up to 31 lists of lower-case words; bit i of a mask is the i-th list."""

    def __init__(self, lists: Sequence[Collection[str]]) -> None:
        masks: dict[str, int] = {}
        for i, words in enumerate(lists):
            for word in words:
                masks[word] = masks.get(word, 0) | (1 << i)
        masks.pop("", None)
        self._words = pa.array(list(masks), pa.string())
        self._masks = np.array(list(masks.values()), np.uint32)
        self._slots = np.zeros(1 << (2 * max(len(masks), 1)).bit_length(), np.uint64)
        longest = max((len(word.encode()) for word in masks), default=0)
        self._library = load_kernel()
        self.structure = WordsStructure(
            text_structure(self._words), self._masks.ctypes.data, self._slots.ctypes.data, len(self._slots), longest
        )
        if self._library is not None:
            self._library.gz_build_words(
                ctypes.byref(self.structure.words), ctypes.c_void_p(self._slots.ctypes.data), ctypes.c_uint64(len(self._slots))
            )

    def find(self, texts: pa.StringArray, wanted: BoolMask) -> tuple[Masks, int]:
        """For each wanted text the lists that hold its lower case, 0 for the others; and all lists that were found."""
        if self._library is None:
            return self._find_by_arrow(texts, wanted)
        found = np.empty(len(texts), np.uint32)
        every = self._library.gz_find_words(
            ctypes.byref(self.structure),
            ctypes.c_uint32(_UNSURE),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(wanted.ctypes.data),
            ctypes.c_void_p(found.ctypes.data),
        )
        every &= 2**32 - 1  # ctypes takes results for signed numbers
        if every & _UNSURE:
            unsure = np.flatnonzero(found == _UNSURE)
            distinct = texts.take(pa.array(unsure)).dictionary_encode()
            masks = self._look_up(pc.utf8_lower(distinct.dictionary))
            found[unsure] = masks[distinct.indices.to_numpy(zero_copy_only=False)]
            every = (every | int(np.bitwise_or.reduce(masks))) & ~_UNSURE
        return found, every

    def _find_by_arrow(self, texts: pa.StringArray, wanted: BoolMask) -> tuple[Masks, int]:
        found = np.zeros(len(texts), np.uint32)
        at = np.flatnonzero(wanted)
        found[at] = self._look_up(pc.utf8_lower(texts.take(pa.array(at))))
        return found, int(np.bitwise_or.reduce(found)) if len(found) else 0

    def _look_up(self, lower: pa.StringArray) -> Masks:
        numbers = pc.fill_null(pc.index_in(lower, self._words), len(self._masks))
        masks: Masks = np.append(self._masks, np.uint32(0))[numbers.to_numpy(zero_copy_only=False)]
        return masks


class Judges:
    """The functions of dictionaries that the kernel has in compiled form, over the word lists that they look into.

    Args:
        functions: in the order of `judges` in `kernel/judges.c`.
        lists: in the order of its lists.
        used: for each function the places of the lists that it looks into; small tables stay near the processor.
    """

    def __init__(self, functions: Sequence[object], lists: Sequence[Collection[str]], used: Sequence[Collection[int]]) -> None:
        self._numbers = {function: number for number, function in enumerate(functions)}
        self._tables = [WordTable([words if place in places else () for place, words in enumerate(lists)]) for places in used]
        self._library = load_kernel()

    def judge(self, function: object, texts: pa.StringArray, wanted: BoolMask) -> tuple[BoolMask, BoolMask] | None:
        """The wanted texts that count, and those of which only the function can say; None if that is all of them."""
        number = self._numbers.get(function)
        if number is None or self._library is None:
            return None
        verdicts = np.empty(len(texts), np.uint8)
        self._library.gz_judge(
            ctypes.c_int32(number),
            ctypes.byref(self._tables[number].structure),
            ctypes.byref(text_structure(texts)),
            ctypes.c_void_p(wanted.ctypes.data),
            ctypes.c_void_p(verdicts.ctypes.data),
        )
        return verdicts == 1, verdicts == 2
