"""Batching without chance: what resolvers ask for is collected until they all wait, then read in one round.

A loader that sends its batch at the next turn of the event loop sends one batch or two, depending on which thread of
the store was faster. Here all loaders of an operation share their rounds: a round begins when no resolver has asked
for anything for some turns, and ends when all of its reads have. So the number of reads depends on the query alone.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from typing import Final, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

QUIET_TURNS: Final = 6
"""Turns of the event loop without a new request before a round begins: a resolver's answer passes through its parents'
tasks, one turn each, before the next resolver asks."""


class Rounds:
    """The rounds of one operation."""

    def __init__(self) -> None:
        self._due: dict[Loader[object, object], None] = {}
        self._asked = 0
        self._task: asyncio.Task[None] | None = None

    def ask(self, loader: "Loader[object, object]") -> None:
        """Have the loader read in the next round."""
        self._due[loader] = None
        self._asked += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    def close(self) -> None:
        """Stop reading; nobody waits any more."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        await self._settle()
        while self._due:
            due, self._due = list(self._due), {}
            await asyncio.gather(*(loader.read_waiting() for loader in due))
            await self._settle()

    async def _settle(self) -> None:
        quiet = 0
        while quiet < QUIET_TURNS:
            before = self._asked
            await asyncio.sleep(0)
            quiet = quiet + 1 if self._asked == before else 0


class Loader(Generic[K, R]):
    """Reads one kind of thing, each key once.

    Args:
        rounds: the operation's rounds.
        read: gives the results of some distinct keys, in their order.
    """

    def __init__(self, rounds: Rounds, read: Callable[[Sequence[K]], Awaitable[Sequence[R]]]) -> None:
        self._rounds = rounds
        self._read = read
        self._futures: dict[K, asyncio.Future[R]] = {}
        self._waiting: dict[K, asyncio.Future[R]] = {}

    def load(self, key: K) -> Awaitable[R]:
        """The result of one key; whatever `read` raises is raised here."""
        future = self._futures.get(key)
        if future is None:
            future = asyncio.get_running_loop().create_future()
            self._futures[key] = self._waiting[key] = future
            self._rounds.ask(self)  # type: ignore[arg-type]  # the rounds call `read_waiting` only
        return future

    async def load_many(self, keys: Iterable[K]) -> list[R]:
        """The results of many keys, in their order."""
        return list(await asyncio.gather(*[self.load(key) for key in keys]))

    async def read_waiting(self) -> None:
        """Read what was asked for since the last time."""
        waiting, self._waiting = self._waiting, {}
        try:
            results = dict(zip(waiting, await self._read(list(waiting)), strict=True))
        except Exception as error:  # noqa: BLE001 - handed on to everybody who waits
            for future in waiting.values():
                if not future.done():
                    future.set_exception(error)
                    future.exception()  # somebody may have stopped waiting; that is no forgotten error
            return
        for key, future in waiting.items():
            if not future.done():
                future.set_result(results[key])


def each(read: Callable[[K], Awaitable[R]]) -> Callable[[Sequence[K]], Awaitable[list[R]]]:
    """A `read` that takes its keys one by one, at the same time."""

    async def read_all(keys: Sequence[K]) -> list[R]:
        return list(await asyncio.gather(*[read(key) for key in keys]))

    return read_all
