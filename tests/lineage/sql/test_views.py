"""What a scanned source itself tells of its data's ways."""

import sqlite3
from contextlib import closing
from pathlib import Path

from gazetteer.inventory.flows import FlowHow
from gazetteer.lineage.sql import ScannedDataset, view_flows
from gazetteer.lineage.statements import DatasetName, FieldName
from gazetteer_scanners.connectors.protocol import DatasetInfo, ForeignKey, Location
from gazetteer_scanners.connectors.sqlite import CONNECTOR
from gazetteer_scanners.scanning.showing import without_literals
from tests.lineage.sql.reading import AT, lines, unparsed

USERS = ScannedDataset("users", ("id", "phone", "email"))


def scanned(info: DatasetInfo) -> ScannedDataset:
    """As the inventory has it: without literals."""
    view, table = (without_literals(text) if text else None for text in (info.view_text, info.table_text))
    return ScannedDataset(info.name, tuple(column.name for column in info.columns), view, table, info.foreign_keys)


def test_views_generated_columns_and_keys_of_a_scanned_database(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("""
            CREATE TABLE Users (id INTEGER PRIMARY KEY, Phone TEXT, doc TEXT,
                                short TEXT GENERATED ALWAYS AS (substr(phone, 1, 3) || '****') VIRTUAL);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id REFERENCES users (ID), sku TEXT);
            CREATE VIEW contacts AS SELECT phone, doc ->> 'city', 'Hello ' || short AS hello FROM main.USERS WHERE id > 1999;
            CREATE VIEW everything (a, b, c) AS SELECT * FROM orders;
        """)
    with closing(CONNECTOR.open(Location(str(path), "crm"))) as connector:
        datasets = [scanned(info) for info in connector.discover().datasets]
    said = view_flows("crm", datasets, "sqlite", AT)
    assert said.problems == ()
    assert lines(said.flows) == {
        "Users.Phone -> Users.short MASKING",
        "Users.id -> orders.user_id IDENTITY KEY",
        "Users.Phone -> contacts.Phone IDENTITY",
        "Users.doc.city -> contacts.doc ->> 'city' IDENTITY",
        "Users.short -> contacts.hello TRANSFORMATION",
        "Users.id -> contacts INDIRECT -",
        "orders.id -> everything.a IDENTITY",
        "orders.user_id -> everything.b IDENTITY",
        "orders.sku -> everything.c IDENTITY",
    }
    assert {flow.proof for flow in said.flows} == {
        "A column of crm.Users is generated from it.",
        "crm.orders has a foreign key to Users.",
        "The view crm.contacts selects it.",
        "The view crm.everything selects it.",
    }
    assert {flow.at for flow in said.flows} == {AT}


def test_a_bare_select_is_a_definition_too() -> None:
    view = ScannedDataset("v", ("p",), "SELECT u.phone FROM users u")
    (flow,) = view_flows("crm", [view, USERS], "postgresql", AT).flows
    assert flow.origin == FieldName(DatasetName("crm", "users"), "phone")
    assert flow.target == FieldName(DatasetName("crm", "v"), "p")


def test_names_of_a_servers_datasets_have_schemas() -> None:
    users = ScannedDataset("public.users", ("id", "phone"))
    view = ScannedDataset("mart.v", ("phone",), "SELECT phone FROM users")
    assert lines(view_flows("crm", [users, view], "postgresql", AT).flows) == {"public.users.phone -> mart.v.phone IDENTITY"}


def test_keys_of_several_columns_go_pair_by_pair() -> None:
    key = ForeignKey(("a", "b"), "users", ("id", "email"))
    said = view_flows("crm", [USERS, ScannedDataset("t", ("a", "b"), foreign_keys=(key,))], "oracle", AT)
    assert said.problems == ()
    assert {flow.how for flow in said.flows} == {FlowHow.KEY}
    assert lines(said.flows) == {"users.id -> t.a IDENTITY KEY", "users.email -> t.b IDENTITY KEY"}


def test_what_cannot_be_read_is_a_problem_of_its_view() -> None:
    broken = ScannedDataset("broken", ("a",), "CREATE VIEW broken AS SELECT FROM WHERE")
    none = ScannedDataset("none", ("a",), "DROP TABLE users")
    made = ScannedDataset("made", ("a",), table_text="DROP TABLE users")
    fine = ScannedDataset("v", ("phone",), "SELECT phone FROM users")
    said = view_flows("crm", [USERS, broken, none, made, fine], "sqlite", AT)
    assert lines(said.flows) == {"users.phone -> v.phone IDENTITY"}
    assert said.problems == (
        unparsed("crm.broken", "the statement is not understood as one of sqlite, from its line 1, column 39"),
        unparsed("crm.made", "the statement that made the table is not one that can be followed"),
        unparsed("crm.none", "the definition holds no query that can be followed"),
    )
    said = view_flows("crm", [fine], "oracle", AT)
    assert [(problem.where, problem.message[:47]) for problem in said.problems] == [
        ("crm.v", "its statement is in a dialect that is not read;")
    ]
