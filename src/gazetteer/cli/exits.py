"""The exit codes and the one mapping from errors and results to them.

| code | meaning |
|---|---|
| 0 | complete and under the gate |
| 1 | the gate tripped: a field at or above `--fail-on`, or a stale file under `schema --check`, or a value that |
|   | `recognizers test` does not recognise |
| 2 | usage or configuration: an option, a file or a location is wrong as written; nothing was done, but for the good |
|   | events of a file that `lineage import` takes |
| 3 | unexpected gaps beyond `--min-coverage` |
| 4 | a crash, or a source or inventory that does not answer, refuses the login or is damaged |
| 130, 143 | stopped by SIGINT (Ctrl+C), SIGTERM |

Where several apply, 4 goes before 1 and 1 before 3; a signal goes before all.
"""

import errno
import signal
from enum import IntEnum
from typing import TYPE_CHECKING

from click import Abort, ClickException

from gazetteer.errors import ConfigurationError, GazetteerError
from gazetteer_scanners.errors import ScannerError, UsageError

if TYPE_CHECKING:
    from gazetteer_scanners.scanning.results import ScanResult


class ExitCode(IntEnum):
    """What the process tells its caller; see the module's table."""

    OK = 0
    GATE = 1
    USAGE = 2
    GAPS = 3
    FAILURE = 4
    INTERRUPTED = 130
    TERMINATED = 143


class Terminated(KeyboardInterrupt):
    """SIGTERM arrived."""


SIGNAL_CODES = {signal.SIGINT: ExitCode.INTERRUPTED, signal.SIGTERM: ExitCode.TERMINATED}

_EXPECTED: tuple[tuple[type[BaseException], ExitCode], ...] = (
    (Terminated, ExitCode.TERMINATED),
    (KeyboardInterrupt, ExitCode.INTERRUPTED),
    (Abort, ExitCode.INTERRUPTED),
    (ClickException, ExitCode.USAGE),
    (ConfigurationError, ExitCode.USAGE),
    (UsageError, ExitCode.USAGE),
    (GazetteerError, ExitCode.FAILURE),
    (ScannerError, ExitCode.FAILURE),
)


def exit_code_of_error(error: BaseException) -> ExitCode:
    """The code for an error that ended a command; anything that is not ours is a crash, FAILURE."""
    return next((code for kind, code in _EXPECTED if isinstance(error, kind)), ExitCode.FAILURE)


def is_crash(error: BaseException) -> bool:
    """True for an error that no part of the program raises on purpose; a closed output (`| head`) is none."""
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        return False
    return not isinstance(error, tuple(kind for kind, _ in _EXPECTED))


def exit_code_of_result(result: "ScanResult", min_coverage: float) -> ExitCode:
    """The code for a scan that ran to its end.

    Args:
        result: what the scan found and read.
        min_coverage: percentage of the discovered datasets that must be free of unexpected gaps, 0 to 100.
    """
    from gazetteer_scanners.scanning.gate import coverage_share

    if any(source.state == "FAILED" for source in result.sources):
        return ExitCode.FAILURE
    if result.gate.is_tripped:
        return ExitCode.GATE
    if coverage_share(result.coverage, result.sources) < min_coverage:
        return ExitCode.GAPS
    return ExitCode.OK
