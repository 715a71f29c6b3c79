"""Texts of names and values: query strings and form bodies, cookies, header blocks, and the parameters of URLs.

    phone=13800138000&mail=a%40example.org   ->   phone: 13800138000   mail: a@example.org
    theme=dark; uid=42                       ->   theme: dark          uid: 42
    https://example.org/pay?mobile=138…#t=1  ->   https://example.org/pay   ?.mobile: 138…   #.t: 1

Whole columns at a time. Source: the `application/x-www-form-urlencoded` section of the URL standard, RFC 6265 (cookies),
RFC 9110 section 5 (header fields), RFC 3986 (URLs).
"""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, unquote_plus

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.scanning.layouts.kernel_pairs import RawPairs, bare_urls, bounds_of, can_read, cut_urls, read_raw
from gazetteer_scanners.scanning.layouts.parts import Places

_NAME = r"[\w.$%\[\]-]{1,100}"


@dataclass(frozen=True, slots=True)
class PairForm:
    """How pairs are written.

    Attributes:
        between: what stands between pairs.
        assigns: what stands between a name and its value.
        is_urlencoded: values are percent-encoded, with `+` for a space.
        shape: what a text of such pairs looks like.
    """

    between: str
    assigns: str
    is_urlencoded: bool
    shape: re.Pattern[str]


def _shape(between: str, assigns: str, name: str = _NAME) -> re.Pattern[str]:
    pair = rf"{name}\s*{assigns}[^{between}\n]*" if between != r"\n" else rf"{name}{assigns}[^\n]*"
    return re.compile(rf"\??{pair}(?:{between}\s*{pair})+{between}?\s*")


class Pairs(Enum):
    """The forms that are read."""

    QUERY = PairForm("&", "=", True, _shape("&", "="))
    COOKIE = PairForm(";", "=", False, _shape(";", "="))
    HEADERS = PairForm("\n", ":", False, _shape(r"\n", ":", r"(?!BEGIN:)[A-Za-z][\w-]{1,60}"))  # no business card


_QUERY = Pairs.QUERY.value


@dataclass(frozen=True, slots=True)
class ReadPairs:
    """Names and values, with the place of the text in which each stood; `is_whole` is False for texts with more in them."""

    names: pa.StringArray
    values: pa.StringArray
    places: Places
    is_whole: npt.NDArray[np.bool_]


def read_pairs(texts: pa.StringArray, form: PairForm) -> ReadPairs:
    """The pairs of each text (none of them null), in their order; pieces that assign nothing make their text not whole."""
    if not can_read(texts):
        return _read_by_arrow(texts, form)
    bounds = bounds_of(texts)
    return _finished(read_raw(texts, bounds[:-1], bounds[1:], form.between, form.assigns), form)


def _finished(raw: RawPairs, form: PairForm) -> ReadPairs:
    names, values = raw.names, raw.values
    if raw.needs_trim:
        names, values = pc.utf8_trim_whitespace(names), pc.utf8_trim_whitespace(values)
    if raw.needs_decoding:
        names, values = _decoded(names, form), _decoded(values, form)
    return ReadPairs(names, values, raw.places, raw.is_whole)


def _read_by_arrow(texts: pa.StringArray, form: PairForm) -> ReadPairs:
    """As `read_pairs`: the reference for the kernel, and what does without it."""
    pieces = pc.split_pattern(texts, form.between)
    places = pc.list_parent_indices(pieces).to_numpy(zero_copy_only=False).astype(np.int64)
    flat = pc.utf8_ltrim(pc.list_flatten(pieces), " \t\r\n?")
    parts = pc.split_pattern(flat, form.assigns, max_splits=1)
    sizes = pc.list_value_length(parts).to_numpy(zero_copy_only=False)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if len(sizes) else np.empty(0, np.int64)
    has_value = sizes == 2
    is_whole = np.ones(len(texts), np.bool_)
    is_blank = (pc.binary_length(flat).to_numpy(zero_copy_only=False) == 0) if len(flat) else np.empty(0, np.bool_)
    is_whole[places[~has_value & ~is_blank]] = False
    words = pc.list_flatten(parts)
    at = starts[has_value]
    names = _decoded(pc.utf8_trim_whitespace(words.take(pa.array(at))), form)
    values = _decoded(pc.utf8_trim_whitespace(words.take(pa.array(at + 1))), form)
    return ReadPairs(names, values, places[has_value], is_whole)


