"""A folder with small sources, and the command run in it."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gazetteer.cli.app import app

Run = Callable[..., Result]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory; the default inventory is `inventory.sqlite` in a folder beside it."""
    folder = tmp_path / "room"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GAZETTEER_INVENTORY", f"sqlite:///{tmp_path}/kept/inventory.sqlite")
    monkeypatch.delenv("GAZETTEER_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    return folder


@pytest.fixture
def inventory(room: Path) -> Path:
    """Where the default inventory will be."""
    return room.parent / "kept" / "inventory.sqlite"


@pytest.fixture
def crm(room: Path) -> Path:
    """`crm.sqlite`: users (e-mails, ids, notes; 200 rows), orders (nothing personal; 50 rows)."""
    path = room / "crm.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, city_code INTEGER);"
        "CREATE TABLE orders (position INTEGER, amount REAL)"
    )
    connection.executemany("INSERT INTO users VALUES (?, ?, ?)", [(n, f"user{n}@example.org", n % 7) for n in range(1, 201)])
    connection.executemany("INSERT INTO orders VALUES (?, ?)", [(n % 9, n * 1.5) for n in range(50)])
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def damaged(room: Path) -> Path:
    """`damaged.sqlite`: a SQLite file with a good header and ruined pages."""
    path = room / "damaged.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a TEXT)")
    connection.executemany("INSERT INTO t VALUES (?)", [("x" * 500,) for _ in range(100)])
    connection.commit()
    connection.close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    return path


@pytest.fixture
def run(room: Path) -> Run:
    """`gazetteer ARGUMENTS...` in this process, in the room."""

    def invoke(*arguments: str, given: str | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=given)

    return invoke


@pytest.fixture
def report_of(run: Run) -> Callable[..., dict[str, Any]]:
    """The JSON report of `gazetteer scan ARGUMENTS...`, which must end with `code`."""

    def invoke(*arguments: str, code: int = 0) -> dict[str, Any]:
        result = run("scan", *arguments, "--format", "json")
        assert result.exit_code == code, result.stderr
        report = json.loads(result.stdout)
        assert isinstance(report, dict)
        return report

    return invoke
