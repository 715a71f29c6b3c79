"""Reads the word tables that stand beside the recognizers: one UTF-8 text file each, its source in the `#` lines."""

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

from gazetteer_scanners.errors import RuleError

_FOLDER = Path(__file__).parent


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of the table `topic/name.txt`: NFKC, lower case; several in a line are separated by commas.

    Raises:
        RuleError: the table is missing, empty or not UTF-8.
    """
    try:
        text = (_FOLDER / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"The word table {name} cannot be read: {type(error).__name__}. Reinstall the package.") from error
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    words = frozenset(word for line in lines for cell in line.split(",") if (word := fold(cell.strip())))
    if not words:
        raise RuleError(f"The word table {name} holds no words. Reinstall the package.")
    return words


def fold(text: str) -> str:
    """The form in which words are kept and compared: NFKC, lower case."""
    return normalize("NFKC", text).lower()


def any_word(text: str) -> str:
    """A pattern that matches each of these words, which are separated by spaces; `_` stands for a space in a word."""
    return "|".join(re.escape(word.replace("_", " ")) for word in text.split())
