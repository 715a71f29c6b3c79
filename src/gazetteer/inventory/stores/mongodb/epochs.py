"""Visibility without transactions: versions that are born and die at epochs, and one document that says which count.

    gazetteer._id = "inventory"
      next: 8                       the next epoch to be taken
      open:    {"7": {dataset, sequence, deadline}}     being written: nothing of it counts yet
      aborted: {"5": {dataset, at, why}}                rolled back: nothing of it counts, ever

A writer takes epoch n by compare-and-swap on `next`, inserts the new versions with `born` n, sets `died` n on those
that they replace, and commits by removing `open.n`. A reader reads this document once per operation: its horizon H is
next - 1, and it sees a version if its birth counts (born <= H, neither open nor aborted) and its death does not. So an
operation sees all of a publication or nothing, whatever writers do meanwhile, and a killed writer leaves only versions
that nobody sees.

Only one epoch of a dataset is open at a time: every taking moves `next`, so the check and the taking are one
compare-and-swap. An open epoch is rolled back when its deadline has passed, or at once for the same dataset by a scan
that is not older (a killed scan that is resumed must not wait for its own lease). The mark of an aborted epoch stays
for an hour, longer than its writer can still be at work, because what a late writer leaves must not count either.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from gazetteer.errors import ConflictError, InventoryError
from gazetteer.inventory.documents import Document
from gazetteer.inventory.stores.mongodb.driver import Commands
from gazetteer.inventory.stores.mongodb.layout import ALIVE, VERSIONED
from gazetteer.inventory.stores.mongodb.state import STATE, STATE_ID, STATE_KIND
from gazetteer.inventory.versions import check_version

LEASE_S = 120.0
"""How long a publication may take, from taking its epoch to committing it."""

KEPT_S = 60.0
"""How long after its successor's commit a dead version stays, for readers that began before."""

MARK_S = 3600.0
"""How long an aborted epoch stays marked."""

_PAUSE_S = 0.05
_EXPIRED, _SUPERSEDED, _FAILED = "EXPIRED", "SUPERSEDED", "FAILED"


class SupersededError(ConflictError):
    """A publication of the same dataset by a scan that is not older rolled this one back."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which versions count: births and deaths up to `horizon` that are not in `hidden`."""

    horizon: int
    hidden: tuple[int, ...] = ()
    aborted: tuple[int, ...] = ()

    def visible(self) -> list[Document]:
        """Conditions that let through each visible version, once."""
        born: Document = {"$lte": self.horizon}
        if not self.hidden:
            return [{"born": born}, {"died": {"$gt": self.horizon}}]
        born["$nin"] = list(self.hidden)
        return [{"born": born}, {"$or": [{"died": {"$gt": self.horizon}}, {"died": {"$in": list(self.hidden)}}]}]

    def current(self) -> list[Document]:
        """Conditions that let through what a writer replaces: visible, and claimed by no other writer since.

        The value of `died` that a late writer may overwrite is fixed when it takes its epoch: it cannot bring back what
        a later writer has replaced.
        """
        return [*self.visible(), {"died": {"$in": [ALIVE, *self.aborted]}}]

    def dead(self, died_before: float) -> list[Document]:
        """Conditions that let through what no reader can need any more."""
        return [{"died": {"$lte": self.horizon, "$nin": list(self.hidden)}}, {"died_at": {"$lt": died_before}}]


@dataclass(frozen=True, slots=True)
class Epoch:
    """A taken epoch: its number, what counted when it was taken, when it must be committed."""

    number: int
    dataset_id: str
    snapshot: Snapshot
    deadline: float


