"""Entry points of third parties, found without looking further than needed."""

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from gazetteer_scanners.plugging import plug_ins

GROUP = "gazetteer.connectors"
DECLARED = f"[{GROUP}]\ntape = tapes.reader:CONNECTOR\n"


def _names(group: str = GROUP) -> list[str]:
    return [f"{point.name}={point.value}" for point in plug_ins(group)]


@pytest.mark.parametrize("folder", ["tapes-1.0.dist-info", "Tapes.egg-info"])
def test_a_plug_in_is_found_and_others_are_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str) -> None:
    assert _names() == []
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "METADATA").write_text("Name: tapes\nVersion: 1.0\n", encoding="utf-8")
    (tmp_path / folder / "entry_points.txt").write_text(DECLARED, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert _names() == ["tape=tapes.reader:CONNECTOR"]
    assert _names("gazetteer.stores") == []


def test_a_plug_in_in_an_archive_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "tapes.zip", "w") as archive:
        archive.writestr("tapes-1.0.dist-info/METADATA", "Name: tapes\nVersion: 1.0\n")
        archive.writestr("tapes-1.0.dist-info/entry_points.txt", DECLARED)
    monkeypatch.syspath_prepend(str(tmp_path / "tapes.zip"))
    assert _names() == ["tape=tapes.reader:CONNECTOR"]


class _Tapes(Distribution):
    def read_text(self, filename: str) -> str | None:
        return {"METADATA": "Name: tapes\n", "entry_points.txt": DECLARED}.get(filename)

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


class _Finder:
    def find_spec(self, *_: object) -> None:
        return None

    def find_distributions(self, *_: object) -> Sequence[Distribution]:
        return [_Tapes()]


def test_a_plug_in_that_another_finder_brings_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, _Finder()])
    assert _names() == ["tape=tapes.reader:CONNECTOR"]


def test_without_plug_ins_metadata_is_not_imported() -> None:
    code = (
        f"import sys; from gazetteer_scanners.plugging import plug_ins; print(plug_ins({GROUP!r}));"
        "print('importlib.metadata' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "()\nFalse\n"
