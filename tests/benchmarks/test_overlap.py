"""Overlap over few made-up fields, and over a small database cut in two."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import halves
from benchmarks.accuracy import VARIABLE
from benchmarks.overlap import made_fields, measure_overlap


def test_of_few_made_fields_all_that_share_most_are_found() -> None:
    figures = {figure.what: figure for figure in measure_overlap(400)}
    assert figures["recall against all pairs"].value == 1
    assert figures["recall of what is shared"].value > 0.97
    assert figures["found pairs that are related"].value == 1
    assert "400 fields" in figures["overlap of an inventory, seconds"].note


def test_made_fields_share_what_is_said() -> None:
    fields, shares = made_fields(200)
    assert len(fields) == 200
    assert sum(field.family >= 0 for field in fields) >= 40
    assert all(fields[one].family == fields[other].family for one, other in shares)
    same = [pair for pair, share in shares.items() if share == 1.0]
    assert same
    assert all((fields[one].bins == fields[other].bins).all() for one, other in same)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A folder with one database: 400 users, and orders that repeat their e-mails."""
    for name in ("db", "labels"):
        (tmp_path / name).mkdir()
    with closing(sqlite3.connect(tmp_path / "db" / "shop.sqlite")) as connection:
        connection.executescript(
            "CREATE TABLE users (id INTEGER, email TEXT, born TEXT, state TEXT); CREATE TABLE orders (mail TEXT, score INTEGER)"
        )
        for n in range(400):
            row = (n, f"person{n * 7919}@example.org", f"{1950 + n % 50}-0{1 + n % 9}-{10 + n % 17}", "new")
            connection.execute("INSERT INTO users VALUES (?, ?, ?, ?)", row)
            connection.execute("INSERT INTO orders VALUES (?, ?)", (row[1], n % 9))
        connection.commit()
    (tmp_path / "labels" / "shop.csv").write_text(
        "table,column,labels,note\nusers,email,email,\nusers,born,?birth_date,\norders,mail,email,\n", encoding="utf-8"
    )
    return tmp_path


def test_both_halves_of_a_database_find_each_other(corpora: Path) -> None:
    score = halves.measure(corpora, "shop")
    assert score.wrong == 0
    assert {("users", "email"), ("orders", "mail")} <= score.same
    assert score.other_coinciding >= 4  # e-mails of users and of orders, in each file and across
    assert score.wanted == {("users", "id"), ("users", "email"), ("users", "born"), ("orders", "mail")}
    assert score.personal == {("users", "email"), ("orders", "mail")}
    assert score.numbers == {("users", "id")}


def test_without_a_folder_it_says_which_variable(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("sys.argv", ["halves", "shop"])
    assert halves.main() == 2
    assert VARIABLE in capsys.readouterr().err
