"""Options that several commands share, and the types of values."""

from pathlib import Path

import click

from gazetteer.cli.writing import OutputFormat

PATH = click.Path(path_type=Path)
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8750

inventory_option = click.option(
    "--inventory",
    metavar="URI",
    help="The inventory: sqlite:///path or mongodb://host/name. Default: GAZETTEER_INVENTORY, else a SQLite file in "
    "your data directory.",
)
format_option = click.option(
    "--format",
    "output_format",
    metavar="table|json",
    type=click.Choice(OutputFormat, case_sensitive=False),
    default=OutputFormat.TABLE.value,
    help="A table for people or JSON for machines.",
)
rules_option = click.option(
    "--rules",
    metavar="FILE",
    type=PATH,
    multiple=True,
    help="Rules of your own (YAML, see docs/rules.md), or a recognizer file of Presidio's; may be given several times, and "
    "adds to `rules:` of the configuration.",
)
host_option = click.option("--host", metavar="HOST", default=DEFAULT_HOST, help="Loopback address to listen on.")
port_option = click.option(
    "--port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    help="Port to listen on; 0 picks a free one and prints it.",
)
