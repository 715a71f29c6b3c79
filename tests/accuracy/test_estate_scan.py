"""A scan of the sample estate against the estate's own truth, which takes nothing from the scanners."""

from collections import defaultdict
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
STILL_MISSED: dict[str, set[Place]] = {
    # every table has such a column: that an order was placed then, nothing says
    "order.created_at": {("saleforte_orders.sqlite", "orders", "created_at")},
    # shops and tickets are opened too, and `events` says nothing of mails
    "log.email_open": {
        ("sendcloud_uploads", "events/*.jsonl", "opened_at"),
        ("sendcloud_uploads", "events/*.jsonl", "open_count"),
    },
}
"""By element, the fields in which it is not found yet: its floor is all others. Whoever finds one, takes it out here."""
STILL_BEYOND: dict[Place, set[str]] = {
    # versions of four numbers inside sentences
    ("saleforte_accounts.sqlite", "客户资料", "备注"): {"network.ip"},
    ("saleforte_service.sqlite", "cs_tickets", "question"): {"network.ip"},
    # login names that are WeChat numbers too, and the key of a person's row
    ("saleforte_accounts.sqlite", "users", "login_name"): {"account.wechat_id"},
    ("saleforte_accounts.sqlite", "guardians", "guardian_id"): {"account.user_id"},
    # the row's own number, which is the number on the invoice too
    ("saleforte_orders.sqlite", "invoices", "invoice_id"): {"order.number"},
    # accounts of payment services are addresses and openids
    ("saleforte_orders.sqlite", "payments", "payer_account"): {"contact.email", "account.wechat_openid"},
    # what mini programs call the secret of a session
    ("saleforte_logs", "sessions/app_sessions.jsonl", "session_key"): {"auth.token"},
}
"""Fields in which more may be in force than the estate says: a ceiling, which whoever is stricter lowers."""


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


def _found_of_each_element(scanned: Scanned) -> dict[str, tuple[set[Place], set[Place]]]:
    """For each element the plain fields that hold it, and those of them in which it, or what is as right, is in force."""
    fields: dict[str, tuple[set[Place], set[Place]]] = defaultdict(lambda: (set(), set()))
    for place, truth, field in scanned.expected():
        for element in truth.elements if truth.kind == "plain" else ():
            of, found = fields[element]
            of.add(place)
            if element not in missing(field, truth):
                found.add(place)
    return fields


def test_every_element_is_found_in_every_field_that_holds_it(scanned: Scanned) -> None:
    fields = _found_of_each_element(scanned)
    assert sum(len(of) for of, _ in fields.values()) >= 270
    assert len(fields) >= 120
    missed = {element: of - found for element, (of, found) in fields.items() if of - found}
    assert missed == STILL_MISSED


def test_nothing_else_is_in_force(scanned: Scanned) -> None:
    wrong = {
        place: elements
        for place, truth, field in scanned.expected()
        if (elements := in_force(field) - truth.accepted - STILL_BEYOND.get(place, set()))
    }
    assert wrong == {}


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
