"""Scores by database and group, over a very small folder of labelled databases with a scanner and a scorer of its own."""

from pathlib import Path
from textwrap import dedent

import pytest

from benchmarks.accuracy import VARIABLE, Score, f1, groups_of, main, tables, together

_EVALUATE = """
    import argparse, pathlib
    a = argparse.ArgumentParser()
    for name in ("--gazetteer", "--split", "--keep"):
        a.add_argument(name)
    o = a.parse_args()
    assert o.gazetteer == "/bin/true" and o.split == "dev"
    pathlib.Path(o.keep, "predictions.csv").write_text("shop,email\\nclinic,name\\n")
    print("FAILED clinic: exit 3" if FAILS else "done")
    raise SystemExit(int(FAILS))
"""
_SCORE = """
    from pathlib import Path
    def load_map(path):
        return Path(path).read_text().strip()
    def load_pred(path, mapping):
        return [line.split(",") + [mapping] for line in Path(path).read_text().split()], {}
    def load_gold(folder, split):
        return split
    def tally(gold, predicted):
        assert gold == "dev" and predicted == [["shop", "email", "map"], ["clinic", "name", "map"]]
        shop = {"cat": {"email": [3, 1, 0], "phone": [2, 0, 2]}, "bin": [5, 1, 2, 9]}
        clinic = {"cat": {"phone": [0, 0, 4], "name": [0, 2, 0]}, "bin": [0, 2, 4, 1]}
        return {}, {"shop": shop, "clinic": clinic}, 0
"""


def _corpora(folder: Path, *, fails: bool = False) -> Path:
    (folder / "labels").mkdir(parents=True)
    (folder / "evaluate.py").write_text(f"FAILS = {fails}\n" + dedent(_EVALUATE))
    (folder / "score.py").write_text(dedent(_SCORE))
    (folder / "element_map.csv").write_text("map\n")
    (folder / "splits.csv").write_text("database,split,domain\nshop,dev,CN shop\nclinic,dev,health\n")
    return folder


def test_tables_by_category_database_and_group(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--corpora", str(_corpora(tmp_path / "c")), "--split", "dev", "--gazetteer", "/bin/true"]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[-1] == "micro F1 0.526, macro F1 0.629, yes/no F1 0.526, 2 databases"
    assert "| phone | 0.400 | 2 | 0 | 6 |" in printed
    assert "| shop | 0.769 | 0.762 | 0.769 |" in printed
    assert "| clinic | 0.000 | 0.000 | 0.000 |" in printed
    assert "| Chinese | 0.769 | 0.762 | 0.769 |" in printed
    assert "| other | 0.000 | 0.000 | 0.000 |" in printed
    assert "minors" not in printed


def test_a_database_that_cannot_be_scanned_fails_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _corpora(tmp_path / "c", fails=True)
    assert main(["--corpora", str(folder), "--split", "dev", "--gazetteer", "/bin/true", "--keep", str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("FAILED clinic: exit 3\n| category |")
    assert (tmp_path / "predictions.csv").exists()


def test_without_labelled_databases_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert main([]) == 2
    assert "GAZETTEER_CORPORA=/data/corpora make accuracy" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert main([]) == 2
    assert "evaluate.py, score.py, splits.csv, element_map.csv, labels not found" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("domain", "groups"),
    [("CN shop", ("Chinese",)), ("CN IoT devices", ("Chinese", "device")), ("school, minors", ("minors",)), ("hr", ("other",))],
)
def test_groups_come_from_what_a_database_is_about(domain: str, groups: tuple[str, ...]) -> None:
    assert groups_of(domain) == groups


def test_scores_add_up_by_counts() -> None:
    one, other = Score("a", {"email": (1, 0, 1)}, (1, 0, 0)), Score("b", {"email": (2, 1, 0), "age": (0, 1, 0)}, (2, 2, 2))
    both = together("all", [one, other])
    assert both == Score("all", {"email": (3, 1, 1), "age": (0, 1, 0)}, (3, 2, 2))
    assert (both.micro, both.macro, both.yes_no) == (f1(3, 2, 1), 0.75, 0.6)
    assert f1(0, 0, 0) == 0.0
    assert [len(rows) for rows in tables([one, other], {})] == [4, 4, 4]
