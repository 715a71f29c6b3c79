"""What leaves the scanners shows no value, while ids hash the real names."""

import json
import sqlite3
from pathlib import Path

import pytest

from gazetteer_scanners import report_json, scan
from gazetteer_scanners.connectors.protocol import DatasetInfo
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.matching.masking import Masker
from gazetteer_scanners.paths import name_path, path_text
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.ids import dataset_id, field_id
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.results import DatasetResult, ScanResult
from gazetteer_scanners.scanning.showing import shown_coverage, shown_info, without_literals
from gazetteer_scanners.taxonomy import Level

MASKER = Masker(load_rules())
MAIL, PHONE = "ann.lee@example.org", "13800138000"


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT * FROM t WHERE a = 'Ann' AND b = 'O''Neil' AND c", "SELECT * FROM t WHERE a = '***' AND b = '***' AND c"),
        ("x'00ff' N'张三' E'x' date'2020-01-01'", "'***' '***' '***' date'***'"),
        ("a < 20120101 AND b > 3.14159 AND c = .12345 AND d = 0x1F2E", "a < 0 AND b > 0 AND c = 0 AND d = 0"),
        ("LIMIT 100, 999", "LIMIT 100, 999"),
        ("1000 1_000 12.5", "0 0 12.5"),
        ("SELECT t2024.c12345, $1 FROM t2024", "SELECT t2024.c12345, $1 FROM t2024"),
        ('SELECT "it\'s 2024", `don\'t` FROM "t""1234"', 'SELECT "it\'s 2024", `don\'t` FROM "t""1234"'),
        ("SELECT 1 -- don't\nWHERE a = 'Ann'", "SELECT 1 -- don't\nWHERE a = '***'"),
        ("/* it's */ 'Ann' /* open 'Bo'", "/* it's */ '***' /* open 'Bo'"),
        ("'Ann", "'***'"),
        ("$$Ann's$$ + $q$it $$ is$q$ + a$b$c", "'***' + '***' + a$b$c"),
        (r"a = 'it\'s Ann' AND b = 'Bo'", "a = '***'"),  # dialects disagree where this ends
        (r"a = 'x''y\' AND b = 'Bo'", "a = '***'"),
        (r"a = 'C:\dir' AND b = 'Bo'", "a = '***' AND b = '***'"),
        ("IN('a','b','')", "IN('***','***','')"),
        ("payload ->> 'phone' = 'Ann'", "payload ->> 'phone' = '***'"),
        ("payload->'Ann Bo'->'a'", "payload->'***'->'a'"),
        ("json_extract(p, '$.a[0].b') || '$.Ann Bo'", "json_extract(p, '$.a[0].b') || '***'"),
        ("left(phone, 3) || '****' || '-' || 'x-x'", "left(phone, 3) || '****' || '-' || '***'"),
    ],
)
def test_literals_leave_a_statement(sql: str, expected: str) -> None:
    assert without_literals(sql) == expected


def test_comment_and_view_text_are_masked() -> None:
    info = DatasetInfo("v", "view", comment=f"ask {MAIL}", view_text=f"SELECT \"{PHONE}\", 'Ann' FROM t -- {MAIL}")
    shown = shown_info(info, MASKER)
    assert (shown.comment, shown.view_text) == ("ask ***", "SELECT \"***\", '***' FROM t -- ***")
    plain = DatasetInfo("t", "table", comment="Customers", view_text="")
    assert shown_info(plain, MASKER) == plain


def test_the_statement_of_a_table_is_masked() -> None:
    info = DatasetInfo("t", "table", table_text=f"CREATE TABLE t (a, b AS (a || 'Ann')) -- {MAIL}")
    assert shown_info(info, MASKER).table_text == "CREATE TABLE t (a, b AS (a || '***')) -- ***"


