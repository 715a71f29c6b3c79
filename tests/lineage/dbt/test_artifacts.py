"""Manifests and catalogs of other versions and adapters, and files that are none."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer.errors import ConfigurationError
from gazetteer.lineage.dbt import artifacts, read_dbt
from gazetteer.lineage.statements import DatasetName, LineageProblem, ProblemCode
from tests.lineage.sql.reading import AT, lines

SCHEMAS = "https://schemas.getdbt.com/dbt"


def node(kind: str, name: str, relation: str, **more: object) -> tuple[str, dict[str, object]]:
    """A node and its id."""
    common: dict[str, object] = {
        "resource_type": kind,
        "package_name": "shop",
        "name": name,
        "alias": name,
        "original_file_path": f"{kind}s/{name}.sql",
        "relation_name": relation or None,
        "config": {},
        "depends_on": {"nodes": []},
    }
    return f"{kind}.shop.{name}", common | more


def manifest(folder: Path, *nodes: tuple[str, object], version: int = 12, adapter: str = "postgres", **more: object) -> Path:
    """A manifest's path; sources are told from other nodes by their ids."""
    metadata = {"dbt_schema_version": f"{SCHEMAS}/manifest/v{version}.json", "project_name": "shop", "adapter_type": adapter}
    document = {
        "metadata": metadata,
        "nodes": {key: value for key, value in nodes if not key.startswith("source.")},
        "sources": {key: value for key, value in nodes if key.startswith("source.")},
    }
    path = folder / "manifest.json"
    path.write_text(json.dumps(document | more), encoding="utf-8")
    return path


def unreadable(where: str, message: str) -> LineageProblem:
    return LineageProblem(ProblemCode.UNREADABLE, where, message)


@pytest.mark.parametrize("version", [9, 10, 11, 12, 13, 40])
def test_versions_are_read_as_long_as_their_shape_fits(tmp_path: Path, version: int) -> None:
    users = node("source", "users", '"crm"."public"."users"')
    code = 'select phone from "crm"."public"."users"'
    model = node("model", "contacts", '"crm"."mart"."contacts"', compiled_code=code, depends_on={"nodes": [users[0]]})
    said = read_dbt(manifest(tmp_path, users, model, version=version, invented={"more": 1}), None, AT)
    assert said.problems == ()
    assert lines(said.flows) == {"crm.public.users.phone -> crm.mart.contacts.phone IDENTITY DBT"}


def test_a_newer_version_of_another_shape_is_a_problem(tmp_path: Path) -> None:
    said = read_dbt(manifest(tmp_path, version=20, nodes=[]), None, AT)
    assert said.flows == ()
    assert said.problems == (
        unreadable(
            "manifest.json",
            "manifest.json has no 'nodes': it is of version 20, and versions 10 to 12 are known; "
            "make it anew with a dbt of one of these",
        ),
    )


@pytest.mark.parametrize(
    ("adapter", "relation", "name", "namespace"),
    [
        ("postgres", '"crm"."public"."Users"', "crm.public.Users", "postgres://shop"),
        ("snowflake", "crm.public.users", "CRM.PUBLIC.USERS", "snowflake://shop"),
        ("snowflake", 'crm.public."users"', "CRM.PUBLIC.users", "snowflake://shop"),
        ("bigquery", "`crm-1`.`public`.`users`", "crm-1.public.users", "bigquery"),
        ("spark", "public.users", "public.users", "spark://shop"),
        ("mysql", "`public`.`users`", "public.users", "mysql://shop"),
        ("duckdb", '"c.rm"."main"."us""ers"', 'c.rm.main.us"ers', "duckdb://shop"),
    ],
)
def test_names_of_relations(tmp_path: Path, adapter: str, relation: str, name: str, namespace: str) -> None:
    users = node("seed", "users", relation)
    model = node("model", "m", "m", compiled_code="not compiled sql (", depends_on={"nodes": [users[0]]})
    (flow,) = read_dbt(manifest(tmp_path, users, model, adapter=adapter), None, AT).flows
    assert flow.origin == DatasetName(namespace, name)


def test_the_catalog_says_how_the_database_spells(tmp_path: Path) -> None:
    users = node("source", "users", "crm.public.users")
    model = node("model", "m", "crm.mart.m", compiled_code="select * from crm.public.users")
    entries = {
        key: {
            "metadata": {"database": "CRM", "schema": schema, "name": name},
            "columns": {"B": {"name": "B", "index": 2}, "A": {"name": "A", "index": 1}},
        }
        for key, schema, name in ((users[0], "PUBLIC", "USERS"), (model[0], "MART", "M"))
    }
    catalog = tmp_path / "catalog.json"
    document = {"metadata": {"dbt_schema_version": f"{SCHEMAS}/catalog/v1.json"}, "nodes": entries, "sources": {}}
    catalog.write_text(json.dumps(document), encoding="utf-8")
    said = read_dbt(manifest(tmp_path, users, model, adapter="snowflake"), catalog, AT)
    assert said.problems == ()
    assert lines(said.flows) == {f"CRM.PUBLIC.USERS.{name} -> CRM.MART.M.{name} IDENTITY DBT" for name in "AB"}


