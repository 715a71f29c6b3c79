"""Whole databases: the same column names in tables about persons, organisations, things and events."""

import random
import sqlite3
from pathlib import Path

import pytest

from gazetteer_scanners import scan
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.scanning.results import DatasetResult, FieldResult

GIVEN = [
    "James",
    "Mary",
    "Robert",
    "Patricia",
    "John",
    "Jennifer",
    "Michael",
    "Linda",
    "David",
    "Elizabeth",
    "William",
    "Barbara",
    "Richard",
    "Susan",
]
FAMILY = [
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Jones",
    "Garcia",
    "Miller",
    "Davis",
    "Martinez",
    "Wilson",
    "Anderson",
    "Thomas",
    "Taylor",
    "Moore",
]
CITIES = ["Austin", "Denver", "Boston", "Portland", "Phoenix", "Chicago"]
STATES = ["TX", "CO", "MA", "OR", "AZ", "IL"]
ROWS = 60


def fill(connection: sqlite3.Connection, statement: str, rows: list[tuple[object, ...]]) -> None:
    connection.execute(statement)
    name, width = statement.split("(")[0].split()[2], len(rows[0])
    connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * width)})", rows)


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DatasetResult]:
    """The datasets of a shop with staff, servers, suppliers and a help desk, by name."""
    path: Path = tmp_path_factory.mktemp("shop") / "shop.sqlite"
    dice = random.Random(7)
    connection = sqlite3.connect(path)
    people = [f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}" for _ in range(ROWS)]
    times = [f"202{n % 6}-0{n % 9 + 1}-1{n % 9} 0{n % 9}:15:00" for n in range(ROWS)]
    fill(
        connection,
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, title TEXT, birthday TEXT, email TEXT, phone TEXT, "
        "city TEXT, state TEXT, zip TEXT, company TEXT, language TEXT, created_at TEXT, is_email_verified INTEGER, "
        "phone_verified_at TEXT, email_template_id INTEGER, city_id INTEGER, score INTEGER)",
        [
            (n + 1, people[n], "Engineer", f"19{60 + n % 40}-0{n % 9 + 1}-11", f"user{n}@example.org", f"+1 202-555-01{n:02}",
             CITIES[n % 6], STATES[n % 6], f"{78701 + n}", f"Firm {n}", "en", times[n], n % 2, times[n], n % 4, n % 6, n % 11)
            for n in range(ROWS)
        ],
    )  # fmt: skip
    fill(
        connection,
        "CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT, code TEXT, sort INTEGER)",
        [(n, f"Kind {n}", f"K{n}", n) for n in range(9)],
    )
    fill(
        connection,
        "CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, title TEXT, description TEXT, price REAL, brand TEXT, "
        "model TEXT, state TEXT, country TEXT, language TEXT, version TEXT, category_id INTEGER, no TEXT, created_by INTEGER, "
        "FOREIGN KEY (category_id) REFERENCES categories (id), FOREIGN KEY (created_by) REFERENCES customers (id))",
        [
            (n, f"Lamp {n}", f"The lamp {n}", "A lamp of steel", 9.5 + n, "Lumo", f"L-{n}", "active", "Germany", "de",
             f"1.2.{n}.4", n % 9, f"N{n}", n + 1)
            for n in range(ROWS)
        ],
    )  # fmt: skip
    fill(
        connection,
        "CREATE TABLE servers (name TEXT, address TEXT, port INTEGER, version TEXT, state TEXT, owner INTEGER "
        "REFERENCES customers (id), seen INTEGER)",
        [
            (f"node-{n}", f"rack {n}", 8000 + n, f"10.4.{n}.1", "running", n + 1, 1_600_000_000 + n * 86_400)
            for n in range(ROWS)
        ],
    )
    fill(
        connection,
        "CREATE TABLE suppliers (name TEXT, phone TEXT, address TEXT, contact_name TEXT)",
        [(f"Firm {n} Ltd", f"+1 202-555-01{n:02}", f"{n} Main Street", people[n]) for n in range(ROWS)],
    )
    fill(
        connection,
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, order_no TEXT, customer_id INTEGER REFERENCES customers (id), "
        "state TEXT, amount REAL, company TEXT, description TEXT, operator TEXT, reference TEXT)",
        [
            (n, f"2026{n:08}", n + 1, "PAID", n * 3.5, f"Firm {n}", "", f"staff{n % 5}", f"{4_000_000_000_000_000 + n}")
            for n in range(ROWS)
        ],
    )
    fill(
        connection,
        "CREATE TABLE tickets (id INTEGER PRIMARY KEY, description TEXT, comment TEXT, "
        "assigned_to INTEGER REFERENCES customers (id), type TEXT, status TEXT)",
        [
            (n, f"My lamp {n} does not work since Monday", f"Please call me back about lamp {n}", n + 1, "bug", "open")
            for n in range(ROWS)
        ],
    )
    connection.commit()
    connection.close()
    return {dataset.info.name: dataset for dataset in scan(str(path)).datasets}


