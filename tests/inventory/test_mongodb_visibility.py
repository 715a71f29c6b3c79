"""A publication on MongoDB counts whole or not at all, wherever its writer stands, stops or dies."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
import pytest_asyncio
from pymongo import AsyncMongoClient

from gazetteer.errors import ConflictError
from gazetteer.inventory.store import InventoryStore
from gazetteer.inventory.stores.mongodb import layout
from gazetteer.inventory.stores.mongodb.factory import MongoFactory
from tests.inventory.generations import OLD, new
from tests.inventory.observing import observe
from tests.inventory.records import START, field, publication, source

NOW = 1_800_000_000.0
LONG_AFTER = NOW + 10_000.0

WRITES = [
    "change gazetteer",
    "put fields",
    "put datasets",
    *["put evidence"] * 5,
    "change fields",
    "change datasets",
    "change evidence",
    "change gazetteer",
]
"""The writes of a publication of the new generation up to the one that commits it."""

RETIRING_WRITES = ["change gazetteer", "put datasets", "change fields", "change datasets", "change gazetteer"]
"""The writes that let a dataset be gone."""

Hook = Callable[[str], Awaitable[None]]
OpenAt = Callable[..., Awaitable[InventoryStore]]


class Death(BaseException):
    """The writer's process is gone."""


