"""Samples of one chunk's columns, with a budget for each field: for rules that are not worth running on every row, and for
Presidio's engine over free text."""

from collections import Counter

import pyarrow as pa

from gazetteer_scanners.matching.presidio_entities import PRESIDIO_SAMPLES
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.samples import RuleSampler
from gazetteer_scanners.paths import Path
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason

SAMPLES_PER_FIELD = 200
"""Distinct texts of a field that the engine looks at in a chunk: it takes about a millisecond each."""


class RuleSampling:
    """The rules for samples, over those of one chunk.

    A field gives its samples once: from its first batch that has values. Different fields may be asked about in different
    threads.
    """

    def __init__(self, sampler: RuleSampler) -> None:
        self._sampler = sampler
        self._done: set[Path] = set()

    def hits(self, path: Path, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Counts of samples, and under `SAMPLES` how many there are; empty if the field has given its samples, or has no
        value here."""
        if path in self._done:
            return ()
        hits = self._sampler.sample(values)
        if hits:
            self._done.add(path)
        return hits


class PresidioSampling:
    """Presidio's engine over the samples of one chunk; importing Presidio happens here, only in the process that samples."""

    def __init__(self, rules: RuleSet) -> None:
        from gazetteer_scanners.matching.presidio import sampler_for  # heavy, and only for scans that ask for it

        self._sampler = sampler_for(rules)
        self._used: Counter[Path] = Counter()
        self._timeouts = 0

    def hits(self, path: Path, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Hits among the field's next samples; empty once its budget is used up. Counts are of samples, not of values;
        `PRESIDIO_SAMPLES` counts the samples."""
        left = SAMPLES_PER_FIELD - self._used[path]
        if left <= 0:
            return ()
        found = self._sampler.sample(values, left)
        self._used[path] += found.sampled
        self._timeouts += found.timeouts
        sampled = RuleHits(PRESIDIO_SAMPLES, whole=found.sampled, valid=found.sampled)
        return (*found.hits, sampled) if found.sampled else ()

    def reasons(self) -> tuple[CoverageReason, ...]:
        """A TIMEOUT reason if Presidio gave up patterns: each may have hidden a match."""
        if not self._timeouts:
            return ()
        subject = "patterns that Presidio gave up on samples that took too long"
        return (CoverageReason.counted(CoverageCode.TIMEOUT, subject, self._timeouts),)
