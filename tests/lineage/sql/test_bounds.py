"""Statements that are too much: they become problems, and neither hang nor exhaust the stack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.lineage.sql import DIALECTS
from gazetteer.lineage.sql.parsing import MAX_CHARACTERS
from gazetteer.lineage.statements import Said
from tests.lineage.sql.reading import flows, lines, read, unparsed

WIDE = {"wide": " ".join(f"c{number}" for number in range(10_000))}
TOO_DEEP = unparsed("1", "the statement is nested too deep: divide it by WITH")
TOO_MANY_BRACKETS = unparsed("1", "the statement has brackets in over 200 levels: divide it by WITH")
TOO_LARGE = unparsed("1", "the statement is too large or too deep to be followed: divide it")


def test_ten_thousand_columns() -> None:
    assert len(flows("CREATE VIEW v AS SELECT * FROM (SELECT * FROM wide) w WHERE c1 = 1", known=WIDE)) == 10_001


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("(" * 1_000 + "phone" + ")" * 1_000, TOO_MANY_BRACKETS),
        ("LOWER(" * 190 + "phone" + ")" * 190, TOO_DEEP),
        ("(SELECT " * 1_000 + "phone" + ")" * 1_000, TOO_MANY_BRACKETS),
        ("CASE WHEN id THEN " * 1_000 + "phone" + " END" * 1_000, TOO_DEEP),
        ("NOT " * 1_000 + "phone", TOO_DEEP),
    ],
)
def test_depth_is_a_problem(expression: str, problem: object) -> None:
    said = read(f"CREATE VIEW v AS SELECT {expression} AS x FROM users", "CREATE VIEW w AS SELECT phone FROM users")
    assert said.problems == (problem,)
    assert len(said.flows) == 1


def test_length_is_none() -> None:
    chain = " || ".join(["phone"] * 3_000)
    assert flows(f"CREATE VIEW v AS SELECT {chain} AS x FROM users") == {"users.phone -> v.x TRANSFORMATION"}
    union = " UNION ALL ".join(["SELECT phone FROM users"] * 1_000)
    assert flows(f"CREATE VIEW v AS {union}") == {"users.phone -> v.phone IDENTITY"}
    steps = ", ".join(f"s{number} AS (SELECT * FROM s{number - 1})" for number in range(1, 1_000))
    assert flows(f"CREATE VIEW v AS WITH s0 AS (SELECT phone FROM users), {steps} SELECT * FROM s999") == {
        "users.phone -> v.phone IDENTITY"
    }


def test_columns_that_double_are_stopped() -> None:
    steps = ", ".join(f"s{number} AS (SELECT *, s{number - 1}.* FROM s{number - 1})" for number in range(1, 40))
    said = read(f"CREATE VIEW v AS WITH s0 AS (SELECT phone FROM users), {steps} SELECT * FROM s39")
    assert (said.flows, said.problems) == ((), (TOO_LARGE,))


def test_size_is_a_problem_unless_only_constants_are_written() -> None:
    assert flows("INSERT INTO users VALUES " + ", ".join(["(1, 'x', 'y', 'z', 'w')"] * 230_000)) == set()
    said = read("CREATE VIEW v AS SELECT " + "phone, " * 700_000 + "id FROM users")
    assert said.problems == (unparsed("1", f"the statement has more than {MAX_CHARACTERS:,} characters: divide it"),)


@pytest.mark.parametrize("link", ["[1]", ".f()"])
def test_long_chains_are_problems(link: str) -> None:
    said = read(f"CREATE VIEW v AS SELECT LOWER(phone){link * 5_000} AS x FROM users", dialect="duckdb")
    message = "the statement chains more subscripts or calls than can be followed: divide it by WITH"
    assert said.problems == (unparsed("1", message),)


WORDS = st.sampled_from(
    [
        *(
            "SELECT",
            "FROM",
            "WHERE",
            "users",
            "u",
            "phone",
            ",",
            "(",
            ")",
            "*",
            ".",
            "::",
            "->",
            "->>",
            "'a'",
            "1",
            "JOIN",
            "ON",
        ),
        *("USING", "AS", "WITH", "x", "INSERT", "INTO", "orders", "MERGE", "UPDATE", "SET", "=", "CASE", "WHEN", "THEN", "END"),
        *("UNION", "ALL", "UNNEST", "LATERAL", "[", "]", "{", "}", ":", ";", "CREATE", "VIEW", "TABLE", "v", "VALUES", "GROUP"),
        *("BY", "ORDER", "PIVOT", "IN", "OVER", "COUNT"),
    ]
)


@given(st.lists(WORDS, max_size=30), st.sampled_from(sorted(DIALECTS)))
def test_no_words_raise(words: list[str], dialect: str) -> None:
    for begin in ("", "CREATE VIEW v AS SELECT ", "INSERT INTO orders SELECT phone FROM users "):
        said = read(begin + " ".join(words), dialect=dialect)
        assert all(problem.where == "1" and problem.message for problem in said.problems)


@pytest.mark.parametrize("text", ["SELEC phone", "users", "phone + 1", "count(*)"])
def test_a_mere_expression_is_no_statement(text: str) -> None:
    said = read(text, "CREATE TABLE t AS SELECT phone FROM users")
    assert said.problems == (unparsed("1", "the text is an expression, not a statement of postgres"),)
    assert lines(said.flows) == {"users.phone -> t.phone IDENTITY"}


@pytest.mark.parametrize(
    "text", ["SELECT 1", "(SELECT phone FROM users)", "VALUES (1)", "BEGIN", "COMMIT", "SET x = 1", "ANALYZE users"]
)
def test_statements_that_move_nothing_are_no_problems(text: str) -> None:
    assert read(text) == Said()
