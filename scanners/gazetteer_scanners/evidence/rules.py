"""What one rule, form or dictionary found in a field: counts and a small sketch of the distinct values that matched."""

from dataclasses import dataclass, field

from gazetteer_scanners.evidence.hyperloglog import HyperLogLog

RULE_P = 6


@dataclass(slots=True)
class RuleEvidence:
    """See `matching.protocol.RuleHits` for the counts.

    Attributes:
        matched: sketch of the distinct valid whole matches; None where the field's record had no room for it.
    """

    whole: int = 0
    valid: int = 0
    inside: int = 0
    placeholders: int = 0
    matched: HyperLogLog | None = field(default_factory=lambda: HyperLogLog(RULE_P))

    def merge(self, other: "RuleEvidence") -> None:
        """Add the other's counts; the sketch is lost if either side has none."""
        self.whole += other.whole
        self.valid += other.valid
        self.inside += other.inside
        self.placeholders += other.placeholders
        if self.matched is None or other.matched is None:
            self.matched = None
        else:
            self.matched.merge(other.matched)

    def copy(self, keeps_sketch: bool = True) -> "RuleEvidence":
        """An independent record of the same counts, with or without the sketch."""
        sketch = self.matched.copy() if self.matched is not None and keeps_sketch else None
        return RuleEvidence(self.whole, self.valid, self.inside, self.placeholders, sketch)

    def distinct(self) -> int | None:
        """Estimated distinct valid whole matches (standard error 13 %), at most `valid`; None without a sketch."""
        return None if self.matched is None else min(self.matched.estimate(), self.valid)
