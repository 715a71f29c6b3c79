"""What can be asked of the inventory: filters, orders and pages. In a filter, a tuple means any of, None means no filter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageState
from gazetteer_scanners.scanning.results import ScanStatus
from gazetteer_scanners.taxonomy import Level

T = TypeVar("T")


class Factor(StrEnum):
    """The six kinds of evidence of a detection."""

    NAME = "NAME"
    COMMENT = "COMMENT"
    VALUE = "VALUE"
    CHECKSUM = "CHECKSUM"
    CONTEXT = "CONTEXT"
    PROFILE = "PROFILE"


class FieldOrder(StrEnum):
    """Orders of fields; ties are broken by source key, dataset name, path text and id, so that every order is total.

    RISK_DESC: effective level, then highest score in force. DOUBT_DESC: nearest to undecided first: the smallest distance
    of any element's or candidate's score from 0.5. Names count by their first 240 characters, in code point order.
    """

    NAME = "NAME"
    RISK_DESC = "RISK_DESC"
    DOUBT_DESC = "DOUBT_DESC"
    SCORE_DESC = "SCORE_DESC"
    CHANGED_DESC = "CHANGED_DESC"


class FacetKey(StrEnum):
    """What fields can be counted by.

    ELEMENT counts a field once for each of its elements in force and each of their ancestors; SOURCE counts by source id.
    """

    ELEMENT = "ELEMENT"
    LEVEL = "LEVEL"
    EFFECTIVE_LEVEL = "EFFECTIVE_LEVEL"
    SOURCE = "SOURCE"
    COVERAGE = "COVERAGE"


@dataclass(frozen=True, slots=True)
class FactorTest:
    """A condition on one factor of a detection; `applies` False asks for a factor that is null."""

    factor: Factor
    minimum: float | None = None
    maximum: float | None = None
    applies: bool | None = None


@dataclass(frozen=True, slots=True)
class FieldQuery:
    """A filter over fields; all conditions must hold.

    `elements`, `forms`, `min_score` and `factors` must hold for one and the same detection: one of the elements in force,
    or of the candidates too with `include_candidates`. An element id covers its children, a group id (`person`) its members.

    Attributes:
        has_elements: whether an element is in force; candidates do not count.
        search: a text that source key, dataset name or path text contains, whatever the case.
        row_is: what a row of the field's dataset is about.
    """

    elements: tuple[str, ...] | None = None
    include_candidates: bool = False
    has_elements: bool | None = None
    levels: tuple[Level, ...] | None = None
    effective_levels: tuple[Level, ...] | None = None
    forms: tuple[Form, ...] | None = None
    min_score: float | None = None
    factors: tuple[FactorTest, ...] = ()
    source_ids: tuple[str, ...] | None = None
    source_keys: tuple[str, ...] | None = None
    dataset_ids: tuple[str, ...] | None = None
    dataset_names: tuple[str, ...] | None = None
    path_texts: tuple[str, ...] | None = None
    is_nullable: bool | None = None
    coverage: tuple[CoverageState, ...] | None = None
    search: str | None = None
    row_is: tuple[RowKind, ...] | None = None


@dataclass(frozen=True, slots=True)
class DatasetQuery:
    """A filter over datasets; coverage and reasons are those of the last attempt.

    Attributes:
        reasons: codes, of which the last coverage has at least one; `is_expected` narrows them to (un)expected ones and
            alone asks for datasets with an (un)expected gap.
        names: exact dataset names; `search`: a text that source key or dataset name contains, whatever the case.
        systems: keys of systems, of which it belongs to one; `activities`: keys, of which it has at least one.
        include_gone: whether datasets that are gone from their source match too.
        row_is: what a row is about; one that was published before this was known is UNKNOWN.
    """

    source_ids: tuple[str, ...] | None = None
    source_keys: tuple[str, ...] | None = None
    ids: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    coverage: tuple[CoverageState, ...] | None = None
    reasons: tuple[CoverageCode, ...] | None = None
    is_expected: bool | None = None
    search: str | None = None
    systems: tuple[str, ...] | None = None
    activities: tuple[str, ...] | None = None
    include_gone: bool = False
    row_is: tuple[RowKind, ...] | None = None


@dataclass(frozen=True, slots=True)
class ScanQuery:
    """A filter over scans; newest first."""

    source_id: str | None = None
    statuses: tuple[ScanStatus, ...] | None = None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A keyset page: at most `limit` items after the position `after` (a key that an earlier page gave; None: the start)."""

    limit: int
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items with their position keys, in order, and whether more follow. Empty past the end."""

    items: tuple[T, ...]
    keys: tuple[str, ...]
    has_next: bool
