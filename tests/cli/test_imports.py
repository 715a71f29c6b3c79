"""The command line starts fast: nothing heavy is imported before a command needs it."""

import json
import subprocess
import sys

import pytest

HEAVY = {"adbc_driver_manager", "adbc_driver_sqlite", "aiohttp", "dask", "motor", "numpy", "presidio_analyzer", "psycopg"}
HEAVY |= {"pyarrow", "pymongo", "pymysql", "redis", "sqlite3", "strawberry", "tldextract"}


def _imported(code: str) -> set[str]:
    """Top-level modules after the code has run in a fresh interpreter."""
    program = f"import json, sys\n{code}\njson.dump(sorted({{name.partition('.')[0] for name in sys.modules}}), sys.stderr)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(run.stderr))


@pytest.mark.parametrize(
    "code",
    [
        "import gazetteer.cli",
        "import gazetteer.cli.app",
        "import gazetteer.cli.app as a\ntry:\n  a.app(['scan', '--help'])\nexcept SystemExit as end:\n    assert end.code == 0",
    ],
)
def test_neither_import_nor_help_takes_anything_heavy(code: str) -> None:
    imported = _imported(code)
    assert imported & HEAVY == set()
    assert "click" in imported or code == "import gazetteer.cli"


def test_the_probe_sees_a_heavy_import() -> None:
    assert "sqlite3" in _imported("import sqlite3")
