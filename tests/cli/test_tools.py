"""`schema`, `doctor` and `recognizers list`."""

import json
from pathlib import Path

import pytest

from gazetteer.api.printing import print_schema
from gazetteer.cli import checking
from gazetteer_scanners.connectors.registry import ConnectorEntry, list_connectors
from gazetteer_scanners.recognizers.registry import load_rules
from tests.cli.conftest import Run


def test_the_schema_is_printed_as_it_is_kept(run: Run) -> None:
    result = run("schema")
    assert (result.exit_code, result.stdout, result.stderr) == (0, print_schema(), "")


def test_a_fresh_schema_passes_and_a_stale_one_is_1(run: Run, room: Path) -> None:
    file = room / "schema.graphql"
    file.write_text(print_schema())
    result = run("schema", "--check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "schema.graphql is fresh.\n")
    file.write_text(print_schema() + "type Extra { id: ID! }\n")
    result = run("schema", "--check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "schema.graphql is stale; make it anew with `gazetteer schema > schema.graphql`.\n"


def test_a_missing_schema_is_2(run: Run, room: Path) -> None:
    result = run("schema", "--check")
    assert result.exit_code == 2
    assert result.stderr == f"Error: there is no schema.graphql in {room}; run this where it is kept\n"


def test_all_rules_are_listed(run: Run) -> None:
    rules = load_rules()
    result = run("recognizers", "list", "--format", "json")
    assert result.exit_code == 0, result.stderr
    listed = json.loads(result.stdout)
    assert [one["id"] for one in listed["recognizers"]] == sorted(one.id for one in rules.entries)
    assert all(one["source"] and one["checks"] for one in listed["recognizers"])
    assert listed["failed"] == []
    imei = next(one for one in listed["recognizers"] if one["element"] == "device.imei")
    assert imei["checks"][:2] == ["pattern", "checksum"]
    text = run("recognizers", "list").stdout
    assert all(one.id in text for one in rules.entries)


def test_the_doctor_finds_everything_well(run: Run, inventory: Path) -> None:
    result = run("doctor", "--format", "json")
    checks = {one["name"]: one for one in json.loads(result.stdout)["checks"]}
    assert result.exit_code == 0, result.stdout
    assert all(one["ok"] for one in checks.values())
    assert {"Python", "gazetteer", "presidio-analyzer", "connectors", "taxonomy", "rules", "inventory file"} <= set(checks)
    assert checks["inventory"]["text"] == f"sqlite version 1, 0 sources, {inventory} (from GAZETTEER_INVENTORY)"
    assert checks["inventory file"]["text"] == "can be written"
    assert "WRONG" not in run("doctor").stdout


def test_an_inventory_that_is_none_is_4(run: Run, crm: Path) -> None:
    result = run("doctor", "--inventory", "sqlite:///crm.sqlite")
    assert result.exit_code == 4
    assert "WRONG" in result.stdout
    assert "(from --inventory)" in " ".join(result.stdout.split())


def test_a_plug_in_that_fails_is_shown_and_4(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*list_connectors(), ConnectorEntry("acme", None, "ImportError: no driver"))
    monkeypatch.setattr(checking, "list_connectors", lambda: broken)
    result = run("doctor", "--format", "json")
    assert result.exit_code == 4
    assert [one for one in json.loads(result.stdout)["checks"] if not one["ok"]] == [
        {"name": "connector acme", "ok": False, "text": "did not load: ImportError: no driver"}
    ]


def test_a_missing_package_is_shown_and_4(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_PACKAGES", ("gazetteer", "no-such-package"))
    result = run("doctor")
    assert result.exit_code == 4
    assert "no-such-package" in result.stdout
