"""What a running scan tells: progress, and each result as soon as it is final."""

from dataclasses import dataclass

from gazetteer_scanners.scanning.results import DatasetResult, SourceRef, SourceResult


@dataclass(frozen=True, slots=True)
class SourceOpened:
    """A source was discovered and planned.

    Attributes:
        rows: None unless every dataset's row count is known.
        notes: sentences about what was asked for and has no effect.
    """

    ref: SourceRef
    datasets: int
    chunks: int
    rows: int | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChunkRead:
    """A chunk was read (or given up); `rows` of it were looked at."""

    ref: SourceRef
    dataset: str
    rows: int


@dataclass(frozen=True, slots=True)
class DatasetDone:
    """A dataset is final and may be published."""

    result: DatasetResult


@dataclass(frozen=True, slots=True)
class SourceDone:
    """A source is final; all its datasets were told before."""

    result: SourceResult


ScanEvent = SourceOpened | ChunkRead | DatasetDone | SourceDone
