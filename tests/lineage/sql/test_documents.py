"""Paths below a column: documents, lists, structs and maps."""

import pytest

from tests.lineage.sql.reading import flows


@pytest.mark.parametrize(
    ("dialect", "expression", "path"),
    [
        ("postgresql", "payload->>'phone'", "payload.phone"),
        ("postgresql", "payload->'a'->0->>'b'", "payload.a[].b"),
        ("postgresql", "payload#>>'{a,0,b}'", "payload.a[].b"),
        ("postgresql", "(payload).city", "payload.city"),
        ("postgresql", "(payload->>'phone')::text", "payload.phone"),
        ("mysql", "payload->>'$.a.b'", "payload.a.b"),
        ("mysql", "JSON_UNQUOTE(JSON_EXTRACT(payload, '$.a'))", None),
        ("sqlite", "json_extract(payload, '$.items[0].sku')", "payload.items[].sku"),
        ("sqlite", "payload ->> 'phone'", "payload.phone"),
        ("duckdb", "payload.city.name", "payload.city.name"),
        ("duckdb", "payload['city']", "payload.city"),
        ("duckdb", "items[1].sku", "items[].sku"),
        ("spark", "get_json_object(payload, '$.phone')", "payload.phone"),
        ("spark", "payload['phone']", "payload.phone"),
        ("bigquery", "JSON_VALUE(payload, '$.phone')", "payload.phone"),
        ("bigquery", "users.payload.city", "payload.city"),
        ("bigquery", "items[OFFSET(0)].sku", "items[].sku"),
    ],
)
def test_an_access_is_a_path_below_the_column(dialect: str, expression: str, path: str | None) -> None:
    expected = f"users.{path} -> v.x IDENTITY" if path else "users.payload.a -> v.x TRANSFORMATION"
    assert flows(f"CREATE VIEW v AS SELECT {expression} AS x FROM users", dialect=dialect) == {expected}


def test_variants_of_snowflake() -> None:
    sql = """CREATE VIEW v AS SELECT payload:a.b::string AS ab, f.value:sku AS sku, f.index AS i
             FROM users, LATERAL FLATTEN(input => payload:items) f"""
    assert flows(sql, dialect="snowflake", known={"USERS": "ID PAYLOAD"}) == {
        "USERS.PAYLOAD.a.b -> V.AB IDENTITY",
        "USERS.PAYLOAD.items[].sku -> V.SKU IDENTITY",
    }


@pytest.mark.parametrize(
    ("dialect", "source", "expression", "path"),
    [
        ("postgresql", "users, jsonb_array_elements(payload->'items') AS e", "e->>'sku'", "payload.items[].sku"),
        ("postgresql", "users, jsonb_array_elements(payload->'items') AS e(v)", "e.v->>'sku'", "payload.items[].sku"),
        ("postgresql", "users, jsonb_to_recordset(payload) AS r(sku text)", "r.sku", "payload[].sku"),
        ("postgresql", "users, UNNEST(items) AS i(x)", "x", "items[]"),
        ("sqlite", "users, json_each(payload, '$.items') AS j", "j.value", "payload[]"),
        ("bigquery", "users, UNNEST(items) AS item WITH OFFSET AS n", "item.sku", "items[].sku"),
        ("spark", "users LATERAL VIEW EXPLODE(items) t AS item", "item.sku", "items[].sku"),
        ("duckdb", "users, UNNEST(items) AS t(item)", "item.sku", "items[].sku"),
    ],
)
def test_items_of_lists(dialect: str, source: str, expression: str, path: str) -> None:
    assert flows(f"CREATE VIEW v AS SELECT {expression} AS x FROM {source}", dialect=dialect) == {
        f"users.{path} -> v.x IDENTITY"
    }


def test_an_access_goes_through_sub_queries_as_long_as_nothing_is_done() -> None:
    sql = "CREATE VIEW v AS SELECT d->>'a' AS x FROM (SELECT payload->'doc' AS d FROM users) AS s"
    assert flows(sql) == {"users.payload.doc.a -> v.x IDENTITY"}
    sql = "CREATE VIEW v AS SELECT d->>'a' AS x FROM (SELECT LOWER(payload)::jsonb AS d FROM users) AS s"
    assert flows(sql) == {"users.payload -> v.x TRANSFORMATION"}


def test_parameters_of_lambdas_are_no_columns() -> None:
    sql = "CREATE VIEW v AS SELECT TRANSFORM(items, phone -> CONCAT(phone, email)) AS x FROM users"
    assert flows(sql, dialect="spark") == {"users.items -> v.x TRANSFORMATION", "users.email -> v.x TRANSFORMATION"}


def test_files_read_in_place_are_datasets() -> None:
    assert flows("CREATE TABLE t AS SELECT phone FROM read_csv('in/users.csv')", dialect="duckdb") == {
        "in/users.csv.phone -> t.phone IDENTITY"
    }
