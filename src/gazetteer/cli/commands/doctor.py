"""`gazetteer doctor`: is everything there that a scan and a server need?"""

import typer

from gazetteer.cli.options import FormatOption, InventoryOption
from gazetteer.cli.writing import OutputFormat, print_json


def doctor(inventory: InventoryOption = None, output_format: FormatOption = OutputFormat.TABLE) -> None:
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
    raise typer.Exit(ExitCode.OK if all(check.is_ok for check in checks) else ExitCode.FAILURE)
