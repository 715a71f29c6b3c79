"""The command line, run as a child, and the inventory as it shows it.

Run as `python -m benchmarks.soak.gazetteer_runs ARGUMENTS`, it is the `gazetteer` command and ends with a line that says
its peak memory in KiB.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.children import own_peak_kib

_ROOT = Path(__file__).parent.parent.parent


class SoakError(Exception):
    """Something did not hold; the message says what."""


@dataclass(frozen=True, slots=True)
class Place:
    """A source and the inventory that its scans go to."""

    source: Path
    inventory: Path

    def command(self, *options: str) -> list[str]:
        """A scan of the source."""
        return _gazetteer(*self._arguments(options))

    @property
    def uri(self) -> str:
        """The inventory's URI."""
        return f"sqlite:///{self.inventory}"

    def _arguments(self, options: tuple[str, ...]) -> tuple[str, ...]:
        return ("scan", str(self.source), "--inventory", self.uri, *options)

    def scan(self, *options: str) -> int:
        """A scan to its end; its peak memory in KiB.

        Raises:
            SoakError: if it does not exit with 0.
        """
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", __name__, *self._arguments(options)],
            capture_output=True,
            text=True,
            cwd=self.source.parent,
            env=environment(),
            check=False,
        )
        if done.returncode:
            raise SoakError(f"the scan exited with {done.returncode}: {done.stderr.strip()[-500:]}")
        return int(done.stdout.split()[-1])

    def datasets(self) -> dict[str, object]:
        """What the inventory shows of each dataset; empty while it does not know the source.

        Raises:
            SoakError: if it cannot be read.
        """
        shown = subprocess.run(  # noqa: S603 - our own command
            _gazetteer("inventory", "show", self.source.name, "--inventory", self.uri, "--format", "json"),
            capture_output=True,
            text=True,
            cwd=self.source.parent,
            env=environment(),
            check=False,
        )
        if shown.returncode == _UNKNOWN:
            return {}
        if shown.returncode:
            raise SoakError(f"the inventory cannot be shown: {shown.stderr.strip()[-500:]}")
        return {dataset["dataset"]: dataset for dataset in json.loads(shown.stdout)["datasets"]}


def environment() -> dict[str, str]:
    """This process's environment, with the project's packages also where they are not installed."""
    paths = [str(_ROOT), str(_ROOT / "src"), str(_ROOT / "scanners"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


_UNKNOWN = 2


def _gazetteer(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "gazetteer", *arguments]


def main() -> None:
    """Runs the command, then says this process's peak memory in KiB."""
    from gazetteer.cli import main as run_command

    try:
        run_command()
    finally:
        print(own_peak_kib())


if __name__ == "__main__":
    main()
