"""What the columns of a query come from, in all dialects alike."""

import pytest

from tests.lineage.sql.reading import flows, read, unparsed

DIALECTS = ("postgresql", "mysql", "sqlite", "duckdb", "spark", "bigquery")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_columns_of_a_join_with_conditions(dialect: str) -> None:
    sql = """CREATE VIEW v AS SELECT u.phone AS p, LOWER(email) AS e, sku FROM users u JOIN orders o ON o.user_id = u.id
             WHERE total > 3 ORDER BY sku"""
    assert flows(sql, dialect=dialect) == {
        "users.phone -> v.p IDENTITY",
        "users.email -> v.e TRANSFORMATION",
        "orders.sku -> v.sku IDENTITY",
        "orders.user_id -> v INDIRECT -",
        "users.id -> v INDIRECT -",
        "orders.total -> v INDIRECT -",
        "orders.sku -> v INDIRECT -",
    }


def test_names_in_upper_case_of_snowflake() -> None:
    known = {"CRM.PUBLIC.USERS": "ID PHONE"}
    sql = 'CREATE VIEW v AS SELECT phone, "PHONE" AS p, Id AS "id" FROM users'
    assert flows(sql, dialect="snowflake", known=known) == {
        "CRM.PUBLIC.USERS.PHONE -> V.PHONE IDENTITY",
        "CRM.PUBLIC.USERS.PHONE -> V.P IDENTITY",
        "CRM.PUBLIC.USERS.ID -> V.id IDENTITY",
    }


@pytest.mark.parametrize("dialect", DIALECTS)
def test_star_is_resolved_by_the_catalogue(dialect: str) -> None:
    assert flows("CREATE TABLE t AS SELECT * FROM orders", dialect=dialect) == {
        f"orders.{column} -> t.{column} IDENTITY" for column in ("id", "user_id", "sku", "total")
    }


def test_star_of_an_unknown_table_is_a_flow_of_all_of_it_and_a_problem() -> None:
    said = read("CREATE VIEW v AS SELECT * FROM nowhere")
    assert [(flow.origin, flow.carries) for flow in said.flows] == [(said.flows[0].origin, True)]
    assert said.problems == (
        unparsed("1", "the columns that * stands for are not known: scan the tables, or write the columns"),
    )


@pytest.mark.parametrize(
    ("dialect", "stars"),
    [
        ("bigquery", "* EXCEPT (id, payload, items) REPLACE (LOWER(email) AS email)"),
        ("duckdb", "* EXCLUDE (id, payload, items) REPLACE (LOWER(email) AS email)"),
        ("duckdb", "COLUMNS('^phone'), LOWER(email) AS email"),
    ],
)
def test_star_with_exceptions(dialect: str, stars: str) -> None:
    assert flows(f"CREATE VIEW v AS SELECT {stars} FROM users", dialect=dialect) == {
        "users.phone -> v.phone IDENTITY",
        "users.email -> v.email TRANSFORMATION",
    }


def test_star_renamed_in_snowflake() -> None:
    known = {"USERS": "ID PHONE"}
    sql = "CREATE VIEW v AS SELECT * RENAME (phone AS tel) FROM users"
    assert flows(sql, dialect="snowflake", known=known) == {"USERS.ID -> V.ID IDENTITY", "USERS.PHONE -> V.TEL IDENTITY"}


def test_with_queries_and_unions() -> None:
    sql = """CREATE VIEW v AS WITH a AS (SELECT id, phone AS p FROM users WHERE id > 1),
             b (x, y) AS (SELECT * FROM a UNION ALL SELECT id, MD5(email) FROM users), unused AS (SELECT sku FROM orders)
             SELECT y FROM b"""
    assert flows(sql) == {
        "users.phone -> v.y IDENTITY",
        "users.email -> v.y HASHING",
        "users.id -> v INDIRECT -",
    }


def test_except_lets_its_right_side_only_steer() -> None:
    assert flows("CREATE VIEW v AS SELECT phone FROM users EXCEPT SELECT sku FROM orders") == {
        "users.phone -> v.phone IDENTITY",
        "orders.sku -> v INDIRECT -",
    }


def test_recursive_with_takes_values_from_column_to_column() -> None:
    sql = """CREATE VIEW v AS WITH RECURSIVE t (a, b) AS (
               SELECT phone, email FROM users UNION ALL SELECT b, sku FROM t JOIN orders ON orders.id = 1)
             SELECT a FROM t"""
    assert flows(sql) == {
        "users.phone -> v.a IDENTITY",
        "users.email -> v.a IDENTITY",
        "orders.sku -> v.a IDENTITY",
        "orders.id -> v INDIRECT -",
    }


def test_sub_queries_as_values_and_conditions() -> None:
    sql = """CREATE VIEW v AS SELECT sku, EXISTS (SELECT 1 FROM users WHERE users.id = user_id) AS e,
             (SELECT MAX(phone) FROM users WHERE id = user_id) AS p FROM orders WHERE user_id IN (SELECT id FROM users)"""
    assert flows(sql) == {
        "orders.sku -> v.sku IDENTITY",
        "orders.user_id -> v.e INDIRECT -",
        "users.id -> v.e INDIRECT -",
        "users.phone -> v.p AGGREGATION",
        "orders.user_id -> v.p INDIRECT -",
        "users.id -> v.p INDIRECT -",
        "orders.user_id -> v INDIRECT -",
        "users.id -> v INDIRECT -",
    }


