"""Coverage: what was read and what was not."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.enums import CoverageCode, CoverageState, shown
from gazetteer.api.scalars import Long
from gazetteer.api.types.detection import long
from gazetteer.inventory.records import CoverageNote
from gazetteer_scanners.scanning import coverage as domain
from gazetteer_scanners.scanning import results

if TYPE_CHECKING:
    from gazetteer.api.types.scan import Scan

LazyScan = Annotated["Scan", strawberry.lazy("gazetteer.api.types.scan")]


@strawberry.type(description="One gap of a dataset.")
class CoverageReason:
    code: CoverageCode = strawberry.field(description="Why.")
    message: str = strawberry.field(description="The same in words, with the names involved; never a value.")
    expected: bool = strawberry.field(description="True if it was asked for; such a gap does not fail a scan.")


async def _scan(root: "Coverage", info: Info) -> LazyScan | None:
    from gazetteer.api.types.scan import show_scan

    record = await info.context.loaders.scans.load(root.scan_id)
    return show_scan(record) if record else None


@strawberry.type(description="How far one dataset was read.")
class Coverage:
    scan_id: strawberry.Private[str]
    state: CoverageState = strawberry.field(description="How far.")
    reasons: list[CoverageReason] = strawberry.field(description="What was not read; empty if everything was.")
    rows_read: Long | None = strawberry.field(description="Rows whose values were looked at.")
    rows_total: Long | None = strawberry.field(description="Rows in the dataset; null if the source does not say.")
    missable_rate: float | None = strawberry.field(
        description="For a sample, the largest share of rows that could hold something unseen, at 95 % confidence; "
        "null where every row was read, or none."
    )
    scan: LazyScan | None = strawberry.field(resolver=_scan, description="The scan that read it.")
    at: datetime | None = strawberry.field(description="When.")


@strawberry.type(
    description="Datasets by coverage state. `discovered` is the sum of the five states; what is not complete is never clean."
)
class CoverageTotals:
    discovered: int = strawberry.field(description="Datasets that are known.")
    complete: int = strawberry.field(description="Datasets read wholly.")
    partial: int = strawberry.field(description="Datasets read in part.")
    skipped: int = strawberry.field(description="Datasets left out because that was asked for.")
    failed: int = strawberry.field(description="Datasets that could not be read.")
    not_reached: int = strawberry.field(description="Datasets whose turn did not come.")
    unexpected: int = strawberry.field(
        description="Datasets with a gap that nobody asked for, and sources of which nothing could be read."
    )
    rows_read: Long = strawberry.field(description="Rows whose values were looked at.")
    missable_rate: float | None = strawberry.field(
        description="The largest missable rate of the sampled datasets; null if none was sampled."
    )


def show_reason(reason: domain.CoverageReason) -> CoverageReason:
    """A gap in the schema's shape."""
    return CoverageReason(code=shown(CoverageCode, reason.code.name), message=reason.message, expected=reason.is_expected)


def show_coverage(note: CoverageNote) -> Coverage:
    """A dataset's coverage in the schema's shape."""
    coverage = note.coverage
    return Coverage(
        scan_id=note.scan,
        state=shown(CoverageState, coverage.state.name),
        reasons=[show_reason(reason) for reason in coverage.reasons],
        rows_read=Long(coverage.rows_read),
        rows_total=long(coverage.rows_total),
        missable_rate=coverage.missable_rate,
        at=note.at,
    )


def show_totals(totals: results.CoverageTotals) -> CoverageTotals:
    """Coverage totals in the schema's shape."""
    return CoverageTotals(
        discovered=totals.discovered,
        complete=totals.complete,
        partial=totals.partial,
        skipped=totals.skipped,
        failed=totals.failed,
        not_reached=totals.not_reached,
        unexpected=totals.unexpected,
        rows_read=Long(totals.rows_read),
        missable_rate=totals.missable_rate,
    )
