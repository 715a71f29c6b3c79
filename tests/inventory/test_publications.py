"""Store contract: what a publication replaces, what it keeps, and what changes nothing."""

import asyncio
from dataclasses import replace

from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.records import KeyReference, LevelNote
from gazetteer.inventory.store import DatasetPublication, InventoryStore
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.taxonomy import Level
from tests.inventory.conftest import OpenStore
from tests.inventory.records import CLOSURES, START, day, field, found, publication, source, undescribed

ALL = PageRequest(500)


async def paths(store: InventoryStore, query: FieldQuery | None = None) -> list[str]:
    """Path texts of all matching fields by name."""
    page = await store.page_fields(query or FieldQuery(), FieldOrder.NAME, ALL)
    return [f.path_text for f in page.items]


async def test_everything_in_a_publication_comes_back(store: InventoryStore) -> None:
    reason = LevelNote(Level.PERSONAL, "combination", "beside an e-mail", ("fld_email", "fld_tags"))
    imei = found("device.imei", 0.98, Form.HASHED, name=0.9, value=1.0)
    rich = replace(
        field("imei", imei, candidates=(found("person.name", 0.3),), level=Level.NON_PERSONAL_ALONE, effective=Level.PERSONAL),
        source_type="VARCHAR(20)", is_nullable=False, comment="设备号", level_reasons=(reason,), presence=0.5, null_rate=0.25,
        distinct_estimate=2**40,
    )  # fmt: skip
    told = publication(rich, field("note"), evidence=b"\x00evidence")
    told = replace(
        told,
        dataset=replace(
            told.dataset, comment="all users", primary_key=("id",), unique_keys=(("a", "b"), ("c",)), view_text="SELECT 1",
            foreign_keys=(KeyReference(("fld_org",), "dst_orgs", ("fld_id",)),), change_mark="7:9", row_is=RowKind.PERSON,
            table_text="CREATE TABLE users (a, b AS (a))",
        ),
    )  # fmt: skip
    assert await store.publish_dataset(told)
    assert await store.fields_by_id([rich.id, "fld_none"]) == {rich.id: rich}
    assert await store.datasets_by_id([told.dataset.id, "dst_none"]) == {told.dataset.id: told.dataset}
    assert await store.read_evidence(told.dataset.id) == b"\x00evidence"
    assert await store.read_evidence("dst_none") is None


async def test_a_replay_and_an_older_publication_change_nothing(store: InventoryStore) -> None:
    new = publication(field("email"), sequence=5, evidence=b"new")
    old = publication(field("phone"), field("name"), sequence=4, at=day(-9), evidence=b"old")
    assert await store.publish_dataset(new)
    assert not await store.publish_dataset(new)
    assert not await store.publish_dataset(old)
    assert await paths(store) == ["email"]
    assert (await store.datasets_by_id([new.dataset.id]))[new.dataset.id] == new.dataset
    assert await store.read_evidence(new.dataset.id) == b"new"


async def test_a_newer_publication_replaces_all_fields_and_keeps_first_times(store: InventoryStore) -> None:
    await store.publish_dataset(publication(field("email"), field("gone"), field("phone"), sequence=1))
    new = (field("email", at=day(2)), field("added", at=day(2)), field("phone", level=Level.PERSONAL, at=day(2)))
    assert await store.publish_dataset(publication(*new, sequence=2, at=day(2)))
    page = await store.page_fields(FieldQuery(), FieldOrder.NAME, ALL)
    assert [(f.path, f.first_seen, f.last_seen, f.changed_at) for f in page.items] == [
        ("added", day(2), day(2), day(2)),
        ("email", START, day(2), START),
        ("phone", START, day(2), day(2)),
    ]
    (dataset,) = (await store.page_datasets(DatasetQuery(), ALL)).items
    assert (dataset.first_seen, dataset.last_seen, dataset.field_count) == (START, day(2), 3)
    assert await store.count_fields(FieldQuery()) == 3


async def test_scores_and_counts_alone_are_no_change_but_a_form_is(store: InventoryStore) -> None:
    await store.publish_dataset(publication(field("a", found("device.imei", 0.9)), field("b", found("device.imei", 0.9))))
    again = (field("a", found("device.imei", 0.8), at=day(1)), field("b", found("device.imei", 0.9, Form.MASKED), at=day(1)))
    await store.publish_dataset(publication(*again, sequence=2, at=day(1)))
    page = await store.page_fields(FieldQuery(), FieldOrder.NAME, ALL)
    assert [(f.path, f.changed_at, f.elements[0].score) for f in page.items] == [("a", START, 0.8), ("b", day(1), 0.9)]


