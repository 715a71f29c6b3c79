"""Cuts column names, table names and comments into words in one normal form.

`custPhoneNums`, `CUST_PHONE_NUM` and `custphonenum` all become `customer phone no`.
"""

import re
import unicodedata
from collections.abc import Iterable

from gazetteer_scanners.classification.name_words import ALIASES, NEVER_PIECES, UNCUT_WORDS, words

_PIECES = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[㐀-鿿]+")
_INITIALS_PLURAL = re.compile(r"[A-Z]{2,}s")
_UNDECOMPOSED = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss"})
_VOWEL = re.compile(r"[aeiou]")
_HAN = re.compile(r"[㐀-鿿]")
_NO_PLURALS = words("alias atlas canvas bias macos news series species lens always status pays poids adres cours mois acces")
_MIN_RUN = 5
"""Shorter words are not cut further: nearly every pair of letters is somebody's abbreviation."""
_MAX_RUN = 40
_MAX_KNOWN = 4_096
"""So many names are kept as they were split, for a table's name and each column's are asked for several times."""
_SHORT_PIECES = words("ip id no nr qq wx os sn cc to is cd nm dt")
"""The two-letter words that a run-together name may hold: `custid`, `ipaddr`, `ZIPCD`, `CUSTNM`."""


def fold(text: str) -> str:
    """The text with full-width forms, accents and zero-width characters folded away; case is kept."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    return "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cf"))


def has_han(text: str) -> bool:
    """True if there is a Chinese character in the text."""
    return _HAN.search(text) is not None


def singular(word: str) -> str:
    """The singular of a regular English plural; other words unchanged."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _NO_PLURALS:
        return word
    if not _VOWEL.search(word):
        return word  # pinyin initials: lxfs is 联系方式
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def normal_word(word: str) -> str:
    """Lower-case word to the spelling that all word tables use."""
    word = ALIASES.get(word, word)
    word = singular(word)
    return ALIASES.get(word, word)


def pieces(token: str) -> list[str]:
    """Lower-case runs of letters, digits or Chinese characters, cut at signs and camel humps; not yet normal."""
    found = _PIECES.findall(fold(token))
    return [(piece[:-1] if _INITIALS_PLURAL.fullmatch(piece) else piece).lower() for piece in found]


class Splitter:
    """Splits names into normal words, cutting run-together names with the help of a vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        known = frozenset(word for word in vocabulary if len(word) > 2 or word in _SHORT_PIECES)
        self._vocabulary = (known | UNCUT_WORDS) - NEVER_PIECES
        self._known: dict[str, tuple[str, ...]] = {}
        self._longest = max(map(len, self._vocabulary), default=0) + 2  # a plural may be two letters longer

    def split(self, token: str) -> list[str]:
        """The normal words of one name, in order; empty for a name without letters or digits."""
        found = self._known.get(token)
        if found is None:
            found = tuple(normal_word(part) for piece in pieces(token) for part in self._cut(piece))
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            self._known[token] = found
        return list(found)

    def _cut(self, word: str) -> list[str]:
        """The word in as few vocabulary words as possible, or the word alone if it does not come out even."""
        length = len(word)
        if not _MIN_RUN <= length <= _MAX_RUN or not word.isascii() or not word.isalpha() or self._knows(word):
            return [word]
        best: list[list[str] | None] = [[], *[None] * length]
        for end in range(2, length + 1):
            for start in range(max(0, end - self._longest), end - 1):
                before = best[start]
                if before is None or not self._knows(piece := word[start:end]):
                    continue
                present = best[end]
                if present is None or len(before) + 1 < len(present):
                    best[end] = [*before, piece]
        return best[length] or [word]

    def _knows(self, word: str) -> bool:
        return word in self._vocabulary or (word[-1] == "s" and len(word) > 4 and singular(word) in self._vocabulary)
