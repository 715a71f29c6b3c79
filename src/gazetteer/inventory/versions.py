"""The check that keeps an older Gazetteer from misreading, or spoiling, what a newer one wrote."""

from gazetteer.errors import NewerInventoryError
from gazetteer.inventory.store import STORE_VERSION


def check_version(version: int, location: str) -> None:
    """Let through what this version can read.

    Raises:
        NewerInventoryError: if the inventory was written by a newer one.
    """
    if version > STORE_VERSION:
        raise NewerInventoryError(
            f"the inventory {location} has version {version}, this Gazetteer writes version {STORE_VERSION};"
            " upgrade Gazetteer, or give another inventory"
        )
