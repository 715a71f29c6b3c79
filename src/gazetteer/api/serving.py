"""Runs the application until a signal ends it."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from aiohttp import web

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.errors import ConfigurationError
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import Taxonomy, load_taxonomy

SHUTDOWN_S: Final = 5.0
"""How long requests that are being answered may take after the signal."""


async def serve(
    store: InventoryStore, settings: ServerSettings, on_ready: Callable[[str], None], taxonomy: Taxonomy | None = None
) -> signal.Signals:
    """Serve until SIGTERM or SIGINT, which is returned; then finish what is being answered, for at most five seconds.

    Args:
        store: an open inventory; closing it stays with the caller.
        settings: where to listen.
        on_ready: called once with the URL, as soon as requests are answered.
        taxonomy: the built-in one if None.

    Raises:
        ConfigurationError: if the address cannot be bound.
    """
    runner = web.AppRunner(
        build_app(store, taxonomy or load_taxonomy(), settings),
        access_log=None,
        handle_signals=False,
        shutdown_timeout=SHUTDOWN_S,
    )
    with _caught_signals() as caught:
        await runner.setup()
        try:
            await _bind(runner, settings)
            on_ready(_url(runner, settings))
            return await caught
        finally:
            await runner.cleanup()


@contextmanager
def _caught_signals() -> Iterator[asyncio.Future[signal.Signals]]:
    """A future that the first SIGTERM or SIGINT settles, instead of killing the process."""
    loop = asyncio.get_running_loop()
    caught: asyncio.Future[signal.Signals] = loop.create_future()

    def settle(number: signal.Signals) -> None:
        if not caught.done():
            caught.set_result(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, settle, number)
    try:
        yield caught
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


async def _bind(runner: web.AppRunner, settings: ServerSettings) -> None:
    site = web.TCPSite(runner, settings.host.strip("[]"), settings.port)
    try:
        await site.start()
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen on {settings.host}, port {settings.port} ({error.strerror}); choose another --port, or 0 for any"
        ) from error


def _url(runner: web.AppRunner, settings: ServerSettings) -> str:
    """Where the page is; with `localhost` on two addresses, the port of the first."""
    port = runner.addresses[0][1]
    host = settings.host.strip("[]")
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