async def test_what_cannot_be_described_keeps_fields_counts_and_evidence(store: InventoryStore) -> None:
    first = publication(field("imei", found("device.imei", 0.9), level=Level.PERSONAL), field("note"), evidence=b"kept")
    first = replace(first, dataset=replace(first.dataset, comment="users", primary_key=("id",), change_mark="1"))
    await store.publish_dataset(first)
    denied = Coverage(CoverageState.FAILED, (CoverageReason(CoverageCode.DENIED, "no grant"),))
    later = undescribed(first, 2, denied)
    assert await store.publish_dataset(later)
    assert not await store.publish_dataset(later)
    stored = (await store.datasets_by_id([first.dataset.id]))[first.dataset.id]
    assert stored == replace(first.dataset, last=later.dataset.last, last_seen=day(2))
    page = await store.page_fields(FieldQuery(coverage=(CoverageState.FAILED,)), FieldOrder.NAME, ALL)
    assert [(f.path, f.coverage_state, f.last_seen) for f in page.items] == [
        ("imei", "FAILED", START),
        ("note", "FAILED", START),
    ]
    assert await store.facet_fields(FieldQuery(), FacetKey.COVERAGE) == {"FAILED": 2}
    assert await store.facet_fields(FieldQuery(), FacetKey.ELEMENT) == {"device.imei": 1, "device": 1}
    assert await paths(store, FieldQuery(elements=("device",))) == ["imei"]
    assert await store.read_evidence(first.dataset.id) == b"kept"


async def test_an_undescribed_dataset_may_be_the_first_that_is_heard_of_it(store: InventoryStore) -> None:
    lost = undescribed(publication(), 1, Coverage(CoverageState.NOT_REACHED))
    assert await store.publish_dataset(lost)
    assert await store.datasets_by_id([lost.dataset.id]) == {lost.dataset.id: lost.dataset}
    assert await store.count_fields(FieldQuery()) == 0


async def test_a_dataset_that_lost_all_its_fields_has_none(store: InventoryStore) -> None:
    await store.publish_dataset(publication(field("email"), evidence=b"x"))
    assert await store.publish_dataset(publication(sequence=2))
    assert await paths(store) == []
    assert await store.fields_by_id([field("email").id]) == {}
    assert await store.fields_of_datasets([publication().dataset.id], 5) == {}


async def test_evidence_larger_than_a_part_comes_back_whole(store: InventoryStore) -> None:
    content = bytes(range(256)) * (9 * 4096)
    assert len(content) > 2 * 4 * 1024 * 1024
    await store.publish_dataset(publication(field("email"), evidence=content))
    assert await store.read_evidence(publication().dataset.id) == content
    await store.publish_dataset(publication(field("email"), sequence=2, evidence=content[: 5 * 1024 * 1024]))
    assert await store.read_evidence(publication().dataset.id) == content[: 5 * 1024 * 1024]
    await store.publish_dataset(publication(field("email"), sequence=3, evidence=b""))
    assert await store.read_evidence(publication().dataset.id) == b""


async def test_names_that_no_database_likes(store: InventoryStore) -> None:
    names = ("a.b", "$set", "x\x00y", "x\x01y", "broken\ud83d", "很长" * 300, "", "%_'\";--", "\U0010ffff")
    told = publication(*(field(name) for name in names))
    assert await store.publish_dataset(replace(told, closures=CLOSURES))
    page = await store.page_fields(FieldQuery(), FieldOrder.NAME, ALL)
    assert sorted(f.path for f in page.items) == sorted(names)
    assert await store.fields_by_id([field("a.b").id]) == {field("a.b").id: field("a.b")}
    for name in ("a.b", "$set", "x\x00y", "%_'\";--", ""):
        assert await paths(store, FieldQuery(path_texts=(name,))) == [name]


async def test_publications_of_other_datasets_do_not_touch_each_other(store: InventoryStore) -> None:
    told: list[DatasetPublication] = [publication(field("email", dataset=name), dataset=name) for name in ("a", "b", "c")]
    await store.put_source(source())
    for one in told:
        assert await store.publish_dataset(one)
    assert await store.publish_dataset(publication(field("phone", dataset="b"), dataset="b", sequence=2))
    assert await paths(store) == ["email", "phone", "email"]
    assert [d.name for d in (await store.page_datasets(DatasetQuery(), ALL)).items] == ["a", "b", "c"]


async def test_many_publications_at_once(open_store: OpenStore) -> None:
    stores = [await open_store(), await open_store()]
    others = [publication(field("email", dataset=f"d{n}"), dataset=f"d{n}") for n in range(6)]
    same = [publication(field(f"generation {n}"), field("email"), sequence=n) for n in (3, 1, 4, 4, 2)]
    done = await asyncio.gather(*(stores[n % 2].publish_dataset(one) for n, one in enumerate([*others, *same])))
    assert all(done[:6])
    # Of the two equal ones, one is published and the other is there already.
    assert sorted([done[8], done[9]]) == [False, True]
    assert await paths(stores[0]) == ["email"] * 6 + ["email", "generation 4"]
    assert (await stores[1].dataset_totals(DatasetQuery())).discovered == 7
