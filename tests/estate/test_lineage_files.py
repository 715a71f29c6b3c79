"""What other tools say of the estate: the manifest is what dbt itself makes of the project."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from gazetteer.estate import Estate
from gazetteer.estate.lineage_files import DBT_FOLDER, EVENTS_NAME, MANIFEST_NAME
from gazetteer.lineage.dbt import read_dbt
from gazetteer.lineage.openlineage.reading import read_event

NOW = datetime(2026, 7, 1, tzinfo=UTC)
PROFILE = """saleforte_analytics:
  target: dev
  outputs:
    dev: {type: duckdb, path: "%s"}
"""


def test_dbt_compiles_the_project_to_the_same_flows(estate: Estate, tmp_path: Path) -> None:
    project = tmp_path / "dbt"
    for path in (estate.folder / DBT_FOLDER).rglob("*"):
        if path.is_file() and "target" not in path.parts:
            target = project / path.relative_to(estate.folder / DBT_FOLDER)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    (project / "profiles.yml").write_text(PROFILE % (tmp_path / "saleforte_warehouse.duckdb").as_posix())
    made = "CREATE TABLE stg_devices (user_id INTEGER, imei VARCHAR, device_model VARCHAR, loaded_at VARCHAR)"
    prepare = f"import duckdb; duckdb.connect({str(tmp_path / 'saleforte_warehouse.duckdb')!r}).execute({made!r})"
    subprocess.run([sys.executable, "-c", prepare], check=True)
    environment = {**os.environ, "DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    dbt = Path(sys.executable).with_name("dbt")
    done = subprocess.run(
        [str(dbt), "compile", "--profiles-dir", ".", "--no-partial-parse"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    theirs = read_dbt(project / "target" / "manifest.json", None, NOW, namespace="w")
    ours = read_dbt(estate.folder / MANIFEST_NAME, None, NOW, namespace="w")
    assert ours.problems == theirs.problems == ()
    assert set(ours.flows) == set(theirs.flows)
    assert len(ours.flows) == 6


def test_each_night_is_an_event_that_is_read_without_problems(estate: Estate) -> None:
    lines = (estate.folder / EVENTS_NAME).read_text().splitlines()
    readings = [read_event(json.loads(line), NOW) for line in lines]
    assert len({reading.event.at for reading in readings}) == 7
    assert {len(reading.said.flows) for reading in readings} == {3}
    assert not any(reading.said.problems or reading.unread for reading in readings)
