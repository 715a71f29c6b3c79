"""The rules that do not run on every row, over samples of a column: few, spread over the batch, the same each time."""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.matching.distinct import take_at
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
_NUMBER = re.compile(r"[0-9][0-9 ./-]*", re.ASCII)
_FIRST_NUMBERS = 24
"""So many numbers are looked at first; the others only if more of these pass some check than would by chance."""
_TIMES_CHANCE = 2.0

_LETTER = r"[^\x00-ͯ\U00010000-\U0010ffff]"
"""A character from Greek on to the end of the first plane; said by what it is not, it compiles in a tenth of the time."""
HINT = re.compile(
    r"(?:[0-9][ ./-]?){6}|[0-9][ -]?[A-Z]|[A-Z][ -]?[0-9]|[A-Z0-9<]{8}|[0-9A-Za-z_-]{20}|://|;|\$[0-9a-zA-Z]"
    r"|[Ѐ-ӿ؀-ۿ぀-ヿ㐀-鿿가-힣]{2}|[0-9A-Za-zß-ÿ][.,:]? [0-9A-Z]|[0-9] [a-z]"
    rf"|[a-z]\.[a-z]|[0-9][,:][0-9]|{_LETTER}[ ·:]?[0-9A-Za-z]|[A-Za-z]{_LETTER}|: ?[0-9a-zA-Z]|[a-z]_[0-9a-z]"
    r"|[A-Z0-9]{2}-[A-Z0-9]{2}",
    re.ASCII,
)
"""What most rules cannot do without, and most columns of words, states and small numbers do not have."""

_SHORT_CHARACTERS = 4_000


class RuleSampler:
    """A rule set's rules for samples.

    Args:
        rules: the rule set.
        matcher: runs its `for_samples`.
    """

    def __init__(self, rules: RuleSet, matcher: ColumnMatcher) -> None:
        self.matcher = matcher
        # Runs of digits that only begin as they have to prove nothing, however many there are.
        self._chances = {rule.id: rule.chance for rule in rules.sampled if rule.has_checksum or not rule.needs_name}
        self._needs_hint = all(HINT.search(text) for rule in rules.sampled for text in (*rule.hits, *rule.inside_hits))

    def sample(self, values: pa.StringArray, limit: int = MAX_SAMPLES) -> tuple[RuleHits, ...]:
        """Counts of each rule that accepts some of at most `limit` samples, sorted by id, then under `SAMPLES` how many
        samples were looked at; empty if no value is there.

        Numbers pass many countries' checks by accident, and each check costs: where the first ones pass no more often than
        by chance, the others are not looked at, and not counted as samples.
        """
        samples = choose_samples(values, limit)
        if not samples:
            return ()
        if self._needs_hint and not _may_match(samples):
            return (_count(samples),)
        numbers = [text for text in samples if _NUMBER.fullmatch(text)]
        later = set(numbers) - {numbers[place] for place in _places(len(numbers), _FIRST_NUMBERS)}
        looked_at = [text for text in samples if text not in later]
        hits = self._match(looked_at)
        if later and self._is_promising(hits, len(numbers) - len(later)):
            looked_at, hits = samples, self._match(samples)
        return (*hits, _count(looked_at))

    def _match(self, samples: Sequence[str]) -> list[RuleHits]:
        """The counts of rules that accept something, without masks."""
        hits = self.matcher.match(pa.array(samples, pa.string()))
        counts = (RuleHits(hit.rule, hit.whole, hit.valid, hit.inside, hit.placeholders) for hit in hits)
        return [hit for hit in counts if hit.valid or hit.inside or hit.placeholders]

    def _is_promising(self, hits: Sequence[RuleHits], numbers: int) -> bool:
        """True if a rule accepts more of the first numbers than would pass by chance."""
        telling = [hit for hit in hits if hit.rule in self._chances]
        return any(hit.valid >= min(1 + _TIMES_CHANCE * self._chances[hit.rule] * numbers, numbers) for hit in telling)


def choose_samples(values: pa.StringArray, limit: int = MAX_SAMPLES) -> list[str]:
    """At most `limit` distinct texts that are neither null nor empty, the same for the same values.

    The batch is cut into strata, and of each one value is taken, at a place that differs from stratum to stratum: every
    n-th row of a table can be of one kind.
    """
    if values.null_count:
        is_there = np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False))
        places = is_there[_places(len(is_there), limit * _LOOKED_AT)]
    else:
        places = _places(len(values), limit * _LOOKED_AT)
    texts = take_at(values, places).to_pylist() if len(places) < len(values) else values.to_pylist()
    distinct = dict.fromkeys(texts)
    distinct.pop("", None)
    distinct.pop(None, None)
    chosen = list(distinct)
    return [chosen[place][:MAX_SAMPLE_CHARACTERS] for place in _places(len(chosen), limit)]


def first_by_hash(texts: Iterable[str], limit: int) -> list[str]:
    """At most `limit` of distinct texts, cut to 2,000 characters: the first by hash, so that their order is no matter."""
    ordered = sorted(texts, key=lambda text: blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
    return [text[:MAX_SAMPLE_CHARACTERS] for text in ordered[:limit]]


def _places(count: int, wanted: int) -> npt.NDArray[np.int64]:
    """At most `wanted` places among `count`, ascending: all, or one in each of as many strata."""
    if count <= wanted:
        return np.arange(count)
    strata = np.arange(wanted)
    within = strata * _GOLDEN % 1.0
    places: npt.NDArray[np.int64] = ((strata + within) * (count / wanted)).astype(np.int64)
    return np.minimum(places, count - 1)


def _may_match(samples: Sequence[str]) -> bool:
    """False if no sample has a hint; texts are not searched for one, which takes longer than matching them."""
    joined = "\n".join(samples)
    return len(joined) > _SHORT_CHARACTERS or HINT.search(joined) is not None


def _count(samples: Sequence[str]) -> RuleHits:
    return RuleHits(SAMPLES, whole=len(samples), valid=len(samples))
