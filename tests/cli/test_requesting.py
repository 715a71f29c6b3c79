"""Options and configuration make one request."""

from pathlib import Path

import pytest

from gazetteer.cli.requesting import FailOn, ScanArguments, scan_request
from gazetteer.errors import ConfigurationError
from gazetteer_scanners.connectors.protocol import ReadLimits
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.taxonomy import Level

CONFIGURATION = """\
inventory: sqlite:///inventory.sqlite
presidio: samples
elements: [ours.csv]
sources:
  - {name: crm, url: crm.sqlite, dictionary: crm.csv}
  - {name: logs, url: logs/}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration, called `project`; the working directory is the one above."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "gazetteer.yaml").write_text(CONFIGURATION)
    monkeypatch.chdir(tmp_path)
    return project


def test_sources_alone_are_relative_to_the_working_directory(folder: Path) -> None:
    request = scan_request(ScanArguments(sources=("a.csv", "sqlite:///b.sqlite")))
    assert request.specs == (SourceSpec("a.csv"), SourceSpec("sqlite:///b.sqlite"))
    assert request.options == ScanOptions(working_directory=folder.parent)
    assert request.inventory is None


def test_a_configuration_brings_everything(folder: Path) -> None:
    request = scan_request(ScanArguments(configuration=Path("project/gazetteer.yaml")))
    assert request.specs == (
        SourceSpec(str(folder / "crm.sqlite"), name="crm", dictionary=folder / "crm.csv"),
        SourceSpec(str(folder / "logs"), name="logs"),
    )
    assert request.options == ScanOptions(presidio_samples=True, elements=(folder / "ours.csv",), working_directory=folder)
    assert request.inventory == f"sqlite:///{folder}/inventory.sqlite"


def test_the_file_in_the_working_directory_is_taken_by_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [spec.name for spec in scan_request(ScanArguments()).specs] == ["crm", "logs"]
    assert [spec.name for spec in scan_request(ScanArguments(sources=("logs",))).specs] == [None]


def test_options_reach_the_scan_and_go_before_the_configuration(folder: Path) -> None:
    request = scan_request(
        ScanArguments(
            configuration=folder / "gazetteer.yaml",
            inventory="sqlite:///other.sqlite",
            sample=50,
            workers=3,
            dictionary=Path("extra.csv"),
            fail_on=FailOn.PERSONAL,
            min_coverage=75.5,
        )
    )
    assert request.inventory == "sqlite:///other.sqlite"
    assert request.options.limits == ReadLimits(sample_rows=50)
    assert (request.options.workers, request.options.fail_on, request.options.min_coverage) == (3, Level.PERSONAL, 75.5)
    assert {spec.dictionary for spec in request.specs} == {folder.parent / "extra.csv"}


def test_names_of_a_configuration_and_paths_go_together(folder: Path) -> None:
    (folder.parent / "new.csv").touch()
    request = scan_request(ScanArguments(sources=("logs", "new.csv"), configuration=folder / "gazetteer.yaml"))
    assert request.specs == (SourceSpec(str(folder / "logs"), name="logs"), SourceSpec(str(folder.parent / "new.csv")))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (ScanArguments(sources=("a",), is_full=True, sample=5), "--full and --sample contradict each other; give one of them"),
        (ScanArguments(), "nothing to scan: name a SOURCE (a path or URL), give -c FILE, or write a gazetteer.yaml in {cwd}"),
        (ScanArguments(sources=("",)), "a SOURCE is empty; give a path or a URL"),
        (
            ScanArguments(sources=("lgs",), configuration=Path("project/gazetteer.yaml")),
            "lgs is neither a path nor a source of project/gazetteer.yaml; did you mean logs?",
        ),
        (
            ScanArguments(configuration=Path("empty.yaml")),
            "empty.yaml names no sources; add them under `sources:` or name a SOURCE",
        ),
        (
            ScanArguments(configuration=Path("none.yaml")),
            "none.yaml:1: cannot be read (No such file or directory); check the path and its rights",
        ),
    ],
)
def test_what_is_wrong_is_said_at_once(folder: Path, arguments: ScanArguments, message: str) -> None:
    (folder.parent / "empty.yaml").touch()
    with pytest.raises(ConfigurationError) as caught:
        scan_request(arguments)
    assert str(caught.value) == message.format(cwd=folder.parent)


def test_levels_of_a_gate_are_levels_of_the_taxonomy() -> None:
    assert [Level(level) for level in FailOn] == [Level.NON_PERSONAL_ALONE, Level.PERSONAL, Level.SENSITIVE]
