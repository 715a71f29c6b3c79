"""Scan results made by hand, for what shows and judges them."""

from dataclasses import replace
from datetime import UTC, datetime

from gazetteer_scanners.classification.decision import Detection, Factors, FieldDecision
from gazetteer_scanners.connectors.protocol import DatasetInfo
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.ids import dataset_id, field_id, source_id
from gazetteer_scanners.scanning.results import (
    CoverageTotals,
    DatasetResult,
    FieldResult,
    Gate,
    ScanResult,
    ScanStatus,
    SourceRef,
    SourceResult,
    SourceState,
)
from gazetteer_scanners.taxonomy import Level

MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
CRM = SourceRef(source_id("sqlite", "crm"), "crm", "sqlite", "/data/crm.sqlite")
LOST = CoverageReason(CoverageCode.SOURCE_LOST, "crm is damaged. Restore it from a backup.")
COMPLETE = Coverage(CoverageState.COMPLETE, rows_read=2000, rows_total=2000)


def detection(element: str, score: float = 0.9, reason: str = "The column is called so.", form: Form = Form.PLAIN) -> Detection:
    """A detection by name alone."""
    return Detection(element, score, form, Factors(name=score), reason)


def field(name: str, *elements: Detection, level: Level = Level.NONE, candidates: tuple[Detection, ...] = ()) -> FieldResult:
    """A text column of `users` in CRM."""
    path = name_path(name)
    decision = FieldDecision(path, level, level, elements, candidates)
    return FieldResult(field_id("sqlite", "crm", "users", path), path, name, "string", "TEXT", True, None, decision)


def dataset(name: str, *fields: FieldResult, coverage: Coverage = COMPLETE) -> DatasetResult:
    """A table of CRM."""
    return DatasetResult(dataset_id("sqlite", "crm", name), CRM, DatasetInfo(name, "table"), name, coverage, fields)


def scan_result(*datasets: DatasetResult, state: SourceState = SourceState.COMPLETE, gate: Gate | None = None) -> ScanResult:
    """A scan of CRM alone."""
    error = LOST if state is SourceState.FAILED else None
    totals = CoverageTotals()
    for one in datasets:
        totals = totals.plus(one.coverage)
    return ScanResult(
        id="scn_1",
        sequence=1,
        status=ScanStatus.COMPLETE,
        started_at=MOMENT,
        finished_at=MOMENT,
        rules="sha256:" + "0" * 64,
        sources=(SourceResult(CRM, state, error),),
        datasets=datasets,
        coverage=replace(totals, unexpected=totals.unexpected + (error is not None)),
        gate=gate or Gate(),
    )
