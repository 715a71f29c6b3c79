"""The long tests, made short: that they run through, and that they would notice."""

from pathlib import Path

import pytest

from benchmarks.soak import kills, tables
from benchmarks.soak.gazetteer_runs import Place, SoakError


def test_two_kills_leave_whole_datasets(tmp_path: Path) -> None:
    told = kills.run(tmp_path, kills=2)
    assert told.startswith("2 kills, up to ")
    assert told.endswith(" of 12 datasets visible in between, all of them whole; then all")


def test_a_dozen_tables_are_all_shown(tmp_path: Path) -> None:
    assert tables.run(tmp_path, tables=12).startswith("12 tables in ")


def test_a_dataset_that_differs_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = iter([{"users": "whole"}, {"users": "half"}])
    monkeypatch.setattr(Place, "datasets", lambda _: next(shown))
    monkeypatch.setattr(Place, "scan", lambda *_: None)
    with pytest.raises(SoakError, match="after kill 1 the inventory shows users otherwise"):
        kills.run(tmp_path, kills=1)


def test_a_table_that_is_missing_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Place, "scan", lambda *_: None)
    with pytest.raises(SoakError, match="0 of 3 tables are shown"):
        tables.run(tmp_path, tables=3)
