"""One pattern over many texts: by RE2 in Arrow for many of them, by Python's `re` for few, with the same answer."""

import re
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.protocol import BoolMask

FEW = 200
"""Below this many texts Python is faster: Arrow compiles a pattern anew at each call, which costs about 0.1 ms."""

FEW_BYTES = 32 * 1024
"""And only for this many octets in all: RE2 takes linear time whatever the text, a backtracking engine need not."""


class Pattern:
    """A pattern in the subset that both engines read alike.

    Args:
        pattern: as in a rule, possibly beginning with `(?i)`.
        is_whole: match the whole text rather than anywhere in it.
        has_unicode_case: `(?i)` also joins letters beyond ASCII.
    """

    def __init__(self, pattern: str, *, is_whole: bool, has_unicode_case: bool = False) -> None:
        flag, body = split_flag(pattern)
        self._re2 = rf"{flag}\A(?:{body})\z" if is_whole else pattern
        self._python = rf"{flag}\A(?:{body})\Z" if is_whole else pattern
        self._flags = 0 if has_unicode_case else re.ASCII

    def mask(self, texts: pa.StringArray) -> BoolMask:
        """True for each text that matches; `texts` has no nulls."""
        if len(texts) < FEW and texts.nbytes < FEW_BYTES:
            return as_mask(pa.array([self._compiled.search(text) is not None for text in texts.to_pylist()], pa.bool_()))
        return as_mask(pc.match_substring_regex(texts, self._re2))

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._python, self._flags)


def split_flag(pattern: str) -> tuple[str, str]:
    """The pattern's leading `(?i)`, or an empty string, and the rest."""
    return ("(?i)", pattern[4:]) if pattern.startswith("(?i)") else ("", pattern)


def any_of(patterns: list[str]) -> str:
    """One pattern that matches where any of these does; `(?i)` of one does not reach the others."""
    bodies = []
    for pattern in patterns:
        flag, body = split_flag(pattern)
        bodies.append(f"(?i:{body})" if flag else f"(?:{body})")
    return "|".join(bodies) if bodies else "[^\x00-\U0010ffff]"


def as_mask(booleans: pa.BooleanArray) -> BoolMask:
    """The Arrow booleans as a numpy mask; they have no nulls."""
    mask: BoolMask = booleans.to_numpy(zero_copy_only=False)
    return mask
