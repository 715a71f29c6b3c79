"""Reads one chunk into evidence: the piece of a scan that runs in a worker process.

Values live here for the length of a batch. What goes back is the evidence record, counts and reasons.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from gazetteer_scanners.connectors.protocol import Chunk, DatasetInfo
from gazetteer_scanners.errors import DatasetError, ScannerError, SourceError
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.probes import ProbeSpec
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.text import normalise, normalise_one
from gazetteer_scanners.paths import path_text
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason
from gazetteer_scanners.scanning.expand import Expander
from gazetteer_scanners.scanning.pipeline import ReadAhead
from gazetteer_scanners.scanning.prepare import Prepared
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.sampling import Sampling
from gazetteer_scanners.scanning.tools import Tools, load_tools

_SMALL_ROWS = 4_096


@dataclass(frozen=True, slots=True)
class ChunkTask:
    """Everything a worker needs for one chunk; the sketch key is handed over, secrets of sources are not."""

    prepared: Prepared
    dataset: DatasetInfo
    chunk: Chunk
    options: ScanOptions
    key: SketchKey
    as_of: date
    probes: tuple[ProbeSpec, ...]


@dataclass(frozen=True, slots=True)
class ChunkOutcome:
    """A chunk as read: evidence (None if it failed at once), rows looked at, and what was not read."""

    evidence: bytes | None
    rows: int
    reasons: tuple[CoverageReason, ...] = ()
    is_failed: bool = False


def read_chunk(task: ChunkTask) -> ChunkOutcome:
    """The chunk's evidence; an error of the source becomes a reason, and what was read before it still counts."""
    tools = load_tools(task.options)
    evidence = DatasetEvidence(task.as_of, task.key.id, tools.version)
    source = _ChunkSource(task)
    reasons: list[CoverageReason] = []
    rows = 0
    is_failed = False
    try:
        with _batches_of(source) as batches:
            rows = _measure(task, batches, evidence, tools, reasons)
    except ScannerError as error:
        rows = evidence.rows
        is_failed = True
        reasons.append(reason_of(error))
    reasons.extend(source.reasons)
    if not source.is_opened:
        return ChunkOutcome(None, 0, tuple(merge_reasons(reasons)), is_failed=True)
    return ChunkOutcome(evidence.to_bytes(), rows, tuple(merge_reasons(reasons)), is_failed)


class _ChunkSource:
    """A chunk's batches, and after the last one what of it was not read."""

    def __init__(self, task: ChunkTask) -> None:
        self.task = task
        self.is_opened = False
        self.reasons: tuple[CoverageReason, ...] = ()

    def batches(self) -> Generator[pa.RecordBatch, None, None]:
        """Opens, reads and closes the source."""
        task = self.task
        connector = task.prepared.open()
        self.is_opened = True
        try:
            yield from connector.read(task.dataset, task.chunk, task.options.limits)
        finally:
            self.reasons = connector.take_reasons()
            connector.close()


@contextmanager
def _batches_of(source: _ChunkSource) -> Iterator[Iterator[pa.RecordBatch]]:
    """The batches, read ahead unless the chunk is known to be small: then starting a thread is all that it would do."""
    rows = source.task.chunk.rows
    if rows is not None and rows <= _SMALL_ROWS:
        with closing(source.batches()) as batches:
            yield batches
        return
    with ReadAhead(source.batches, source.task.options.limits.batch_bytes) as ahead:
        yield iter(ahead)


def reason_of(error: ScannerError) -> CoverageReason:
    """The coverage reason that an error of the source becomes."""
    code = error.code if isinstance(error, DatasetError | SourceError) else CoverageCode.SOURCE_LOST.value
    return CoverageReason(CoverageCode(code), str(error))


def merge_reasons(reasons: list[CoverageReason]) -> list[CoverageReason]:
    """Reasons without repeats, sorted by code and message."""
    return sorted(set(reasons), key=lambda r: (r.code.value, r.message, r.is_expected))


def _measure(
    task: ChunkTask,
    batches: Iterable[pa.RecordBatch],
    evidence: DatasetEvidence,
    tools: Tools,
    reasons: list[CoverageReason],
) -> int:
    sampling = Sampling(tools.rules) if task.options.presidio_samples else None
    expander = Expander(is_value_like=lambda key: _is_value_like(key, tools))
    truncated: Counter[str] = Counter()
    for batch in batches:
        leaves = expander.expand(batch)
        evidence.add_rows(batch.num_rows)
        for leaf in leaves:
            _add_leaf(leaf, evidence, tools, task, truncated, sampling)
        by_path = {leaf.path: leaf for leaf in leaves}
        for probe in task.probes:
            evidence.probe(probe).add(by_path, batch.num_rows, task.as_of)
    reasons.extend(expander.reasons())
    if sampling is not None:
        reasons.extend(sampling.reasons())
    if truncated:
        cells = sum(truncated.values())
        message = f"{cells} cells of {', '.join(sorted(truncated))} are longer than the cap and were matched head and tail."
        reasons.append(CoverageReason(CoverageCode.TRUNCATED, message))
    return evidence.rows


def _add_leaf(
    leaf: Leaf,
    evidence: DatasetEvidence,
    tools: Tools,
    task: ChunkTask,
    truncated: Counter[str],
    sampling: Sampling | None,
) -> None:
    normalised = normalise(leaf.values)
    if normalised.truncated:
        truncated[path_text(leaf.path)] += normalised.truncated
    hits = tools.matcher.match(normalised.text)
    if sampling is not None:
        hits = (*hits, *sampling.hits(leaf.path, normalised.text))
    field = evidence.field(leaf.path, leaf.data_type)
    field.add(leaf, normalised.text, hits, key=task.key, as_of=task.as_of)


def _is_value_like(key: str, tools: Tools) -> bool:
    hits = tools.matcher.match(pa.array([normalise_one(key)], pa.string()))
    return any(hit.valid for hit in hits if not tools.traits[hit.rule].needs_name and not tools.traits[hit.rule].is_dictionary)
