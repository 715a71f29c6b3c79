"""Word tables: which of several lists hold a word, by one look-up; by Arrow, or in the kernel's form."""

import ctypes
from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.kernel.library import bind, load_kernel

Masks = npt.NDArray[np.uint32]
MAX_LISTS = 31
_READABLE = bytes(8)


class WordsStructure(ctypes.Structure):
    """`gz_words` of `kernel/words.h`."""

    _fields_ = (
        ("offsets", ctypes.c_void_p),
        ("octets", ctypes.c_void_p),
        ("masks", ctypes.c_void_p),
        ("slots", ctypes.c_void_p),
        ("filter", ctypes.c_void_p),
        ("size", ctypes.c_uint64),
        ("longest", ctypes.c_int64),
        ("shift", ctypes.c_int32),
    )


class WordTable:
    """Up to 31 lists of lower-case words; bit i of a mask is the i-th list."""

    def __init__(self, lists: Sequence[Collection[str]]) -> None:
        masks: dict[str, int] = {}
        for i, words in enumerate(lists):
            listed = dict.fromkeys(words, 1 << i)
            for word in masks.keys() & listed.keys():
                listed[word] |= masks[word]
            masks |= listed
        masks.pop("", None)
        self._words = pa.array(list(masks), pa.string())
        self._masks = np.array([*masks.values(), 0], np.uint32)

    def look_up(self, lower: pa.StringArray) -> Masks:
        """For each text, which is lower case and not null, the lists that hold it."""
        numbers = pc.fill_null(pc.index_in(lower, self._words), len(self._words))
        masks: Masks = self._masks[numbers.to_numpy(zero_copy_only=False)]
        return masks

    @cached_property
    def structure(self) -> WordsStructure:
        """The kernel's form; its memory lives as long as this."""
        offsets, octets, slots, marks = self._arrays
        bits = (len(slots) * 8).bit_length() - 1
        addresses = [array.ctypes.data for array in (offsets, octets, self._masks, slots, marks)]
        longest = int(np.diff(offsets).max(initial=0))
        structure = WordsStructure(*addresses, len(slots), longest, 64 - bits)
        library = load_kernel()
        assert library is not None  # noqa: S101 - only the kernel's callers ask
        bind(library, "gz_build_words", "pn")(ctypes.addressof(structure), len(self._words))
        return structure

    @cached_property
    def _arrays(self) -> tuple[npt.NDArray[np.generic], ...]:
        """Offsets and octets of the words, room for the slots and the filter."""
        count = len(self._words)
        _, offsets, octets = self._words.buffers()
        size = 1 << (2 * max(count, 1)).bit_length()
        return (
            np.frombuffer(offsets, np.int32)[: count + 1] if count else np.zeros(1, np.int32),
            np.frombuffer(b"".join([octets or b"", _READABLE]), np.uint8),
            np.zeros(size, np.uint64),
            np.zeros(size, np.uint8),
        )
