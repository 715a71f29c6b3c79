"""`gazetteer lineage sql`: files and logs of statements into the inventory."""

import json
from pathlib import Path

from gazetteer.estate import make_estate
from tests.cli.conftest import Run


def _take(run: Run, *arguments: str) -> dict[str, object]:
    done = run("lineage", "sql", *arguments, "--dialect", "sqlite", "--format", "json")
    assert done.exit_code == 0, done.stderr
    taken: dict[str, object] = json.loads(done.stdout)
    return taken


def test_a_folder_of_statements_is_taken_and_replaced(run: Run, crm: Path, room: Path) -> None:
    assert run("scan", "crm.sqlite").exit_code == 0
    folder = room / "etl"
    folder.mkdir()
    (folder / "1.sql").write_text("CREATE TABLE mart AS SELECT email, md5(email) AS h FROM users;\nSELECT FROM WHERE (;")
    taken = _take(run, "etl")
    assert (taken["flows"], taken["gone"]) == (2, 0)
    assert [problem["where"] for problem in taken["problems"]] == ["1.sql:2"]  # type: ignore[attr-defined]
    assert _take(run, "etl")["gone"] == 0
    (folder / "1.sql").write_text("CREATE TABLE mart AS SELECT email FROM users")
    again = _take(run, "etl")
    assert (again["flows"], again["gone"], again["problems"]) == (1, 1, [])
    exported = run("lineage", "export", "--format", "csv")
    assert "mart" in exported.stdout
    assert exported.stdout.count("\n") == 2


def test_a_query_log_is_taken(run: Run, crm: Path, room: Path) -> None:
    assert run("scan", "crm.sqlite").exit_code == 0
    (room / "queries.log").write_text("2026-03-01T02:00:00Z INSERT INTO copy (mail) SELECT email FROM users\n")
    done = run("lineage", "sql", "queries.log", "--log", "--dialect", "sqlite")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "Took 1 flow, 2 placeholders, 0 problems.")


def test_wrong_words_are_2_and_say_what_to_do(run: Run, crm: Path, room: Path) -> None:
    assert run("scan", "crm.sqlite").exit_code == 0
    (room / "a.sql").write_text("SELECT 1")
    for arguments, words in (
        (("a.sql", "--dialect", "cobol"), "name one of"),
        (("none.sql", "--dialect", "sqlite"), "does not exist"),
        (("a.sql", "--dialect", "sqlite", "--source", "none"), "no source none"),
    ):
        done = run("lineage", "sql", *arguments)
        assert done.exit_code == 2
        assert words in done.stderr


def test_a_dbt_project_is_taken_and_replaced(run: Run, room: Path) -> None:
    make_estate(room / "estate")
    assert run("scan", "-c", "estate/gazetteer.yaml").exit_code == 0
    done = run("lineage", "dbt", "estate/lineage/dbt", "--source", "saleforte_warehouse")
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        ["Took 6 flows, 0 placeholders, 0 problems.", "What flows bring changed for 1 field."],
    )
    again = run("lineage", "dbt", "estate/lineage/dbt/target/manifest.json", "--source", "saleforte_warehouse")
    assert again.stdout.splitlines() == ["Took 6 flows, 0 placeholders, 0 problems."]
    missing = run("lineage", "dbt", "estate")
    assert (missing.exit_code, "holds no manifest.json; run `dbt compile`" in missing.stderr) == (2, True)
