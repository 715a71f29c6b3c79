"""Store contract: orders are total, and paging through them loses and repeats nothing."""

from collections.abc import Awaitable, Callable
from functools import partial

from gazetteer.inventory.queries import DatasetQuery, FieldOrder, FieldQuery, Page, PageRequest
from gazetteer.inventory.records import FieldRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import day, field, found, publication

FIELDS = (
    field("b", found("contact.email", 0.95), level=Level.PERSONAL, at=day(1)),
    field("a", found("person.name", 0.95), level=Level.PERSONAL, at=day(3)),
    field("c", found("person.name", 0.55), found("device.imei", 0.51), level=Level.SENSITIVE, at=day(2)),
    field("d", candidates=(found("device.imei", 0.48),), level=Level.NONE, at=day(3)),
    field("e", found("device.imei", 1.0), level=Level.NON_PERSONAL_ALONE, effective=Level.SENSITIVE, at=day(0)),
    field("f", level=Level.UNKNOWN, at=day(-20_000)),
    field("g", candidates=(found("device.imei", 0.05),), level=Level.NONE, at=day(5)),
    field("h", level=Level.NONE, at=day(4)),
)

ORDERS = {
    FieldOrder.NAME: "a b c d e f g h",
    FieldOrder.RISK_DESC: "e c a b f d g h",
    FieldOrder.DOUBT_DESC: "c d a b g e f h",
    FieldOrder.SCORE_DESC: "e a b c d f g h",
    FieldOrder.CHANGED_DESC: "g h a d c b e f",
}


async def all_pages(page_of: Callable[[PageRequest], Awaitable[Page[FieldRecord]]], limit: int) -> list[str]:
    """Paths of all pages, one after the other; the last page alone has no next one."""
    paths: list[str] = []
    after = None
    while True:
        page = await page_of(PageRequest(limit, after))
        assert len(page.items) == len(page.keys) <= limit
        paths += [f.path_text for f in page.items]
        if not page.has_next:
            return paths
        assert len(page.items) == limit
        after = page.keys[-1]


async def test_each_order_and_its_pages(store: InventoryStore) -> None:
    await store.publish_dataset(publication(*FIELDS))
    for order, expected in ORDERS.items():
        for limit in (1, 3, 8, 9):
            paths = await all_pages(partial(store.page_fields, FieldQuery(), order), limit)
            assert " ".join(paths) == expected, (order, limit)


async def test_pages_of_a_filter(store: InventoryStore) -> None:
    await store.publish_dataset(publication(*FIELDS))
    query = FieldQuery(elements=("device",), include_candidates=True)
    assert await all_pages(lambda page: store.page_fields(query, FieldOrder.RISK_DESC, page), 2) == ["e", "c", "d", "g"]


async def test_names_sort_by_source_then_dataset_then_path(store: InventoryStore) -> None:
    places = [("a", "x", "p"), ("a", "x y", "o"), ("a", "x\x01", "q"), ("a", "x\x00", "r"), ("a b", "w", "s"), ("b", "a", "t")]
    for key, dataset, path in places:
        await store.publish_dataset(publication(field(path, dataset=dataset, source_key=key), dataset=dataset, source_key=key))
    assert await all_pages(lambda page: store.page_fields(FieldQuery(), FieldOrder.NAME, page), 2) == list("prqost")


async def test_many_fields_of_equal_risk(store: InventoryStore) -> None:
    fields = [field(f"f{number:03}", level=Level.PERSONAL) for number in range(230)]
    await store.publish_dataset(publication(*fields))
    paths = await all_pages(lambda page: store.page_fields(FieldQuery(), FieldOrder.RISK_DESC, page), 100)
    assert paths == [f"f{number:03}" for number in range(230)]


async def test_past_the_end_and_pages_of_nothing(store: InventoryStore) -> None:
    empty: Page[FieldRecord] = Page((), (), has_next=False)
    assert await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(5)) == empty
    await store.publish_dataset(publication(*FIELDS))
    last = await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(100))
    assert await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(5, last.keys[-1])) == empty
    assert (await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(0))).has_next
    assert await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(5, "\U0010ffff\ud800")) == empty


async def test_datasets_page_by_source_and_name(store: InventoryStore) -> None:
    for key, name in (("b", "a"), ("a", "z"), ("a", "Z"), ("a", "é"), ("B", "q")):
        await store.publish_dataset(publication(dataset=name, source_key=key))
    for limit in (1, 2, 5):
        seen, after, has_next = [], None, True
        while has_next:
            page = await store.page_datasets(DatasetQuery(), PageRequest(limit, after))
            seen += [f"{d.source_key}{d.name}" for d in page.items]
            after, has_next = page.keys[-1], page.has_next
        assert seen == ["Bq", "aZ", "az", "aé", "ba"]


async def test_the_first_fields_of_datasets(store: InventoryStore) -> None:
    await store.publish_dataset(publication(*FIELDS))
    await store.publish_dataset(publication(field("z", dataset="one"), dataset="one"))
    await store.publish_dataset(publication(dataset="none"))
    found_ = await store.fields_of_datasets(["dst_crm_users", "dst_crm_none", "dst_crm_one", "dst_ghost"], 3)
    paths = {id_: [f.path for f in fields] for id_, fields in found_.items()}
    assert paths == {"dst_crm_users": ["a", "b", "c"], "dst_crm_one": ["z"]}
