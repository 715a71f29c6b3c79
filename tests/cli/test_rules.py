"""Rules of the user from outside: what a scan with them finds, and that a bad file stops everything."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

RULES = """\
elements:
  - {id: acme.badge, label: Badge number, level: PERSONAL, role: DIRECT, names: {en: [badge_no]}}
recognizers:
  - {id: badge, element: acme.badge, pattern: "AC[0-9]{6}", inside: true, hits: [AC123456]}
dictionaries:
  - {id: teams, element: work.job_title, words: [Team Red, Team 7]}
names: {ignore: [email_hash]}
allow:
  - {element: contact.email, columns: [{dataset: staff, path: sender}], reason: role addresses only}
  - {element: contact.phone, values: ["13800138000"]}
deny:
  - {element: person.name, columns: [{source: "*.sqlite", dataset: staff, path: c17}], reason: the importer does so}
  - {element: person.nickname, values: [zork the 3rd]}
disable: {elements: [network.ip]}
"""
PRESIDIO = """\
recognizers:
  - name: Seen
    supported_language: en
    supported_entity: SEEN_NO
    patterns: [{name: seen, regex: '(?<=see )AC[0-9]{6}', score: 0.8}]
"""


@pytest.fixture
def staff(room: Path) -> Path:
    """`staff.sqlite` with one table of 40 rows, and `rules.yaml`."""
    (room / "rules.yaml").write_text(RULES)
    (room / "presidio.yaml").write_text(PRESIDIO)
    path = room / "staff.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE staff (code TEXT, note TEXT, team TEXT, sender TEXT, c17 TEXT, hotline TEXT, ip TEXT, k TEXT)"
        )
        connection.executemany(
            "INSERT INTO staff VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    f"AC{100_000 + n}", f"see AC{200_000 + n}, please", ("team red", "TEAM 7")[n % 2],
                    f"a{n}@example.org", f"x{n}", "13800138000", f"192.0.2.{n}", "Zork the 3rd" if n == 7 else f"thing {n}",
                )
                for n in range(40)
            ],
        )  # fmt: skip
    connection.close()
    return path


Report = Callable[..., dict[str, Any]]


def _elements(report: dict[str, Any]) -> dict[str, list[str]]:
    return {field["path"]: [one["id"] for one in field["elements"]] for field in report["datasets"][0]["fields"]}


def test_a_scan_with_rules(staff: Path, report_of: Report) -> None:
    report = report_of("staff.sqlite", "--rules", "rules.yaml")
    assert _elements(report) == {
        "c17": ["person.name"],
        "code": ["acme.badge"],
        "hotline": ["org.phone"],
        "ip": [],
        "k": ["person.nickname"],
        "note": ["acme.badge", "comm.text"],
        "sender": [],
        "team": ["work.job_title"],
    }
    fields = {field["path"]: field for field in report["datasets"][0]["fields"]}
    (name,) = fields["c17"]["elements"]
    assert name["score"] == 1.0
    assert name["reason"].startswith(
        "rules.yaml says that this field holds Personal name (full / real name) (person.name): the imp"
    )
    assert set(name["factors"].values()) == {None}


def test_without_the_rules_nothing_of_it_holds(staff: Path, report_of: Report) -> None:
    plain = report_of("staff.sqlite")
    assert _elements(plain)["code"] == []
    assert _elements(plain)["sender"] == ["contact.email"]
    assert _elements(plain)["hotline"] == ["org.phone"]


def test_workers_the_configuration_and_several_files_say_the_same(staff: Path, report_of: Report) -> None:
    (staff.parent / "gazetteer.yaml").write_text("rules: [rules.yaml]\nsources:\n  - {name: staff, url: staff.sqlite}\n")
    reports = [
        report_of("staff.sqlite", "--rules", "rules.yaml", "--rules", "presidio.yaml"),
        report_of("staff.sqlite", "--rules", "presidio.yaml", "--rules", "rules.yaml", "--workers", "2"),
        report_of("-c", "gazetteer.yaml", "--rules", "presidio.yaml", "staff.sqlite"),
    ]
    assert len({report["scan"]["rules"] for report in reports}) == 1
    assert len({json.dumps(report["datasets"], sort_keys=True) for report in reports}) == 1
    assert _elements(reports[0])["note"] == ["acme.badge", "custom.seen_no", "comm.text"]


def test_coverage_says_what_patterns_were_looked_for_in_samples(room: Path, report_of: Report) -> None:
    (room / "presidio.yaml").write_text(PRESIDIO)
    (room / "notes.csv").write_text("note\n" + "".join(f"see AC{100_000 + n}\n" for n in range(500)))
    report = report_of("notes.csv", "--rules", "presidio.yaml")
    coverage = report["datasets"][0]["coverage"]
    assert coverage["state"] == "PARTIAL"
    (reason,) = coverage["reasons"]
    assert (reason["code"], reason["expected"]) == ("SAMPLED", True)
    assert "user.presidio.seen" in reason["message"]
    found = report["datasets"][0]["fields"][0]["elements"][0]
    assert (found["id"], found["matched"], found["seen"]) == ("custom.seen_no", 200, 200)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'recognizers:\n  - {id: r, element: contact.phone, pattern: "(a+)+"}\n',
            "bad.yaml:2: recognizers[0].pattern could run away",
        ),
        ("a: 1\na: 2\n", "bad.yaml:2: a stands twice"),
        ("x: !!python/name:os.system x\n", "bad.yaml:1: x has the tag"),
        (PRESIDIO.replace("(?<=see )AC[0-9]{6}", "(x+x+)+y"), "bad.yaml:5: recognizers[0].patterns[0].regex could run away"),
    ],
)
def test_a_bad_file_is_2_and_nothing_is_scanned(staff: Path, run: Run, inventory: Path, text: str, message: str) -> None:
    (staff.parent / "bad.yaml").write_text(text)
    for command in (
        ["scan", "staff.sqlite", "--rules", "rules.yaml"],
        ["recognizers", "list"],
        ["recognizers", "test", "contact.phone", "x"],
    ):
        result = run(*command, "--rules", "bad.yaml")
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr
    assert not inventory.exists()


def test_a_missing_file_is_2(staff: Path, run: Run) -> None:
    result = run("scan", "staff.sqlite", "--rules", "none.yaml")
    assert result.exit_code == 2
    assert "none.yaml:1: cannot be read" in result.stderr


def test_the_report_never_lands_on_a_rule_file(staff: Path, run: Run) -> None:
    result = run("scan", "staff.sqlite", "--rules", "rules.yaml", "-o", "rules.yaml")
    assert result.exit_code == 2
    assert (staff.parent / "rules.yaml").read_text() == RULES


def test_values_are_tested_against_own_rules(staff: Path, run: Run) -> None:
    values = ["AC123456", "see AC123456", "AC12"]
    result = run("recognizers", "test", "acme.badge", *values, "--rules", "rules.yaml", "--format", "json")
    assert result.exit_code == 1, result.stderr
    answer = json.loads(result.stdout)
    assert answer["recognizers"] == ["user.badge"]
    assert [one["recognised"] for one in answer["values"]] == [True, True, False]
    assert [one["outcome"] for one in answer["values"][1]["verdicts"]] == ["INSIDE"]


def test_own_rules_are_listed_with_what_is_disabled_and_why_samples(staff: Path, run: Run) -> None:
    (staff.parent / "off.yaml").write_text("disable: {recognizers: [imei]}\n")
    files = ("--rules", "rules.yaml", "--rules", "presidio.yaml", "--rules", "off.yaml")
    listed = json.loads(run("recognizers", "list", *files, "--format", "json").stdout)
    entries = {one["id"]: one for one in listed["recognizers"]}
    assert entries["user.badge"]["checks"] == ["pattern", "inside text"]
    assert entries["user.presidio.seen"]["checks"][0].startswith("pattern in samples: look-around")
    assert "imei" not in entries
    assert listed["disabled"] == ["imei"]
    assert "Disabled by rule files: imei." in run("recognizers", "list", *files).stdout
