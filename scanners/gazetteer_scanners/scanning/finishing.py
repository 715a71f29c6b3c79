"""Finishes a dataset's evidence: merges its chunks, folds map positions, and keeps the paths within bounds."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from gazetteer_scanners.connectors.protocol import DatasetInfo, DataType
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.paths import Path, name_path
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason
from gazetteer_scanners.scanning.expand import MAX_PATHS
from gazetteer_scanners.scanning.folding import fold_evidence
from gazetteer_scanners.scanning.tools import Tools


@dataclass(frozen=True, slots=True)
class Finished:
    """The evidence of a dataset.

    Attributes:
        evidence: None if no chunk was read.
        dropped: what had to be left out of it.
        record: its bytes, if they are those of the only chunk; else None.
    """

    evidence: DatasetEvidence | None
    dropped: tuple[CoverageReason, ...] = ()
    record: bytes | None = None


def finish_evidence(parts: Iterable[bytes | None], info: DatasetInfo, key: SketchKey, tools: Tools) -> Finished:
    """The evidence of all chunks together.

    Folding and bounding go along with merging, so that a map whose keys differ from chunk to chunk never grows large.

    Raises:
        EvidenceError: if the parts do not belong together or are damaged.
    """

    def count_keys(field: FieldEvidence, keys: list[str]) -> None:
        values = pa.array(keys, pa.string())
        leaf = Leaf(field.path, DataType.STRING, len(keys), values)
        text = normalise(values).text
        field.add(leaf, text, tools.matcher.match(text), key=key, as_of=field.as_of)

    merged: DatasetEvidence | None = None
    record: bytes | None = None
    dropped: set[Path] = set()
    for data in parts:
        if data is None:
            continue
        part = DatasetEvidence.from_bytes(data)
        if merged is None:
            merged = part
        else:
            merged.merge(part)
        is_first = merged is part
        merged = _bounded(fold_evidence(merged, info, count_keys), info, dropped)
        record = data if is_first and merged is part else None
    if not dropped:
        return Finished(merged, record=record)
    subject = f"field paths beyond the first {MAX_PATHS:,} of the dataset (left out)"
    return Finished(merged, (CoverageReason.counted(CoverageCode.TRUNCATED, subject, len(dropped)),))


def _bounded(evidence: DatasetEvidence, info: DatasetInfo, dropped: set[Path]) -> DatasetEvidence:
    """The evidence of at most 2,000 paths beside the declared columns, those that sort first; `dropped` gets the others."""
    declared = {name_path(column.name) for column in info.columns}
    spare = [field.path for field in evidence.fields if field.path not in declared]
    dropped.update(spare[MAX_PATHS:])
    if not dropped:
        return evidence
    kept = DatasetEvidence(evidence.as_of, evidence.key_id, evidence.rules)
    kept.add_rows(evidence.rows)
    for field in evidence.fields:
        if field.path not in dropped:
            kept.field(field.path, field.data_type).merge(field)
    for probe in evidence.probes:
        kept.probe(probe.spec).merge(probe)
    return kept
