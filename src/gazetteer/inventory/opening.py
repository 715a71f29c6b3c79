"""Opening an inventory by its URI: the store modules are found by walking `stores/`, third-party ones by entry point.

A store module (or package) in that folder defines `STORE`, an instance of `StoreFactory`'s shape; third parties
register theirs under the entry point group `gazetteer.stores`. One that does not load is named in the error that lists
what there is.
"""

import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast

from gazetteer.errors import ConfigurationError
from gazetteer.inventory import stores
from gazetteer.inventory.store import InventoryStore, StoreFactory
from gazetteer_scanners.plugging import plug_ins

ENTRY_POINT_GROUP = "gazetteer.stores"

INVENTORY_VARIABLE = "GAZETTEER_INVENTORY"


async def open_inventory(uri: str) -> InventoryStore:
    """The inventory at the URI, open, made if it is not there yet.

    Raises:
        ConfigurationError: if no store knows the URI's scheme, or the URI does not parse.
        InventoryError: if the store does not answer, refuses the login, or is not an inventory.
        NewerInventoryError: if it was written by a newer version.
    """
    return await find_store(uri).open(uri, datetime.now(UTC))


def find_store(uri: str) -> StoreFactory:
    """The factory for the URI's scheme; nothing is opened.

    Raises:
        ConfigurationError: if there is none; the message lists the schemes that there are, and the stores that failed.
    """
    scheme, colon, _ = uri.partition(":")
    known: list[str] = []
    failed: list[str] = []
    for name, load in _modules(scheme.lower()):
        try:
            store = load()
        except Exception as error:  # noqa: BLE001 - whatever a plug-in's import raises, it is shown as failed, not hidden
            failed.append(f"{name} ({type(error).__name__})")
            continue
        if colon and scheme.lower() in store.schemes:
            return store
        known.extend(f"{known_scheme}:" for known_scheme in store.schemes)
    # The URI itself may hold a password: only a scheme that can be nothing else is repeated.
    said = f"{scheme}: is no kind of inventory" if colon and scheme.isalnum() else "an inventory is named by a URI"
    broken = f"; these stores do not load: {', '.join(failed)}" if failed else ""
    raise ConfigurationError(f"{said}; there are {', '.join(sorted(known))}{broken}")


def _modules(scheme: str) -> Iterator[tuple[str, Callable[[], StoreFactory]]]:
    """All stores; the one that is called like the scheme comes first, since it most probably is the one."""
    names = (module.name for module in pkgutil.iter_modules(stores.__path__, f"{stores.__name__}."))
    for name in sorted(names, key=lambda name: (name.rpartition(".")[2] != scheme, name)):
        yield name, partial(_built_in, name)
    for point in plug_ins(ENTRY_POINT_GROUP):
        yield point.name, point.load


def _built_in(module: str) -> StoreFactory:
    return cast("StoreFactory", import_module(module).STORE)


def default_inventory_uri(environ: Mapping[str, str]) -> str:
    """What `GAZETTEER_INVENTORY` names, else a SQLite file in the user's data directory (`inventory.sqlite`)."""
    named = environ.get(INVENTORY_VARIABLE)
    if named:
        return named
    return f"sqlite:///{(_data_directory(environ) / 'gazetteer' / 'inventory.sqlite').as_posix()}"


def _data_directory(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where programs keep a user's data: the XDG base directory specification, Apple's and Microsoft's guidelines."""
    home = Path(environ.get("HOME") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    xdg = environ.get("XDG_DATA_HOME", "")
    # The specification: a relative path is invalid and is to be ignored.
    return Path(xdg) if os.path.isabs(xdg) else home / ".local" / "share"  # noqa: PTH117 - "" is no path yet
