"""Folders of .sql files."""

from pathlib import Path

import pytest

from gazetteer.errors import ConfigurationError
from gazetteer.lineage.sql import Naming, find_dialect, read_sql_files
from gazetteer.lineage.sql import files as module
from gazetteer.lineage.statements import LineageProblem, ProblemCode, Said
from tests.lineage.sql.reading import AT, SHOP, catalogue, lines, unparsed


def read(folder: Path, dialect: str = "postgresql") -> Said:
    return read_sql_files(folder, Naming(find_dialect(dialect), "warehouse"), catalogue(SHOP), AT)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_files_are_applied_in_the_order_of_their_paths(tmp_path: Path) -> None:
    write(tmp_path, "b/2.sql", "\n-- the last step\nCREATE TABLE final AS SELECT * FROM staged;")
    write(tmp_path, "b/1.SQL", "CREATE TEMP TABLE t AS SELECT phone FROM users;\nCREATE TABLE staged AS SELECT phone FROM t;")
    write(tmp_path, "b/notes.txt", "CREATE TABLE none AS SELECT * FROM staged;")
    said = read(tmp_path)
    assert said.problems == ()
    assert [(lines([flow]), flow.job, flow.proof, flow.at) for flow in said.flows] == [
        ({"users.phone -> staged.phone IDENTITY"}, "b/1.SQL", "The statement at b/1.SQL:2 moves it.", AT),
        ({"staged.phone -> final.phone IDENTITY"}, "b/2.sql", "The statement at b/2.sql:3 moves it.", AT),
    ]


def test_known_datasets_keep_their_namespace_and_unknown_ones_get_the_callers(tmp_path: Path) -> None:
    write(tmp_path, "a.sql", "CREATE TABLE t AS SELECT phone FROM users")
    (flow,) = read(tmp_path / "a.sql").flows
    assert [end.dataset.namespace for end in (flow.origin, flow.target)] == ["crm", "warehouse"]  # type: ignore[union-attr] # fields


def test_problems_name_file_and_line_and_hide_nothing_else(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.sql",
        "CREATE TABLE a AS SELECT phone FROM users;\n\nSELECT oops FROM WHERE 'Ann';\nCREATE TABLE b AS SELECT * FROM a;",
    )
    write(tmp_path, "b.sql", "{% macro x() %} SELECT 1 {% endmacro %}")
    (tmp_path / "c.sql").write_bytes(b"SELECT '\xff'")
    said = read(tmp_path)
    assert lines(said.flows) == {"users.phone -> a.phone IDENTITY", "a.phone -> b.phone IDENTITY"}
    assert said.problems == (
        unparsed("a.sql:3", "the statement is not understood as one of postgres, from its line 1, column 22"),
        unparsed("b.sql:1", "the statement is not understood as one of postgres, from its line 1, column 2"),
        LineageProblem(ProblemCode.UNREADABLE, "c.sql", "the file is not UTF-8: convert it"),
    )


def test_a_dump_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1 << 20)
    write(tmp_path, "dump.sql", " " * ((1 << 20) + 1))
    assert read(tmp_path).problems == (
        LineageProblem(ProblemCode.UNREADABLE, "dump.sql", "the file is larger than 1 MiB: divide it"),
    )


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"does not exist: name a folder of \.sql files"):
        read(tmp_path / "none")
