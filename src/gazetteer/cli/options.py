"""Options that several commands share."""

from typing import Annotated

import typer

from gazetteer.cli.writing import OutputFormat

InventoryOption = Annotated[
    str | None,
    typer.Option(
        "--inventory",
        metavar="URI",
        help="The inventory: sqlite:///path or mongodb://host/name. Default: GAZETTEER_INVENTORY, else a SQLite file in "
        "your data directory.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    OutputFormat,
    typer.Option("--format", metavar="table|json", help="A table for people or JSON for machines.", case_sensitive=False),
]
HostOption = Annotated[str, typer.Option("--host", metavar="HOST", help="Loopback address to listen on.")]
PortOption = Annotated[
    int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="Port to listen on; 0 picks a free one and prints it.")
]

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8750
