"""Tables whose names are values: masked wherever they are shown, and found by their shown name or id."""

import json
import sqlite3
from pathlib import Path

import pytest

from gazetteer_scanners.scanning.ids import dataset_id
from tests.cli.conftest import Run

ANN, BO = "ann.lee@example.org", "13800138000"
IDS = {name: dataset_id("sqlite", "crm.sqlite", name) for name in (ANN, BO)}


@pytest.fixture
def masked(room: Path) -> Path:
    """`crm.sqlite` with two tables that share a shown name, and one that has its own."""
    path = room / "crm.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(f'CREATE TABLE "{ANN}" (email TEXT)')
    connection.execute(f'CREATE TABLE "{BO}" (imei TEXT)')
    connection.execute(f'CREATE TABLE "calls {BO}" (n INTEGER)')
    connection.execute(f'INSERT INTO "{ANN}" VALUES (?)', ("cy@example.org",))
    connection.commit()
    connection.close()
    return path


def test_scan_plan_and_gate_show_masked_names(run: Run, masked: Path) -> None:
    plan = run("scan", "crm.sqlite", "--dry-run")
    scan = run("scan", "crm.sqlite", "--fail-on", "PERSONAL")
    assert (plan.exit_code, scan.exit_code) == (0, 1)
    assert 'FROM "***"' in plan.stdout
    assert "calls ***" in plan.stdout
    assert "crm.sqlite *** email is PERSONAL" in scan.stdout
    for output in (plan.stdout, plan.stderr, scan.stdout, scan.stderr):
        assert ANN not in output
        assert BO not in output


def test_a_shared_shown_name_asks_for_an_id(run: Run, masked: Path) -> None:
    assert run("scan", "crm.sqlite").exit_code == 0
    shared = run("inventory", "show", "crm.sqlite", "***")
    assert shared.exit_code == 2
    ids = ", ".join(sorted(IDS.values()))
    assert f"the source crm.sqlite has several datasets ***: {ids}; give the id of one of them" in shared.stderr
    one = run("inventory", "show", "crm.sqlite", IDS[ANN], "--format", "json")
    assert [field["path"] for field in json.loads(one.stdout)["fields"]] == ["email"]
    own = run("inventory", "show", "crm.sqlite", "calls ***", "--format", "json")
    assert json.loads(own.stdout)["dataset"] == "calls ***"
    missing = run("inventory", "show", "crm.sqlite", BO)
    assert missing.exit_code == 2
    assert "has no dataset" in missing.stderr
