"""Spark with OpenLineage's listener sends a job's lineage to the served inventory, which a scan then completes.

Fetches pyspark with pip and the listener with Maven into the temporary folder; needs Java 17 and `mvn`.
"""

import csv
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.soak.gazetteer_runs import SoakError, environment

PYSPARK = "pyspark==3.5.6"
LISTENER = "io.openlineage:openlineage-spark_2.12:1.53.0"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
_JOB = Path(__file__).with_name("spark_job.py")
_LIMIT_S = 900
_PEOPLE = 50

EXPECTED = {
    ("people.csv", "id", "contacts/*.parquet", "id", "IDENTITY"),
    ("people.csv", "phone", "contacts/*.parquet", "tel", "IDENTITY"),
    ("people.csv", "phone", "contacts/*.parquet", "digest", "MASKING"),
    ("people.csv", "city", "contacts/*.parquet", "", "INDIRECT"),
    ("people.csv", "city", "cities/*.parquet", "city", "IDENTITY"),
    ("people.csv", "phone", "cities/*.parquet", "people", "AGGREGATION"),
    ("people.csv", "city", "cities/*.parquet", "", "INDIRECT"),
}
"""Flows between datasets and fields as they must stand in the end; the listener says that a hash masks, not how."""


def run(folder: Path) -> str:
    """Scans a folder, serves the inventory, runs the job against it, scans again and looks at the flows.

    Raises:
        SoakError: if a command fails or the flows are others.
    """
    lake, uri = folder / "lake", f"sqlite:///{folder}/inventory.sqlite"
    lake.mkdir()
    rows = [f"{number},1380013{number:04},{'Springfield' if number % 2 else 'Shelbyville'}" for number in range(_PEOPLE)]
    (lake / "people.csv").write_text("\n".join(["id,phone,city", *rows]) + "\n")
    python, jar = _pyspark(folder), _listener(folder)
    _gazetteer("scan", str(lake), "--inventory", uri)
    with _served(uri) as url:
        _done([str(python), str(_JOB), str(jar), url, str(lake)])
    _gazetteer("scan", str(lake), "--inventory", uri)
    table = csv.DictReader(_gazetteer("lineage", "export", "--format", "csv", "--inventory", uri).splitlines())
    found = {
        (row["origin_dataset"], row["origin_field"], _set(row["target_dataset"]), row["target_field"], row["transformation"])
        for row in table
        if row["how"] == "OPENLINEAGE"
    }
    if found != EXPECTED:
        raise SoakError(f"missing: {sorted(EXPECTED - found)}; beyond what is expected: {sorted(found - EXPECTED)}")
    return f"{len(found)} flows of {PYSPARK} by {LISTENER}"


def _set(dataset: str) -> str:
    """A file that is alone in its folder has a name that Spark made up."""
    return re.sub(r"/part-[^/]*\.parquet$", "/*.parquet", dataset)


def _pyspark(folder: Path) -> Path:
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    _done([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PYSPARK])
    return python


def _listener(folder: Path) -> Path:
    program = shutil.which("mvn")
    if program is None:
        raise SoakError("mvn is needed to fetch the listener; install Maven and Java 17")
    _done([program, "--batch-mode", "--quiet", _COPY, f"-Dartifact={LISTENER}", f"-DoutputDirectory={folder}"])
    return next(folder.glob("openlineage-spark*.jar"))


@contextmanager
def _served(uri: str) -> Iterator[str]:
    """Where the inventory is served."""
    command = [sys.executable, "-m", "gazetteer", "serve", "--port", "0", "--inventory", uri]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment()) as server:  # noqa: S603 - our own
        try:
            said = server.stderr.readline() if server.stderr else ""
            if not said.startswith("Serving http"):
                raise SoakError(f"the server does not serve: {said}")
            yield said.split()[1].rstrip("/")
        finally:
            server.terminate()


def _gazetteer(*arguments: str) -> str:
    return _done([sys.executable, "-m", "gazetteer", *arguments])


def _done(command: Sequence[str]) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        command, capture_output=True, text=True, env=environment(), check=False, timeout=_LIMIT_S
    )
    if done.returncode:
        raise SoakError(f"{Path(command[0]).name} {command[1]} exited with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout
