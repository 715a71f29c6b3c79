"""User's element files: what they may leave out, and what each mistake is told."""

from pathlib import Path

import pytest

from gazetteer_scanners.errors import RuleError
from gazetteer_scanners.taxonomy import Level, Names, Role, TaxonomyError, load_taxonomy

HEADER = "id,label_en,category,role,sensitivity"


def write(folder: Path, text: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def error_of(path: Path) -> TaxonomyError:
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(path)
    return caught.value


def test_smallest_file_adds_elements_after_the_builtin_ones(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},names_en\nacme.badge,Badge number,work_education,quasi,personal,badge_no;badge\n")
    taxonomy = load_taxonomy(path)
    badge = taxonomy["acme.badge"]
    assert len(taxonomy) == len(load_taxonomy()) + 1
    assert list(taxonomy)[-1] is badge
    assert (badge.parent, badge.role, badge.level) == ("acme", Role.QUASI, Level.PERSONAL)
    assert badge.strict_level is Level.PERSONAL
    assert badge.names == Names(en=("badge_no", "badge"), camel=("badgeNo",))
    assert taxonomy.is_known("acme")
    assert taxonomy.digest != load_taxonomy().digest


def test_child_of_a_builtin_element_is_covered_by_it(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},parent\nacme.pass,Staff pass,identity,direct,sensitive,work.employee_id\n")
    taxonomy = load_taxonomy(path)
    assert taxonomy.closure("acme.pass") == ("acme.pass", "work.employee_id", "work")
    assert "acme.pass" in taxonomy.covers("work.employee_id")
    assert "acme.pass" not in load_taxonomy().covers("work")


def test_two_files_may_build_on_each_other(tmp_path: Path) -> None:
    first = write(tmp_path, f"{HEADER},parent\nacme.b,B,x,flag,personal,acme.a\n", "1.csv")
    second = write(tmp_path, f"{HEADER}\nacme.a,A,x,flag,personal\n", "2.csv")
    assert load_taxonomy(first, second).closure("acme.b") == ("acme.b", "acme.a", "acme")


def test_byte_order_mark_blank_lines_and_spaces_are_fine(tmp_path: Path) -> None:
    path = write(tmp_path, f"\ufeff{HEADER}\n\n acme.a , A ,x, flag , personal \n\n")
    assert load_taxonomy(path)["acme.a"].label_en == "A"


def test_known_rules_are_kept(tmp_path: Path) -> None:
    rules = "combination_only;retention:30d;sensitive_with:contact.phone"
    path = write(tmp_path, f"{HEADER},rules\nacme.a,A,x,flag,personal,{rules}\n")
    assert load_taxonomy(path)["acme.a"].rules == tuple(rules.split(";"))


BAD_ROWS = [
    ("", "acme.a,A,x,flag,secret", "sensitivity", "'secret' is no level for acme.a"),
    (",sensitivity_strict", "acme.a,A,x,flag,personal,high", "sensitivity_strict", "'high' is no level for acme.a"),
    (
        ",sensitivity_strict",
        "acme.a,A,x,flag,sensitive,personal",
        "sensitivity_strict",
        "personal is below the default level of acme.a; raise it or leave it empty",
    ),
    ("", "acme.a,A,x,person,personal", "role", "'person' is no role for acme.a; use one of attribute, content, "),
    (",detection", "acme.a,A,x,flag,personal,name;regex", "detection", "'regex' is no factor for acme.a"),
    (",rules", "acme.a,A,x,flag,personal,combination", "rules", "'combination' is no rule for acme.a"),
    (",rules", "acme.a,A,x,flag,personal,retention:", "rules", "'retention:' is no rule for acme.a"),
    (",rules", "acme.a,A,x,flag,personal,minor:age", "rules", "'minor:age' is no rule for acme.a"),
    (
        ",rules",
        "acme.a,A,x,flag,sensitive,combination_only",
        "rules",
        "combination_only contradicts the sensitive level of acme.a; remove one of them",
    ),
    (",rules", "acme.a,A,x,flag,personal,sensitive_with:acme.b", "rules", "sensitive_with:acme.b of acme.a names no"),
    ("", "Acme A,A,x,flag,personal", "id", "'Acme A' is no id; use lower-case words joined by dots"),
    ("", "acme.a,,x,flag,personal", "label_en", "is empty for acme.a; fill it in"),
    ("", "acme.a,A,,flag,personal", "category", "is empty for acme.a; fill it in"),
    ("", "contact.phone,A,x,flag,personal", "id", "contact.phone stands in the built-in table already; choose another"),
    (",parent", "acme.a,A,x,flag,personal,acme.b", "parent", "acme.b of acme.a is no element; add its row or name"),
]


@pytest.mark.parametrize(("columns", "line", "column", "problem"), BAD_ROWS)
def test_bad_row_names_file_row_and_column(tmp_path: Path, columns: str, line: str, column: str, problem: str) -> None:
    good = "acme.ok,OK,x,flag,personal" + "," * columns.count(",")
    error = error_of(write(tmp_path, f"{HEADER}{columns}\n{good}\n{line}\n"))
    assert isinstance(error, RuleError)
    assert (error.row, error.column) == (3, column)
    assert str(error).startswith(f"own.csv, row 3, column {column}: {problem}")


def test_wrong_number_of_columns(tmp_path: Path) -> None:
    error = error_of(write(tmp_path, f"{HEADER}\nacme.a,A, B,x,flag,personal\n"))
    assert str(error) == "own.csv, row 2: 6 columns instead of 5; quote the cells that hold commas"


def test_duplicate_id_names_the_other_row(tmp_path: Path) -> None:
    error = error_of(write(tmp_path, f"{HEADER}\nacme.a,A,x,flag,personal\nacme.a,B,x,flag,personal\n"))
    assert str(error) == "own.csv, row 3, column id: acme.a stands in own.csv, row 2 already; choose another id"


def test_parents_in_a_circle(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},parent\nacme.a,A,x,flag,personal,acme.b\nacme.b,B,x,flag,personal,acme.a\n")
    assert str(error_of(path)) == "own.csv, row 2, column parent: acme.a is its own ancestor; name another parent"


@pytest.mark.parametrize(
    ("header", "column", "problem"),
    [
        ("id,label_en,category,role", "sensitivity", "is missing in the header; add it"),
        (f"{HEADER},name_en", "name_en", "unknown column; remove it or use one of category, ccpa_spi, "),
        (f"{HEADER},id", "id", "stands twice in the header; keep one"),
    ],
)
def test_bad_header(tmp_path: Path, header: str, column: str, problem: str) -> None:
    error = error_of(write(tmp_path, f"{header}\n"))
    assert str(error).startswith(f"own.csv, row 1, column {column}: {problem}")


def test_unreadable_files(tmp_path: Path) -> None:
    missing = error_of(tmp_path / "none.csv")
    assert str(missing) == "none.csv: cannot be read (No such file or directory); check the path and its rights"
    latin = tmp_path / "latin.csv"
    latin.write_bytes(f"{HEADER}\nacme.a,Stra\xdfe,x,flag,personal\n".encode("latin-1"))
    assert str(error_of(latin)) == "latin.csv: is not UTF-8; save it as UTF-8"
    assert str(error_of(write(tmp_path, f'{HEADER}\n"acme.a'))).startswith("own.csv: is not valid CSV (")
    assert str(error_of(write(tmp_path, ""))) == "own.csv, row 1, column id: is missing in the header; add it"


def test_a_bad_file_leaves_the_builtin_table_as_it_was(tmp_path: Path) -> None:
    before = load_taxonomy().digest
    error_of(write(tmp_path, f"{HEADER}\nacme.a,A,x,flag,personal\nacme.b,B,x,none,none\n"))
    assert load_taxonomy().digest == before
    assert "acme.a" not in load_taxonomy()
