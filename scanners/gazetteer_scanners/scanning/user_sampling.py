"""Patterns of the user that no table can hold, over samples of each column; a budget of texts, characters and time.

They come from Presidio's recognizer files (look-around, references), which are written for the package `regex`; so it
runs them, and gives one up after a second.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.samples import MAX_SAMPLES, first_by_hash
from gazetteer_scanners.paths import Path
from gazetteer_scanners.rulefiles.user_rules import SampledPattern
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason

USER_SAMPLES_RULE = "user.samples"
"""Rule id under which evidence counts the samples: what the counts of sampled patterns are out of."""
TIMEOUT_S = 1.0
"""Of one pattern on one text."""


class UserSampling:
    """The samples of one chunk."""

    def __init__(self, patterns: Sequence[SampledPattern]) -> None:
        self._patterns = [(one, _compiled(one.pattern, one.flags)) for one in patterns]
        self._used: Counter[Path] = Counter()
        self._timeouts = self._beyond = 0

    def hits(self, path: Path, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Hits among the field's next samples, as counts of samples; empty once its budget is used up."""
        distinct = pc.drop_null(pc.unique(values))
        left = max(MAX_SAMPLES - self._used[path], 0)
        self._beyond += max(len(distinct) - left, 0)
        texts = first_by_hash(filter(None, distinct.to_pylist()), left) if left else []
        if not texts:
            return ()
        self._used[path] += len(texts)
        found = [hit for one, regex in self._patterns if (hit := self._hit(one.id, regex, texts)).has_counts]
        return (*found, RuleHits(USER_SAMPLES_RULE, whole=len(texts), valid=len(texts)))

    def _hit(self, rule: str, regex: Any, texts: Sequence[str]) -> RuleHits:
        whole = inside = 0
        for text in texts:
            try:
                match = regex.search(text, timeout=TIMEOUT_S)
            except TimeoutError:
                self._timeouts += 1
                continue
            if match is not None and match.end() > match.start():
                is_whole = match.span() == (0, len(text))
                whole += is_whole
                inside += not is_whole
        return RuleHits(rule, whole=whole, valid=whole, inside=inside)

    def reasons(self) -> tuple[CoverageReason, ...]:
        """What the patterns have not looked at: values beyond the samples (asked for), texts that took too long."""
        found = []
        if self._beyond:
            names = ", ".join(sorted(one.id for one, _ in self._patterns)[:3])
            subject = f"values beyond the samples that patterns which cannot be compiled are looked for in ({names})"
            found.append(CoverageReason.counted(CoverageCode.SAMPLED, subject, self._beyond, is_expected=True))
        if self._timeouts:
            subject = "searches of such patterns that took too long and were given up"
            found.append(CoverageReason.counted(CoverageCode.TIMEOUT, subject, self._timeouts))
        return tuple(found)


@cache
def _compiled(pattern: str, flags: int) -> Any:
    import regex  # only scans with such patterns need it

    return regex.compile(pattern, flags)
