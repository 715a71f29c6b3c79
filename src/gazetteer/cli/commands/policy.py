"""`gazetteer policy`: what is declared of the processing of personal data."""

from pathlib import Path

import click

from gazetteer.cli.guarding import CommandGroup
from gazetteer.cli.options import PATH, format_option, inventory_option
from gazetteer.cli.writing import OutputFormat, print_json


@click.group("policy", cls=CommandGroup)
def policy_group() -> None:
    """Policies: what is declared of the processing of personal data."""


@policy_group.command("import")
@click.argument("files", metavar="[FILE]...", type=PATH, nargs=-1, help="Policies as docs/policies.md describes them.")
@click.option("--builtin", metavar="NAME", multiple=True, help="A policy that comes with Gazetteer: saleforte or sendcloud.")
@inventory_option
@format_option
def import_policies(
    files: tuple[Path, ...], builtin: tuple[str, ...], inventory: str | None, output_format: OutputFormat
) -> None:
    """Import policies: their systems, recipients and origins become nodes, what they disclose becomes flows.

    Nothing is imported if one of the files holds a mistake. Earlier versions of a policy are kept.
    """
    import asyncio

    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.policies import import_files, imported_json, imported_parts

    imports = asyncio.run(import_files(inventory, files, builtin))
    if output_format is OutputFormat.JSON:
        print_json(imported_json(imports))
    else:
        print_parts(imported_parts(imports))


@policy_group.command("list")
@inventory_option
@format_option
def list_policies(inventory: str | None, output_format: OutputFormat) -> None:
    """List the policies with their current versions."""
    import asyncio

    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.policies import list_json, list_parts, read_policies

    details = asyncio.run(read_policies(inventory))
    if output_format is OutputFormat.JSON:
        print_json(list_json(details))
    else:
        print_parts(list_parts(details))


@policy_group.command("show")
@click.argument("policy", metavar="POLICY", help="The policy's key, as `policy list` shows it.")
@inventory_option
@format_option
def show(policy: str, inventory: str | None, output_format: OutputFormat) -> None:
    """Show a policy's activities, recipients, origins and versions."""
    import asyncio

    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.policies import detail_json, detail_parts, read_one

    detail = asyncio.run(read_one(inventory, policy))
    if output_format is OutputFormat.JSON:
        print_json(detail_json(detail))
    else:
        print_parts(detail_parts(detail))
