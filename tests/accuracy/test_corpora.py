"""Scans of labelled real databases that stay outside the repository; `GAZETTEER_CORPORA` names their folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gazetteer_scanners import scan
from gazetteer_scanners.paths import path_text
from gazetteer_scanners.scanning.coverage import CoverageState

FOLDER = os.environ.get("GAZETTEER_CORPORA")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="GAZETTEER_CORPORA does not name a folder of labelled databases")


@pytest.fixture
def corpora() -> Path:
    assert FOLDER is not None
    return Path(FOLDER)


def test_chinook_shows_its_contacts_names_and_addresses(corpora: Path) -> None:
    result = scan(str(corpora / "db" / "chinook.sqlite"))
    assert {d.coverage.state for d in result.datasets} == {CoverageState.COMPLETE}
    found = {
        (d.info.name, path_text(f.path)): {x.element for x in f.decision.elements} for d in result.datasets for f in d.fields
    }
    for table in ("Customer", "Employee"):
        assert "contact.email" in found[table, "Email"]
        assert "contact.phone" in found[table, "Phone"]
        assert "contact.phone" in found[table, "Fax"]
        assert "contact.address" in found[table, "Address"]
        assert "person.name.first" in found[table, "FirstName"]
        assert "person.name.last" in found[table, "LastName"]
    assert "person.birth_date" in found["Employee", "BirthDate"]
    assert found["Artist", "Name"] == found["Track", "Name"] == found["Genre", "Name"] == set()


def test_every_database_is_scanned_without_a_failure(corpora: Path, tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("gazetteer")
    arguments = ["--gazetteer", str(command), "--split", "all", "--keep", str(tmp_path)]
    run = subprocess.run(
        [sys.executable, str(corpora / "evaluate.py"), *arguments], capture_output=True, text=True, timeout=600, check=False
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    assert run.stdout.strip().splitlines()[-1].endswith(" s")
    assert ", 0 failed, " in run.stdout
