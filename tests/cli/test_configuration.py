"""The configuration file: what it means, and every mistake told with its line."""

from pathlib import Path

import pytest

from gazetteer.cli.configuration import Configuration, read_configuration
from gazetteer.cli.locations import absolute_location
from gazetteer.errors import ConfigurationError


def _read(folder: Path, text: str) -> Configuration:
    path = folder / "gazetteer.yaml"
    path.write_text(text, encoding="utf-8")
    return read_configuration(path)


def _mistakes(folder: Path, text: str) -> list[str]:
    """The messages without the folder."""
    with pytest.raises(ConfigurationError) as caught:
        _read(folder, text)
    return [line.removeprefix(f"{folder}/") for line in str(caught.value).splitlines()]


def test_everything_is_read_and_made_absolute(tmp_path: Path) -> None:
    configuration = _read(
        tmp_path,
        """\
inventory: sqlite:///inventory.sqlite
elements: [ours.csv, /etc/theirs.csv]
presidio: samples
sources:
  - name: crm
    url: sqlite:///data/crm.sqlite
    secret: file:crm.secret
    dictionary: crm.csv
  - url: exports/
  - name: 客户
    url: postgresql://reader@db.example.org/crm
    secret: env:CRM_PASSWORD
""",
    )
    assert configuration.inventory == f"sqlite:///{tmp_path}/inventory.sqlite"
    assert configuration.elements == (f"{tmp_path}/ours.csv", "/etc/theirs.csv")
    assert configuration.presidio == "samples"
    assert [source.model_dump() for source in configuration.sources] == [
        {
            "name": "crm",
            "url": f"sqlite:///{tmp_path}/data/crm.sqlite",
            "secret": f"file:{tmp_path}/crm.secret",
            "dictionary": f"{tmp_path}/crm.csv",
        },
        {"name": None, "url": f"{tmp_path}/exports", "secret": None, "dictionary": None},
        {
            "name": "客户",
            "url": "postgresql://reader@db.example.org/crm",
            "secret": "env:CRM_PASSWORD",
            "dictionary": None,
        },
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "sources: []\n"])
def test_an_empty_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == Configuration()


def test_a_bare_off_is_the_word_and_not_a_boolean(tmp_path: Path) -> None:
    assert _read(tmp_path, "presidio: off\n").presidio == "off"
    assert _mistakes(tmp_path, "presidio: on\n") == ["gazetteer.yaml:1: presidio: must be 'samples' or 'off'"]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "sources:\n  - url: a.csv\nsorces: []\n",
            ["gazetteer.yaml:3: unknown key sorces; use one of sources, elements, rules, presidio, ner, inventory, aliases"],
        ),
        (
            "sources:\n  - name: a\n    url: a.csv\n    pasword: env:A\n",
            ["gazetteer.yaml:4: unknown key sources[0].pasword; use one of url, name, secret, dictionary"],
        ),
        ("sources:\n  - name: a\n", ["gazetteer.yaml:2: sources[0].url is missing; add it"]),
        ("sources:\n  - a.csv\n", ["gazetteer.yaml:2: sources[0]: must be a mapping with a `url:`"]),
        ("sources: a.csv\n", ["gazetteer.yaml:1: sources: must be a list; start each item with `- `"]),
        ("sources:\n  - url: a.csv\n    name: 7\n", ["gazetteer.yaml:3: sources[0].name: must be a text; put it in quotes"]),
        ("sources:\n  - url: ''\n", ["gazetteer.yaml:2: sources[0].url: is empty; fill it in or remove it"]),
        ("elements:\n  - ours.csv\n  - 12\n", ["gazetteer.yaml:3: elements[1]: must be a text; put it in quotes"]),
        ("inventory: ''\n", ["gazetteer.yaml:1: inventory: is empty; fill it in or remove it"]),
        (
            "sources:\n  - {name: a, url: a.csv}\n  - {name: b, url: b.csv}\n  - {name: a, url: c.csv}\n",
            ["gazetteer.yaml:4: the source name a stands in line 2 already; choose another"],
        ),
        ("presidio: off\nsources: []\npresidio: samples\n", ["gazetteer.yaml:3: presidio stands twice; keep one"]),
        ("- a.csv\n", ["gazetteer.yaml:1: is not a mapping; start with `sources:`"]),
        ("just words\n", ["gazetteer.yaml:1: is not a mapping; start with `sources:`"]),
        ("sources:\n\t- a\n", ["gazetteer.yaml:2: is not valid YAML (found character '\\t' that cannot start any token)"]),
        ("sources: [\n", ["gazetteer.yaml:2: is not valid YAML (expected the node content, but found '<stream end>')"]),
        (
            "sources:\n  - url: 1\n    nme: a\nelement: []\n",
            [
                "gazetteer.yaml:2: sources[0].url: must be a text; put it in quotes",
                "gazetteer.yaml:3: unknown key sources[0].nme; use one of url, name, secret, dictionary",
                "gazetteer.yaml:4: unknown key element; use one of sources, elements, rules, presidio, ner, inventory, aliases",
            ],
        ),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path: Path, text: str, messages: list[str]) -> None:
    assert _mistakes(tmp_path, text) == messages


def test_a_secret_in_clear_is_refused_and_not_repeated(tmp_path: Path) -> None:
    messages = _mistakes(tmp_path, "sources:\n  - url: a.csv\n    secret: open-sesame\n")
    assert messages == [
        "gazetteer.yaml:3: sources[0].secret: is not a reference; write env:NAME or file:PATH, never the secret itself"
    ]


def test_a_tag_that_would_run_code_is_refused(tmp_path: Path) -> None:
    (message,) = _mistakes(tmp_path, "sources: !!python/object/apply:os.getcwd []\n")
    assert message.startswith("gazetteer.yaml:1: is not valid YAML (could not determine a constructor")


def test_a_file_that_repeats_itself_endlessly_comes_to_an_end(tmp_path: Path) -> None:
    assert _mistakes(tmp_path, "elements: &again\n  - *again\n") == [
        "gazetteer.yaml:1: elements[0]: must be a text; put it in quotes"
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.yaml cannot be read \(No such file or directory\); check the path"):
        read_configuration(tmp_path / "none.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"sources:\n  - url: caf\xe9.csv\n")
    with pytest.raises(ConfigurationError, match=r"latin\.yaml is not UTF-8; save it as UTF-8"):
        read_configuration(latin)


@pytest.mark.parametrize(
    ("location", "absolute"),
    [
        ("a.csv", "/base/a.csv"),
        ("/data/a.csv", "/data/a.csv"),
        ("../a.csv", "/base/../a.csv"),
        ("sqlite:///a.sqlite", "sqlite:////base/a.sqlite"),
        ("sqlite:////data/a.sqlite", "sqlite:////data/a.sqlite"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("duckdb:///a.duckdb", "duckdb:////base/a.duckdb"),
        ("file:///data/dir", "file:///data/dir"),
        ("mongodb://db.example.org/crm", "mongodb://db.example.org/crm"),
    ],
)
def test_relative_locations_are_relative_to_the_folder(location: str, absolute: str) -> None:
    assert absolute_location(location, Path("/base")) == absolute


def test_a_file_whose_name_looks_like_a_scheme_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "backup:2024.csv").touch()
    assert absolute_location("backup:2024.csv", tmp_path) == f"{tmp_path}/backup:2024.csv"
    assert absolute_location("backup:2025.csv", tmp_path) == "backup:2025.csv"
