"""Reads sources, datasets and fields from an inventory for `gazetteer inventory`, and shows them as tables or JSON."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.consoles import plural, visible
from gazetteer.cli.rendering import level_text, plain_table, reason_text
from gazetteer.errors import ConfigurationError
from gazetteer.inventory.opening import default_inventory_uri, open_inventory
from gazetteer.inventory.pages import each_page
from gazetteer.inventory.queries import DatasetQuery, FieldOrder, FieldQuery, Page, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.store import InventoryStore, SourceTotals
from gazetteer_scanners.classification.decision import Detection
from gazetteer_scanners.nearest import near_names
from gazetteer_scanners.scanning.coverage import Coverage
from gazetteer_scanners.scanning.report import time_text
from gazetteer_scanners.taxonomy import Level

T = TypeVar("T")

_PAGE = 500
_MOST_NAMED = 10
_FILE_URI = "sqlite:///"
_SHOWN_LEVELS = (Level.SENSITIVE, Level.PERSONAL, Level.NON_PERSONAL_ALONE, Level.UNKNOWN)


@dataclass(frozen=True, slots=True)
class SourceOverview:
    """A source with sums over its datasets and the last scan that tried it."""

    source: SourceRecord
    totals: SourceTotals
    scan: ScanRecord | None


@dataclass(frozen=True, slots=True)
class SourceDetail:
    """A source with its datasets, by name."""

    overview: SourceOverview
    datasets: tuple[DatasetRecord, ...]


@dataclass(frozen=True, slots=True)
class DatasetDetail:
    """A dataset with its fields, by name."""

    dataset: DatasetRecord
    fields: tuple[FieldRecord, ...]


@asynccontextmanager
async def opened(inventory: str | None, *, is_made: bool = True) -> AsyncIterator[InventoryStore]:
    """The inventory of this URI, or the default one, closed afterwards.

    Args:
        is_made: make it if it is a file that is not there yet.

    Raises:
        ConfigurationError: if the URI does not parse, or the file is not there and is not to be made.
        InventoryError: if it does not answer or is none.
    """
    uri = inventory or default_inventory_uri(os.environ)
    file = uri.removeprefix(_FILE_URI)
    if not is_made and file != uri and not Path(file).exists():
        raise ConfigurationError(f"there is no inventory {file} yet; fill it with `gazetteer scan`, or try `gazetteer demo`")
    store = await open_inventory(uri)
    try:
        yield store
    finally:
        await store.close()


async def read_overviews(inventory: str | None) -> tuple[SourceOverview, ...]:
    """All sources by key; empty for a new inventory."""
    async with opened(inventory, is_made=False) as store:
        return await _overviews(store, await _all(store.page_sources))


async def read_source(inventory: str | None, key: str) -> SourceDetail:
    """The source of this key.

    Raises:
        ConfigurationError: if the inventory has no such source.
    """
    async with opened(inventory, is_made=False) as store:
        source = await _source(store, key)
        query = DatasetQuery(source_ids=(source.id,))
        (overview,) = await _overviews(store, (source,))
        return SourceDetail(overview, await _all(lambda page: store.page_datasets(query, page)))


async def read_dataset(inventory: str | None, key: str, name: str) -> DatasetDetail:
    """The dataset of this name, or with this id, in the source of this key.

    Raises:
        ConfigurationError: if the inventory has no such source or dataset, or several datasets of that name.
    """
    async with opened(inventory, is_made=False) as store:
        source = await _source(store, key)
        page = await store.page_datasets(DatasetQuery(source_ids=(source.id,), names=(name,)), PageRequest(_MOST_NAMED))
        if not page.items:
            page = await store.page_datasets(DatasetQuery(source_ids=(source.id,), ids=(name,)), PageRequest(1))
        if len(page.items) > 1:
            ids = ", ".join(sorted(dataset.id for dataset in page.items)) + (" and others" if page.has_next else "")
            raise ConfigurationError(f"the source {key} has several datasets {name}: {ids}; give the id of one of them")
        if not page.items:
            query = DatasetQuery(source_ids=(source.id,))
            known = [dataset.name for dataset in await _all(lambda page: store.page_datasets(query, page))]
            raise ConfigurationError(_unknown(f"the source {key} has no dataset {name}", name, known))
        fields = FieldQuery(dataset_ids=(page.items[0].id,))
        return DatasetDetail(page.items[0], await _all(lambda page: store.page_fields(fields, FieldOrder.NAME, page)))


def overviews_json(overviews: tuple[SourceOverview, ...]) -> dict[str, object]:
    """`{"sources": [...]}`."""
    return {"sources": [_overview_json(overview) for overview in overviews]}


def overviews_parts(overviews: tuple[SourceOverview, ...]) -> Iterator[RenderableType]:
    """A table with a row for each source."""
    if not overviews:
        yield Text("The inventory is empty. Fill it with `gazetteer scan`, or try `gazetteer demo`.")
        return
    levels = [level.value for level in _SHOWN_LEVELS]
    table = plain_table(
        "Source", "Kind", "State", "Datasets", "Fields", *levels, "Last scan", right=["Datasets", "Fields", *levels]
    )
    for overview in overviews:
        source, totals = overview.source, overview.totals
        counts = [f"{totals.level_counts.get(level, 0):,}" for level in _SHOWN_LEVELS]
        table.add_row(
            Text(visible(source.key)),
            source.kind,
            source.state.value,
            f"{totals.dataset_count:,}",
            f"{totals.field_count:,}",
            *counts,
            _scan_words(overview.scan),
        )
    yield table


def source_json(detail: SourceDetail) -> dict[str, object]:
    """The source as in `overviews_json`, with `datasets`."""
    return _overview_json(detail.overview) | {"datasets": [_dataset_json(dataset) for dataset in detail.datasets]}


def source_parts(detail: SourceDetail) -> Iterator[RenderableType]:
    """The source's head, then a table with a row for each dataset."""
    source = detail.overview.source
    yield Text(visible(f"{source.key} ({source.kind}): {source.state.value}"), style="bold")
    yield Text(visible(source.location))
    if source.error is not None:
        yield reason_text(source.error)
    table = plain_table(
        "Dataset", "Kind", "Row is", "Coverage", "Rows read", "Fields", "Levels", "Elements", right=["Rows read", "Fields"]
    )
    for dataset in detail.datasets:
        levels = [f"{dataset.level_counts[level]} {level.value}" for level in _SHOWN_LEVELS if dataset.level_counts.get(level)]
        table.add_row(
            Text(visible(dataset.name)),
            dataset.kind,
            dataset.row_is.value,
            dataset.last.coverage.state.value,
            f"{dataset.last.coverage.rows_read:,}",
            f"{dataset.field_count:,}",
            ", ".join(levels),
            ", ".join(sorted(dataset.element_counts)),
        )
    yield table


