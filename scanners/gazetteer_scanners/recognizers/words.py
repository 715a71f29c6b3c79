"""Reads the word tables that stand beside the recognizers: one UTF-8 text file each, its source in the `#` lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

from gazetteer_scanners.errors import RuleError

_FOLDER = Path(__file__).parent
_SOME_WORD = re.compile(r"(?m)^(?!#)[^\n,]*[^\s,]")


class Words(Set[str]):
    """A set of words that is made when it is first asked: most scans look words up in tables that were made before.

    Attributes:
        digest: tells it from other sets of words without making it: a hash over the files, and the code, that it comes from.
    """

    __slots__ = ("_made", "_make", "digest")

    def __init__(self, make: Callable[[], frozenset[str]], digest: str) -> None:
        self._make = make
        self._made: frozenset[str] | None = None
        self.digest = digest

    def __contains__(self, word: object) -> bool:
        return word in (self._made or self._words())

    def __iter__(self) -> Iterator[str]:
        return iter(self._words())

    def __len__(self) -> int:
        return len(self._words())

    def __or__(self, other: Set[Any]) -> "Words":
        return Words(lambda: self._words() | frozenset(other), _digest("or", self.digest, digest_of(other)))

    __ror__ = __or__

    def __sub__(self, other: Set[Any]) -> "Words":
        return Words(lambda: self._words() - frozenset(other), _digest("without", self.digest, digest_of(other)))

    def __eq__(self, other: object) -> bool:
        return self._words() == (other._words() if isinstance(other, Words) else other)

    def __hash__(self) -> int:
        return hash(self._words())

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> frozenset[Any]:
        return frozenset(it)

    def __reduce__(self) -> tuple[type[frozenset[str]], tuple[tuple[str, ...]]]:
        return frozenset, (tuple(self),)

    def _words(self) -> frozenset[str]:
        if self._made is None:
            self._made = self._make()
        return self._made


def digest_of(words: Set[str]) -> str:
    """A hash that is the same for the same words, of the same origin."""
    return words.digest if isinstance(words, Words) else _digest(*sorted(words))


def derived_words(make: Callable[[], frozenset[str]], *origins: Words) -> Words:
    """Words that a function makes of others; its module's text is part of the digest, for nobody else knows what it does."""
    code = Path(make.__code__.co_filename).read_bytes().replace(b"\r\n", b"\n")
    where = f"{make.__module__}:{make.__code__.co_firstlineno}"
    return Words(make, _digest(where, sha256(code).hexdigest(), *(one.digest for one in origins)))


@cache
def read_words(name: str) -> Words:
    """The words of the table `topic/name.txt`: NFKC, lower case; several in a line are separated by commas.

    Raises:
        RuleError: the table is missing, empty or not UTF-8.
    """
    try:
        octets = (_FOLDER / name).read_bytes()
        text = octets.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"The word table {name} cannot be read: {type(error).__name__}. Reinstall the package.") from error
    if _SOME_WORD.search(text) is None:
        raise RuleError(f"The word table {name} holds no words. Reinstall the package.")
    return Words(lambda: _words_in(octets), sha256(octets.replace(b"\r\n", b"\n")).hexdigest())


def _words_in(octets: bytes) -> frozenset[str]:
    lines = (line for line in octets.decode().splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for cell in line.split(",") if (word := fold(cell.strip())))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()


def fold(text: str) -> str:
    """The form in which words are kept and compared: NFKC, lower case."""
    return normalize("NFKC", text).lower()


def any_word(text: str) -> str:
    """A pattern that matches each of these words, which are separated by spaces; `_` stands for a space in a word."""
    return "|".join(re.escape(word.replace("_", " ")) for word in text.split())
