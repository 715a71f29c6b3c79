"""What a scan read and what it did not: states and reasons, the same words in report, store, API and page."""

from dataclasses import dataclass
from enum import StrEnum


class CoverageState(StrEnum):
    """How far a dataset was read."""

    COMPLETE = "COMPLETE"
    PARTIAL = "PARTIAL"
    SKIPPED = "SKIPPED"
    FAILED = "FAILED"
    NOT_REACHED = "NOT_REACHED"


class CoverageCode(StrEnum):
    """Why something was not read, or not wholly."""

    SAMPLED = "SAMPLED"
    VALUES_NOT_READ = "VALUES_NOT_READ"
    EXCLUDED = "EXCLUDED"
    DENIED = "DENIED"
    TIMEOUT = "TIMEOUT"
    BUDGET = "BUDGET"
    TRUNCATED = "TRUNCATED"
    DECODE_ERROR = "DECODE_ERROR"
    TYPE_NOT_READ = "TYPE_NOT_READ"
    NOTHING_VISIBLE = "NOTHING_VISIBLE"
    SCHEMA_CHANGED = "SCHEMA_CHANGED"
    SOURCE_LOST = "SOURCE_LOST"
    CRASHED = "CRASHED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class CoverageReason:
    """One gap of a dataset or source; `is_expected` if it was asked for (a sample, an exclusion, a dictionary)."""

    code: CoverageCode
    message: str
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one dataset was read.

    Attributes:
        rows_read: rows whose values were looked at.
        rows_total: rows in the dataset, None where the source does not say and not all were read.
        missable_rate: for a sample, the largest share of rows that could hold something unseen at 95 % confidence
            (rule of three, 3/n); None where every row was read or none was.
    """

    state: CoverageState
    reasons: tuple[CoverageReason, ...] = ()
    rows_read: int = 0
    rows_total: int | None = None
    is_sampled: bool = False
    missable_rate: float | None = None

    @property
    def is_unexpected(self) -> bool:
        """True if the dataset was not wholly read and nobody asked for that."""
        return self.state is not CoverageState.COMPLETE and not all(r.is_expected for r in self.reasons)
