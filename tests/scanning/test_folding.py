"""Positions that one chunk folded are folded for the whole dataset, whatever the order of chunks."""

import json
from datetime import date
from pathlib import Path as FilePath

import pyarrow as pa

from gazetteer_scanners import scan
from gazetteer_scanners.connectors.protocol import Column, DatasetInfo, DataType
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.paths import parse_path_text, path_text
from gazetteer_scanners.scanning.folding import fold_evidence, fold_path

KEY = SketchKey.from_secret(b"0123456789abcdef")
AS_OF = date(2026, 6, 30)
DOCUMENTS = DatasetInfo("d.jsonl", "file", is_schemaless=True)
TABLE = DatasetInfo("t", "table", (Column("t", "text", DataType.JSON),))


def count_keys(field: FieldEvidence, keys: list[str]) -> None:
    values = pa.array(keys)
    field.add(Leaf(field.path, DataType.STRING, len(keys), values), normalise(values).text, (), KEY, AS_OF)


def evidence_of(*texts: str) -> DatasetEvidence:
    evidence = DatasetEvidence(AS_OF, KEY.id, "sha256:0")
    evidence.add_rows(1)
    for text in texts:
        path = parse_path_text(text)
        values = pa.array(["v"])
        leaf = Leaf(path, DataType.STRING, 1, values)
        evidence.field(path, DataType.STRING).add(leaf, normalise(values).text, (), KEY, AS_OF)
    return evidence


def paths(evidence: DatasetEvidence) -> dict[str, int]:
    return {path_text(field.path): field.values for field in evidence.fields}


def test_names_beside_a_folded_position_move_below_it() -> None:
    folded = fold_evidence(evidence_of("t.k0", "t.k1", "t{}", "t{}[]", "u.k0"), DOCUMENTS, count_keys)
    assert paths(folded) == {"t{}": 3, "t{}[]": 3, "u.k0": 1}  # the keys k0 and k1 are values of t{} now
    assert folded.rows == 1
    assert {field.rows_present for field in folded.fields} == {1}


def test_nested_names_keep_what_stands_below_them() -> None:
    folded = fold_evidence(evidence_of("t.k0.n", "t.k1.n", "t{}.n", "t.k0.items[]"), DOCUMENTS, count_keys)
    assert paths(folded) == {"t{}": 2, "t{}.n": 3, "t{}.items[]": 1}


def test_too_many_names_over_all_chunks_fold_documents_only() -> None:
    many = [f"t.k{n}" for n in range(201)]
    assert paths(fold_evidence(evidence_of(*many), DOCUMENTS, count_keys)) == {"t{}": 201, "t{}[]": 201}
    assert len(fold_evidence(evidence_of(*many), TABLE, count_keys).fields) == 201
    assert len(fold_evidence(evidence_of(*many[:200]), DOCUMENTS, count_keys).fields) == 200


def test_nothing_to_fold_is_the_same_evidence() -> None:
    evidence = evidence_of("t.k0", "t.k1")
    assert fold_evidence(evidence, DOCUMENTS, count_keys) is evidence
    assert path_text(fold_path(parse_path_text("t.k0"), frozenset())) == "t.k0"


def test_files_of_a_set_fold_together(tmp_path: FilePath) -> None:
    for part, count in (("a", 3), ("b", 250)):
        rows = [json.dumps({"id": n, "seen": {f"{part}{n}x{k}": 1 for k in range(2)}}) for n in range(count)]
        (tmp_path / f"{part}.jsonl").write_text("\n".join(rows))
    (dataset,) = scan(str(tmp_path)).datasets
    assert dataset.info.name == "*.jsonl"
    assert [path_text(field.path) for field in dataset.fields] == ["id", "seen{}", "seen{}[]"]
