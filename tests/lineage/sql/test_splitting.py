"""Texts taken apart into statements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.lineage.sql import find_dialect
from gazetteer.lineage.sql.splitting import split_statements


def split(text: str, dialect: str = "postgresql") -> list[tuple[int, str]]:
    return [(statement.line, statement.text) for statement in split_statements(text, find_dialect(dialect))]


def test_lines_are_those_on_which_statements_begin() -> None:
    text = "-- head;\n\nSELECT 1;\n/* a;\nb */ SELECT\n2 -- c;\n;;\n SELECT 3"
    assert split(text) == [(3, "SELECT 1"), (5, "SELECT\n2 -- c;\n"), (8, "SELECT 3")]


@pytest.mark.parametrize(
    ("text", "dialect", "count"),
    [
        ("SELECT ';'; SELECT 2", "postgresql", 2),
        ("SELECT 'it''s;'; SELECT 2", "postgresql", 2),
        (r"SELECT 'a\'; SELECT 2", "postgresql", 2),
        (r"SELECT 'a\';'; SELECT 2", "mysql", 2),
        (r"SELECT E'a\';'; SELECT 2", "postgresql", 2),
        ('SELECT ";"; SELECT 2', "sqlite", 2),
        ("SELECT `;`; SELECT 2", "mysql", 2),
        ("SELECT $$;$$, $x$ ; $$ ; $x$; SELECT 2", "postgresql", 2),
        ("SELECT 1 # ;\n; SELECT 2", "mysql", 2),
        ("SELECT 1 # 2; SELECT 2", "postgresql", 2),
        ("SELECT '''a;'b;'''; SELECT 2", "bigquery", 2),
        ("SELECT 'open; SELECT 2", "postgresql", 1),
        (
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN d THEN 1 END; DELETE FROM e; END; SELECT 2",
            "sqlite",
            2,
        ),
        ("CREATE PROCEDURE p() BEGIN IF a THEN SELECT 1; END IF; END; SELECT 2", "mysql", 2),
        ("CREATE TABLE trigger_log (a int); SELECT 2", "postgresql", 2),
        ("BEGIN; SELECT 1; END;", "postgresql", 3),
        ("DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\nDELIMITER ;\nSELECT 2;", "mysql", 2),
        ("", "postgresql", 0),
        (" ;; -- a\n", "postgresql", 0),
    ],
)
def test_where_statements_end(text: str, dialect: str, count: int) -> None:
    assert len(split(text, dialect)) == count


PIECES = st.sampled_from(["SELECT 1", "SELECT ';'", 'SELECT ";\n"', "SELECT 1 -- ;\n", "SELECT /* ; \n*/ 2", "SELECT $$;\n$$"])


@given(st.lists(PIECES, max_size=6), st.sampled_from([";", ";\n", " ;\n\n"]))
def test_joining_and_splitting_give_the_same(pieces: list[str], mark: str) -> None:
    text = "".join(piece + mark for piece in pieces)
    assert [statement.rstrip() for _, statement in split(text)] == [piece.rstrip() for piece in pieces]


@given(st.text(alphabet="abA;'\"`$-/*#\\ \n", max_size=60), st.sampled_from(["postgresql", "mysql", "bigquery", "snowflake"]))
def test_any_text_can_be_split_and_no_statement_moves(text: str, dialect: str) -> None:
    for line, statement in split(text, dialect):
        assert statement
        assert statement in "\n".join(text.split("\n")[line - 1 :])
