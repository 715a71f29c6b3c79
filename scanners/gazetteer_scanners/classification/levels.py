"""Levels: a field's own level from its elements, its effective level from what it sits with in the dataset.

Source: both policies say that device and log data are not personal alone and become personal while combined with data
that identifies somebody (element rule `combination_only`); data of an organisation (`org_data`) and row keys
(`negative_class`) never rise this way. Levels across datasets are the service's business.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from gazetteer_scanners.classification.decision import FieldDecision, LevelReason
from gazetteer_scanners.paths import Path, path_text
from gazetteer_scanners.taxonomy import Level, Taxonomy

_NEVER_RISES = frozenset({"org_data", "negative_class"})
_MOST_PROOFS = 5


def own_level(decision: FieldDecision, taxonomy: Taxonomy, is_strict: bool, is_read: bool) -> FieldDecision:
    """The decision with its own level (and the same effective level) and the reason for it."""
    if not decision.elements:
        level = Level.NONE if is_read else Level.UNKNOWN
        reason = () if is_read else (LevelReason(level, "unread", "No value of this field was read."),)
        return replace(decision, level=level, effective_level=level, level_reasons=reason)
    levels = [(_level_of(d.element, taxonomy, is_strict), d.element) for d in decision.elements]
    level, element = max(levels, key=lambda pair: pair[0].rank)
    label = taxonomy[element].label_en
    text = f"The field holds {label} ({element}), which is {level.value.lower().replace('_', ' ')}."
    return replace(decision, level=level, effective_level=level, level_reasons=(LevelReason(level, "element", text),))


def effective_levels(
    decisions: Sequence[FieldDecision], taxonomy: Taxonomy, show: Callable[[Path], str] = path_text
) -> tuple[FieldDecision, ...]:
    """The decisions with effective levels after the combination rule within the dataset, in the same order.

    Args:
        show: the text of a path as the reasons may show it.
    """
    proofs = [d.path for d in decisions if d.level.rank >= Level.PERSONAL.rank]
    if not proofs:
        return tuple(decisions)
    return tuple(_raise(d, proofs, taxonomy, show) if _can_rise(d, taxonomy) else d for d in decisions)


def _raise(decision: FieldDecision, proofs: Sequence[Path], taxonomy: Taxonomy, show: Callable[[Path], str]) -> FieldDecision:
    shown = tuple(proofs[:_MOST_PROOFS])
    names = ", ".join(show(p) for p in shown)
    label = next(taxonomy[d.element].label_en for d in decision.elements if _rises(d.element, taxonomy))
    text = f"{label} is not personal alone, but sits with {names} in this dataset."
    reason = LevelReason(Level.PERSONAL, "combination", text, shown)
    return replace(decision, effective_level=Level.PERSONAL, level_reasons=(*decision.level_reasons, reason))


def _can_rise(decision: FieldDecision, taxonomy: Taxonomy) -> bool:
    if decision.level is not Level.NON_PERSONAL_ALONE:
        return False
    return any(_rises(d.element, taxonomy) for d in decision.elements)


def _rises(element: str, taxonomy: Taxonomy) -> bool:
    rules = frozenset(taxonomy[element].rules)
    return "combination_only" in rules and not rules & _NEVER_RISES


def _level_of(element: str, taxonomy: Taxonomy, is_strict: bool) -> Level:
    row = taxonomy[element]
    return row.strict_level if is_strict else row.level
