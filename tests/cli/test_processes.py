"""The command as a process: codes, signals, and results apart from progress."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PAUSED = """
import sys
from gazetteer.cli import main, running
from gazetteer_scanners.scanning.events import DatasetDone

real = running.run_scan

def paused(*arguments, on_event, stop, **rest):
    def tell(event):
        on_event(event)
        if isinstance(event, DatasetDone) and not stop.is_set():
            print("PAUSED", flush=True)
            stop.wait(60)
    return real(*arguments, on_event=tell, stop=stop, **rest)

running.run_scan = paused
main()
"""
"""The real command, which waits for the signal once its first dataset is final."""


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def _gazetteer(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gazetteer", *arguments],
        cwd=folder,
        env=_environment(**environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_results_go_to_stdout_and_all_else_to_stderr(crm: Path) -> None:
    run = _gazetteer(crm.parent, "scan", "crm.sqlite", "--format", "json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["coverage"]["complete"] == 2
    assert run.stderr.startswith("crm.sqlite: 2 datasets, 250 rows to read\n")


def test_a_usage_error_is_2_and_leaves_stdout_empty(crm: Path) -> None:
    run = _gazetteer(crm.parent, "scan", "none.sqlite")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("Error: ")
    assert _gazetteer(crm.parent, "scna").returncode == 2


def test_version_and_help_are_0(crm: Path) -> None:
    run = _gazetteer(crm.parent, "--version")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("gazetteer ")
    assert _gazetteer(crm.parent, "-h").returncode == 0


def test_no_colour_where_none_is_wanted(crm: Path) -> None:
    coloured = _gazetteer(crm.parent, "scan", "crm.sqlite", FORCE_COLOR="1", TERM="xterm", COLUMNS="120")
    plain = _gazetteer(crm.parent, "scan", "crm.sqlite", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm", COLUMNS="120")
    assert "\x1b[33m" in coloured.stdout
    assert "\x1b[33m" not in plain.stdout


def test_a_crash_while_starting_is_4(crm: Path) -> None:
    broken = "import gazetteer.cli.app as a\na.app = lambda: {}['alice@example.org']\na.run()"
    run = subprocess.run([sys.executable, "-c", broken], cwd=crm.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 4
    assert run.stderr.startswith("Crash: an unexpected error (KeyError), id ")
    assert "alice" not in run.stderr


def test_an_output_that_nobody_reads_is_4_without_a_trace(crm: Path) -> None:
    command = [sys.executable, "-m", "gazetteer", "recognizers", "list", "--format", "json"]
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    os.close(writer)
    assert (run.returncode, run.stderr) == (4, "")


def test_a_second_signal_ends_a_scan_that_does_not_stop(crm: Path) -> None:
    deaf = PAUSED.replace("stop.wait(60)", "__import__('time').sleep(60)")
    command = [sys.executable, "-c", deaf, "scan", "crm.sqlite", "-o", "report.txt"]
    with subprocess.Popen(command, cwd=crm.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "PAUSED\n"
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode in (130, 143)  # whichever of the two is taken in second
    assert sorted(path.name for path in crm.parent.iterdir()) == ["crm.sqlite"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_keeps_what_is_finished_and_writes_the_report(crm: Path, inventory: Path, number: int, code: int) -> None:
    command = [sys.executable, "-c", PAUSED, "scan", "crm.sqlite", "--format", "json", "-o", "report.json"]
    with subprocess.Popen(command, cwd=crm.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "PAUSED\n"
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    report = json.loads((crm.parent / "report.json").read_text())
    assert report["scan"]["status"] == "CANCELLED"
    assert [(one["dataset"], one["coverage"]["state"]) for one in report["datasets"]] == [
        ("orders", "COMPLETE"),
        ("users", "NOT_REACHED"),
    ]
    shown = json.loads(_gazetteer(crm.parent, "inventory", "show", "crm.sqlite", "--format", "json").stdout)
    assert [(one["dataset"], one["coverage"]["state"]) for one in shown["datasets"]] == [
        ("orders", "COMPLETE"),
        ("users", "NOT_REACHED"),
    ]
    assert shown["lastScan"]["status"] == "CANCELLED"
