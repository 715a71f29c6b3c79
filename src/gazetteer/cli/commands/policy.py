"""`gazetteer policy`: what is declared of the processing of personal data."""

from pathlib import Path
from typing import Annotated

import typer

from gazetteer.cli.options import FormatOption, InventoryOption
from gazetteer.cli.writing import OutputFormat, print_json

policy_app = typer.Typer(no_args_is_help=True, help="Policies: what is declared of the processing of personal data.")


@policy_app.callback()
def _group() -> None:
    """Policies: what is declared of the processing of personal data."""


@policy_app.command("import")
def import_policies(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Policies as docs/policies.md describes them.", show_default=False),
    ] = None,
    builtin: Annotated[
        list[str] | None,
        typer.Option("--builtin", metavar="NAME", help="A policy that comes with Gazetteer: saleforte or sendcloud."),
    ] = None,
    inventory: InventoryOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Import policies: their systems, recipients and origins become nodes, what they disclose becomes flows.

    Nothing is imported if one of the files holds a mistake. Earlier versions of a policy are kept.
    """
    import asyncio

    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.policies import import_files, imported_json, imported_parts

    imports = asyncio.run(import_files(inventory, files or [], builtin or []))
    if output_format is OutputFormat.JSON:
        print_json(imported_json(imports))
    else:
        print_parts(imported_parts(imports))


@policy_app.command("list")
def list_policies(inventory: InventoryOption = None, output_format: FormatOption = OutputFormat.TABLE) -> None:
    """List the policies with their current versions."""
    import asyncio

    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.policies import list_json, list_parts, read_policies

    details = asyncio.run(read_policies(inventory))
    if output_format is OutputFormat.JSON:
        print_json(list_json(details))
    else:
        print_parts(list_parts(details))


@policy_app.command("show")
def show(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="The policy's key, as `policy list` shows it.")],
    inventory: InventoryOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show a policy's activities, recipients, origins and versions."""
    import asyncio

    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.policies import detail_json, detail_parts, read_one

    detail = asyncio.run(read_one(inventory, policy))
    if output_format is OutputFormat.JSON:
        print_json(detail_json(detail))
    else:
        print_parts(detail_parts(detail))
