"""What statements that write do."""

import pytest

from tests.lineage.sql.reading import flows, read, unparsed

SNOW = {"USERS": "ID PHONE EMAIL", "ORDERS": "ID USER_ID SKU TOTAL"}


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", "duckdb", "spark", "bigquery"])
def test_insert_goes_by_the_order_of_columns(dialect: str) -> None:
    expected = {"users.id -> orders.id IDENTITY", "users.phone -> orders.user_id IDENTITY"}
    assert flows("INSERT INTO orders SELECT id, phone FROM users", dialect=dialect) == expected
    assert flows("INSERT INTO orders (user_id, id) SELECT phone, id FROM users", dialect=dialect) == expected


@pytest.mark.parametrize("verb", ["REPLACE INTO", "INSERT OR REPLACE INTO", "INSERT OR IGNORE INTO"])
def test_inserts_of_sqlite(verb: str) -> None:
    assert flows(f"{verb} orders (sku) SELECT phone FROM users", dialect="sqlite") == {"users.phone -> orders.sku IDENTITY"}


def test_insert_into_a_table_with_unknown_columns_reaches_the_dataset() -> None:
    said = read("INSERT INTO mart.t SELECT id, LOWER(phone) FROM users")
    assert said.problems == (unparsed("1", "which columns of mart.t number 1, 2 are, is not known"),)
    assert [flow.transformation for flow in said.flows] == ["IDENTITY", "TRANSFORMATION"]
    assert {getattr(flow.target, "name", "") for flow in said.flows} == {"mart.t"}


def test_insert_overwrite_and_by_name() -> None:
    assert flows("INSERT OVERWRITE TABLE orders PARTITION (total = 1) SELECT id FROM users", dialect="spark") == {
        "users.id -> orders.id IDENTITY"
    }
    assert flows("INSERT INTO orders BY NAME SELECT phone AS sku FROM users", dialect="duckdb") == {
        "users.phone -> orders.sku IDENTITY"
    }


def test_insert_with_conflicts() -> None:
    sql = "INSERT INTO orders (id, sku) SELECT id, phone FROM users ON CONFLICT (id) DO UPDATE SET total = EXCLUDED.sku"
    expected = {
        "users.id -> orders.id IDENTITY",
        "users.phone -> orders.sku IDENTITY",
        "users.phone -> orders.total IDENTITY",
    }
    assert flows(sql) == expected
    sql = "INSERT INTO orders (id, sku) SELECT id, phone FROM users ON DUPLICATE KEY UPDATE total = VALUES(sku)"
    assert flows(sql, dialect="mysql") == expected


def test_update_from_other_tables() -> None:
    expected = {
        "users.phone -> orders.sku TRANSFORMATION",
        "users.id -> orders INDIRECT -",
    }
    sql = "UPDATE orders AS o SET sku = LOWER(u.phone), total = o.total + 1 FROM users AS u WHERE u.id = o.user_id"
    assert flows(sql) == expected
    sql = "UPDATE orders o JOIN users u ON u.id = o.user_id SET o.sku = LOWER(u.phone)"
    assert flows(sql, dialect="mysql") == expected
    sql = "UPDATE orders SET (sku, total) = (SELECT phone, email FROM users WHERE users.id = user_id)"
    assert flows(sql) == {
        "users.phone -> orders.sku IDENTITY",
        "users.email -> orders.total IDENTITY",
        *(f"{name} -> orders.{to} INDIRECT -" for name in ("users.id", "orders.user_id") for to in ("sku", "total")),
    }


def test_update_of_a_joined_table_in_mysql() -> None:
    sql = "UPDATE users u JOIN orders o ON u.id = o.user_id SET o.sku = u.phone"
    assert flows(sql, dialect="mysql") == {"users.phone -> orders.sku IDENTITY", "users.id -> orders INDIRECT -"}


