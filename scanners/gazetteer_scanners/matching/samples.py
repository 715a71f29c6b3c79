"""The rules that do not run on every row, over samples of a column: few, spread over the batch, the same each time."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.pattern import as_mask
from gazetteer_scanners.matching.protocol import ColumnMatcher, RuleHits
from gazetteer_scanners.recognizers.registry import RuleSet

SAMPLES = "samples"
"""Rule id under which evidence counts the samples themselves: what the counts of sampled rules are out of."""

MAX_SAMPLES = 200
"""Distinct values of a field that are looked at in a chunk."""

MAX_SAMPLE_CHARACTERS = 2_000
"""Of a longer text only the beginning is looked at."""

_LOOKED_AT = 2
"""So many values are looked at for each sample, since some of them are equal."""
_GOLDEN = 0.6180339887498949
_SHORTEST = 7
"""No sampled rule matches a text of fewer octets."""


_NUMBER = r"\A[0-9][0-9 ./-]*\z"
_FIRST_NUMBERS = 24
"""So many numbers are looked at first; the others only if more of these pass some check than would by chance."""
_TIMES_CHANCE = 2.0


class RuleSampler:
    """A rule set's rules for samples.

    Args:
        rules: the rule set.
        matcher: runs its `for_samples`.
    """

    def __init__(self, rules: RuleSet, matcher: ColumnMatcher) -> None:
        self.matcher = matcher
        self._chances = {rule.id: rule.chance for rule in rules.sampled}

    def sample(self, values: pa.StringArray, limit: int = MAX_SAMPLES) -> tuple[RuleHits, ...]:
        """Counts of each rule that accepts some of at most `limit` samples, sorted by id, then under `SAMPLES` how many
        samples were looked at; empty if no value is there.

        Numbers pass many countries' checks by accident, and each check costs: where the first ones pass no more often than
        by chance, the others are not looked at, and not counted as samples.
        """
        samples = choose_samples(values, limit)
        if not len(samples):
            return ()
        if pc.max(pc.binary_length(samples)).as_py() < _SHORTEST:
            return (RuleHits(SAMPLES, whole=len(samples), valid=len(samples)),)
        is_number = as_mask(pc.match_substring_regex(samples, _NUMBER))
        numbers = np.flatnonzero(is_number)
        first = numbers[_places(len(numbers), _FIRST_NUMBERS)]
        later = np.setdiff1d(numbers, first, assume_unique=True)
        looked_at = np.setdiff1d(np.arange(len(samples)), later, assume_unique=True)
        hits = self.matcher.match(samples.take(pa.array(looked_at)))
        if len(later) and self._is_promising(hits, len(first)):
            hits, looked_at = self.matcher.match(samples), np.arange(len(samples))
        counts = (RuleHits(hit.rule, hit.whole, hit.valid, hit.inside, hit.placeholders) for hit in hits)
        kept = [hit for hit in counts if hit.valid or hit.inside or hit.placeholders]
        return (*kept, RuleHits(SAMPLES, whole=len(looked_at), valid=len(looked_at)))

    def _is_promising(self, hits: Sequence[RuleHits], numbers: int) -> bool:
        """True if a rule accepts more of the first numbers than would pass by chance."""
        return any(hit.valid >= min(1 + _TIMES_CHANCE * self._chances[hit.rule] * numbers, numbers) for hit in hits)


def choose_samples(values: pa.StringArray, limit: int = MAX_SAMPLES) -> pa.StringArray:
    """At most `limit` distinct texts that are neither null nor empty, the same for the same values.

    The batch is cut into strata, and of each one value is taken, at a place that differs from stratum to stratum: every
    n-th row of a table can be of one kind.
    """
    is_there = None if not values.null_count else np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False))
    count = len(values) if is_there is None else len(is_there)
    places = _places(count, limit * _LOOKED_AT)
    chosen = values.take(pa.array(places if is_there is None else is_there[places]))
    distinct = pc.unique(chosen)
    lengths = pc.binary_length(distinct)
    distinct = distinct.filter(pc.greater(lengths, 0))[:limit]
    if len(distinct) and pc.max(lengths).as_py() > MAX_SAMPLE_CHARACTERS:
        return pc.utf8_slice_codeunits(distinct, 0, MAX_SAMPLE_CHARACTERS)
    return distinct


def _places(count: int, wanted: int) -> npt.NDArray[np.int64]:
    """At most `wanted` places among `count`, ascending: all, or one in each of as many strata."""
    if count <= wanted:
        return np.arange(count)
    strata = np.arange(wanted)
    within = strata * _GOLDEN % 1.0
    places: npt.NDArray[np.int64] = ((strata + within) * (count / wanted)).astype(np.int64)
    return np.minimum(places, count - 1)
