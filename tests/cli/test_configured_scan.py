"""Scans that a configuration file describes: sources by name, dictionaries, own elements."""

import json
from pathlib import Path

from tests.cli.conftest import Run

ELEMENTS = """\
id,label_en,category,role,sensitivity,names_en
acme.badge,Badge number,work_education,quasi,personal,badge_no
"""


def _configure(room: Path, text: str) -> None:
    (room / "gazetteer.yaml").write_text(text)


def test_sources_are_known_by_their_names(run: Run, crm: Path) -> None:
    _configure(crm.parent, "sources:\n  - name: customers\n    url: sqlite:///crm.sqlite\n")
    result = run("scan", "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert [one["key"] for one in json.loads(result.stdout)["sources"]] == ["customers"]


def test_one_source_of_several_can_be_chosen(run: Run, crm: Path) -> None:
    (crm.parent / "a.csv").write_text("email\nalice@example.org\n")
    _configure(crm.parent, "sources:\n  - {name: one, url: crm.sqlite}\n  - {name: two, url: a.csv}\n")
    result = run("scan", "two", "-c", "gazetteer.yaml", "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert [one["key"] for one in json.loads(result.stdout)["sources"]] == ["two"]


def test_the_inventory_of_the_file_is_used(run: Run, crm: Path, inventory: Path) -> None:
    _configure(crm.parent, "inventory: sqlite:///own.sqlite\nsources:\n  - {name: crm, url: crm.sqlite}\n")
    assert run("scan").exit_code == 0
    assert (crm.parent / "own.sqlite").exists()
    assert not inventory.exists()


def test_own_elements_are_found(run: Run, room: Path) -> None:
    (room / "ours.csv").write_text(ELEMENTS)
    (room / "staff.csv").write_text("badge_no,floor\nB-1,2\nB-2,3\n")
    _configure(room, "elements: [ours.csv]\nsources:\n  - {name: staff, url: staff.csv}\n")
    report = json.loads(run("scan", "--format", "json").stdout)
    fields = {field["path"]: [one["id"] for one in field["elements"]] for field in report["datasets"][0]["fields"]}
    assert fields == {"badge_no": ["acme.badge"], "floor": []}


def test_a_bad_element_file_is_2_with_row_and_column(run: Run, room: Path, inventory: Path) -> None:
    (room / "ours.csv").write_text(ELEMENTS.replace("personal", "secret"))
    (room / "staff.csv").write_text("badge_no\nB-1\n")
    _configure(room, "elements: [ours.csv]\nsources:\n  - {name: staff, url: staff.csv}\n")
    result = run("scan")
    assert result.exit_code == 2
    assert "ours.csv, row 2, column sensitivity" in result.stderr
    assert not inventory.exists()


def test_a_mistake_is_2_with_its_line(run: Run, room: Path, inventory: Path) -> None:
    _configure(room, "sources:\n  - url: a.csv\n    colour: red\n")
    result = run("scan")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: gazetteer.yaml:3: unknown key sources[0].colour; use one of ")
    assert not inventory.exists()


def test_a_dictionary_tells_what_columns_mean(run: Run, room: Path) -> None:
    (room / "t.csv").write_text("c1,c2\nx7Kq,2\n")
    (room / "columns.csv").write_text("dataset,field,type,comment\nt.csv,c1,,手机号\n")
    plain = json.loads(run("scan", "t.csv", "--format", "json").stdout)
    told = json.loads(run("scan", "t.csv", "--dictionary", "columns.csv", "--format", "json").stdout)
    assert [[one["id"] for one in field["elements"] + field["candidates"]] for field in plain["datasets"][0]["fields"]] == [
        [],
        [],
    ]
    first, second = told["datasets"][0]["fields"]
    assert "contact.phone" in {one["id"] for one in first["elements"] + first["candidates"]}
    assert (second["elements"], second["candidates"]) == ([], [])
