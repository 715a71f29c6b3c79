"""`gazetteer demo`: make the sample estate, scan it, show what was found, serve it."""

from pathlib import Path
from typing import Annotated

import typer

from gazetteer.cli.options import DEFAULT_HOST, DEFAULT_PORT, HostOption, PortOption

DEFAULT_FOLDER = Path("gazetteer-demo")


def demo(
    is_not_served: Annotated[
        bool, typer.Option("--no-serve", help="Leave when the findings are printed; start no server.")
    ] = False,
    folder: Annotated[
        Path,
        typer.Option(
            "--folder",
            metavar="DIR",
            help="Where the estate and its inventory go: a new or empty folder, or that of an earlier demo.",
        ),
    ] = DEFAULT_FOLDER,
    host: HostOption = DEFAULT_HOST,
    port: PortOption = DEFAULT_PORT,
) -> None:
    """Make a sample estate of two invented organisations, scan it, print what was found, and serve page and API."""
    from gazetteer.api.settings import ServerSettings
    from gazetteer.cli.consoles import print_parts, say
    from gazetteer.cli.demonstrating import curl_line, demo_parts, scan_estate
    from gazetteer.cli.exits import exit_code_of_result

    settings = ServerSettings(host=host, port=port)
    demonstrated = scan_estate(folder)
    print_parts(demo_parts(demonstrated))
    code = demonstrated.outcome.signal or exit_code_of_result(demonstrated.outcome.result, 100.0)
    if is_not_served or code:
        say(f"Serve it with `gazetteer serve --inventory {demonstrated.inventory}`, and ask for the fields that hold an IMEI:")
        typer.echo(curl_line(f"http://{host}:{port or DEFAULT_PORT}/"))
        raise typer.Exit(code)
    from gazetteer.cli.serving import serve_inventory

    def ask(url: str) -> None:
        say("Ask for the fields that hold an IMEI:")
        typer.echo(curl_line(url))

    raise typer.Exit(serve_inventory(demonstrated.inventory, settings, on_ready=ask))
