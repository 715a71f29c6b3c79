"""Where the server may listen."""

import pytest
from pydantic import ValidationError

from gazetteer.api.settings import ServerSettings, is_loopback
from gazetteer.errors import ConfigurationError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "LocalHost", "::1", "[::1]", "localhost."])
def test_loopback_is_accepted(host: str) -> None:
    assert is_loopback(host)
    assert ServerSettings(host=host).host == host


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.0.2.1", "example.org", "", "localhost.example.org", "1270.0.1", "127.0.0.1:80"],  # noqa: S104 - refused
)
def test_any_other_host_is_refused(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(ConfigurationError) as caught:
        ServerSettings(host=host)
    assert str(caught.value) == (
        f"the server does not listen on {host!r}: it has no authentication yet and is reachable from this machine only; "
        "use --host 127.0.0.1, and a tunnel for access from elsewhere"
    )


def test_defaults() -> None:
    settings = ServerSettings()
    assert (settings.host, settings.port, settings.deadline_s, settings.max_body_bytes) == ("127.0.0.1", 8750, 10.0, 1_048_576)


@pytest.mark.parametrize("wrong", [{"port": 65_536}, {"port": -1}, {"deadline_s": 0}, {"max_body_bytes": 0}, {"nonsense": 1}])
def test_values_out_of_bounds_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        ServerSettings(**wrong)
