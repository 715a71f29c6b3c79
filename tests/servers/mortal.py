"""Processes that end with the process which started them, also where that one is killed and can clean up nothing.

Linux and macOS alike: whoever starts them holds one end of a pipe, which the system closes when it dies, however it dies; a
watcher beside each of them (`mortal_launcher`) waits at the other end and kills its process at once. Linux' death signal
(`PR_SET_PDEATHSIG`) would do without a watcher, but macOS has none, and it fires when the starting thread ends.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

_LAUNCHER = Path(__file__).with_name("mortal_launcher.py")


def start_mortal(
    command: Sequence[str],
    *,
    output: "int | IO[bytes]" = subprocess.PIPE,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> "subprocess.Popen[str]":
    """The running command, under the process id that it gets; `output` is where both its streams go (`PIPE`: one each)."""
    lifeline, _ = _pipe()
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(_LAUNCHER), str(lifeline), *command],
        pass_fds=(lifeline,),
        cwd=folder,
        env=environment,
        stdout=output,
        stderr=output,
        text=True,
    )


@cache
def _pipe() -> tuple[int, int]:
    """The two ends of this process's lifeline; nobody inherits the second one, and it stays open until the end."""
    return os.pipe()
