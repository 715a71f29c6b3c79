"""The printed schema: fresh, described everywhere, and without breaking changes."""

import subprocess
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
)

from gazetteer.api.breaking import NoHistoryError, find_baseline, find_breaking
from gazetteer.api.printing import HEADER, print_schema

ROOT = Path(__file__).parents[2]


def test_the_file_is_fresh() -> None:
    printed = (ROOT / "schema.graphql").read_text(encoding="utf-8")
    assert printed == print_schema(), "run `gazetteer schema > schema.graphql`"
    assert printed.startswith(HEADER)


def test_everything_is_described() -> None:
    missing = []
    for name, type_ in build_schema(print_schema()).type_map.items():
        if name.startswith("__") or name in ("ID", "String", "Int", "Float", "Boolean"):
            continue
        missing += [] if type_.description else [name]
        if isinstance(type_, GraphQLEnumType):
            missing += [f"{name}.{word}" for word, value in type_.values.items() if not value.description]
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            missing += [f"{name}.{word}" for word, each in type_.fields.items() if not each.description]
        if isinstance(type_, GraphQLObjectType):
            for word, field in type_.fields.items():
                missing += [f"{name}.{word}({arg})" for arg, each in field.args.items() if not each.description]
    assert missing == []


def test_a_removed_field_is_a_breaking_change() -> None:
    old = print_schema()
    lines = old.splitlines()
    at = lines.index("  distinctEstimate: Long")
    new = "\n".join([*lines[: at - 1], *lines[at + 1 :]])  # the description stands in the line above
    assert find_breaking(old, new) == ["Field Field.distinctEstimate was removed."]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("type Query { a: Int b: Int }", []),
        ("type Query { a(x: Int): Int }", []),
        ("type Query { a: Int! }", []),
        ("type Query { b: Int }", ["Field Query.a was removed."]),
        ("type Query { a: String b: Int }", ["Field Query.a changed type from Int to String."]),
        ("type Query { a(x: Int!): Int }", ["A required argument Query.a(x:) was added."]),
    ],
)
def test_what_breaks_clients(new: str, expected: list[str]) -> None:
    assert find_breaking("type Query { a: Int }", new) == expected


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout: there is no earlier schema to compare with")
def test_the_current_schema_breaks_nothing() -> None:
    baseline = find_baseline(ROOT)
    assert find_breaking(baseline.sdl, print_schema()) == [], f"against {baseline.revision}"


def git(checkout: Path, *arguments: str) -> None:
    """Run git with an identity of its own and without the user's configuration."""
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", checkout, *identity, *arguments], check=True, capture_output=True)


def commit(checkout: Path, sdl: str) -> None:
    """Commit a schema."""
    (checkout / "schema.graphql").write_text(sdl)
    git(checkout, "add", ".")
    git(checkout, "commit", "--allow-empty", "-m", "Change the schema")


def test_the_baseline_is_the_last_tag_else_the_first_commit_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(NoHistoryError, match="is no git checkout: breaking changes are not measured"):
        find_baseline(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "--allow-empty", "-m", "Begin")
    with pytest.raises(NoHistoryError, match=r"no commit of .* has schema\.graphql yet"):
        find_baseline(tmp_path)
    git(tmp_path, "tag", "v0")
    commit(tmp_path, "type Query { first: Int }")
    commit(tmp_path, "type Query { second: Int }")
    assert find_baseline(tmp_path).sdl == "type Query { first: Int }"
    git(tmp_path, "tag", "v1")
    commit(tmp_path, "type Query { third: Int }")
    baseline = find_baseline(tmp_path)
    assert (baseline.revision, baseline.sdl) == ("v1", "type Query { second: Int }")
