"""The whole benchmark over a very small table."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.children import peak_kib
from benchmarks.datasets import make_dataset


def test_a_tiny_run_gives_every_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out" / "bench.json"
    arguments = ["--rounds", "1", "--rows", "60", "--folder", str(tmp_path), "-o", str(output), "--only"]
    main([*arguments, "R1", "R3", "R8"])
    report = json.loads(output.read_text(encoding="utf-8"))
    ids = [figure["id"] for figure in report["figures"]]
    assert ids == ["R1", "R2"] * 3 + ["R3", "rules"] + ["R8"] * 2
    same = report["figures"][-1]
    assert (same["what"], same["value"], same["met"]) == ("evidence identical (1 yes)", 1.0, True)
    assert report["left_out"] == ["R5: no --peer-python with datafog-core was given"]
    assert (report["rounds"], report["rows"]) == (1, 60)
    printed = capsys.readouterr().out
    assert all(figure["what"] in printed for figure in report["figures"])


def test_a_child_tells_its_own_peak_memory(tmp_path: Path) -> None:
    dataset = make_dataset(60, folder=tmp_path)
    peak = peak_kib("read", dataset.parquet)
    assert 20 * 1024 < peak < 2 * 1024 * 1024
