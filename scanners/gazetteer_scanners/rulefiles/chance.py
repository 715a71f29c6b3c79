"""Measures how often a pattern matches by accident: on made-up values that look like its own examples."""

import random
import re
from collections.abc import Callable, Sequence

from gazetteer_scanners.matching.pattern import split_flag

_TRIALS = 2_000
_DIGITS, _UPPER, _LOWER = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"


def measured_chance(pattern: str, validate: Callable[[str], bool] | None, hits: Sequence[str]) -> float:
    """Share of 2,000 made-up values that match, the same at every call; 0.0 without hits.

    Each has the shape of a hit: a digit for a digit, a letter for a letter of the same case, all else as it is.
    """
    if not hits:
        return 0.0
    flag, body = split_flag(pattern)
    regex = re.compile(f"{flag}(?:{body})", re.ASCII)
    made = random.Random(0)  # noqa: S311 - nothing secret: the same values each time are the point
    passed = 0
    for trial in range(_TRIALS):
        text = "".join(_another(character, made) for character in hits[trial % len(hits)])
        passed += regex.fullmatch(text) is not None and (validate is None or validate(text))
    return round(passed / _TRIALS, 4)


def _another(character: str, made: random.Random) -> str:
    for alphabet in (_DIGITS, _UPPER, _LOWER):
        if character in alphabet:
            return made.choice(alphabet)
    return character
