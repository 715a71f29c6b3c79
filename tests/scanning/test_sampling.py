"""Samples inside a scan: those of Presidio's engine, asked for by option, and those of rules that do not run on every row."""

import sqlite3
from pathlib import Path

import pyarrow as pa
import pytest

from gazetteer_scanners import scan
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.matching.samples import MAX_SAMPLES, SAMPLES
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageState
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.sampling import PresidioSampling, RuleSampling
from gazetteer_scanners.scanning.tools import load_tools

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
    sampling = PresidioSampling(load_rules())
    texts = pa.array([f"mail number {n} to u{n}@example.org" for n in range(150)])
    counts = []
    for path in (BODY, BODY, BODY, TITLE):
        hits = {hit.rule: hit.inside for hit in sampling.hits(path, texts)}
        counts.append(hits.get("presidio.contact_email", 0))
    assert counts == [150, MAX_SAMPLES - 150, 0, 150]


def test_what_presidio_gave_up_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    sampling = PresidioSampling(load_rules())
    assert sampling.reasons() == ()
    sampling._timeouts = 3
    assert [(r.code, r.message) for r in sampling.reasons()] == [
        (CoverageCode.TIMEOUT, "patterns that Presidio gave up on samples that took too long: 3")
    ]


def test_a_field_gives_its_samples_once_from_its_first_batch_with_values() -> None:
    sampling = RuleSampling(load_tools(ScanOptions()).sampler)
    first, second = (pa.array([f"{begin}{n:06}" for n in range(150)]) for begin in ("x", "y"))
    assert sampling.hits(BODY, pa.nulls(5, pa.string())) == ()
    assert [(hit.rule, hit.whole) for hit in sampling.hits(BODY, first)] == [(SAMPLES, 150)]
    assert sampling.hits(BODY, second) == ()
    assert [(hit.rule, hit.whole) for hit in sampling.hits(TITLE, second)] == [(SAMPLES, 150)]


def test_counts_of_samples_are_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "clients.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table clients (id integer, documento text)")
        connection.executemany("insert into clients values (?, ?)", ((n, cpf_of(n)) for n in range(1_000)))
    result = scan(str(path))
    (dataset,) = result.datasets
    assert dataset.evidence is not None
    by_path = {field.path: field for field in DatasetEvidence.from_bytes(dataset.evidence).fields}
    rules = by_path[name_path("documento")].rules
    assert (rules[SAMPLES].whole, rules["national_id_br.digits"].valid) == (200, 200)
    (found,) = next(field.decision.elements for field in dataset.fields if field.path == name_path("documento"))
    assert (found.element, found.matched, found.seen, found.distinct) == ("national_id.br", 200, 200, None)
    assert found.reason.startswith("All 200 sampled values have the form of Brazilian CPF and pass its check digit")


def cpf_of(number: int) -> str:
    """A made number that passes: nine digits and their two check digits."""
    digits = f"{(number * 7_919_003 + 102_030_405) % 10**9:09}"
    for length in (9, 10):
        total = sum(int(digit) * (length + 1 - place) for place, digit in enumerate(digits))
        digits += str(total * 10 % 11 % 10)
    return digits
