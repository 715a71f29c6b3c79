"""`gazetteer doctor`: is everything there that a scan and a server need?"""

import click
from click.exceptions import Exit

from gazetteer.cli.options import format_option, inventory_option
from gazetteer.cli.writing import OutputFormat, print_json


@click.command()
@inventory_option
@format_option
def doctor(inventory: str | None, output_format: OutputFormat) -> None:
    """Check Python, packages, plug-ins, taxonomy, rules and the inventory; exit with 4 if something is wrong."""
    from gazetteer.cli.checking import run_checks
    from gazetteer.cli.exits import ExitCode

    checks = run_checks(inventory)
    if output_format is OutputFormat.JSON:
        print_json({"checks": [{"name": check.name, "ok": check.is_ok, "text": check.text} for check in checks]})
    else:
        from rich.text import Text

        from gazetteer.cli.consoles import print_parts, visible
        from gazetteer.cli.rendering import plain_table

        table = plain_table("Check", "", "Finding")
        for check in checks:
            mark = Text("ok", style="green") if check.is_ok else Text("WRONG", style="bold red")
            table.add_row(check.name, mark, Text(visible(check.text)))
        print_parts([table])
    raise Exit(ExitCode.OK if all(check.is_ok for check in checks) else ExitCode.FAILURE)
