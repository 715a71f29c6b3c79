"""What a scan hands on: one record per source and per finished dataset, from which report and inventory are both made."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from gazetteer_scanners.classification.decision import FieldDecision
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.connectors.protocol import DatasetInfo
from gazetteer_scanners.evidence.minors import MinorCounts
from gazetteer_scanners.paths import Path, name_path, path_text
from gazetteer_scanners.scanning.coverage import Coverage, CoverageReason, CoverageState


class SourceState(StrEnum):
    """How far a source was read.

    COMPLETE; PARTIAL: some dataset was not, or not wholly; FAILED: it does not answer, refuses, shows nothing, none of its
    datasets can be read, or its storage is damaged (then what could still be read counts).
    """

    COMPLETE = "COMPLETE"
    PARTIAL = "PARTIAL"
    FAILED = "FAILED"


class ScanStatus(StrEnum):
    """How a scan ended; RUNNING until it does."""

    RUNNING = "RUNNING"
    COMPLETE = "COMPLETE"
    INCOMPLETE = "INCOMPLETE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source's identity: id, key, kind and canonical location without credentials."""

    id: str
    key: str
    kind: str
    location: str


@dataclass(frozen=True, slots=True)
class SourceResult:
    """How a source ended; `error` is the gap that makes it FAILED."""

    ref: SourceRef
    state: SourceState
    error: CoverageReason | None = None


@dataclass(frozen=True, slots=True)
class FieldResult:
    """One field: what the source says of it, what was counted, what was decided.

    Attributes:
        path: as the source spells it; the id is made from it.
        shown_path: its text with every value in it masked: what is shown, stored and searched.
        presence: share of rows that have a value, None if no row was read.
        null_rate: share of rows (or list items) that are null, None if no row was read.
        distinct_estimate: estimated distinct values, None if no value was read.
    """

    id: str
    path: Path
    shown_path: str
    data_type: str
    source_type: str | None
    is_nullable: bool | None
    comment: str | None
    decision: FieldDecision
    presence: float | None = None
    null_rate: float | None = None
    distinct_estimate: int | None = None

    @property
    def kept_path(self) -> Path:
        """The path by which records know the field: its own or, where that holds a value, its id as the only name."""
        return self.path if self.shown_path == path_text(self.path) else name_path(self.id)


@dataclass(frozen=True, slots=True)
class MinorsResult:
    """Rows below each legal age, in ascending order, and the shown paths of the fields that tell ages and consent."""

    as_of: date
    counts: tuple[MinorCounts, ...]
    sources: tuple[str, ...]
    consent: str | None


@dataclass(frozen=True, slots=True)
class DatasetResult:
    """One dataset of a scan.

    Attributes:
        info: as discovered, names as the source spells them; comment and view text hold no values (see `showing`).
        shown_name: its name with every value in it masked: what is shown, stored and searched.
        fields: sorted by shown path, then id; empty where the dataset could not be described.
        evidence: the evidence record's bytes, its fields by their `kept_path`; None where nothing was read.
        is_described: False if discovery could not describe it: then earlier fields stay as they are.
        row_is: what one row is about.
        minors: rows below legal ages; None where no field tells ages.
    """

    id: str
    source: SourceRef
    info: DatasetInfo
    shown_name: str
    coverage: Coverage
    fields: tuple[FieldResult, ...] = ()
    evidence: bytes | None = None
    is_described: bool = True
    row_is: RowKind = RowKind.UNKNOWN
    minors: MinorsResult | None = None


@dataclass(frozen=True, slots=True)
class CoverageTotals:
    """Datasets by coverage state; `discovered` is the sum of the other five states.

    Attributes:
        unexpected: datasets with a gap that nobody asked for, plus one for each source that FAILED as a whole.
        missable_rate: the largest of the sampled datasets' rates, None if none was sampled.
    """

    discovered: int = 0
    complete: int = 0
    partial: int = 0
    skipped: int = 0
    failed: int = 0
    not_reached: int = 0
    unexpected: int = 0
    rows_read: int = 0
    missable_rate: float | None = None

    def plus(self, coverage: Coverage) -> "CoverageTotals":
        """These totals and one more dataset."""
        field = {
            CoverageState.COMPLETE: "complete",
            CoverageState.PARTIAL: "partial",
            CoverageState.SKIPPED: "skipped",
            CoverageState.FAILED: "failed",
            CoverageState.NOT_REACHED: "not_reached",
        }[coverage.state]
        rates = [rate for rate in (self.missable_rate, coverage.missable_rate) if rate is not None]
        return replace(
            self,
            discovered=self.discovered + 1,
            unexpected=self.unexpected + coverage.is_unexpected,
            rows_read=self.rows_read + coverage.rows_read,
            missable_rate=max(rates, default=None),
            **{field: getattr(self, field) + 1},
        )

    def with_failed_sources(self, count: int) -> "CoverageTotals":
        """These totals with so many sources that FAILED as a whole: each is one unexpected gap."""
        return replace(self, unexpected=self.unexpected + count)


@dataclass(frozen=True, slots=True)
class Gate:
    """The answer to `fail_on`; reasons are sentences, sorted. Coverage is judged apart (`gate.coverage_share`)."""

    is_tripped: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanResult:
    """A whole scan: what report and exit code are made from; sources by key, datasets by source key and name."""

    id: str
    sequence: int
    status: ScanStatus
    started_at: datetime
    finished_at: datetime
    rules: str
    sources: tuple[SourceResult, ...]
    datasets: tuple[DatasetResult, ...]
    coverage: CoverageTotals
    gate: Gate
