"""Names as statements spell them, and the datasets that they mean."""

import pytest

from gazetteer.errors import ConfigurationError
from gazetteer.lineage.sql import find_dialect
from gazetteer.lineage.sql.catalogue import AmbiguousNameError, NamePart
from tests.lineage.sql.reading import catalogue, flows, read, unparsed


def meant(name: str, *known: str, dialect: str = "postgresql", schema: str = "") -> str | None:
    """The known dataset that a name means; parts in double quotes are quoted."""
    parts = [NamePart(part.strip('"'), part.startswith('"')) for part in name.split(".")]
    found = catalogue(dict.fromkeys(known, "a")).find(parts, find_dialect(dialect), schema)
    return found.name.name if found is not None else None


@pytest.mark.parametrize(
    ("name", "known", "dialect"),
    [
        ("users", "users", "postgresql"),
        ("Users", "public.users", "postgresql"),
        ("public.users", "users", "postgresql"),
        ("shop.public.users", "public.users", "postgresql"),
        ("users", "shop.public.users", "postgresql"),
        ("users", "SHOP.PUBLIC.USERS", "snowflake"),
        ("users", "shop.public.users", "snowflake"),
        ('"Users"', "public.Users", "postgresql"),
        ("USERS", "users", "sqlite"),
        ('"USERS"', "users", "sqlite"),
        ("main.users", "users", "sqlite"),
        ("Users", "Users", "mysql"),
        ("users", "Users", "mysql"),
        ("DB.Users", "db.users", "spark"),
    ],
)
def test_spellings_that_mean_a_dataset(name: str, known: str, dialect: str) -> None:
    assert meant(name, known, dialect=dialect) == known


@pytest.mark.parametrize(
    ("name", "known", "dialect"),
    [
        ("user", "users", "postgresql"),
        ('"Users"', "users", "postgresql"),
        ("crm.users", "public.users", "postgresql"),
        ("crm.users", "users", "postgresql"),
        ("other.users", "users", "sqlite"),
        ('"users"', "USERS", "snowflake"),
        ("other.public.users", "shop.public.users", "postgresql"),
    ],
)
def test_near_misses(name: str, known: str, dialect: str) -> None:
    assert meant(name, known, dialect=dialect) is None


def test_an_unqualified_name_lies_in_the_usual_schema_before_others() -> None:
    known = ("crm.users", "public.users", "mart.users")
    assert meant("users", *known) == "public.users"
    assert meant("users", *known, schema="mart") == "mart.users"
    with pytest.raises(AmbiguousNameError, match=r"crm\.users and mart\.users"):
        meant("users", "crm.users", "mart.users")


def test_an_ambiguous_name_is_a_problem_and_its_own_dataset() -> None:
    said = read("CREATE TABLE t AS SELECT phone FROM users", known={"a.users": "phone", "b.users": "phone"})
    assert said.problems == (unparsed("1", "'users' can be a.users and b.users: write its schema"),)
    assert len(said.flows) == 1


@pytest.mark.parametrize(
    ("dialect", "origin", "target"),
    [
        ("postgresql", "shop.crm.users.phone", "shop.Mart.t.Tel"),
        ("snowflake", "shop.crm.USERS.PHONE", "shop.Mart.T.Tel"),
        ("mysql", "shop.crm.Users.Phone", "shop.Mart.T.Tel"),
        ("sqlite", "shop.crm.Users.Phone", "shop.Mart.T.Tel"),
    ],
)
def test_unknown_names_are_spelled_as_the_database_keeps_them(dialect: str, origin: str, target: str) -> None:
    quote = "`" if dialect == "mysql" else '"'
    sql = f"CREATE TABLE {quote}Mart{quote}.T AS SELECT Phone AS {quote}Tel{quote} FROM Users"
    said = read(sql, dialect=dialect, known={}, database="shop", schema="crm")
    names = [f"{end.dataset.name}.{end.path}" for flow in said.flows for end in (flow.origin, flow.target)]  # type: ignore[union-attr] # fields
    assert names == [origin, target]


def test_a_known_dataset_keeps_its_own_spelling() -> None:
    assert flows("CREATE TABLE T AS SELECT PHONE FROM USERS", dialect="sqlite") == {"users.phone -> T.PHONE IDENTITY"}


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="SQL of 'cobol' is not read: name one of bigquery, databricks, duckdb"):
        find_dialect("cobol")
