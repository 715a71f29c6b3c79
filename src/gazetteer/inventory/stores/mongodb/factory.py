"""Opening a MongoDB inventory: `mongodb://host/database` and `mongodb+srv://host/database`; database `gazetteer` by default."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gazetteer.errors import InventoryError
from gazetteer.inventory.documents import Document
from gazetteer.inventory.store import STORE_VERSION, InventoryStore
from gazetteer.inventory.stores.mongodb.address import parse_address
from gazetteer.inventory.stores.mongodb.state import STATE, STATE_ID, STATE_KIND

if TYPE_CHECKING:
    from gazetteer.inventory.stores.mongodb.driver import ClientFactory, Commands, WriteHook
    from gazetteer.inventory.stores.mongodb.epochs import Epochs

_SAME = {"_id": STATE_ID}


@dataclass(frozen=True, slots=True)
class MongoFactory:
    """Opens inventories; the fields are seams.

    Attributes:
        client_factory: makes a driver's client from a URI and options; None is motor's.
        clock: seconds since 1970.
        on_write: awaited before each write of a driver, with a short name.
    """

    client_factory: "ClientFactory | None" = None
    clock: Callable[[], float] = time.time
    on_write: "WriteHook | None" = None
    schemes: tuple[str, ...] = ("mongodb", "mongodb+srv")

    async def open(self, uri: str, now: datetime) -> InventoryStore:
        """The open inventory, made if the database is empty; see `StoreFactory`."""
        # The driver takes a third of a second to import: only who opens a MongoDB inventory waits for it.
        from gazetteer.inventory.stores.mongodb import driver, epochs, store

        address = parse_address(uri)
        commands = driver.Commands(address, self.client_factory or driver.motor_client, self.on_write)
        marks = epochs.Epochs(commands, address.location, self.clock)
        try:
            await _prepare(commands, marks, address.location, now)
        except BaseException:
            await commands.close()
            raise
        return store.MongoStore(commands, marks, address.location, self.clock)


async def _prepare(commands: "Commands", marks: "Epochs", location: str, now: datetime) -> None:
    """Check that it is an inventory of this version, or empty; then bring it into shape."""
    from gazetteer.inventory.stores.mongodb.layout import ensure_indexes

    if await commands.find_one(STATE, _SAME) is None:
        # First of all things that are made, so that a database with anything else in it and without this is foreign.
        if await _holds_anything(commands) and await commands.find_one(STATE, _SAME) is None:
            raise InventoryError(
                f"{location} holds collections, but no inventory; name another database in the URI (a source is scanned,"
                " not opened)"
            )
        await commands.insert_once(STATE, _new_state(now))
    await marks.state()
    await ensure_indexes(commands)
    await marks.roll_back_expired()


async def _holds_anything(commands: "Commands") -> bool:
    names = {name for name in await commands.collection_names() if not name.startswith("system.")}
    return bool(names - {STATE}) or await commands.count(STATE, {}) > 0


def _new_state(now: datetime) -> Document:
    return {
        **_SAME,
        "kind": STATE_KIND,
        "version": STORE_VERSION,
        "created": now.isoformat(),
        "next": 1,
        "open": {},
        "aborted": {},
        "scan_sequence": 0,
    }


STORE = MongoFactory()
