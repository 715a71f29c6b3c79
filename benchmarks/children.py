"""Whole processes, measured from outside: wall time, and the peak memory that a child reports of itself.

Run as `python -m benchmarks.children read|scan PATH`, it does just that and prints its peak memory in KiB.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class ChildRun:
    """A finished child: seconds of wall time, and what it printed."""

    wall: float
    output: str


def run_child(command: Sequence[str]) -> ChildRun:
    """Runs a command to its end, from the top folder of the project; with compiled bytecode, as programs usually run.

    Raises:
        CalledProcessError: if it fails.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - commands of this package
        command, check=True, capture_output=True, text=True, cwd=_ROOT, env=environment
    )
    return ChildRun(time.perf_counter() - start, done.stdout)


def peak_kib(action: str, path: Path) -> int:
    """The peak memory of a child that reads or scans the file."""
    return int(run_child([sys.executable, "-m", "benchmarks.children", action, str(path)]).output)


def main(action: str, path: Path) -> None:
    """Reads or scans, then prints this process's peak memory in KiB."""
    from benchmarks.reading import read_bare, scan_whole

    if action == "read":
        read_bare(path)
    else:
        scan_whole(path)
    print(own_peak_kib())


def own_peak_kib() -> int:
    """The peak memory of this process in KiB, without what its parent had when it forked (`ru_maxrss` counts that too)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:  # no Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
