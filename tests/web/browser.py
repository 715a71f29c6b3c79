"""A real browser, driven over its debugging socket: opens the page, waits for a condition, clicks, presses keys."""

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

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
)
_PATIENCE_S = 60
_LOOK_AGAIN_S = 0.05


def chromium_command() -> str:
    """The browser's command."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    return path or unavailable("chromium", "no such command; `make test-servers` installs it on Debian")


@dataclass(slots=True)
class Browser:
    """One page of a browser.

    Attributes:
        complaints: errors that scripts threw, or that the browser logged.
    """

    socket: ClientWebSocketResponse
    complaints: list[str] = field(default_factory=list)
    _sent: int = 0

    async def command(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command; its result."""
        self._sent += 1
        await self.socket.send_json({"id": self._sent, "method": method, "params": parameters})
        while True:
            message: dict[str, Any] = json.loads((await self.socket.receive()).data)
            if message.get("id") == self._sent:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            if message.get("method") == "Runtime.exceptionThrown":
                self.complaints.append(str(message["params"]["exceptionDetails"]))
            if message.get("method") == "Log.entryAdded" and message["params"]["entry"]["level"] == "error":
                self.complaints.append(str(message["params"]["entry"]["text"]))

    async def value(self, expression: str) -> Any:
        """What a script's expression is, as JSON."""
        answer = await self.command("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def wait(self, condition: str) -> None:
        """Until a script's expression is true."""
        async with asyncio.timeout(_PATIENCE_S):
            while not await self.value(f"Boolean({condition})"):
                await asyncio.sleep(_LOOK_AGAIN_S)

    async def open(self, url: str, width: int = 1280, height: int = 900) -> None:
        """Show an address on a screen of this size, and wait until the view has its answer."""
        await self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        await self.command("Page.navigate", url="about:blank")
        await self.command("Page.navigate", url=url)
        await self.settle()

    async def settle(self) -> None:
        """Until the view that is shown has its answer."""
        await self.wait(
            "document.readyState === 'complete' && document.querySelector('.view:not([hidden])')"
            " && document.querySelector('.view:not([hidden]) [role=status]')"
            " && ![...document.querySelectorAll('.view:not([hidden]) [role=status]')]"
            ".some((note) => note.textContent.startsWith('asking'))"
        )

    async def go(self, address: str) -> None:
        """Change what follows the `#`, and wait until the view has its answer."""
        await self.value(f"location.hash = {json.dumps(address)}")
        await asyncio.sleep(_LOOK_AGAIN_S)
        await self.settle()

    async def press(self, key: str) -> None:
        """Press and release a key, by its name."""
        for kind in ("keyDown", "keyUp"):
            await self.command("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    async def picture(self, file: Path) -> None:
        """Write the whole page as PNG."""
        answer = await self.command("Page.captureScreenshot", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(answer["data"]))


@asynccontextmanager
async def opened_browser(profile: Path) -> AsyncIterator[Browser]:
    """A browser that is ended afterwards."""
    command = chromium_command()
    process = await asyncio.create_subprocess_exec(
        command,
        *FLAGS,
        f"--user-data-dir={profile}",
        "--remote-debugging-port=0",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _port_of(profile)
        async with ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as response:
                pages = [target for target in await response.json() if target["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                browser = Browser(socket)
                for domain in ("Page", "Runtime", "Log"):
                    await browser.command(f"{domain}.enable")
                await browser.command("Emulation.setFocusEmulationEnabled", enabled=True)
                yield browser
                await browser.command("Browser.close")
    finally:
        if process.returncode is None:
            try:
                async with asyncio.timeout(10):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()


async def _port_of(profile: Path) -> int:
    """The port that the browser wrote into its profile."""
    file = profile / "DevToolsActivePort"
    async with asyncio.timeout(_PATIENCE_S):
        while not (file.exists() and (lines := file.read_text().split())):
            await asyncio.sleep(_LOOK_AGAIN_S)
    return int(lines[0])
