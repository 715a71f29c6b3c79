"""Masks personal data inside comments and names before they are shown or stored: they can hold values too."""

import re
from collections.abc import Sequence
from functools import lru_cache

import pyarrow as pa

from gazetteer_scanners.matching.finder import Finder, is_valid
from gazetteer_scanners.matching.protocol import ColumnMatcher
from gazetteer_scanners.matching.text import MAX_CELL_BYTES, normalise_one
from gazetteer_scanners.paths import Path, Step, path_text
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.recognizers.rule import Form, Rule

MASK = "***"

_KEPT_NAMES = 16_384
_BYTES_A_CHARACTER = 4


class Masker:
    """Masks what the rules find inside a text; of a name also what it is as a whole.

    Args:
        rules: the rules.
        matchers: run all of these rules between them; they say which ones a text without digits need not be searched for.
            Most names are such, and to make the rules' patterns takes longer than to scan a small source.
    """

    def __init__(self, rules: RuleSet, matchers: Sequence[ColumnMatcher] = ()) -> None:
        self._matchers = matchers
        self._finders = {rule.id: Finder(rule) for rule in (*rules.rules, *rules.sampled) if rule.inside}
        # A masked value shows nothing; rules without an element, with `needs_name` or of words also match ordinary names.
        self._whole = tuple(
            rule
            for rule in rules.rules
            if rule.element
            and not rule.inside
            and not rule.needs_name
            and rule.form is not Form.MASKED
            and not _is_of_words(rule)
        )
        self._mask_name = lru_cache(_KEPT_NAMES)(self._masked_name)  # `id` and `created_at` come in every table

    def mask(self, text: str) -> str:
        """The text as it is if it holds no match, else normalised, with every valid match replaced by `***`.

        A text that a rule gives up before its end is masked wholly: what stands behind that place nobody knows.
        """
        if len(text) * _BYTES_A_CHARACTER <= MAX_CELL_BYTES or "\n" not in text:
            return self._masked(text)
        return "\n".join(self._masked(line) for line in text.split("\n"))

    def mask_name(self, name: str) -> str:
        """The name of a dataset or step as it may be shown: `***` if it is a value as a whole, else as `mask` does."""
        return self._mask_name(name)

    def mask_path(self, path: Path) -> str:
        """The path's text as it may be shown: its names masked, then what they are together (a value cut at its dots)."""
        shown = tuple(Step(step.kind, self.mask_name(step.name)) if step.name else step for step in path)
        return self.mask_name(path_text(shown))

    def _masked_name(self, name: str) -> str:
        text = _normalised(name)
        hits = self._hits(text)
        rules = (rule for rule in self._whole if hits is None or rule.id in hits)
        if any(re.fullmatch(rule.pattern, text, re.ASCII) and is_valid(rule, text) for rule in rules):
            return MASK
        return self._masked(name)

    def _masked(self, text: str) -> str:
        original, text = text, _normalised(text)
        hits = self._hits(text)
        finders = self._finders.values() if hits is None else [self._finders[hit] for hit in hits & self._finders.keys()]
        found = [span for finder in finders for span in finder.search(text)]
        spans = sorted(span for span in found if span is not None)
        if len(spans) < len(found):
            return MASK
        if not spans:
            return original if _fits(original) else text  # beyond the limit only head and tail were looked at
        masked, end = "", 0
        for start, stop in spans:
            if start >= end:
                masked += text[end:start] + MASK
            end = max(end, stop)
        return masked + text[end:]

    def _hits(self, text: str) -> frozenset[str] | None:
        """The rules that may match the text or inside it; None if any may. What a number holds, matchers leave out."""
        if not self._matchers or any(map(str.isdigit, text)):
            return None
        values = pa.array([text], pa.string())
        return frozenset(hit.rule for matcher in self._matchers for hit in matcher.match(values))


def _is_of_words(rule: Rule) -> bool:
    """True if the rule's values are words of a closed list, as are names of columns: `男`, `本科`."""
    return any(hit.isalpha() for hit in rule.hits)


def _normalised(text: str) -> str:
    """As values are normalised; bytes of a file name that are no UTF-8 (lone surrogates) count as question marks."""
    if text.isascii() and len(text) <= MAX_CELL_BYTES:
        return text.strip()
    return normalise_one(text.encode("utf-8", "replace").decode("utf-8"))


def _fits(text: str) -> bool:
    return len(text.encode("utf-8", "replace")) <= MAX_CELL_BYTES
