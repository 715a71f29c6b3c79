"""`gazetteer schema`: print the GraphQL schema, or check the printed one."""

from pathlib import Path

import click
from click.exceptions import Exit

from gazetteer.errors import ConfigurationError

SCHEMA_FILE = Path("schema.graphql")


@click.command()
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Compare with ./schema.graphql instead of printing; exit with 1 if it is stale.",
)
def schema(*, is_check: bool) -> None:
    """Print the GraphQL schema (SDL)."""
    from gazetteer.api.printing import print_schema

    printed = print_schema()
    if not is_check:
        click.echo(printed.encode(), nl=False)
        return
    from gazetteer.cli.consoles import say
    from gazetteer.cli.exits import ExitCode

    try:
        stored = SCHEMA_FILE.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigurationError(f"there is no {SCHEMA_FILE} in {Path.cwd()}; run this where it is kept") from error
    if stored != printed:
        say(f"{SCHEMA_FILE} is stale; make it anew with `gazetteer schema > {SCHEMA_FILE}`.")
        raise Exit(ExitCode.GATE)
    say(f"{SCHEMA_FILE} is fresh.")
