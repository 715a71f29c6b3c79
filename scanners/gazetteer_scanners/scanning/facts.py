"""From an evidence record to what classification takes, and on to the dataset's results."""

from collections.abc import Mapping
from dataclasses import dataclass

from gazetteer_scanners.classification.classify import DatasetFacts, FieldFacts
from gazetteer_scanners.classification.profile import Profile, RuleCounts
from gazetteer_scanners.connectors.protocol import Column, DatasetInfo, DataType
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.field import DateTrait, FieldEvidence
from gazetteer_scanners.evidence.rules import RuleEvidence
from gazetteer_scanners.evidence.shapes import Shape, Trait
from gazetteer_scanners.paths import Path, name_path, parse_path_text, path_text
from gazetteer_scanners.scanning.ids import field_id
from gazetteer_scanners.scanning.results import FieldResult, SourceRef
from gazetteer_scanners.scanning.tools import Tools

_OLDEST = 110
"""A date that gives a higher age than this is not taken for a birth date."""


@dataclass(frozen=True, slots=True)
class _Field:
    path: Path
    column: Column | None
    evidence: FieldEvidence | None


def decide_fields(
    ref: SourceRef, info: DatasetInfo, evidence: DatasetEvidence | None, tools: Tools, said: Mapping[str, str] | None = None
) -> tuple[FieldResult, ...]:
    """The dataset's fields, decided; sorted by shown path, then id.

    Args:
        said: comments by path text, for fields that are not columns (from a data dictionary).
    """
    fields = _fields(info, evidence, has_path_names=info.has_path_names)
    mask = tools.masker.mask
    comments = [(f.column.comment if f.column else None) or (said or {}).get(path_text(f.path)) for f in fields]
    facts = DatasetFacts(
        info.name,
        tuple(
            FieldFacts(f.path, comment, profile_of(f.evidence, f.column, is_read=evidence is not None))
            for f, comment in zip(fields, comments, strict=True)
        ),
    )
    decisions = tools.classifier.classify(facts)
    rows = evidence.rows if evidence else 0
    results = []
    for field, comment, decision in zip(fields, comments, decisions, strict=True):
        seen = field.evidence
        results.append(
            FieldResult(
                id=field_id(ref.kind, ref.key, info.name, field.path),
                path=field.path,
                shown_path=tools.masker.mask_path(field.path),
                data_type=_type_of(field),
                source_type=mask(field.column.source_type) or None if field.column else None,
                is_nullable=field.column.is_nullable if field.column else None,
                comment=mask(comment) if comment else None,
                decision=decision,
                presence=round(seen.rows_present / rows, 6) if seen and rows else None,
                null_rate=_null_rate(seen),
                distinct_estimate=seen.distinct() if seen else None,
            )
        )
    return tuple(sorted(results, key=lambda f: (f.shown_path, f.id)))


def profile_of(evidence: FieldEvidence | None, column: Column | None, is_read: bool) -> Profile:
    """The profile that classification takes; `is_read` if the dataset was, though the field may have had no value."""
    declared = column.data_type if column else DataType.UNKNOWN
    if evidence is None:
        return Profile(declared, is_read=is_read)
    seen = evidence.values - evidence.empties
    stated = evidence.stated_ages
    return Profile(
        data_type=evidence.data_type if declared is DataType.UNKNOWN else declared,
        is_read=True,
        seen=seen,
        distinct=evidence.distinct(),
        texts=sum(evidence.scripts.values()),
        digits=evidence.scripts[Shape.DIGITS],
        spaced=evidence.traits[Trait.SPACE],
        flags=max(sum(evidence.truths.values()), stated[0] + stated[1] if stated[0] and stated[1] else 0),
        births=sum(evidence.ages.values()),
        births_plausible=sum(count for age, count in evidence.ages.items() if age <= _OLDEST),
        births_timed=evidence.dates[DateTrait.WITH_TIME],
        ages_stated=sum(count for age, count in stated.items() if age <= _OLDEST),
        rules={
            rule: RuleCounts(counts.whole, counts.valid, counts.inside, counts.placeholders, _distinct(counts))
            for rule, counts in evidence.rules.items()
        },
    )


def _distinct(counts: RuleEvidence) -> int | None:
    """Estimated distinct valid matches; None where no sketch was kept of them, as of samples."""
    distinct = counts.distinct()
    return None if not distinct and counts.valid else distinct


def _null_rate(evidence: FieldEvidence | None) -> float | None:
    total = evidence.values + evidence.nulls if evidence else 0
    return round(evidence.nulls / total, 6) if evidence and total else None


def _fields(info: DatasetInfo, evidence: DatasetEvidence | None, has_path_names: bool) -> list[_Field]:
    found = {seen.path: seen for seen in evidence.fields} if evidence else {}
    fields = []
    for column in info.columns:
        path = parse_path_text(column.name) if has_path_names else name_path(column.name)
        fields.append(_Field(path, column, found.pop(path, None)))
    fields.extend(_Field(path, None, seen) for path, seen in sorted(found.items()))
    return fields


def _type_of(field: _Field) -> str:
    if field.column is not None and field.column.data_type is not DataType.UNKNOWN:
        return field.column.data_type.value
    return (field.evidence.data_type if field.evidence else DataType.UNKNOWN).value
