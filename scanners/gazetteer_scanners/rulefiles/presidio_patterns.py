"""Presidio's expressions as patterns of bare values: what stands at their edges becomes the boundary of matches inside text.

Presidio searches for an expression anywhere in a text. Most begin and end with `\\b` or a look at the digits beside, which
tables need not hold: `(?<!\\d)\\d{6}(?!\\d)` is `[0-9]{6}` with the boundary DIGIT.
"""

import re
from dataclasses import dataclass

from gazetteer_scanners.recognizers.rule import Boundary

_MARKS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_INLINE = re.compile(r"\(\?([aiLmsux]+)\)")
_BEFORE = {
    r"\b": Boundary.ALPHANUMERIC, r"(?<!\w)": Boundary.ALPHANUMERIC, r"(?<![A-Za-z0-9])": Boundary.ALPHANUMERIC,
    r"(?<![a-zA-Z0-9])": Boundary.ALPHANUMERIC, r"(?<!\d)": Boundary.DIGIT, r"(?<![0-9])": Boundary.DIGIT,
}  # fmt: skip
_BEHIND = {
    r"\b": Boundary.ALPHANUMERIC, r"(?!\w)": Boundary.ALPHANUMERIC, r"(?![A-Za-z0-9])": Boundary.ALPHANUMERIC,
    r"(?![a-zA-Z0-9])": Boundary.ALPHANUMERIC, r"(?!\d)": Boundary.DIGIT, r"(?![0-9])": Boundary.DIGIT,
}  # fmt: skip
_STARTS, _ENDS = ("^", r"\A"), ("$", r"\Z")


@dataclass(frozen=True, slots=True)
class BarePattern:
    """A pattern of the whole value, and how matches inside text are bounded; `may_be_inside` False for an anchored one."""

    pattern: str
    boundary: Boundary
    may_be_inside: bool


def with_flags(regex: str) -> tuple[str, int]:
    """The expression without inline flags such as `(?i)`, which Python wants at the start, and these flags."""
    flags = 0
    for letters in _INLINE.findall(regex):
        for letter in letters:
            flags |= int(getattr(re, letter.upper(), 0)) if letter in "imsx" else 0
    return _INLINE.sub("", regex), flags


def bare_pattern(regex: str, flags: int) -> BarePattern | str:
    """The expression as a pattern; why not, if it is written in a way that only an engine understands."""
    body, inline = with_flags(regex)
    flags |= inline
    if flags & re.VERBOSE:
        return "it is written with spaces and comments (VERBOSE)"
    body, before, behind, is_anchored = _peeled(body)
    is_wide = re.compile("(?s)" + body).match("") is not None if _compiles(body) else True
    boundaries = {edge for edge in (before, behind) if edge is not None}
    boundary = boundaries.pop() if len(boundaries) == 1 else Boundary.ALPHANUMERIC if boundaries else Boundary.NONE
    dotted = f"(?s:{body})" if flags & re.DOTALL else f"(?:{body})"
    return BarePattern(f"{'(?i)' if flags & re.IGNORECASE else ''}{dotted}", boundary, not is_anchored and not is_wide)


def _compiles(body: str) -> bool:
    try:
        re.compile(body)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _peeled(body: str) -> tuple[str, Boundary | None, Boundary | None, bool]:
    """The expression without brackets around all of it and without what stands at its edges."""
    before: Boundary | None = None
    behind: Boundary | None = None
    is_anchored = False
    while True:
        known = body
        if (inner := _unwrapped(body)) is not None:
            body = inner
        if not _has_branches(body):
            for text, edge in _BEFORE.items():
                if body.startswith(text) and len(body) > len(text):
                    body, before = body.removeprefix(text), edge
            for text, edge in _BEHIND.items():
                if _ends_with(body, text):
                    body, behind = body.removesuffix(text), edge
            start = next((text for text in _STARTS if body.startswith(text)), "")
            end = next((text for text in _ENDS if _ends_with(body, text)), "")
            is_anchored = is_anchored or bool(start or end)
            body = body.removeprefix(start).removesuffix(end) if end else body.removeprefix(start)
        if body == known:
            return body, before, behind, is_anchored


def _ends_with(body: str, text: str) -> bool:
    """True if the expression ends with this, and not with a backslash before it that makes something else of it."""
    if not body.endswith(text) or len(body) <= len(text):
        return False
    rest = body.removesuffix(text)
    return (len(rest) - len(rest.rstrip("\\"))) % 2 == 0


def _unwrapped(body: str) -> str | None:
    """What one pair of brackets around all of the expression holds; None if there is none."""
    if not body.startswith("(") or (body.startswith("(?") and not body.startswith("(?:")):
        return None
    depth = 0
    for mark in _MARKS.finditer(body):
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        if not depth:
            return body[3 if body.startswith("(?:") else 1 : -1] if mark.end() == len(body) else None
    return None


def _has_branches(body: str) -> bool:
    """True if some `|` stands outside all brackets: an edge then belongs to one branch alone."""
    depth = 0
    for mark in _MARKS.findall(body):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == "|" and not depth:
            return True
    return False
