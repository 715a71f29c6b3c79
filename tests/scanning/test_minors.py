"""Made databases with births, ages and consent in every writing: a scan's counts equal the truth."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from gazetteer_scanners import report_json, scan
from gazetteer_scanners.connectors.protocol import ReadLimits
from gazetteer_scanners.evidence.histograms import LEGAL_AGES
from gazetteer_scanners.evidence.minors import MinorCounts, Reading
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.results import DatasetResult, MinorsResult
from tests.scanning.writings import AS_OF, WRITINGS, age_of, below, make_births

BIRTHS = make_births(400)
NAMES = ("birth_date", "dob", "born", "d_birth", "CSRQ", "生日", "出生年月")


def scan_table(tmp_path: Path, columns: str, rows: Sequence[Sequence[object]], name: str = "users") -> DatasetResult:
    """The result of a table with these columns, as SQL declares them, and rows."""
    path = tmp_path / "made.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f'create table "{name}" ({columns})')
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f'insert into "{name}" values ({marks})', rows)
    connection.close()
    (result,) = scan(str(path), options=ScanOptions(as_of=AS_OF)).datasets
    return result


def minors(result: DatasetResult) -> MinorsResult:
    assert result.minors is not None
    return result.minors


def at(result: DatasetResult, age: int) -> MinorCounts:
    return next(counts for counts in minors(result).counts if counts.age == age)


def bounds(result: DatasetResult) -> list[tuple[int, int]]:
    return [(counts.least, counts.most) for counts in minors(result).counts]


EXACT = [(below(BIRTHS, age),) * 2 for age in LEGAL_AGES]


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_writing_of_a_day_gives_exact_counts(tmp_path: Path, writing: str) -> None:
    values = [WRITINGS[writing](birth) for birth in BIRTHS]
    kind = "integer" if isinstance(values[0], int) else "text"
    result = scan_table(tmp_path, f"birth_date {kind}, parental_consent text", [(v, "YN"[n % 2]) for n, v in enumerate(values)])
    assert bounds(result) == EXACT
    under = [n for n, birth in enumerate(BIRTHS) if age_of(birth) < 14]
    counts = at(result, 14)
    assert (counts.rows, counts.unknown) == (400, 0)
    assert counts.with_consent == sum(n % 2 == 0 for n in under)
    assert counts.without_consent == sum(n % 2 for n in under)
    assert minors(result).sources == ("birth_date",)
    assert minors(result).consent == "parental_consent"
    assert {f.shown_path: [d.element for d in f.decision.elements] for f in result.fields} == {
        "birth_date": ["person.birth_date"],
        "parental_consent": ["minor.guardian_consent"],
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("writing", ["eight_digits", "day_first", "chinese", "epoch_seconds"])
def test_every_name_of_births_is_known(tmp_path: Path, name: str, writing: str) -> None:
    values = [(WRITINGS[writing](birth), "x") for birth in BIRTHS]
    result = scan_table(tmp_path, f'"{name}" {"integer" if writing == "epoch_seconds" else "text"}, note text', values)
    assert bounds(result) == EXACT


def test_two_letters_need_a_table_of_people_and_dates(tmp_path: Path) -> None:
    result = scan_table(tmp_path, "bd text, note text", [(str(birth), "x") for birth in BIRTHS])
    assert bounds(result) == EXACT
    (tmp_path / "other").mkdir()
    assert scan_table(tmp_path / "other", "bd text", [(str(birth),) for birth in BIRTHS], "ledger").minors is None


def test_typed_days_and_times(tmp_path: Path) -> None:
    days = pa.array(BIRTHS)
    eight_hours = pa.scalar(timedelta(hours=8), pa.duration("ms"))
    utc = pc.subtract(days.cast(pa.timestamp("ms")), eight_hours).cast(pa.timestamp("ms", "UTC"))
    for name, births in (("day", days), ("time", days.cast(pa.timestamp("ms"))), ("utc", utc)):
        (tmp_path / name).mkdir()
        pq.write_table(pa.table({"birthday": births}), tmp_path / name / "people.parquet")
        (result,) = scan(str(tmp_path / name), options=ScanOptions(as_of=AS_OF)).datasets
        assert bounds(result) == EXACT


def test_an_order_that_nothing_decides_gives_bounds(tmp_path: Path) -> None:
    births = [birth for birth in BIRTHS if birth.day <= 12]
    result = scan_table(tmp_path, "dob text, x text", [(birth.strftime("%d/%m/%Y"), "x") for birth in births])
    swapped = [date(birth.year, birth.day, birth.month) for birth in births]
    for counts in minors(result).counts:
        young = [(age_of(a) < counts.age, 0 <= age_of(b) < counts.age) for a, b in zip(births, swapped, strict=True)]
        assert counts.reading is Reading.OPEN
        assert counts.least <= sum(a for a, _ in young) <= counts.most
        assert counts.most == sum(a or b for a, b in young)


def test_a_slip_does_not_change_the_order(tmp_path: Path) -> None:
    values = [birth.strftime("%d/%m/%Y") for birth in BIRTHS]
    result = scan_table(tmp_path, "dob text, x text", [(value, "x") for value in (*values, "05/25/2014")])
    assert minors(result).counts[0].reading is Reading.FIRST
    assert (bounds(result), at(result, 14).unknown) == (EXACT, 1)
    (tmp_path / "mixed").mkdir()
    american = [birth.strftime("%m/%d/%Y") for birth in BIRTHS]
    mixed = scan_table(tmp_path / "mixed", "dob text, x text", [(value, "x") for value in (*values, *american)])
    assert minors(mixed).counts[0].reading is Reading.OPEN


def test_a_year_and_a_month_of_birth_give_bounds(tmp_path: Path) -> None:
    result = scan_table(tmp_path, "birth_year integer, x text", [(birth.year, "x") for birth in BIRTHS])
    for counts in minors(result).counts:
        assert counts.least == sum(AS_OF.year - birth.year < counts.age for birth in BIRTHS)
        assert counts.most == sum(AS_OF.year - birth.year - 1 < counts.age for birth in BIRTHS)
    (tmp_path / "month").mkdir()
    months = [(birth.strftime("%Y-%m"),) for birth in BIRTHS]
    assert bounds(scan_table(tmp_path / "month", "出生年月 text", months)) == EXACT  # June has ended but for its last day's end


@pytest.mark.parametrize("names", ["birth_year, birth_month, birth_day", "dobYear, dobMonth, dobDay", "出生年, 出生月, 出生日"])
def test_a_birth_in_three_columns_is_exact(tmp_path: Path, names: str) -> None:
    columns = ", ".join(f"{name} integer" for name in names.split(", "))
    result = scan_table(tmp_path, columns + ", guardian_consent integer", [(b.year, b.month, b.day, 1) for b in BIRTHS])
    assert bounds(result) == EXACT
    assert at(result, 14).with_consent == below(BIRTHS, 14)


def test_a_row_without_day_or_month_is_a_span(tmp_path: Path) -> None:
    rows = [(2012, 6, 30), (2012, 6, None), (2012, None, None), (None, 6, 30), (2012, 13, 1), (2013, 1, 1)]
    result = scan_table(tmp_path, "birth_year integer, birth_month integer, birth_day integer", rows)
    counts = at(result, 14)
    assert (counts.least, counts.most, counts.unknown) == (1, 2, 2)


def test_defaults_and_what_is_no_birth_are_unknown(tmp_path: Path) -> None:
    values = ["1900-01-01", "1970-01-01", "0000-00-00", "00000000", "2030-01-01", "03-05", "", None, "n/a", "2014-03-05"] * 4
    result = scan_table(tmp_path, "birth_date text, x text", [(value, "x") for value in values])
    assert (at(result, 14).least, at(result, 14).most, at(result, 14).unknown) == (4, 4, 36)


def test_ages_in_words_and_groups(tmp_path: Path) -> None:
    values = [
        "12",
        "12岁",
        "八岁",
        "3个月",
        "13.5",
        "14",
        "18+",
        "0-13",
        "13-17",
        "under 14",
        "14岁以下",
        "未成年",
        "-1",
        "131",
        "?",
    ]
    result = scan_table(tmp_path, "age text, x text", [(value, "x") for value in values])
    counts = at(result, 14)
    certain, possible, unknown = 7, 10, 3
    assert (counts.least, counts.most, counts.unknown) == (certain, possible, unknown)
    assert minors(result).sources == ("age",)


def test_ages_as_numbers_with_fractions(tmp_path: Path) -> None:
    values = [0.5, 12.0, 13.9, 14.0, 17.99, 18.0, -1.0, 131.0, None] * 3
    result = scan_table(tmp_path, "年龄 real, x text", [(value, "x") for value in values])
    assert [(at(result, age).least, at(result, age).most) for age in (13, 14, 18)] == [(6, 6), (9, 9), (15, 15)]
    assert at(result, 14).unknown == 9


def test_school_years_are_spans(tmp_path: Path) -> None:
    values = ["小学三年级", "初二", "高一", "幼儿园大班", "优秀"] * 5
    result = scan_table(tmp_path, "xm text, 年级 text", [("x", value) for value in values], "学生")
    counts = at(result, 14)
    assert (counts.least, counts.most, counts.unknown) == (10, 15, 5)
    assert minors(result).sources == ("年级",)


@pytest.mark.parametrize("batch_bytes", [200, 1_000_000])
def test_documents_are_counted_by_the_fields_that_they_have(tmp_path: Path, batch_bytes: int) -> None:
    documents: list[dict[str, object]] = [
        {"profile": {"birthday": "2015-03-04"}, "guardianConsent": True},
        {"profile": {"birthday": "1990-03-04"}, "guardianConsent": False},
        {"profile": {"birthday": "5.3.2016"}},
        {"profile": {"age": 12}, "guardianConsent": False},
        {"name": "x", "children": [{"birthday": "2015-03-04"}]},
    ] * 5
    (tmp_path / "people.jsonl").write_text("\n".join(map(json.dumps, sorted(documents, key=len))), encoding="utf-8")
    options = ScanOptions(as_of=AS_OF, limits=ReadLimits(batch_bytes=batch_bytes))
    (result,) = scan(str(tmp_path / "people.jsonl"), options=options).datasets
    counts = at(result, 14)
    assert (counts.rows, counts.least, counts.most, counts.unknown) == (25, 15, 15, 5)
    assert (counts.with_consent, counts.without_consent, counts.consent_unknown) == (5, 5, 5)
    assert set(minors(result).sources) == {"profile.birthday", "profile.age"}
    assert minors(result).consent == "guardianConsent"


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("is_minor integer", [1, 1, 0, None], [(0, 2), (0, 2), (2, 2)]),
        ("under_14 text", ["Y", "N", "N", "?"], [(0, 1), (1, 1), (1, 3)]),
        ("未成年标志 text", ["是", "否", "是", None], [(0, 2), (0, 2), (2, 2)]),
    ],
)
def test_flags_are_spans(tmp_path: Path, column: str, values: list[object], expected: list[tuple[int, int]]) -> None:
    result = scan_table(tmp_path, f"{column}, guardian_consent text", [(value, "yes") for value in values])
    assert [(at(result, age).least, at(result, age).most) for age in (13, 14, 18)] == expected
    assert at(result, 18).with_consent == expected[2][0]
    assert at(result, 18).unknown == 1


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("wines", "wine_age integer"), ("wines", "age integer"), ("accounts", "account_age integer"),
        ("vehicles", "age integer"),
        ("assets", "asset_age integer"), ("toys", "age_group text"), ("products", "age_range text"),
        ("articles", "page integer"),
        ("t", "stage integer"), ("pets", "age integer"), ("dogs", "dob text"),
    ],
)  # fmt: skip
def test_the_age_of_a_thing_is_nobodys(tmp_path: Path, table: str, columns: str) -> None:
    value = {"integer": 7, "text": "3-6"}[columns.split()[1]] if "dob" not in columns else "2020-05-06"
    result = scan_table(tmp_path, columns, [(value,)] * 40, table)
    assert result.minors is None
    assert not {"person.age", "person.birth_date"} & {d.element for f in result.fields for d in f.decision.elements}


def test_an_age_column_of_other_numbers_is_none(tmp_path: Path) -> None:
    result = scan_table(tmp_path, "age integer, x text", [(n * 37 % 5_000 + 200, "x") for n in range(100)], "t")
    assert result.minors is None


def test_a_birth_date_decides_before_an_id_and_an_age(tmp_path: Path) -> None:
    child_id, adult_id = "110105201203073917", "11010519491231002X"
    rows = [
        ("2000-01-01", child_id, 12),  # the birth date
        (None, child_id, 40),  # then the id
        (None, None, 12),  # then the age
        ("unknown", "x", None),  # nothing
        ("2020-01-01", adult_id, 76),
    ]
    result = scan_table(tmp_path, "birth_date text, id_card text, age integer", rows)
    counts = at(result, 15)
    assert (counts.least, counts.most, counts.unknown) == (3, 3, 1)


def test_a_guardians_birth_and_id_are_not_the_childs(tmp_path: Path) -> None:
    rows = [("2016-03-05", "1980-01-01", "11010519491231002X")] * 20
    result = scan_table(tmp_path, "child_birthday text, parent_birth_date text, guardian_id_card text", rows)
    assert at(result, 14).least == 20
    assert minors(result).sources == ("child_birthday",)


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("guardian_consent boolean", [1, 0, None], (1, 1, 1)),
        ("监护人是否同意 text", ["是", "否", ""], (1, 1, 1)),
        ("parental_consent text", ["Y", "n", "?"], (1, 1, 1)),
        ("guardian_consent_at text", ["2025-01-02 03:04:05", None, ""], (1, 2, 0)),
        ("guardianConsentAt integer", [1735786800, None, None], (1, 2, 0)),
        ("guardian_consent_id integer", [7001, None, 7002], (2, 1, 0)),
        ("监护人同意书编号 text", ["A-17", None, ""], (1, 2, 0)),
        ("remark text", ["yes", "no", None], (None, None, None)),
    ],
)
def test_consent_in_every_type(
    tmp_path: Path, column: str, values: list[object], expected: tuple[int | None, int | None, int | None]
) -> None:
    name, kind = column.rsplit(" ", 1)
    rows = [("2020-01-01", value) for value in values] + [("1990-01-01", values[0])] * 3
    counts = at(scan_table(tmp_path, f'birth_date text, "{name}" {kind}', rows), 14)
    assert counts.least == 3
    assert (counts.with_consent, counts.without_consent, counts.consent_unknown) == expected


def test_the_report_says_it(tmp_path: Path) -> None:
    path = tmp_path / "made.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table users (dob text, guardian_consent text)")
        connection.executemany(
            "insert into users values (?, ?)", [("2015-01-01", "是"), ("1990-01-01", None), (None, "否")] * 9
        )
    connection.close()
    report = report_json(scan(str(path), options=ScanOptions(as_of=AS_OF)))
    told = report["datasets"][0]["minors"]  # type: ignore[index] # plain JSON
    assert {key: told[key] for key in told if key != "below"} == {
        "asOf": "2026-06-30",
        "sources": ["dob"],
        "consent": "guardian_consent",
        "reading": "SINGLE",
        "rows": 27,
        "unknownAge": 9,
    }
    assert [one["age"] for one in told["below"]] == list(LEGAL_AGES)
    counts = {"least": 9, "most": 9, "withConsent": 9, "withoutConsent": 0, "consentUnknown": 0}
    assert told["below"][1] == {"age": 14, **counts}
