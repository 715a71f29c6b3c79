"""Levels: a field's own level from its elements, its effective level from what it sits with in the dataset.

Source: both policies say that device and log data are not personal alone and become personal while combined with data
that identifies somebody (element rule `combination_only`); data of an organisation (`org_data`) and row keys
(`negative_class`) never rise this way. Personal data of children under 14 is sensitive (PIPL, article 28, and one of the
policies): so is every personal field of a dataset of which some rows are certainly about such children. Levels across
datasets are the service's business.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gazetteer_scanners.classification.decision import FieldDecision, LevelReason
from gazetteer_scanners.paths import Path, path_text
from gazetteer_scanners.taxonomy import Level, Taxonomy

_NEVER_RISES = frozenset({"org_data", "negative_class"})
_MOST_PROOFS = 5
_SCHOOL = "education.record"
_TELLS_AGE = frozenset({"minor:age_source", "minor:marker"})


CHILD_AGE = 14
"""China's Personal Information Protection Law, article 28: data of who is younger is sensitive."""


@dataclass(frozen=True, slots=True)
class ChildRows:
    """Rows that are certainly about children under `CHILD_AGE`, and the fields that tell ages."""

    rows: int
    sources: tuple[Path, ...]


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
    decisions: Sequence[FieldDecision],
    taxonomy: Taxonomy,
    show: Callable[[Path], str] = path_text,
    children: ChildRows | None = None,
) -> tuple[FieldDecision, ...]:
    """The decisions with effective levels after the rules within the dataset, in the same order.

    Args:
        show: the text of a path as the reasons may show it.
        children: what the dataset's rows say of children; it counts where a field that tells ages holds one in force.
    """
    proofs = [d.path for d in decisions if d.level.rank >= Level.PERSONAL.rank]
    if not proofs:
        return tuple(decisions)
    raised = tuple(_raise(d, proofs, taxonomy, show) if _can_rise(d, taxonomy) else d for d in decisions)
    sources = _sources_in_force(decisions, children, taxonomy)
    if children is None or not sources:
        return raised
    return tuple(_of_children(d, children, sources, show) if d.effective_level is Level.PERSONAL else d for d in raised)


def tells_age(element: str, taxonomy: Taxonomy) -> bool:
    """True for elements whose values tell how old somebody is, exactly or about."""
    return element == _SCHOOL or not _TELLS_AGE.isdisjoint(taxonomy[element].rules)


def _sources_in_force(decisions: Sequence[FieldDecision], children: ChildRows | None, taxonomy: Taxonomy) -> tuple[Path, ...]:
    if children is None or not children.rows:
        return ()
    return tuple(
        d.path for d in decisions if d.path in children.sources and any(tells_age(e.element, taxonomy) for e in d.elements)
    )


def _of_children(
    decision: FieldDecision, children: ChildRows, sources: tuple[Path, ...], show: Callable[[Path], str]
) -> FieldDecision:
    count = f"{children.rows:,} rows are" if children.rows > 1 else "1 row is"
    names = ", ".join(show(path) for path in sources)
    text = f"By {names}, {count} about children under {CHILD_AGE}, whose personal data is sensitive."
    reason = LevelReason(Level.SENSITIVE, "minor", text, sources)
    return replace(decision, effective_level=Level.SENSITIVE, level_reasons=(*decision.level_reasons, reason))


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
