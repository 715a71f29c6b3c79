"""The page in a real browser: it loads under its own security headers, sums the inventory up and runs a query."""

import asyncio
import re
from pathlib import Path
from typing import Any, cast

import pytest
from aiohttp.test_utils import TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.store import InventoryStore
from tests.api.inventory import TAXONOMY
from tests.api.test_minors import BIRTHS
from tests.scanning.writings import WRITINGS, age_of
from tests.web.browser import FLAGS, chromium_command


@pytest.fixture
def chromium() -> str:
    return chromium_command()


async def _page(chromium: str, store: InventoryStore, profile: Path, view: str = "") -> str:
    """The page as it stands when a view has been shown."""
    async with TestServer(build_app(store, TAXONOMY, ServerSettings())) as server:
        process = await asyncio.create_subprocess_exec(
            chromium,
            *FLAGS,
            "--virtual-time-budget=8000",
            f"--user-data-dir={profile}",
            "--dump-dom",
            f"http://127.0.0.1:{server.port}/{view}",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(90):
            output, _ = await process.communicate()
    return output.decode()


class _Damaged:
    """Stands before a store; evidence comes out damaged."""

    def __init__(self, store: InventoryStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def read_evidence(self, dataset_id: str) -> bytes | None:
        return b"no evidence"


def _shown(page: str) -> str:
    """What of the page is in the view that is not hidden."""
    (shown,) = [view for view in re.findall(r"<section id=.view-.*?</section>", page, re.DOTALL) if "hidden" not in view[:90]]
    return str(shown)


async def test_the_page_shows_the_inventory_and_an_answer(chromium: str, store: InventoryStore, tmp_path: Path) -> None:
    page = await _page(chromium, store, tmp_path)
    assert "<dt>Sources</dt><dd>3</dd>" in page
    assert '"id": "device.imei"' in page
    assert 'id="view-ask" class="view bench"' in page
    assert page.count("aria-pressed") == 6
    assert "could not be read" not in page
    assert "did not answer" not in page


async def test_datasets_and_one_of_them_say_what_a_row_is(chromium: str, store: InventoryStore, tmp_path: Path) -> None:
    listed = _shown(await _page(chromium, store, tmp_path, "#datasets"))
    assert listed.count("<tr>") == 1 + 8
    assert listed.count('<span class="row-kind PERSON">a person</span>') == 1
    assert listed.count('<span class="row-kind EVENT">an event</span>') == 1
    (users,) = re.findall(r'href="(#datasets/\w+)">users<', listed)
    shown = _shown(await _page(chromium, store, tmp_path, users))
    assert '<dt>A row is</dt><dd><span class="row-kind PERSON">a person</span></dd>' in shown
    assert "11 fields, riskiest first" in shown
    gone = _shown(await _page(chromium, store, tmp_path, "#datasets/dst_none"))
    assert "There is no such dataset; it may have left the inventory." in gone


async def test_rows_about_children(chromium: str, inventory: str, tmp_path: Path) -> None:
    store = await open_inventory(inventory)
    shown = _shown(await _page(chromium, store, tmp_path, "#minors"))
    await store.close()
    children = sum(age_of(birth) < 14 for birth in BIRTHS)
    assert f"{len(WRITINGS) + 1} datasets whose fields tell an age" in shown
    assert f'<td class="count strong" data-title="Under">{children}</td>' in shown
    assert '<td class="count strong" data-title="Under">1–2</td>' in shown
    adults = sum(age_of(birth) < 21 for birth in BIRTHS)
    assert f'<td class="count" data-title="under 21">{adults}</td>' in shown
    assert "consent by guardian_consent_at; as of 2026-06-30" in shown


async def test_without_ages_it_says_so(chromium: str, store: InventoryStore, tmp_path: Path) -> None:
    shown = _shown(await _page(chromium, store, tmp_path, "#minors"))
    assert "No dataset tells an age: " in shown
    assert "<table" not in shown


async def test_what_cannot_be_read_is_said(chromium: str, store: InventoryStore, tmp_path: Path) -> None:
    damaged = cast("InventoryStore", _Damaged(store))
    shown = _shown(await _page(chromium, damaged, tmp_path, "#minors"))
    assert "Rows about children could not be read: minors: the evidence of a dataset cannot be read" in shown
    assert "<table" not in shown
