"""The command tree. Its modules import nothing heavy; each command imports what it needs when it runs."""

import sys
from typing import Annotated

import typer

from gazetteer.cli.commands.demo import demo
from gazetteer.cli.commands.doctor import doctor
from gazetteer.cli.commands.inventory import inventory_app
from gazetteer.cli.commands.lineage import lineage_app
from gazetteer.cli.commands.policy import policy_app
from gazetteer.cli.commands.recognizers import recognizers_app
from gazetteer.cli.commands.scan import scan
from gazetteer.cli.commands.schema import schema
from gazetteer.cli.commands.serve import serve
from gazetteer.cli.guarding import GuardedGroup, report_error, stop_on_sigterm

app = typer.Typer(
    name="gazetteer",
    cls=GuardedGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(demo)
app.command()(scan)
app.command()(serve)
app.add_typer(inventory_app, name="inventory")
app.add_typer(lineage_app, name="lineage")
app.add_typer(policy_app, name="policy")
app.add_typer(recognizers_app, name="recognizers")
app.command()(schema)
app.command()(doctor)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"gazetteer {version('gazetteer')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Find personal and sensitive data in databases and files, and answer where it lives.

    Exit codes: 0 complete and under the gate; 1 gate tripped; 2 usage or configuration; 3 unexpected gaps beyond
    --min-coverage; 4 crash, or a source or inventory that does not answer; 130 and 143 stopped by a signal.
    """


def run() -> None:
    """Run the command line of this process; ends with SystemExit whatever happens."""
    try:
        stop_on_sigterm()
        app()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last resort, so that no crash exits with 1
        sys.exit(report_error(error))