def test_merge() -> None:
    sql = """MERGE INTO orders t USING (SELECT id, phone, email FROM users WHERE email <> '') s ON t.id = s.id
             WHEN MATCHED AND s.phone <> '' THEN UPDATE SET sku = s.phone
             WHEN NOT MATCHED THEN INSERT (id, total) VALUES (s.id, MD5(s.email))"""
    assert flows(sql, dialect="snowflake", known=SNOW) == {
        "USERS.PHONE -> ORDERS.SKU IDENTITY",
        "USERS.ID -> ORDERS.ID IDENTITY",
        "USERS.EMAIL -> ORDERS.TOTAL HASHING",
        "USERS.ID -> ORDERS INDIRECT -",
        "USERS.PHONE -> ORDERS INDIRECT -",
        "USERS.EMAIL -> ORDERS INDIRECT -",
    }


def test_merge_of_all_columns_by_name() -> None:
    sql = """MERGE INTO orders USING staged ON orders.id = staged.id
             WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"""
    assert flows(sql, dialect="databricks", known={"orders": "id sku", "staged": "id sku"}) == {
        "staged.id -> orders.id IDENTITY",
        "staged.sku -> orders.sku IDENTITY",
        "staged.id -> orders INDIRECT -",
    }


def test_inserts_into_several_tables() -> None:
    sql = """INSERT ALL WHEN email <> '' THEN INTO orders (id) VALUES (id) ELSE INTO orders (sku) VALUES (MD5(phone))
             SELECT id, phone, email FROM users"""
    assert flows(sql, dialect="snowflake", known=SNOW) == {
        "USERS.ID -> ORDERS.ID IDENTITY",
        "USERS.PHONE -> ORDERS.SKU HASHING",
        "USERS.EMAIL -> ORDERS INDIRECT -",
    }
    sql = "FROM users INSERT INTO orders (id, sku) SELECT id, phone INSERT INTO orders (total) SELECT id WHERE email <> ''"
    assert flows(sql, dialect="spark") == {
        "users.id -> orders.id IDENTITY",
        "users.phone -> orders.sku IDENTITY",
        "users.id -> orders.total IDENTITY",
        "users.email -> orders INDIRECT -",
    }


@pytest.mark.parametrize("insert", ["INSERT ROW", "INSERT VALUES (staged.id, staged.sku)"])
def test_merge_of_bigquery(insert: str) -> None:
    sql = f"MERGE INTO orders USING staged ON FALSE WHEN NOT MATCHED THEN {insert}"
    assert flows(sql, dialect="bigquery", known={"orders": "id sku", "staged": "id sku"}) == {
        "staged.id -> orders.id IDENTITY",
        "staged.sku -> orders.sku IDENTITY",
    }


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM users WHERE id IN (SELECT user_id FROM orders)",
        "INSERT INTO orders VALUES (1, 2, 'x', 3)",
        "SELECT phone FROM users",
        "TRUNCATE TABLE users",
        "DROP TABLE users",
        "GRANT SELECT ON users TO someone",
        "SET search_path TO crm",
        "CREATE INDEX i ON users (phone)",
        "VACUUM users",
        "-- nothing but a comment",
        "",
    ],
)
def test_what_takes_no_data_anywhere(sql: str) -> None:
    assert flows(sql) == set()


@pytest.mark.parametrize(
    ("sql", "dialect", "message"),
    [
        ("CALL fill()", "mysql", "CALL is not followed: what it moves is not known"),
        ("COPY users FROM 'x.csv'", "postgresql", "Copy is not followed: what it moves is not known"),
        ("SELECT FROM WHERE", "postgresql", "the statement is not understood as one of postgres, from its line 1, column 17"),
        ("INSERT INTO t SELEC 'Ann'", "sqlite", "the statement is not understood as one of sqlite, from its line 1, column 19"),
    ],
)
def test_what_cannot_be_followed_is_a_problem(sql: str, dialect: str, message: str) -> None:
    said = read(sql, dialect=dialect)
    assert (said.flows, said.problems) == ((), (unparsed("1", message),))


def test_the_parser_logs_no_text(caplog: pytest.LogCaptureFixture) -> None:
    read("CALL fill('Ann')", "CREATE RULE r AS ON INSERT TO users DO NOTHING", "SELECT 'Ann' FROM")
    assert caplog.records == []


