"""`gazetteer inventory`: what the inventory holds, without a server."""

import click

from gazetteer.cli.guarding import CommandGroup
from gazetteer.cli.options import format_option, inventory_option
from gazetteer.cli.writing import OutputFormat, print_json


@click.group("inventory", cls=CommandGroup)
def inventory_group() -> None:
    """What the inventory holds."""


@inventory_group.command("list")
@inventory_option
@format_option
def list_sources(inventory: str | None, output_format: OutputFormat) -> None:
    """List the sources with their datasets, fields, levels and last scan."""
    import asyncio

    from gazetteer.cli.browsing import overviews_json, overviews_parts, read_overviews

    overviews = asyncio.run(read_overviews(inventory))
    if output_format is OutputFormat.JSON:
        print_json(overviews_json(overviews))
        return
    from gazetteer.cli.consoles import print_parts

    print_parts(overviews_parts(overviews))


@inventory_group.command("show")
@click.argument("source", metavar="SOURCE", help="The source's key, as `inventory list` shows it.")
@click.argument("dataset", metavar="[DATASET]", required=False, help="A dataset of it, or its id; without it, its datasets.")
@inventory_option
@format_option
def show(source: str, dataset: str | None, inventory: str | None, output_format: OutputFormat) -> None:
    """Show a source with its datasets, or a dataset with its fields."""
    import asyncio

    from gazetteer.cli import browsing
    from gazetteer.cli.consoles import print_parts

    if dataset is None:
        detail = asyncio.run(browsing.read_source(inventory, source))
        document, parts = browsing.source_json(detail), browsing.source_parts(detail)
    else:
        fields = asyncio.run(browsing.read_dataset(inventory, source, dataset))
        document, parts = browsing.dataset_json(fields), browsing.dataset_parts(fields)
    if output_format is OutputFormat.JSON:
        print_json(document)
    else:
        print_parts(parts)
