"""What tests start does not outlive them: the test process is killed here, and what it had started is gone."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers.mortal import start_mortal

ROOT = Path(__file__).parents[2]
SLEEPER = [sys.executable, "-c", "import time; print('started', flush=True); time.sleep(600)"]
STARTS_A_SLEEPER = f"""
import sys, time
from tests.servers.mortal import start_mortal
start_mortal({SLEEPER!r}, output=sys.stdout)
time.sleep(600)
"""
TESTS_A_SERVER = """
import time

def test_that_is_killed(mongodb_server):
    print("SERVER", mongodb_server.rpartition(":")[2], flush=True)
    time.sleep(600)
"""


def test_a_process_ends_with_its_killed_starter() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTS_A_SLEEPER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "started\n"
        starter.kill()
        # The sleeper holds the other end, too: the output ends when both are dead.
        rest, _ = starter.communicate(timeout=60)
    assert (starter.returncode, rest) == (-signal.SIGKILL, "")


def test_a_server_ends_with_its_killed_test_run(mongodb_server: str, tmp_path: Path) -> None:
    (tmp_path / "test_killed.py").write_text(TESTS_A_SERVER)
    command = [sys.executable, "-m", "pytest", "-s", "-q", "-p", "tests.servers.mongodb", "-p", "no:cacheprovider"]
    own = {name: value for name, value in os.environ.items() if name != "GAZETTEER_TEST_MONGODB_URI"}
    command += ["--rootdir", str(tmp_path), "-c", os.devnull, str(tmp_path / "test_killed.py")]
    with subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        told = next(line for line in iter(run.stdout.readline, "") if "SERVER" in line)
        run.kill()
    port = int(told.split()[-1])
    deadline = time.monotonic() + 60
    while _answers(port):
        assert time.monotonic() < deadline, "the server lives on"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_signals_reach_the_process_itself(number: signal.Signals) -> None:
    with start_mortal(SLEEPER) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        process.send_signal(number)
        process.communicate(timeout=60)
    assert process.returncode == -number


def test_it_runs_where_and_with_what_it_is_told(tmp_path: Path) -> None:
    program = "import os, sys; print(os.getcwd(), sorted(os.environ)[:1]); sys.exit(3)"
    with start_mortal([sys.executable, "-c", program], folder=tmp_path, environment={"AAA": "1"}) as process:
        output, _ = process.communicate(timeout=60)
    assert (process.returncode, output) == (3, f"{tmp_path} ['AAA']\n")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
