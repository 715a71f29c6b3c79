"""What a scan will do: datasets, chunks and probes of each source, before any row is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gazetteer_scanners.connectors.dictionary import FieldNote
from gazetteer_scanners.connectors.protocol import Chunk, Column, Connector, DatasetGap, DatasetInfo
from gazetteer_scanners.errors import DamagedSourceError, ScannerError
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason
from gazetteer_scanners.scanning.prepare import Prepared
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.results import SourceRef
from gazetteer_scanners.scanning.worker import crash_of, reason_of


@dataclass(frozen=True, slots=True)
class PlannedDataset:
    """A dataset with its chunks; `reason` says why it cannot be read (then there are no chunks).

    `reads_values` is False for a source that has names and comments alone; `comments` are the data dictionary's, by
    field text, also for fields that are no columns.
    """

    info: DatasetInfo
    chunks: tuple[Chunk, ...] = ()
    reason: CoverageReason | None = None
    reads_values: bool = True
    comments: tuple[tuple[str, str], ...] = ()
    is_source_damaged: bool = False
    is_in_dictionary: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSource:
    """A source's plan.

    `error` is set if nothing of it can be read (then there are no datasets); `notes` say what has no effect;
    `parallel_reads` is how many of its chunks may be read at once.
    """

    ref: SourceRef
    datasets: tuple[PlannedDataset, ...] = ()
    gaps: tuple[DatasetGap, ...] = ()
    error: CoverageReason | None = None
    notes: tuple[str, ...] = ()
    parallel_reads: int = 1


def plan_scan(prepared: Sequence[Prepared], options: ScanOptions) -> tuple[PlannedSource, ...]:
    """One plan per source, in the same order; errors of a source stand in its plan."""
    return tuple(plan_source(source, options) for source in prepared)


def plan_source(prepared: Prepared, options: ScanOptions) -> PlannedSource:
    """Discovers and plans; reads no row. An error of the source stands in the plan."""
    try:
        connector = prepared.open()
        try:
            discovery = connector.discover()
            datasets = tuple(_plan(connector, info, prepared, options) for info in discovery.datasets)
        finally:
            connector.close()
    except ScannerError as error:
        return PlannedSource(prepared.ref, error=reason_of(error))
    except Exception as error:  # noqa: BLE001 - a connector may be a stranger's: one source never stops the others
        return PlannedSource(prepared.ref, error=crash_of(error))
    readers = connector.capabilities.parallel_reads
    if not datasets and not discovery.gaps:
        message = f"No dataset is visible in {prepared.ref.location}. Check what the location and the login may see."
        return PlannedSource(prepared.ref, error=CoverageReason(CoverageCode.NOTHING_VISIBLE, message))
    return PlannedSource(prepared.ref, datasets, discovery.gaps, notes=_notes(prepared, datasets), parallel_reads=readers)


def _notes(prepared: Prepared, datasets: Sequence[PlannedDataset]) -> tuple[str, ...]:
    if prepared.dictionary is None or any(dataset.is_in_dictionary for dataset in datasets):
        return ()
    return (f"The data dictionary names none of the datasets of {prepared.ref.key}; check its column dataset.",)


def _plan(connector: Connector, info: DatasetInfo, prepared: Prepared, options: ScanOptions) -> PlannedDataset:
    said = prepared.dictionary.comments_for(prepared.ref.key, info.name) if prepared.dictionary else {}
    info = replace(info, columns=tuple(_described(column, said) for column in info.columns))
    comments = tuple(sorted((field, entry.comment) for field, entry in said.items() if entry.comment))
    if not connector.capabilities.reads_values:
        return PlannedDataset(info, reads_values=False, comments=comments)
    try:
        chunks = tuple(connector.plan(info, options.limits))
        return PlannedDataset(info, chunks, comments=comments, is_in_dictionary=bool(said))
    except ScannerError as error:
        is_damaged = isinstance(error, DamagedSourceError)
        return PlannedDataset(info, reason=reason_of(error), comments=comments, is_source_damaged=is_damaged)


def _described(column: Column, said: Mapping[str, FieldNote]) -> Column:
    """The column with what the data dictionary says of it where the source itself says nothing."""
    entry = said.get(column.name)
    if entry is None:
        return column
    return replace(column, comment=column.comment or entry.comment or None, source_type=column.source_type or entry.type)
