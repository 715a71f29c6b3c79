"""What an earlier state and a new one make together, the same in every adapter: first seen, last good, last change, counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gazetteer.inventory.assignments import assigned_as
from gazetteer.inventory.records import DatasetRecord, FieldRecord, Implied, LevelNote, SourceRecord
from gazetteer.inventory.store import DatasetPublication
from gazetteer_scanners.classification.decision import Detection

BY_LINEAGE = "lineage"
"""The rule of a level that flows bring."""


def merged_source(stored: SourceRecord | None, source: SourceRecord) -> SourceRecord:
    """The source to store: earliest `first_seen`, all known locations (an earlier one becomes an alias)."""
    if stored is None:
        return source
    aliases = {*stored.aliases, *source.aliases, stored.location} - {source.location}
    return replace(
        source,
        first_seen=min(stored.first_seen, source.first_seen),
        aliases=tuple(sorted(aliases)),
        last_good_scan=source.last_good_scan or stored.last_good_scan,
    )


@dataclass(frozen=True, slots=True)
class MergedPublication:
    """What to store: the dataset, the fields to write, and the ids of stored fields that stay under its new coverage state.

    Stored fields that are in neither are to be removed.
    """

    dataset: DatasetRecord
    written: tuple[FieldRecord, ...]
    kept_ids: frozenset[str]


def merged_publication(
    stored: DatasetRecord | None, stored_fields: Mapping[str, FieldRecord], publication: DatasetPublication
) -> MergedPublication:
    """What a stored dataset, its fields by id, and a publication make together."""
    dataset = stored if stored is not None and publication.is_revision else _merged_dataset(stored, publication)
    if publication.fields is None:
        return MergedPublication(dataset, (), frozenset(stored_fields))
    written = tuple(
        _merged_field(stored_fields.get(field.id), field, keeps_implied=not publication.is_revision)
        for field in publication.fields
    )
    missing = stored_fields.keys() - {field.id for field in written} if publication.keeps_missing else ()
    kept = frozenset(missing)
    return MergedPublication(counted(dataset, (*written, *(stored_fields[id_] for id_ in kept))), written, kept)


def is_outdated(stored: DatasetRecord | None, stored_sequence: int, publication: DatasetPublication) -> bool:
    """True if the publication must change nothing: it is older than what is stored, there already, or revises another state."""
    if publication.is_revision:
        return stored is None or stored.last != publication.dataset.last
    return stored is not None and stored_sequence >= publication.sequence


def with_implied(field: FieldRecord, implied: Sequence[Implied]) -> FieldRecord:
    """The field with these elements from flows in place of those it had, and the level that follows.

    An element that the scan found in the field itself is not implied besides.
    """
    own = {found.element for found in field.elements}
    kept = tuple(one for one in implied if one.detection.element not in own)
    alone = field.level_alone or field.effective_level
    reasons = tuple(reason for reason in field.level_reasons if reason.rule != BY_LINEAGE)
    level = alone
    if kept:
        highest = max(kept, key=lambda one: one.level.rank)
        if highest.level.rank > alone.rank:
            level = highest.level
            reasons = (*reasons, LevelNote(level, BY_LINEAGE, highest.detection.reason, highest.path[:-1]))
    return replace(field, implied=kept, effective_level=level, level_reasons=reasons, level_alone=alone if kept else None)


def counted(dataset: DatasetRecord, fields: Sequence[FieldRecord]) -> DatasetRecord:
    """The dataset with the counts of these fields."""
    in_force = Counter(element for field in fields for element in {found.element for found in field.in_force})
    levels = Counter(field.effective_level for field in fields)
    return replace(dataset, field_count=len(fields), level_counts=dict(levels), element_counts=dict(in_force))


def _merged_dataset(stored: DatasetRecord | None, publication: DatasetPublication) -> DatasetRecord:
    """The dataset to store, but for its counts; one that could not be described keeps the stored description and counts."""
    dataset = publication.dataset
    if stored is None:
        return dataset
    if dataset.missed_since is not None or dataset.gone_since is not None:
        return replace(
            stored,
            missed_since=stored.missed_since or dataset.missed_since,
            gone_since=stored.gone_since or dataset.gone_since,
        )
    merged = replace(
        dataset,
        first_seen=min(stored.first_seen, dataset.first_seen),
        last_good=dataset.last_good or stored.last_good,
    )
    if not publication.is_assigned:
        merged = assigned_as(merged, stored)
    return merged if publication.fields is not None else _with_description(merged, stored)


def _with_description(dataset: DatasetRecord, stored: DatasetRecord) -> DatasetRecord:
    return replace(
        dataset,
        comment=stored.comment,
        primary_key=stored.primary_key,
        unique_keys=stored.unique_keys,
        foreign_keys=stored.foreign_keys,
        row_is=stored.row_is,
        view_text=stored.view_text,
        table_text=stored.table_text,
        change_mark=stored.change_mark,
        field_count=stored.field_count,
        level_counts=stored.level_counts,
        element_counts=stored.element_counts,
    )


def _merged_field(stored: FieldRecord | None, field: FieldRecord, keeps_implied: bool) -> FieldRecord:
    if stored is None:
        return field
    if keeps_implied:
        field = with_implied(field, stored.implied)
    is_changed = _essence(stored) != _essence(field)
    return replace(
        field,
        first_seen=min(stored.first_seen, field.first_seen),
        changed_at=field.changed_at if is_changed else stored.changed_at,
    )


def _essence(field: FieldRecord) -> tuple[object, ...]:
    """What a change is about: types, levels, and which elements are there in which form; not scores and counts."""
    return (
        field.data_type,
        field.source_type,
        field.is_nullable,
        field.level,
        field.effective_level,
        _found(field.in_force),
        _found(field.candidates),
    )


def _found(detections: tuple[Detection, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((found.element, found.form.value) for found in detections)
