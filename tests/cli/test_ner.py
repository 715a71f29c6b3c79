"""`--ner MODEL`: a language model of the user looks for names in samples of free text, and nothing is downloaded."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner

from gazetteer.cli.app import app
from gazetteer_scanners import scan
from gazetteer_scanners.errors import UsageError
from gazetteer_scanners.matching import ner
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageState
from gazetteer_scanners.scanning.request import ScanOptions

_NOTES = [
    *(f"Yesterday Zorbo Quux visited us in Blorbville about case {n}" for n in range(20)),
    *(f"nothing of note happened here on day {n}" for n in range(20)),
    *(f"the offer of Wibble Works came in late, round {n}" for n in range(10)),
]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A tiny spaCy model that knows one person, one place and one company, as `nlp.to_disk` writes it."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [("PERSON", "Zorbo Quux"), ("GPE", "Blorbville"), ("ORG", "Wibble Works"), ("CARDINAL", "day")]
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in patterns])  # type: ignore[attr-defined]
    folder = tmp_path / "tiny_names"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.csv"
    path.write_text("col_1,col_2\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate(_NOTES)))
    return path


def _elements(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {element["id"]: element for field in report["datasets"][0]["fields"] for element in field["elements"]}


def _scan(notes: Path, *arguments: str) -> tuple[int, dict[str, Any], str]:
    inventory = f"sqlite:///{notes.parent}/inventory.sqlite"
    result = CliRunner().invoke(app, ["scan", *arguments, "--inventory", inventory, "--format", "json"])
    return result.exit_code, json.loads(result.stdout) if result.exit_code == 0 else {}, result.stderr


def test_a_spacy_model_finds_people_places_and_companies(notes: Path, model: Path) -> None:
    code, report, _ = _scan(notes, str(notes), "--ner", str(model))
    assert code == 0
    found = _elements(report)
    assert sorted(found) == ["location.coarse", "org.name", "person.name"]
    person = found["person.name"]
    assert (person["matched"], person["seen"]) == (20, 50)
    assert person["reason"] == (
        "40.0 % of 50 sampled values hold Personal name (full / real name) inside longer text, says the spaCy model tiny_names."
    )
    assert report["datasets"][0]["coverage"]["state"] == "COMPLETE"
    assert _elements(_scan(notes, str(notes))[1]) == {}


def test_the_model_can_stand_in_the_configuration(notes: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (notes.parent / "gazetteer.yaml").write_text(f"ner: {model.name}\nsources:\n  - {{name: notes, url: notes.csv}}\n")
    monkeypatch.chdir("/")
    code, report, _ = _scan(notes, "-c", str(notes.parent / "gazetteer.yaml"))
    assert code == 0
    assert "person.name" in _elements(report)


def test_workers_load_the_model_too(notes: Path, model: Path) -> None:
    code, report, _ = _scan(notes, str(notes), "--ner", str(model), "--workers", "2")
    assert code == 0
    assert "person.name" in _elements(report)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "en_no_such_model",
            "The model en_no_such_model for --ner is not installed, and nothing is downloaded. Install it first",
        ),
        ("nobody/no-such-gliner", "The model nobody/no-such-gliner for --ner is not installed"),
        ("os", "The model os for --ner is not installed"),
        ("empty", "holds no model for --ner: neither config.cfg nor gliner_config.json is in it."),
        ("broken", "The model broken for --ner does not load: spaCy raised"),
        ("gliner", "The model gliner for --ner needs GLiNER, which is not installed. Run `pip install gliner`"),
    ],
)
def test_what_is_not_there_is_a_usage_error(notes: Path, given: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, mark in (("empty", "readme.txt"), ("broken", "config.cfg"), ("gliner", "gliner_config.json")):
        (notes.parent / name).mkdir()
        (notes.parent / name / mark).write_text("{}")
    monkeypatch.chdir(notes.parent)
    monkeypatch.setenv("HF_HOME", str(notes.parent / "cache"))
    code, _, errors = _scan(notes, str(notes), "--ner", given)
    assert code == 2
    assert told in " ".join(errors.split())
    assert not (notes.parent / "inventory.sqlite").exists()


def test_texts_for_which_no_time_was_left_are_a_reason(notes: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ner, "MAX_SECONDS", 0.0)
    (dataset,) = scan(str(notes), options=ScanOptions(ner=str(model))).datasets
    assert dataset.coverage.state is CoverageState.PARTIAL
    assert [(reason.code, reason.message) for reason in dataset.coverage.reasons] == [
        (CoverageCode.TIMEOUT, "free texts for which the spaCy model tiny_names had no time: 50")
    ]


def test_the_library_refuses_a_missing_model_too(notes: Path) -> None:
    with pytest.raises(UsageError, match="en_no_such_model for --ner is not installed"):
        scan(str(notes), options=ScanOptions(ner="en_no_such_model"))


_GLINER = """
class GLiNERConfig:
    pass


class GLiNER:
    @classmethod
    def from_pretrained(cls, name, **options):
        import os
        assert options["local_files_only"] and os.environ["HF_HUB_OFFLINE"] == "1", options
        assert name.endswith("snapshots/abc"), name
        return cls()

    def predict_entities(self, text, labels, flat_ner, threshold, multi_label):
        start = text.find("Zorbo Quux")
        assert set(labels) >= {"person", "location", "organization"}
        return [] if start < 0 else [{"label": "person", "start": start, "end": start + 10, "score": 0.9}]
"""


def test_a_gliner_model_of_the_cache_plugs_in(notes: Path) -> None:
    """GLiNER itself weighs gigabytes: a module of its shape stands in, in a process of its own."""
    folder = notes.parent
    snapshot = folder / "cache" / "hub" / "models--ours--names" / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "gliner_config.json").write_text("{}")
    (folder / "gliner.py").write_text(_GLINER)
    paths = os.pathsep.join([str(folder), *filter(None, sys.path)])
    run = subprocess.run(
        [sys.executable, "-m", "gazetteer", "scan", str(notes), "--ner", "ours/names", "--format", "json"],
        env={
            **os.environ,
            "PYTHONPATH": paths,
            "HF_HOME": str(folder / "cache"),
            "GAZETTEER_INVENTORY": f"sqlite:///{folder}/i.sqlite",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = _elements(json.loads(run.stdout))
    assert sorted(found) == ["person.name"]
    assert found["person.name"]["reason"].endswith("inside longer text, says the GLiNER model ours/names.")


def test_a_scan_without_a_model_imports_neither_presidio_nor_spacy(notes: Path) -> None:
    program = (
        "import sys\nfrom gazetteer_scanners import scan\n"
        f"scan({str(notes)!r})\nassert not {{'spacy', 'presidio_analyzer', 'gliner'}} & set(sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
