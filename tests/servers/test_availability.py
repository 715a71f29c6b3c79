"""A server that cannot be had is a skip with its name, or a failure where servers are required."""

import pytest

from tests.servers.availability import REQUIRE_VARIABLE, unavailable


def test_it_is_a_skip_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REQUIRE_VARIABLE, raising=False)
    with pytest.raises(pytest.skip.Exception, match="ExampleDB cannot be had: not installed"):
        unavailable("ExampleDB", "not installed")


def test_it_is_a_failure_where_servers_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REQUIRE_VARIABLE, "1")
    with pytest.raises(pytest.fail.Exception, match="ExampleDB cannot be had: not installed"):
        unavailable("ExampleDB", "not installed")
