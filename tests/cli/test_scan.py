"""`gazetteer scan`, from sources to exit code, report and inventory."""

import asyncio
import json
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gazetteer.cli import running
from gazetteer.errors import ConflictError, InventoryError
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.publishing import publish_dataset_result
from gazetteer.inventory.queries import PageRequest, ScanQuery
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.scanning.results import ScanStatus
from tests.cli.conftest import Run


def test_a_clean_scan_is_0_and_shows_what_it_found(run: Run, crm: Path, inventory: Path) -> None:
    result = run("scan", "crm.sqlite")
    assert result.exit_code == 0, result.stderr
    assert "crm.sqlite (sqlite): COMPLETE" in result.stdout
    assert "email" in result.stdout
    assert "contact.email" in result.stdout
    assert "2 datasets: 2 complete; 250 rows read; no gap that nobody asked for." in result.stdout
    assert result.stdout.endswith("Gate: not tripped.\n")
    assert result.stderr.splitlines() == [
        "crm.sqlite: 2 datasets, 250 rows to read",
        "crm.sqlite: COMPLETE, 2 of 2 datasets, 250 of 250 rows",
        f"Published as scan 1 in {inventory}",
    ]
    assert inventory.exists()


@pytest.mark.parametrize(("level", "code"), [("personal", 1), ("Non_Personal_Alone", 1), ("PERSONAL", 1), ("SENSITIVE", 0)])
def test_the_gate_is_1_in_any_case_of_letters(run: Run, crm: Path, level: str, code: int) -> None:
    result = run("scan", "crm.sqlite", "--fail-on", level, "--format", "JSON")
    assert result.exit_code == code, result.stderr
    gate = json.loads(result.stdout)["gate"]
    assert gate["tripped"] is bool(code)
    assert ("crm.sqlite users email is PERSONAL" in gate["reasons"]) is bool(code)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["crm.sqlite", "--full", "--sample", "5"], "--full and --sample contradict each other; give one of them"),
        ([], "nothing to scan: name a SOURCE"),
        (["none.sqlite"], "none.sqlite"),
        (["crm.sqlite", "none.sqlite"], "none.sqlite"),
        (["crm.sqlite", "-c", "none.yaml"], "none.yaml:1: cannot be read"),
        (["crm.sqlite", "--dictionary", "none.csv"], "none.csv"),
        (["crm.sqlite", "--fail-on", "HIGH"], "'HIGH' is not one of"),
        (["crm.sqlite", "--format", "xml"], "'xml' is not one of"),
        (["crm.sqlite", "--sample", "0"], "0 is not in the range 1<=x<=1000000000000"),
        (["crm.sqlite", "--workers", "0"], "0 is not in the range x>=1"),
        (["crm.sqlite", "--min-coverage", "101"], "101.0 is not in the range 0<=x<=100"),
        (["crm.sqlite", "--unknown"], "No such option"),
        (["crm.sqlite", "-o", "nowhere/report.json"], "-o nowhere/report.json cannot be written (No such file or directory)"),
        (["crm.sqlite", "-o", "."], "-o . is a folder; name a file in it"),
        (["crm.sqlite", "--inventory", "oracle://example.org"], "oracle: is no kind of inventory"),
    ],
)
def test_what_is_wrong_as_written_is_2_and_nothing_is_done(
    run: Run, crm: Path, inventory: Path, arguments: list[str], message: str
) -> None:
    result = run("scan", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert not inventory.exists()
    assert sorted(path.name for path in crm.parent.iterdir()) == ["crm.sqlite"]


def test_a_path_that_does_not_exist_leaves_an_inventory_as_it_was(run: Run, crm: Path, inventory: Path) -> None:
    assert run("scan", "crm.sqlite").exit_code == 0
    before = run("inventory", "list", "--format", "json").stdout
    assert run("scan", "crm.sqlite", "none.sqlite").exit_code == 2
    assert run("inventory", "list", "--format", "json").stdout == before


def test_a_damaged_source_beside_a_good_one_is_4_and_the_good_one_is_published(run: Run, crm: Path, damaged: Path) -> None:
    result = run("scan", "crm.sqlite", "damaged.sqlite", "--format", "json", "--min-coverage", "0")
    assert result.exit_code == 4
    report = json.loads(result.stdout)
    assert [(one["key"], one["state"]) for one in report["sources"]] == [
        ("crm.sqlite", "COMPLETE"),
        ("damaged.sqlite", "FAILED"),
    ]
    assert report["sources"][1]["error"]["code"] == "DECODE_ERROR"
    assert "damaged.sqlite" in report["sources"][1]["error"]["message"]
    assert report["coverage"]["unexpected"] == 1
    listed = json.loads(run("inventory", "list", "--format", "json").stdout)
    assert [(one["key"], one["state"], one["fieldCount"]) for one in listed["sources"]] == [
        ("crm.sqlite", "COMPLETE", 5),
        ("damaged.sqlite", "FAILED", 0),
    ]


def test_a_gap_that_nobody_asked_for_is_3_unless_the_share_is_enough(run: Run, room: Path) -> None:
    (room / "exports").mkdir()
    (room / "exports" / "good.csv").write_text("email\nalice@example.org\n")
    (room / "exports" / "bad.parquet").write_bytes(b"PAR1 this is no Parquet file PAR1")
    result = run("scan", "exports", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["coverage"]["unexpected"]) == (3, 1)
    assert run("scan", "exports", "--min-coverage", "50").exit_code == 0
    assert run("scan", "exports", "--min-coverage", "50.1").exit_code == 3
    assert run("scan", "exports", "--fail-on", "PERSONAL").exit_code == 1


def test_a_sample_is_an_expected_gap(run: Run, crm: Path) -> None:
    result = run("scan", "crm.sqlite", "--sample", "20", "--format", "json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert [one["coverage"]["rowsRead"] for one in report["datasets"]] == [20, 20]
    assert {one["coverage"]["sampled"] for one in report["datasets"]} == {True}
    assert {one["coverage"]["missableRate"] for one in report["datasets"]} == {0.15}
    assert report["coverage"]["unexpected"] == 0


def test_an_inventory_that_is_no_inventory_is_4_and_no_report_is_written(run: Run, crm: Path) -> None:
    result = run("scan", "crm.sqlite", "--inventory", "sqlite:///crm.sqlite", "-o", "report.json")
    assert result.exit_code == 4
    assert "is a SQLite database, but not an inventory" in result.stderr
    assert sorted(path.name for path in crm.parent.iterdir()) == ["crm.sqlite"]


def test_a_crash_is_4_and_the_scan_is_failed(run: Run, crm: Path, inventory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("alice@example.org")

    monkeypatch.setattr(running, "run_scan", crash)
    result = run("scan", "crm.sqlite", "-o", "report.json")
    assert result.exit_code == 4
    assert result.stderr.startswith("Crash: an unexpected error (RuntimeError), id ")
    assert "alice" not in result.output
    assert sorted(path.name for path in crm.parent.iterdir()) == ["crm.sqlite"]
    assert asyncio.run(_kept_statuses(inventory)) == [ScanStatus.FAILED]


def test_an_inventory_that_fails_half_way_is_4_and_stops_the_scan(
    run: Run, crm: Path, inventory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise InventoryError("the inventory is full; make room")

    monkeypatch.setattr(running, "publish_dataset_result", fail)
    result = run("scan", "crm.sqlite", "-o", "report.json")
    assert result.exit_code == 4
    assert result.stderr.splitlines()[-1] == "Error: the inventory is full; make room"
    assert sorted(path.name for path in crm.parent.iterdir()) == ["crm.sqlite"]
    assert asyncio.run(_kept_statuses(inventory)) == [ScanStatus.FAILED]


@pytest.mark.parametrize(("refusals", "code"), [(2, 0), (3, 4)])
def test_a_publication_that_was_rolled_back_is_tried_three_times(
    run: Run, crm: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, code: int
) -> None:
    left = [refusals]

    async def refuse_at_first(store: InventoryStore, *rest: Any) -> bool:
        if left[0]:
            left[0] -= 1
            raise ConflictError("another process rolled it back; publish it again")
        return await publish_dataset_result(store, *rest)

    monkeypatch.setattr(running, "publish_dataset_result", refuse_at_first)
    assert run("scan", "crm.sqlite").exit_code == code


async def _kept_statuses(path: Path) -> list[ScanStatus]:
    store = await open_inventory(f"sqlite:///{path}")
    try:
        return [scan.status for scan in (await store.page_scans(ScanQuery(), PageRequest(10))).items]
    finally:
        await store.close()


def test_the_report_goes_into_a_file_that_is_readable_and_replaces_the_old_one(run: Run, crm: Path) -> None:
    report = crm.parent / "report.json"
    report.write_text("old")
    result = run("scan", "crm.sqlite", "--format", "json", "-o", "report.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(report.read_text())["schema"] == "gazetteer.scan/1"
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(report.stat().st_mode) == 0o666 & ~mask
    assert sorted(path.name for path in crm.parent.iterdir()) == ["crm.sqlite", "report.json"]


def test_a_link_is_followed_and_a_pipe_is_written_straight(run: Run, crm: Path) -> None:
    target, link, pipe = (crm.parent / name for name in ("target.json", "link.json", "pipe"))
    link.symlink_to(target)
    assert run("scan", "crm.sqlite", "--format", "json", "-o", "link.json").exit_code == 0
    assert link.is_symlink()
    assert json.loads(target.read_text())["schema"] == "gazetteer.scan/1"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("scan", "crm.sqlite", "--dry-run", "-o", "pipe").exit_code == 0
        assert os.read(reader, 100).startswith(b"crm.sqlite (sqlite): 2 datasets")
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_table_in_a_file_has_no_colours(run: Run, crm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run("scan", "crm.sqlite", "-o", "report.txt").exit_code == 0
    text = (crm.parent / "report.txt").read_text()
    assert "contact.email" in text
    assert "\x1b" not in text


def test_a_dry_run_shows_the_statements_and_opens_no_inventory(run: Run, crm: Path, inventory: Path) -> None:
    result = run("scan", "crm.sqlite", "--dry-run")
    assert result.exit_code == 0, result.stderr
    assert "crm.sqlite (sqlite): 2 datasets, 2 chunks" in result.stdout
    assert 'FROM "users"' in " ".join(result.stdout.split())
    assert "example.org" not in result.output
    assert not inventory.exists()


def test_a_dry_run_as_json_names_each_chunk(run: Run, crm: Path, inventory: Path) -> None:
    plan = json.loads(run("scan", "crm.sqlite", "--dry-run", "--format", "json").stdout)
    assert plan["schema"] == "gazetteer.plan/1"
    (source,) = plan["sources"]
    assert (source["key"], source["error"], source["gaps"]) == ("crm.sqlite", None, [])
    assert [(one["dataset"], one["reason"], len(one["chunks"])) for one in source["datasets"]] == [
        ("orders", None, 1),
        ("users", None, 1),
    ]
    assert 'FROM "users"' in source["datasets"][1]["chunks"][0]["statement"]
    assert not inventory.exists()


def test_a_dry_run_of_a_damaged_source_is_4(run: Run, damaged: Path, inventory: Path) -> None:
    result = run("scan", "damaged.sqlite", "--dry-run")
    assert result.exit_code == 4
    assert "DECODE_ERROR" in result.stdout
    assert not inventory.exists()


@pytest.mark.parametrize("output", ["crm.sqlite", "notes/report.json", "notes/a.csv", "columns.csv", "other.sqlite"])
def test_a_report_overwrites_nothing_that_is_read_or_kept(run: Run, crm: Path, inventory: Path, output: str) -> None:
    room = crm.parent
    (room / "notes").mkdir()
    (room / "notes" / "a.csv").write_text("email\na@example.org\n")
    (room / "columns.csv").write_text("dataset,field,type,comment\nusers,email,,mail\n")
    sqlite3.connect(room / "other.sqlite").execute("create table t (x)").connection.close()
    before = {path: path.read_bytes() for path in room.rglob("*") if path.is_file()}
    result = run("scan", "crm.sqlite", "notes", "--dictionary", "columns.csv", "-o", output)
    assert result.exit_code == 2
    assert f"-o {output} " in result.stderr
    assert {path: path.read_bytes() for path in room.rglob("*") if path.is_file()} == before


def test_a_closed_pipe_is_never_the_gates_code(crm: Path, inventory: Path) -> None:
    command = f"{sys.executable} -m gazetteer scan crm.sqlite | head -1; echo ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", command], cwd=crm.parent, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1] in {"0", "4"}  # 0 if the reader took everything before it left
    assert "Traceback" not in run.stderr
