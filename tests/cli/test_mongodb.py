"""A MongoDB inventory through the command line: the same content, and no password in any text."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.servers.mongodb import Login


def _shown(run: Run, *inventory: str) -> list[dict[str, Any]]:
    """Everything that `inventory` shows of crm.sqlite, without what differs from scan to scan and from key to key."""
    listed = json.loads(run("inventory", "list", "--format", "json", *inventory).stdout)
    for source in listed["sources"]:
        source["lastScan"] = source["lastScan"]["status"]
    datasets = [
        json.loads(run("inventory", "show", "crm.sqlite", name, "--format", "json", *inventory).stdout)
        for name in ("orders", "users")
    ]
    for field in [field for dataset in datasets for field in dataset["fields"]]:
        assert field.pop("distinctEstimate") >= 1
        for detection in (*field["elements"], *field["candidates"]):
            assert detection.pop("distinct") >= 1
    return [listed, *datasets]


def test_both_kinds_of_inventory_hold_the_same(run: Run, crm: Path, mongodb_uri: str) -> None:
    assert run("scan", "crm.sqlite").exit_code == 0
    result = run("scan", "crm.sqlite", "--inventory", mongodb_uri)
    assert result.exit_code == 0, result.stderr
    assert "Published as scan 1 in mongodb://" in result.stderr
    kept = _shown(run)
    assert kept == _shown(run, "--inventory", mongodb_uri)
    assert [len(dataset["fields"]) for dataset in kept[1:]] == [2, 3]


@pytest.mark.parametrize("arguments", [["scan", "crm.sqlite"], ["inventory", "list"], ["serve"], ["doctor"]])
def test_a_refused_login_is_4_and_its_password_is_not_shown(
    run: Run, crm: Path, mongodb_auth_server: tuple[str, Login], arguments: list[str]
) -> None:
    address, _ = mongodb_auth_server
    result = run(*arguments, "--inventory", f"mongodb://keeper:wrong-pass@{address}/crm")
    assert result.exit_code == 4
    assert address in " ".join(result.output.split())
    assert "wrong-pass" not in result.output
