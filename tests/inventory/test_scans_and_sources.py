"""Store contract: scans, sources, the sketch key, and what an inventory says of itself."""

from dataclasses import replace

import pytest

from gazetteer.inventory.queries import PageRequest, ScanQuery
from gazetteer.inventory.store import STORE_VERSION, InventoryStore
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason
from gazetteer_scanners.scanning.results import CoverageTotals, Gate, ScanStatus, SourceState
from tests.inventory.conftest import OpenStore
from tests.inventory.records import START, day, scan, source


async def test_scans_are_numbered_from_one_and_a_replay_changes_nothing(store: InventoryStore) -> None:
    first = await store.start_scan(scan("a"))
    second = await store.start_scan(scan("b"))
    again = await store.start_scan(replace(scan("a"), trigger="api"))
    assert (first.sequence, second.sequence) == (1, 2)
    assert again == first == replace(scan("a"), sequence=1)
    assert await store.count_scans(ScanQuery()) == 2


async def test_a_finished_scan_keeps_its_sequence(store: InventoryStore) -> None:
    started = await store.start_scan(scan("a"))
    ended = replace(
        started,
        sequence=99,
        status=ScanStatus.INCOMPLETE,
        finished_at=day(1),
        source_ids=("src_crm", "src_shop"),
        coverage=CoverageTotals(discovered=3, partial=2, complete=1, unexpected=1, rows_read=7, missable_rate=0.3),
        gate=Gate(is_tripped=True, reasons=("a field is SENSITIVE",)),
    )
    await store.finish_scan(ended)
    await store.finish_scan(ended)
    assert await store.scans_by_id(["a", "unknown"]) == {"a": replace(ended, sequence=1)}
    assert await store.start_scan(scan("a")) == replace(ended, sequence=1)


async def test_finishing_an_unknown_scan_is_an_error_and_stores_nothing(store: InventoryStore) -> None:
    with pytest.raises(KeyError, match="ghost"):
        await store.finish_scan(scan("ghost"))
    assert await store.count_scans(ScanQuery()) == 0


async def test_scans_page_newest_first_and_filter(store: InventoryStore) -> None:
    for id_ in "abcde":
        sources = ("src_crm", "src_shop") if id_ in "bd" else ("src_crm",)
        await store.start_scan(scan(id_, ScanStatus.COMPLETE if id_ == "d" else ScanStatus.RUNNING, sources))
    first = await store.page_scans(ScanQuery(), PageRequest(2))
    rest = await store.page_scans(ScanQuery(), PageRequest(10, first.keys[-1]))
    assert [s.id for s in first.items] == ["e", "d"]
    assert first.has_next
    assert [s.id for s in rest.items] == ["c", "b", "a"]
    assert not rest.has_next
    assert [s.id for s in (await store.page_scans(ScanQuery(source_id="src_shop"), PageRequest(9))).items] == ["d", "b"]
    running = ScanQuery(source_id="src_shop", statuses=(ScanStatus.RUNNING,))
    assert [s.id for s in (await store.page_scans(running, PageRequest(9))).items] == ["b"]
    assert await store.count_scans(running) == 1
    assert await store.count_scans(ScanQuery(statuses=())) == 0


async def test_a_source_keeps_its_first_time_aliases_and_last_good_scan(store: InventoryStore) -> None:
    await store.put_source(replace(source(), last_scan="a", last_good_scan="a"))
    lost = CoverageReason(CoverageCode.SOURCE_LOST, "the file is damaged")
    moved = replace(source(state=SourceState.FAILED, at=day(1)), location="/new/crm.sqlite", error=lost, last_scan="b")
    expected = replace(moved, first_seen=START, aliases=("/data/crm.sqlite",), last_good_scan="a")
    await store.put_source(moved)
    assert await store.sources_by_id(["src_crm"]) == {"src_crm": expected}
    await store.put_source(moved)
    assert await store.sources_by_id(["src_crm", "src_none"]) == {"src_crm": expected}
    await store.put_source(replace(source(at=day(2)), first_seen=day(-1), last_good_scan="c"))
    (stored,) = (await store.sources_by_id(["src_crm"])).values()
    assert (stored.first_seen, stored.aliases, stored.last_good_scan) == (day(-1), ("/new/crm.sqlite",), "c")


async def test_sources_page_by_key(store: InventoryStore) -> None:
    for key in ("é", "shop", "Shop", "crm", "crm2"):
        await store.put_source(source(key))
    first = await store.page_sources(PageRequest(2))
    second = await store.page_sources(PageRequest(3, first.keys[-1]))
    assert [s.key for s in first.items + second.items] == ["Shop", "crm", "crm2", "shop", "é"]
    assert (first.has_next, second.has_next) == (True, False)
    assert await store.page_sources(PageRequest(3, second.keys[-1])) == await store.page_sources(PageRequest(3), keys=[])
    assert [s.key for s in (await store.page_sources(PageRequest(9), keys=["shop", "é", "none"])).items] == ["shop", "é"]
    assert await store.count_sources() == 5


async def test_the_sketch_key_is_made_once_for_all_who_open_it(open_store: OpenStore) -> None:
    first, second = await open_store(), await open_store()
    key = await first.sketch_secret()
    assert len(key) == 16
    assert len(set(key)) > 1
    assert [await second.sketch_secret(), await first.sketch_secret(), await (await open_store()).sketch_secret()] == [key] * 3


async def test_it_says_what_it_is_and_closes_twice(store: InventoryStore) -> None:
    info = await store.describe()
    assert info.kind in {"sqlite", "mongodb"}
    assert info.version == STORE_VERSION
    await store.close()
    await store.close()
