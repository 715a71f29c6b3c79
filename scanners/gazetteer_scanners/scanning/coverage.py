"""What a scan read and what it did not: states and reasons, the same words in report, store, API and page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
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
    """One gap of a dataset or source; `is_expected` if it was asked for (a sample, an exclusion, a dictionary).

    A counted reason (`counted`) also carries what it counts, so that the chunks of a dataset add up to one reason.
    """

    code: CoverageCode
    message: str
    is_expected: bool = False
    subject: str | None = field(default=None, compare=False)
    count: int = field(default=0, compare=False)

    @classmethod
    def counted(cls, code: CoverageCode, subject: str, count: int, is_expected: bool = False) -> "CoverageReason":
        """A reason with the message `subject: count`."""
        return cls(code, f"{subject}: {count:,}", is_expected, subject, count)


def merge_reasons(reasons: Iterable[CoverageReason]) -> tuple[CoverageReason, ...]:
    """Reasons without repeats, those that count the same added up; sorted by code and message."""
    counts: Counter[tuple[CoverageCode, str, bool]] = Counter()
    others = set()
    for reason in reasons:
        if reason.subject is None:
            others.add(reason)
        else:
            counts[reason.code, reason.subject, reason.is_expected] += reason.count
    counted = {CoverageReason.counted(code, subject, n, expected) for (code, subject, expected), n in counts.items()}
    return tuple(sorted(others | counted, key=lambda r: (r.code.value, r.message, r.is_expected)))


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