def dataset_json(detail: DatasetDetail) -> dict[str, object]:
    """The dataset with `fields`."""
    return _dataset_json(detail.dataset) | {"fields": [_field_json(field) for field in detail.fields]}


def dataset_parts(detail: DatasetDetail) -> Iterator[RenderableType]:
    """The dataset's head, then a table with a row for each field."""
    dataset = detail.dataset
    coverage = dataset.last.coverage
    head = f"{dataset.source_key} {dataset.name} ({dataset.kind})"
    yield Text(visible(f"{head}: {coverage.state.value}, {plural(coverage.rows_read, 'row')} read"), style="bold")
    yield Text(f"A row is: {dataset.row_is.value}")
    for reason in coverage.reasons:
        yield reason_text(reason)
    table = plain_table("Field", "Type", "Distinct", "Level", "Effective level", "Elements", right=["Distinct"])
    for field in detail.fields:
        elements = ", ".join(f"{one.element} {one.score:.2f}" for one in field.in_force)
        doubtful = ", ".join(f"{one.element} {one.score:.2f}?" for one in field.candidates)
        table.add_row(
            Text(visible(field.path_text)),
            field.data_type,
            "" if field.distinct_estimate is None else f"{field.distinct_estimate:,}",
            level_text(field.level.value),
            level_text(field.effective_level.value),
            ", ".join(part for part in (elements, doubtful) if part),
        )
    yield table


