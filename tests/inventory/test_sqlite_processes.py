"""One SQLite inventory, several processes: writers beside each other, readers that see whole generations, kills."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, PageRequest, ScanQuery
from gazetteer.inventory.store import InventoryStore
from gazetteer.inventory.stores.sqlite.factory import SqliteFactory
from tests.inventory.generations import OLD, new
from tests.inventory.observing import observe
from tests.inventory.records import START, source

ROOT = Path(__file__).parents[2]


async def publisher(uri: str, name: str, count: int) -> asyncio.subprocess.Process:
    """A process that publishes so many generations."""
    command = [sys.executable, "-m", "tests.inventory.publishing_process", uri, name, str(count)]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)


async def whole_generations(store: InventoryStore) -> int:
    """Check that each dataset shows one whole generation; the number of fields."""
    for dataset in (await store.page_datasets(DatasetQuery(), PageRequest(9))).items:
        page = await store.page_fields(FieldQuery(dataset_ids=(dataset.id,)), FieldOrder.NAME, PageRequest(99))
        generations = {f.path_text.split()[0] for f in page.items}
        assert len(page.items) == 5
        assert len(generations) == 1
    facet = await store.facet_fields(FieldQuery(), FacetKey.LEVEL)
    assert set(facet) <= {"PERSONAL"}
    assert facet.get("PERSONAL", 0) % 5 == 0
    return facet.get("PERSONAL", 0)


async def test_two_scans_and_a_reader_at_once(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'inventory.sqlite'}"
    # Nobody has made the inventory yet: all three do.
    processes = [await publisher(uri, name, 25) for name in ("left", "right")]
    store = await open_inventory(uri)
    ends = asyncio.gather(*(process.communicate() for process in processes))
    while not ends.done():
        await whole_generations(store)
        await asyncio.sleep(0)
    outputs = [stdout.split() for stdout, _ in await ends]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(int(number) for output in outputs for number in output) == list(range(1, 51))
    assert await whole_generations(store) == 15
    assert await store.count_scans(ScanQuery()) == 50
    latest = max(int(output[-1]) for output in outputs)
    (shared,) = (await store.fields_of_datasets(["dst_crm_shared"], 1)).values()
    assert shared[0].path_text == f"{latest} 0"
    await store.close()


async def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'inventory.sqlite'}"
    process = await publisher(uri, "left", 10_000)
    assert process.stdout is not None
    acknowledged = [int(await process.stdout.readline()) for _ in range(5)]
    process.kill()
    rest, _ = await process.communicate()
    acknowledged += [int(line) for line in rest.split()]
    store = await open_inventory(uri)
    await whole_generations(store)
    (mine,) = (await store.fields_of_datasets(["dst_crm_left"], 1)).values()
    assert int(mine[0].path_text.split()[0]) >= acknowledged[-1] == len(acknowledged)
    await store.close()


async def publish_new(store: InventoryStore) -> bool:
    return await store.publish_dataset(new())


async def publish_and_keep(store: InventoryStore) -> bool:
    return await store.publish_dataset(replace(new(), keeps_missing=True))


async def retire_all(store: InventoryStore) -> bool:
    return await store.retire_datasets("src_crm", (), 2, START) == 1


@pytest.mark.parametrize(("change", "unchanged"), [(publish_new, []), (publish_and_keep, []), (retire_all, ["evidence"])])
async def test_between_any_two_statements_every_operation_sees_one_generation(
    tmp_path: Path, change: Callable[[InventoryStore], Awaitable[bool]], unchanged: list[str]
) -> None:
    uri = f"sqlite:///{tmp_path / 'inventory.sqlite'}"
    armed, seen = [False], []

    async def look() -> dict[str, object]:
        reader = await open_inventory(uri)
        try:
            return await observe(reader)
        finally:
            await reader.close()

    def on_statement(statement: str) -> None:
        if armed[0]:
            seen.append((statement, asyncio.run(look())))

    store = await SqliteFactory(on_statement=on_statement).open(uri, START)
    await store.put_source(source())
    await store.publish_dataset(OLD)
    old = await look()
    armed[0] = True
    assert await change(store)
    armed[0] = False
    await store.close()
    after = await look()
    assert [name for name in after if after[name] == old[name]] == unchanged
    assert len(seen) > 8
    assert [statement for statement, moment in seen if moment != old] == []
