"""A real project: what dbt leaves behind becomes flows."""

import json
import shutil
from pathlib import Path

from gazetteer.inventory.flows import FlowHow, Transformation
from gazetteer.lineage.dbt import read_dbt
from gazetteer.lineage.sql import Catalogue, KnownDataset
from gazetteer.lineage.statements import DatasetName, Said
from tests.lineage.sql.reading import AT, lines, unparsed

MODELS = {
    "shop.main.users.id -> shop.main.stg_users.user_id IDENTITY DBT",
    "shop.main.users.phone -> shop.main.stg_users.phone IDENTITY DBT",
    "shop.main.users.email -> shop.main.stg_users.email TRANSFORMATION DBT",
    "shop.main.users.country -> shop.main.stg_users.country IDENTITY DBT",
    "shop.main.stg_users.user_id -> shop.main_mart.contacts.user_id IDENTITY DBT",
    "shop.main.stg_users.phone -> shop.main_mart.contacts.phone IDENTITY DBT",
    "shop.main.stg_users.email -> shop.main_mart.contacts.email IDENTITY DBT",
    "shop.main.stg_users.country -> shop.main_mart.contacts.country IDENTITY DBT",
    "shop.main.countries.name -> shop.main_mart.contacts.country_name IDENTITY DBT",
    "shop.main.stg_users.phone -> shop.main_mart.contacts.phone_hash HASHING DBT",
    "shop.main.countries.code -> shop.main_mart.contacts INDIRECT - DBT",
    "shop.main.stg_users.country -> shop.main_mart.contacts INDIRECT - DBT",
    "shop.main.raw_orders.user_id -> shop.main_mart.user_spending.user_id IDENTITY DBT",
    "shop.main.stg_users.phone -> shop.main_mart.user_spending.phone AGGREGATION DBT",
    "shop.main.raw_orders.total -> shop.main_mart.user_spending.total AGGREGATION - DBT",
    "shop.main.raw_orders.total -> shop.main_mart.user_spending INDIRECT - DBT",
    "shop.main.raw_orders.user_id -> shop.main_mart.user_spending INDIRECT - DBT",
    "shop.main.stg_users.user_id -> shop.main_mart.user_spending INDIRECT - DBT",
}
SNAPSHOT = {
    f"shop.main.users.{name} -> shop.history.users_history.{name} IDENTITY DBT" for name in ("id", "phone", "email", "country")
}
UNKNOWN_STAR = unparsed(
    "snapshots/users_history.sql", "the columns that * stands for are not known: scan the tables, or write the columns"
)


def names(said: Said) -> set[tuple[str, str, str | None]]:
    """Origin, target and job of flows between whole datasets."""
    return {
        (flow.origin.name, flow.target.name, flow.job)
        for flow in said.flows
        if isinstance(flow.origin, DatasetName) and isinstance(flow.target, DatasetName)
    }


def copied(built: Path, folder: Path) -> dict[str, dict[str, dict[str, object]]]:
    """The manifest, to be changed and written to another folder."""
    shutil.copytree(built / "compiled", folder / "compiled")
    found: dict[str, dict[str, dict[str, object]]] = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    return found


def written(folder: Path, manifest: object) -> Path:
    path = folder / "manifest.json"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    return path


def test_columns_flow_from_seeds_and_sources_to_models_and_snapshots(built: Path) -> None:
    said = read_dbt(built / "manifest.json", built / "catalog.json", AT)
    assert said.problems == ()
    assert lines(said.flows) == MODELS | SNAPSHOT
    assert {(flow.how, flow.at) for flow in said.flows} == {(FlowHow.DBT, AT)}
    assert {flow.job for flow in said.flows} == {"shop.stg_users", "shop.contacts", "shop.spending", "shop.users_history"}
    assert {flow.proof for flow in said.flows} == {
        "The dbt model shop.stg_users (models/staging/stg_users.sql) selects it.",
        "The dbt model shop.contacts (models/marts/contacts.sql) selects it.",
        "The dbt model shop.spending (models/marts/spending.sql) selects it.",
        "The dbt snapshot shop.users_history (snapshots/users_history.sql) selects it.",
    }


def test_the_namespace_is_the_callers_or_the_adapters(built: Path) -> None:
    for namespace, expected in ((None, "duckdb://shop"), ("warehouse", "warehouse")):
        said = read_dbt(built / "manifest.json", built / "catalog.json", AT, namespace)
        ends = [end for flow in said.flows for end in (flow.origin, flow.target)]
        assert {end.namespace if isinstance(end, DatasetName) else end.dataset.namespace for end in ends} == {expected}


