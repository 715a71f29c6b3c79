"""`gazetteer lineage overlap`, and what a scan does of it by itself."""

import json
from pathlib import Path

import pytest

from gazetteer.cli import overlapping
from gazetteer.lineage.overlap import refreshing
from tests.cli.conftest import Run
from tests.lineage.overlap.conftest import fixed_key as fixed_key
from tests.lineage.overlap.conftest import overlap_claims, with_store
from tests.lineage.overlap.people import people, write

SHORT = ("a", "b", "c", "d", "e", "f", "g", "h", "i")


@pytest.fixture
def files(room: Path) -> list[str]:
    """`crm.sqlite` with 400 users, and `lake.sqlite` with a renamed copy of 300 of them."""
    crm = write(room / "crm.sqlite", "users", people(range(400)))
    lake = write(room / "lake.sqlite", "users_bak", people(range(300)), SHORT)
    return [str(crm), str(lake)]


def test_a_scan_finds_the_copy_by_itself(run: Run, files: list[str], inventory: Path) -> None:
    assert run("scan", *files).exit_code == 0
    claims = with_store(inventory, overlap_claims)
    assert len(claims) >= 8
    assert {claim.scope for claim in claims} == {"overlap"}


def test_a_large_inventory_is_left_to_the_command(
    run: Run, files: list[str], inventory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "MOST_FIELDS", 17)
    result = run("scan", *files)
    assert result.exit_code == 0
    assert "has 18 fields, too many" in result.stderr
    assert "gazetteer lineage overlap" in result.stderr
    assert with_store(inventory, overlap_claims) == []
    assert run("lineage", "overlap").exit_code == 0
    assert len(with_store(inventory, overlap_claims)) >= 8


def test_a_source_alone_takes_no_time_for_it(run: Run, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    async def note_the_call(*_: object) -> None:
        called.append("called")

    monkeypatch.setattr("gazetteer.lineage.overlap.finding.record_overlaps", note_the_call)
    assert run("scan", files[0]).exit_code == 0
    assert called == []
    assert run("scan", files[1]).exit_code == 0
    assert called == ["called"]


def test_the_table_names_pairs_shares_and_why(run: Run, files: list[str]) -> None:
    run("scan", *files)
    result = run("lineage", "overlap")
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert "crm.sqlite.users.email" in text
    assert "lake.sqlite.users_bak.c" in text
    assert "100% ± 1%" in text
    assert "both are contact.email" in text
    assert "looks like a copy's" in text
    assert "6 pairs of 12 fields that can be compared." in text


def test_json_lists_everything(run: Run, files: list[str]) -> None:
    run("scan", *files)
    told = json.loads(run("lineage", "overlap", "--format", "json").stdout)
    pair = next(pair for pair in told["pairs"] if {"email", "c"} == {pair["left"]["field"], pair["right"]["field"]})
    copy, whole = (pair[side] for side in (("left", "right") if pair["left"]["field"] == "c" else ("right", "left")))
    assert (copy["source"], copy["dataset"], copy["in_the_other"]) == ("lake.sqlite", "users_bak", 1.0)
    assert abs(whole["in_the_other"] - 0.75) < 4 * whole["error"]
    assert (pair["order"], pair["is_supported_by_others"]) == ("UNKNOWN", False)
    assert abs(pair["common_estimate"] - 300) < 40
    assert (told["compared"], told["problems"], told["is_crowded"]) == (12, [], False)
    assert "@example.org" not in json.dumps(told)


def test_a_higher_bound_finds_less_and_takes_back_the_rest(run: Run, files: list[str], inventory: Path) -> None:
    run("scan", *files)
    before = with_store(inventory, overlap_claims)
    assert run("lineage", "overlap", "--min-containment", "0.99").exit_code == 0
    after = with_store(inventory, overlap_claims)
    assert len(after) < len(before)
    assert {claim.id for claim in after} <= {claim.id for claim in before}


@pytest.mark.parametrize("share", ["0", "1.5", "half"])
def test_a_share_is_between_nothing_and_all(run: Run, share: str) -> None:
    result = run("lineage", "overlap", "--min-containment", share)
    assert result.exit_code == 2
    assert "--min-containment" in result.stderr


def test_without_an_inventory_it_says_so(run: Run, inventory: Path) -> None:
    result = run("lineage", "overlap")
    assert result.exit_code == 2
    assert "there is no inventory" in result.stderr
    assert not inventory.exists()


def test_what_is_not_shown_is_counted(run: Run, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run("scan", *files)
    monkeypatch.setattr(overlapping, "_MOST_SHOWN", 1)
    assert "pairs more; --format json lists all" in run("lineage", "overlap").stdout
