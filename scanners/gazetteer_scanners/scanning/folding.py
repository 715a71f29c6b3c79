"""Folds object positions over the merged evidence of a dataset: what one chunk folded is folded for all.

    chunk 1: t.k0, t.k1          chunk 2: t{}, t{}[]         merged: t{}, t{}[]

A chunk decides by its own keys (`documents`), so a position can be folded in one and named in another. Once merged, a
position with a `{}` is folded whole; in a dataset of documents also one with more than 200 names. The keys that stood as
names are then values of `{}` like the others, each counted once.
"""

import copy
from collections import defaultdict
from collections.abc import Callable

from gazetteer_scanners.connectors.protocol import DatasetInfo, DataType
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.paths import ANY_KEY, EACH, Path, StepKind
from gazetteer_scanners.scanning.documents import MAX_KEYS

CountKeys = Callable[[FieldEvidence, list[str]], None]
"""Counts keys as values into the evidence of `{}`."""


def fold_evidence(evidence: DatasetEvidence, info: DatasetInfo, count_keys: CountKeys) -> DatasetEvidence:
    """The evidence with folded positions; itself if there are none.

    Rows with a value are summed over the folded names, at most the dataset's rows: an upper bound.
    """
    positions = _folded_positions([field.path for field in evidence.fields], info)
    if not positions:
        return evidence
    folded = DatasetEvidence(evidence.as_of, evidence.key_id, evidence.rules)
    folded.add_rows(evidence.rows)
    keys: defaultdict[Path, set[str]] = defaultdict(set)
    for field in evidence.fields:
        moved = copy.copy(field)
        moved.path = fold_path(field.path, positions)
        folded.field(moved.path, field.data_type).merge(moved)
        for position in positions:
            if _stands_at(field.path, position, positions):
                keys[position].add(field.path[len(position)].name)
    for position in sorted(keys):
        count_keys(folded.field((*position, ANY_KEY), DataType.STRING), sorted(keys[position]))
    for field in folded.fields:
        field.rows_present = min(field.rows_present, folded.rows)
    for probe in evidence.probes:
        folded.probe(probe.spec).merge(probe)
    return folded


def _stands_at(path: Path, position: Path, positions: frozenset[Path]) -> bool:
    """True if the path goes down from this folded position by a name."""
    depth = len(position)
    if len(path) <= depth or path[depth].kind is not StepKind.NAME:
        return False
    return fold_path(path[:depth], positions - {position}) == position


def fold_path(path: Path, positions: frozenset[Path]) -> Path:
    """Where the values of a path belong once these positions are folded; a value that has no name left goes to `{}[]`."""
    folded: Path = ()
    for index, step in enumerate(path):
        is_key = step.kind is StepKind.NAME and folded in positions
        folded += (ANY_KEY,) if is_key else (step,)
        if is_key and index == len(path) - 1:
            folded += (EACH,)
    return folded


def _folded_positions(paths: list[Path], info: DatasetInfo) -> frozenset[Path]:
    names: defaultdict[Path, set[str]] = defaultdict(set)
    folded = set()
    for path in paths:
        for index, step in enumerate(path):
            if step.kind is StepKind.ANY_KEY:
                folded.add(path[:index])
            elif step.kind is StepKind.NAME:
                names[path[:index]].add(step.name)
    if info.is_schemaless:
        folded |= {position for position, keys in names.items() if len(keys) > MAX_KEYS}
    columns = {column.name for column in info.columns}
    return frozenset(position for position in folded if position or not names[()] & columns)
