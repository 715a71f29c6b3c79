"""Store contract: what was not read wholly keeps the fields that it does not tell of, and its counts are those of all."""

from dataclasses import replace

from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.records import FieldRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import START, day, field, found, publication, source

BROKEN = Coverage(CoverageState.PARTIAL, (CoverageReason(CoverageCode.DECODE_ERROR, "line 2 is broken"),), rows_read=1)
FIRST = publication(
    field("email", found("contact.email", 0.9), level=Level.PERSONAL),
    field("imei", found("device.imei", 0.9), level=Level.NON_PERSONAL_ALONE, effective=Level.PERSONAL),
    field("note", candidates=(found("person.name", 0.3),)),
)
SECOND = replace(
    publication(
        field("email", found("person.name", 0.6), level=Level.SENSITIVE, at=day(2)),
        field("added", found("person.name", 0.8), level=Level.PERSONAL, at=day(2)),
        coverage=BROKEN,
        sequence=2,
        at=day(2),
    ),
    closures={"person.name": ("person.name", "person")},
    keeps_missing=True,
)


async def fields(store: InventoryStore) -> list[FieldRecord]:
    return list((await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(50))).items)


async def test_missing_fields_are_kept_and_others_replaced(store: InventoryStore) -> None:
    await store.publish_dataset(FIRST)
    assert await store.publish_dataset(SECOND)
    assert FIRST.fields is not None
    assert SECOND.fields is not None
    (_, imei, note), (email, added) = FIRST.fields, SECOND.fields
    assert await fields(store) == [
        added,
        replace(email, first_seen=START),
        replace(imei, coverage_state="PARTIAL"),
        replace(note, coverage_state="PARTIAL"),
    ]
    assert not await store.publish_dataset(SECOND)


async def test_counts_are_those_of_all_fields(store: InventoryStore) -> None:
    await store.put_source(source())
    await store.publish_dataset(FIRST)
    await store.publish_dataset(SECOND)
    (dataset,) = (await store.page_datasets(DatasetQuery(), PageRequest(5))).items
    levels = {Level.NONE: 1, Level.PERSONAL: 2, Level.SENSITIVE: 1}
    assert (dataset.field_count, dataset.level_counts) == (4, levels)
    assert dataset.element_counts == {"device.imei": 1, "person.name": 2}
    assert (dataset.last, dataset.last_good) == (SECOND.dataset.last, FIRST.dataset.last_good)
    totals = (await store.source_totals(["src_crm"]))["src_crm"]
    assert (totals.field_count, totals.level_counts) == (4, dict.fromkeys(Level, 0) | levels)


async def test_kept_fields_are_found_and_counted_by_their_elements(store: InventoryStore) -> None:
    await store.publish_dataset(FIRST)
    await store.publish_dataset(SECOND)
    assert await store.facet_fields(FieldQuery(), FacetKey.ELEMENT) == {
        "device": 1, "device.imei": 1, "person": 2, "person.name": 2,
    }  # fmt: skip
    assert await store.facet_fields(FieldQuery(), FacetKey.COVERAGE) == {"PARTIAL": 4}
    assert await store.count_fields(FieldQuery(elements=("device",))) == 1
    assert await store.count_fields(FieldQuery(elements=("contact",))) == 0
    assert await store.count_fields(FieldQuery(elements=("person",), include_candidates=True)) == 3


async def test_a_whole_reading_after_it_lets_go_of_them(store: InventoryStore) -> None:
    await store.publish_dataset(FIRST)
    await store.publish_dataset(SECOND)
    await store.publish_dataset(publication(field("email", at=day(3)), sequence=3, at=day(3)))
    assert [f.path for f in await fields(store)] == ["email"]
    (dataset,) = (await store.page_datasets(DatasetQuery(), PageRequest(5))).items
    assert (dataset.field_count, dataset.level_counts, dataset.element_counts) == (1, {Level.NONE: 1}, {})


async def test_a_reading_without_any_field_keeps_all(store: InventoryStore) -> None:
    await store.publish_dataset(FIRST)
    await store.publish_dataset(replace(publication(coverage=BROKEN, sequence=2, at=day(2)), keeps_missing=True))
    assert [(f.path, f.last_seen) for f in await fields(store)] == [("email", START), ("imei", START), ("note", START)]
    (dataset,) = (await store.page_datasets(DatasetQuery(), PageRequest(5))).items
    assert (dataset.field_count, dataset.element_counts) == (3, FIRST.dataset.element_counts)


async def test_a_first_publication_has_nothing_to_keep(store: InventoryStore) -> None:
    assert await store.publish_dataset(SECOND)
    assert [f.path for f in await fields(store)] == ["added", "email"]
