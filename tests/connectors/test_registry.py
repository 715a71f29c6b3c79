"""Which connector reads what a user types, and what is said when none does."""

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gazetteer_scanners.connectors import registry
from gazetteer_scanners.connectors.registry import (
    derive_key,
    find_connector,
    list_connectors,
    resolve_source,
)
from gazetteer_scanners.errors import UnknownSourceError, UsageError
from tests.connectors.sqlite_source import execute


def test_the_built_in_connectors_load() -> None:
    entries = {entry.kind: entry for entry in list_connectors()}
    assert {"dictionary", "files", "sqlite"} <= set(entries)
    assert [kind for kind, entry in entries.items() if entry.error is not None] == []
    assert find_connector("sqlite") is entries["sqlite"].factory
    assert list(entries) == sorted(entries)


def test_an_unknown_kind_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"^there is no connector 'oracle'; known are dictionary, files,.* sqlite"):
        find_connector("oracle")


def test_a_plugin_that_fails_is_listed_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = (
        EntryPoint("broken", "gazetteer_no_such_module:CONNECTOR", registry.ENTRY_POINT_GROUP),
        EntryPoint("half", "gazetteer_scanners.errors:ScannerError", registry.ENTRY_POINT_GROUP),
        EntryPoint("sqlite", "gazetteer_scanners.connectors.files:CONNECTOR", registry.ENTRY_POINT_GROUP),
        EntryPoint("tape", "gazetteer_scanners.connectors.files:CONNECTOR", registry.ENTRY_POINT_GROUP),
    )
    monkeypatch.setattr(registry, "plug_ins", lambda group: plugins)
    entries = {entry.kind: entry for entry in list_connectors()}
    assert entries["broken"].factory is None
    assert entries["broken"].error == "ModuleNotFoundError: No module named 'gazetteer_no_such_module'"
    assert entries["half"].error == "its factory lacks schemes, recognises, canonical, open"
    assert entries["sqlite (gazetteer_scanners.connectors.files:CONNECTOR)"].error == "its name is taken"
    assert entries["sqlite"].error is None
    assert entries["tape"].factory is entries["files"].factory
    with pytest.raises(UsageError, match=r"^the connector 'broken' could not be loaded: ModuleNotFoundError"):
        find_connector("broken")
    with pytest.raises(UnknownSourceError, match=r"; broken could not be loaded \(ModuleNotFoundError"):
        resolve_source("tape://x", working_directory=Path("/"))


