"""`gazetteer schema`: print the GraphQL schema, or check the printed one."""

from pathlib import Path
from typing import Annotated

import typer

from gazetteer.errors import ConfigurationError

SCHEMA_FILE = Path("schema.graphql")


def schema(
    is_check: Annotated[
        bool,
        typer.Option("--check", help="Compare with ./schema.graphql instead of printing; exit with 1 if it is stale."),
    ] = False,
) -> None:
    """Print the GraphQL schema (SDL)."""
    from gazetteer.api.printing import print_schema

    printed = print_schema()
    if not is_check:
        typer.echo(printed.encode(), nl=False)
        return
    from gazetteer.cli.consoles import say
    from gazetteer.cli.exits import ExitCode

    try:
        stored = SCHEMA_FILE.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigurationError(f"there is no {SCHEMA_FILE} in {Path.cwd()}; run this where it is kept") from error
    if stored != printed:
        say(f"{SCHEMA_FILE} is stale; make it anew with `gazetteer schema > {SCHEMA_FILE}`.")
        raise typer.Exit(ExitCode.GATE)
    say(f"{SCHEMA_FILE} is fresh.")
