"""`mortal_launcher.py LIFELINE COMMAND...`: becomes the command, and leaves a watcher that kills it when the lifeline ends.

The watcher goes when the command ends by itself: that closes a pipe of the command's own, which it holds unknowingly.
"""

import os
import select
import signal
import sys


def main(lifeline: int, command: list[str]) -> None:
    """Never comes back."""
    ended, own = os.pipe()
    target = os.getpid()
    if os.fork() == 0:
        os.close(own)
        _watch(target, lifeline, ended)
    os.close(lifeline)
    os.close(ended)
    os.set_inheritable(own, True)
    os.execv(command[0], command)  # noqa: S606 - a test's own command


def _watch(target: int, lifeline: int, ended: int) -> None:
    """Wait until one of the pipes is closed; out of the group that Ctrl+C goes to, and holding none of its streams open."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    select.select([lifeline, ended], [], [])
    if os.getppid() == target:
        os.kill(target, signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
