"""The lineage view in a real browser, over inventories made for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp.test_utils import TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory
from tests.api.inventory import TAXONOMY
from tests.web.browser import Browser, opened_browser
from tests.web.maps import BAD_TABLE, HARM, PAY, fill_small

COLUMNS = """[...document.querySelectorAll('#lineage-drawing .column')].map((column) =>
  [column.querySelector('h3').textContent, [...column.querySelectorAll('.node')].map((box) => box.dataset.node).sort()])"""
LABELS = "[...document.querySelectorAll('#lineage-drawing .edge text')].map((label) => label.textContent).sort()"
NOTE = "document.querySelector('#lineage-note').textContent"
ROWS = "[...document.querySelectorAll('#lineage-edges tbody tr')].map((row) => [...row.children].map((one) => one.innerText))"
COVERED = """(() => {
  const labels = [...document.querySelectorAll('.edge text')].map((label) => label.getBoundingClientRect());
  const boxes = [...document.querySelectorAll('.node')].map((box) => box.getBoundingClientRect());
  const meet = (one, other) =>
    one.left < other.right && other.left < one.right && one.top + 2 < other.bottom && other.top + 2 < one.bottom;
  return labels.some((one, i) => boxes.some((box) => meet(one, box)) || labels.some((other, j) => i < j && meet(one, other)));
})()"""


@asynccontextmanager
async def shown(tmp_path: Path, view: str, width: int = 1280) -> AsyncIterator[Browser]:
    """The page at a view, over the small inventory."""
    store = await open_inventory("sqlite::memory:")
    await fill_small(store)
    try:
        async with TestServer(build_app(store, TAXONOMY, ServerSettings())) as server, opened_browser(tmp_path) as browser:
            await browser.open(f"http://127.0.0.1:{server.port}/{view}", width)
            yield browser
            assert browser.complaints == []
    finally:
        await store.close()


async def test_the_way_of_a_field_stands_in_layers(tmp_path: Path) -> None:
    async with shown(tmp_path, "#lineage/fld_log.imei") as page:
        columns = await page.value(COLUMNS)
        assert [title for title, _ in columns] == [
            "Origins",
            "Start",
            "1 step after",
            "2 steps after",
            "3 steps after",
            "Recipients",
        ]
        assert [ids for title, ids in columns if title != "Origins"] == [
            ["fld_log.imei"],
            ["fld_device_daily.device"],
            ["fld_report.device_hash"],
            ["fld_log.note"],
            [PAY.id],
        ]
        labels = await page.value(LABELS)
        assert {"as it is · daily", "hashed", "risk feed", "computed"} <= set(labels)
        assert "filters, joins or sorts" not in labels
        assert await page.value(COVERED) is False
        assert await page.value("document.querySelector('#lineage-title').textContent") == "Lineage of imei"


async def test_the_table_says_where_each_flow_stands(tmp_path: Path) -> None:
    async with shown(tmp_path, "#lineage/fld_device_daily.device?direction=DOWNSTREAM&depth=1") as page:
        await page.value("document.querySelector('#lineage-table').open = true")
        await page.wait("document.querySelector('#lineage-edges tbody')")
        rows = {row[1].split("\n")[0]: row[2:] for row in await page.value(ROWS)}
        assert rows["Pay Inc."][:3] == ["declared", "not stated", "risk feed"]
        assert rows["Pay Inc."][-1].endswith("no policy declares it; backend api")
        assert rows["device_hash"][:3] == ["dbt", "hashed", "not named"]
        assert await page.value("document.querySelector('#lineage-problems').hidden") is False
        assert await page.value("document.querySelector('#lineage-problems').innerText") == (
            "This picture is not complete.\nThe walk ends 1 steps from the start, and goes on from 2 nodes;"
            " ask for more depth. (2) Go on from there"
        )


async def test_indirect_edges_and_other_grains_are_asked_for(tmp_path: Path) -> None:
    async with shown(tmp_path, "#lineage/fld_report.device_hash?direction=UPSTREAM") as page:
        edges = "document.querySelectorAll('#lineage-drawing .edge').length"
        before = await page.value(edges)
        await page.value("document.querySelector('#lineage-indirect button').click()")
        await page.wait(f"{edges} === {before + 1}")
        assert (await page.value("location.hash")).endswith("?direction=UPSTREAM&indirect=true")
        await page.value("document.querySelectorAll('#lineage-grains button')[1].click()")
        await page.wait("[...document.querySelectorAll('.node')].some((box) => box.dataset.node === 'dst_report')")
        assert "fld_report.device_hash" not in str(await page.value(COLUMNS))


async def test_a_node_becomes_the_start(tmp_path: Path) -> None:
    async with shown(tmp_path, "#lineage/fld_log.imei?direction=DOWNSTREAM&depth=1") as page:
        await page.value("document.querySelector('[data-node=\"fld_device_daily.device\"]').click()")
        await page.wait("document.querySelector('#lineage-title').textContent === 'Lineage of device'")
        assert await page.value("location.hash") == "#lineage/fld_device_daily.device?direction=DOWNSTREAM&depth=1"
        await page.value("history.back()")
        await page.wait("document.querySelector('#lineage-title').textContent === 'Lineage of imei'")


async def test_a_field_of_a_dataset_leads_to_its_lineage(tmp_path: Path) -> None:
    async with shown(tmp_path, "#datasets/dst_log") as page:
        await page.value("document.querySelector('#dataset-fields a[aria-label=\"Lineage of imei\"]').click()")
        await page.wait("document.querySelector('#lineage-title').textContent === 'Lineage of imei'")


async def test_names_that_mean_harm_are_text(tmp_path: Path) -> None:
    for of in (f"fld_{BAD_TABLE}.{BAD_TABLE}", "fld_log.imei"):
        async with shown(tmp_path / str(len(of)), "") as page:
            await page.value(f"location.hash = '#lineage/' + encodeURIComponent({of!r})")
            await page.wait("document.querySelector('#lineage-drawing .node')")
            text = await page.value("document.querySelector('#view-lineage').textContent")
            assert (HARM if of == "fld_log.imei" else BAD_TABLE) in text
            assert await page.value("document.querySelectorAll('main img, main script').length") == 0
            assert await page.value("document.title") == "Gazetteer"


async def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    async with shown(tmp_path, "#lineage/fld_none") as page:
        assert "There is no node 'fld_none'" in await page.value("document.querySelector('#lineage-problems').textContent")
        assert "it may have left the inventory" in await page.value(NOTE)
        await page.go("#lineage/dst_copy?direction=DOWNSTREAM")
        assert await page.value(NOTE) == "No edge is known from here, or to here, with these settings."
        await page.go("#lineage")
        assert (await page.value(NOTE)).startswith("Choose a field")


async def test_on_a_phone_layers_stand_below_each_other(tmp_path: Path) -> None:
    async with shown(tmp_path, "#lineage/fld_log.imei", width=390) as page:
        assert await page.value("document.documentElement.scrollWidth") == 390
        await page.wait("document.querySelector('#lineage-edges tbody')")
        assert await page.value("document.querySelector('#lineage-table').open") is True
        assert await page.value("getComputedStyle(document.querySelector('.lines')).display") == "none"
