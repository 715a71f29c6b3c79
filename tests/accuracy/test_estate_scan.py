"""A scan of the sample estate against the estate's own truth, which takes nothing from the scanners."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gazetteer.estate import Truth, TruthField, load_truth, make_estate
from gazetteer_scanners import scan
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.minors import MinorCounts, count_minors
from gazetteer_scanners.paths import path_text
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import CoverageState
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.results import DatasetResult, FieldResult, ScanResult
from gazetteer_scanners.taxonomy import Role, load_taxonomy

TAXONOMY = load_taxonomy()
IDENTIFYING = frozenset({Role.DIRECT, Role.DEVICE, Role.QUASI, Role.SECRET})
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Scanned:
    truth: Truth
    result: ScanResult
    fields: dict[Place, FieldResult]

    def expected(self) -> Iterator[tuple[Place, TruthField, FieldResult]]:
        for source, one in self.truth.sources.items():
            for name, dataset in one.datasets.items():
                for path, field in dataset.fields.items():
                    yield (source, name, path), field, self.fields[source, name, path]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Scanned:
    folder: Path = tmp_path_factory.mktemp("estate")
    estate = make_estate(folder)
    truth = load_truth(folder)
    specs = [SourceSpec(str(source.path), name=source.key) for source in estate.sources]
    result = scan(*specs, options=ScanOptions(as_of=truth.as_of, working_directory=folder))
    fields = {(d.source.key, d.info.name, path_text(f.path)): f for d in result.datasets for f in d.fields}
    return Scanned(truth, result, fields)


def in_force(field: FieldResult) -> set[str]:
    return {d.element for d in field.decision.elements}


def missing(field: FieldResult, truth: TruthField) -> list[str]:
    found = in_force(field)
    return [e for e in truth.elements if e not in found and not found & set(truth.accepted)]


def test_every_dataset_is_read_whole(scanned: Scanned) -> None:
    expected = {(s, d): t.rows for s, one in scanned.truth.sources.items() for d, t in one.datasets.items()}
    assert {(d.source.key, d.info.name): d.coverage.rows_read for d in scanned.result.datasets} == expected
    assert {d.coverage.state for d in scanned.result.datasets} == {CoverageState.COMPLETE}


def test_every_plain_identifier_is_found(scanned: Scanned) -> None:
    missed = [
        (place, truth.elements)
        for place, truth, field in scanned.expected()
        if truth.kind == "plain" and missing(field, truth) and any(TAXONOMY[e].role in IDENTIFYING for e in truth.elements)
    ]
    allowed = {("saleforte_accounts.sqlite", "third_party_logins", "provider")}  # a provider's name identifies nobody alone
    assert [m for m in missed if m[0] not in allowed] == []


def test_no_hard_negative_is_in_force(scanned: Scanned) -> None:
    wrong = [(place, in_force(f) & set(t.never)) for place, t, f in scanned.expected() if in_force(f) & set(t.never)]
    assert wrong == []


def test_fields_of_no_person_hold_nothing_that_identifies(scanned: Scanned) -> None:
    wrong = [
        (place, element)
        for place, truth, field in scanned.expected()
        if truth.kind in {"none", "negative"}
        for element in in_force(field)
        if TAXONOMY[element].role in {Role.DIRECT, Role.DEVICE} and element not in truth.accepted
    ]
    assert wrong == []


def test_identifiers_inside_free_text_are_found(scanned: Scanned) -> None:
    texts = [(place, truth, field) for place, truth, field in scanned.expected() if truth.kind == "text"]
    assert len(texts) >= 8
    for place, truth, field in texts:
        for element in {"contact.phone", "contact.email", "national_id.cn"} & set(truth.elements):
            assert element in in_force(field), (place, element)


def test_masked_and_hashed_values_keep_their_form(scanned: Scanned) -> None:
    forms = {
        place: {d.form for d in field.decision.elements}
        for place, truth, field in scanned.expected()
        if truth.kind in {"masked", "hashed"}
    }
    assert len(forms) >= 8
    assert [place for place, found in forms.items() if not found & {Form.MASKED, Form.HASHED}] == []


def test_most_attributes_are_found_by_name(scanned: Scanned) -> None:
    plain = [(truth, field) for _, truth, field in scanned.expected() if truth.kind == "plain"]
    found = sum(not missing(field, truth) for truth, field in plain)
    assert found / len(plain) >= 0.85


def test_under_14_counts_are_exact_with_and_without_consent(scanned: Scanned) -> None:
    results = {(d.source.key, d.info.name): d for d in scanned.result.datasets}
    checked = 0
    for source, datasets in scanned.truth.minors.items():
        for name, minors in datasets.items():
            counts = counts_of(results[source, name])
            if counts is None:
                continue
            checked += 1
            assert counts.least == counts.most == minors.under_14, (source, name)
            assert counts.unknown == minors.age_unknown, (source, name)
            if counts.consent is not None:
                assert counts.with_consent == minors.with_consent, (source, name)
                assert counts.without_consent == minors.without_consent, (source, name)
                assert counts.consent_unknown == minors.consent_unknown, (source, name)
    assert checked >= 7


def counts_of(result: DatasetResult) -> MinorCounts | None:
    assert result.evidence is not None
    return count_minors(DatasetEvidence.from_bytes(result.evidence), 14)
