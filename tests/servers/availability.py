"""What happens where a server cannot be had: a skip that names it, or a failure where all servers are required."""

import os
from typing import NoReturn

import pytest

REQUIRE_VARIABLE = "GAZETTEER_REQUIRE_SERVERS"


def unavailable(server: str, reason: str) -> NoReturn:
    """Skip the test by the server's name; with `GAZETTEER_REQUIRE_SERVERS=1` fail it."""
    text = f"{server} cannot be had: {reason}"
    if os.environ.get(REQUIRE_VARIABLE) == "1":
        pytest.fail(text, pytrace=False)
    pytest.skip(text)
