"""`python -m benchmarks.soak [kills|tables|sanitizers|spark ...]`: each in a temporary folder; 1 if one did not hold."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.soak import kills, sanitizers, spark, tables
from benchmarks.soak.gazetteer_runs import SoakError

SOAKS: Mapping[str, Callable[[Path], str]] = {
    "kills": kills.run,
    "tables": tables.run,
    "sanitizers": sanitizers.run,
    "spark": spark.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what is named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *SOAKS], metavar="NAME", help=f"some of {', '.join(SOAKS)}")
    is_well = True
    for name in parser.parse_args(arguments).names or SOAKS:
        start = time.monotonic()
        try:
            with tempfile.TemporaryDirectory(prefix=f"soak-{name}-") as folder:
                told = SOAKS[name](Path(folder))
        except SoakError as error:
            is_well, told = False, f"FAILED: {error}"
        print(f"{name}: {told} ({time.monotonic() - start:,.0f} s)", flush=True)
    return int(not is_well)


if __name__ == "__main__":
    sys.exit(main())
