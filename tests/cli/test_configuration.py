"""The configuration file: what it means, and every mistake told with its line."""

from pathlib import Path

import pytest

from gazetteer.cli.configuration import Configuration, read_configuration
from gazetteer.cli.locations import absolute_location
from gazetteer.errors import ConfigurationError
from gazetteer.inventory.assignments import Assignment
from gazetteer.inventory.flows import Answer, Mechanism, NodeKind, Transformation
from gazetteer.lineage.declared import DeclaredFlow, Party
from gazetteer.lineage.statements import DatasetName, FieldName


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
    assert [source.model_dump(include={"name", "url", "secret", "dictionary"}) for source in configuration.sources] == [
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


def test_what_is_said_of_sources_and_datasets(tmp_path: Path) -> None:
    configuration = _read(
        tmp_path,
        """\
sources:
  - name: crm
    url: crm.sqlite
    system: shop
    owner: team@example.org
    subjects: [customer]
    datasets:
      "log_*": {system: logs, activities: [shop/keep_logs]}
      orders: {owner: sales@example.org, subjects: []}
  - {name: b, url: b.csv}
""",
    )
    crm = configuration.assignments["crm"]
    assert crm.of("users") == Assignment("shop", None, "team@example.org", ("customer",))
    assert crm.of("log_1") == Assignment("logs", ("shop/keep_logs",), "team@example.org", ("customer",))
    assert crm.of("orders") == Assignment("shop", None, "sales@example.org", ())
    assert configuration.assignments["b"].of("b.csv") == Assignment()


def test_aliases_and_flows(tmp_path: Path) -> None:
    configuration = _read(
        tmp_path,
        """\
name: shop
aliases:
  postgres://db.example.org/shop: crm
  alipay: [saleforte/alipay, sendcloud/alipay]
flows:
  - from: {source: crm, dataset: devices, field: imei}
    to: {recipient: alipay}
    elements: [device.imei]
    mechanism: embedded_sdk
    transformation: hashing
    separate_consent: false
    crosses_border: true
    job: nightly
  - {from: {origin: saleforte/login_provider}, to: {system: saleforte}}
  - {from: {source: crm}, to: {source: dwh, dataset: x}}
""",
    )
    assert configuration.source_aliases == {"postgres://db.example.org/shop": "crm"}
    assert configuration.shared_keys == {"alipay": ("saleforte/alipay", "sendcloud/alipay")}
    assert configuration.declared_flows == (
        DeclaredFlow(
            FieldName(DatasetName("crm", "devices"), "imei"),
            Party(NodeKind.RECIPIENT, "alipay"),
            "declared in gazetteer.yaml:6",
            ("device.imei",),
            Mechanism.EMBEDDED_SDK,
            Transformation.HASHING,
            Answer.NO,
            Answer.YES,
            "nightly",
        ),
        DeclaredFlow(
            Party(NodeKind.ORIGIN, "saleforte/login_provider"),
            Party(NodeKind.SYSTEM, "saleforte"),
            "declared in gazetteer.yaml:14",
        ),
        DeclaredFlow(Party(NodeKind.SOURCE, "crm"), DatasetName("dwh", "x"), "declared in gazetteer.yaml:15"),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "sources: []\n"])
def test_an_empty_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == Configuration()


def test_a_bare_off_is_the_word_and_not_a_boolean(tmp_path: Path) -> None:
    assert _read(tmp_path, "presidio: off\n").presidio == "off"
    assert _mistakes(tmp_path, "presidio: on\n") == ["gazetteer.yaml:1: presidio: must be 'samples' or 'off'"]


