"""Store contract: every filter over fields, with what it must not find beside what it must."""

from dataclasses import replace

from gazetteer.inventory.queries import Factor, FactorTest, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import Coverage, CoverageState
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import field, found, publication

PAYPAL = found("payment.account.paypal", 0.7, value=0.7)
USERS = (
    field("email", found("contact.email", 0.95, name=0.9, value=1.0), level=Level.PERSONAL),
    field(
        "imei",
        found("device.imei", 0.9, Form.HASHED, name=0.8),
        candidates=(found("person.name", 0.4, value=0.4),),
        level=Level.NON_PERSONAL_ALONE,
        effective=Level.PERSONAL,
    ),
    field("note", candidates=(found("person.name", 0.3, name=0.5),), level=Level.NONE),
    field(
        "Paid.By",
        found("payment.account.paypal", 0.7, value=0.7),
        found("person.name", 0.6, Form.MASKED),
        level=Level.SENSITIVE,
    ),
    field("unread", level=Level.UNKNOWN),
)
SHOP = (
    field("姓名[x]*", found("person.name", 0.9, name=0.9), level=Level.PERSONAL, dataset="Orders", source_key="shop"),
    field("total\x01", level=Level.NONE, dataset="Orders", source_key="shop"),
)
PARTIAL = Coverage(CoverageState.PARTIAL, rows_read=1)


def minimum(factor: Factor, value: float) -> tuple[FactorTest, ...]:
    return (FactorTest(factor, minimum=value),)


