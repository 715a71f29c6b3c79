"""`gazetteer inventory`: what the inventory holds, without a server."""

from typing import Annotated

import typer

from gazetteer.cli.options import FormatOption, InventoryOption
from gazetteer.cli.writing import OutputFormat, print_json

inventory_app = typer.Typer(no_args_is_help=True, help="What the inventory holds.")


@inventory_app.callback()
def _group() -> None:
    """What the inventory holds."""


@inventory_app.command("list")
def list_sources(inventory: InventoryOption = None, output_format: FormatOption = OutputFormat.TABLE) -> None:
    """List the sources with their datasets, fields, levels and last scan."""
    import asyncio

    from gazetteer.cli.browsing import overviews_json, overviews_parts, read_overviews

    overviews = asyncio.run(read_overviews(inventory))
    if output_format is OutputFormat.JSON:
        print_json(overviews_json(overviews))
        return
    from gazetteer.cli.consoles import print_parts

    print_parts(overviews_parts(overviews))


@inventory_app.command("show")
def show(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The source's key, as `inventory list` shows it.")],
    dataset: Annotated[
        str | None,
        typer.Argument(metavar="DATASET", help="A dataset of it, or its id; without it, its datasets.", show_default=False),
    ] = None,
    inventory: InventoryOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
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
