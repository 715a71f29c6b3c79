"""What classification decides: detections with their factors, levels with their reasons; plain frozen records."""

from dataclasses import dataclass

from gazetteer_scanners.paths import Path
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.taxonomy import Level


@dataclass(frozen=True, slots=True)
class Factors:
    """How much each kind of evidence speaks for an element, 0 to 1; None where that kind does not apply.

    Attributes:
        name: the field's own name.
        comment: the comment of the field (from the source or a data dictionary).
        value: share of values that match, weighed against chance.
        checksum: share of matching values that pass an arithmetic check, weighed against chance.
        context: the dataset's name and neighbouring fields.
        profile: shape of the column: lengths, distinct values, dictionary hits, histograms.
    """

    name: float | None = None
    comment: float | None = None
    value: float | None = None
    checksum: float | None = None
    context: float | None = None
    profile: float | None = None


@dataclass(frozen=True, slots=True)
class Detection:
    """An element found in a field, with why.

    Attributes:
        score: 0 to 1, rounded to three places.
        matched: values that match, None if no value was looked at for it.
        seen: non-null, non-empty values looked at.
        distinct: estimate of the distinct matching values.
        reason: one English sentence.
    """

    element: str
    score: float
    form: Form
    factors: Factors
    reason: str
    matched: int | None = None
    seen: int | None = None
    distinct: int | None = None


@dataclass(frozen=True, slots=True)
class LevelReason:
    """Why a field has its effective level.

    Attributes:
        rule: `element` (its own elements), `combination` (an element that is personal only together with others sits
            with identifying data), `minor` (rows of the dataset are about children under 14), `unread` (no value was read),
            or `configuration` (a rule file decides so).
        text: one English sentence.
        proof: the fields of the dataset that the rule rests on.
    """

    level: Level
    rule: str
    text: str
    proof: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldDecision:
    """The decision on one field; elements and candidates sorted by score (highest first), then by element id."""

    path: Path
    level: Level
    effective_level: Level
    elements: tuple[Detection, ...] = ()
    candidates: tuple[Detection, ...] = ()
    level_reasons: tuple[LevelReason, ...] = ()
