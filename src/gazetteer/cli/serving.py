"""Opens an inventory and serves it until a signal ends that."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from gazetteer.api.serving import serve
from gazetteer.api.settings import ServerSettings
from gazetteer.cli.browsing import opened
from gazetteer.cli.consoles import say
from gazetteer.cli.exits import SIGNAL_CODES, ExitCode
from gazetteer_scanners.taxonomy import load_taxonomy


def serve_inventory(
    inventory: str | None,
    settings: ServerSettings,
    *,
    elements: Sequence[Path] = (),
    on_ready: Callable[[str], None] = lambda url: None,
) -> ExitCode:
    """Serve until SIGINT or SIGTERM, whose code is returned.

    Args:
        inventory: its URI, None for the default one.
        settings: where to listen.
        elements: the user's own element files.
        on_ready: called with the URL once requests are answered, after it was printed.

    Raises:
        ConfigurationError: if the address cannot be bound or an element file is malformed.
        InventoryError: if the inventory does not answer.
    """

    def tell(url: str) -> None:
        say(f"Serving {url} (GraphQL at {url}graphql). Stop with Ctrl+C.")
        on_ready(url)

    return asyncio.run(_serve(inventory, settings, elements, tell))


async def _serve(
    inventory: str | None, settings: ServerSettings, elements: Sequence[Path], tell: Callable[[str], None]
) -> ExitCode:
    taxonomy = load_taxonomy(*elements)
    async with opened(inventory) as store:
        return SIGNAL_CODES[await serve(store, settings, tell, taxonomy)]
