"""The inventory's records: what the store keeps and the API shows. All times are UTC."""

from dataclasses import dataclass, field
from datetime import datetime

from gazetteer_scanners.classification.decision import Detection
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.scanning.coverage import Coverage, CoverageReason
from gazetteer_scanners.scanning.results import CoverageTotals, Gate, ScanStatus, SourceState
from gazetteer_scanners.taxonomy import Level


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as last attempted.

    Attributes:
        location: canonical, without credentials.
        aliases: other locations under which the same key was scanned, sorted.
        last_scan: id of the last scan that tried it; `last_good_scan`: of the last in which its state was COMPLETE.
    """

    id: str
    key: str
    kind: str
    location: str
    state: SourceState
    first_seen: datetime
    last_seen: datetime
    error: CoverageReason | None = None
    aliases: tuple[str, ...] = ()
    last_scan: str | None = None
    last_good_scan: str | None = None
    gone_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class CoverageNote:
    """A coverage with the scan and time that it comes from."""

    coverage: Coverage
    scan: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeyReference:
    """A foreign key: ids of the fields, of the dataset that it refers to, and of the fields there, in matching order."""

    fields: tuple[str, ...]
    dataset: str
    referred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelNote:
    """Why a field has its effective level: as the scanners' `LevelReason`, but `proof` holds ids of fields."""

    level: Level
    rule: str
    text: str
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatasetRecord:
    """A dataset as last published.

    Attributes:
        name: as it is shown: a value in it is masked, and the id alone hangs on the real one.
        primary_key, unique_keys: ids of their fields, in the key's order.
        last: coverage of the last attempt; `last_good`: of the last one in which it was read (COMPLETE, or PARTIAL with
            expected gaps only); the fields in the inventory are those of the last attempt that could describe it.
        field_count, level_counts (by effective level), element_counts (elements in force, without ancestors): of its
            fields, published together with them.
        missed_since: when a scan that listed its source's datasets first did not meet it, while it was still kept as
            current (see `retiring`); None again as soon as a scan meets it.
        gone_since: when it was retired; it then has no fields. None again as soon as a scan meets it.
        row_is: what one row is about.
        table_text: the statement that made a table with generated columns.
        system: key of the system that it belongs to; `activities`: keys (`policy/activity`) of what it is processed for;
            `owner`, `subjects`: who answers for it, whose data it holds. Assigned by the configuration.
    """

    id: str
    source_id: str
    source_key: str
    name: str
    kind: str
    last: CoverageNote
    first_seen: datetime
    last_seen: datetime
    comment: str | None = None
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[KeyReference, ...] = ()
    view_text: str | None = None
    change_mark: str | None = None
    last_good: CoverageNote | None = None
    field_count: int = 0
    level_counts: dict[Level, int] = field(default_factory=dict)
    element_counts: dict[str, int] = field(default_factory=dict)
    missed_since: datetime | None = None
    gone_since: datetime | None = None
    row_is: RowKind = RowKind.UNKNOWN
    table_text: str | None = None
    system: str | None = None
    activities: tuple[str, ...] = ()
    owner: str | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Implied:
    """An element that a field holds because another field feeds it.

    Attributes:
        detection: the element in the form that it arrives in, with the score of where it comes from; its reason names the way.
        level: the element's own level.
        closure: the element's id and the ids above it.
        path: ids of the fields that it came through, from where it was found to this field.
    """

    detection: Detection
    level: Level
    closure: tuple[str, ...]
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """A field as last published.

    Attributes:
        path: the encoded path (unambiguous), or the id if the path holds a value; never shown.
        path_text: as it is shown: values in it are masked.
        position: of its column among the dataset's columns, from 0; None where the dataset has no columns of its own.
        source_key, dataset_name: copied from its dataset, so that fields sort and filter without a join.
        coverage_state: the state of its dataset's last coverage.
        changed_at: when its types, levels, or the elements and candidates with their forms last changed (scores and
            counts alone change with every scan).
        elements: what the scan found; `implied`: what flows bring besides (see `merging.with_implied`).
        level_alone: the effective level without `implied`; None if nothing is implied.
    """

    id: str
    dataset_id: str
    source_id: str
    source_key: str
    dataset_name: str
    path: str
    path_text: str
    data_type: str
    level: Level
    effective_level: Level
    coverage_state: str
    first_seen: datetime
    last_seen: datetime
    changed_at: datetime
    source_type: str | None = None
    is_nullable: bool | None = None
    comment: str | None = None
    level_reasons: tuple[LevelNote, ...] = ()
    elements: tuple[Detection, ...] = ()
    candidates: tuple[Detection, ...] = ()
    presence: float | None = None
    null_rate: float | None = None
    distinct_estimate: int | None = None
    gone_since: datetime | None = None
    position: int | None = None
    implied: tuple[Implied, ...] = ()
    level_alone: Level | None = None

    @property
    def in_force(self) -> tuple[Detection, ...]:
        """What the scan found, then what flows bring."""
        return (*self.elements, *(implied.detection for implied in self.implied))


@dataclass(frozen=True, slots=True)
class ElementRecord:
    """An element of the user's own, as the last scan that knew it had it; the built-in ones are not kept.

    Attributes:
        role: a word of `taxonomy.Role`.
    """

    id: str
    label_en: str
    label_zh: str
    category: str
    parent: str | None
    role: str
    level: Level
    strict_level: Level
    rules: tuple[str, ...] = ()
    legal_classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanRecord:
    """A scan; `sequence` counts the inventory's scans from 1; `source_ids` sorted; `finished_at` None while it runs."""

    id: str
    sequence: int
    status: ScanStatus
    trigger: str
    started_at: datetime
    rules: str
    source_ids: tuple[str, ...] = ()
    finished_at: datetime | None = None
    coverage: CoverageTotals = field(default_factory=CoverageTotals)
    gate: Gate = field(default_factory=Gate)
