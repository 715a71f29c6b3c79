"""What a column matcher gives back for a batch: counts, masks and derived facts, never values."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

DECODED_RULE = "encoded.text"
"""Stands among a field's rules with the count of its values that were text in base64 and were looked at decoded."""
DIGEST_OF = "digest_of."
"""Before a rule's id: stands for digests that are proved to be those of values which the rule knows."""

BoolMask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RuleHits:
    """What one rule, form or dictionary found in a batch of values.

    Attributes:
        whole: values that match the pattern as a whole (placeholders not counted).
        valid: of these, those that pass validation (equal to `whole` where a rule has none).
        inside: values that hold a valid match inside longer text and are not whole matches.
        placeholders: values that are placeholders of the rule.
        accepted: mask over the batch's values, True where the value is a valid whole match; None if there are none.
        births: birth dates (datetime64[D]) embedded in accepted values, in any order.
        ages: ages in whole years stated by accepted values, in any order.
        regions: how many accepted values lie in which region.
        given_up: values in which no match was found, but of which only a part was searched (a coverage reason). A rule
            that hit nothing has a record with this alone.
    """

    rule: str
    whole: int = 0
    valid: int = 0
    inside: int = 0
    placeholders: int = 0
    accepted: BoolMask | None = None
    births: npt.NDArray[np.datetime64] | None = None
    ages: npt.NDArray[np.int64] | None = None
    regions: Counter[str] = field(default_factory=Counter)
    given_up: int = 0

    @property
    def has_counts(self) -> bool:
        """True if some value matched or is a placeholder."""
        return bool(self.whole or self.inside or self.placeholders)


class ColumnMatcher(Protocol):
    """All rules over one column's values."""

    @property
    def version(self) -> str:
        """`sha256:` + hash over everything that decides what matches."""
        ...

    def match(self, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Hits of every rule that hit or gave up, sorted by rule id; values are normalised text, nulls match nothing."""
        ...
