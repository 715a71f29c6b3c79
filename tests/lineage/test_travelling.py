"""Elements travel along flows, over every kind of store."""

from dataclasses import replace

import pytest

from gazetteer.inventory.flows import FlowHow, Transformation
from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldQuery, PageRequest
from gazetteer.inventory.records import FieldRecord
from gazetteer.inventory.store import DatasetPublication, InventoryStore
from gazetteer.lineage.travelling import spread
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.taxonomy import Level, load_taxonomy
from tests.inventory.claims import claim, dataset_end
from tests.inventory.records import day
from tests.lineage.conftest import IMEI, NAME, PHONE, publish

TAXONOMY = load_taxonomy()


async def _spread(store: InventoryStore, *names: str) -> int:
    return await spread(store, TAXONOMY, [f"fld_{name}" for name in names], day(9))


async def _field(store: InventoryStore, name: str) -> FieldRecord:
    return (await store.fields_by_id([f"fld_{name}"]))[f"fld_{name}"]


async def _implied(store: InventoryStore, name: str) -> dict[str, tuple[Form, tuple[str, ...]]]:
    found = (await _field(store, name)).implied
    return {one.detection.element: (one.detection.form, one.path) for one in found}


async def test_what_a_personal_field_feeds_is_personal_and_says_by_which_way(any_store: InventoryStore) -> None:
    await publish(any_store, f"users.phone={PHONE}", "contacts.tel", "stats.key")
    await any_store.put_claims([claim("users.phone", "contacts.tel"), claim("contacts.tel", "stats.key")])
    assert await _spread(any_store, "users.phone") == 2
    end = await _field(any_store, "stats.key")
    assert [found.element for found in end.in_force] == [PHONE]
    assert (end.level, end.effective_level, end.level_alone) == (Level.NONE, Level.PERSONAL, Level.NONE)
    reason = end.level_reasons[-1]
    assert (reason.rule, reason.level, reason.proof) == ("lineage", Level.PERSONAL, ("fld_users.phone", "fld_contacts.tel"))
    assert reason.text.endswith("arrives from crm users.phone -> crm contacts.tel.")
    assert end.changed_at == day(9)
    assert await _spread(any_store, "users.phone") == 0


async def test_filters_counts_and_facets_know_what_is_implied(any_store: InventoryStore) -> None:
    await publish(any_store, f"users.phone={PHONE}", "contacts.tel", "contacts.note")
    await any_store.put_claims([claim("users.phone", "contacts.tel")])
    await _spread(any_store, "users.phone")
    assert await any_store.count_fields(FieldQuery(elements=("contact",))) == 2
    assert await any_store.count_fields(FieldQuery(has_elements=False)) == 1
    assert await any_store.count_fields(FieldQuery(effective_levels=(Level.PERSONAL,))) == 2
    assert (await any_store.facet_fields(FieldQuery(), FacetKey.ELEMENT))[PHONE] == 2
    page = await any_store.page_datasets(DatasetQuery(names=("contacts",)), PageRequest(5))
    dataset = page.items[0]
    assert (dataset.element_counts, dataset.level_counts, dataset.field_count) == (
        {PHONE: 1},
        {Level.PERSONAL: 1, Level.NONE: 1},
        2,
    )


@pytest.mark.parametrize(
    ("transformation", "form"),
    [
        (Transformation.IDENTITY, Form.PLAIN),
        (Transformation.TRANSFORMATION, Form.PLAIN),
        (Transformation.HASHING, Form.HASHED),
        (Transformation.MASKING, Form.MASKED),
        (Transformation.ENCRYPTION, Form.ENCRYPTED),
        (Transformation.AGGREGATION, None),
        (Transformation.INDIRECT, None),
    ],
)
async def test_a_step_decides_the_form(
    any_store: InventoryStore,
    transformation: Transformation,
    form: Form | None,
) -> None:
    await publish(any_store, f"users.phone={PHONE}", "out.x")
    await any_store.put_claims([claim("users.phone", "out.x", transformation=transformation)])
    await _spread(any_store, "users.phone")
    expected = {} if form is None else {PHONE: (form, ("fld_users.phone", "fld_out.x"))}
    assert await _implied(any_store, "out.x") == expected


async def test_the_plainest_form_wins_over_the_shorter_way(any_store: InventoryStore) -> None:
    await publish(any_store, f"a.x={PHONE}", "b.x", "c.x", "d.x")
    await any_store.put_claims(
        [
            claim("a.x", "d.x", transformation=Transformation.HASHING),
            claim("a.x", "b.x"),
            claim("b.x", "c.x"),
            claim("c.x", "d.x"),
        ]
    )
    await _spread(any_store, "a.x")
    assert await _implied(any_store, "d.x") == {PHONE: (Form.PLAIN, ("fld_a.x", "fld_b.x", "fld_c.x", "fld_d.x"))}


