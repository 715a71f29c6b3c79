"""The pytest plug-in: makes the assertions of the contract suite explain themselves, and nothing else.

pytest loads it at every start, so that it imports nothing of Arrow or of the connectors. The suite itself is
`gazetteer_scanners.testing.contract`.
"""

import pytest

pytest.register_assert_rewrite("gazetteer_scanners.testing.contract")


def pytest_configure(config: pytest.Config) -> None:
    """Declares the marker that all tests of the suite carry, so that they can be chosen with `-m connector_contract`."""
    config.addinivalue_line("markers", "connector_contract: the contract that every connector of Gazetteer passes")
