"""Counts what Presidio's engine finds in texts, whichever recognizers it runs."""

from collections import Counter
from collections.abc import Callable, Iterable

from presidio_analyzer import RecognizerResult

from gazetteer_scanners.matching.protocol import RuleHits


class EntityCounts:
    """In how many texts each entity was found: `whole` where a result spans the text, else `inside`."""

    def __init__(self) -> None:
        self._whole: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()

    def add(self, text: str, results: Iterable[RecognizerResult]) -> None:
        """One more text and what was found in it; an entity counts once."""
        spanning: dict[str, bool] = {}
        for result in results:
            spans_all = result.start == 0 and result.end == len(text)
            spanning[result.entity_type] = spanning.get(result.entity_type, False) or spans_all
        for entity, spans_all in spanning.items():
            (self._whole if spans_all else self._inside)[entity] += 1

    def hits(self, rule_of: Callable[[str], str]) -> tuple[RuleHits, ...]:
        """The counts under the rule id of each entity, sorted by entity."""
        return tuple(
            RuleHits(rule_of(entity), whole=self._whole[entity], valid=self._whole[entity], inside=self._inside[entity])
            for entity in sorted({*self._whole, *self._inside})
        )
