"""Rescans: what left the source leaves the inventory's lists; what could not be read again keeps what was found."""

import asyncio
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from errno import EACCES
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory
from gazetteer_scanners.scanning.ids import dataset_id
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.cli.conftest import Run

COUNTS = """query ($id: ID!) {
  datasets { totalCount coverage { discovered } edges { node { name goneSince } } }
  fields { totalCount facets(of: [SOURCE]) { values { count } } }
  sources { edges { node { datasetCount fieldCount } } }
  node(id: $id) { ... on Dataset { name fieldCount firstSeen goneSince fields { totalCount } } } }"""
ORDERS = dataset_id("sqlite", "crm.sqlite", "orders")


def execute(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def ask(inventory: Path, query: str, **variables: object) -> dict[str, Any]:
    """The data that the application answers over the inventory."""

    async def post() -> dict[str, Any]:
        store = await open_inventory(f"sqlite:///{inventory}")
        async with TestClient(TestServer(build_app(store, load_taxonomy(), ServerSettings()))) as client:
            response = await client.post("/graphql", json={"query": query, "variables": variables})
            answer: dict[str, Any] = await response.json()
        await store.close()
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    return asyncio.run(post())


def shown(run: Run, key: str) -> list[str]:
    """The datasets that `inventory show` lists."""
    detail = json.loads(run("inventory", "show", key, "--format", "json").stdout)
    assert detail["datasetCount"] == len(detail["datasets"])
    return [one["dataset"] for one in detail["datasets"]]


def scan(run: Run, *arguments: str, code: int = 0) -> None:
    result = run("scan", *arguments)
    assert result.exit_code == code, result.stderr


def test_a_dropped_table_is_in_no_list_and_no_count(run: Run, crm: Path, inventory: Path) -> None:
    scan(run, "crm.sqlite")
    before = ask(inventory, COUNTS, id=ORDERS)
    assert (before["datasets"]["totalCount"], before["fields"]["totalCount"], before["node"]["goneSince"]) == (2, 5, None)
    execute(crm, "DROP TABLE orders")
    scan(run, "crm.sqlite")
    assert shown(run, "crm.sqlite") == ["users"]
    unknown = run("inventory", "show", "crm.sqlite", "orders")
    assert (unknown.exit_code, unknown.stderr) == (
        2,
        "Error: the source crm.sqlite has no dataset orders; did you mean users?\n",
    )
    after = ask(inventory, COUNTS, id=ORDERS)
    assert after["datasets"] == {
        "totalCount": 1, "coverage": {"discovered": 1}, "edges": [{"node": {"name": "users", "goneSince": None}}],
    }  # fmt: skip
    assert after["fields"] == {"totalCount": 3, "facets": [{"values": [{"count": 3}]}]}
    assert after["sources"]["edges"] == [{"node": {"datasetCount": 1, "fieldCount": 3}}]
    gone = after["node"]
    assert gone.pop("goneSince") > gone["firstSeen"]
    assert gone == {
        "name": "orders", "fieldCount": 0, "firstSeen": before["node"]["firstSeen"], "fields": {"totalCount": 0},
    }  # fmt: skip


def test_a_table_that_comes_back_is_there_again(run: Run, crm: Path, inventory: Path) -> None:
    scan(run, "crm.sqlite")
    first_seen = ask(inventory, COUNTS, id=ORDERS)["node"]["firstSeen"]
    execute(crm, "DROP TABLE orders")
    scan(run, "crm.sqlite")
    execute(crm, "CREATE TABLE orders (position INTEGER); INSERT INTO orders VALUES (1)")
    scan(run, "crm.sqlite")
    assert shown(run, "crm.sqlite") == ["orders", "users"]
    assert ask(inventory, COUNTS, id=ORDERS)["node"] == {
        "name": "orders", "fieldCount": 1, "firstSeen": first_seen, "goneSince": None, "fields": {"totalCount": 1},
    }  # fmt: skip


def test_another_source_of_the_scan_keeps_its_tables(run: Run, crm: Path) -> None:
    other = crm.parent / "shop.sqlite"
    execute(other, "CREATE TABLE orders (a INTEGER); CREATE TABLE carts (a INTEGER)")
    scan(run, "crm.sqlite", "shop.sqlite")
    execute(crm, "DROP TABLE orders")
    scan(run, "crm.sqlite", "shop.sqlite")
    assert (shown(run, "crm.sqlite"), shown(run, "shop.sqlite")) == (["users"], ["carts", "orders"])


def test_a_source_that_fails_keeps_all_its_tables(run: Run, crm: Path) -> None:
    scan(run, "crm.sqlite")
    crm.write_bytes(crm.read_bytes()[:100] + b"\xff" * 8192)
    scan(run, "crm.sqlite", code=4)
    assert shown(run, "crm.sqlite") == ["orders", "users"]


def test_a_source_that_loses_many_tables_at_once_loses_them_with_the_second_scan(run: Run, crm: Path) -> None:
    execute(crm, "CREATE TABLE a (x INTEGER); CREATE TABLE b (x INTEGER); CREATE TABLE c (x INTEGER)")
    scan(run, "crm.sqlite")
    execute(crm, "DROP TABLE a; DROP TABLE b")
    scan(run, "crm.sqlite")
    assert shown(run, "crm.sqlite") == ["a", "b", "c", "orders", "users"]
    scan(run, "crm.sqlite")
    assert shown(run, "crm.sqlite") == ["c", "orders", "users"]


def list_all_but(closed: str, scandir: Callable[[str], Any], folder: str = ".") -> Any:
    """The folder's entries, unless it is the closed one."""
    if Path(folder).name == closed:
        raise PermissionError(EACCES, "Permission denied", folder)
    return scandir(folder)


def test_a_closed_folder_lets_no_file_be_gone(run: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = room / "exports" / "inner"
    folder.mkdir(parents=True)
    (room / "exports" / "top.csv").write_text("a\n1\n")
    (folder / "deep.csv").write_text("b\n2\n")
    scan(run, "exports")
    assert shown(run, "exports") == ["inner/deep.csv", "top.csv"]
    with monkeypatch.context() as patched:
        # Permissions do not keep root out; this does.
        patched.setattr(os, "scandir", partial(list_all_but, "inner", os.scandir))
        scan(run, "exports", code=3)
    assert shown(run, "exports") == ["inner", "inner/deep.csv", "top.csv"]
    (folder / "deep.csv").unlink()
    (folder / "other.csv").write_text("b\n2\n")
    scan(run, "exports")
    assert shown(run, "exports") == ["inner/other.csv", "top.csv"]


def test_a_field_that_could_not_be_met_again_is_kept(run: Run, room: Path) -> None:
    path = room / "events.jsonl"
    path.write_text("".join(json.dumps({"email": f"user{n}@example.org", "x": n}) + "\n" for n in range(100)))
    scan(run, "events.jsonl")
    path.write_text('{"email": "user1@example.org", "new": 1}\n{"email": \n')
    scan(run, "events.jsonl", code=3)
    detail = json.loads(run("inventory", "show", "events.jsonl", "events.jsonl", "--format", "json").stdout)
    assert detail["coverage"]["state"] == "PARTIAL"
    assert [one["path"] for one in detail["fields"]] == ["email", "new", "x"]
    assert detail["fieldCount"] == sum(detail["levels"].values()) == 3
    assert detail["elements"]["contact.email"] == 1
    path.write_text('{"email": "user1@example.org"}\n')
    scan(run, "events.jsonl")
    detail = json.loads(run("inventory", "show", "events.jsonl", "events.jsonl", "--format", "json").stdout)
    assert [one["path"] for one in detail["fields"]] == ["email"]


def test_a_file_of_the_same_name_elsewhere_is_told_of(run: Run, crm: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan(run, "crm.sqlite")
    assert "Note:" not in run("scan", "crm.sqlite").stderr
    other = room.parent / "other"
    other.mkdir()
    (other / "crm.sqlite").write_bytes(crm.read_bytes())
    monkeypatch.chdir(other)
    result = run("scan", "crm.sqlite")
    assert result.exit_code == 0
    assert f"Note: crm.sqlite was {crm} at its last scan and is {other / 'crm.sqlite'} now." in " ".join(result.stderr.split())
