"""Samples of one chunk's columns, with a budget for each field: for rules that are not worth running on every row, and for
Presidio's engine over free text."""

from collections import Counter

import pyarrow as pa

from gazetteer_scanners.matching.ner_models import NER_SAMPLES, NerModel
from gazetteer_scanners.matching.presidio_entities import PRESIDIO_SAMPLES
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.samples import MAX_SAMPLES, RuleSampler, choose_samples
from gazetteer_scanners.paths import Path
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason

_FEWEST_OCTETS = 12


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
        left = MAX_SAMPLES - self._used[path]
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


class NerSampling:
    """A language model over the free texts of one chunk; it is imported only in a process that samples."""

    def __init__(self, model: NerModel) -> None:
        from gazetteer_scanners.matching.ner import load_ner  # heavy, and only for scans that ask for it

        self._ner = load_ner(model)
        self._model = model
        self._used: Counter[Path] = Counter()
        self._left_out = 0

    def hits(self, path: Path, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Hits among the field's next free texts; empty once its budget is used up. `NER_SAMPLES` counts the texts."""
        left = MAX_SAMPLES - self._used[path]
        texts = [text for text in choose_samples(values, left) if _is_free_text(text)] if left > 0 else []
        if not texts:
            return ()
        found = self._ner.look(texts)
        self._used[path] += len(texts)
        self._left_out += found.left_out
        return (*found.hits, RuleHits(NER_SAMPLES, whole=found.looked_at, valid=found.looked_at))

    def reasons(self) -> tuple[CoverageReason, ...]:
        """A TIMEOUT reason if the model was too slow for some texts."""
        if not self._left_out:
            return ()
        subject = f"free texts for which the {self._model.kind} model {self._model.name} had no time"
        return (CoverageReason.counted(CoverageCode.TIMEOUT, subject, self._left_out),)


def _is_free_text(text: str) -> bool:
    """True for more than one word, or for Chinese and other text that writes none apart."""
    return len(text.encode()) >= _FEWEST_OCTETS and (" " in text or not text.isascii()) and not text.isdigit()
