"""Names that others chose, made safe to keep and to show: values masked, invisible characters escaped, length bounded.

    13800138000                        ***
    users<U+202E>                      users\\u202e
    x (ten thousand times)             x (two hundred times)…

Ids hash the names as they were said; what is shown never leads back to them.
"""

from functools import cache
from hashlib import blake2b
from typing import Final

from gazetteer_scanners.matching.masking import Masker
from gazetteer_scanners.recognizers.registry import load_rules

MAX_SHOWN: Final = 200
"""Characters of a name that are shown."""
CUT: Final = "…"
_TAG_BYTES = 4


def shown_name(name: str) -> str:
    """The name as it may be shown: masked as the names of datasets are, escaped, at most `MAX_SHOWN` characters."""
    return _bounded(_escaped(_masker().mask_name(name)))


def shown_key(*names: str) -> str:
    """The names joined by `/`, each as it may be shown; with a tag of the real ones where that is not all of them."""
    shown = "/".join(shown_name(name) for name in names)
    real = "/".join(names)
    if shown == real:
        return shown
    return f"{shown}#{blake2b(real.encode('utf-8', 'surrogatepass'), digest_size=_TAG_BYTES).hexdigest()}"


@cache
def _masker() -> Masker:
    return Masker(load_rules())


def _escaped(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def _bounded(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + CUT
