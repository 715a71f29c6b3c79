"""`gazetteer demo`: make the sample estate, scan it, show what was found, serve it."""

from pathlib import Path

import click
from click.exceptions import Exit

from gazetteer.cli.options import DEFAULT_PORT, PATH, host_option, port_option

DEFAULT_FOLDER = "gazetteer-demo"


@click.command()
@click.option("--no-serve", "is_not_served", is_flag=True, help="Leave when the findings are printed; start no server.")
@click.option(
    "--folder",
    metavar="DIR",
    type=PATH,
    default=DEFAULT_FOLDER,
    help="Where the estate and its inventory go: a new or empty folder, or that of an earlier demo.",
)
@host_option
@port_option
def demo(folder: Path, host: str, port: int, *, is_not_served: bool) -> None:
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
        click.echo(curl_line(f"http://{host}:{port or DEFAULT_PORT}/"))
        raise Exit(code)
    from gazetteer.cli.serving import serve_inventory

    def ask(url: str) -> None:
        say("Ask for the fields that hold an IMEI:")
        click.echo(curl_line(url))

    raise Exit(serve_inventory(demonstrated.inventory, settings, on_ready=ask))