class Epochs:
    """The state document and what follows from it.

    Args:
        clock: seconds since 1970; must roughly agree between writers (a skew beyond `lease_s` makes publications fail).
    """

    def __init__(self, commands: Commands, location: str, clock: Callable[[], float], lease_s: float = LEASE_S) -> None:
        self._commands = commands
        self._location = location
        self._clock = clock
        self._lease_s = lease_s

    async def state(self) -> Document:
        """The state document, checked.

        Raises:
            InventoryError: if there is none, or it is not an inventory's.
            NewerInventoryError: if a newer version has taken the inventory over.
        """
        state = await self._commands.find_one(STATE, {"_id": STATE_ID})
        if state is None or state.get("kind") != STATE_KIND:
            raise InventoryError(f"{self._location} is not an inventory, or no longer one; name another database in the URI")
        check_version(state["version"], self._location)
        return state

    async def snapshot(self) -> Snapshot:
        """What counts now."""
        return _snapshot(await self.state())

    async def take(self, dataset_id: str, sequence: int, outranks_equal: bool = True) -> Epoch:
        """An epoch for a publication of the dataset, once no other publication of it is under way.

        Args:
            outranks_equal: roll back an open publication of the same sequence, too, instead of waiting for it.
        """
        while True:
            state = await self.state()
            if await self._clear_way(state, dataset_id, sequence if outranks_equal else sequence - 1):
                continue
            if any(entry["dataset"] == dataset_id for entry in state["open"].values()):
                await asyncio.sleep(_PAUSE_S)
                continue
            number, deadline = state["next"], self._clock() + self._lease_s
            entry = {"dataset": dataset_id, "sequence": sequence, "deadline": deadline}
            taken = await self._commands.change(
                STATE, {"_id": STATE_ID, "next": number}, {"$set": {"next": number + 1, f"open.{number}": entry}}
            )
            if taken is not None:
                return Epoch(number, dataset_id, _snapshot(state), deadline)

    async def commit(self, epoch: Epoch) -> None:
        """Make everything that was written in the epoch count, by one write.

        Raises:
            SupersededError: if a publication of the same dataset rolled it back.
            ConflictError: if it was rolled back because its deadline had passed.
        """
        open_ = f"open.{epoch.number}"
        done = await self._commands.change(STATE, {"_id": STATE_ID, open_: {"$exists": True}}, {"$unset": {open_: ""}})
        if done is None:
            state = await self.state()
            if state["aborted"].get(str(epoch.number), {}).get("why") == _SUPERSEDED:
                raise SupersededError(_conflict(epoch.dataset_id))
            raise ConflictError(_conflict(epoch.dataset_id))

    def check_deadline(self, epoch: Epoch) -> None:
        """Stop a writer that is too late to commit.

        Raises:
            ConflictError: if its deadline has passed.
        """
        if self._clock() > epoch.deadline:
            raise ConflictError(_conflict(epoch.dataset_id))

    async def give_up(self, epoch: Epoch) -> None:
        """Roll back an epoch of one's own."""
        await self._roll_back(epoch.number, epoch.dataset_id, _FAILED)

    async def roll_back_expired(self) -> None:
        """Roll back every open epoch whose deadline has passed."""
        await self._clear_way(await self.state(), None, 0)

    async def sweep(self, dataset_id: str) -> None:
        """Remove the dataset's versions that no reader can need, and marks of aborted epochs that are old enough."""
        state, now = await self.state(), self._clock()
        conditions = _snapshot(state).dead(now - self._lease_s - KEPT_S)
        for collection in VERSIONED:
            await self._commands.delete_many(collection, {"$and": [{"dataset_id": dataset_id}, *conditions]})
        for number, entry in state["aborted"].items():
            if entry["at"] < now - MARK_S:
                await self._clean(int(number), entry["dataset"])
                await self._commands.change(STATE, {"_id": STATE_ID}, {"$unset": {f"aborted.{number}": ""}})

    async def _clear_way(self, state: Document, dataset_id: str | None, sequence: int) -> bool:
        """Roll back what has expired or stands in the way of this publication; True if something was."""
        is_cleared = False
        for number, entry in state["open"].items():
            if entry["deadline"] < self._clock():
                why = _EXPIRED
            elif entry["dataset"] == dataset_id and entry["sequence"] <= sequence:
                why = _SUPERSEDED
            else:
                continue
            await self._roll_back(int(number), entry["dataset"], why)
            is_cleared = True
        return is_cleared

    async def _roll_back(self, number: int, dataset_id: str, why: str) -> None:
        mark = {"dataset": dataset_id, "at": self._clock(), "why": why}
        done = await self._commands.change(
            STATE,
            {"_id": STATE_ID, f"open.{number}": {"$exists": True}},
            {"$unset": {f"open.{number}": ""}, "$set": {f"aborted.{number}": mark}},
        )
        if done is not None:
            await self._clean(number, dataset_id)

    async def _clean(self, number: int, dataset_id: str) -> None:
        for collection in VERSIONED:
            await self._commands.delete_many(collection, {"dataset_id": dataset_id, "born": number})
            await self._commands.change_many(
                collection, {"dataset_id": dataset_id, "died": number}, {"$set": {"died": ALIVE, "died_at": 0}}
            )


def _snapshot(state: Document) -> Snapshot:
    opened = sorted(int(number) for number in state["open"])
    aborted = sorted(int(number) for number in state["aborted"])
    return Snapshot(horizon=state["next"] - 1, hidden=(*opened, *aborted), aborted=tuple(aborted))


def _conflict(dataset_id: str) -> str:
    return f"the publication of dataset {dataset_id} took too long and was rolled back; publish it again"
