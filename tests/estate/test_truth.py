"""The truth names every field that the files have and no other, with known elements, and covers what the policies declare."""

import ast
import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest

import gazetteer.estate
from gazetteer.estate import Estate, Kind, Truth, TruthField
from tests.estate.declared_elements import DECLARED, NOT_IN_A_DATABASE
from tests.estate.estate_files import column, paths_of, rows_of, tables_of

_TAXONOMY = Path(__file__).parents[2] / "scanners" / "gazetteer_scanners" / "taxonomy" / "elements.csv"


def _fields(truth: Truth) -> list[tuple[str, str, str, TruthField]]:
    return [
        (key, name, path, field)
        for key, source in truth.sources.items()
        for name, dataset in source.datasets.items()
        for path, field in dataset.fields.items()
    ]


def test_truth_names_exactly_the_fields_and_rows_of_the_files(estate: Estate, truth: Truth) -> None:
    for key, source in truth.sources.items():
        for name, dataset in source.datasets.items():
            rows = rows_of(estate.folder, key, name)
            assert paths_of(rows) == set(dataset.fields), (key, name)
            assert len(rows) == dataset.rows, (key, name)


def test_truth_names_exactly_the_datasets_of_the_sources(estate: Estate, truth: Truth) -> None:
    assert set(truth.sources) == {source.key for source in estate.sources}
    for key, source in truth.sources.items():
        path = estate.folder / key
        if source.kind == "sqlite":
            assert tables_of(path) == set(source.datasets)
            continue
        matched = [file for name in source.datasets for file in path.glob(name)]
        assert sorted(matched) == sorted(file for file in path.rglob("*") if file.is_file())


def test_size_and_layout(truth: Truth) -> None:
    datasets = [(source.kind, name, dataset) for source in truth.sources.values() for name, dataset in source.datasets.items()]
    assert len(datasets) == 38
    assert len(_fields(truth)) == 394
    assert sum(source.kind == "sqlite" for source in truth.sources.values()) == 5
    suffixes = [name.rpartition(".")[2] for kind, name, _ in datasets if kind == "files"]
    assert sorted(suffixes) == ["csv", "csv", "csv", "csv", "jsonl", "jsonl", "parquet"]
    assert sum(dataset.kind == "file_set" for _, _, dataset in datasets) == 2
    assert sum(dataset.kind == "view" for _, _, dataset in datasets) == 3
    assert all(61 <= dataset.rows <= 2000 for _, _, dataset in datasets)


def test_every_id_is_an_element_of_the_taxonomy(truth: Truth) -> None:
    with _TAXONOMY.open(encoding="utf-8", newline="") as stream:
        known = {row["id"] for row in csv.DictReader(stream)}
    named = {element for *_, field in _fields(truth) for element in (*field.elements, *field.also, *field.never)}
    assert named - known == set()


def test_kinds_and_lists_agree(truth: Truth) -> None:
    for key, name, path, field in _fields(truth):
        holds = field.kind in (Kind.PLAIN, Kind.TEXT, Kind.MASKED, Kind.HASHED)
        assert bool(field.elements) == holds, (key, name, path)
        assert bool(field.never) or field.kind is not Kind.NEGATIVE, (key, name, path)
        assert not field.accepted & set(field.never), (key, name, path)
    assert {field.kind for *_, field in _fields(truth)} == set(Kind)


def test_fields_that_hold_something_are_not_empty(estate: Estate, truth: Truth) -> None:
    for key, name, path, field in _fields(truth):
        if field.elements:
            assert len(column(estate.folder, key, name, path)) >= 20, (key, name, path)


@pytest.mark.parametrize(("organisation", "activity"), [(org, activity) for org in DECLARED for activity in DECLARED[org]])
def test_every_declared_element_has_a_field(truth: Truth, organisation: str, activity: str) -> None:
    held = {
        element
        for source in truth.sources.values()
        if source.organisation == organisation
        for dataset in source.datasets.values()
        for field in dataset.fields.values()
        for element in field.elements
    }
    wanted = set(DECLARED[organisation][activity]) - set(NOT_IN_A_DATABASE)
    missing = {element for element in wanted if not any(f"{found}.".startswith(f"{element}.") for found in held)}
    assert missing == set()


def test_chinese_pinyin_and_english_names_occur(truth: Truth) -> None:
    accounts = truth.sources["saleforte_accounts.sqlite"].datasets
    assert {"姓名", "手机号", "身份证号"} <= set(accounts["客户资料"].fields)
    assert "shouhuodizhi" in truth.sources["saleforte_orders.sqlite"].datasets["fahuodan"].fields
    assert "First Name" in truth.sources["sendcloud_uploads"].datasets["contacts/end_users.csv"].fields


def test_generator_imports_nothing_of_the_scanners() -> None:
    folder = Path(gazetteer.estate.__file__).parent
    imported: set[str] = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    own = {name for name in imported if name.startswith("gazetteer")}
    assert own == {name for name in own if name.startswith("gazetteer.estate") or name == "gazetteer.errors"}
    assert "gazetteer.errors" in own


def test_key_value_tables_and_xml_are_told_by_what_they_hold(estate: Estate, truth: Truth) -> None:
    attributes = truth.sources["saleforte_accounts.sqlite"].datasets["user_attributes"].fields
    assert {path for path in attributes if path.startswith("value")} == {
        f"value[attr={key}]" for key in ("real_name", "phone", "email", "wechat_id", "nickname", "font_size")
    }
    with closing(sqlite3.connect(estate.folder / "sendcloud.sqlite")) as connection:
        (payload,) = connection.execute("select payload from callbacks where callback_id = 1").fetchone()
    root = ElementTree.fromstring(payload)  # noqa: S314 - the estate's own
    emails = column(estate.folder, "sendcloud.sqlite", "callbacks", "payload.notice.recipient.email")
    assert root.findtext("recipient/email") == emails[0]
    assert truth.sources["sendcloud.sqlite"].datasets["callbacks"].fields["payload.notice.template.name"].never == (
        "person.name",
    )
