"""`gazetteer serve`: the page and the API over one inventory."""

from pathlib import Path
from typing import Annotated

import typer

from gazetteer.cli.options import DEFAULT_HOST, DEFAULT_PORT, HostOption, InventoryOption, PortOption


def serve(
    inventory: InventoryOption = None,
    configuration: Annotated[
        Path | None,
        typer.Option(
            "-c",
            "--config",
            metavar="FILE",
            help="Configuration file of the scans: its inventory, unless --inventory names one, its elements and aliases.",
            show_default=False,
        ),
    ] = None,
    host: HostOption = DEFAULT_HOST,
    port: PortOption = DEFAULT_PORT,
) -> None:
    """Serve the page (/) and the GraphQL API (/graphql) until stopped."""
    from gazetteer.cli.configuration import Configuration, read_configuration

    read = read_configuration(configuration) if configuration is not None else Configuration()
    from gazetteer.api.settings import ServerSettings
    from gazetteer.cli.serving import serve_inventory

    settings = ServerSettings(host=host, port=port, aliases=read.source_aliases)
    elements = [Path(name) for name in read.elements]
    raise typer.Exit(serve_inventory(inventory or read.inventory, settings, elements=elements))
