"""Rows about children, counted again from the files by queries that know nothing of the generator."""

import csv
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from gazetteer.estate import Estate, FieldAges, MinorCounts, Truth
from gazetteer.estate.dataset import AgeFields
from gazetteer.estate.minors import age_on, count_minors

# A birth after this day was under 14 on 2026-06-30; dates in the future, impossible ones and those before 1906 tell no age.
_TABLE_QUERY = """
with rows as (
  select {consent} as consent,
    case when date({birth}) is {birth} and {birth} <= '2026-06-30' and {birth} > '1905-06-30' then {birth} end as birth
  from "{table}")
select count(*), sum(birth > '2012-06-30'), sum(birth > '2012-06-30' and consent = 1),
  sum(birth > '2012-06-30' and consent = 0), sum(birth > '2012-06-30' and consent is null), sum(birth is null) from rows
"""

_BIRTH_IN_ID = (
    "iif(length(id_card_no) = 18, "
    "substr(id_card_no, 7, 4) || '-' || substr(id_card_no, 11, 2) || '-' || substr(id_card_no, 13, 2), null)"
)


def _counts(estate: Estate, file: str, table: str, birth: str, consent: str = "null") -> tuple[int, ...]:
    with closing(sqlite3.connect(estate.folder / file)) as connection:
        row = connection.execute(_TABLE_QUERY.format(table=table, birth=birth, consent=consent)).fetchone()
    return tuple(int(count or 0) for count in row)


def _stated(minors: MinorCounts) -> tuple[int, ...]:
    return (
        minors.rows,
        minors.under_14,
        minors.with_consent,
        minors.without_consent,
        minors.consent_unknown,
        minors.age_unknown,
    )


@pytest.mark.parametrize(
    ("file", "table", "birth", "consent"),
    [
        ("saleforte_accounts.sqlite", "users", "birth_date", "guardian_consent"),
        ("saleforte_accounts.sqlite", "guardians", "child_birthday", "guardian_consent"),
        ("saleforte_accounts.sqlite", "客户资料", '"出生日期"', "null"),
        (
            "saleforte_orders.sqlite",
            "orders",
            _BIRTH_IN_ID,
            "null",
        ),
    ],
)
def test_tables_hold_the_stated_numbers(estate: Estate, truth: Truth, file: str, table: str, birth: str, consent: str) -> None:
    stated = truth.minors[file][table]
    assert _counts(estate, file, table, birth, consent) == _stated(stated)
    assert stated.under_14 > 20
    assert stated.under_14 == stated.with_consent + stated.without_consent + stated.consent_unknown


def test_users_have_children_with_without_and_of_unknown_consent(truth: Truth) -> None:
    users = truth.minors["saleforte_accounts.sqlite"]["users"]
    assert min(users.with_consent, users.without_consent, users.consent_unknown) >= 5


def test_resident_ids_agree_with_the_birth_dates_beside_them(estate: Estate) -> None:
    query = (
        'select count(*), sum(replace("出生日期", \'-\', \'\') = substr("身份证号", 7, 8)) from "客户资料" '
        'where length("身份证号") = 18'
    )
    with closing(sqlite3.connect(estate.folder / "saleforte_accounts.sqlite")) as connection:
        count, equal = connection.execute(query).fetchone()
    assert count == equal > 300


def _cells(folder: Path, file: str) -> list[dict[str, str]]:
    with (folder / "sendcloud_uploads" / file).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_list_with_compact_birth_dates_holds_the_stated_numbers(estate: Estate, truth: Truth) -> None:
    rows = _cells(estate.folder, "lists/会员名单.csv")
    children = [row["家长同意"] for row in rows if row["生日"] > "20120630"]
    unknown = sum(not row["生日"] for row in rows)
    expected = (len(rows), len(children), children.count("1"), children.count("0"), children.count(""), unknown)
    assert _stated(truth.minors["sendcloud_uploads"]["lists/会员名单.csv"]) == expected


def test_list_with_ages_holds_the_stated_numbers(estate: Estate, truth: Truth) -> None:
    ages = [row["Age"] for row in _cells(estate.folder, "contacts/end_users.csv")]
    under = sum(bool(age) and int(age) < 14 for age in ages)
    stated = truth.minors["sendcloud_uploads"]["contacts/end_users.csv"]
    assert _stated(stated) == (len(ages), under, 0, 0, under, ages.count(""))
    assert stated.fields == {"Age": FieldAges(under, ages.count(""))}


def test_table_with_ages_holds_the_stated_numbers(estate: Estate, truth: Truth) -> None:
    query = "select count(*), sum(age < 14), sum(age is null) from campaign_entries"
    with closing(sqlite3.connect(estate.folder / "saleforte_service.sqlite")) as connection:
        count, under, unknown = connection.execute(query).fetchone()
    assert under > 10
    assert _stated(truth.minors["saleforte_service.sqlite"]["campaign_entries"]) == (count, under, 0, 0, under, unknown)


def test_datasets_with_an_age_and_no_others_are_counted(truth: Truth) -> None:
    assert {key: sorted(datasets) for key, datasets in truth.minors.items()} == {
        "saleforte_accounts.sqlite": ["guardians", "users", "客户资料"],
        "saleforte_orders.sqlite": ["orders"],
        "saleforte_service.sqlite": ["campaign_entries"],
        "sendcloud_uploads": ["contacts/end_users.csv", "lists/会员名单.csv"],
    }


def test_users_stand_around_the_birthday_itself(estate: Estate) -> None:
    with closing(sqlite3.connect(estate.folder / "saleforte_accounts.sqlite")) as connection:
        rows = connection.execute("select birth_date, is_minor from users order by user_id limit 4").fetchall()
    assert rows == [("2012-06-30", 0), ("2012-07-01", 1), ("2012-06-29", 0), ("2013-06-30", 1)]


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("2012-06-30", 14),
        ("2012-07-01", 13),
        ("20120701", 13),
        ("440305201207010017", 13),
        ("2026-06-30", 0),
        ("2026-07-01", None),
        ("1900-01-01", None),
        ("0000-00-00", None),
        ("2013-02-30", None),
        ("110101190013", None),
        ("", None),
        (None, None),
    ],
)
def test_age_on_a_day(cell: str | None, age: int | None) -> None:
    assert age_on(cell, date(2026, 6, 30)) == age


def test_child_known_by_one_of_two_fields_counts_once() -> None:
    rows: list[dict[str, str | int | None]] = [
        {"birth": "2020-01-01", "id": None, "agreed": 0},
        {"birth": None, "id": "440305202001010017", "agreed": None},
        {"birth": "2020-01-01", "id": "440305202001010017", "agreed": 1},
        {"birth": None, "id": None, "agreed": 1},
        {"birth": "1990-01-01", "id": None, "agreed": None},
    ]
    counts = count_minors([dict(row) for row in rows], AgeFields(births=("birth", "id"), consent="agreed"), date(2026, 6, 30))
    assert counts == MinorCounts(5, 3, 1, 1, 1, 1, {"birth": FieldAges(2, 2), "id": FieldAges(2, 3)})
