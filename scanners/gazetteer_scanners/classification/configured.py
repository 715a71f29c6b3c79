"""What a configuration decides beside the evidence: columns, thresholds, names that say nothing, elements left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from functools import cache

from gazetteer_scanners.classification.decision import Detection, Factors, LevelReason
from gazetteer_scanners.classification.scoring import CANDIDATE, IN_FORCE
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.taxonomy import Level

CONFIGURATION = "configuration"
"""The rule of a `LevelReason` that rests on a configuration."""


@dataclass(frozen=True, slots=True)
class WeakName:
    """A further name of an element that proves little by itself: its strength among names, 0 to 1."""

    element: str
    text: str
    strength: float


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """What a configuration says of columns.

    Attributes:
        source, dataset, path: patterns in lower case, `*` and `?` as in file names.
        elements: the elements that the columns do not hold or, if `holds`, the one that they hold.
        text: one sentence that names the file.
    """

    source: str
    dataset: str
    path: str
    elements: frozenset[str]
    holds: bool
    text: str

    def speaks_of(self, source: str, dataset: str, path: str) -> bool:
        """True if the column, in lower case, is one of those."""
        return fits(path, self.path) and fits(dataset, self.dataset) and fits(source, self.source)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from which elements are in force and from which they are candidates, overall and by element or group."""

    in_force: float = IN_FORCE
    candidate: float = CANDIDATE
    in_force_of: Mapping[str, float] = field(default_factory=dict)
    candidate_of: Mapping[str, float] = field(default_factory=dict)

    def lowest_in_force(self, closure: tuple[str, ...]) -> float:
        """The score from which the element whose id and ancestors are `closure` is in force."""
        return next((self.in_force_of[one] for one in closure if one in self.in_force_of), self.in_force)

    def lowest_candidate(self, closure: tuple[str, ...]) -> float:
        """The score from which it is a candidate."""
        return next((self.candidate_of[one] for one in closure if one in self.candidate_of), self.candidate)


@dataclass(frozen=True, slots=True)
class Configured:
    """All that a configuration decides; by default nothing.

    Attributes:
        columns: decisions on columns.
        ignored: patterns of names, in lower case, that say nothing.
        own: the configuration's own elements, which columns of any kind can hold.
        disabled: elements that nothing speaks for.
    """

    columns: tuple[ColumnDecision, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    ignored: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()

    def ignores(self, name: str) -> bool:
        """True if a field's own name says nothing."""
        folded = name.lower()
        return any(fits(folded, one) for one in self.ignored)

    def of_column(self, source: str, dataset: str, path: str) -> tuple[ColumnDecision, ...]:
        """The decisions on a column, in their order."""
        if not self.columns:
            return ()
        column = (source.lower(), dataset.lower(), path.lower())
        return tuple(one for one in self.columns if one.speaks_of(*column))


def fits(name: str, pattern: str) -> bool:
    """True if a name has a pattern such as `*_no`; `?` stands for one character, and brackets for themselves."""
    return _expression(pattern).match(name) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(re.sub(r"\*+", "*", pattern.replace("[", "[[]"))))


def decided(found: tuple[Detection, ...], decisions: tuple[ColumnDecision, ...]) -> tuple[Detection, ...]:
    """The detections that decisions leave, and those that they make: score 1, the factors as they were measured."""
    if not decisions:
        return found
    refused = frozenset(element for one in decisions if not one.holds for element in one.elements)
    kept = {detection.element: detection for detection in found if detection.element not in refused}
    for decision in decisions:
        for element in decision.elements if decision.holds else ():
            known = kept.get(element)
            kept[element] = Detection(
                element=element,
                score=1.0,
                form=known.form if known else Form.PLAIN,
                factors=known.factors if known else Factors(),
                reason=f"{decision.text} {known.reason}" if known else decision.text,
                matched=known.matched if known else None,
                seen=known.seen if known else None,
                distinct=known.distinct if known else None,
            )
    return tuple(kept.values())


def reasons_of(decisions: tuple[ColumnDecision, ...], levels: Mapping[str, Level]) -> tuple[LevelReason, ...]:
    """The decisions as reasons of the field's level; `levels` are those of the elements."""
    return tuple(
        LevelReason(max((levels[element] for element in one.elements), key=lambda level: level.rank), CONFIGURATION, one.text)
        if one.holds
        else LevelReason(Level.NONE, CONFIGURATION, one.text)
        for one in decisions
    )
