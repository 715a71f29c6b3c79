"""Word tables: which of several lists hold a word, by one look-up; by Arrow, or in the kernel's form.

The kernel's form of many words is kept between processes, so that a scan need not even read the lists (see `keeping`).
"""

import ctypes
import sys
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.keeping import Array, keep, read_kept
from gazetteer_scanners.kernel.library import bind, kernel_digest, load_kernel
from gazetteer_scanners.recognizers.words import Words, digest_of

Masks = npt.NDArray[np.uint32]
MAX_LISTS = 31
_READABLE = bytes(8)
_KIND = "words"
_FORMAT = "gazetteer.words/1"
_KEPT = 24


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


class _Arrays(NamedTuple):
    """What the first fields of `WordsStructure` point at."""

    offsets: Array
    octets: Array
    masks: Array
    slots: Array
    filter: Array


def kept_or_made(origins: Sequence[str], make: Callable[[], Mapping[str, Array]]) -> Mapping[str, Array]:
    """What was kept of these origins, or is made of them now and kept."""
    key = sha256("\n".join((_FORMAT, sys.byteorder, *origins)).encode()).hexdigest()
    kept = read_kept(_KIND, key)
    if kept is not None:
        return kept.arrays
    made = make()
    keep(_KIND, key, None, made, _KEPT)
    return made


class WordTable:
    """Up to 31 lists of lower-case words; bit i of a mask is the i-th list."""

    def __init__(self, lists: Sequence[Set[str]]) -> None:
        self._lists = lists

    def look_up(self, lower: pa.StringArray) -> Masks:
        """For each text, which is lower case and not null, the lists that hold it."""
        words, known = self._words
        numbers = pc.fill_null(pc.index_in(lower, words), len(words))
        masks: Masks = known[numbers.to_numpy(zero_copy_only=False)]
        return masks

    @cached_property
    def structure(self) -> WordsStructure:
        """The kernel's form; its memory lives as long as this."""
        return _structure(self._arrays)

    @cached_property
    def _words(self) -> tuple[pa.StringArray, Masks]:
        """The words, and for each of them its lists; for what is no word, none."""
        masks: dict[str, int] = {}
        for i, words in enumerate(self._lists):
            listed = dict.fromkeys(words, 1 << i)
            for word in masks.keys() & listed.keys():
                listed[word] |= masks[word]
            masks |= listed
        masks.pop("", None)
        return pa.array(list(masks), pa.string()), np.array([*masks.values(), 0], np.uint32)

    @cached_property
    def _arrays(self) -> _Arrays:
        if not any(isinstance(words, Words) for words in self._lists):
            return self._built()
        return _Arrays(**kept_or_made((kernel_digest(), *map(digest_of, self._lists)), lambda: self._built()._asdict()))

    def _built(self) -> _Arrays:
        words, masks = self._words
        count = len(words)
        _, offsets, octets = words.buffers()
        size = 1 << (2 * max(count, 1)).bit_length()
        arrays = _Arrays(
            np.frombuffer(offsets, np.int32)[: count + 1] if count else np.zeros(1, np.int32),
            np.frombuffer(b"".join([octets or b"", _READABLE]), np.uint8),
            masks,
            np.zeros(size, np.uint64),
            np.zeros(size, np.uint8),
        )
        library = load_kernel()
        assert library is not None  # noqa: S101 - only the kernel's callers ask
        structure = _structure(arrays)
        bind(library, "gz_build_words", "pn")(ctypes.addressof(structure), count)
        return arrays


def _structure(arrays: _Arrays) -> WordsStructure:
    bits = (len(arrays.slots) * 8).bit_length() - 1
    longest = int(np.diff(arrays.offsets).max(initial=0))
    return WordsStructure(*(array.ctypes.data for array in arrays), len(arrays.slots), longest, 64 - bits)
