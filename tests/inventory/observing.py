"""Everything that can be read of an inventory, to compare one moment with another."""

from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, Page, PageRequest
from gazetteer.inventory.records import FieldRecord
from gazetteer.inventory.store import InventoryStore


async def observe(store: InventoryStore, dataset_id: str = "dst_crm_users") -> dict[str, object]:
    """The answers of all operations that datasets and fields take part in, by the operation's name."""
    person = FieldQuery(elements=("person", "device"))
    seen: dict[str, object] = {
        "datasets": (await store.page_datasets(DatasetQuery(), PageRequest(50))).items,
        "dataset": await store.datasets_by_id([dataset_id]),
        "dataset_totals": await store.dataset_totals(DatasetQuery()),
        "source_totals": await store.source_totals(["src_crm"]),
        "count": await store.count_fields(FieldQuery()),
        "count of elements": await store.count_fields(person),
        "first fields": await store.fields_of_datasets([dataset_id], 2),
        "evidence": await store.read_evidence(dataset_id),
    }
    for order in FieldOrder:
        seen[f"fields {order}"] = await _paged(store, order)
    for key in FacetKey:
        seen[f"facet {key}"] = await store.facet_fields(FieldQuery(), key)
    every = await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(500))
    seen["fields by id"] = await store.fields_by_id([field.id for field in every.items])
    return seen


async def _paged(store: InventoryStore, order: FieldOrder) -> list[FieldRecord]:
    fields: list[FieldRecord] = []
    page: Page[FieldRecord] = Page((), (), has_next=True)
    while page.has_next:
        page = await store.page_fields(FieldQuery(), order, PageRequest(3, page.keys[-1] if page.keys else None))
        fields += page.items
    return fields
