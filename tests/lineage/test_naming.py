"""Names of other worlds become ids, or placeholders that say so."""

import pytest

from gazetteer.inventory.flows import Endpoint, NodeKind
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.naming import Meaning, NameBook, Symlinks, unknown_id
from gazetteer.lineage.statements import DatasetName, FieldName, Name
from tests.lineage.estate import CRM, LAKE, SHOP, WAREHOUSE, Source, counted, put

ALIASES = {"mysql://legacy.example.org/crm": "crm", "data_mart": "warehouse", "old": "gone"}


async def meaning_of(store: InventoryStore, name: Name, symlinks: Symlinks | None = None) -> Meaning:
    """What the name means to a new book."""
    book = await NameBook.open(store, ALIASES)
    await book.learn([name], symlinks)
    return book.meaning(name)


@pytest.mark.parametrize(
    ("namespace", "name", "source", "dataset"),
    [
        ("crm", "users", CRM, "users"),
        ("CRM", "USERS", CRM, "users"),
        ("crm", "main.users", CRM, "users"),
        ("sqlite:///srv/data/crm.sqlite", "users", CRM, "users"),
        ("sqlite:/srv/data/crm.sqlite", "crm.main.users", CRM, "users"),
        ("jdbc:sqlite:/srv/data/crm.sqlite", '"users"', CRM, "users"),
        ("sqlite:///mnt/old/crm.sqlite", "users", CRM, "users"),
        ("sqlite", "crm.main.users", CRM, "users"),
        ("mysql://legacy.example.org:3306", "crm.users", CRM, "users"),
        ("mysql://ann:secret@legacy.example.org/crm", "users", CRM, "users"),
        ("postgres://db.example.org:5432", "shop.public.users", SHOP, "public.users"),
        ("postgresql://DB.example.org/shop", "public.users", SHOP, "public.users"),
        ("postgres://db.example.org/shop", "shop.public.users", SHOP, "public.users"),
        ("postgres://db.example.org", 'SHOP."public".USERS', SHOP, "public.users"),
        ("postgres", "shop.public.users", SHOP, "public.users"),
        ("shop", "users", SHOP, "public.users"),
        ("shop", "mixed.case", SHOP, "Mixed.Case"),
        ("snowflake://acme-main", "ANALYTICS.MART.PEOPLE", WAREHOUSE, "MART.PEOPLE"),
        ("snowflake://ACME-MAIN", "analytics.mart.people", WAREHOUSE, "MART.PEOPLE"),
        ("data_mart", "mart.people", WAREHOUSE, "MART.PEOPLE"),
        ("file", "/srv/lake/people.csv", LAKE, "people.csv"),
        ("file:///srv/lake", "people.csv", LAKE, "people.csv"),
        ("lake", "/people.csv", LAKE, "people.csv"),
        ("file", "/srv/lake/events", LAKE, "events/dt=*/*.parquet"),
        ("file", "/srv/lake/events/dt=2026-01-01/part-0.parquet", LAKE, "events/dt=*/*.parquet"),
        ("file", "/srv/lake/raw/a_7.csv", LAKE, "raw/a_*.csv"),
        ("file:/srv/lake", "out", LAKE, "out/part-0.parquet"),
    ],
)
async def test_a_dataset_is_known_by_each_of_its_names(
    estate: InventoryStore, namespace: str, name: str, source: Source, dataset: str
) -> None:
    found = await meaning_of(estate, DatasetName(namespace, name))
    id_ = source.dataset(dataset)
    assert found == Meaning(Endpoint(id_, NodeKind.DATASET, id_, source.id))


@pytest.mark.parametrize(
    ("dataset", "path", "source", "field"),
    [
        (DatasetName("crm", "users"), "phone", CRM, ("users", "phone")),
        (DatasetName("crm", "users"), "PHONE", CRM, ("users", "phone")),
        (DatasetName("crm", "users"), '"email"', CRM, ("users", "Email")),
        (DatasetName("crm", "users"), "payload.phone", CRM, ("users", "payload.phone")),
        (DatasetName("shop", "mixed.case"), "A", SHOP, ("Mixed.Case", "A")),
        (DatasetName("file", "/srv/lake/events"), "items.sku", LAKE, ("events/dt=*/*.parquet", "items[].sku")),
        (DatasetName("file", "/srv/lake/events"), "items.element.sku", LAKE, ("events/dt=*/*.parquet", "items[].sku")),
        (DatasetName("crm", CRM.dataset("users")), "phone", CRM, ("users", "phone")),
        (DatasetName("crm", CRM.dataset("users")), CRM.field("users", "phone"), CRM, ("users", "phone")),
    ],
)
async def test_a_field_is_known_by_each_of_its_names(
    estate: InventoryStore, dataset: DatasetName, path: str, source: Source, field: tuple[str, str]
) -> None:
    found = await meaning_of(estate, FieldName(dataset, path))
    assert found == Meaning(Endpoint(source.field(*field), NodeKind.FIELD, source.dataset(field[0]), source.id))


