"""Store contract: datasets, and fields, by what a row of their dataset is about."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.inventory.stores.sqlite.filters import dataset_where, field_where
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.scanning.coverage import Coverage, CoverageState
from tests.inventory.records import field, found, publication, undescribed

ALL = PageRequest(50)
KINDS = {"users": RowKind.PERSON, "staff": RowKind.PERSON, "orders": RowKind.EVENT, "t_zz": RowKind.UNKNOWN}
FAILED = Coverage(CoverageState.FAILED)


async def filled(store: InventoryStore) -> None:
    """A dataset of each name in `KINDS`; each has an e-mail and a note."""
    for name, kind in KINDS.items():
        fields = (field("email", found("contact.email", 0.9), dataset=name), field("note", dataset=name))
        await store.publish_dataset(publication(*fields, dataset=name, row_is=kind))


async def dataset_names(store: InventoryStore, query: DatasetQuery) -> str:
    """Names of the matching datasets; their totals must count as many."""
    page = await store.page_datasets(query, ALL)
    assert (await store.dataset_totals(query)).discovered == len(page.items)
    return " ".join(dataset.name for dataset in page.items)


async def field_names(store: InventoryStore, query: FieldQuery) -> str:
    """Datasets and paths of the matching fields; counts and facets must agree."""
    page = await store.page_fields(query, FieldOrder.NAME, ALL)
    assert await store.count_fields(query) == len(page.items)
    assert sum((await store.facet_fields(query, FacetKey.SOURCE)).values()) == len(page.items)
    return " ".join(f"{one.dataset_name}.{one.path_text}" for one in page.items)


async def test_datasets_by_their_rows(store: InventoryStore) -> None:
    await filled(store)
    cases = {
        DatasetQuery(row_is=(RowKind.PERSON,)): "staff users",
        DatasetQuery(row_is=(RowKind.EVENT, RowKind.UNKNOWN)): "orders t_zz",
        DatasetQuery(row_is=(RowKind.THING,)): "",
        DatasetQuery(row_is=()): "",
        DatasetQuery(row_is=(RowKind.PERSON,), names=("users", "orders")): "users",
        DatasetQuery(row_is=(RowKind.PERSON,), search="STAF"): "staff",
        DatasetQuery(): "orders staff t_zz users",
    }
    for query, expected in cases.items():
        assert await dataset_names(store, query) == expected, query


async def test_fields_by_the_rows_of_their_dataset(store: InventoryStore) -> None:
    await filled(store)
    cases = {
        FieldQuery(row_is=(RowKind.PERSON,)): "staff.email staff.note users.email users.note",
        FieldQuery(row_is=(RowKind.PERSON, RowKind.UNKNOWN), has_elements=True): "staff.email t_zz.email users.email",
        FieldQuery(row_is=(RowKind.EVENT,), elements=("contact",)): "orders.email",
        FieldQuery(row_is=(RowKind.LOOKUP,)): "",
        FieldQuery(row_is=()): "",
        FieldQuery(row_is=(RowKind.PERSON,), dataset_ids=("dst_crm_users", "dst_crm_orders")): "users.email users.note",
    }
    for query, expected in cases.items():
        assert await field_names(store, query) == expected, query


async def test_a_new_publication_counts_and_a_failed_one_keeps_the_old_word(store: InventoryStore) -> None:
    await filled(store)
    now = publication(field("email", found("contact.email", 0.9)), sequence=2, row_is=RowKind.ORGANISATION)
    await store.publish_dataset(now)
    assert await dataset_names(store, DatasetQuery(row_is=(RowKind.PERSON,))) == "staff"
    assert await field_names(store, FieldQuery(row_is=(RowKind.ORGANISATION,))) == "users.email"
    await store.publish_dataset(undescribed(now, 3, FAILED))
    assert await dataset_names(store, DatasetQuery(row_is=(RowKind.ORGANISATION,))) == "users"
    assert await field_names(store, FieldQuery(row_is=(RowKind.ORGANISATION,))) == "users.email"


async def test_fields_that_a_partial_read_keeps_follow_their_dataset(store: InventoryStore) -> None:
    await filled(store)
    again = publication(field("email", found("contact.email", 0.9)), sequence=2, row_is=RowKind.ORGANISATION)
    await store.publish_dataset(replace(again, keeps_missing=True))
    assert await field_names(store, FieldQuery(row_is=(RowKind.ORGANISATION,))) == "users.email users.note"


async def test_an_older_sqlite_inventory_gets_the_index_and_its_datasets_are_unknown(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    store = await open_inventory(f"sqlite:///{path}")
    await filled(store)
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP INDEX datasets_by_row")
        connection.execute("UPDATE datasets SET document = json_remove(document, '$.row_is') WHERE name = 'users'")
        connection.commit()
    store = await open_inventory(f"sqlite:///{path}")
    assert await dataset_names(store, DatasetQuery(row_is=(RowKind.UNKNOWN,))) == "t_zz users"
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        datasets, fields = (
            dataset_where(DatasetQuery(row_is=(RowKind.PERSON,))),
            field_where(FieldQuery(row_is=(RowKind.PERSON,))),
        )
        plans = [
            json.dumps(connection.execute(f"EXPLAIN QUERY PLAN SELECT id FROM {table} {where.text}", where.values).fetchall())
            for table, where in (("datasets", datasets), ("fields", fields))
        ]
    assert ["datasets_by_row" in plan for plan in plans] == [True, True]
