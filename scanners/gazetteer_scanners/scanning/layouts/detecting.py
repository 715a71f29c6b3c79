"""Decides by a column's first values how its texts are laid out; once for each column and chunk.

Objects and lists (JSON, XML) need no decision: they are known by their first characters in whatever rows they stand.
"""

import re
from enum import StrEnum

import numpy as np
import pyarrow as pa

from gazetteer_scanners.scanning.layouts.base64_texts import is_base64
from gazetteer_scanners.scanning.layouts.item_lists import AreValues, is_item_list
from gazetteer_scanners.scanning.layouts.pairs import PairForm, Pairs
from gazetteer_scanners.scanning.layouts.parts import most

_SAMPLED_VALUES = 50
_MAX_CHARACTERS = 1_024
"""Of a sampled value; longer ones say enough by their beginning."""
_SHARE = 0.9
_URL = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|//?[\w.-]+/?)[^\s]*")
_SHORTEST_BASE64 = 8


class Layout(StrEnum):
    """How the texts of a column are laid out."""

    PLAIN = "PLAIN"
    QUERY = "QUERY"
    COOKIE = "COOKIE"
    HEADERS = "HEADERS"
    URL = "URL"
    BASE64 = "BASE64"
    LIST = "LIST"


PAIR_FORMS = {Layout.QUERY: Pairs.QUERY.value, Layout.COOKIE: Pairs.COOKIE.value, Layout.HEADERS: Pairs.HEADERS.value}


def first_values(array: pa.Array) -> list[str]:
    """The first 50 values that are not null, without a look at the rest of a column that has no nulls."""
    if array.null_count:
        array = array.take(pa.array(np.flatnonzero(array.is_valid().to_numpy(zero_copy_only=False))[:_SAMPLED_VALUES]))
    values: list[str] = array.slice(0, _SAMPLED_VALUES).to_pylist()
    return values


def layout_of(sample: list[str], are_values: AreValues) -> Layout:
    """The layout of at least nine of ten texts of the sample; PLAIN if they share none."""
    texts = [text[:_MAX_CHARACTERS] for text in sample if text.strip()]
    if not texts:
        return Layout.PLAIN
    # Of so few texts one at least must have the layout, so that its signs say whether a closer look is worth it.
    signs = "".join(texts[: int(len(texts) * (1.0 - _SHARE)) + 1])
    for layout, form in PAIR_FORMS.items():
        if form.between in signs and form.assigns in signs and _are_pairs(texts, form):
            return layout
    if "/" in signs and most(_URL.fullmatch, texts, _SHARE):
        return Layout.URL
    if len(signs) >= _SHORTEST_BASE64 and is_base64(sample, _SHARE):
        return Layout.BASE64
    return Layout.LIST if is_item_list(texts, are_values) else Layout.PLAIN


def _are_pairs(texts: list[str], form: PairForm) -> bool:
    """True if most texts are pairs in this form; of a text that was cut, what stands before the last separator."""

    def holds(text: str) -> bool:
        whole = text if len(text) < _MAX_CHARACTERS else text[: text.rfind(form.between)]
        return form.shape.fullmatch(whole) is not None

    return most(holds, texts, _SHARE)