def test_ephemeral_models_are_looked_through_where_nothing_is_compiled(tmp_path: Path) -> None:
    users = node("seed", "users", "users")
    first = node(
        "model", "first", "", config={"materialized": "ephemeral"}, depends_on={"nodes": [users[0], "model.shop.second"]}
    )
    second = node("model", "second", "", config={"materialized": "ephemeral"}, depends_on={"nodes": [first[0]]})
    model = node("model", "m", "m", depends_on={"nodes": [second[0], "model.other.gone"]})
    said = read_dbt(manifest(tmp_path, users, first, second, model), None, AT, "ns")
    assert [(flow.origin, flow.target) for flow in said.flows] == [(DatasetName("ns", "users"), DatasetName("ns", "m"))]
    assert said.problems[1:] == (
        unreadable("models/m.sql", "shop.m depends on model.other.gone, which the manifest does not have"),
    )


def test_versions_of_a_model_and_other_kinds_of_nodes(tmp_path: Path) -> None:
    key, versioned = node("model", "m", "s.m_v2", compiled_code="select phone from s.users")
    others = [node(kind, "x", "s.x", compiled_code="select phone from s.users") for kind in ("test", "analysis", "operation")]
    said = read_dbt(manifest(tmp_path, (f"{key}.v2", versioned), *others), None, AT)
    assert [flow.job for flow in said.flows] == ["shop.m.v2"]
    assert lines(said.flows) == {"s.users.phone -> s.m_v2.phone IDENTITY DBT"}


def test_compiled_files_elsewhere_are_not_read(tmp_path: Path) -> None:
    target = tmp_path / "target"
    (target / "compiled" / "shop").mkdir(parents=True)
    (tmp_path / "secret.sql").write_text("select phone from users", encoding="utf-8")
    model = node("model", "m", "m", original_file_path="../../../secret.sql", compiled_path=str(tmp_path / "secret.sql"))
    said = read_dbt(manifest(target, model), None, AT)
    assert said.flows == ()
    assert [problem.where for problem in said.problems] == ["../../../secret.sql"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "manifest.json is no JSON (line 1, column 2): make it anew with `dbt docs generate`"),
        ("[1]", "manifest.json is no manifest of dbt: name the manifest.json of its target folder"),
        ("{}", "manifest.json is no manifest of dbt: name the manifest.json of its target folder"),
        (
            json.dumps({"metadata": {"dbt_schema_version": f"{SCHEMAS}/catalog/v1.json"}}),
            "manifest.json is no manifest of dbt: name the manifest.json of its target folder",
        ),
        ("[" * 100_000, "manifest.json cannot be read: make it anew with `dbt docs generate`"),
    ],
)
def test_files_that_are_no_manifest(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(text, encoding="utf-8")
    said = read_dbt(path, None, AT)
    assert (said.flows, said.problems) == ((), (unreadable("manifest.json", message),))


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = manifest(tmp_path)
    monkeypatch.setattr(artifacts, "MAX_BYTES", 0)
    assert read_dbt(path, None, AT).problems == (unreadable("manifest.json", "manifest.json is larger than 0 MiB"),)


def test_a_broken_catalog_leaves_the_manifest(tmp_path: Path) -> None:
    model = node("model", "m", "s.m", compiled_code="select phone from s.users")
    path = manifest(tmp_path, model)
    said = read_dbt(path, path, AT)
    assert lines(said.flows) == {"s.users.phone -> s.m.phone IDENTITY DBT"}
    message = "manifest.json is no catalog of dbt: name the catalog.json of its target folder"
    assert said.problems == (unreadable("manifest.json", message),)


@pytest.mark.parametrize("kind", ["manifest", "catalog"])
def test_missing_files_are_refused(tmp_path: Path, kind: str) -> None:
    path = manifest(tmp_path)
    gone = tmp_path / "gone.json"
    with pytest.raises(ConfigurationError, match=rf"gone\.json is no file: name the {kind}\.json"):
        read_dbt(gone if kind == "manifest" else path, gone, AT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "model", "sql", "select 1 as a", "a.b", '"']),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["nodes", "columns", "x", "name"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = [
    "resource_type",
    "relation_name",
    "compiled_code",
    "depends_on",
    "config",
    "language",
    "package_name",
    "original_file_path",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(KEYS), JSON), JSON)
def test_no_shape_of_a_node_raises(tmp_path: Path, changed: dict[str, object], other: object) -> None:
    key, model = node("model", "m", "s.m", compiled_code="select phone from s.users")
    fine = node("model", "fine", "s.fine", compiled_code="select phone from s.users")
    said = read_dbt(manifest(tmp_path, (key, model | changed), ("model.shop.other", other), fine), None, AT)
    assert "s.users.phone -> s.fine.phone IDENTITY DBT" in lines(said.flows)
