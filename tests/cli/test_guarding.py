"""Errors become messages and codes; a crash shows neither values nor, unless asked, where it happened."""

import re
from collections.abc import Callable

import click
import pytest
from click.exceptions import Exit
from click.testing import CliRunner

from gazetteer.cli.app import app
from gazetteer.cli.exits import Terminated
from gazetteer.cli.guarding import GuardedGroup, crash_id, report_error
from gazetteer.errors import ConfigurationError, InventoryError

VALUE = "alice@example.org"


def _tool(error: BaseException) -> click.Group:
    tool = GuardedGroup("tool")

    @tool.command()
    def fail() -> None:
        try:
            int(VALUE)
        except ValueError:
            raise error from None

    @tool.command()
    def crash() -> None:
        int(VALUE)

    return tool


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (ConfigurationError("it is wrong; mend it"), 2, "Error: it is wrong; mend it\n"),
        (InventoryError("it is away; start it"), 4, "Error: it is away; start it\n"),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (Terminated(), 143, "Stopped.\n"),
        (Exit(3), 3, ""),
    ],
)
def test_an_error_is_told_on_stderr_with_its_code(error: BaseException, code: int, text: str) -> None:
    result = CliRunner().invoke(_tool(error), ["fail"])
    assert (result.exit_code, result.stderr, result.stdout) == (code, text, "")


@pytest.mark.parametrize("arguments", [[], ["inventory"]])
def test_a_group_by_itself_prints_its_help_in_the_order_of_its_commands(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stderr) == (2, "")
    group = app.commands[arguments[0]] if arguments else app
    assert isinstance(group, click.Group)
    described = result.stdout.partition("Commands:\n")[2]
    assert [line.split()[0] for line in described.splitlines() if line[2:3].strip()] == list(group.commands)
    assert "…" not in described
    assert "..." not in described


def test_a_crash_is_4_with_an_id_and_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GAZETTEER_DEBUG", raising=False)
    result = CliRunner().invoke(_tool(KeyError()), ["crash"])
    assert result.exit_code == 4
    assert re.fullmatch(
        r"Crash: an unexpected error \(ValueError\), id [0-9a-f]{8}\. "
        r"Please report the id; GAZETTEER_DEBUG=1 shows where it happened\.\n",
        result.stderr,
    )
    assert result.stdout == ""


def test_debug_shows_where_it_happened_and_still_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAZETTEER_DEBUG", "1")
    result = CliRunner().invoke(_tool(KeyError()), ["crash"])
    assert result.exit_code == 4
    assert re.search(r"test_guarding\.py:\d+ in crash\nbuiltins\.ValueError\n$", result.stderr)
    assert VALUE not in result.stderr


def test_debug_shows_the_cause_before_the_consequence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAZETTEER_DEBUG", "1")
    report_error(_raised(_fail_with_cause))
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if not line.startswith("  ")][1:] == ["builtins.ValueError", "builtins.LookupError"]


def test_an_error_of_the_system_names_its_kind_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert report_error(OSError(28, "No space left on device", f"/data/{VALUE}")) == 4
    error = capsys.readouterr().err
    assert error.startswith("Crash: an unexpected error (OSError: No space left on device), id ")
    assert VALUE not in error


def test_the_same_crash_has_the_same_id_and_another_has_another() -> None:
    assert crash_id(_raised(_fail_with_cause)) == crash_id(_raised(_fail_with_cause))
    assert crash_id(_raised(_fail_with_cause)) != crash_id(_raised(lambda: int(VALUE)))


def _fail_with_cause() -> None:
    try:
        int(VALUE)
    except ValueError as error:
        raise LookupError(VALUE) from error


def _raised(call: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any kind, it is only looked at
        call()
    return caught.value
