"""Pairs and URLs by the compiled kernel, as `pairs` reads them without it."""

import ctypes
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.kernel.library import kernel_function, load_kernel, pointer, text_structure
from gazetteer_scanners.scanning.layouts.parts import Places

Ends = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

_NEEDS_TRIM, _NEEDS_DECODING, _LEFT = 1, 2, 4


@dataclass(frozen=True, slots=True)
class RawPairs:
    """Names and values as they stand, and what is left to be done with them; see `pairs.ReadPairs`."""

    names: pa.StringArray
    values: pa.StringArray
    places: Places
    is_whole: Mask
    needs_trim: bool
    needs_decoding: bool


@dataclass(frozen=True, slots=True)
class CutUrls:
    """Where each URL is cut, as places in the octets of all: the first `#`, and before it the first `?`, or where that piece
    would end; where fragment and query begin, -1 where they hold no pairs."""

    hashes: Ends
    marks: Ends
    fragments: Ends
    queries: Ends


def can_read(texts: pa.StringArray) -> bool:
    """True if there is a kernel, and octets that it could read."""
    return load_kernel() is not None and len(texts) > 0 and texts.buffers()[2] is not None


def bounds_of(texts: pa.StringArray) -> Ends:
    """Where each text begins in the octets of all, and where the last one ends."""
    return np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + len(texts) + 1]


def read_raw(texts: pa.StringArray, starts: Ends, ends: Ends, between: str, assigns: str) -> RawPairs:
    """The pairs of pieces of the texts' octets, one for each text; a piece that starts below 0 is none, and not whole."""
    octets, bounds = texts.buffers()[2], bounds_of(texts)
    first, last = int(bounds[0]), int(bounds[-1])
    room = int(np.count_nonzero(np.frombuffer(octets, np.uint8)[first:last] == ord(assigns)))
    offsets = [pa.allocate_buffer(4 * (room + 1)) for _ in range(2)]
    words = [pa.allocate_buffer(last - first) for _ in range(2)]
    places, is_whole = np.empty(room, np.int64), np.empty(len(texts), np.bool_)
    told = kernel_function("gz_read_pairs", "pnppiipppppp")(
        octets.address,
        len(texts),
        *(pointer(one) for one in (starts, ends)),
        *(ord(one) for one in (between, assigns)),
        *(one.address for pair in zip(offsets, words, strict=True) for one in pair),
        *(pointer(one) for one in (places, is_whole)),
    )
    count = told // _LEFT
    names, values = (pa.StringArray.from_buffers(count, *pair) for pair in zip(offsets, words, strict=True))
    return RawPairs(names, values, places[:count], is_whole, bool(told & _NEEDS_TRIM), bool(told & _NEEDS_DECODING))


def cut_urls(urls: pa.StringArray) -> CutUrls:
    """Where each of the URLs is cut, of which none is null."""
    cut = CutUrls(*(np.empty(len(urls), np.int32) for _ in range(4)))
    ends = (pointer(one) for one in (cut.hashes, cut.marks, cut.fragments, cut.queries))
    kernel_function("gz_cut_urls", "ppppp")(ctypes.byref(text_structure(urls)), *ends)
    return cut


def bare_urls(urls: pa.StringArray, cut: CutUrls, takes_fragment: Mask, takes_query: Mask) -> pa.StringArray:
    """The URLs without the fragments and queries that are taken."""
    bounds = bounds_of(urls)
    offsets, data = pa.allocate_buffer(4 * (len(urls) + 1)), pa.allocate_buffer(int(bounds[-1]) - int(bounds[0]))
    places = (pointer(one) for one in (cut.hashes, cut.marks, takes_fragment, takes_query))
    kernel_function("gz_bare_urls", "ppppppp")(ctypes.byref(text_structure(urls)), *places, offsets.address, data.address)
    return pa.StringArray.from_buffers(len(urls), offsets, data)