async def test_a_source_itself_is_an_end(estate: InventoryStore) -> None:
    whole = Meaning(Endpoint(CRM.id, NodeKind.SOURCE, "", CRM.id))
    assert await meaning_of(estate, DatasetName("file", "/srv/data/crm.sqlite")) == whole
    field = await meaning_of(estate, FieldName(DatasetName("file", "/srv/data/crm.sqlite"), "phone"))
    assert (field.endpoint.kind, field.problem) == (
        NodeKind.PLACEHOLDER,
        "/srv/data/crm.sqlite is a source, whose datasets were not named",
    )


@pytest.mark.parametrize(
    ("namespace", "name", "source", "dataset"),
    [
        ("crm", "crm.main.invoices", CRM, "invoices"),
        ("postgres://db.example.org", "shop.public.invoices", SHOP, "public.invoices"),
        ("file", "/srv/lake/new/x.csv", LAKE, "new/x.csv"),
    ],
)
async def test_what_was_not_scanned_gets_the_id_that_it_will_have(
    estate: InventoryStore, namespace: str, name: str, source: Source, dataset: str
) -> None:
    found = await meaning_of(estate, FieldName(DatasetName(namespace, name), "phone"))
    whole, field = found.nodes
    assert (found.problem, found.endpoint) == ("", field.endpoint)
    assert whole.endpoint == Endpoint(source.dataset(dataset), NodeKind.PLACEHOLDER, source.dataset(dataset), source.id)
    assert field.endpoint == Endpoint(source.field(dataset, "phone"), NodeKind.PLACEHOLDER, source.dataset(dataset), source.id)
    assert (field.name, field.source, field.dataset, field.is_resolved) == ("phone", source.key, dataset, True)
    await put(estate, Source(source.key, source.kind, source.location, {dataset: ("phone",)}), sequence=2)
    assert (await meaning_of(estate, FieldName(DatasetName(namespace, name), "phone"))).endpoint.id == field.id


async def test_a_field_that_was_not_scanned_lies_in_its_dataset(estate: InventoryStore) -> None:
    found = await meaning_of(estate, FieldName(DatasetName("crm", "users"), "fax"))
    (node,) = found.nodes
    assert node.endpoint == Endpoint(CRM.field("users", "fax"), NodeKind.PLACEHOLDER, CRM.dataset("users"), CRM.id)
    assert (node.key, node.source, node.dataset, node.is_resolved) == ("crm/users/fax", "crm", "users", True)


async def test_an_unknown_source_gives_a_placeholder_that_says_so(estate: InventoryStore) -> None:
    name = FieldName(DatasetName("s3a://elsewhere", "raw/people"), "phone")
    found = await meaning_of(estate, name)
    assert found.problem == "no source is known as s3://elsewhere; scan it, or give it to a source under `aliases:`"
    whole, field = found.nodes
    assert field.id == unknown_id(FieldName(DatasetName("s3://elsewhere", "/raw/people"), "phone"))
    assert field.endpoint == Endpoint(field.id, NodeKind.PLACEHOLDER, whole.id, "")
    assert (field.source, field.dataset, field.name, field.is_resolved) == ("s3://elsewhere", "raw/people", "phone", False)


async def test_an_alias_of_a_source_that_is_not_there_says_so(estate: InventoryStore) -> None:
    found = await meaning_of(estate, DatasetName("old", "t"))
    assert found.problem == "`aliases:` gives old to the source gone, which was not scanned yet; scan it"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            DatasetName("shop", "orders"),
            "orders fits several: archive.orders, public.orders; the producer must spell it as one of them",
        ),
        (
            DatasetName("file", "/srv/lake/raw"),
            "/srv/lake/raw fits several: raw/a_*.csv, raw/b_*.csv; the producer must spell it as one of them",
        ),
        (
            FieldName(DatasetName("shop", "mixed.case"), "BB"),
            "BB fits several: Bb, bB; the producer must spell it as one of them",
        ),
    ],
)
async def test_what_fits_several_is_left_open(estate: InventoryStore, name: Name, problem: str) -> None:
    found = await meaning_of(estate, name)
    assert found.endpoint.kind is NodeKind.PLACEHOLDER
    assert (found.problem, found.nodes[-1].is_resolved) == (problem, False)


