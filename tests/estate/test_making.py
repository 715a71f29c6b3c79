"""Making the estate: the same bytes each time, only where it may, and a configuration that names what is there."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import yaml

from gazetteer.errors import ConfigurationError
from gazetteer.estate import Estate, EstateError, load_truth, make_estate


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_write_the_same_bytes(estate: Estate, tmp_path: Path) -> None:
    again = make_estate(tmp_path / "another" / "place")
    assert _bytes(again.folder) == _bytes(estate.folder)


def test_folder_holds_exactly_the_files_of_the_truth(estate: Estate) -> None:
    assert set(_bytes(estate.folder)) == set(load_truth(estate.folder).files)


def test_ages_follow_the_date(tmp_path: Path) -> None:
    late = make_estate(tmp_path, date(2028, 2, 29))
    truth = load_truth(late.folder)
    assert truth.as_of == date(2028, 2, 29)
    with closing(sqlite3.connect(late.folder / "saleforte_accounts.sqlite")) as connection:
        births = [birth for (birth,) in connection.execute("select birth_date from users order by user_id limit 3")]
        (latest,) = connection.execute("select max(created_at) from users").fetchone()
    assert births == ["2014-02-28", "2014-03-01", "2014-02-27"]
    assert "2027-12-01" < latest < "2028-02-29"


def test_running_again_replaces_an_earlier_estate_and_keeps_other_files(tmp_path: Path) -> None:
    first = make_estate(tmp_path, date(2020, 1, 1))
    before = _bytes(tmp_path)
    (tmp_path / "inventory.sqlite").write_bytes(b"somebody else's")
    (tmp_path / "saleforte_orders.sqlite-wal").write_bytes(b"left by a reader")
    document = json.loads(first.truth.read_bytes())
    (tmp_path / "old.csv").write_text("stale")
    document["files"] += ["old.csv", "../outside.csv"]
    first.truth.write_text(json.dumps(document), encoding="utf-8")
    outside = tmp_path.parent / "outside.csv"
    outside.write_text("not ours")
    make_estate(tmp_path, date(2020, 1, 1))
    assert _bytes(tmp_path) == before | {"inventory.sqlite": b"somebody else's"}
    assert outside.read_text() == "not ours"
    outside.unlink()


def test_folder_with_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('{"schema": "other/1"}')
    with pytest.raises(EstateError, match=r"is not empty and holds no sample estate; name a new or empty folder") as caught:
        make_estate(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert isinstance(caught.value, ConfigurationError)
    assert _bytes(tmp_path) == {"truth.json": b'{"schema": "other/1"}'}


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(EstateError, match="is not a folder"):
        make_estate(tmp_path / "taken")


def test_rest_of_a_run_that_was_killed_is_cleared(tmp_path: Path, estate: Estate) -> None:
    (tmp_path / ".estate-new").mkdir()
    (tmp_path / ".estate-new" / "half.sqlite").write_bytes(b"half")
    make_estate(tmp_path)
    assert _bytes(tmp_path) == _bytes(estate.folder)
    assert not (tmp_path / ".estate-new").exists()


def test_configuration_lists_the_sources_relative_to_its_folder(estate: Estate) -> None:
    document = yaml.safe_load(estate.config.read_text(encoding="utf-8"))
    assert list(document) == ["name", "sources", "flows"]
    listed = [{"name": source["name"], "url": source["url"]} for source in document["sources"]]
    assert listed == [
        {"name": "saleforte_accounts", "url": "sqlite:///saleforte_accounts.sqlite"},
        {"name": "saleforte_orders", "url": "sqlite:///saleforte_orders.sqlite"},
        {"name": "saleforte_service", "url": "sqlite:///saleforte_service.sqlite"},
        {"name": "saleforte_logs", "url": "saleforte_logs/"},
        {"name": "saleforte_warehouse", "url": "sqlite:///saleforte_warehouse.sqlite"},
        {"name": "sendcloud", "url": "sqlite:///sendcloud.sqlite"},
        {"name": "sendcloud_uploads", "url": "sendcloud_uploads/"},
    ]
    assert [{"name": source.name, "url": source.url} for source in estate.sources] == listed
    assert {source["system"] for source in document["sources"]} == {"saleforte", "sendcloud"}
    assert all(source.path.exists() for source in estate.sources)


def test_truth_of_a_folder_without_an_estate_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EstateError, match="holds no sample estate; make one there with make_estate"):
        load_truth(tmp_path)


@pytest.mark.parametrize("name", ["saleforte_accounts", "saleforte_orders", "saleforte_service", "sendcloud"])
def test_databases_keep_their_own_rules(estate: Estate, name: str) -> None:
    with closing(sqlite3.connect(estate.folder / f"{name}.sqlite")) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        tables = [table for (table,) in connection.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            assert any(row[5] for row in connection.execute(f'pragma table_info("{table}")')), table


def test_databases_have_foreign_keys_and_views(estate: Estate) -> None:
    with closing(sqlite3.connect(estate.folder / "saleforte_accounts.sqlite")) as connection:
        keys = connection.execute('pragma foreign_key_list("客户资料")').fetchall()
        assert [key[2:5] for key in keys] == [("users", "用户编号", "user_id")]
        views = connection.execute("select name from sqlite_master where type = 'view'").fetchall()
        assert views == [("v_user_contacts",)]