def test_what_a_statement_makes_is_known_to_the_next() -> None:
    assert flows("CREATE TABLE a AS SELECT phone, id FROM users", "CREATE TABLE b AS SELECT * FROM a") == {
        "users.phone -> a.phone IDENTITY",
        "users.id -> a.id IDENTITY",
        "a.phone -> b.phone IDENTITY",
        "a.id -> b.id IDENTITY",
    }
    assert flows("CREATE TABLE a (x int, y text)", "INSERT INTO a SELECT id, phone FROM users") == {
        "users.id -> a.x IDENTITY",
        "users.phone -> a.y IDENTITY",
    }
    assert flows("CREATE TABLE a (x int)", "ALTER TABLE a ADD COLUMN y text", "CREATE TABLE b AS SELECT * FROM a") == {
        "a.x -> b.x IDENTITY",
        "a.y -> b.y IDENTITY",
    }


def test_temporary_tables_are_looked_through() -> None:
    statements = (
        "CREATE TEMP TABLE a AS SELECT phone, id FROM users WHERE email <> ''",
        "INSERT INTO a (phone) SELECT MD5(sku) FROM orders",
        "CREATE TABLE b AS SELECT phone FROM a",
    )
    assert flows(*statements) == {
        "users.phone -> b.phone IDENTITY",
        "orders.sku -> b.phone HASHING",
        "users.email -> b INDIRECT -",
    }
    said = read(*statements[:2], "DROP TABLE a", statements[2])
    assert [flow.origin for flow in said.flows] == [said.flows[0].origin]
    assert "a.phone -> b.phone IDENTITY" in flows(statements[2])


def test_updates_of_temporary_tables_are_looked_through() -> None:
    statements = (
        "CREATE TEMP TABLE a (x text)",
        "UPDATE a SET x = phone FROM users",
        "SELECT x INTO b FROM a",
    )
    assert flows(*statements) == {"users.phone -> b.x IDENTITY"}


def test_renamed_and_cloned_tables_hold_the_same() -> None:
    assert flows("CREATE TABLE n AS SELECT phone FROM users", "ALTER TABLE n RENAME TO m") == {
        "users.phone -> n.phone IDENTITY",
        "n.phone -> m.phone IDENTITY",
    }
    assert flows("CREATE TABLE c CLONE users", dialect="snowflake", known=SNOW) == {
        f"USERS.{column} -> C.{column} IDENTITY" for column in ("ID", "PHONE", "EMAIL")
    }


def test_writes_inside_with() -> None:
    sql = """WITH moved AS (DELETE FROM users RETURNING id, phone),
             kept AS (INSERT INTO orders (id, sku) SELECT id, phone FROM moved RETURNING sku)
             INSERT INTO orders (total) SELECT sku FROM kept"""
    assert flows(sql) == {
        "users.id -> orders.id IDENTITY",
        "users.phone -> orders.sku IDENTITY",
        "orders.sku -> orders.total IDENTITY",
    }


def test_keys_and_generated_columns() -> None:
    sql = """CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, a int REFERENCES users (id), b text,
             c text GENERATED ALWAYS AS (LOWER(b)) STORED, FOREIGN KEY (a, b) REFERENCES orders (user_id, sku))"""
    assert flows(sql) == {
        "users.id -> t.a IDENTITY KEY",
        "orders.user_id -> t.a IDENTITY KEY",
        "orders.sku -> t.b IDENTITY KEY",
        "t.b -> t.c TRANSFORMATION",
    }
    assert flows("ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id)") == {
        "users.id -> orders.user_id IDENTITY KEY"
    }
    said = read("CREATE TABLE t (a int REFERENCES users)")
    assert said.problems == (unparsed("1", "which columns of users a foreign key refers to is not written"),)


def test_use_sets_where_unqualified_names_lie() -> None:
    known = {"shop.users": "phone", "crm.users": "phone"}
    assert flows("USE crm", "CREATE TABLE t AS SELECT * FROM users", dialect="mysql", known=known) == {
        "crm.users.phone -> crm.t.phone IDENTITY"
    }
