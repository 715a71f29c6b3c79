"""A value from a source never leaves it: not in inventory, report, output, or temporary files."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CANARY = "kanarienvogel"
"""In every value, key and free text below."""
MAIL, PHONE = f"{CANARY}@example.org", "13800138000"
"""Values that stand as names of files, tables, columns and keys too, where the rules know them for values."""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with sources in which every value, and some names, carry a canary."""
    folder = tmp_path / "sources"
    folder.mkdir()
    _write_sqlite(folder / "crm.sqlite")
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["email", "note", "when"])
        writer.writerows([f"{CANARY}{n}@example.org", f"call {CANARY} {n}", f"2024-01-{CANARY}"] for n in range(50))
    lines = [{"user": {"email": f"{CANARY}{n}@example.org"}, "keys": {f"{CANARY}{n}@example.org": n}} for n in range(50)]
    (folder / "events.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (folder / "torn.jsonl").write_text(f'{{"email": "{CANARY}@example.org"}}\n{{"email": "{CANARY}', encoding="utf-8")
    exports = folder / "exports"
    exports.mkdir()
    (exports / f"{MAIL}.csv").write_text("imei,note\n" + f"490154203237518,{MAIL}\n" * 50, encoding="utf-8")
    (exports / f"torn {PHONE}.jsonl").write_text(f'{{"a": 1}}\n{{"email": "{CANARY}', encoding="utf-8")
    keyed = {f"user:{PHONE}": 1, "deep": {f"mail {MAIL}": {"n": 2}}}
    (exports / "keys.json").write_text(json.dumps([keyed] * 50), encoding="utf-8")
    said = ["dataset,field,type,comment", f"users,email,,ask {MAIL}", f"{MAIL},{PHONE},text {PHONE},as {PHONE}"]
    (tmp_path / "dictionary.csv").write_text("\n".join(said), encoding="utf-8")
    return folder


def test_a_scan_leaves_no_value_behind(sources: Path, tmp_path: Path) -> None:
    temporary, kept = tmp_path / "temporary", tmp_path / "kept"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary), "HOME": str(kept), "GAZETTEER_DEBUG": "1", "COLUMNS": "200"}
    names = sorted(path.name for path in sources.iterdir())
    dictionary = str(tmp_path / "dictionary.csv")
    outputs = []
    for arguments in (
        ["scan", *names, "--format", "json", "-o", str(kept / "report.json"), "--dictionary", dictionary],
        ["scan", *names, "--sample", "10", "--workers", "2", "--fail-on", "NON_PERSONAL_ALONE"],
        ["scan", f"dictionary://{dictionary}"],
        ["scan", *names, "--dry-run"],
        ["scan", *names, "--dry-run", "--format", "json"],
        ["inventory", "list", "--format", "json"],
        ["inventory", "show", "crm.sqlite", "users"],
        ["inventory", "show", "crm.sqlite", "***"],
        ["inventory", "show", "exports", "--format", "json"],
    ):
        kept.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "gazetteer", *arguments]
        command += [] if "--dry-run" in arguments else ["--inventory", f"sqlite:///{kept}/inventory.sqlite"]
        run = subprocess.run(command, cwd=sources, env=environment, capture_output=True, timeout=120, check=False)
        assert run.returncode in (0, 1, 3, 4), run.stderr
        outputs += [run.stdout, run.stderr]
    assert (kept / "inventory.sqlite").stat().st_size > 0
    report = json.loads((kept / "report.json").read_text(encoding="utf-8"))
    shown = {(d["source"], d["dataset"]): sorted(f["path"] for f in d["fields"]) for d in report["datasets"]}
    assert shown["crm.sqlite", "***"] == ["***", "imei"]
    assert shown["exports", "***"] == ["imei", "note"]
    assert shown["exports", "keys.json"] == ["{}", "{}[]", "{}{}", "{}{}.n"]
    assert ("exports", "torn ***.jsonl") in shown
    assert b"contact.email" in b"".join(outputs)
    places = {str(path): path.read_bytes() for path in (*_files(kept), *_files(temporary))}
    places |= {f"output {number}": output for number, output in enumerate(outputs)}
    assert [place for place, content in places.items() if _holds_canary(content)] == []
    assert sorted(path.name for path in sources.iterdir()) == names


def test_the_probe_sees_a_canary_in_each_encoding() -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert _holds_canary(b"x" + f"<{CANARY.upper()}>".encode(encoding))
        assert _holds_canary(b"x" + f"+86{PHONE}".encode(encoding))
    assert not _holds_canary(b"kanarien-vogel")


def _write_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, phone TEXT, imei TEXT, born TEXT, blob BLOB)")
    rows = [(n, f"{CANARY}{n}@example.org", f"+1 555 {CANARY}", CANARY, f"{CANARY} 2001", CANARY.encode()) for n in range(50)]
    connection.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE TABLE counts (n INTEGER)")
    connection.execute("INSERT INTO counts VALUES (?)", (f"not a number but {CANARY}",))
    connection.execute(f'CREATE TABLE "{MAIL}" (imei TEXT, "{PHONE}" TEXT, PRIMARY KEY (imei, "{PHONE}"))')
    connection.executemany(f'INSERT INTO "{MAIL}" VALUES (?, ?)', [(f"49015420323751{n}", f"{CANARY}{n}") for n in range(50)])
    connection.execute(f'CREATE TABLE "refers" (phone TEXT REFERENCES "{MAIL}" ("{PHONE}"), UNIQUE (phone))')
    connection.execute(f"CREATE VIEW picked AS SELECT * FROM users WHERE email = '{CANARY}' OR phone > {PHONE} -- {MAIL}")
    connection.commit()
    connection.close()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _holds_canary(content: bytes) -> bool:
    folded = content.lower()
    return any(canary.encode(code) in folded for canary in (CANARY, PHONE) for code in ("utf-8", "utf-16-le", "utf-16-be"))
