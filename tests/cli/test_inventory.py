"""`gazetteer inventory`: what is kept, as a table and as JSON; unknown names."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("arguments", [["list"], ["show", "crm"], ["show", "crm", "users"]])
def test_an_inventory_that_is_not_there_is_2_and_is_not_made(run: Run, inventory: Path, arguments: list[str]) -> None:
    result = run("inventory", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: there is no inventory {inventory} yet; fill it with `gazetteer scan`, or try `gazetteer demo`\n"
    )
    assert not inventory.exists()


def test_an_empty_inventory_says_what_to_do(run: Run) -> None:
    run("doctor")
    result = run("inventory", "list")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "The inventory is empty. Fill it with `gazetteer scan`, or try `gazetteer demo`.\n"
    assert json.loads(run("inventory", "list", "--format", "json").stdout) == {"sources": []}


def test_sources_are_listed_with_their_sums(run: Run, crm: Path) -> None:
    run("scan", "crm.sqlite")
    text = run("inventory", "list").stdout
    assert "crm.sqlite" in text
    assert "#1 COMPLETE" in text
    (source,) = json.loads(run("inventory", "list", "--format", "json").stdout)["sources"]
    assert (source["key"], source["kind"], source["state"], source["error"]) == ("crm.sqlite", "sqlite", "COMPLETE", None)
    assert (source["datasetCount"], source["fieldCount"]) == (2, 5)
    assert sum(source["levels"].values()) == 5
    assert source["levels"]["PERSONAL"] >= 1
    assert (source["lastScan"]["sequence"], source["lastScan"]["status"]) == (1, "COMPLETE")


def test_a_source_is_shown_with_its_datasets(run: Run, crm: Path) -> None:
    run("scan", "crm.sqlite")
    text = run("inventory", "show", "crm.sqlite").stdout
    assert text.startswith(f"crm.sqlite (sqlite): COMPLETE\n{crm}\n")
    shown = json.loads(run("inventory", "show", "crm.sqlite", "--format", "json").stdout)
    assert [(one["dataset"], one["coverage"]["rowsRead"], one["fieldCount"]) for one in shown["datasets"]] == [
        ("orders", 50, 2),
        ("users", 200, 3),
    ]
    assert shown["datasets"][1]["elements"]["contact.email"] == 1
    assert [one["rowIs"] for one in shown["datasets"]] == ["EVENT", "PERSON"]
    assert re.search(r"^users +table +PERSON +COMPLETE ", text, re.MULTILINE)


def test_a_dataset_is_shown_with_its_fields(run: Run, crm: Path) -> None:
    run("scan", "crm.sqlite")
    text = run("inventory", "show", "crm.sqlite", "users").stdout
    assert text.startswith("crm.sqlite users (table): COMPLETE, 200 rows read\n")
    assert "contact.email" in text
    assert "A row is: PERSON" in text
    assert re.search(r"^email +string +[12]\d\d ", text, re.MULTILINE)
    shown = json.loads(run("inventory", "show", "crm.sqlite", "users", "--format", "json").stdout)
    assert [field["path"] for field in shown["fields"]] == ["city_code", "email", "id"]
    email = shown["fields"][1]
    assert (email["level"], email["effectiveLevel"]) == ("PERSONAL", "PERSONAL")
    (detection,) = email["elements"]
    assert detection["seen"] == detection["matched"] == 200
    assert email["distinctEstimate"] == pytest.approx(200, rel=0.15)
    assert 100 <= detection["distinct"] <= 200, "four standard errors of 13 %"
    assert [one["id"] for one in email["elements"]] == ["contact.email"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["crm"], "Error: the inventory has no source crm; did you mean crm.sqlite?\n"),
        (["zzz"], "Error: the inventory has no source zzz; known are crm.sqlite\n"),
        (["crm.sqlite", "user"], "Error: the source crm.sqlite has no dataset user; did you mean users?\n"),
        (["crm.sqlite", "zzz"], "Error: the source crm.sqlite has no dataset zzz; known are orders, users\n"),
    ],
)
def test_unknown_names_are_2_with_near_ones(run: Run, crm: Path, arguments: list[str], message: str) -> None:
    run("scan", "crm.sqlite")
    result = run("inventory", "show", *arguments)
    assert (result.exit_code, result.stderr, result.stdout) == (2, message, "")


def test_an_unknown_source_of_an_empty_inventory(run: Run) -> None:
    run("doctor")
    result = run("inventory", "show", "crm")
    assert (result.exit_code, result.stderr) == (2, "Error: the inventory has no source crm\n")


def test_an_inventory_that_is_none_is_4(run: Run, crm: Path) -> None:
    result = run("inventory", "list", "--inventory", "sqlite:///crm.sqlite")
    assert result.exit_code == 4
    assert "crm.sqlite is a SQLite database, but not an inventory" in result.stderr


def test_a_failed_source_is_shown_with_its_error(run: Run, damaged: Path) -> None:
    run("scan", "damaged.sqlite")
    assert "DECODE_ERROR: " in run("inventory", "show", "damaged.sqlite").stdout
    shown = json.loads(run("inventory", "show", "damaged.sqlite", "--format", "json").stdout)
    assert (shown["state"], shown["error"]["code"], shown["datasets"]) == ("FAILED", "DECODE_ERROR", [])