TOP = "use one of sources, elements, rules, presidio, ner, inventory, name, aliases, flows"
SOURCE = "use one of system, activities, owner, subjects, url, name, secret, dictionary, datasets"
SAID = "use one of system, activities, owner, subjects"
ACTIVITY = "write the policy's key, a slash and the activity's id, such as shop/sell"
END = "flows:\n  - from: {source: a}\n    to: "


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("sources:\n  - url: a.csv\nsorces: []\n", [f"3: unknown key sorces; {TOP}; did you mean sources or rules?"]),
        (
            "sources:\n  - name: a\n    url: a.csv\n    pasword: env:A\n",
            [f"4: unknown key sources[0].pasword; {SOURCE}"],
        ),
        ("sources:\n  - name: a\n", ["2: sources[0].url is missing; add it"]),
        (
            "sources:\n  - a.csv\n",
            ["2: sources[0] must be a mapping with keys such as system, activities, owner, subjects"],
        ),
        ("sources: a.csv\n", ["1: sources must be a list; start each item with `- `"]),
        ("sources:\n  - url: a.csv\n    name: 7\n", ["3: sources[0].name must be a text; put it in quotes"]),
        ("sources:\n  - url: ''\n", ["2: sources[0].url is empty; fill it in or remove it"]),
        ("elements:\n  - ours.csv\n  - 12\n", ["3: elements[1] must be a text; put it in quotes"]),
        ("inventory: ''\n", ["1: inventory is empty; fill it in or remove it"]),
        (
            "sources:\n  - {name: a, url: a.csv}\n  - {name: b, url: b.csv}\n  - {name: a, url: c.csv}\n",
            ["4: the source name a stands in line 2 already; choose another"],
        ),
        ("presidio: off\nsources: []\npresidio: samples\n", ["3: presidio stands twice, first in line 1; keep one"]),
        ("- a.csv\n", [f"1: is not a mapping; start with one of {TOP.removeprefix('use one of ')}"]),
        ("just words\n", [f"1: is not a mapping; start with one of {TOP.removeprefix('use one of ')}"]),
        ("sources:\n\t- a\n", ["2: is not valid YAML (a tab stands where spaces must; indent with spaces)"]),
        ("sources: [\n", ["2: is not valid YAML (expected the node content, but found '<stream end>')"]),
        (
            "sources:\n  - url: 1\n    nme: a\nelement: []\n",
            [
                "2: sources[0].url must be a text; put it in quotes",
                f"3: unknown key sources[0].nme; {SOURCE}; did you mean name or owner?",
                f"4: unknown key element; {TOP}; did you mean elements?",
            ],
        ),
        (
            "sources:\n  - {url: a.csv, system: shop}\n",
            ["2: sources[0] needs a name, because something is said of it; add `name:`"],
        ),
        (
            "sources:\n  - {name: a, url: a.csv, activities: [sell]}\n",
            [
                f"2: sources[0].activities[0]: is no activity; {ACTIVITY}",
            ],
        ),
        (
            "sources:\n  - name: a\n    url: a.csv\n    datasets:\n      'x*': {subject: [customer]}\n",
            [f"5: unknown key sources[0].datasets.x*.subject; {SAID}; did you mean subjects?"],
        ),
        ("aliases: {a: 7}\n", ["1: aliases.a: must be a source's key, or a list of recipients or origins that are one"]),
        ("aliases: {a: [b]}\n", ["1: aliases.a: b is no recipient or origin of a policy; write saleforte/alipay, say"]),
        ("aliases:\n  s/a: [s/b]\n", ["2: aliases.s/a is a policy's own key; choose one without a slash"]),
        ("aliases:\n  a: [s/b]\n  c: [s/d, s/b]\n", ["3: aliases.c: s/b is among those of a already; keep one"]),
        (f"{END}{{}}\n", ["3: flows[0].to: must name exactly one of source, system, recipient, origin"]),
        (
            f"{END}{{system: a, recipient: b}}\n",
            ["3: flows[0].to: must name exactly one of source, system, recipient, origin"],
        ),
        (f"{END}{{system: a, dataset: b}}\n", ["3: flows[0].to: names a dataset without its source; add `source:`"]),
        (f"{END}{{source: a, field: b}}\n", ["3: flows[0].to: names a field without its dataset; add `dataset:`"]),
        ("flows:\n  - from: {source: a}\n", ["2: flows[0].to is missing; add it"]),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path: Path, text: str, messages: list[str]) -> None:
    assert _mistakes(tmp_path, text) == [f"gazetteer.yaml:{message}" for message in messages]


def test_an_unknown_mechanism_names_the_nearest(tmp_path: Path) -> None:
    (message,) = _mistakes(tmp_path, f"{END}{{recipient: a}}\n    mechanism: embeded_sdk\n")
    assert message.startswith("gazetteer.yaml:4: flows[0].mechanism: must be 'backend_api', 'embedded_sdk', ")
    assert message.endswith("; did you mean embedded_sdk?")


def test_a_secret_in_clear_is_refused_and_not_repeated(tmp_path: Path) -> None:
    messages = _mistakes(tmp_path, "sources:\n  - url: a.csv\n    secret: open-sesame\n")
    assert messages == [
        "gazetteer.yaml:3: sources[0].secret: is not a reference; write env:NAME or file:PATH, never the secret itself"
    ]


def test_a_tag_that_would_run_code_is_refused(tmp_path: Path) -> None:
    (message,) = _mistakes(tmp_path, "sources: !!python/object/apply:os.getcwd []\n")
    assert message.startswith("gazetteer.yaml:1: sources has the tag tag:yaml.org,2002:python/object/apply:os.getcwd; ")


def test_a_file_that_repeats_itself_endlessly_comes_to_an_end(tmp_path: Path) -> None:
    assert _mistakes(tmp_path, "elements: &again\n  - *again\n") == [
        "gazetteer.yaml:1: is nested deeper than 16 levels, or repeats itself; flatten it"
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.yaml:1: cannot be read \(No such file or directory\); check the path"):
        read_configuration(tmp_path / "none.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"sources:\n  - url: caf\xe9.csv\n")
    with pytest.raises(ConfigurationError, match=r"latin\.yaml:2: is not UTF-8; save it as UTF-8"):
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
