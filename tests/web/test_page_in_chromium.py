"""The page in a real browser: it loads under its own security headers, sums the inventory up and runs a query."""

import asyncio
import shutil
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.store import InventoryStore
from tests.api.inventory import TAXONOMY
from tests.servers.availability import unavailable

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=8000",
)


@pytest.fixture
def chromium() -> str:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    return path or unavailable("chromium", "no such command; `make test-servers` installs it on Debian")


async def test_the_page_shows_the_inventory_and_an_answer(chromium: str, store: InventoryStore, tmp_path: Path) -> None:
    async with TestServer(build_app(store, TAXONOMY, ServerSettings())) as server:
        process = await asyncio.create_subprocess_exec(
            chromium,
            *FLAGS,
            f"--user-data-dir={tmp_path}",
            "--dump-dom",
            f"http://127.0.0.1:{server.port}/",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(90):
            output, _ = await process.communicate()
    page = output.decode()
    assert "<dt>Sources</dt><dd>3</dd>" in page
    assert '"id": "device.imei"' in page
    assert page.count('type="button"') == 6
    assert "could not be read" not in page
    assert "did not answer" not in page
