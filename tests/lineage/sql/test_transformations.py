"""What functions and operators do to values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.inventory.flows import Transformation
from gazetteer.lineage.sql.effects import COUNTED, ENCRYPTED, EXTREME, HASHED, IDENTITY, MASKED, TESTED, TRANSFORMED, Effect
from tests.lineage.sql.reading import flows

EFFECTS = st.sampled_from([IDENTITY, TRANSFORMED, EXTREME, COUNTED, TESTED, HASHED, ENCRYPTED, MASKED])


def effect(expression: str, dialect: str = "postgresql") -> set[str]:
    """What a column that reads `phone` alone gets."""
    found = flows(f"CREATE TABLE t AS SELECT {expression} AS x FROM users", dialect=dialect)
    return {line.removeprefix("users.phone -> t.x ") for line in found}


@pytest.mark.parametrize(
    "expression", ["phone", "(phone)", "CAST(phone AS text)", "phone::text", 'phone COLLATE "C"', "u.phone", "users.phone"]
)
def test_references_and_casts_are_identities(expression: str) -> None:
    table = "users u" if expression == "u.phone" else "users"
    assert flows(f"CREATE TABLE t AS SELECT {expression} AS x FROM {table}") == {"users.phone -> t.x IDENTITY"}


@pytest.mark.parametrize(
    ("expression", "dialect"),
    [
        ("MD5(phone)", "postgresql"),
        ("encode(digest(phone, 'sha256'), 'hex')", "postgresql"),
        ("crypt(phone, 'salt')", "postgresql"),
        ("LOWER(MD5(TRIM(phone)))", "postgresql"),
        ("SHA2(phone, 256)", "mysql"),
        ("SHA1(phone)", "mysql"),
        ("xxhash64(phone)", "spark"),
        ("sha256(phone)", "duckdb"),
        ("hash(phone)", "duckdb"),
        ("TO_HEX(SHA256(phone))", "bigquery"),
        ("FARM_FINGERPRINT(phone)", "bigquery"),
        ("hash_phone(phone)", "postgresql"),
    ],
)
def test_hashes(expression: str, dialect: str) -> None:
    assert effect(expression, dialect) == {"HASHING"}


@pytest.mark.parametrize(
    ("expression", "dialect"),
    [
        ("AES_ENCRYPT(phone, 'k')", "mysql"),
        ("pgp_sym_encrypt(phone, 'k')", "postgresql"),
        ("AEAD.ENCRYPT(key, phone, '')".replace("key", "b''"), "bigquery"),
    ],
)
def test_encryption(expression: str, dialect: str) -> None:
    assert effect(expression, dialect) == {"ENCRYPTION"}


@pytest.mark.parametrize(
    ("expression", "dialect"),
    [
        ("LEFT(phone, 3) || '****'", "postgresql"),
        ("LEFT(phone, 3) || '****' || RIGHT(phone, 4)", "postgresql"),
        ("CONCAT(SUBSTR(phone, 1, 3), '****', SUBSTR(phone, 8))", "mysql"),
        ("CONCAT(SUBSTR(phone, 1, 3), REPEAT('*', 4))", "mysql"),
        ("REGEXP_REPLACE(phone, '[0-9]', '*')", "postgresql"),
        ("REGEXP_REPLACE(phone, '^(.{3}).*$', '\\1****')", "postgresql"),
        ("OVERLAY(phone PLACING '****' FROM 4)", "postgresql"),
        ("INSERT(phone, 4, 4, '****')", "mysql"),
        ("REPLACE(phone, SUBSTR(phone, 4, 4), 'XXXX')", "sqlite"),
        ("RPAD(LEFT(phone, 2), 11, '*')", "postgresql"),
        ("anon.partial(phone, 2, '****', 2)", "postgresql"),
        ("mask_phone(phone)", "spark"),
        ("mask(phone)", "spark"),
        ("MD5(LEFT(phone, 3) || '***')", "postgresql"),
    ],
)
def test_masks(expression: str, dialect: str) -> None:
    assert effect(expression, dialect) == {"MASKING"}


@pytest.mark.parametrize(
    ("expression", "dialect"),
    [
        ("LEFT(phone, 3)", "postgresql"),
        ("phone || '****'", "postgresql"),
        ("LEFT(phone, 3) || '-'", "postgresql"),
        ("REGEXP_REPLACE(phone, '[^0-9]', '')", "postgresql"),
        ("REPLACE(phone, '-', '')", "postgresql"),
        ("RPAD(phone, 20, '*')", "postgresql"),
        ("rehash_me_not(phone)", "postgresql"),
        ("netmask(phone)", "postgresql"),
        ("shape(phone)", "postgresql"),
        ("ENCODE(phone::bytea, 'base64')", "postgresql"),
        ("COALESCE(phone, '')", "postgresql"),
        ("phone + 1", "mysql"),
    ],
)
def test_near_misses_are_plain_transformations(expression: str, dialect: str) -> None:
    assert effect(expression, dialect) == {"TRANSFORMATION"}


@pytest.mark.parametrize(
    "expression", ["COUNT(phone)", "COUNT(DISTINCT phone)", "SUM(phone)", "AVG(phone)", "STDDEV(phone)", "SUM(phone) OVER ()"]
)
def test_counts_carry_nothing(expression: str) -> None:
    assert effect(expression) == {"AGGREGATION -"}


def test_approximate_counts_carry_nothing() -> None:
    assert effect("APPROX_COUNT_DISTINCT(phone)", "spark") == {"AGGREGATION -"}
    assert effect("COUNT(MD5(phone))") == {"AGGREGATION -"}


def test_extremes_carry_one_value() -> None:
    assert effect("MIN(phone)") == effect("MAX(phone) OVER ()") == {"AGGREGATION"}
    assert effect("MAX(MD5(phone))") == {"HASHING"}
    assert effect("PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY phone)") == {"AGGREGATION"}
    assert effect("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY phone)") == {"AGGREGATION -"}


@pytest.mark.parametrize(
    ("expression", "dialect"),
    [
        ("ARRAY_AGG(phone)", "postgresql"),
        ("STRING_AGG(phone, ',')", "postgresql"),
        ("JSON_AGG(phone)", "postgresql"),
        ("GROUP_CONCAT(phone)", "mysql"),
        ("COLLECT_LIST(phone)", "spark"),
        ("ANY_VALUE(phone)", "duckdb"),
        ("FIRST_VALUE(phone) OVER ()", "postgresql"),
        ("LAG(phone) OVER ()", "postgresql"),
    ],
)
def test_collecting_keeps_values(expression: str, dialect: str) -> None:
    assert effect(expression, dialect) == {"TRANSFORMATION"}


def test_conditions_steer_a_column() -> None:
    sql = """CREATE VIEW v AS SELECT CASE WHEN id > 1 THEN phone ELSE 'none' END AS c,
             STRING_AGG(phone, ',' ORDER BY id) FILTER (WHERE email <> '') AS s, email IS NULL AS n FROM users"""
    assert flows(sql) == {
        "users.phone -> v.c TRANSFORMATION",
        "users.id -> v.c INDIRECT -",
        "users.phone -> v.s TRANSFORMATION",
        "users.id -> v.s INDIRECT -",
        "users.email -> v.s INDIRECT -",
        "users.email -> v.n TRANSFORMATION -",
    }


def test_partitions_and_orders_of_windows_steer_the_dataset() -> None:
    sql = "CREATE VIEW v AS SELECT ROW_NUMBER() OVER (PARTITION BY phone ORDER BY email) AS n FROM users"
    assert flows(sql) == {"users.phone -> v INDIRECT -", "users.email -> v INDIRECT -"}
    named = "CREATE VIEW v AS SELECT ROW_NUMBER() OVER w AS n FROM users WINDOW w AS (PARTITION BY phone ORDER BY email)"
    assert flows(named) == flows(sql)


def test_a_row_as_a_value_is_all_of_its_columns() -> None:
    assert flows("CREATE VIEW v AS SELECT TO_JSONB(o) AS x FROM orders o") == {
        f"orders.{column} -> v.x TRANSFORMATION" for column in ("id", "user_id", "sku", "total")
    }


@given(EFFECTS, EFFECTS, EFFECTS)
def test_steps_add_up_in_any_grouping(one: Effect, two: Effect, three: Effect) -> None:
    assert one.then(two).then(three) == one.then(two.then(three))
    assert one.then(IDENTITY) == IDENTITY.then(one) == one
    assert one.then(two).carries == (one.carries and two.carries)


@given(EFFECTS)
def test_nothing_undoes_a_mask(one: Effect) -> None:
    if one.carries:
        assert MASKED.then(one).transformation is one.then(MASKED).transformation is Transformation.MASKING
