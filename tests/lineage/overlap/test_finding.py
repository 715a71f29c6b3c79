"""What is found over scanned tables of invented people, and what is not."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gazetteer.inventory.flows import Endpoint, FlowClaim, FlowHow, NodeKind, Transformation
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import DatasetQuery, PageRequest
from gazetteer.inventory.store import DatasetPublication, InventoryStore
from gazetteer.lineage.overlap import reading
from gazetteer.lineage.overlap.columns import Weight
from gazetteer.lineage.overlap.direction import Order
from gazetteer.lineage.overlap.finding import Overlaps, find_overlaps, record_overlaps
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.lineage.overlap.conftest import Find, names, overlap_claims, with_store
from tests.lineage.overlap.people import people, write

SHORT = ("a", "b", "c", "d", "e", "f", "g", "h", "i")
NOW = datetime(2026, 5, 1, tzinfo=UTC)


def test_a_renamed_copy_of_a_part_is_found_column_by_column(room: Path, find: Find) -> None:
    crm = write(room / "crm.sqlite", "users", people(range(2000)))
    lake = write(room / "lake.sqlite", "t1", people(range(500, 1100)), SHORT)
    overlaps = find(crm, lake)
    alone = {names(replace(overlaps, found=(pair,))).pop() for pair in overlaps.found if pair.weight is Weight.ALONE}
    assert alone == {("crm.users.mobile", "lake.t1.b"), ("crm.users.email", "lake.t1.c")}
    renamed = {"mobile": "b", "email": "c", "name": "d", "city": "e", "born": "h", "created_at": "i"}
    assert names(overlaps) == {(f"crm.users.{name}", f"lake.t1.{short}") for name, short in renamed.items()}
    for pair in overlaps.found:
        of_copy, of_whole = (pair.of_left, pair.of_right) if pair.left_place.name == "t1" else (pair.of_right, pair.of_left)
        assert of_copy.value == 1
        if pair.weight is Weight.ALONE:
            assert abs(of_whole.value - 0.3) < 3 * of_whole.error
            assert abs(pair.common - 600) < 60


def test_tables_of_other_people_do_not_coincide(room: Path, find: Find) -> None:
    crm = write(room / "crm.sqlite", "users", people(range(2000)))
    shop = write(room / "shop.sqlite", "users", people(range(5000, 7000)))
    overlaps = find(crm, shop, least=0.1)
    assert overlaps.found == ()
    assert overlaps.compared >= 10


def test_two_fifths_in_common_are_not_more_than_half(room: Path, find: Find) -> None:
    one = write(room / "one.sqlite", "users", people(range(1000)))
    other = write(room / "other.sqlite", "users", people(range(600, 1600)))
    assert find(one, other).found == ()
    assert ("one.users.email", "other.users.email") in names(find(one, other, least=0.25))


def test_a_small_set_in_one_fifteen_times_its_size(room: Path, find: Find) -> None:
    crm = write(room / "crm.sqlite", "users", people(range(3000)))
    list_ = write(room / "list.sqlite", "calls", people(range(2000, 2200)), SHORT)
    assert {("crm.users.mobile", "list.calls.b"), ("crm.users.email", "list.calls.c")} <= names(find(crm, list_))


def test_row_numbers_states_and_ages_coincide_everywhere_and_say_nothing(room: Path, find: Find) -> None:
    crm = write(room / "crm.sqlite", "users", people(range(900)))
    copy = write(room / "copy.sqlite", "users", people(range(900)))
    found = names(find(crm, copy))
    assert ("copy.users.email", "crm.users.email") in found
    assert not any(name in pair[0] for pair in found for name in (".id", ".status", ".age"))


def test_within_a_table_nothing_is_compared(room: Path, find: Find) -> None:
    path = room / "crm.sqlite"
    rows = [(f"p{number}@example.org", f"p{number}@example.org") for number in range(300)]
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE users (work TEXT, home TEXT)")
    connection.executemany("INSERT INTO users VALUES (?, ?)", rows)
    connection.commit()
    connection.close()
    assert find(path).found == ()


def test_views_and_declared_keys_are_known_already(room: Path, find: Find) -> None:
    path = room / "crm.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE users (email TEXT PRIMARY KEY);"
        "CREATE TABLE orders (mail TEXT REFERENCES users (email));"
        "CREATE TABLE visits (mail TEXT REFERENCES users (email));"
        "CREATE VIEW buyers AS SELECT mail FROM orders"
    )
    mails = [(f"p{number}@example.org",) for number in range(300)]
    for table in ("users", "orders", "visits"):
        connection.executemany(f"INSERT INTO {table} VALUES (?)", mails)
    connection.commit()
    connection.close()
    overlaps = find(path)
    assert overlaps.found == ()
    assert overlaps.connected == 3


@pytest.fixture
def copied(room: Path, find: Find, inventory: Path) -> Path:
    """The inventory of 300 users in `crm` and their copy in `lake`."""
    crm = write(room / "crm.sqlite", "users", people(range(300)))
    lake = write(room / "lake.sqlite", "t1", people(range(300)), SHORT)
    assert len(find(crm, lake).found) >= 4
    return inventory


def test_what_a_flow_connects_is_left_out_and_comes_back_with_it(copied: Path) -> None:
    async def work(store: InventoryStore) -> tuple[Overlaps, Overlaps, Overlaps]:
        before = await find_overlaps(store, load_taxonomy())
        pair = before.found[0]
        origin = Endpoint(pair.left.id, NodeKind.FIELD, pair.left_place.id, pair.left_place.source_id)
        target = Endpoint(pair.right.id, NodeKind.FIELD, pair.right_place.id, pair.right_place.source_id)
        claim = FlowClaim("dbt:shop", origin, target, FlowHow.DBT, NOW, NOW, Transformation.IDENTITY)
        await store.put_claims([claim])
        between = await find_overlaps(store, load_taxonomy())
        await store.replace_claims("dbt:shop", [])
        return before, between, await find_overlaps(store, load_taxonomy())

    before, between, after = with_store(copied, work)
    assert names(before) - names(between) == {names(replace(before, found=before.found[:1])).pop()}
    assert between.connected == 1
    assert names(after) == names(before)


def test_claims_are_kept_one_each_way_and_taken_back(copied: Path) -> None:
    async def work(store: InventoryStore) -> tuple[Overlaps, list[FlowClaim], list[FlowClaim], list[FlowClaim]]:
        overlaps = await record_overlaps(store, load_taxonomy(), NOW)
        first = await overlap_claims(store)
        await record_overlaps(store, load_taxonomy(), NOW)
        again = await overlap_claims(store)
        page = await store.page_datasets(DatasetQuery(names=("t1",)), PageRequest(1))
        await store.retire_datasets(page.items[0].source_id, [], 99, NOW)
        await record_overlaps(store, load_taxonomy(), NOW)
        return overlaps, first, again, await overlap_claims(store)

    overlaps, first, again, gone = with_store(copied, work)
    assert len(first) == 2 * len(overlaps.found)
    assert first == again
    assert gone == []
    for claim in first:
        assert (claim.how, claim.transformation, claim.is_directed) == (FlowHow.OVERLAP, Transformation.IDENTITY, False)
        assert claim.containment is not None
        assert claim.containment_error is not None
        assert claim.containment > 0.9
        assert 0 < claim.containment_error < 0.05
        assert "of the values of" in claim.proof
        assert "in common" in claim.proof


def test_another_sketch_key_is_not_comparable_and_not_no_overlap(copied: Path) -> None:
    async def move(store: InventoryStore) -> tuple[Overlaps, tuple[str, ...]]:
        other = await open_inventory("sqlite::memory:")
        page = await store.page_datasets(DatasetQuery(), PageRequest(9))
        sources = await store.page_sources(PageRequest(9))
        for source in sources.items:
            await other.put_source(source)
        fields = await store.fields_of_datasets([one.id for one in page.items], 99)
        for one in page.items:
            evidence = await store.read_evidence(one.id)
            await other.publish_dataset(DatasetPublication(one, fields[one.id], {}, evidence, 1))
        overlaps = await record_overlaps(other, load_taxonomy(), NOW)
        kept = tuple(problem.code for problem in await other.problems())
        await other.close()
        return overlaps, kept

    overlaps, kept = with_store(copied, move)
    assert overlaps.found == ()
    assert overlaps.compared == 0
    assert kept == ("NOT_COMPARABLE", "NOT_COMPARABLE")
    assert [problem.where for problem in overlaps.problems] == ["crm.sqlite.users", "lake.sqlite.t1"]
    assert "not comparable: it was scanned with the sketch key" in overlaps.problems[0].message


def test_fields_beyond_the_bound_are_told(copied: Path) -> None:
    async def work(store: InventoryStore) -> reading.Material:
        return await reading.read_material(store, load_taxonomy(), most=3)

    material = with_store(copied, work)
    assert (len(material.columns), material.sketches.shape) == (3, (3, 256))
    assert [problem.code for problem in material.problems] == ["NOT_COMPARABLE"]
    assert "were not compared" in material.problems[0].message


def test_rows_made_later_tell_the_direction(room: Path, find: Find, inventory: Path) -> None:
    crm = write(room / "crm.sqlite", "users", people(range(300), 2019))
    lake = write(room / "lake.sqlite", "users", people(range(300), 2022))
    overlaps = find(crm, lake)
    assert overlaps.found
    orders = {Order.FORTH if pair.left_place.source_key == "crm.sqlite" else Order.BACK for pair in overlaps.found}
    assert {pair.order for pair in overlaps.found} == orders
    claims = with_store(inventory, overlap_claims)
    assert len(claims) == len(overlaps.found)
    assert all(claim.is_directed and "crm.sqlite.users was there first" in claim.proof for claim in claims)