async def test_an_aggregation_that_keeps_values_carries_them(any_store: InventoryStore) -> None:
    await publish(any_store, f"users.phone={PHONE}", "out.x")
    await any_store.put_claims([claim("users.phone", "out.x", transformation=Transformation.AGGREGATION, carries=True)])
    await _spread(any_store, "users.phone")
    assert set(await _implied(any_store, "out.x")) == {PHONE}


async def test_taking_back_a_flow_takes_back_what_only_it_implied(any_store: InventoryStore) -> None:
    await publish(any_store, f"a.x={PHONE}", f"b.x={NAME}", "c.x", "d.x")
    other = claim("b.x", "c.x", scope="files:etl")
    await any_store.put_claims([claim("a.x", "c.x"), other, claim("c.x", "d.x", scope="files:etl")])
    await _spread(any_store, "a.x", "b.x")
    assert set(await _implied(any_store, "d.x")) == {PHONE, NAME}
    gone = await any_store.replace_claims("sql:src_crm", [])
    assert await _spread(any_store, *(c.target.id.removeprefix("fld_") for c in gone)) == 2
    assert set(await _implied(any_store, "c.x")) == set(await _implied(any_store, "d.x")) == {NAME}
    await any_store.replace_claims("files:etl", [])
    await _spread(any_store, "c.x", "d.x")
    bare = await _field(any_store, "d.x")
    assert (bare.implied, bare.effective_level, bare.level_alone, bare.level_reasons) == ((), Level.NONE, None, ())


async def test_a_cycle_does_not_keep_itself_alive(any_store: InventoryStore) -> None:
    await publish(any_store, f"a.x={PHONE}", "b.x", "c.x")
    fed = claim("a.x", "b.x", scope="files:etl")
    await any_store.put_claims([fed, claim("b.x", "c.x"), claim("c.x", "b.x")])
    await _spread(any_store, "a.x")
    assert set(await _implied(any_store, "c.x")) == {PHONE}
    await any_store.replace_claims("files:etl", [])
    await _spread(any_store, "b.x")
    assert await _implied(any_store, "b.x") == await _implied(any_store, "c.x") == {}


async def test_what_the_field_holds_itself_is_not_implied_besides(any_store: InventoryStore) -> None:
    await publish(any_store, f"a.x={PHONE}", f"b.x={PHONE}", "c.x")
    await any_store.put_claims([claim("a.x", "b.x"), claim("b.x", "c.x")])
    await _spread(any_store, "a.x")
    assert await _implied(any_store, "b.x") == {}
    assert await _implied(any_store, "c.x") == {PHONE: (Form.PLAIN, ("fld_b.x", "fld_c.x"))}


async def test_overlap_and_flows_of_whole_datasets_imply_nothing(any_store: InventoryStore) -> None:
    await publish(any_store, f"a.x={PHONE}", "b.x", "c.x")
    await any_store.put_claims(
        [
            claim("a.x", "b.x", FlowHow.OVERLAP, Transformation.UNKNOWN, scope="overlap"),
            claim(dataset_end("a"), dataset_end("c"), FlowHow.OPENLINEAGE, scope="openlineage:n/j"),
        ]
    )
    assert await _spread(any_store, "a.x") == 0


async def test_a_rescan_keeps_what_is_implied_until_it_is_decided_anew(any_store: InventoryStore) -> None:
    await publish(any_store, f"a.x={PHONE}", "b.x")
    await any_store.put_claims([claim("a.x", "b.x")])
    await _spread(any_store, "a.x")
    await publish(any_store, "a.x", "b.x", sequence=2)
    kept = await _field(any_store, "b.x")
    assert (set(await _implied(any_store, "b.x")), kept.effective_level) == ({PHONE}, Level.PERSONAL)
    assert await _spread(any_store, "a.x", "b.x") == 1
    assert await _implied(any_store, "b.x") == {}


async def test_a_revision_of_another_state_changes_nothing(any_store: InventoryStore) -> None:
    await publish(any_store, f"a.x={PHONE}")
    before = (await any_store.datasets_by_id(["dst_a"]))["dst_a"]
    await publish(any_store, f"a.x={IMEI}", sequence=2)
    stale = DatasetPublication(before, (await _field(any_store, "a.x"),), {}, None, 0, keeps_missing=True, is_revision=True)
    assert await any_store.publish_dataset(stale) is False
    unknown = replace(stale, dataset=replace(before, id="dst_none"))
    assert await any_store.publish_dataset(unknown) is False
    assert [found.element for found in (await _field(any_store, "a.x")).elements] == [IMEI]
