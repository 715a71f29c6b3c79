"""From scan results to the inventory: records, counts and closures."""

from dataclasses import replace

import pytest

from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.publishing import begin, finish, publication_of, publish_dataset_result, publish_source_result
from gazetteer.inventory.queries import FacetKey, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.records import CoverageNote, KeyReference, LevelNote, ScanRecord
from gazetteer_scanners.classification.decision import FieldDecision, LevelReason
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.connectors.protocol import DatasetInfo, ForeignKey
from gazetteer_scanners.paths import EACH, Path, name_path, path_text
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.ids import dataset_id, field_id
from gazetteer_scanners.scanning.results import (
    CoverageTotals,
    DatasetResult,
    FieldResult,
    Gate,
    ScanResult,
    ScanStatus,
    SourceRef,
    SourceResult,
    SourceState,
)
from gazetteer_scanners.taxonomy import Level, load_taxonomy
from tests.inventory.records import START, day, found

REF = SourceRef("src_1", "crm", "sqlite", "/data/crm.sqlite")
SCAN = ScanRecord("scan_1", 3, ScanStatus.RUNNING, "cli", START, "sha256:00")
PATHS = (name_path("a.b", "email"), (*name_path("tags"), EACH))
REASON = LevelReason(Level.PERSONAL, "combination", "it sits with tags", (PATHS[1],))
NOTE = LevelNote(Level.PERSONAL, "combination", "it sits with tags", ("fld_2",))


def column(dataset: str, name: str) -> str:
    return field_id("sqlite", "crm", dataset, name_path(name))


def result_field(path: Path, decision: FieldDecision) -> FieldResult:
    id_ = "fld_1" if path == PATHS[0] else "fld_2"
    return FieldResult(id_, path, path_text(path), "string", "TEXT", True, "a comment", decision, 0.5, 0.25, 7)


DECISIONS = (
    FieldDecision(
        PATHS[0],
        Level.PERSONAL,
        Level.SENSITIVE,
        elements=(found("contact.email", 0.9),),
        candidates=(found("payment.account.paypal", 0.4),),
        level_reasons=(REASON,),
    ),
    FieldDecision(PATHS[1], Level.NONE, Level.NONE),
)
INFO = DatasetInfo(
    "users", "table", comment="all users", change_mark="7", primary_key=("id",), unique_keys=(("email",),),
    foreign_keys=(ForeignKey(("org",), "orgs", ("id",)),), view_text="SELECT 1",
)  # fmt: skip
RESULT = DatasetResult(
    "dst_1",
    REF,
    INFO,
    "users",
    Coverage(CoverageState.COMPLETE, rows_read=4, rows_total=4),
    tuple(result_field(path, decision) for path, decision in zip(PATHS, DECISIONS, strict=True)),
    b"evidence",
    row_is=RowKind.PERSON,
)


def test_a_publication_has_all_that_the_scan_told() -> None:
    told = publication_of(RESULT, SCAN, load_taxonomy(), day(1))
    note = CoverageNote(RESULT.coverage, "scan_1", day(1))
    dataset = told.dataset
    assert (dataset.id, dataset.source_id, dataset.source_key, dataset.name, dataset.kind) == (
        "dst_1", "src_1", "crm", "users", "table",
    )  # fmt: skip
    assert (dataset.last, dataset.last_good, dataset.first_seen, dataset.last_seen) == (note, note, day(1), day(1))
    assert (dataset.comment, dataset.change_mark, dataset.view_text) == ("all users", "7", "SELECT 1")
    assert dataset.row_is is RowKind.PERSON
    assert (dataset.primary_key, dataset.unique_keys) == ((column("users", "id"),), ((column("users", "email"),),))
    assert dataset.foreign_keys == (
        KeyReference((column("users", "org"),), dataset_id("sqlite", "crm", "orgs"), (column("orgs", "id"),)),
    )
    assert (dataset.field_count, dataset.level_counts) == (2, {Level.SENSITIVE: 1, Level.NONE: 1})
    assert dataset.element_counts == {"contact.email": 1}
    assert (told.evidence, told.sequence) == (b"evidence", 3)
    assert told.closures == {
        element: load_taxonomy().closure(element) for element in ("contact.email", "payment.account.paypal")
    }


def test_a_field_has_both_spellings_of_its_path_and_its_datasets_names() -> None:
    told = publication_of(RESULT, SCAN, load_taxonomy(), day(1))
    assert told.fields is not None
    email, tags = told.fields
    assert [(f.path, f.path_text) for f in told.fields] == [("a.b/email", "a.b.email"), ("tags/[]", "tags[]")]
    assert (email.id, email.dataset_id, email.source_id, email.source_key, email.dataset_name) == (
        "fld_1", "dst_1", "src_1", "crm", "users",
    )  # fmt: skip
    assert (email.level, email.effective_level, email.level_reasons) == (Level.PERSONAL, Level.SENSITIVE, (NOTE,))
    assert (email.elements, email.candidates) == (DECISIONS[0].elements, DECISIONS[0].candidates)
    assert (email.presence, email.null_rate, email.distinct_estimate, email.coverage_state) == (0.5, 0.25, 7, "COMPLETE")
    assert (tags.data_type, tags.source_type, tags.is_nullable, tags.comment) == ("string", "TEXT", True, "a comment")