def field(datasets: dict[str, DatasetResult], table: str, column: str) -> FieldResult:
    return next(one for one in datasets[table].fields if one.shown_path == column)


def test_rows_are_told_apart(datasets: dict[str, DatasetResult]) -> None:
    assert {name: dataset.row_is for name, dataset in datasets.items()} == {
        "customers": RowKind.PERSON,
        "categories": RowKind.LOOKUP,
        "products": RowKind.THING,
        "servers": RowKind.THING,
        "suppliers": RowKind.ORGANISATION,
        "orders": RowKind.EVENT,
        "tickets": RowKind.EVENT,
    }


HOLDS = """
customers.name person.name | customers.title work.job_title | customers.birthday person.birth_date
customers.email contact.email | customers.phone contact.phone | customers.city contact.address.city
customers.state contact.address.city | customers.zip contact.address.postal_code | customers.company work.employer
customers.language pref.language | suppliers.name org.name | suppliers.contact_name contact.person_name
orders.customer_id account.user_id | orders.order_no order.number | orders.amount order.amount
orders.company org.name | orders.operator account.username
products.created_by account.user_id
servers.owner account.user_id | tickets.assigned_to account.user_id | tickets.description comm.text
tickets.comment comm.text
"""

HOLDS_NOTHING = """
customers.created_at customers.is_email_verified customers.phone_verified_at customers.email_template_id customers.city_id
customers.score products.name products.title products.description products.price products.brand products.model
products.state products.country products.language products.version products.category_id products.no
products.id servers.name servers.address
servers.version servers.state servers.seen servers.port categories.name categories.code orders.state orders.id orders.reference
tickets.type tickets.status tickets.id
"""


@pytest.mark.parametrize("case", [case.strip() for line in HOLDS.strip().splitlines() for case in line.split("|")])
def test_a_column_means_what_its_table_is_about(datasets: dict[str, DatasetResult], case: str) -> None:
    place, element = case.split()
    found = [one.element for one in field(datasets, *place.split(".")).decision.elements]
    assert element in found


@pytest.mark.parametrize("place", HOLDS_NOTHING.split())
def test_a_column_of_the_same_name_elsewhere_means_nothing(datasets: dict[str, DatasetResult], place: str) -> None:
    assert [one.element for one in field(datasets, *place.split(".")).decision.elements] == []


def test_a_reference_says_why(datasets: dict[str, DatasetResult]) -> None:
    (owner,) = field(datasets, "servers", "owner").decision.elements
    assert owner.reason == "The field refers to rows about persons."


def test_distinct_values_are_told_for_what_a_name_alone_says(datasets: dict[str, DatasetResult]) -> None:
    (company,) = field(datasets, "customers", "company").decision.elements
    assert (company.matched, company.seen) == (None, ROWS)
    assert company.distinct == pytest.approx(ROWS, rel=0.15)
    (operator,) = field(datasets, "orders", "operator").decision.elements
    assert operator.seen == ROWS
    assert operator.distinct == pytest.approx(5, abs=1)
