"""Presidio's own catalogue as rules: the patterns of all its recognizers, to measure the compiler on patterns of others.

Source: presidio-analyzer, `predefined_recognizers`. A pattern there is searched for anywhere, in any case; here it is one
for whole values and for matches beside no letter or digit, which is what its outer `\\b` say. Importing this module
imports Presidio.
"""

import re
from collections.abc import Callable, Iterator
from typing import cast

from presidio_analyzer import Pattern, PatternRecognizer, predefined_recognizers

from gazetteer_scanners.recognizers.rule import Rule

_EDGE, _CASE = r"\b", "(?i)"
_MARKS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|[()|]", re.DOTALL)


def presidio_patterns() -> tuple[Rule, ...]:
    """A rule for each pattern, `presidio.<entity>.<place>`, sorted; those with look-around among them."""
    return tuple(sorted(_rules(), key=lambda rule: rule.id))


def _rules() -> Iterator[Rule]:
    places: dict[str, int] = {}
    for name in sorted(vars(predefined_recognizers)):
        kind = getattr(predefined_recognizers, name)
        if not (isinstance(kind, type) and issubclass(kind, PatternRecognizer)) or kind is PatternRecognizer:
            continue
        recognizer = cast("Callable[[], PatternRecognizer]", kind)()
        entity = recognizer.supported_entities[0].lower()
        for pattern in cast("list[Pattern]", recognizer.patterns):  # type: ignore[has-type] # Presidio is not typed
            place = places[entity] = places.get(entity, -1) + 1
            yield Rule(
                id=f"presidio.{entity}.{place:02}",
                element="",
                pattern=_bare(pattern.regex),
                source=f"presidio-analyzer, {name}: {pattern.name}",
                hits=(),
                misses=(),
                inside=True,
            )


def _bare(regex: str) -> str:
    """The expression without its outer word boundaries, and with Presidio's flags."""
    body = regex.removeprefix(_EDGE).removeprefix(_CASE)
    body = body if regex.startswith(_EDGE) and not _has_branches(regex) else regex.replace(_CASE, "")
    return f"{_CASE}(?s:{body.removesuffix(_EDGE) if not _has_branches(regex) else body})"


def _has_branches(regex: str) -> bool:
    """True if some `|` stands outside all brackets: what begins the expression then begins only its first branch."""
    depth = 0
    for mark in _MARKS.findall(regex):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == "|" and not depth:
            return True
    return False