def test_without_a_catalog_models_tell_columns_and_seeds_do_not(built: Path) -> None:
    said = read_dbt(built / "manifest.json", None, AT)
    assert said.problems == (UNKNOWN_STAR,)
    assert lines(said.flows) == MODELS | {"shop.main.users -> shop.history.users_history IDENTITY DBT"}


def test_what_is_held_stands_in_for_the_catalog(built: Path) -> None:
    held = Catalogue([KnownDataset(DatasetName("crm", "main.users"), ("id", "phone", "email", "country"))])
    said = read_dbt(built / "manifest.json", None, AT, held=held)
    assert (said.problems, lines(said.flows)) == ((), MODELS | SNAPSHOT)


def test_statements_that_the_manifest_lacks_are_read_from_compiled_files(built: Path, tmp_path: Path) -> None:
    manifest = copied(built, tmp_path)
    for node in manifest["nodes"].values():
        node["compiled_code"] = None
    said = read_dbt(written(tmp_path, manifest), built / "catalog.json", AT)
    by_file = MODELS | (SNAPSHOT if (tmp_path / "compiled/shop/snapshots/users_history.sql").is_file() else set())
    assert lines(flow for flow in said.flows if flow.transformation is not Transformation.UNKNOWN) == by_file


def test_what_is_not_compiled_flows_whole_and_says_so(built: Path, tmp_path: Path) -> None:
    manifest = copied(built, tmp_path)
    shutil.rmtree(tmp_path / "compiled")
    for node in manifest["nodes"].values():
        node["compiled_code"] = None
    said = read_dbt(written(tmp_path, manifest), built / "catalog.json", AT)
    assert {(flow.transformation, flow.carries) for flow in said.flows} == {(Transformation.UNKNOWN, True)}
    assert names(said) == {
        ("shop.main.users", "shop.main.stg_users", "shop.stg_users"),
        ("shop.main.stg_users", "shop.main_mart.contacts", "shop.contacts"),
        ("shop.main.countries", "shop.main_mart.contacts", "shop.contacts"),
        ("shop.main.raw_orders", "shop.main_mart.user_spending", "shop.spending"),
        ("shop.main.stg_users", "shop.main_mart.user_spending", "shop.spending"),
        ("shop.main.users", "shop.history.users_history", "shop.users_history"),
    }
    why = "because it is not compiled: run `dbt compile`"
    assert [problem.where for problem in said.problems] == [
        "models/staging/stg_users.sql",
        "models/marts/contacts.sql",
        "models/marts/spending.sql",
        "snapshots/users_history.sql",
    ]
    assert said.problems[1].message == f"the flows of shop.contacts are those of whole relations, {why}"


def test_what_cannot_be_parsed_flows_whole_and_hides_nothing_else(built: Path, tmp_path: Path) -> None:
    manifest = copied(built, tmp_path)
    manifest["nodes"]["model.shop.contacts"]["compiled_code"] = "select from where 'Ann'"
    manifest["nodes"]["model.shop.stg_users"] |= {"language": "python"}
    said = read_dbt(written(tmp_path, manifest), built / "catalog.json", AT)
    assert names(said) == {
        ("shop.main.users", "shop.main.stg_users", "shop.stg_users"),
        ("shop.main.stg_users", "shop.main_mart.contacts", "shop.contacts"),
        ("shop.main.countries", "shop.main_mart.contacts", "shop.contacts"),
    }
    assert said.problems == (
        unparsed(
            "models/staging/stg_users.sql",
            "the flows of shop.stg_users are those of whole relations, because it is written in Python",
        ),
        unparsed("models/marts/contacts.sql", "the statement is not understood as one of duckdb, from its line 1, column 17"),
    )
    assert lines(said.flows) >= SNAPSHOT


def test_an_adapter_whose_sql_is_not_read_flows_whole(built: Path, tmp_path: Path) -> None:
    manifest = copied(built, tmp_path)
    manifest["metadata"]["adapter_type"] = "oracle"  # type: ignore[assignment] # metadata holds texts
    said = read_dbt(written(tmp_path, manifest), built / "catalog.json", AT)
    assert len(names(said)) == len(said.flows) == 6
    assert said.problems == (unparsed("manifest.json", "the SQL of oracle is not read: flows are those of whole relations"),)
