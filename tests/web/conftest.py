"""The filled inventory of the API's tests, for the page too."""

from tests.api.conftest import filled_file, store

__all__ = ["filled_file", "store"]