def test_a_name_that_holds_a_value_is_kept_masked_and_its_path_as_the_id() -> None:
    email = replace(RESULT.fields[0], shown_path="***.email")
    result = replace(RESULT, shown_name="users_***", fields=(email, RESULT.fields[1]))
    told = publication_of(result, SCAN, load_taxonomy(), START)
    assert told.fields is not None
    assert told.dataset.name == "users_***"
    assert [(f.dataset_name, f.path_text, f.path) for f in told.fields] == [
        ("users_***", "***.email", "fld_1"), ("users_***", "tags[]", "tags/[]"),
    ]  # fmt: skip
    assert told.dataset.primary_key == (column("users", "id"),)  # ids hash the real name


SAMPLED = CoverageReason(CoverageCode.SAMPLED, "asked for", is_expected=True)
BUDGET = CoverageReason(CoverageCode.BUDGET, "ran out")


@pytest.mark.parametrize(
    ("state", "reasons", "is_good"),
    [
        (CoverageState.COMPLETE, (), True),
        (CoverageState.PARTIAL, (SAMPLED,), True),
        (CoverageState.PARTIAL, (SAMPLED, BUDGET), False),
        (CoverageState.SKIPPED, (SAMPLED,), False),
        (CoverageState.FAILED, (BUDGET,), False),
        (CoverageState.NOT_REACHED, (), False),
    ],
)
def test_only_what_was_read_is_good(state: CoverageState, reasons: tuple[CoverageReason, ...], is_good: bool) -> None:
    told = publication_of(replace(RESULT, coverage=Coverage(state, reasons)), SCAN, load_taxonomy(), START)
    assert (told.dataset.last_good == told.dataset.last) is is_good
    assert (told.dataset.last_good is not None) is is_good
    assert told.keeps_missing is not is_good


def test_what_could_not_be_described_has_no_fields_to_publish() -> None:
    told = publication_of(replace(RESULT, fields=(), is_described=False), SCAN, load_taxonomy(), START)
    assert told.fields is None
    assert publication_of(replace(RESULT, fields=()), SCAN, load_taxonomy(), START).fields == ()


async def test_a_scan_from_begin_to_finish() -> None:
    store = await open_inventory("sqlite::memory:")
    scan = await begin(store, "scan_9", "sha256:11", ["src_1"], START, trigger="api")
    assert (scan.sequence, scan.status, scan.trigger, scan.source_ids) == (1, ScanStatus.RUNNING, "api", ("src_1",))
    lost = SourceResult(
        SourceRef("src_0", "lost", "sqlite", "/lost"), SourceState.FAILED, CoverageReason(CoverageCode.SOURCE_LOST, "gone")
    )
    sources = (SourceResult(REF, SourceState.COMPLETE), lost)
    for result in sources:
        await publish_source_result(store, result, scan, day(1))
    assert await publish_dataset_result(store, RESULT, scan, load_taxonomy(), day(1))
    assert not await publish_dataset_result(store, RESULT, scan, load_taxonomy(), day(2))
    totals, gate = CoverageTotals(1, 1, unexpected=1), Gate(True, ("too personal",))
    ended = ScanResult("scan_9", 1, ScanStatus.FAILED, START, day(2), "sha256:11", sources, (RESULT,), totals, gate)
    stored = await finish(store, ended)
    assert stored == (await store.scans_by_id(["scan_9"]))["scan_9"]
    assert (stored.status, stored.finished_at, stored.coverage, stored.gate) == (ScanStatus.FAILED, day(2), totals, gate)
    assert (stored.trigger, stored.sequence, stored.source_ids) == ("api", 1, ("src_0", "src_1"))
    records = await store.sources_by_id(["src_0", "src_1"])
    assert [(r.state, r.error, r.last_scan, r.last_good_scan) for r in records.values()] == [
        (SourceState.FAILED, lost.error, "scan_9", None),
        (SourceState.COMPLETE, None, "scan_9", "scan_9"),
    ]
    page = await store.page_fields(FieldQuery(elements=("contact",)), FieldOrder.NAME, PageRequest(5))
    assert [f.id for f in page.items] == ["fld_1"]
    assert await store.facet_fields(FieldQuery(), FacetKey.ELEMENT) == dict.fromkeys(
        load_taxonomy().closure("contact.email"), 1
    )
    await store.close()


async def test_finishing_a_scan_that_was_not_begun() -> None:
    store = await open_inventory("sqlite::memory:")
    ended = ScanResult("ghost", 1, ScanStatus.COMPLETE, START, START, "", (), (), CoverageTotals(), Gate())
    with pytest.raises(KeyError, match="ghost"):
        await finish(store, ended)
    await store.close()
