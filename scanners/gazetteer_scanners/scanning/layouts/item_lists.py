"""Several values in one cell with a sign between them: `13800138000;13900139000`, `a@example.org|b@example.org`.

A column is a list of items only if nearly each item is a value by itself, which the caller's rules say: a comma also
stands in addresses, names and sentences. Source: the separators that exports and forms use, ASCII and Chinese.
"""

import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.scanning.layouts.parts import most

SEPARATORS = r"\s*[;,|、，；\n]\s*"
_SEPARATOR = re.compile(SEPARATORS)
_SIGN = re.compile("[;,|、，；\n]")
_LISTS_SHARE = 0.3
_ITEMS_SHARE = 0.9
_MAX_ITEMS = 500
_FIRST_LISTS = 5
_MAY_BE_VALUE = re.compile("(?=.{2,256})(?:.*[0-9@]|[一-鿿·]{2,8}$)", re.DOTALL)
"""What values that rules know look like: a digit, an `@`, or a Chinese name; most words of a sentence have none."""

AreValues = Callable[[pa.StringArray], bool]
"""Says whether nearly all of these texts are values as a whole."""


def is_item_list(sample: list[str], are_values: AreValues) -> bool:
    """True if at least three of ten texts of the sample hold several items, and the items are values."""
    lists = [text for text in sample if _SIGN.search(text)]
    if not lists or len(lists) < _LISTS_SHARE * len(sample):
        return False
    if not most(_MAY_BE_VALUE.match, _items(lists[:_FIRST_LISTS]), _ITEMS_SHARE):
        return False
    items = _items(lists)[:_MAX_ITEMS]
    return len(items) > len(lists) and are_values(pa.array(items, pa.string()))


def _items(texts: list[str]) -> list[str]:
    return [item for text in texts for item in _SEPARATOR.split(text.strip()) if item]


def split_items(array: pa.StringArray) -> pa.ListArray:
    """The items of each text; null where there is none. Items between two separators may be empty."""
    return pc.split_pattern_regex(array, SEPARATORS)
