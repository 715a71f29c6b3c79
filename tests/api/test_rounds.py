"""Rounds: what is asked for at uneven depths is read together, once, and failures reach everybody who waits."""

import asyncio
from collections.abc import Sequence

import pytest

from gazetteer.api.rounds import Loader, Rounds, each


class Recorder:
    """A `read` that squares its keys and remembers its batches."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def read(self, keys: Sequence[int]) -> list[int]:
        self.batches.append(list(keys))
        await asyncio.sleep(0)
        return [key * key for key in keys]


async def deep(loader: Loader[int, int], key: int, depth: int) -> int:
    """Load a key from within so many tasks."""
    if depth == 0:
        return await loader.load(key)
    (result,) = await asyncio.gather(deep(loader, key, depth - 1))
    return result


async def test_keys_asked_for_at_uneven_depths_are_one_batch() -> None:
    recorder = Recorder()
    loader = Loader(Rounds(), recorder.read)
    assert await asyncio.gather(*(deep(loader, key, key % 5) for key in range(20))) == [key * key for key in range(20)]
    assert [sorted(batch) for batch in recorder.batches] == [list(range(20))]


async def test_a_key_is_read_once() -> None:
    recorder = Recorder()
    loader = Loader(Rounds(), recorder.read)
    assert await loader.load_many([3, 3, 4]) == [9, 9, 16]
    assert await loader.load(3) == 9
    assert await loader.load(5) == 25
    assert recorder.batches == [[3, 4], [5]]


async def test_slow_and_fast_loaders_share_their_rounds() -> None:
    """The second loader reads once, although its keys become known at different times."""
    rounds, recorder = Rounds(), Recorder()

    async def slow(keys: Sequence[int]) -> list[int]:
        await asyncio.sleep(0.05)
        return list(keys)

    async def fast(keys: Sequence[int]) -> list[int]:
        return list(keys)

    first, second, last = Loader(rounds, slow), Loader(rounds, fast), Loader(rounds, recorder.read)

    async def through(loader: Loader[int, int], key: int) -> int:
        return await last.load(await loader.load(key))

    assert list(await asyncio.gather(through(first, 1), through(second, 2))) == [1, 4]
    assert [sorted(batch) for batch in recorder.batches] == [[1, 2]]


async def test_a_failure_reaches_everybody_and_other_loaders_go_on() -> None:
    rounds, recorder = Rounds(), Recorder()

    async def fail(keys: Sequence[int]) -> list[int]:
        raise LookupError("gone")

    broken, sound = Loader(rounds, fail), Loader(rounds, recorder.read)
    results = await asyncio.gather(broken.load(1), broken.load(2), sound.load(3), return_exceptions=True)
    assert [str(result) for result in results] == ["gone", "gone", "9"]
    assert await sound.load(4) == 16


async def test_a_read_that_loses_a_result_is_a_failure_and_not_an_endless_wait() -> None:
    async def lose(keys: Sequence[int]) -> list[int]:
        return list(keys)[1:]

    loader = Loader(Rounds(), lose)
    with pytest.raises(ValueError, match="shorter"):
        await loader.load_many([1, 2])


async def test_close_stops_reading() -> None:
    rounds = Rounds()
    rounds.close()
    entered, left = asyncio.Event(), asyncio.Event()

    async def wait(keys: Sequence[int]) -> list[int]:
        entered.set()
        try:
            await asyncio.Event().wait()
        finally:
            left.set()
        return []

    waiting = asyncio.ensure_future(Loader(rounds, wait).load(1))
    await entered.wait()
    rounds.close()
    await asyncio.wait_for(left.wait(), 5)
    assert not waiting.done()
    waiting.cancel()


async def test_each_reads_one_by_one() -> None:
    async def double(key: int) -> int:
        return 2 * key

    assert await Loader(Rounds(), each(double)).load_many([1, 2, 3]) == [2, 4, 6]
