"""SQLite inventories that cannot be opened: exact errors, and nothing is changed in what is not an inventory."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from gazetteer.errors import ConfigurationError, GazetteerError, InventoryError, NewerInventoryError
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import ScanQuery
from gazetteer.inventory.stores.sqlite.factory import SqliteFactory
from tests.inventory.records import START, scan

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


async def refusal(path: Path, expected: type[GazetteerError] = InventoryError) -> str:
    """The text of the error that opening raises."""
    with pytest.raises(expected) as caught:
        await open_inventory(f"sqlite:///{path}")
    assert type(caught.value) is expected
    return str(caught.value)


@pytest.mark.parametrize(
    "uri", ["sqlite:", "sqlite://", "sqlite:///", "sqlite:data.db", "sqlite://host/data.db", "sqlite:///a/"]
)
async def test_a_uri_that_names_no_file(uri: str) -> None:
    with pytest.raises(ConfigurationError, match="named sqlite:///relative/path or sqlite:////absolute/path"):
        await open_inventory(uri)


async def test_a_new_inventory_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "inventory.sqlite"
    old = os.umask(0)
    try:
        store = await open_inventory(f"sqlite:///{path}")
        await store.start_scan(scan("a"))
        await store.sketch_secret()
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (path.parent, *path.parent.iterdir())}
    finally:
        os.umask(old)
    await store.close()
    assert modes == {"new folder": 0o700} | {f"inventory.sqlite{end}": 0o600 for end in ("", "-wal", "-shm", ".key")}


async def test_slashes_count_as_in_other_sqlite_urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = await open_inventory("sqlite:///relative.sqlite")
    await store.start_scan(scan("a"))
    await store.close()
    store = await open_inventory(f"sqlite:///{tmp_path}/relative.sqlite")
    assert await store.count_scans(ScanQuery()) == 1
    assert (await store.describe()).location == f"{tmp_path}/relative.sqlite"
    await store.close()


@pytest.mark.parametrize("uri", ["sqlite::memory:", "sqlite:///:memory:"])
async def test_an_inventory_in_memory(uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = await open_inventory(uri)
    await store.start_scan(scan("a"))
    assert await store.count_scans(ScanQuery()) == 1
    assert await store.sketch_secret() == await store.sketch_secret()
    await store.close()
    assert list(tmp_path.iterdir()) == []


async def test_a_file_that_is_not_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and nothing else")
    assert await refusal(path) == (
        f"{path} is not a SQLite file; give the path of an inventory, or of a file that does not exist yet"
    )
    assert path.read_text() == "these are notes, and nothing else"


async def test_a_database_that_is_not_an_inventory(tmp_path: Path) -> None:
    path = tmp_path / "crm.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE users (id)")
        connection.commit()
    before = path.read_bytes()
    assert f"{path} is a SQLite database, but not an inventory" in await refusal(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["crm.sqlite"]


async def test_a_newer_version_is_refused_also_by_whoever_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "inventory.sqlite"
    store = await open_inventory(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 2")
    text = f"the inventory {path} has version 2, this Gazetteer writes version 1; upgrade Gazetteer, or give another inventory"
    assert await refusal(path, NewerInventoryError) == text
    for refused in (store.count_scans(ScanQuery()), store.start_scan(scan("a"))):
        with pytest.raises(NewerInventoryError) as caught:
            await refused
        assert str(caught.value) == text
    await store.close()


async def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "inventory.sqlite"
    await (await open_inventory(f"sqlite:///{path}")).close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    assert await refusal(path) == f"the inventory {path} is damaged; restore it from a backup, or move it away and scan again"


async def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    assert "cannot be read (Is a directory)" in await refusal(tmp_path)


async def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be made" in await refusal(tmp_path / "file" / "inventory.sqlite")
    assert "cannot be made" in await refusal(tmp_path / "file" / "deeper" / "inventory.sqlite")


async def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    # For root, permissions count for nothing: there the kernel's own folder refuses.
    folder = Path("/proc/self") if IS_ROOT else tmp_path
    folder.chmod(0o500) if not IS_ROOT else None
    text = await refusal(folder / "inventory.sqlite")
    assert text.startswith(f"the inventory {folder}/inventory.sqlite cannot be made (")
    assert text.endswith(f"check the permissions of {folder}")


async def test_a_lock_that_another_process_holds(tmp_path: Path) -> None:
    path = tmp_path / "inventory.sqlite"
    store = await SqliteFactory(timeout_s=0.1).open(f"sqlite:///{path}", START)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(InventoryError, match=r"is locked by another process for longer than 0\.1 s; end that process"):
            await store.start_scan(scan("a"))
        assert await store.count_scans(ScanQuery()) == 0
        other.execute("ROLLBACK")
    assert (await store.start_scan(scan("a"))).sequence == 1
    await store.close()


async def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = await open_inventory(f"sqlite:///{tmp_path}/inventory.sqlite")
    await store.close()
    with pytest.raises(InventoryError, match=r"inventory\.sqlite is closed; open it again"):
        await store.count_scans(ScanQuery())


async def test_a_sketch_key_that_was_cut_short(tmp_path: Path) -> None:
    (tmp_path / "inventory.sqlite.key").write_bytes(b"short")
    store = await open_inventory(f"sqlite:///{tmp_path}/inventory.sqlite")
    with pytest.raises(InventoryError, match="does not have 16 bytes; restore it from a backup"):
        await store.sketch_secret()
    await store.close()
