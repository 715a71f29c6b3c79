"""Decides what each field of a dataset holds: a pure function of evidence, names, comments and dataset context.

Every field is judged alone first; then fields that sit with data of a person are judged again with that as context; then
levels follow.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gazetteer_scanners.classification.contradiction import contradiction, storage_form
from gazetteer_scanners.classification.decision import Detection, Factors, FieldDecision
from gazetteer_scanners.classification.families import can_hold, is_false_friend
from gazetteer_scanners.classification.levels import effective_levels, own_level
from gazetteer_scanners.classification.name_comments import is_yes_no
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.classification.reasons import reason, value_clause
from gazetteer_scanners.classification.scoring import CANDIDATE, IN_FORCE, combine
from gazetteer_scanners.classification.shapes import add_shapes
from gazetteer_scanners.classification.signals import RuleTraits, Signals, gather
from gazetteer_scanners.paths import Path, name_path, path_names, path_text
from gazetteer_scanners.taxonomy import Level, Role, Taxonomy

_PERSONAL_NEIGHBOURS = 3
"""So many other fields that identify a person make the context factor 1."""
_WHOLE = 1.02
_ONE_OF_A_KIND = frozenset({"national_id"})
"""Groups of elements of which a field holds one: what its values say counts more than what its name does."""
_MARGIN = 0.12
"""Elements that only a name or comment supports stay in force only this close to the best such one."""


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """What is known of a field."""

    path: Path
    comment: str | None
    profile: Profile


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """What is known of a dataset; fields in any order."""

    name: str
    fields: tuple[FieldFacts, ...]


@dataclass(frozen=True, slots=True)
class Classifier:
    """The tables that decisions rest on; `classify` is a pure function of them and the facts.

    Attributes:
        show: the text of a path as the sentences that say why may show it.
    """

    taxonomy: Taxonomy
    names: NameRules
    traits: Mapping[str, RuleTraits]
    is_strict: bool = False
    show: Callable[[Path], str] = path_text

    def classify(self, facts: DatasetFacts) -> tuple[FieldDecision, ...]:
        """One decision per field, in the order of `facts.fields`."""
        alone = [self._detect(field, facts.name, None) for field in facts.fields]
        persons = [self._identifies(detections) for detections in alone]
        total = sum(persons)
        decisions = []
        for field, detections, is_person in zip(facts.fields, alone, persons, strict=True):
            neighbours = total - is_person
            context = min(1.0, neighbours / _PERSONAL_NEIGHBOURS) if len(facts.fields) > 1 else None
            found = self._detect(field, facts.name, context) if context else detections
            decision = FieldDecision(field.path, Level.NONE, Level.NONE, *_split(found))
            decisions.append(own_level(decision, self.taxonomy, self.is_strict, field.profile.is_read))
        return effective_levels(decisions, self.taxonomy, self.show)

    def _identifies(self, detections: Sequence[Detection]) -> bool:
        return any(d.score >= IN_FORCE and self.taxonomy[d.element].role is Role.DIRECT for d in detections)

    def _detect(self, field: FieldFacts, dataset: str, context: float | None) -> tuple[Detection, ...]:
        names = self.names.match_field_name(path_names(field.path), dataset)
        if field.comment and is_yes_no(field.comment):
            names = tuple(match for match in names if self.taxonomy[match.element].role is Role.FLAG)
        comments = self.names.match_comment(field.comment) if field.comment else ()
        table = gather(names, comments, field.profile, self.traits, self.taxonomy)
        add_shapes(table, field.profile)
        found = []
        for signals in table.values():
            if "negative_class" in self.taxonomy[signals.element].rules:
                continue
            if not can_hold(field.profile.kind, self.taxonomy.closure(signals.element)):
                continue
            if not signals.named and is_false_friend(path_text(field.path), signals.element):
                continue
            detection = self._weigh(field, signals, context)
            if detection.score >= CANDIDATE:
                found.append((signals, detection))
        return _resolve(found, self.taxonomy)

    def _weigh(self, field: FieldFacts, signals: Signals, context: float | None) -> Detection:
        usable = context if signals.is_ambiguous or signals.needs_name or signals.value is None else None
        factors = Factors(
            name=_rounded(signals.name),
            comment=_rounded(signals.comment),
            value=_rounded(signals.value),
            checksum=_rounded(signals.checksum),
            context=_rounded(usable),
            profile=_rounded(signals.profile),
        )
        form = storage_form(signals, field.profile, self.traits)
        against = contradiction(signals, field.profile, form, self.traits)
        label = self.taxonomy[signals.element].label_en
        matched = None
        clause = None
        if signals.counts is not None and field.profile.seen:
            matched = signals.counts.inside if signals.is_inside else signals.counts.valid
            clause = self._clause(label, signals, matched, field.profile) if signals.value else None
        return Detection(
            element=signals.element,
            score=combine(factors, signals.needs_name, against),
            form=form,
            factors=factors,
            reason=reason(
                label,
                self.show(name_path(*path_names(field.path)[-1:])),
                signals.name_term,
                signals.comment_term,
                factors,
                clause,
                signals.profile_text,
                form,
            ),
            matched=matched,
            seen=_seen(signals, field.profile),
            distinct=signals.counts.distinct if signals.counts is not None else None,
        )

    def _clause(self, label: str, signals: Signals, matched: int, profile: Profile) -> str:
        has_checksum = signals.checksum is not None
        seen = _seen(signals, profile) or 0
        return value_clause(label, matched, seen, has_checksum, signals.is_inside, signals.sampled is not None)


def _share_values(one: Detection, other: Detection) -> bool:
    """True if the two must match some of the same values: together they match more than there are."""
    return sum((detection.matched or 0) / (detection.seen or 1) for detection in (one, other)) > _WHOLE


def _seen(signals: Signals, profile: Profile) -> int | None:
    """What the matches are out of: the samples, else all values; None if nothing was read."""
    if signals.sampled is not None:
        return signals.sampled
    return profile.seen if profile.is_read else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _split(found: Sequence[Detection]) -> tuple[tuple[Detection, ...], tuple[Detection, ...]]:
    ordered = sorted(found, key=lambda d: (-d.score, d.element))
    return (
        tuple(d for d in ordered if d.score >= IN_FORCE),
        tuple(d for d in ordered if CANDIDATE <= d.score < IN_FORCE),
    )


def _resolve(found: Sequence[tuple[Signals, Detection]], taxonomy: Taxonomy) -> tuple[Detection, ...]:
    """Drops what a better detection of the same field explains.

    An ancestor gives way to its descendant in force; of elements that only names support, those well below the best are
    dropped; of whole-value matches of the same values without a name, only the best stays (a value is one thing). A name
    that many countries use for their own (`ssn`) gives way to the country of which the values are.
    """
    best_named = max((d.score for s, d in found if s.value is None), default=0.0)
    whole = [d for s, d in found if s.value is not None and not s.is_inside]
    best_whole = max(whole, key=lambda d: (d.score, d.element), default=None)
    best_value = best_whole.score if best_whole is not None else 0.0
    families = {taxonomy[d.element].parent for d in whole if d.score >= IN_FORCE} & _ONE_OF_A_KIND
    kept = []
    for signals, detection in found:
        is_named_only = signals.value is None
        if is_named_only and taxonomy[detection.element].parent in families:
            continue
        if is_named_only and detection.score < max(best_named - _MARGIN, best_value - 0.3):
            continue
        is_value_only = not is_named_only and not signals.is_inside and not signals.named
        if is_value_only and best_whole is not None and detection is not best_whole and _share_values(detection, best_whole):
            continue
        kept.append((signals, detection))
    covered = {a for _, d in kept if d.score >= IN_FORCE for a in taxonomy.ancestors(d.element)}
    return tuple(d for _, d in kept if d.element not in covered)
