"""What other tools say of the estate's lineage: OpenLineage events of a nightly job, and a dbt project with its manifest.

The manifest has the shape that `dbt compile` writes (schema v12), of the project's models alone; the test builds the project
with dbt itself and compares.
"""

import json
from datetime import UTC, date, datetime, time, timedelta

from gazetteer.estate.saleforte_logs import DEVICES
from gazetteer.estate.saleforte_warehouse import DAYS

EVENTS_NAME = "lineage/nightly.ndjson"
DBT_FOLDER = "lineage/dbt"
MANIFEST_NAME = f"{DBT_FOLDER}/target/manifest.json"
WAREHOUSE_NAMESPACE = "saleforte_warehouse"
LOGS_NAMESPACE = "saleforte_logs"
_PRODUCER = "https://example.org/nightly-loader"
_FACETS = "https://openlineage.io/spec/facets"
_PROJECT = "saleforte_analytics"
_RELATION = "saleforte_warehouse"

_DAILY = """\
select substr(loaded_at, 1, 10) as day, imei, device_model, 1 as sessions
from {{ source('saleforte_warehouse', 'stg_devices') }}
"""
_REPORT = """\
select substr(md5(imei), 1, 20) as unit, count(distinct device_model) as model_count
from {{ ref('device_daily') }}
group by 1
"""
_MODELS = {
    "device_daily": (_DAILY, ("source.saleforte_analytics.saleforte_warehouse.stg_devices",)),
    "device_report": (_REPORT, ("model.saleforte_analytics.device_daily",)),
}


def lineage_files(as_of: date) -> dict[str, bytes]:
    """The files, by their names in the estate's folder."""
    files = {EVENTS_NAME: _events(as_of)}
    files[f"{DBT_FOLDER}/dbt_project.yml"] = (
        f"name: {_PROJECT}\nversion: '1.0'\nprofile: {_PROJECT}\nmodel-paths: [models]\n"
        "models:\n  saleforte_analytics:\n    +materialized: table\n"
    ).encode()
    files[f"{DBT_FOLDER}/models/sources.yml"] = (
        b"version: 2\nsources:\n  - name: saleforte_warehouse\n    schema: main\n    tables:\n      - name: stg_devices\n"
    )
    for name, (sql, _) in _MODELS.items():
        files[f"{DBT_FOLDER}/models/{name}.sql"] = sql.encode()
    files[MANIFEST_NAME] = _manifest(as_of)
    return files


def _events(as_of: date) -> bytes:
    """One COMPLETE event for each of the last nights."""
    columns = ("user_id", "imei", "device_model")
    origin = {"namespace": LOGS_NAMESPACE, "name": DEVICES}
    facet = {
        "_producer": _PRODUCER,
        "_schemaURL": f"{_FACETS}/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet",
        "fields": {
            column: {
                "inputFields": [
                    {
                        **origin,
                        "field": column,
                        "transformations": [{"type": "DIRECT", "subtype": "IDENTITY", "masking": False}],
                    }
                ]
            }
            for column in columns
        },
    }
    output = {"namespace": WAREHOUSE_NAMESPACE, "name": "stg_devices", "facets": {"columnLineage": facet}}
    lines = []
    for night in range(DAYS, 0, -1):
        at = datetime.combine(as_of - timedelta(days=night), time(2, 10), UTC)
        event = {
            "eventType": "COMPLETE",
            "eventTime": at.isoformat(),
            "producer": _PRODUCER,
            "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
            "run": {"runId": f"00000000-0000-4000-8000-{at:%Y%m%d}0210"},
            "job": {"namespace": "saleforte", "name": "nightly_devices"},
            "inputs": [origin],
            "outputs": [output],
        }
        lines.append(json.dumps(event, separators=(",", ":")) + "\n")
    return "".join(lines).encode()


def _manifest(as_of: date) -> bytes:
    source = "source.saleforte_analytics.saleforte_warehouse.stg_devices"
    document = {
        "metadata": {
            "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json",
            "generated_at": datetime.combine(as_of, time(3), UTC).isoformat(),
            "project_name": _PROJECT,
            "adapter_type": "duckdb",
        },
        "nodes": {f"model.{_PROJECT}.{name}": _model(name, sql, above) for name, (sql, above) in _MODELS.items()},
        "sources": {
            source: {
                "resource_type": "source",
                "package_name": _PROJECT,
                "unique_id": source,
                "database": _RELATION,
                "schema": "main",
                "name": "stg_devices",
                "identifier": "stg_devices",
                "source_name": "saleforte_warehouse",
                "relation_name": f'"{_RELATION}"."main"."stg_devices"',
                "columns": {},
            }
        },
        "disabled": {},
        "exposures": {},
        "metrics": {},
    }
    return (json.dumps(document, indent=1) + "\n").encode()


def _model(name: str, sql: str, above: tuple[str, ...]) -> dict[str, object]:
    compiled = sql
    for table in ("stg_devices", "device_daily"):
        relation = f'"{_RELATION}"."main"."{table}"'
        compiled = compiled.replace(f"{{{{ source('saleforte_warehouse', '{table}') }}}}", relation)
        compiled = compiled.replace(f"{{{{ ref('{table}') }}}}", relation)
    return {
        "resource_type": "model",
        "package_name": _PROJECT,
        "unique_id": f"model.{_PROJECT}.{name}",
        "database": _RELATION,
        "schema": "main",
        "name": name,
        "alias": name,
        "path": f"{name}.sql",
        "original_file_path": f"models/{name}.sql",
        "language": "sql",
        "raw_code": sql,
        "compiled": True,
        "compiled_code": compiled,
        "relation_name": f'"{_RELATION}"."main"."{name}"',
        "config": {"enabled": True, "materialized": "table"},
        "depends_on": {"macros": [], "nodes": list(above)},
        "columns": {},
    }
