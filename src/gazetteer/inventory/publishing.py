"""From what a scan hands on to what the inventory keeps: records, counts and closures, computed here once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from gazetteer.inventory.assignments import Assignment, assigned
from gazetteer.inventory.merging import counted
from gazetteer.inventory.records import (
    CoverageNote,
    DatasetRecord,
    ElementRecord,
    FieldRecord,
    KeyReference,
    LevelNote,
    ScanRecord,
    SourceRecord,
)
from gazetteer.inventory.store import DatasetPublication, InventoryStore
from gazetteer_scanners.classification.decision import LevelReason
from gazetteer_scanners.connectors.protocol import DatasetInfo, ForeignKey
from gazetteer_scanners.paths import Path, encode_path, name_path, parse_path_text
from gazetteer_scanners.scanning.coverage import Coverage, CoverageState
from gazetteer_scanners.scanning.ids import dataset_id, field_id
from gazetteer_scanners.scanning.results import DatasetResult, FieldResult, ScanResult, ScanStatus, SourceResult, SourceState
from gazetteer_scanners.taxonomy import Element, Role, Taxonomy, load_taxonomy


async def begin(
    store: InventoryStore, scan_id: str, rules: str, source_ids: Iterable[str], now: datetime, trigger: str = "cli"
) -> ScanRecord:
    """Record that a scan runs; the answer carries its sequence number.

    Args:
        rules: the digest of the rules that it decides by.
        trigger: what started it, one word (`cli`, `api`, `schedule`).
    """
    scan = ScanRecord(
        id=scan_id,
        sequence=0,
        status=ScanStatus.RUNNING,
        trigger=trigger,
        started_at=now,
        rules=rules,
        source_ids=tuple(sorted(source_ids)),
    )
    return await store.start_scan(scan)


async def publish_own_elements(store: InventoryStore, taxonomy: Taxonomy) -> None:
    """Keep the elements that are not built in, so that whoever serves the inventory can show them."""
    builtin = load_taxonomy()
    own = [element_record(element) for element in taxonomy if element.id not in builtin]
    if own:
        await store.put_elements(own)


def element_record(element: Element) -> ElementRecord:
    """What the inventory keeps of an element."""
    return ElementRecord(
        id=element.id,
        label_en=element.label_en,
        label_zh=element.label_zh,
        category=element.category,
        parent=element.parent,
        role=element.role.value,
        level=element.level,
        strict_level=element.strict_level,
        rules=element.rules,
        legal_classes=element.legal_classes,
    )


def element_of(record: ElementRecord) -> Element:
    """The element that a record speaks of; its names are not kept."""
    return Element(
        id=record.id,
        label_en=record.label_en,
        label_zh=record.label_zh,
        category=record.category,
        parent=record.parent,
        role=Role(record.role),
        level=record.level,
        strict_level=record.strict_level,
        rules=record.rules,
        legal_classes=record.legal_classes,
    )


async def publish_source_result(store: InventoryStore, result: SourceResult, scan: ScanRecord, now: datetime) -> None:
    """Record how a source ended. Do this before its datasets are published, and again when its state is known."""
    is_good = result.state is SourceState.COMPLETE
    await store.put_source(
        SourceRecord(
            id=result.ref.id,
            key=result.ref.key,
            kind=result.ref.kind,
            location=result.ref.location,
            state=result.state,
            first_seen=now,
            last_seen=now,
            error=result.error,
            last_scan=scan.id,
            last_good_scan=scan.id if is_good else None,
        )
    )


async def publish_dataset_result(
    store: InventoryStore,
    result: DatasetResult,
    scan: ScanRecord,
    taxonomy: Taxonomy,
    now: datetime,
    assignment: Assignment | None = None,
) -> bool:
    """Publish a dataset with its fields and evidence as one; False if the inventory has a newer state, or this one.

    Args:
        assignment: what is said of the dataset; None keeps what the inventory has.

    Raises:
        ConflictError: if it took so long that it was taken for dead and rolled back; publish it again.
    """
    return await store.publish_dataset(publication_of(result, scan, taxonomy, now, assignment))


async def finish(store: InventoryStore, result: ScanResult) -> ScanRecord:
    """Record how a scan ended, keeping its trigger; the answer is what is stored.

    Raises:
        KeyError: if it was not begun.
    """
    begun = (await store.scans_by_id([result.id]))[result.id]
    ended = replace(
        begun,
        status=result.status,
        finished_at=result.finished_at,
        rules=result.rules,
        source_ids=tuple(sorted({*begun.source_ids, *(source.ref.id for source in result.sources)})),
        coverage=result.coverage,
        gate=result.gate,
    )
    await store.finish_scan(ended)
    return ended


def publication_of(
    result: DatasetResult, scan: ScanRecord, taxonomy: Taxonomy, now: datetime, assignment: Assignment | None = None
) -> DatasetPublication:
    """The publication of one scanned dataset; a pure function.

    What was not read (see `is_good`) may still have the fields that the scan did not meet: they are kept.
    """
    ids = {field.path: field.id for field in result.fields}
    positions = _positions(result.info)
    fields = tuple(_field(result, field, ids, positions, now) for field in result.fields) if result.is_described else None
    found = {detection.element for field in fields or () for detection in (*field.elements, *field.candidates)}
    dataset = _dataset(result, fields or (), scan, now)
    return DatasetPublication(
        dataset=dataset if assignment is None else assigned(dataset, assignment),
        fields=fields,
        closures={element: taxonomy.closure(element) for element in sorted(found)},
        evidence=result.evidence,
        sequence=scan.sequence,
        keeps_missing=not is_good(result.coverage),
        is_assigned=assignment is not None,
    )


def _dataset(result: DatasetResult, fields: tuple[FieldRecord, ...], scan: ScanRecord, now: datetime) -> DatasetRecord:
    info = result.info
    note = CoverageNote(coverage=result.coverage, scan=scan.id, at=now)
    record = DatasetRecord(
        id=result.id,
        source_id=result.source.id,
        source_key=result.source.key,
        name=result.shown_name,
        kind=info.kind,
        last=note,
        first_seen=now,
        last_seen=now,
        comment=info.comment,
        primary_key=_field_ids(result, info.name, info.primary_key),
        unique_keys=tuple(_field_ids(result, info.name, columns) for columns in info.unique_keys),
        foreign_keys=tuple(_reference(result, key) for key in info.foreign_keys),
        row_is=result.row_is,
        view_text=info.view_text,
        table_text=info.table_text,
        change_mark=info.change_mark,
        last_good=note if is_good(result.coverage) else None,
    )
    return counted(record, fields)


def _field_ids(result: DatasetResult, dataset: str, columns: Iterable[str]) -> tuple[str, ...]:
    """The ids of columns of a dataset of the result's source."""
    return tuple(field_id(result.source.kind, result.source.key, dataset, name_path(column)) for column in columns)


