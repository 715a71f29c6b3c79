"""The data map in a real browser, over inventories made for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.flows import NodeKind, node_id
from gazetteer.inventory.opening import open_inventory
from tests.api.inventory import TAXONOMY
from tests.web.browser import Browser, opened_browser
from tests.web.maps import BAD_TABLE, CHINESE, HARM, PAY, fill_small, fill_wide

EDGES = "[...document.querySelectorAll('#map-drawing .edge')]"
NAMES = "[...document.querySelectorAll('#map-drawing .node .name')].map((name) => name.textContent)"
NOTE = "document.querySelector('#map-note').textContent"
OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll('.node')].map((box) => box.getBoundingClientRect());
  return boxes.some((one, i) => boxes.some((other, j) => i < j
    && one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom));
})()"""


@asynccontextmanager
async def shown(tmp_path: Path, view: str, fill: str, width: int = 1280) -> AsyncIterator[Browser]:
    """The page at a view, over an inventory that is filled so."""
    store = await open_inventory("sqlite::memory:")
    if fill == "small":
        await fill_small(store)
    elif fill:
        await fill_wide(store, int(fill))
    try:
        async with TestServer(build_app(store, TAXONOMY, ServerSettings())) as server, opened_browser(tmp_path) as browser:
            await browser.open(f"http://127.0.0.1:{server.port}/{view}", width)
            yield browser
            assert browser.complaints == []
    finally:
        await store.close()


async def test_origins_systems_and_recipients_stand_in_columns(tmp_path: Path) -> None:
    async with shown(tmp_path, "#map", "small") as page:
        heads = await page.value("[...document.querySelectorAll('#map-drawing h3')].map((head) => head.textContent)")
        assert heads == ["Origins (2)", "Systems (2)", "Recipients (4)"]
        assert await page.value(NOTE) == (
            "8 nodes, 6 edges; 4 datasets in no system; they stand under their sources, with a dashed frame."
        )
        kinds = await page.value(f"{EDGES}.map((edge) => edge.getAttribute('class')).sort()")
        assert kinds == [
            "edge PERSONAL declared",
            "edge PERSONAL declared",
            "edge PERSONAL declared",
            "edge PERSONAL declared",
            "edge PERSONAL observed",
            "edge UNKNOWN declared",
        ]
        assert await page.value(
            "[...document.querySelectorAll('#map-drawing .loose .name')].map((one) => one.textContent)"
        ) == ["crm"]
        assert await page.value(OVERLAPS) is False
        table = "[...document.querySelectorAll('#map-edges tbody tr')].map((row) => row.children[2].textContent).sort()"
        assert await page.value(table) == [
            "declared",
            "declared",
            "declared",
            "declared",
            "declared",
            "reported by a job, values coincide",
        ]


async def test_names_that_mean_harm_are_text(tmp_path: Path) -> None:
    async with shown(tmp_path, "#map?groupBy=DATASET", "small") as page:
        names = await page.value(NAMES)
        assert names.count(HARM) == 2
        assert BAD_TABLE in names
        assert CHINESE in names
        assert await page.value("document.title") == "Gazetteer"
        assert await page.value("document.querySelectorAll('main img, main script').length") == 0
        assert await page.value("Math.max(...[...document.querySelectorAll('.node')].map((box) => box.offsetHeight))") < 100
        assert await page.value("document.documentElement.scrollWidth <= innerWidth") is True
        dotted = f"{EDGES}.filter((edge) => edge.classList.contains('inferred')).map((edge) => edge.textContent)"
        assert await page.value(dotted) == ["values coincide; as it is; Phone number"]