class Writes:
    """A hook that counts writes and acts before one of them."""

    def __init__(self, stop_before: int | None = None, act: Callable[[], Awaitable[None]] | None = None) -> None:
        self.names: list[str] = []
        self._stop_before = stop_before
        self._act = act

    async def __call__(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self._stop_before and self._act is not None:
            await self._act()


class Gate:
    """Holds a writer before its write of the given number until it is let go."""

    def __init__(self, stop_before: int) -> None:
        self.is_reached = asyncio.Event()
        self._is_free = asyncio.Event()
        self.writes = Writes(stop_before, self._hold)

    async def _hold(self) -> None:
        self.is_reached.set()
        await self._is_free.wait()

    def let_go(self) -> None:
        self._is_free.set()


@pytest_asyncio.fixture
async def open_at(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OpenAt]:
    """Opens the test's inventory with a hook and a clock; evidence is cut small, so that it has parts to be torn between."""
    monkeypatch.setattr(layout, "_PART_BYTES", 5)
    async with AsyncExitStack() as stack:

        async def open_(hook: Hook | None = None, now: float = NOW) -> InventoryStore:
            armed: list[Hook] = []

            async def on_write(name: str) -> None:
                for one in armed:
                    await one(name)

            store = await MongoFactory(clock=lambda: now, on_write=on_write).open(mongodb_uri, START)
            stack.push_async_callback(store.close)
            armed += [hook] if hook is not None else []
            return store

        yield open_


@pytest_asyncio.fixture
async def reader(open_at: OpenAt) -> InventoryStore:
    """Another process's store, on an inventory that holds the old generation."""
    store = await open_at()
    await store.put_source(source())
    await store.publish_dataset(OLD)
    return store


async def leftovers(uri: str) -> Counter[str]:
    """How many versions each versioned collection holds, dead and invisible ones too."""
    async with AsyncMongoClient[dict[str, object]](uri) as client:
        database = client.get_default_database()
        return Counter({name: await database[name].count_documents({}) for name in layout.VERSIONED})


async def test_between_any_two_writes_every_operation_sees_one_generation(reader: InventoryStore, open_at: OpenAt) -> None:
    seen = [await observe(reader)]

    async def look(name: str) -> None:
        seen.append(await observe(reader) | {"write": name})

    assert await (await open_at(look)).publish_dataset(new())
    after = await observe(reader)
    writes = [moment.pop("write") for moment in seen[1:]]
    commit = max(number for number, name in enumerate(writes) if name == "change gazetteer")
    assert writes[: commit + 1] == WRITES
    for number, moment in enumerate(seen[1:]):
        assert moment == (seen[0] if number <= commit else after), (number, writes[number])
    assert [name for name in after if after[name] == seen[0][name]] == []


async def test_between_any_two_writes_a_dataset_is_there_or_gone(reader: InventoryStore, open_at: OpenAt) -> None:
    seen = [await observe(reader)]

    async def look(name: str) -> None:
        seen.append(await observe(reader) | {"write": name})

    assert await (await open_at(look)).retire_datasets("src_crm", (), 2, START) == 1
    after = await observe(reader)
    writes = [moment.pop("write") for moment in seen[1:]]
    commit = max(number for number, name in enumerate(writes) if name == "change gazetteer")
    assert writes[: commit + 1] == RETIRING_WRITES
    for number, moment in enumerate(seen[1:]):
        assert moment == (seen[0] if number <= commit else after), (number, writes[number])
    assert [name for name in after if after[name] == seen[0][name]] == ["evidence"]


async def test_between_any_two_writes_a_dataset_has_all_kept_and_new_fields_or_none(
    reader: InventoryStore, open_at: OpenAt
) -> None:
    seen = [await observe(reader)]

    async def look(_: str) -> None:
        seen.append(await observe(reader))

    assert await (await open_at(look)).publish_dataset(replace(new(), keeps_missing=True))
    after = await observe(reader)
    assert (seen[0]["count"], after["count"]) == (4, 6)
    assert [moment for moment in seen if moment not in (seen[0], after)] == []
    assert seen[len(WRITES)] == seen[0]


async def test_a_writer_that_dies_before_any_write_leaves_the_old_and_hinders_nobody(
    reader: InventoryStore, open_at: OpenAt, mongodb_uri: str
) -> None:
    async def die() -> None:
        raise Death

    for stop in range(len(WRITES)):
        old, sequence = await observe(reader), 10 + stop
        with pytest.raises(Death):
            await (await open_at(Writes(stop, die))).publish_dataset(new(sequence))
        assert await observe(reader) == old, stop
        # The same scan, resumed, need not wait for the dead writer's lease.
        assert await reader.publish_dataset(new(sequence))
    assert (await observe(reader))["count"] == 5
    late = await open_at(now=LONG_AFTER)
    assert await late.publish_dataset(new(99))
    # The generation that has just died is kept for readers; everything else that was left behind is swept.
    assert await leftovers(mongodb_uri) == Counter(fields=10, datasets=2, evidence=2 * 5)


async def test_an_expired_epoch_is_rolled_back_by_whoever_opens(
    reader: InventoryStore, open_at: OpenAt, mongodb_uri: str
) -> None:
    async def die() -> None:
        raise Death

    whole = await leftovers(mongodb_uri)
    with pytest.raises(Death):
        await (await open_at(Writes(7, die))).publish_dataset(new())
    assert await leftovers(mongodb_uri) != whole
    await open_at(now=NOW + 60)
    assert await leftovers(mongodb_uri) != whole
    await open_at(now=LONG_AFTER)
    assert await leftovers(mongodb_uri) == whole


async def test_a_late_writer_gets_a_conflict_and_spoils_nothing(reader: InventoryStore, open_at: OpenAt) -> None:
    assert WRITES[11] == "change gazetteer"
    for stop in (1, 4, 9, 11):
        gate = Gate(stop)
        # Its own clock stands still, so it does not notice that it is late.
        slow = asyncio.create_task((await open_at(gate.writes)).publish_dataset(new(2 * stop)))
        await gate.is_reached.wait()
        quick = await open_at(now=LONG_AFTER)
        assert await quick.publish_dataset(new(2 * stop + 1))
        expected = await observe(quick)
        gate.let_go()
        with pytest.raises(ConflictError, match="dst_crm_users took too long and was rolled back; publish it again"):
            await slow
        assert await observe(reader) == expected, stop


async def test_what_a_late_writer_has_marked_counts_until_it_is_replaced(reader: InventoryStore, open_at: OpenAt) -> None:
    old, gate = await observe(reader), Gate(WRITES.index("change fields"))
    slow = asyncio.create_task((await open_at(gate.writes)).publish_dataset(new(2)))
    await gate.is_reached.wait()
    quick = await open_at(now=LONG_AFTER)
    gate.let_go()
    with pytest.raises(ConflictError):
        await slow
    assert await observe(reader) == old
    assert await quick.publish_dataset(new(3))
    assert (await observe(reader))["count"] == 5


async def test_a_newer_scan_takes_the_place_of_an_older_one_at_work(reader: InventoryStore, open_at: OpenAt) -> None:
    gate = Gate(6)
    older = asyncio.create_task((await open_at(gate.writes)).publish_dataset(new(2)))
    await gate.is_reached.wait()
    assert await reader.publish_dataset(new(3))
    expected = await observe(reader)
    gate.let_go()
    assert not await older
    assert await observe(reader) == expected


async def test_an_older_scan_waits_for_a_newer_one_at_work(reader: InventoryStore, open_at: OpenAt) -> None:
    gate = Gate(6)
    newer = asyncio.create_task((await open_at(gate.writes)).publish_dataset(new(3)))
    await gate.is_reached.wait()
    older = asyncio.create_task(reader.publish_dataset(new(2)))
    done, _ = await asyncio.wait([older], timeout=0.2)
    assert not done
    gate.let_go()
    assert [await newer, await older] == [True, False]
    paths = (await observe(reader))["count"]
    assert paths == 5


async def test_datasets_are_published_independently(reader: InventoryStore, open_at: OpenAt) -> None:
    gate = Gate(6)
    first = asyncio.create_task((await open_at(gate.writes)).publish_dataset(new()))
    await gate.is_reached.wait()
    assert await reader.publish_dataset(publication(field("total", dataset="orders"), dataset="orders"))
    assert (await observe(reader))["count"] == 4 + 1
    gate.let_go()
    assert await first
    assert (await observe(reader))["count"] == 5 + 1