def _reference(result: DatasetResult, key: ForeignKey) -> KeyReference:
    return KeyReference(
        fields=_field_ids(result, result.info.name, key.columns),
        dataset=dataset_id(result.source.kind, result.source.key, key.dataset),
        referred=_field_ids(result, key.dataset, key.referred),
    )


def _note(reason: LevelReason, ids: Mapping[Path, str]) -> LevelNote:
    return LevelNote(reason.level, reason.rule, reason.text, tuple(ids[path] for path in reason.proof))


def is_good(coverage: Coverage) -> bool:
    """True if the dataset was read: COMPLETE, or PARTIAL with expected gaps only."""
    return coverage.state is CoverageState.COMPLETE or (coverage.state is CoverageState.PARTIAL and not coverage.is_unexpected)


def _positions(info: DatasetInfo) -> dict[Path, int]:
    """The place of each column, by the first step of its path."""
    found: dict[Path, int] = {}
    for position, column in enumerate(info.columns):
        path = parse_path_text(column.name) if info.has_path_names else name_path(column.name)
        found.setdefault(path[:1], position)
    return found


def _field(
    result: DatasetResult, field: FieldResult, ids: Mapping[Path, str], positions: Mapping[Path, int], now: datetime
) -> FieldRecord:
    decision = field.decision
    return FieldRecord(
        id=field.id,
        dataset_id=result.id,
        source_id=result.source.id,
        source_key=result.source.key,
        dataset_name=result.shown_name,
        path=encode_path(field.kept_path),
        path_text=field.shown_path,
        data_type=field.data_type,
        level=decision.level,
        effective_level=decision.effective_level,
        coverage_state=result.coverage.state.value,
        first_seen=now,
        last_seen=now,
        changed_at=now,
        source_type=field.source_type,
        is_nullable=field.is_nullable,
        comment=field.comment,
        level_reasons=tuple(_note(reason, ids) for reason in decision.level_reasons),
        elements=decision.elements,
        candidates=decision.candidates,
        presence=field.presence,
        null_rate=field.null_rate,
        distinct_estimate=field.distinct_estimate,
        position=positions.get(field.path[:1]),
    )
