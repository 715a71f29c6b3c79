"""The service's errors, grouped by what the caller can do; only `gazetteer.cli` turns them into exit codes.

Messages name what happened, the objects involved and what to do next; never a value read from a source, nor a secret.
"""


class GazetteerError(Exception):
    """Root of every error that the service raises on purpose."""


class ConfigurationError(GazetteerError):
    """Usage: an option, a configuration file or a URI is wrong as written; nothing was done."""


class InventoryError(GazetteerError):
    """Infrastructure: the inventory does not answer, refuses the login, or is not one that this version can use."""


class NewerInventoryError(InventoryError):
    """The inventory was written by a newer version of Gazetteer; nothing was read or changed."""


class ConflictError(GazetteerError):
    """Retriable: another writer was first (a publication that was rolled back, a version that moved)."""