def test_a_broken_built_in_module_is_listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "shelf_of_connectors"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "torn.py").write_text("raise RuntimeError('torn')", encoding="utf-8")
    (package / "plain.py").write_text("X = 1", encoding="utf-8")
    (package / "_part.py").write_text("raise RuntimeError('never imported')", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(registry, "__package__", "shelf_of_connectors")
    monkeypatch.setattr(registry, "plug_ins", lambda group: ())
    assert [(e.kind, e.factory, e.error) for e in list_connectors()] == [("torn", None, "RuntimeError: torn")]


def make_all(folder: Path) -> None:
    execute(folder / "app.sqlite", "CREATE TABLE t (a)")
    (folder / "app.sqlite").rename(folder / "misnamed.csv")
    execute(folder / "app.sqlite", "CREATE TABLE t (a)")
    (folder / "exports").mkdir()
    (folder / "users.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "users.tar").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "notes.txt").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "damaged.db").write_bytes(b"no database")
    (folder / "dict.csv").write_text("dataset,field,type,comment\n", encoding="utf-8")
    pq.write_table(pa.table({"a": [1]}), folder / "000000_0")
    (folder / "a b#1%41.sqlite").write_bytes((folder / "app.sqlite").read_bytes())


@pytest.mark.parametrize(
    ("text", "kind", "relative"),
    [
        ("app.sqlite", "sqlite", "app.sqlite"),
        ("./x/../app.sqlite", "sqlite", "app.sqlite"),
        ("misnamed.csv", "sqlite", "misnamed.csv"),
        ("damaged.db", "sqlite", "damaged.db"),
        ("exports", "files", "exports"),
        ("exports/", "files", "exports"),
        (".", "files", "."),
        ("users.csv", "files", "users.csv"),
        ("notes.txt", "files", "notes.txt"),
        ("000000_0", "files", "000000_0"),
        ("sqlite:///app.sqlite", "sqlite", "app.sqlite"),
        ("SQLite:///app.sqlite", "sqlite", "app.sqlite"),
        ("sqlite:///a%20b%231%2541.sqlite", "sqlite", "a b#1%41.sqlite"),
        ("sqlite:////{}/app.sqlite", "sqlite", "app.sqlite"),
        ("file://{}/users.csv", "files", "users.csv"),
        ("file:///{}/exports/", "files", "exports"),
        ("file:{}/users.csv", "files", "users.csv"),
        ("dictionary://{}/dict.csv", "dictionary", "dict.csv"),
    ],
)
def test_what_users_type(tmp_path: Path, text: str, kind: str, relative: str) -> None:
    make_all(tmp_path)
    where = str(tmp_path) if "sqlite" not in text else str(tmp_path)[1:]
    resolved = resolve_source(text.replace("{}", where), working_directory=tmp_path)
    assert (resolved.kind, resolved.factory) == (kind, find_connector(kind))
    assert resolved.url == resolved.canonical == str(tmp_path / relative)
    assert derive_key(resolved.kind, resolved.canonical, tmp_path) == relative


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("gone.sqlite", "the path 'gone.sqlite' does not exist"),
        ("sqlite:///gone.sqlite", "the path 'gone.sqlite' does not exist"),
        ("file:///no/such/thing", "the path '/no/such/thing' does not exist"),
        ("users.tar", "no connector reads the file 'users.tar': neither its content nor its suffix is known"),
        ("cassandra://host/x", "no connector reads cassandra: locations; known are paths and dictionary:, file:,"),
    ],
)
def test_unknown_sources(tmp_path: Path, text: str, message: str) -> None:
    make_all(tmp_path)
    with pytest.raises(UnknownSourceError) as caught:
        resolve_source(text, working_directory=tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a source is empty; give a path or a URL"),
        ("  ", "a source is empty; give a path or a URL"),
        ("b\udcffd.sqlite", r"the path b\udcffd.sqlite is no valid UTF-8 and cannot be kept in an inventory; rename it"),
        ("sqlite://app.sqlite", "needs three or four slashes; write sqlite:///relative.db or sqlite:////absolute.db"),
        ("sqlite:///", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///app.sqlite?mode=rw", "has a query or fragment, which sqlite: does not take"),
        ("file://users.csv", "names a host, or lacks a slash; write file:///absolute/path"),
        ("file:users.csv", "has no absolute path; write file:///absolute/path"),
        ("file:///users.csv#1", "has a query or fragment, which file: does not take"),
        ("file://[x/users.csv", "is not a URL; write file:///absolute/path"),
        ("dictionary:///", "has no absolute path; write dictionary:///absolute/path"),
    ],
)
def test_urls_that_do_not_parse(tmp_path: Path, text: str, message: str) -> None:
    make_all(tmp_path)
    with pytest.raises(UsageError) as caught:
        resolve_source(text, working_directory=tmp_path)
    assert type(caught.value) is UsageError
    assert message in str(caught.value)


def test_a_path_that_looks_like_a_url(tmp_path: Path) -> None:
    (tmp_path / "file:users.csv").write_text("a\n1\n", encoding="utf-8")
    resolved = resolve_source("file:users.csv", working_directory=tmp_path)
    assert (resolved.kind, resolved.canonical) == ("files", str(tmp_path / "file:users.csv"))


@pytest.mark.parametrize(
    ("canonical", "key"),
    [
        ("/data/work/app.sqlite", "app.sqlite"),
        ("/data/work/a/b.csv", "a/b.csv"),
        ("/data/work", "."),
        ("/data/other.db", "../other.db"),
        ("postgresql://host/db", "postgresql://host/db"),
    ],
)
def test_keys(canonical: str, key: str) -> None:
    assert derive_key("any", canonical, Path("/data/work")) == key


def test_resolving_a_csv_imports_no_driver(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text("a\n1\n", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path\n"
        "from gazetteer_scanners.connectors.registry import resolve_source\n"
        "assert resolve_source('users.csv', working_directory=Path(sys.argv[1])).kind == 'files'\n"
        "print([m for m in sys.modules if m.startswith(('adbc', 'pyarrow.csv', 'pyarrow.parquet'))])\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