def test_messages_show_masked_names() -> None:
    name = "31.230416,121.473701"  # a value only as a whole name, not inside text
    reason = CoverageReason.counted(CoverageCode.DECODE_ERROR, f"{name}: rows like {MAIL}", 3)
    (shown,) = shown_coverage(Coverage(CoverageState.PARTIAL, (reason,)), name, (), MASKER).reasons
    assert (shown.message, shown.subject, shown.count) == ("***: rows like ***: 3", "***: rows like ***", 3)


@pytest.fixture
def result(tmp_path: Path) -> ScanResult:
    with sqlite3.connect(tmp_path / "crm.sqlite") as connection:
        connection.execute(f'create table "{MAIL}" (imei text, "{PHONE}" text, "user_id {PHONE}" text, birth_date text)')
        row = ("490154203237518", "bo@example.org", "u1", "1985-06-30")
        connection.executemany(f'insert into "{MAIL}" values (?, ?, ?, ?)', [row] * 50)
        connection.execute("create table other (id integer)")
    connection.close()
    return scan("crm.sqlite", options=ScanOptions(working_directory=tmp_path, fail_on=Level.PERSONAL))


def test_the_report_shows_masked_names_and_ids_of_real_ones(result: ScanResult) -> None:
    report = report_json(result)
    datasets = {(d["dataset"], d["id"]) for d in report["datasets"]}  # type: ignore[attr-defined] # plain JSON
    names = {"***": MAIL, "other": "other"}
    assert datasets == {(shown, dataset_id("sqlite", "crm.sqlite", name)) for shown, name in names.items()}
    masked = _masked(result)
    ids = {f.shown_path: f.id for f in masked.fields}
    assert ids == {
        shown: field_id("sqlite", "crm.sqlite", MAIL, name_path(name))
        for shown, name in (
            ("***", PHONE), ("imei", "imei"), ("user_id ***", f"user_id {PHONE}"), ("birth_date", "birth_date"),
        )
    }  # fmt: skip
    assert "crm.sqlite *** *** is PERSONAL" in result.gate.reasons
    text = json.dumps(report)
    assert MAIL not in text
    assert PHONE not in text


def test_reasons_show_masked_names(result: ScanResult) -> None:
    fields = {f.shown_path: f.decision for f in _masked(result).fields}
    (found,) = fields["user_id ***"].elements
    assert "called user_id ***" in found.reason
    combination = fields["imei"].level_reasons[-1]
    assert "sits with ***, user_id ***, birth_date in this dataset" in combination.text
    assert {path_text(path) for path in combination.proof} == {PHONE, f"user_id {PHONE}", "birth_date"}


def test_the_evidence_keeps_masked_fields_by_their_id(result: ScanResult) -> None:
    masked = _masked(result)
    assert masked.evidence is not None
    assert PHONE.encode() not in masked.evidence
    evidence = DatasetEvidence.from_bytes(masked.evidence)
    assert {f.path for f in evidence.fields} == {f.kept_path for f in masked.fields}
    assert {f.kept_path for f in masked.fields} == {
        name_path("imei"), name_path("birth_date"), *(name_path(f.id) for f in masked.fields if "***" in f.shown_path),
    }  # fmt: skip
    assert {f.values for f in evidence.fields} == {50}
    assert {probe.spec.id for probe in evidence.probes} == {"minors"}


def test_keys_that_hold_a_value_fold_their_object(tmp_path: Path) -> None:
    holding = {"b": {f"user:{PHONE}": 1}, "c": {f"mail {MAIL}": {"n": 1}}, "d": {PHONE: 1}}
    rows = [{"a": {"user:ann": 1}, **holding, "e": {"v1.2": 1}}] * 3
    (tmp_path / "keys.json").write_text(json.dumps(rows), encoding="utf-8")
    (found,) = scan("keys.json", options=ScanOptions(working_directory=tmp_path)).datasets
    assert [f.shown_path for f in found.fields] == ["a.user:ann", "b{}", "b{}[]", "c{}", "c{}.n", "d{}", "d{}[]", "e.v1.2"]


def _masked(result: ScanResult) -> DatasetResult:
    return next(d for d in result.datasets if d.info.name == MAIL)
