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
"""In every value, key and free text below; in no name of a file, dataset or column."""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with sources in which every value carries the canary."""
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
    return folder


def test_a_scan_leaves_no_value_behind(sources: Path, tmp_path: Path) -> None:
    temporary, kept = tmp_path / "temporary", tmp_path / "kept"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary), "HOME": str(kept), "GAZETTEER_DEBUG": "1"}
    names = sorted(path.name for path in sources.iterdir())
    outputs = []
    for arguments in (
        ["scan", *names, "--format", "json", "-o", str(kept / "report.json")],
        ["scan", *names, "--sample", "10", "--workers", "2"],
        ["scan", *names, "--dry-run"],
        ["inventory", "list", "--format", "json"],
        ["inventory", "show", "crm.sqlite", "users"],
    ):
        kept.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "gazetteer", *arguments]
        command += [] if "--dry-run" in arguments else ["--inventory", f"sqlite:///{kept}/inventory.sqlite"]
        run = subprocess.run(command, cwd=sources, env=environment, capture_output=True, timeout=120, check=False)
        assert run.returncode in (0, 3, 4), run.stderr
        outputs += [run.stdout, run.stderr]
    assert (kept / "inventory.sqlite").stat().st_size > 0
    assert "contact.email" in (kept / "report.json").read_text(encoding="utf-8")
    places = {str(path): path.read_bytes() for path in (*_files(kept), *_files(temporary))}
    places |= {f"output {number}": output for number, output in enumerate(outputs)}
    assert [place for place, content in places.items() if _holds_canary(content)] == []
    assert sorted(path.name for path in sources.iterdir()) == names


def test_the_probe_sees_a_canary_in_each_encoding() -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert _holds_canary(b"x" + f"<{CANARY.upper()}>".encode(encoding))
    assert not _holds_canary(b"kanarien-vogel")


def _write_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, phone TEXT, imei TEXT, born TEXT, blob BLOB)")
    rows = [(n, f"{CANARY}{n}@example.org", f"+1 555 {CANARY}", CANARY, f"{CANARY} 2001", CANARY.encode()) for n in range(50)]
    connection.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE TABLE counts (n INTEGER)")
    connection.execute("INSERT INTO counts VALUES (?)", (f"not a number but {CANARY}",))
    connection.commit()
    connection.close()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _holds_canary(content: bytes) -> bool:
    folded = content.lower()
    return any(CANARY.encode(encoding) in folded for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
