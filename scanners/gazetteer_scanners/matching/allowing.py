"""Values that never count for an element, whatever its rules say: a hotline is no one's phone number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.protocol import BoolMask, ColumnMatcher, RuleHits
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.rulefiles.user_rules import AllowedValues


class AllowingMatcher:
    """A `ColumnMatcher` that takes allowed values out: they count as placeholders of the rules that match them.

    A column that holds some is looked at once more without them; all others cost nothing.

    Args:
        matcher: one over rules among which are those of the allowed values.
        rules: the same rules.
        allowed: which values, for which elements.
    """

    def __init__(self, matcher: ColumnMatcher, rules: RuleSet, allowed: Sequence[AllowedValues]) -> None:
        self._matcher = matcher
        self._elements = {entry.id: entry.element for entry in rules.entries}
        self._allowed = tuple(allowed)

    @property
    def version(self) -> str:
        """The rule set's version."""
        return self._matcher.version

    def match(self, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """See `ColumnMatcher.match`."""
        hits = {hit.rule: hit for hit in self._matcher.match(values)}
        for mask, rules in self._masked(hits):
            rest = pc.if_else(pa.array(~mask), values, pa.scalar(None, pa.string()))
            again = {hit.rule: hit for hit in self._matcher.match(rest)}
            for rule in rules:
                first, left = hits.pop(rule), again.get(rule, RuleHits(rule))
                taken = replace(left, placeholders=first.placeholders + first.valid - left.valid)
                if taken.has_counts or taken.given_up:
                    hits[rule] = taken
        return tuple(hits[rule] for rule in sorted(hits))

    def _masked(self, hits: Mapping[str, RuleHits]) -> list[tuple[BoolMask, list[str]]]:
        """Masks of allowed values that the column holds, each with the rules that hit and for which it is meant."""
        found = [(one, mask) for one in self._allowed if (mask := _mask_of(one, hits)) is not None]
        groups: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for rule in hits if found else ():
            element = self._elements.get(rule)
            if key := tuple(place for place, (one, _) in enumerate(found) if element in one.elements):
                groups[key].append(rule)
        return [(reduce(np.logical_or, (found[place][1] for place in key)), rules) for key, rules in groups.items()]


def _mask_of(allowed: AllowedValues, hits: Mapping[str, RuleHits]) -> BoolMask | None:
    masks = [mask for rule in allowed.rules if rule in hits and (mask := hits[rule].accepted) is not None]
    return reduce(np.logical_or, masks).astype(np.bool_) if masks else None