async def test_a_node_lights_its_edges_and_opens_a_panel(tmp_path: Path) -> None:
    async with shown(tmp_path, "#map", "small") as page:
        lit = f"{EDGES}.filter((edge) => edge.classList.contains('on')).length"
        assert await page.value(lit) == 0
        await page.value(f"document.querySelector('[data-node={PAY.id}]').focus()")
        assert await page.value(lit) == 1
        await page.press("ArrowLeft")
        assert await page.value("document.activeElement.querySelector('.name').textContent") == "crm"
        await page.value("document.activeElement.click()")
        panel = "document.querySelector('#map-detail')"
        assert await page.value(f"{panel}.hidden") is False
        text = await page.value(f"{panel}.innerText")
        assert "Goes to (1)\nPay Inc." in text
        assert "Owner\nnobody is named" in text
        assert "declared; risk feed; declared only" in text
        assert "#map?node=src_crm" in await page.value("location.href")
        await page.press("Escape")
        assert await page.value(f"{panel}.hidden") is True
        assert await page.value("document.activeElement.dataset.node") == "src_crm"


async def test_a_panel_has_what_policies_say_and_which_datasets_there_are(tmp_path: Path) -> None:
    app = node_id(NodeKind.SYSTEM, "app")
    async with shown(tmp_path, f"#map?node={app}", "small") as page:
        await page.wait("document.querySelector('#map-detail .more h4')")
        text = await page.value("document.querySelector('#map-detail').innerText")
        assert "Datasets (2)\nlog\ncrm\n" in text
        assert await page.value("[...document.querySelectorAll('#map-detail .more a')].map((link) => link.hash)") == [
            "#datasets/dst_log",
            f"#datasets/dst_{CHINESE}".replace(CHINESE, "%E5%AE%A2%E6%88%B7%E8%B5%84%E6%96%99"),
        ]


@pytest.mark.parametrize(
    ("scope", "note", "names"),
    [
        ("elements=device.imei", "4 nodes, 3 edges; every dataset is in a system.", {"The app", "crm"}),
        ("level=NONE", "2 nodes", {"The app", "crm"}),
        ("level=SENSITIVE", "No field is in this scope.", set()),
    ],
)
async def test_a_scope_leaves_what_its_fields_are_in(tmp_path: Path, scope: str, note: str, names: set[str]) -> None:
    async with shown(tmp_path, f"#map?{scope}", "small") as page:
        assert (await page.value(NOTE)).startswith(note)
        assert names <= set(await page.value(NAMES))


async def test_an_unknown_element_is_said(tmp_path: Path) -> None:
    async with shown(tmp_path, "#map", "small") as page:
        await page.value(
            "(() => { const input = document.querySelector('#map-elements'); input.value = 'no.such';"
            " input.dispatchEvent(new Event('change')); })()"
        )
        await page.wait(f"{NOTE}.includes('no.such')")
        assert (await page.value(NOTE)).startswith("The data map could not be read: ")
        assert await page.value(NAMES) == []


async def test_an_empty_inventory_says_how_to_fill_it(tmp_path: Path) -> None:
    async with shown(tmp_path, "#map", "") as page:
        assert "gazetteer scan SOURCE" in await page.value(NOTE)
        assert await page.value("document.querySelector('#map-table').hidden") is True


async def test_hundreds_of_recipients_come_in_pages(tmp_path: Path) -> None:
    async with shown(tmp_path, "#map", "520") as page:
        assert (await page.value(NOTE)).startswith("500 nodes so far, 499 edges")
        await page.value("document.querySelector('#map-more').click()")
        await page.wait(f"{NOTE}.startsWith('521 nodes, 520 edges')")
        assert await page.value(f"{EDGES}.length") == 520
        assert await page.value(OVERLAPS) is False
        assert await page.value("document.querySelector('#map-more').hidden") is True
        assert await page.value("document.querySelectorAll('#map-edges tbody tr').length") == 200
        for _ in range(2):
            await page.value("document.querySelector('#map-edges button').click()")
        assert await page.value("document.querySelectorAll('#map-edges tbody tr').length") == 520


async def test_on_a_phone_the_table_has_the_edges(tmp_path: Path) -> None:
    async with shown(tmp_path, "#map", "small", width=390) as page:
        assert await page.value("document.documentElement.scrollWidth") == 390
        assert await page.value("getComputedStyle(document.querySelector('.lines')).display") == "none"
        assert await page.value("document.querySelector('#map-table').open") is True
        assert await page.value(OVERLAPS) is False
        assert await page.value("document.querySelectorAll('#map-edges tbody tr').length") == 6
