"""Masks personal data inside comments and names before they are shown or stored: they can hold values too."""

from gazetteer_scanners.matching.finder import Finder
from gazetteer_scanners.matching.text import normalise_one
from gazetteer_scanners.recognizers.registry import RuleSet

MASK = "***"


class Masker:
    """Masks what the rules find inside a text."""

    def __init__(self, rules: RuleSet) -> None:
        self._finders = tuple(Finder(rule) for rule in rules.rules if rule.inside)

    def mask(self, text: str) -> str:
        """The text as it is if it holds no match, else normalised, with every valid match replaced by `***`."""
        original, text = text, normalise_one(text)
        spans = sorted(span for finder in self._finders for span in finder.find(text))
        if not spans:
            return original
        masked, end = "", 0
        for start, stop in spans:
            if start >= end:
                masked += text[end:start] + MASK
            end = max(end, stop)
        return masked + text[end:]