async def test_two_sources_at_one_address_are_named(estate: InventoryStore) -> None:
    await put(estate, Source("shop copy", "postgres", "postgres://db.example.org:5432/shop", {}))
    found = await meaning_of(estate, DatasetName("postgres://db.example.org", "shop.public.users"))
    assert found.problem == (
        "the namespace postgres://db.example.org:5432 fits several sources: shop, shop copy; "
        "give it to one of them under `aliases:`"
    )


async def test_symlinks_are_tried_where_the_name_leads_nowhere(estate: InventoryStore) -> None:
    name = DatasetName("s3://elsewhere", "warehouse/users")
    found = await meaning_of(
        estate, FieldName(name, "phone"), {name: (DatasetName("hive", "x.y"), DatasetName("crm", "users"))}
    )
    assert found.endpoint.id == CRM.field("users", "phone")


async def test_symlinks_that_come_later_count(estate: InventoryStore) -> None:
    name = DatasetName("s3://elsewhere", "warehouse/users")
    book = await NameBook.open(estate)
    await book.learn([FieldName(name, "phone")])
    assert not book.meaning(FieldName(name, "phone")).is_scanned
    await book.learn([FieldName(name, "phone")], {name: (DatasetName("crm", "users"),)})
    assert book.meaning(FieldName(name, "phone")).endpoint.id == CRM.field("users", "phone")


POISON = [
    "'; DROP TABLE flows; --\"",
    "x" * 10_000,
    "a\x00b\x1b[31m\n",
    "abc\u202edcba\u2066",
    "\ud800\udfff",
    "=cmd|'/c calc'!A1",
    "../../etc/passwd",
]


@pytest.mark.parametrize("text", POISON)
async def test_a_poisoned_name_breaks_nothing(estate: InventoryStore, text: str) -> None:
    for name in (DatasetName(text, text), DatasetName("crm", text), DatasetName("s3://x", text)):
        found = await meaning_of(estate, FieldName(name, text))
        node = found.nodes[-1]
        for shown in (node.key, node.name, node.source or "", node.dataset or "", found.problem):
            assert shown.isprintable()
            assert len(shown) < 1_000
        await estate.put_nodes(found.nodes)
        assert (await estate.nodes_by_id([node.id]))[node.id].name == node.name


async def test_names_that_differ_only_in_what_is_hidden_stay_apart(estate: InventoryStore) -> None:
    first, second = [await meaning_of(estate, DatasetName("s3://x", "y" * 300 + end)) for end in "ab"]
    assert first.nodes[0].name == second.nodes[0].name
    assert first.nodes[0].key != second.nodes[0].key
    assert first.endpoint.id != second.endpoint.id


async def test_values_in_names_are_masked(estate: InventoryStore) -> None:
    found = await meaning_of(estate, FieldName(DatasetName("s3://x", "ann.lee@example.org"), "13800138000"))
    (whole, field) = found.nodes
    assert (whole.name, field.name, field.dataset) == ("***", "***", "***")
    assert "example.org" not in repr(found)
    assert "13800138000" not in repr(found)


async def test_a_dataset_whose_name_is_a_value_is_known_by_it(estate: InventoryStore) -> None:
    named = Source("crm", "sqlite", "/srv/data/crm.sqlite", {"ann.lee@example.org": ("id",)})
    await put(estate, named, sequence=2)
    found = await meaning_of(estate, FieldName(DatasetName("crm", "ann.lee@example.org"), "id"))
    assert found.endpoint.id == named.field("ann.lee@example.org", "id")


@pytest.mark.parametrize("names", [3, 300])
async def test_calls_do_not_grow_with_names(estate: InventoryStore, names: int) -> None:
    counting, calls = counted(estate)
    book = await NameBook.open(counting)
    await book.learn([FieldName(DatasetName(key, f"t{n}"), "x") for n in range(names) for key in ("crm", "shop", "lake", "?")])
    await book.learn([FieldName(DatasetName("crm", "users"), f"x{n}") for n in range(names)])
    assert calls == {
        "page_sources": 1,
        "datasets_by_id": 2,
        "source_totals": 1,
        "page_datasets": 1,
        "fields_by_id": 2,
        "fields_of_datasets": 1,
    }
    await book.learn([DatasetName("crm", "users"), DatasetName("crm", "t1")])
    assert calls.total() == 8
