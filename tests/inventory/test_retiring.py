"""Store contract: datasets that a scan did not meet are gone from lists and counts, are kept by id, and can come back."""

from dataclasses import replace

import pytest

from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.records import DatasetRecord
from gazetteer.inventory.store import DatasetPublication, InventoryStore, SourceTotals
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.results import CoverageTotals, SourceState
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import START, day, field, found, publication, source, undescribed

ALL = PageRequest(500)
LOST = CoverageReason(CoverageCode.TIMEOUT, "a chunk took over 60 s")


def table(name: str, sequence: int = 1, source_key: str = "crm", evidence: bytes | None = None) -> DatasetPublication:
    """A table with one name in it, as a scan on that day published it."""
    name_field = field(
        "name", found("person.name", 0.9), level=Level.PERSONAL, dataset=name, source_key=source_key, at=day(sequence)
    )
    return publication(name_field, dataset=name, source_key=source_key, sequence=sequence, at=day(sequence), evidence=evidence)


async def fill(store: InventoryStore, *names: str) -> None:
    """The source crm with these tables, and the source shop with one, by scan 1."""
    for key in ("crm", "shop"):
        await store.put_source(source(key))
    for told in (*(table(name, evidence=b"seen") for name in names), table("other", source_key="shop")):
        assert await store.publish_dataset(told)


def ids(*names: str) -> set[str]:
    return {f"dst_crm_{name}" for name in names}


async def names(store: InventoryStore, *, include_gone: bool = False) -> list[str]:
    """The datasets of crm; the totals must count as many."""
    query = DatasetQuery(source_keys=("crm",), include_gone=include_gone)
    page = await store.page_datasets(query, ALL)
    assert (await store.dataset_totals(query)).discovered == len(page.items)
    return [dataset.name for dataset in page.items]


async def stored(store: InventoryStore, name: str) -> DatasetRecord:
    (record,) = (await store.datasets_by_id([f"dst_crm_{name}"])).values()
    return record


async def test_what_a_scan_did_not_meet_is_in_no_list_and_no_count(store: InventoryStore) -> None:
    await fill(store, "a", "b", "c")
    assert await store.retire_datasets("src_crm", ids("b"), 2, day(2)) == 2
    assert await names(store) == ["b"]
    assert [d.name for d in (await store.page_datasets(DatasetQuery(), ALL)).items] == ["b", "other"]
    assert await store.dataset_totals(DatasetQuery()) == CoverageTotals(2, 2, rows_read=20)
    levels = dict.fromkeys(Level, 0) | {Level.PERSONAL: 1}
    assert (await store.source_totals(["src_crm"]))["src_crm"] == SourceTotals(1, 1, levels, CoverageTotals(1, 1, rows_read=10))
    assert await store.count_fields(FieldQuery()) == 2
    fields = (await store.page_fields(FieldQuery(), FieldOrder.RISK_DESC, ALL)).items
    assert [f.dataset_name for f in fields] == ["b", "other"]
    assert await store.facet_fields(FieldQuery(), FacetKey.SOURCE) == {"src_crm": 1, "src_shop": 1}
    assert await store.facet_fields(FieldQuery(), FacetKey.ELEMENT) == {"person": 2, "person.name": 2}
    assert await store.fields_of_datasets(sorted(ids("a", "b")), 5) == {"dst_crm_b": (fields[0],)}


async def test_what_is_gone_keeps_its_record_without_fields(store: InventoryStore) -> None:
    await fill(store, "a", "b")
    before = await stored(store, "a")
    await store.retire_datasets("src_crm", ids("b"), 2, day(2))
    assert await stored(store, "a") == replace(before, gone_since=day(2), field_count=0, level_counts={}, element_counts={})
    assert await store.read_evidence("dst_crm_a") == b"seen"
    assert await names(store, include_gone=True) == ["a", "b"]
    assert await store.dataset_totals(DatasetQuery(source_ids=("src_crm",), include_gone=True)) == CoverageTotals(
        2, 2, rows_read=20
    )


async def test_retiring_again_or_by_an_older_scan_changes_nothing(store: InventoryStore) -> None:
    await fill(store, "a", "b")
    await store.publish_dataset(table("b", 5))
    assert await store.retire_datasets("src_crm", (), 4, day(4)) == 1
    assert await names(store) == ["b"]
    assert await store.retire_datasets("src_crm", (), 5, day(5)) == 0
    assert await store.retire_datasets("src_crm", (), 3, day(3)) == 0
    assert await names(store) == ["b"]
    assert (await stored(store, "a")).gone_since == day(4)
    assert await store.retire_datasets("src_none", (), 9, day(9)) == 0
    assert await store.retire_datasets("src_crm", ids("b"), 9, day(9)) == 0
    assert (await stored(store, "a")).gone_since == day(4)


