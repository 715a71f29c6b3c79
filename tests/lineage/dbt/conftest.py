"""A real project, built once by dbt over DuckDB in a folder of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

_RUN = "from dbt.cli.main import cli; cli()"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The target folder of the project, after `dbt build` and `dbt docs generate`."""
    home = tmp_path_factory.mktemp("dbt")
    project = home / "project"
    shutil.copytree(Path(__file__).parent / "project", project)
    with duckdb.connect(home / "shop.duckdb") as connection:
        connection.execute("CREATE TABLE raw_orders AS SELECT 1 AS id, 1 AS user_id, 12.5 AS total")
    environment = os.environ | {
        "HOME": str(home),
        "SHOP_DATABASE": str(home / "shop.duckdb"),
        "DO_NOT_TRACK": "1",
        "DBT_PROFILES_DIR": str(project),
        "DBT_PROJECT_DIR": str(project),
    }
    for command in (["build"], ["docs", "generate"]):
        ran = subprocess.run(
            [sys.executable, "-c", _RUN, *command], check=False, cwd=project, env=environment, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
    return project / "target"
