"""What a scan itself tells of lineage: real SQLite files, scanned into an inventory."""

import asyncio
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from gazetteer.inventory.flows import Flow, FlowHow, FlowQuery, Transformation
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.records import FieldRecord
from gazetteer_scanners.taxonomy import Level
from tests.cli.conftest import Run

Contents = tuple[dict[str, FieldRecord], set[tuple[str, str, FlowHow, Transformation]], list[str]]
PHONES = [f"1380013{number:04d}" for number in range(60)]


def _make(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, phone TEXT, state TEXT)")
        connection.executemany("INSERT INTO users (phone, state) VALUES (?, 'x')", [(phone,) for phone in PHONES])
        for statement in statements:
            connection.execute(statement)
        connection.commit()


async def _contents(inventory: Path) -> Contents:
    store = await open_inventory(f"sqlite:///{inventory}")
    fields = (await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(200))).items
    names = {found.id: f"{found.dataset_name}.{found.path_text}" for found in fields}
    flows: Iterable[Flow] = (await store.page_flows(FlowQuery(), PageRequest(200))).items
    shown = {
        (names.get(flow.origin.id, "?"), names.get(flow.target.id, "dataset"), flow.how[0], flow.transformation)
        for flow in flows
    }
    problems = [f"{problem.where}: {problem.code}" for problem in await store.problems()]
    await store.close()
    return {names[found.id]: found for found in fields}, shown, problems


def _scanned(run: Run, inventory: Path) -> Contents:
    assert run("scan", "crm.sqlite", "--full").exit_code == 0
    return asyncio.run(_contents(inventory))


def test_views_generated_columns_and_keys_are_flows(run: Run, room: Path, inventory: Path) -> None:
    _make(
        room / "crm.sqlite",
        "CREATE VIEW contacts AS SELECT phone AS tel, 'x' AS y FROM users WHERE state = 'x'",
        "CREATE UNIQUE INDEX one_phone ON users (phone)",
        "CREATE TABLE calls (id INTEGER PRIMARY KEY, caller TEXT REFERENCES users (phone), shout TEXT AS (upper(caller)))",
        "INSERT INTO calls (caller) SELECT phone FROM users",
    )
    fields, flows, problems = _scanned(run, inventory)
    assert flows == {
        ("users.phone", "contacts.tel", FlowHow.SQL, Transformation.IDENTITY),
        ("users.state", "dataset", FlowHow.SQL, Transformation.INDIRECT),
        ("users.phone", "calls.caller", FlowHow.KEY, Transformation.IDENTITY),
        ("calls.caller", "calls.shout", FlowHow.SQL, Transformation.TRANSFORMATION),
    }
    assert problems == []
    assert fields["contacts.tel"].effective_level.rank >= Level.PERSONAL.rank


def test_columns_of_views_are_told_apart_by_their_place(run: Run, room: Path, inventory: Path) -> None:
    _make(room / "crm.sqlite", "CREATE VIEW mixed (zz, aa, mm) AS SELECT phone, id, state FROM users")
    _, flows, _ = _scanned(run, inventory)
    assert flows == {
        ("users.phone", "mixed.zz", FlowHow.SQL, Transformation.IDENTITY),
        ("users.id", "mixed.aa", FlowHow.SQL, Transformation.IDENTITY),
        ("users.state", "mixed.mm", FlowHow.SQL, Transformation.IDENTITY),
    }


def test_a_view_of_endings_is_personal_by_lineage_until_it_is_another(run: Run, room: Path, inventory: Path) -> None:
    _make(
        room / "crm.sqlite",
        "CREATE VIEW short AS SELECT substr(phone, -2) AS ending, count(*) AS n FROM users GROUP BY 1",
    )
    fields, _, _ = _scanned(run, inventory)
    ending = fields["short.ending"]
    assert [one.detection.element for one in ending.implied] == ["contact.phone"]
    assert ending.level_reasons[-1].rule == "lineage"
    assert fields["short.n"].implied == ()
    with closing(sqlite3.connect(room / "crm.sqlite")) as connection:
        connection.execute("DROP VIEW short")
        connection.execute("CREATE VIEW short AS SELECT 'ab' AS ending, 1 AS n")
        connection.commit()
    after, flows, _ = _scanned(run, inventory)
    assert (after["short.ending"].implied, flows) == ((), set())
    assert after["short.ending"].effective_level is Level.NONE


def test_a_view_that_cannot_be_followed_is_a_problem(run: Run, room: Path, inventory: Path) -> None:
    nested = "(" * 60 + "phone" + ")" * 60
    _make(
        room / "crm.sqlite",
        "CREATE VIEW plain AS SELECT phone FROM users",
        f"CREATE VIEW deep AS SELECT {nested} AS phone FROM users",
    )
    _, flows, problems = _scanned(run, inventory)
    assert flows == {("users.phone", "plain.phone", FlowHow.SQL, Transformation.IDENTITY)}
    assert problems == ["crm.sqlite.deep: UNPARSED_SQL"]
