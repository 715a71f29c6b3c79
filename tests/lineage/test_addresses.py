"""Spellings of places that are one place, and credentials that never leave the address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.lineage.addresses import Address, address_of, dotted_parts, path_parts


@pytest.mark.parametrize(
    ("text", "world", "parts"),
    [
        ("postgresql://DB.example.org/shop", "postgres", ("db.example.org:5432", "shop")),
        ("postgres://db.example.org:5432/shop/", "postgres", ("db.example.org:5432", "shop")),
        ("postgresql+psycopg://db.example.org./shop?sslmode=require", "postgres", ("db.example.org:5432", "shop")),
        ("jdbc:postgresql://db.example.org/shop?user=ann&password=secret", "postgres", ("db.example.org:5432", "shop")),
        ("jdbc:sqlserver://db.example.org;user=sa;password=secret", "sqlserver", ("db.example.org:1433",)),
        ("mysql://127.0.0.1/", "mysql", ("localhost:3306",)),
        ("mysql://[::1]:3307", "mysql", ("localhost:3307",)),
        (
            "mongodb+srv://ann:s%40cret@b.example.org,a.example.org:27018/shop",
            "mongodb",
            ("a.example.org:27018,b.example.org:27017", "shop"),
        ),
        ("sqlite:///srv/crm.sqlite", "sqlite", ("/", "srv", "crm.sqlite")),
        ("sqlite:/srv/./x/../crm.sqlite", "sqlite", ("/", "srv", "crm.sqlite")),
        ("duckdb://shop.duckdb", "duckdb", ("shop.duckdb",)),
        ("file", "file", ()),
        ("file:///data/a%20b//", "file", ("/", "data", "a b")),
        ("file://localhost/data", "file", ("/", "data")),
        ("file://nas.example.org/data", "file", ("//nas.example.org", "data")),
        ("/data/exports", "file", ("/", "data", "exports")),
        ("s3a://lake/raw/", "s3", ("lake", "raw")),
        ("abfss://raw@account.dfs.core.windows.net", "abfss", ("raw@account.dfs.core.windows.net",)),
        ("bigquery", "bigquery", ()),
        ("bigquery://", "bigquery", ()),
        ("snowflake://ACME-Main", "snowflake", ("acme-main",)),
        ("snowflake://acme-main.snowflakecomputing.com/DB", "snowflake", ("acme-main", "DB")),
        ("food_delivery", "", ("food_delivery",)),
        ("", "", ()),
    ],
)
def test_an_address_is_read(text: str, world: str, parts: tuple[str, ...]) -> None:
    assert address_of(text) == Address(world, parts)


@pytest.mark.parametrize(
    "text",
    [
        "postgres://ann:secret@db.example.org/shop",
        "postgres://ann:sec/secret@db.example.org/shop",
        "postgres://secret@db.example.org/shop",
        "mysql://db.example.org/shop?password=secret#secret",
        "odd ann:secret@db.example.org",
    ],
)
def test_credentials_are_left_out(text: str) -> None:
    assert "secret" not in repr(address_of(text))
    assert "secret" not in address_of(text).text


def test_a_location_without_a_scheme_is_of_its_sources_kind() -> None:
    assert address_of("/srv/crm.sqlite", "sqlite") == Address("sqlite", ("/", "srv", "crm.sqlite"))
    assert address_of("/srv/lake", "files") == Address("file", ("/", "srv", "lake"))


@pytest.mark.parametrize(
    ("namespace", "name", "parts"),
    [
        ("postgres://h", "shop.public.users", ("h:5432", "shop", "public", "users")),
        ("file", "/data/a/b.csv", ("/", "data", "a", "b.csv")),
        ("file:///data", "a/b.csv", ("/", "data", "a", "b.csv")),
        ("file:///data", "/data/b.csv", ("/", "data", "b.csv")),
        ("s3://lake", "/raw/x.y/", ("lake", "raw", "x.y")),
        ("bigquery", "proj.set.table", ("proj", "set", "table")),
    ],
)
def test_a_datasets_name_goes_on_where_the_namespace_ends(namespace: str, name: str, parts: tuple[str, ...]) -> None:
    assert address_of(namespace).with_name(name).parts == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ('shop."my.table"', ("shop", "my.table")),
        ('"a ""b""".c', ('a "b"', "c")),
        ("`p.x`.y", ("p.x", "y")),
        ("[dbo].[T]", ("dbo", "T")),
        ("a..b", ("a", "b")),
        ('"a"x.b', ('"a"x', "b")),
        ('"', ('"',)),
        ("...", ()),
        ("", ()),
    ],
)
def test_dotted_names_are_taken_apart(name: str, parts: tuple[str, ...]) -> None:
    assert dotted_parts(name) == parts


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_an_address_and_stays_one(namespace: str, name: str) -> None:
    whole = address_of(namespace).with_name(name)
    assert all(whole.parts)
    assert "" not in (*dotted_parts(name), *path_parts(name))


@given(
    st.sampled_from(["postgres", "mysql", "s3", "snowflake", "sqlite", "duckdb", "file", "bigquery", "made-up"]),
    st.lists(st.text(st.characters(categories=["L", "N"], include_characters=" %_-"), min_size=1, max_size=8), max_size=3),
)
def test_the_text_of_an_address_is_read_as_the_same(world: str, parts: list[str]) -> None:
    address = address_of(f"{world}://example.org/{'/'.join(part.replace('%', '%25') for part in parts)}")
    assert address_of(address.text) == address
