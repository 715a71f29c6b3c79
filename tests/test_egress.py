"""A scan of files calls nobody: it runs with every socket refused, loopback too."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BLOCKED = """
import socket, sys

def refuse(event, arguments):
    # binding an unconnected socket to loopback sends nothing: an HTTP library that Presidio imports asks so for IPv6
    if event == "socket.bind" and arguments[1] == ("::1", 0):
        return
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind"):
        address = arguments[1] if event in ("socket.connect", "socket.sendto", "socket.bind") else arguments[0]
        with open("calls.txt", "a") as log:
            log.write(f"{event} {address}\\n")
        raise PermissionError(f"{event} is blocked")

sys.addaudithook(refuse)
"""
"""The interpreter's own audit events stand before every socket call, whichever library makes it."""

SCAN = (
    BLOCKED
    + """
from gazetteer.cli import main
main()
"""
)


def _blocked(folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("presidio", ["off", "samples"])
def test_a_whole_scan_runs_without_a_socket(tmp_path: Path, presidio: str) -> None:
    rows = "".join(f"user{n}@example.org,call me at 138 0013 80{n:02}\n" for n in range(50))
    (tmp_path / "people.csv").write_text("email,note\n" + rows)
    (tmp_path / "gazetteer.yaml").write_text(f"presidio: {presidio}\nsources:\n  - {{name: people, url: people.csv}}\n")
    run = _blocked(tmp_path, SCAN, "scan", "--inventory", "sqlite:///i.sqlite", "--format", "json")
    assert run.returncode == 0, run.stderr
    fields = json.loads(run.stdout)["datasets"][0]["fields"]
    assert [one["id"] for one in fields[0]["elements"]] == ["contact.email"]
    assert not (tmp_path / "calls.txt").exists(), (tmp_path / "calls.txt").read_text()


def test_the_block_sees_a_call_to_loopback_and_to_the_world(tmp_path: Path) -> None:
    program = (
        BLOCKED
        + """
for address in (("127.0.0.1", 9), ("192.0.2.1", 80)):
    try:
        socket.create_connection(address, timeout=1)
    except PermissionError:
        pass
    else:
        sys.exit("not blocked")
"""
    )
    run = _blocked(tmp_path, program)
    assert run.returncode == 0, run.stderr
    calls = (tmp_path / "calls.txt").read_text().split()
    assert {"127.0.0.1", "192.0.2.1"} <= set(calls) or "socket.getaddrinfo" in calls