async def test_an_older_scan_does_not_bring_back_what_is_gone(store: InventoryStore) -> None:
    await fill(store, "a", "b")
    await store.retire_datasets("src_crm", ids("b"), 3, day(3))
    assert not await store.publish_dataset(table("a", 2))
    assert not await store.publish_dataset(table("a", 3))
    assert await names(store) == ["b"]


async def test_what_comes_back_is_current_and_keeps_when_it_was_first_seen(store: InventoryStore) -> None:
    await fill(store, "a", "b")
    await store.retire_datasets("src_crm", ids("b"), 2, day(2))
    assert await store.publish_dataset(table("a", 3))
    assert await names(store) == ["a", "b"]
    record = await stored(store, "a")
    assert (record.first_seen, record.last_seen, record.gone_since, record.field_count) == (day(1), day(3), None, 1)
    assert await store.count_fields(FieldQuery(source_ids=("src_crm",))) == 2


async def test_what_comes_back_undescribed_is_current_and_has_no_fields(store: InventoryStore) -> None:
    await fill(store, "a", "b")
    await store.retire_datasets("src_crm", ids("b"), 2, day(2))
    assert await store.publish_dataset(undescribed(table("a"), 3, Coverage(CoverageState.FAILED, (LOST,))))
    assert await names(store) == ["a", "b"]
    assert (await store.source_totals(["src_crm"]))["src_crm"].field_count == 1


async def test_gaps_of_what_is_gone_count_only_with_it(store: InventoryStore) -> None:
    await store.put_source(source("crm", SourceState.FAILED))
    failed = publication(coverage=Coverage(CoverageState.FAILED, (LOST,), rows_read=3))
    await store.publish_dataset(failed)
    await store.retire_datasets("src_crm", (), 2, day(2))
    assert await store.dataset_totals(DatasetQuery()) == CoverageTotals(unexpected=1)
    assert await store.dataset_totals(DatasetQuery(include_gone=True)) == CoverageTotals(1, failed=1, unexpected=2, rows_read=3)
    assert (await store.source_totals(["src_crm"]))["src_crm"].coverage == CoverageTotals(unexpected=1)


MANY = tuple("abcdefghij")


@pytest.mark.parametrize(
    ("known", "lost", "gone_at_once"),
    [(4, 4, 4), (5, 1, 1), (5, 2, 0), (10, 2, 2), (10, 3, 0), (10, 10, 0)],
)
async def test_many_that_vanish_at_once_are_gone_when_a_second_scan_misses_them(
    store: InventoryStore, known: int, lost: int, gone_at_once: int
) -> None:
    await fill(store, *MANY[:known])
    kept = MANY[lost:known]
    assert await store.retire_datasets("src_crm", ids(*kept), 2, day(2)) == gone_at_once
    left = list(kept if gone_at_once else MANY[:known])
    assert await names(store) == left
    # The same scan again is no second one.
    assert await store.retire_datasets("src_crm", ids(*kept), 2, day(2)) == 0
    assert await names(store) == left
    assert await store.retire_datasets("src_crm", ids(*kept), 3, day(3)) == lost - gone_at_once
    assert await names(store) == list(kept)
    assert (await stored(store, "a")).gone_since == day(2 if gone_at_once else 3)


async def test_what_was_missed_once_stays_as_it_was_and_is_met_again(store: InventoryStore) -> None:
    await fill(store, *MANY)
    before, fields = await stored(store, "a"), await store.page_fields(FieldQuery(), FieldOrder.NAME, ALL)
    assert await store.retire_datasets("src_crm", ids("j"), 2, day(2)) == 0
    assert await stored(store, "a") == replace(before, missed_since=day(2))
    assert await store.page_fields(FieldQuery(), FieldOrder.NAME, ALL) == fields
    await store.publish_dataset(table("a", 3))
    assert (await stored(store, "a")).missed_since is None
    assert await store.retire_datasets("src_crm", ids("a", "j"), 3, day(3)) == 8
    await store.publish_dataset(table("j", 4))
    assert await store.retire_datasets("src_crm", ids("j"), 4, day(4)) == 1
    assert await names(store) == ["j"]


async def test_more_datasets_than_a_page_holds(store: InventoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazetteer.inventory.retiring._PAGE", 3)
    await fill(store, *MANY)
    assert await store.retire_datasets("src_crm", (), 2, START) == 0
    assert await store.retire_datasets("src_crm", (), 3, START) == 10
    assert await names(store) == []
