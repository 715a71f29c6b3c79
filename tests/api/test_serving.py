"""The running server: a process that binds, says where, sees another process's scan, and ends on a signal."""

import asyncio
import json
import signal
import socket
import sys
import urllib.request
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gazetteer.api.serving import serve
from gazetteer.api.settings import ServerSettings
from gazetteer.errors import ConfigurationError
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.publishing import begin
from tests.api.inventory import ACTIVE_USERS, CRM, T0, fill, found, publish, result

SCRIPT = """
import asyncio, sys
from gazetteer.api.serving import serve
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory

async def main():
    store = await open_inventory(sys.argv[1])
    ended = await serve(store, ServerSettings(port=0), lambda url: print(url, flush=True))
    await store.close()
    print(ended.name, flush=True)

asyncio.run(main())
"""


@pytest.fixture
async def inventory(tmp_path: Path) -> str:
    """A filled inventory's URI."""
    uri = f"sqlite:///{tmp_path}/inventory.sqlite"
    store = await open_inventory(uri)
    await fill(store)
    await store.close()
    return uri


@pytest.fixture
async def server(inventory: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """A server in a process of its own, and its URL."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SCRIPT, inventory, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
    yield process, url
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def ask(url: str, query: str) -> Any:
    """The data of an answer."""
    body = json.dumps({"query": query}).encode()
    request = urllib.request.Request(f"{url}graphql", body, {"Content-Type": "application/json"})  # noqa: S310 - loopback

    def post() -> Any:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - loopback
            return json.load(response)["data"]

    return await asyncio.to_thread(post)


async def test_another_process_scan_is_visible_at_once(server: tuple[asyncio.subprocess.Process, str], inventory: str) -> None:
    _, url = server
    query = '{ fields(filter: {elements: ["contact.phone"], sourceNames: ["crm"]}) { totalCount } scans { totalCount } }'
    assert await ask(url, query) == {"fields": {"totalCount": 2}, "scans": {"totalCount": 2}}
    store = await open_inventory(inventory)
    later = T0 + timedelta(days=2)
    scan = await begin(store, "scan_later", "sha256:new", [CRM.id], later)
    info = next(each.info for each in _datasets() if each.info.name == "active_users")
    await publish(store, (result(CRM, info, (*ACTIVE_USERS, found("mobile", ("contact.phone", 0.9)))),), scan, later)
    assert await ask(url, query) == {"fields": {"totalCount": 3}, "scans": {"totalCount": 3}}
    await store.finish_scan(replace(scan, finished_at=later))
    await store.close()


def _datasets() -> Any:
    from tests.api.inventory import DATASETS

    return DATASETS


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(server: tuple[asyncio.subprocess.Process, str], number: signal.Signals) -> None:
    process, url = server
    assert url.startswith("http://127.0.0.1:")
    assert await ask(url, "{ sources { totalCount } }") == {"sources": {"totalCount": 3}}
    process.send_signal(number)
    output, errors = await asyncio.wait_for(process.communicate(), 20)
    assert (process.returncode, output.decode(), errors.decode()) == (0, f"{number.name}\n", "")


async def test_a_port_in_use_is_a_configuration_error(inventory: str) -> None:
    store = await open_inventory(inventory)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=rf"cannot listen on 127\.0\.0\.1, port {port} .*; choose another --port"):
            await serve(store, ServerSettings(port=port), pytest.fail)
    await store.close()