def test_joined_columns_that_using_makes_one() -> None:
    sql = "CREATE VIEW v AS SELECT id, phone FROM users FULL JOIN orders USING (id)"
    assert flows(sql) == {
        "users.id -> v.id IDENTITY",
        "orders.id -> v.id IDENTITY",
        "users.phone -> v.phone IDENTITY",
        "users.id -> v INDIRECT -",
        "orders.id -> v INDIRECT -",
    }
    assert flows(sql.replace("FULL JOIN orders USING (id)", "NATURAL JOIN orders")) == flows(sql) - {
        "orders.id -> v.id IDENTITY"
    }


def test_group_having_qualify_and_places() -> None:
    sql = """CREATE VIEW v AS SELECT sku, COUNT(*) AS n FROM orders GROUP BY 1 HAVING MAX(total) > 3"""
    assert flows(sql) == {"orders.sku -> v.sku IDENTITY", "orders.sku -> v INDIRECT -", "orders.total -> v INDIRECT -"}
    sql = "CREATE VIEW v AS SELECT sku FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY total) = 1"
    assert flows(sql, dialect="duckdb") == {
        "orders.sku -> v.sku IDENTITY",
        "orders.user_id -> v INDIRECT -",
        "orders.total -> v INDIRECT -",
    }


def test_aliases_that_later_columns_use() -> None:
    sql = "CREATE VIEW v AS SELECT MD5(email) AS h, LEFT(h, 8) AS s FROM users"
    assert flows(sql, dialect="duckdb") == {"users.email -> v.h HASHING", "users.email -> v.s HASHING"}
    sql = "CREATE VIEW v AS SELECT MD5(email) AS h, LEFT(h, 8) AS s FROM users, orders"
    assert read(sql).problems == (unparsed("1", "no table at hand is known to have the column 'h'"),)


def test_a_column_that_the_only_table_is_not_known_to_have_is_still_its_own() -> None:
    assert flows("CREATE VIEW v AS SELECT added_later AS x FROM users") == {"users.added_later -> v.x IDENTITY"}


def test_an_alias_does_not_hide_a_column_where_it_cannot_be_used() -> None:
    sql = "CREATE VIEW v AS SELECT LOWER(phone) AS email, email AS e FROM unknown_users"
    assert flows(sql) == {"unknown_users.phone -> v.email TRANSFORMATION", "unknown_users.email -> v.e IDENTITY"}


def test_ambiguous_columns_are_problems_and_the_others_flow() -> None:
    said = read("CREATE VIEW v AS SELECT id, phone FROM users JOIN orders ON true")
    assert said.problems == (unparsed("1", "several tables have the column 'id'"),)
    assert len(said.flows) == 1
    said = read("CREATE VIEW v AS SELECT a FROM one, two")
    assert said.problems == (unparsed("1", "the column 'a' can be of several tables whose columns are not known"),)


def test_a_quoted_name_that_is_no_column_is_a_text_in_sqlite_alone() -> None:
    sql = 'CREATE VIEW v AS SELECT "none" AS n, phone FROM users, orders'
    assert flows(sql, dialect="sqlite") == {"users.phone -> v.phone IDENTITY"}
    assert read(sql).problems == (unparsed("1", "no table at hand is known to have the column 'none'"),)


def test_names_of_views_columns() -> None:
    assert flows("CREATE MATERIALIZED VIEW v (a, b) AS SELECT phone, LOWER(email) FROM users") == {
        "users.phone -> v.a IDENTITY",
        "users.email -> v.b TRANSFORMATION",
    }
    assert flows("CREATE VIEW v AS SELECT phone::text, LOWER(email) FROM users") == {
        "users.phone -> v.phone IDENTITY",
        "users.email -> v.lower TRANSFORMATION",
    }
    said = read("CREATE VIEW v AS SELECT phone || 'x' FROM users", dialect="sqlite")
    assert said.problems == (unparsed("1", "which columns of v number 1 are, is not known"),)
    assert [flow.target for flow in said.flows] == [said.flows[0].target]


def test_pivot_and_unpivot() -> None:
    known = {"ORDERS": "ID SKU TOTAL", "USERS": "ID HOME WORK"}
    sql = "CREATE VIEW v AS SELECT * FROM orders PIVOT (SUM(total) FOR sku IN ('a', 'b')) AS p (id, a, b)"
    assert flows(sql, dialect="snowflake", known=known) == {
        "ORDERS.ID -> V.ID IDENTITY",
        "ORDERS.TOTAL -> V.A AGGREGATION -",
        "ORDERS.TOTAL -> V.B AGGREGATION -",
        "ORDERS.SKU -> V INDIRECT -",
    }
    sql = "CREATE VIEW v AS SELECT * FROM users UNPIVOT (phone FOR kind IN (home, work))"
    assert flows(sql, dialect="snowflake", known=known) == {
        "USERS.ID -> V.ID IDENTITY",
        "USERS.HOME -> V.PHONE IDENTITY",
        "USERS.WORK -> V.PHONE IDENTITY",
    }
