"""What people say of datasets, and how long it holds."""

from dataclasses import replace

import pytest

from gazetteer.inventory.assignments import Assignment, SourceAssignment, systems_of
from gazetteer.inventory.publishing import publication_of
from gazetteer.inventory.queries import DatasetQuery, PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.inventory.test_publishing import RESULT, SCAN

SHOP = Assignment("shop", ("shop/sell",), "team@example.org", ("customer",))
BY_NAME = SourceAssignment(
    SHOP,
    (("log_*", Assignment(system="logs", activities=())), ("log_old", Assignment(owner="archive")), ("LOG*", Assignment("x"))),
)


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        ("orders", SHOP),
        ("log_new", replace(SHOP, system="logs", activities=())),
        ("log_old", replace(SHOP, system="logs", activities=(), owner="archive")),
    ],
)
def test_the_last_pattern_that_matches_says_it(dataset: str, expected: Assignment) -> None:
    assert BY_NAME.of(dataset) == expected


def test_every_system_that_is_named() -> None:
    assert systems_of([BY_NAME, SourceAssignment()]) == ("logs", "shop", "x")


async def _published(store: InventoryStore, sequence: int, assignment: Assignment | None, **changed: object) -> Assignment:
    scan = replace(SCAN, id=f"scan_{sequence}", sequence=sequence)
    result = replace(RESULT, **changed)  # type: ignore[arg-type]  # the test names fields of the result
    assert await store.publish_dataset(publication_of(result, scan, load_taxonomy(), SCAN.started_at, assignment))
    dataset = (await store.datasets_by_id(["dst_1"]))["dst_1"]
    return Assignment(dataset.system, dataset.activities, dataset.owner, dataset.subjects)


async def test_an_assignment_stays_until_another_is_said(store: InventoryStore) -> None:
    assert await _published(store, 1, None) == Assignment(None, (), None, ())
    assert await _published(store, 2, SHOP) == SHOP
    assert await _published(store, 3, None) == SHOP
    assert await _published(store, 4, replace(SHOP, owner="b"), fields=(), is_described=False) == replace(SHOP, owner="b")
    assert await _published(store, 5, Assignment()) == Assignment(None, (), None, ())


async def test_datasets_are_found_by_system_and_activity(store: InventoryStore) -> None:
    said = {
        "a": Assignment("shop", ("shop/sell", "shop/ship")),
        "b": Assignment("shop", ("shop/ship",)),
        "c": Assignment("dwh"),
        "d": Assignment(),
    }
    for name, assignment in said.items():
        result = replace(RESULT, id=f"dst_{name}", shown_name=name, fields=())
        assert await store.publish_dataset(publication_of(result, SCAN, load_taxonomy(), SCAN.started_at, assignment))

    async def names(**conditions: tuple[str, ...]) -> str:
        query = DatasetQuery(**conditions)  # type: ignore[arg-type]  # the test gives tuples alone
        page = await store.page_datasets(query, PageRequest(10))
        assert (await store.dataset_totals(query)).discovered == len(page.items)
        return " ".join(dataset.name for dataset in page.items)

    assert await names(systems=("shop",)) == "a b"
    assert await names(systems=("shop", "dwh")) == "a b c"
    assert await names(activities=("shop/sell",)) == "a"
    assert await names(activities=("shop/sell", "shop/ship")) == "a b"
    assert await names(activities=("shop/ship",), systems=("dwh",)) == ""
    assert await names(systems=()) == ""
    assert await names(activities=("x\ud800",)) == ""
