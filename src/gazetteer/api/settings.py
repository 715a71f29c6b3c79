"""How the server is set up: one frozen object, built by the command line and passed down."""

from ipaddress import ip_address
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gazetteer.errors import ConfigurationError

DEFAULT_PORT = 8750


class ServerSettings(BaseModel):
    """Where to listen and what a request may take.

    Attributes:
        host: a loopback address or `localhost`; anything else is refused, because there is no authentication.
        port: 0 picks a free one.
        deadline_s: the longest time of one operation, in seconds.
        max_body_bytes: the biggest request body.
        max_lineage_bytes: the biggest body of lineage events, unpacked: plans of big jobs come with them.
        aliases: keys of sources by further addresses under which producers of lineage know them.

    Raises:
        ConfigurationError: at construction, for a host that is not loopback.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=DEFAULT_PORT, ge=0, le=65_535)
    deadline_s: float = Field(default=10.0, gt=0)
    max_body_bytes: int = Field(default=1024 * 1024, gt=0)
    max_lineage_bytes: int = Field(default=16 * 1024 * 1024, gt=0)
    aliases: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check_host(self) -> Self:
        if not is_loopback(self.host):
            raise ConfigurationError(
                f"the server does not listen on {self.host!r}: it has no authentication yet and is reachable from this "
                "machine only; use --host 127.0.0.1, and a tunnel for access from elsewhere"
            )
        return self


def is_loopback(host: str) -> bool:
    """True for `localhost` and for addresses that only this machine reaches (127.0.0.0/8 and ::1), with or without brackets."""
    name = host.lower().removesuffix(".")
    if name == "localhost":
        return True
    try:
        return ip_address(name.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return False
