"""Logs of statements."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gazetteer.errors import ConfigurationError
from gazetteer.inventory.flows import FlowHow
from gazetteer.lineage.sql import Naming, find_dialect, read_query_log
from gazetteer.lineage.statements import Said
from tests.lineage.sql.reading import AT, SHOP, catalogue, lines, unparsed


def read(folder: Path, text: str) -> Said:
    path = folder / "queries.log"
    path.write_text(text, encoding="utf-8")
    return read_query_log(path, Naming(find_dialect("postgresql"), "crm"), catalogue(SHOP), AT)


def test_one_statement_a_line(tmp_path: Path) -> None:
    said = read(tmp_path, "CREATE TABLE a AS SELECT phone FROM users\nSELECT 1\n\nCREATE TABLE b AS SELECT * FROM a\n")
    assert said.problems == ()
    assert lines(said.flows) == {"users.phone -> a.phone IDENTITY QUERY_LOG", "a.phone -> b.phone IDENTITY QUERY_LOG"}
    assert [(flow.how, flow.at, flow.proof) for flow in said.flows][1] == (
        FlowHow.QUERY_LOG,
        AT,
        "The statement at queries.log:4 was run.",
    )


def test_statements_of_several_lines_end_with_a_mark(tmp_path: Path) -> None:
    said = read(tmp_path, "INSERT INTO orders (sku)\nSELECT phone\nFROM users;\n\nCREATE TABLE b AS\n  SELECT sku FROM orders;")
    assert lines(said.flows) == {"users.phone -> orders.sku IDENTITY QUERY_LOG", "orders.sku -> b.sku IDENTITY QUERY_LOG"}
    assert [flow.proof for flow in said.flows] == [f"The statement at queries.log:{line} was run." for line in (1, 5)]


def test_repeated_statements_are_one_flow_with_first_and_last_time(tmp_path: Path) -> None:
    entries = [
        ("2026-03-02T02:00:00Z", "'b'"),
        ("2026-03-01 04:00:00.5+02:00", "'a'"),
        ("[2026-03-04 02:00:00 UTC]", "'Ann'"),
        ("2026-03-03 02:00:00", "''"),
    ]
    text = "\n".join(
        f"{time} INSERT INTO orders (sku)\n SELECT phone FROM users WHERE email <> {mail}" for time, mail in entries
    )
    said = read(tmp_path, text)
    assert said.problems == ()
    assert [(flow.at, flow.proof) for flow in said.flows if "phone" in str(flow.origin)] == [
        (datetime(2026, 3, 1, 2, 0, 0, 500_000, tzinfo=UTC), "The statement at queries.log:1 was run."),
        (datetime(2026, 3, 4, 2, tzinfo=UTC), "The statement at queries.log:1 was run."),
    ]
    assert lines(said.flows) == {"users.phone -> orders.sku IDENTITY QUERY_LOG", "users.email -> orders INDIRECT - QUERY_LOG"}


def test_a_time_that_is_none_is_not_believed(tmp_path: Path) -> None:
    (flow,) = read(tmp_path, "2026-13-41T99:00:00Z CREATE TABLE a AS SELECT phone FROM users").flows
    assert flow.at == AT


def test_problems_name_the_line(tmp_path: Path) -> None:
    said = read(tmp_path, "2026-03-01T02:00:00Z SELECT 1\n2026-03-01T02:00:01Z INSERT INTO WHERE 'Ann'\n")
    assert said.problems == (
        unparsed("queries.log:2", "the statement is not understood as one of postgres, from its line 1, column 17"),
    )


def test_a_missing_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is no file: name a log of statements"):
        read_query_log(tmp_path / "none", Naming(find_dialect("sqlite"), "x"), catalogue({}), AT)
