"""Lists of words as dictionaries: each with the shape of its words, so that other values are not looked up at all."""

from collections.abc import Collection, Iterable
from itertools import groupby

from gazetteer_scanners.matching.text import normalise_one

_MOST_SHAPES = 64
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_OTHER = "[^\x00-\x7f]"
_PLAIN_WORDS = frozenset("0123456789@_/")
"""What no word of a list without a shape may hold."""


def normal_words(words: Iterable[str]) -> frozenset[str]:
    """The words as values are normalised, in lower case; blank ones are left out."""
    return frozenset(normal for word in words if (normal := normalise_one(word).lower()))


def shape_of(words: Collection[str]) -> str | None:
    """A pattern that all of these normal words have, as narrow as can be; None if no shape is needed."""
    if not any(_PLAIN_WORDS & set(word) for word in words):
        return None
    shapes: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for word in words:
        runs = [(kind, len(list(group))) for kind, group in groupby(map(_kind, word))]
        kinds = tuple(kind for kind, _ in runs)
        known = shapes.get(kinds, [(length, length) for _, length in runs])
        pairs = zip(known, runs, strict=True)
        shapes[kinds] = [(min(low, length), max(high, length)) for (low, high), (_, length) in pairs]
    if len(shapes) > _MOST_SHAPES:
        lengths = [len(word) for word in words]
        return rf"[^\x00-\x1f]{{{min(lengths)},{max(lengths)}}}"
    return "|".join(_written(kinds, shapes[kinds]) for kinds in sorted(shapes))


def _kind(character: str) -> str:
    """The class of characters that stands for this one; case does not count."""
    if character in "0123456789":
        return "[0-9]"
    if character.isascii():
        return "[A-Za-z]" if character.isalpha() else _escaped(character)
    return _HAN if "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" else _OTHER


def _escaped(character: str) -> str:
    return f"\\{character}" if character in "\\^$.|?*+()[]{}-" else character


def _written(kinds: Iterable[str], lengths: Iterable[tuple[int, int]]) -> str:
    return "".join(kind + _times(low, high) for kind, (low, high) in zip(kinds, lengths, strict=True))


def _times(low: int, high: int) -> str:
    if low == high:
        return "" if low == 1 else f"{{{low}}}"
    return f"{{{low},{high}}}"
