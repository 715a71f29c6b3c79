"""Reads one chunk into evidence: the piece of a scan that runs in a worker process.

Values live here for the length of a batch. What goes back is the evidence record, counts and reasons.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from threading import Lock

import pyarrow as pa

from gazetteer_scanners.connectors.protocol import Chunk, DatasetInfo, DataType
from gazetteer_scanners.errors import DamagedSourceError, DatasetError, ScannerError, SourceError
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.probes import ProbeSpec
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.text import normalise, normalise_one
from gazetteer_scanners.paths import Path
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason, merge_reasons
from gazetteer_scanners.scanning.expand import Expander
from gazetteer_scanners.scanning.outcome import ChunkOutcome
from gazetteer_scanners.scanning.pipeline import ReadAhead
from gazetteer_scanners.scanning.prepare import Prepared
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.sampling import NerSampling, PresidioSampling, RuleSampling
from gazetteer_scanners.scanning.sharing import Shared
from gazetteer_scanners.scanning.tools import Tools, load_tools

_GIVEN_UP = "texts with so many near matches that they were not searched to their end"
_TOO_LONG = "cells longer than 64 KiB, of which only head and tail were looked at"
_SMALL_ROWS = 4_096
_NEVER_SAMPLED = frozenset({DataType.BOOLEAN, DataType.DATE, DataType.TIME, DataType.TIMESTAMP, DataType.BINARY})
"""Types whose values no rule for samples matches."""


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


def read_chunk(task: ChunkTask) -> ChunkOutcome:
    """The chunk's outcome; an error of the source becomes a reason, and what was read before it still counts."""
    reading = _Reading(task)
    source = _ChunkSource(task)
    failures: list[ScannerError] = []
    try:
        with _batches_of(source) as batches, Shared(reading.may_share) as shared:
            for batch in batches:
                reading.add(batch, shared, is_ahead=getattr(batches, "is_ahead", False))
    except ScannerError as error:
        failures.append(error)
    reasons = merge_reasons([*(reason_of(error) for error in failures), *source.reasons, *reading.reasons()])
    if not source.is_opened:
        return ChunkOutcome(None, 0, reasons, is_failed=True)
    return ChunkOutcome(
        evidence=reading.evidence.to_bytes(),
        rows=reading.evidence.rows,
        reasons=reasons,
        is_failed=bool(failures),
        is_source_damaged=any(isinstance(error, DamagedSourceError) for error in failures),
    )


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
def _batches_of(source: _ChunkSource) -> Iterator[Iterable[pa.RecordBatch]]:
    """The batches, read ahead unless the chunk is known to be small: then starting a thread is all that it would do."""
    rows = source.task.chunk.rows
    if rows is not None and rows <= _SMALL_ROWS:
        with closing(source.batches()) as batches:
            yield batches
        return
    with ReadAhead(source.batches, source.task.options.limits.batch_bytes) as ahead:
        yield ahead


def reason_of(error: ScannerError) -> CoverageReason:
    """The coverage reason that an error of the source becomes."""
    code = error.code if isinstance(error, DatasetError | SourceError) else CoverageCode.SOURCE_LOST.value
    return CoverageReason(CoverageCode(code), str(error))


def crash_of(error: BaseException) -> CoverageReason:
    """The coverage reason of an error that this package does not know; its text is left out, for it may hold values."""
    message = f"Reading stopped with {type(error).__name__}, an error that Gazetteer does not know. Please report it."
    return CoverageReason(CoverageCode.CRASHED, message)


class _Reading:
    """The evidence of a chunk while it is read, and what of it was not looked at."""

    def __init__(self, task: ChunkTask) -> None:
        self._task = task
        self._tools = tools = load_tools(task.options)
        self._expander = Expander(is_value_like=lambda key: _is_value_like(key, tools))
        self._samples = RuleSampling(tools.sampler)
        self._presidio = PresidioSampling(tools.rules) if task.options.presidio_samples else None
        self._ner = NerSampling(tools.ner) if tools.ner is not None else None
        self._unread: Counter[str] = Counter()
        self._counting = Lock()
        self._fields: dict[tuple[Path, DataType], FieldEvidence] = {}
        self.evidence = DatasetEvidence(task.as_of, task.key.id, tools.version)

    @property
    def may_share(self) -> bool:
        """True if columns may be counted in two threads: Presidio takes samples in order, and workers fill the cores."""
        return self._presidio is None and self._ner is None and self._task.options.workers <= 1

    def add(self, batch: pa.RecordBatch, shared: Shared, *, is_ahead: bool) -> None:
        """Count a batch; `is_ahead` says that the next one waits already."""
        leaves = self._expander.expand(batch)
        self.evidence.add_rows(batch.num_rows)
        by_path = {leaf.path: leaf for leaf in leaves}
        is_apart = len(by_path) == len(leaves)  # a field with values of several types belongs to one thread
        shared.each(self._add_leaf, leaves, is_ahead and is_apart)
        if self._task.probes:
            for probe in self._task.probes:
                self.evidence.probe(probe).add(by_path, batch.num_rows, self._task.as_of)

    def _add_leaf(self, leaf: Leaf) -> None:
        normalised = normalise(leaf.values)
        hits = self._tools.matcher.match(normalised.text)
        with self._counting:
            self._unread[_TOO_LONG] += normalised.truncated
            self._unread[_GIVEN_UP] += max([hit.given_up for hit in hits], default=0)
        if leaf.data_type not in _NEVER_SAMPLED:
            hits = (*hits, *self._samples.hits(leaf.path, normalised.text))
        if self._presidio is not None:
            hits = (*hits, *self._presidio.hits(leaf.path, normalised.text))
        if self._ner is not None:
            hits = (*hits, *self._ner.hits(leaf.path, normalised.text))
        self._field_of(leaf).add(leaf, normalised.text, hits, key=self._task.key, as_of=self._task.as_of)

    def _field_of(self, leaf: Leaf) -> FieldEvidence:
        """Kept by path and type, for the record finds its fields by encoded path and notes the type each time."""
        known = (leaf.path, leaf.data_type)
        field = self._fields.get(known)
        if field is None:
            field = self._fields[known] = self.evidence.field(leaf.path, leaf.data_type)
        return field

    def reasons(self) -> list[CoverageReason]:
        """What was not looked at so far, each with a count."""
        found = [CoverageReason.counted(CoverageCode.TRUNCATED, what, count) for what, count in self._unread.items() if count]
        sampled = [reason for one in (self._presidio, self._ner) if one is not None for reason in one.reasons()]
        return [*found, *self._expander.reasons(), *sampled]


def _is_value_like(key: str, tools: Tools) -> bool:
    """True if the key is a value, or holds one (`user:13800138000`): then it would be masked wherever it is shown."""
    hits = tools.matcher.match(pa.array([normalise_one(key)], pa.string()))
    telling = [hit for hit in hits if not tools.traits[hit.rule].needs_name and not tools.traits[hit.rule].is_dictionary]
    return any(hit.valid or hit.inside for hit in telling)
