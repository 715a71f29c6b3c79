"""One mapping from errors and results to exit codes."""

import errno

import click
import pytest

from gazetteer.cli.exits import ExitCode, Terminated, exit_code_of_error, exit_code_of_result, is_crash
from gazetteer.errors import ConfigurationError, ConflictError, InventoryError, NewerInventoryError
from gazetteer_scanners.errors import EvidenceError, RuleError, SourceError, UnknownSourceError, UsageError
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.results import Gate, ScanResult, SourceState
from tests.cli.results import dataset, scan_result

DENIED = Coverage(CoverageState.FAILED, (CoverageReason(CoverageCode.DENIED, "Access to it is denied. Grant it."),))
SAMPLED = Coverage(CoverageState.PARTIAL, (CoverageReason(CoverageCode.SAMPLED, "100 rows were asked for.", is_expected=True),))
TRIPPED = Gate(is_tripped=True, reasons=("crm users email is PERSONAL",))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigurationError("x"), 2),
        (UsageError("x"), 2),
        (UnknownSourceError("x"), 2),
        (RuleError("x"), 2),
        (click.BadParameter("x"), 2),
        (InventoryError("x"), 4),
        (NewerInventoryError("x"), 4),
        (ConflictError("x"), 4),
        (SourceError("x"), 4),
        (EvidenceError("x"), 4),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (Terminated(), 143),
    ],
)
def test_errors_that_are_raised_on_purpose(error: BaseException, code: int) -> None:
    assert exit_code_of_error(error) == code
    assert not is_crash(error)


@pytest.mark.parametrize("error", [KeyError("x"), RuntimeError("x"), OSError(errno.ENOSPC, "full"), MemoryError()])
def test_anything_else_is_a_crash_and_never_1(error: BaseException) -> None:
    assert exit_code_of_error(error) == 4
    assert is_crash(error)


def test_a_closed_output_is_no_crash() -> None:
    assert exit_code_of_error(BrokenPipeError(errno.EPIPE, "Broken pipe")) == 4
    assert not is_crash(BrokenPipeError(errno.EPIPE, "Broken pipe"))


@pytest.mark.parametrize(
    ("result", "min_coverage", "code"),
    [
        (scan_result(dataset("users")), 100, ExitCode.OK),
        (scan_result(dataset("users", coverage=SAMPLED)), 100, ExitCode.OK),
        (scan_result(dataset("users"), dataset("hidden", coverage=DENIED)), 100, ExitCode.GAPS),
        (scan_result(dataset("users"), dataset("hidden", coverage=DENIED)), 50.5, ExitCode.GAPS),
        (scan_result(dataset("users"), dataset("hidden", coverage=DENIED)), 50, ExitCode.OK),
        (scan_result(dataset("users"), gate=TRIPPED), 100, ExitCode.GATE),
        (scan_result(dataset("users"), dataset("hidden", coverage=DENIED), gate=TRIPPED), 100, ExitCode.GATE),
        (scan_result(state=SourceState.FAILED), 0, ExitCode.FAILURE),
        (scan_result(dataset("users"), state=SourceState.FAILED, gate=TRIPPED), 100, ExitCode.FAILURE),
    ],
    ids=["clean", "sampled", "gap", "just below", "just enough", "gate", "gate before gap", "failed", "failed before gate"],
)
def test_a_scan_that_ran_to_its_end(result: ScanResult, min_coverage: float, code: ExitCode) -> None:
    assert exit_code_of_result(result, min_coverage) is code
