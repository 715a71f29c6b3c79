"""The command line, run as a child, and the inventory as it shows it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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
        return [*_gazetteer("scan", str(self.source), "--inventory", self.uri), *options]

    @property
    def uri(self) -> str:
        """The inventory's URI."""
        return f"sqlite:///{self.inventory}"

    def scan(self, *options: str) -> None:
        """A scan to its end.

        Raises:
            SoakError: if it does not exit with 0.
        """
        done = subprocess.run(  # noqa: S603 - our own command
            self.command(*options), capture_output=True, text=True, cwd=self.source.parent, env=environment(), check=False
        )
        if done.returncode:
            raise SoakError(f"the scan exited with {done.returncode}: {done.stderr.strip()[-500:]}")

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
    paths = [str(_ROOT / "src"), str(_ROOT / "scanners"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


_UNKNOWN = 2


def _gazetteer(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "gazetteer", *arguments]
