"""Reads one chunk into evidence: the piece of a scan that runs in a worker process.

Values live here for the length of a batch. What goes back is the evidence record, counts and reasons.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from threading import Lock

import pyarrow as pa

from gazetteer_scanners.classification.probes import plan_document_probes
from gazetteer_scanners.connectors.protocol import Chunk, DatasetInfo, DataType
from gazetteer_scanners.errors import DamagedSourceError, DatasetError, ScannerError, SourceError
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.probes import ProbeSpec
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.protocol import DECODED_RULE, RuleHits
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.paths import Path
from gazetteer_scanners.scanning.asking import asks_of
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason, merge_reasons
from gazetteer_scanners.scanning.digest_proofs import DigestProofs
from gazetteer_scanners.scanning.expand import Expander
from gazetteer_scanners.scanning.outcome import ChunkOutcome
from gazetteer_scanners.scanning.pipeline import ReadAhead
from gazetteer_scanners.scanning.prepare import Prepared
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.sampling import NerSampling, PresidioSampling, RuleSampling
from gazetteer_scanners.scanning.sharing import Shared
from gazetteer_scanners.scanning.tools import load_tools
from gazetteer_scanners.scanning.user_sampling import UserSampling

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
        self._expander = Expander(asks=asks_of(tools, task.dataset.name))
        self._samples = RuleSampling(tools.sampler)
        self._in_order: list[PresidioSampling | NerSampling | UserSampling] = []
        if task.options.presidio_samples:
            self._in_order.append(PresidioSampling(tools.rules))
        if tools.ner is not None:
            self._in_order.append(NerSampling(tools.ner))
        if task.options.rules.sampled:
            self._in_order.append(UserSampling(task.options.rules.sampled))
        self._proofs = DigestProofs(tools.traits)
        self._unread: Counter[str] = Counter()
        self._counting = Lock()
        self._planned: tuple[frozenset[Path], tuple[ProbeSpec, ...]] | None = None
        self._fields: dict[tuple[Path, DataType], FieldEvidence] = {}
        self.evidence = DatasetEvidence(task.as_of, task.key.id, tools.version)

    @property
    def may_share(self) -> bool:
        """True if columns may be counted in two threads: some samples are taken in order, and workers fill the cores."""
        return not self._in_order and self._task.options.workers <= 1

    def add(self, batch: pa.RecordBatch, shared: Shared, *, is_ahead: bool) -> None:
        """Count a batch; `is_ahead` says that the next one waits already."""
        leaves = self._expander.expand(batch)
        self.evidence.add_rows(batch.num_rows)
        by_path = {leaf.path: leaf for leaf in leaves}
        is_apart = len(by_path) == len(leaves)  # a field with values of several types belongs to one thread
        shared.each(self._add_leaf, leaves, is_ahead and is_apart)
        if self._proofs.is_open and batch.num_rows:
            self._add_proofs()
        for probe in self._task.probes if self._task.dataset.columns else self._probes_of(leaves):
            self.evidence.probe(probe).add(by_path, batch.num_rows, self._task.as_of)

    def _probes_of(self, leaves: Sequence[Leaf]) -> tuple[ProbeSpec, ...]:
        """The probes of documents, planned by the fields of the batch."""
        fields = frozenset(leaf.path for leaf in leaves)
        if self._planned is None or self._planned[0] != fields:
            tools = self._tools
            self._planned = fields, plan_document_probes(leaves, self._task.dataset.name, tools.names, tools.rules)
        return self._planned[1]

    def _add_leaf(self, leaf: Leaf) -> None:
        normalised = normalise(leaf.values)
        hits = self._tools.matcher.match(normalised.text)
        given_up = max([hit.given_up for hit in hits], default=0)
        if normalised.truncated or given_up or self._proofs.is_open:
            with self._counting:
                self._unread[_TOO_LONG] += normalised.truncated
                self._unread[_GIVEN_UP] += given_up
                if self._proofs.is_open:
                    self._proofs.note(leaf, normalised.text, hits)
        hits = (*hits, *self._proofs.hits(leaf.path, hits))
        if leaf.data_type not in _NEVER_SAMPLED:
            hits = (*hits, *self._samples.hits(leaf.path, normalised.text))
        for sampling in self._in_order:
            hits = (*hits, *sampling.hits(leaf.path, normalised.text))
        if leaf.decoded:
            hits = (*hits, RuleHits(DECODED_RULE, whole=leaf.decoded, valid=leaf.decoded))
        self._field_of(leaf).add(leaf, normalised.text, hits, key=self._task.key, as_of=self._task.as_of)

    def _add_proofs(self) -> None:
        """What the first batch proves of columns that were counted already."""
        for proof in self._proofs.prove():
            field = self.evidence.find(proof.path)
            digests = field.rules.get(proof.digest_rule) if field is not None else None
            if field is not None and digests is not None:
                counted = field.rules[proof.rule] = digests.copy()
                counted.whole = counted.valid

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
        sampled = [reason for sampling in self._in_order for reason in sampling.reasons()]
        return [*found, *self._expander.reasons(), *sampled]
