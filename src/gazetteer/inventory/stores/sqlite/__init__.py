"""The embedded inventory: one SQLite file, for any number of processes on one machine."""

from gazetteer.inventory.stores.sqlite.factory import STORE

__all__ = ["STORE"]