def _decoded(texts: pa.StringArray, form: PairForm) -> pa.StringArray:
    """The texts with what is percent-encoded in them decoded; only those that hold such a thing are touched."""
    signs = "[%+]" if form.is_urlencoded else "%"
    is_encoded = pc.match_substring_regex(texts, signs)
    if not pc.any(is_encoded).as_py():
        return texts
    decode = unquote_plus if form.is_urlencoded else unquote
    decoded = [decode(text) for text in texts.filter(is_encoded).to_pylist()]
    return pc.replace_with_mask(texts, is_encoded, pa.array(decoded, pa.string()))


@dataclass(frozen=True, slots=True)
class ReadUrls:
    """URLs without the fragments and queries that are wholly pairs, and the pairs of each; places are those of the URLs."""

    bare: pa.StringArray
    fragment: ReadPairs
    query: ReadPairs


def read_urls(urls: pa.StringArray) -> ReadUrls:
    """The pairs of each URL (none of them null): behind its first `#`, and before that behind its first `?`."""
    if not can_read(urls):
        return _read_urls_by_arrow(urls)
    cut, ends = cut_urls(urls), bounds_of(urls)[1:]
    fragment, query = (
        _finished(read_raw(urls, starts, stops, _QUERY.between, _QUERY.assigns), _QUERY)
        for starts, stops in ((cut.fragments, ends), (cut.queries, cut.hashes))
    )
    return ReadUrls(bare_urls(urls, cut, fragment.is_whole, query.is_whole), fragment, query)


def _read_urls_by_arrow(urls: pa.StringArray) -> ReadUrls:
    """As `read_urls`: the reference for the kernel, and what does without it."""
    before, fragments = _cut(urls, "#")
    base, queries = _cut(before, "?")
    fragment, query = _pairs_among(fragments), _pairs_among(queries)
    bare = pc.if_else(pa.array(query.is_whole), base, before)
    is_kept = pc.and_(fragments.is_valid(), pc.invert(pa.array(fragment.is_whole)))
    if pc.any(is_kept).as_py():
        bare = pc.if_else(is_kept, pc.binary_join_element_wise(bare, fragments, "#"), bare)
    return ReadUrls(bare, fragment, query)


def _pairs_among(pieces: pa.StringArray) -> ReadPairs:
    """The pairs of those queries or fragments that hold some; the others are not whole."""
    at = _places_of_pairs(pieces)
    read = _read_by_arrow(pieces.take(pa.array(at)), _QUERY)
    is_whole = np.zeros(len(pieces), np.bool_)
    is_whole[at[read.is_whole]] = True
    return ReadPairs(read.names, read.values, at[read.places], is_whole)


def _places_of_pairs(pieces: pa.StringArray) -> Places:
    """The places of queries or fragments that hold pairs."""
    if pieces.null_count == len(pieces):
        return np.empty(0, np.int64)
    may_be = pc.match_substring(pieces, "=")
    if _is_used(pieces, "#"):
        may_be = pc.and_(may_be, pc.invert(pc.match_substring(pieces, "#")))
    return np.flatnonzero(pc.fill_null(may_be, False).to_numpy(zero_copy_only=False))


def _is_used(texts: pa.StringArray, sign: str) -> bool:
    """True if the octet occurs in the memory of the texts: much cheaper than asking each of them, and mostly it does not."""
    _, offsets, octets = texts.buffers()
    if octets is None:
        return False
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return bool((np.frombuffer(octets, np.uint8)[bounds[0] : bounds[-1]] == ord(sign)).any())


def _cut(texts: pa.StringArray, sign: str) -> tuple[pa.StringArray, pa.StringArray]:
    """What stands before the first sign, and what behind it, null where there is none."""
    if not _is_used(texts, sign):
        return texts, pa.nulls(len(texts), pa.string())
    parts = pc.split_pattern(texts, sign, max_splits=1)
    sizes = pc.list_value_length(parts).to_numpy(zero_copy_only=False)
    words = pc.list_flatten(parts)
    ends = np.cumsum(sizes, dtype=np.int64)
    return words.take(pa.array(ends - sizes)), words.take(pa.array(ends - 1, mask=sizes < 2))
