"""Sums over datasets, put together from groups that the adapters count."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gazetteer.inventory.queries import DatasetQuery
from gazetteer.inventory.rows import GONE, UNEXPECTED
from gazetteer.inventory.store import SourceTotals
from gazetteer_scanners.scanning.coverage import CoverageState
from gazetteer_scanners.scanning.results import CoverageTotals
from gazetteer_scanners.taxonomy import Level


@dataclass(frozen=True, slots=True)
class DatasetGroup:
    """Datasets of one bucket (see `rows.dataset_row`): how many, and their sums; `levels` in the order of `Level`."""

    bucket: str
    datasets: int
    rows_read: int
    missable_rate: float | None
    fields: int = 0
    levels: tuple[int, ...] = ()


def coverage_totals(groups: Iterable[DatasetGroup], failed_sources: int) -> CoverageTotals:
    """Coverage over the groups; sources that failed as a whole add to `unexpected`."""
    totals = CoverageTotals(unexpected=failed_sources)
    for group in groups:
        bucket = group.bucket.removesuffix(GONE)
        state = CoverageState(bucket[:-1])
        column = state.value.lower()
        rates = [rate for rate in (totals.missable_rate, group.missable_rate) if rate is not None]
        totals = replace(
            totals,
            discovered=totals.discovered + group.datasets,
            unexpected=totals.unexpected + (group.datasets if bucket.endswith(UNEXPECTED) else 0),
            rows_read=totals.rows_read + group.rows_read,
            missable_rate=max(rates, default=None),
            **{column: getattr(totals, column) + group.datasets},
        )
    return totals


def source_totals(groups: Iterable[DatasetGroup], has_failed: bool) -> SourceTotals:
    """Sums over one source's groups; every level has a count, zeros too."""
    kept = list(groups)
    counts = dict.fromkeys(Level, 0)
    for group in kept:
        for level, count in zip(Level, group.levels, strict=True):
            counts[level] += count
    return SourceTotals(
        dataset_count=sum(group.datasets for group in kept),
        field_count=sum(group.fields for group in kept),
        level_counts=counts,
        coverage=coverage_totals(kept, int(has_failed)),
    )


def counts_failed_sources(query: DatasetQuery) -> bool:
    """True if the query has no other condition than sources."""
    sources = DatasetQuery(source_ids=query.source_ids, source_keys=query.source_keys, include_gone=query.include_gone)
    return query == sources
