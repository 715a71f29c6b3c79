"""Store contract: looking up by ids, whatever a caller sends as one."""

from gazetteer.inventory.queries import FieldQuery, ScanQuery
from gazetteer.inventory.store import InventoryStore
from tests.inventory.records import field, publication, scan, source

STRANGE = ["", "\ud800", "\x00", "$ne", "x" * 10_000, "fld_' OR 1=1 --"]


async def test_strange_ids_find_nothing_and_harm_nothing(store: InventoryStore) -> None:
    await store.put_source(source())
    await store.start_scan(scan("a"))
    await store.publish_dataset(publication(field("email")))
    assert await store.sources_by_id([*STRANGE, "src_crm"]) == {"src_crm": source()}
    assert (await store.scans_by_id([*STRANGE, "a"])).keys() == {"a"}
    assert (await store.datasets_by_id([*STRANGE, "dst_crm_users"])).keys() == {"dst_crm_users"}
    assert (await store.fields_by_id([*STRANGE, field("email").id])).keys() == {field("email").id}
    assert (await store.source_totals([*STRANGE, "src_crm"])).keys() == {"src_crm"}
    assert (await store.fields_of_datasets([*STRANGE, "dst_crm_users"], 5)).keys() == {"dst_crm_users"}
    assert await store.count_fields(FieldQuery(elements=tuple(STRANGE))) == 0
    assert await store.count_fields(FieldQuery(source_ids=tuple(STRANGE), dataset_ids=tuple(STRANGE))) == 0
    assert await store.count_scans(ScanQuery(source_id="\ud800")) == 0


async def test_more_ids_than_one_statement_takes(store: InventoryStore) -> None:
    fields = [field(f"f{number}") for number in range(501)]
    await store.publish_dataset(publication(*fields))
    assert await store.fields_by_id([one.id for one in fields]) == {one.id: one for one in fields}
    assert await store.fields_by_id([]) == {}
