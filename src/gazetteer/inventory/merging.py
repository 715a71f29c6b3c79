"""What an earlier state and a new one make together, the same in every adapter: first seen, last good, last change."""

from collections.abc import Mapping
from dataclasses import replace

from gazetteer.inventory.records import DatasetRecord, FieldRecord, SourceRecord
from gazetteer.inventory.store import DatasetPublication
from gazetteer_scanners.classification.decision import Detection


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


def merged_dataset(stored: DatasetRecord | None, publication: DatasetPublication) -> DatasetRecord:
    """The dataset to store; one that could not be described keeps the stored description and counts."""
    dataset = publication.dataset
    if stored is None:
        return dataset
    merged = replace(
        dataset,
        first_seen=min(stored.first_seen, dataset.first_seen),
        last_good=dataset.last_good or stored.last_good,
    )
    return merged if publication.fields is not None else _with_description(merged, stored)


def _with_description(dataset: DatasetRecord, stored: DatasetRecord) -> DatasetRecord:
    return replace(
        dataset,
        comment=stored.comment,
        primary_key=stored.primary_key,
        unique_keys=stored.unique_keys,
        foreign_keys=stored.foreign_keys,
        view_text=stored.view_text,
        change_mark=stored.change_mark,
        field_count=stored.field_count,
        level_counts=stored.level_counts,
        element_counts=stored.element_counts,
    )


def merged_fields(stored: Mapping[str, FieldRecord], fields: tuple[FieldRecord, ...]) -> tuple[FieldRecord, ...]:
    """The fields to store, in the given order; `stored` are the dataset's earlier ones by id."""
    return tuple(_merged_field(stored.get(field.id), field) for field in fields)


def _merged_field(stored: FieldRecord | None, field: FieldRecord) -> FieldRecord:
    if stored is None:
        return field
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
        _found(field.elements),
        _found(field.candidates),
    )


def _found(detections: tuple[Detection, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((found.element, found.form.value) for found in detections)
