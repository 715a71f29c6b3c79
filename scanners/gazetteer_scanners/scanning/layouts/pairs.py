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
    HEADERS = PairForm("\n", ":", False, _shape(r"\n", ":", r"[A-Za-z][\w-]{1,60}"))


@dataclass(frozen=True, slots=True)
class ReadPairs:
    """Names and values, with the place of the text in which each stood; `is_whole` is False for texts with more in them."""

    names: pa.StringArray
    values: pa.StringArray
    places: Places
    is_whole: npt.NDArray[np.bool_]


def read_pairs(texts: pa.StringArray, form: PairForm) -> ReadPairs:
    """The pairs of each text (none of them null), in their order; pieces that assign nothing make their text not whole."""
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
class UrlPart:
    """A part of URLs that can hold pairs: the step below the column, and where the part stands."""

    step: str
    pattern: str
    removed: str


URL_PARTS = (
    UrlPart("#", r"#\??(?P<pairs>[^#]*=[^#]*)$", r"#[^#]*$"),
    UrlPart("?", r"^[^?#]*\?(?P<pairs>[^#]*=[^#]*)", r"\?[^#]*"),
)


def url_part(urls: pa.StringArray, part: UrlPart) -> tuple[Places, pa.StringArray]:
    """Places of the URLs (none of them null) that have such a part with pairs, and its text in each."""
    may_have = pc.match_substring(urls, part.step).to_numpy(zero_copy_only=False)
    at = np.flatnonzero(may_have)
    if not len(at):
        return at, urls.slice(0, 0)
    found = pc.struct_field(pc.extract_regex(urls.take(pa.array(at)), part.pattern), [0])
    has = found.is_valid().to_numpy(zero_copy_only=False)
    return at[has], found.filter(pa.array(has))
