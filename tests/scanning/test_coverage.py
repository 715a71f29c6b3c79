"""Coverage totals, the gate and the coverage share: partial is never clean."""

import pytest

from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.gate import coverage_share
from gazetteer_scanners.scanning.results import CoverageTotals, SourceRef, SourceResult, SourceState

SAMPLED = CoverageReason(CoverageCode.SAMPLED, "a sample", is_expected=True)
DENIED = CoverageReason(CoverageCode.DENIED, "denied")
REF = SourceRef("src_1", "crm", "sqlite", "/crm.sqlite")


@pytest.mark.parametrize(
    ("coverage", "is_unexpected"),
    [
        (Coverage(CoverageState.COMPLETE), False),
        (Coverage(CoverageState.PARTIAL, (SAMPLED,)), False),
        (Coverage(CoverageState.PARTIAL, (SAMPLED, DENIED)), True),
        (Coverage(CoverageState.FAILED, (DENIED,)), True),
        (Coverage(CoverageState.SKIPPED, (CoverageReason(CoverageCode.EXCLUDED, "left out", is_expected=True),)), False),
    ],
)
def test_only_gaps_that_nobody_asked_for_are_unexpected(coverage: Coverage, is_unexpected: bool) -> None:
    assert coverage.is_unexpected is is_unexpected


def test_totals_add_up_over_states() -> None:
    totals = CoverageTotals()
    for coverage in (
        Coverage(CoverageState.COMPLETE, rows_read=10),
        Coverage(CoverageState.PARTIAL, (SAMPLED,), rows_read=5, missable_rate=0.6),
        Coverage(CoverageState.PARTIAL, (SAMPLED,), rows_read=50, missable_rate=0.06),
        Coverage(CoverageState.FAILED, (DENIED,)),
        Coverage(CoverageState.NOT_REACHED, (DENIED,)),
    ):
        totals = totals.plus(coverage)
    assert totals == CoverageTotals(
        discovered=5, complete=1, partial=2, failed=1, not_reached=1, unexpected=2, rows_read=65, missable_rate=0.6
    )
    assert totals.with_failed_sources(1).unexpected == 3
    assert totals.with_failed_sources(1).discovered == 5


@pytest.mark.parametrize(
    ("totals", "state", "share"),
    [
        (CoverageTotals(discovered=4, complete=4), SourceState.COMPLETE, 100.0),
        (CoverageTotals(discovered=4, complete=3, failed=1, unexpected=1), SourceState.PARTIAL, 75.0),
        (CoverageTotals(), SourceState.COMPLETE, 100.0),
        (CoverageTotals(unexpected=1), SourceState.FAILED, -1.0),
    ],
)
def test_share_of_datasets_without_unexpected_gaps(totals: CoverageTotals, state: SourceState, share: float) -> None:
    assert coverage_share(totals, [SourceResult(REF, state)]) == share
