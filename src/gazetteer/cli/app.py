"""The command tree. Its modules import nothing heavy; each command imports what it needs when it runs."""

import sys

import click

from gazetteer.cli.commands.demo import demo
from gazetteer.cli.commands.doctor import doctor
from gazetteer.cli.commands.inventory import inventory_group
from gazetteer.cli.commands.lineage import lineage_group
from gazetteer.cli.commands.policy import policy_group
from gazetteer.cli.commands.recognizers import recognizers_group
from gazetteer.cli.commands.scan import scan
from gazetteer.cli.commands.schema import schema
from gazetteer.cli.commands.serve import serve
from gazetteer.cli.guarding import GuardedGroup, report_error, stop_on_sigterm


def _show_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        click.echo(f"gazetteer {version('gazetteer')}")
        context.exit()


@click.group("gazetteer", cls=GuardedGroup, context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Print the version and leave."
)
def app() -> None:
    """Find personal and sensitive data in databases and files, and answer where it lives.

    Exit codes: 0 complete and under the gate; 1 gate tripped; 2 usage or configuration; 3 unexpected gaps beyond
    --min-coverage; 4 crash, or a source or inventory that does not answer; 130 and 143 stopped by a signal.
    """


for command in (demo, scan, serve, schema, doctor, inventory_group, lineage_group, policy_group, recognizers_group):
    app.add_command(command)


def run() -> None:
    """Run the command line of this process; ends with SystemExit whatever happens."""
    try:
        stop_on_sigterm()
        app()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last resort, so that no crash exits with 1
        sys.exit(report_error(error))