CASES: dict[str, tuple[FieldQuery, str]] = {
    "everything": (FieldQuery(), "Paid.By email imei note unread total\x01 姓名[x]*"),
    "an element": (FieldQuery(elements=("device.imei",)), "imei"),
    "the group above": (FieldQuery(elements=("person",)), "Paid.By 姓名[x]*"),
    "an id between group and leaf": (FieldQuery(elements=("payment.account",)), "Paid.By"),
    "no part of an id": (FieldQuery(elements=("pay", "device.ime", "erson.name")), ""),
    "any of several elements": (FieldQuery(elements=("device", "contact.email", "none")), "email imei"),
    "candidates when asked": (FieldQuery(elements=("person",), include_candidates=True), "Paid.By imei note 姓名[x]*"),
    "candidates alone ask nothing": (FieldQuery(include_candidates=True, levels=(Level.UNKNOWN,)), "unread"),
    "no element at all": (FieldQuery(elements=()), ""),
    "with elements": (FieldQuery(has_elements=True), "Paid.By email imei 姓名[x]*"),
    "without elements": (FieldQuery(has_elements=False), "note unread total\x01"),
    "levels": (FieldQuery(levels=(Level.NON_PERSONAL_ALONE, Level.SENSITIVE)), "Paid.By imei"),
    "effective levels": (FieldQuery(effective_levels=(Level.PERSONAL,)), "email imei 姓名[x]*"),
    "a form": (FieldQuery(forms=(Form.HASHED,)), "imei"),
    "forms": (FieldQuery(forms=(Form.HASHED, Form.MASKED)), "Paid.By imei"),
    "form and element of one detection": (FieldQuery(elements=("person",), forms=(Form.MASKED,)), "Paid.By"),
    "form of another detection": (FieldQuery(elements=("payment",), forms=(Form.MASKED,)), ""),
    "least score": (FieldQuery(min_score=0.9), "email imei 姓名[x]*"),
    "least score with candidates": (
        FieldQuery(elements=("person",), min_score=0.4, include_candidates=True),
        "Paid.By imei 姓名[x]*",
    ),
    "score of another detection": (FieldQuery(elements=("person",), min_score=0.65), "姓名[x]*"),
    "a factor from": (FieldQuery(factors=minimum(Factor.NAME, 0.9)), "email 姓名[x]*"),
    "a factor up to": (FieldQuery(factors=(FactorTest(Factor.NAME, maximum=0.8),)), "imei"),
    "a factor that applies": (FieldQuery(factors=(FactorTest(Factor.VALUE, applies=True),)), "Paid.By email"),
    "a factor that is null": (FieldQuery(factors=(FactorTest(Factor.VALUE, applies=False),)), "Paid.By imei 姓名[x]*"),
    "two factors": (
        FieldQuery(factors=(FactorTest(Factor.VALUE, applies=False), FactorTest(Factor.NAME, minimum=0.85))),
        "姓名[x]*",
    ),
    "one factor twice": (FieldQuery(factors=(*minimum(Factor.NAME, 0.8), FactorTest(Factor.NAME, maximum=0.85))), "imei"),
    "factor and score of one detection": (FieldQuery(min_score=0.9, factors=minimum(Factor.VALUE, 0.7)), "email"),
    "candidate's factor": (
        FieldQuery(factors=minimum(Factor.VALUE, 0.4), include_candidates=True, forms=(Form.PLAIN,)),
        "Paid.By email imei",
    ),
    "null and a number": (FieldQuery(factors=(FactorTest(Factor.NAME, minimum=0.1, applies=False),)), ""),
    "null and not null": (
        FieldQuery(factors=(FactorTest(Factor.NAME, applies=False), FactorTest(Factor.NAME, applies=True))),
        "",
    ),
    "an empty factor test": (FieldQuery(factors=(FactorTest(Factor.NAME),), levels=(Level.NONE,)), "note total\x01"),
    "a source": (FieldQuery(source_ids=("src_shop", "src_none")), "total\x01 姓名[x]*"),
    "a source key": (FieldQuery(source_keys=("crm",), has_elements=True), "Paid.By email imei"),
    "a dataset": (FieldQuery(dataset_ids=("dst_shop_Orders",)), "total\x01 姓名[x]*"),
    "a dataset name": (FieldQuery(dataset_names=("users", "orders")), "Paid.By email imei note unread"),
    "a path": (FieldQuery(path_texts=("note", "Paid", "paid.by")), "note"),
    "coverage": (FieldQuery(coverage=(CoverageState.PARTIAL,)), "total\x01 姓名[x]*"),
    "two coverages": (FieldQuery(coverage=(CoverageState.COMPLETE, CoverageState.FAILED), has_elements=False), "note unread"),
    "search in a path": (FieldQuery(search="MAI"), "email"),
    "search in a dataset": (FieldQuery(search="order"), "total\x01 姓名[x]*"),
    "search in a source": (FieldQuery(search="CRM", has_elements=False), "note unread"),
    "search for a dot": (FieldQuery(search="d.b"), "Paid.By"),
    "search for brackets": (FieldQuery(search="[X]*"), "姓名[x]*"),
    "search in Chinese": (FieldQuery(search="姓"), "姓名[x]*"),
    "search for a percent sign": (FieldQuery(search="%"), ""),
    "search for a pattern": (FieldQuery(search="e.*l"), ""),
    "search for a control character": (FieldQuery(search="L\x01"), "total\x01"),
    "search across parts": (FieldQuery(search="usersemail"), ""),
    "search across the separator": (FieldQuery(search="crm\x01"), ""),
    "empty search": (FieldQuery(search="", has_elements=True), "Paid.By email imei 姓名[x]*"),
    "all at once": (
        FieldQuery(
            elements=("contact",),
            has_elements=True,
            levels=(Level.PERSONAL,),
            effective_levels=(Level.PERSONAL,),
            forms=(Form.PLAIN,),
            min_score=0.95,
            factors=minimum(Factor.VALUE, 1.0),
            source_ids=("src_crm",),
            source_keys=("crm",),
            dataset_ids=("dst_crm_users",),
            dataset_names=("users",),
            path_texts=("email",),
            coverage=(CoverageState.COMPLETE,),
            search="EMAIL",
        ),
        "email",
    ),
}


async def test_every_filter_finds_its_fields_and_no_other(store: InventoryStore) -> None:
    await store.publish_dataset(publication(*USERS))
    await store.publish_dataset(publication(*SHOP, dataset="Orders", source_key="shop", coverage=PARTIAL))
    for name, (query, expected) in CASES.items():
        page = await store.page_fields(query, FieldOrder.NAME, PageRequest(50))
        assert " ".join(f.path_text for f in page.items) == expected, name
        assert await store.count_fields(query) == len(page.items), name


async def test_nullable_asks_for_what_is_known(store: InventoryStore) -> None:
    fields = [replace(field(path), is_nullable=known) for path, known in (("a", None), ("b", True), ("c", False))]
    await store.publish_dataset(publication(*fields))
    for is_nullable, expected in ((True, ["b"]), (False, ["c"]), (None, ["a", "b", "c"])):
        page = await store.page_fields(FieldQuery(is_nullable=is_nullable), FieldOrder.NAME, PageRequest(9))
        assert [f.path for f in page.items] == expected
