"""`gazetteer serve`: the page and the API over one inventory."""

from pathlib import Path

import click
from click.exceptions import Exit

from gazetteer.cli.options import PATH, host_option, inventory_option, port_option


@click.command()
@inventory_option
@click.option(
    "-c",
    "--config",
    "configuration",
    metavar="FILE",
    type=PATH,
    help="Configuration file of the scans: its inventory, unless --inventory names one, its elements and aliases.",
)
@host_option
@port_option
def serve(inventory: str | None, configuration: Path | None, host: str, port: int) -> None:
    """Serve the page (/) and the GraphQL API (/graphql) until stopped."""
    from gazetteer.cli.configuration import Configuration, read_configuration

    read = read_configuration(configuration) if configuration is not None else Configuration()
    from gazetteer.api.settings import ServerSettings
    from gazetteer.cli.serving import serve_inventory

    settings = ServerSettings(host=host, port=port, aliases=read.source_aliases)
    elements = [Path(name) for name in read.elements]
    raise Exit(serve_inventory(inventory or read.inventory, settings, elements=elements))
