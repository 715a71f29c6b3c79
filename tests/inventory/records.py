"""Small records for tests: a source, datasets and fields with invented names, and publications of them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from gazetteer.inventory.records import CoverageNote, DatasetRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.store import DatasetPublication
from gazetteer_scanners.classification.decision import Detection, Factors
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import Coverage, CoverageState
from gazetteer_scanners.scanning.results import ScanStatus, SourceState
from gazetteer_scanners.taxonomy import Level

START = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
COMPLETE = Coverage(CoverageState.COMPLETE, rows_read=10, rows_total=10)
CLOSURES = {
    "device.imei": ("device.imei", "device"),
    "person.name": ("person.name", "person"),
    "payment.account.paypal": ("payment.account.paypal", "payment.account", "payment"),
    "contact.email": ("contact.email", "contact"),
}


def day(number: int) -> datetime:
    """The start and so many days."""
    return START + timedelta(days=number)


def source(key: str = "crm", state: SourceState = SourceState.COMPLETE, at: datetime = START) -> SourceRecord:
    """A SQLite source of this key."""
    return SourceRecord(
        id=f"src_{key}", key=key, kind="sqlite", location=f"/data/{key}.sqlite", state=state, first_seen=at, last_seen=at
    )


def found(
    element: str, score: float, form: Form = Form.PLAIN, name: float | None = None, value: float | None = None
) -> Detection:
    """A detection with two factors at most."""
    return Detection(
        element=element, score=score, form=form, factors=Factors(name=name, value=value), reason=f"looks like {element}"
    )


def field(
    path: str,
    *elements: Detection,
    candidates: tuple[Detection, ...] = (),
    level: Level = Level.NONE,
    effective: Level | None = None,
    dataset: str = "users",
    source_key: str = "crm",
    at: datetime = START,
) -> FieldRecord:
    """A text field of this path."""
    return FieldRecord(
        id=f"fld_{blake2b(ascii((source_key, dataset, path)).encode(), digest_size=16).hexdigest()}",
        dataset_id=f"dst_{source_key}_{dataset}",
        source_id=f"src_{source_key}",
        source_key=source_key,
        dataset_name=dataset,
        path=path,
        path_text=path,
        data_type="string",
        level=level,
        effective_level=effective or level,
        coverage_state="COMPLETE",
        first_seen=at,
        last_seen=at,
        changed_at=at,
        elements=elements,
        candidates=candidates,
    )


def publication(
    *fields: FieldRecord,
    dataset: str = "users",
    source_key: str = "crm",
    sequence: int = 1,
    coverage: Coverage = COMPLETE,
    at: datetime = START,
    evidence: bytes | None = None,
    row_is: RowKind = RowKind.UNKNOWN,
) -> DatasetPublication:
    """A publication of a described dataset with these fields, all with its coverage state."""
    note = CoverageNote(coverage, f"scan_{sequence}", at)
    record = DatasetRecord(
        id=f"dst_{source_key}_{dataset}",
        source_id=f"src_{source_key}",
        source_key=source_key,
        name=dataset,
        kind="table",
        last=note,
        last_good=note if coverage.state is CoverageState.COMPLETE else None,
        first_seen=at,
        last_seen=at,
        field_count=len(fields),
        level_counts=dict(Counter(f.effective_level for f in fields)),
        element_counts=dict(Counter(detection.element for f in fields for detection in f.elements)),
        row_is=row_is,
    )
    covered = tuple(replace(f, coverage_state=coverage.state.value) for f in fields)
    return DatasetPublication(record, covered, CLOSURES, evidence, sequence)


def undescribed(base: DatasetPublication, sequence: int, coverage: Coverage) -> DatasetPublication:
    """A later attempt that could not describe the dataset."""
    note = CoverageNote(coverage, f"scan_{sequence}", day(sequence))
    record = DatasetRecord(
        id=base.dataset.id,
        source_id=base.dataset.source_id,
        source_key=base.dataset.source_key,
        name=base.dataset.name,
        kind="table",
        last=note,
        first_seen=day(sequence),
        last_seen=day(sequence),
    )
    return DatasetPublication(record, None, {}, None, sequence)


def scan(id_: str, status: ScanStatus = ScanStatus.RUNNING, source_ids: tuple[str, ...] = ("src_crm",)) -> ScanRecord:
    """A scan that has just begun."""
    return ScanRecord(
        id=id_, sequence=0, status=status, trigger="cli", started_at=START, rules="sha256:00", source_ids=source_ids
    )
