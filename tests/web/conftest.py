"""The inventories of the API's tests, for the page too."""

from tests.api.conftest import filled_file, store
from tests.api.test_minors import inventory

__all__ = ["filled_file", "inventory", "store"]
