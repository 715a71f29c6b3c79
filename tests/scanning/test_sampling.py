"""Presidio's engine inside a scan: asked for by option, bounded for each field, heard by the decision."""

import sqlite3
from pathlib import Path

import pyarrow as pa
import pytest

from gazetteer_scanners import scan
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageState
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.sampling import SAMPLES_PER_FIELD, Sampling

BODY, TITLE = name_path("body"), name_path("title")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table notes (body text)")
        # a Polish PESEL of an invented person: Presidio knows the format, our own first set of rules does not
        texts = [(f"note {n}: the customer gave 44051401359 as PESEL number",) for n in range(30)]
        connection.executemany("insert into notes values (?)", texts)
    return path


def test_only_a_scan_that_asks_for_samples_hears_presidio(notes: Path) -> None:
    plain, asked = (scan(str(notes), options=ScanOptions(presidio_samples=is_asked)) for is_asked in (False, True))
    rules = []
    for result in (plain, asked):
        (dataset,) = result.datasets
        assert dataset.coverage.state is CoverageState.COMPLETE
        assert dataset.evidence is not None
        (field,) = DatasetEvidence.from_bytes(dataset.evidence).fields
        rules.append({rule for rule in field.rules if rule.startswith("presidio.")})
    assert rules[0] == set()
    assert "presidio.pl_pesel" in rules[1]
    decided = asked.datasets[0].fields[0].decision
    assert "national_id.pl" in {d.element for d in (*decided.elements, *decided.candidates)}


def test_each_field_has_its_own_budget() -> None:
    sampling = Sampling(load_rules())
    texts = pa.array([f"mail number {n} to u{n}@example.org" for n in range(150)])
    counts = []
    for path in (BODY, BODY, BODY, TITLE):
        hits = {hit.rule: hit.inside for hit in sampling.hits(path, texts)}
        counts.append(hits.get("presidio.contact_email", 0))
    assert counts == [150, SAMPLES_PER_FIELD - 150, 0, 150]


def test_what_presidio_gave_up_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    sampling = Sampling(load_rules())
    assert sampling.reasons() == ()
    sampling._timeouts = 3
    assert [(r.code, r.message) for r in sampling.reasons()] == [
        (CoverageCode.TIMEOUT, "patterns that Presidio gave up on samples that took too long: 3")
    ]
