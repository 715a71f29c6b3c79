"""Several values in one cell with a sign between them: `13800138000;13900139000`, `a@example.org|b@example.org`.

A column is a list of items only if nearly each item is a value by itself, which the caller's rules say: a comma also
stands in addresses, names and sentences. Source: the separators that exports and forms use, ASCII and Chinese.
"""

import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

SEPARATORS = r"\s*[;,|、，；\n]\s*"
LIST_SIGNS = frozenset(";,|、，；\n")
_SEPARATOR = re.compile(SEPARATORS)
_LISTS_SHARE = 0.3
_MAX_ITEMS = 2_000

AreValues = Callable[[pa.StringArray], bool]
"""Says whether nearly all of these texts are values as a whole."""


def is_item_list(sample: list[str], are_values: AreValues) -> bool:
    """True if at least three of ten texts of the sample hold several items, and the items are values."""
    texts = [text.strip(" \t\r\n;,|、，；") for text in sample if text.strip()]
    lists = [parts for text in texts if len(parts := _SEPARATOR.split(text)) > 1]
    if not lists or len(lists) < _LISTS_SHARE * len(texts):
        return False
    items = [item for parts in lists for item in parts if item][:_MAX_ITEMS]
    return bool(items) and are_values(pa.array(items, pa.string()))


def split_items(array: pa.StringArray) -> pa.ListArray:
    """The items of each text; null where there is none. Items between two separators may be empty."""
    return pc.split_pattern_regex(array, SEPARATORS)
