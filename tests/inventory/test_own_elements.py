"""Store contract: elements of the user's own."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.publishing import element_of, element_record, publish_own_elements
from gazetteer.inventory.records import ElementRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import Element, Level, Role, Taxonomy, load_taxonomy
from tests.inventory.conftest import OpenStore

BADGE = ElementRecord("acme.badge", "Badge", "工牌", "custom", "acme", "DIRECT", Level.PERSONAL, Level.SENSITIVE, ("org_data",))
ROOM = ElementRecord("acme.room", "Room", "", "custom", None, "ATTRIBUTE", Level.NON_PERSONAL_ALONE, Level.PERSONAL)


async def test_none_at_first(store: InventoryStore) -> None:
    assert await store.own_elements() == ()
    await store.put_elements([])
    assert await store.own_elements() == ()


async def test_they_are_kept_by_id_and_replaced(open_store: OpenStore) -> None:
    first, second = await open_store(), await open_store()
    await first.put_elements([ROOM, BADGE])
    assert await second.own_elements() == (BADGE, ROOM)
    renamed = replace(BADGE, label_en="Pass", rules=())
    await second.put_elements([renamed])
    await second.put_elements([renamed])
    assert await first.own_elements() == (renamed, ROOM)


async def test_only_elements_that_are_not_built_in_are_published(store: InventoryStore) -> None:
    own = Element("acme.badge", "Badge", "", "custom", "acme", Role.DIRECT, Level.PERSONAL, Level.PERSONAL)
    await publish_own_elements(store, Taxonomy([*load_taxonomy(), own]))
    await publish_own_elements(store, load_taxonomy())
    assert await store.own_elements() == (element_record(own),)
    assert element_of(element_record(own)) == own


async def test_an_older_sqlite_inventory_gets_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    store = await open_inventory(f"sqlite:///{path}")
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE elements")
        connection.commit()
    again = await open_inventory(f"sqlite:///{path}")
    await again.put_elements([BADGE])
    assert await again.own_elements() == (BADGE,)
    await again.close()
