"""The gate and the coverage share that decide whether a scan may pass."""

from collections.abc import Sequence

from gazetteer_scanners.scanning.results import CoverageTotals, DatasetResult, Gate, SourceResult, SourceState
from gazetteer_scanners.taxonomy import Level


def judge(datasets: Sequence[DatasetResult], fail_on: Level | None) -> Gate:
    """Trips if a field's effective level is `fail_on` or above; one reason per such field, sorted; None never trips."""
    if fail_on is None:
        return Gate()
    reasons = sorted(
        f"{d.source.key} {d.shown_name} {f.shown_path} is {f.decision.effective_level.value}"
        for d in datasets
        for f in d.fields
        if f.decision.effective_level.rank >= fail_on.rank
    )
    return Gate(bool(reasons), tuple(reasons))


def coverage_share(coverage: CoverageTotals, sources: Sequence[SourceResult]) -> float:
    """Percentage of discovered datasets without an unexpected gap; below zero if a source FAILED as a whole."""
    failed = sum(s.state is SourceState.FAILED for s in sources)
    if failed:
        return -1.0
    if coverage.discovered == 0:
        return 100.0
    return 100.0 * (coverage.discovered - coverage.unexpected) / coverage.discovered