async def _all(read: Callable[[PageRequest], Awaitable[Page[T]]]) -> tuple[T, ...]:
    """The items of all pages."""
    return tuple([one async for page in each_page(read, _PAGE) for one in page])


async def _overviews(store: InventoryStore, sources: tuple[SourceRecord, ...]) -> tuple[SourceOverview, ...]:
    totals = await store.source_totals([source.id for source in sources])
    scans = await store.scans_by_id([source.last_scan for source in sources if source.last_scan is not None])
    return tuple(SourceOverview(source, totals[source.id], scans.get(source.last_scan or "")) for source in sources)


async def _source(store: InventoryStore, key: str) -> SourceRecord:
    found = await store.page_sources(PageRequest(1), [key])
    if not found.items:
        known = [source.key for source in await _all(store.page_sources)]
        raise ConfigurationError(_unknown(f"the inventory has no source {key}", key, known))
    return found.items[0]


def _unknown(what: str, name: str, known: list[str]) -> str:
    return "; ".join(part for part in (what, near_names(name, known)) if part)


def _scan_words(scan: ScanRecord | None) -> str:
    if scan is None:
        return "none"
    return f"#{scan.sequence} {scan.status.value} {_moment(scan.finished_at or scan.started_at)}"


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")


def _overview_json(overview: SourceOverview) -> dict[str, object]:
    source, totals, scan = overview.source, overview.totals, overview.scan
    return {
        "id": source.id,
        "key": source.key,
        "kind": source.kind,
        "location": source.location,
        "state": source.state.value,
        "error": None if source.error is None else {"code": source.error.code.value, "message": source.error.message},
        "datasetCount": totals.dataset_count,
        "fieldCount": totals.field_count,
        "levels": {level.value: count for level, count in sorted(totals.level_counts.items())},
        "lastScan": None if scan is None else _scan_json(scan),
    }


def _scan_json(scan: ScanRecord) -> dict[str, object]:
    return {
        "id": scan.id,
        "sequence": scan.sequence,
        "status": scan.status.value,
        "startedAt": time_text(scan.started_at),
        "finishedAt": None if scan.finished_at is None else time_text(scan.finished_at),
    }


def _dataset_json(dataset: DatasetRecord) -> dict[str, object]:
    return {
        "id": dataset.id,
        "source": dataset.source_key,
        "dataset": dataset.name,
        "kind": dataset.kind,
        "rowIs": dataset.row_is.value,
        "coverage": _coverage_json(dataset.last.coverage),
        "fieldCount": dataset.field_count,
        "levels": {level.value: count for level, count in sorted(dataset.level_counts.items())},
        "elements": dict(sorted(dataset.element_counts.items())),
    }


def _coverage_json(coverage: Coverage) -> dict[str, object]:
    reasons = [{"code": one.code.value, "message": one.message, "expected": one.is_expected} for one in coverage.reasons]
    return {"state": coverage.state.value, "reasons": reasons, "rowsRead": coverage.rows_read, "rowsTotal": coverage.rows_total}


def _field_json(field: FieldRecord) -> dict[str, object]:
    return {
        "id": field.id,
        "path": field.path_text,
        "dataType": field.data_type,
        "sourceType": field.source_type,
        "distinctEstimate": field.distinct_estimate,
        "level": field.level.value,
        "effectiveLevel": field.effective_level.value,
        "elements": [_detection_json(one) for one in field.elements],
        "candidates": [_detection_json(one) for one in field.candidates],
    }


def _detection_json(detection: Detection) -> dict[str, object]:
    return {
        "id": detection.element,
        "score": detection.score,
        "form": detection.form.value,
        "matched": detection.matched,
        "seen": detection.seen,
        "distinct": detection.distinct,
        "reason": detection.reason,
    }
