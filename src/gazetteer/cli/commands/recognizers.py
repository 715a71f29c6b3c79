"""`gazetteer recognizers`: what is looked for, and where each rule comes from."""

from typing import TYPE_CHECKING, Annotated

import typer

from gazetteer.cli.options import FormatOption
from gazetteer.cli.writing import OutputFormat, print_json

if TYPE_CHECKING:
    from gazetteer_scanners.recognizers.rule import Dictionary, Rule

recognizers_app = typer.Typer(no_args_is_help=True, help="The rules that recognise values.")


@recognizers_app.callback()
def _group() -> None:
    """The rules that recognise values."""


@recognizers_app.command("list")
def list_recognizers(output_format: FormatOption = OutputFormat.TABLE) -> None:
    """List every rule and word table: its element, what it checks, the source of the rule."""
    from gazetteer_scanners.recognizers.registry import load_rules
    from gazetteer_scanners.taxonomy import load_taxonomy

    rules = load_rules(known_elements=load_taxonomy().is_known)
    entries: list[Rule | Dictionary] = list(rules.entries)
    entries.sort(key=lambda entry: entry.id)
    if output_format is OutputFormat.JSON:
        failed = [{"name": one.name, "reason": one.reason} for one in rules.failed]
        print_json({"recognizers": [_entry_json(entry) for entry in entries], "failed": failed})
        return
    from rich.text import Text

    from gazetteer.cli.consoles import result_console
    from gazetteer.cli.rendering import plain_table

    table = plain_table("Recognizer", "Element", "Checks", "Source")
    for entry in entries:
        table.add_row(entry.id, entry.element or "(form only)", "; ".join(_checks(entry)), Text(entry.source))
    console = result_console()
    console.print(table)
    for one in rules.failed:
        console.print(f"Failed to load: {one.name}: {one.reason}")


@recognizers_app.command("test")
def try_recognizers(
    wanted: Annotated[str, typer.Argument(metavar="ELEMENT", help="An element or a recognizer, such as device.imei.")],
    values: Annotated[list[str] | None, typer.Argument(metavar="VALUE...", help="Values to test.", show_default=False)] = None,
    has_stdin: Annotated[bool, typer.Option("--stdin", help="Also read values from standard input, one a line.")] = False,
    name: Annotated[
        str | None, typer.Option("--name", metavar="COLUMN", help="What a column of the values is called.", show_default=False)
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show which recognizers match values, and what a column of them would be taken for; exit with 1 if some do not match.

    Values are told by their numbers and never shown. Put -- before values that begin with a dash.
    """
    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.exits import ExitCode
    from gazetteer.cli.recognizing import ask_about, read_values, tested_json, tested_parts

    tested = ask_about(wanted, read_values(values or [], has_stdin), name)
    if output_format is OutputFormat.JSON:
        print_json(tested_json(tested))
    else:
        print_parts(tested_parts(tested))
    raise typer.Exit(ExitCode.OK if all(tested.recognised) else ExitCode.GATE)


def _checks(entry: "Rule | Dictionary") -> list[str]:
    """What has to hold for a value to count."""
    from gazetteer_scanners.recognizers.rule import Form, Rule

    if not isinstance(entry, Rule):
        checks = ["word test" if entry.counts is not None else f"{len(entry.words):,} words"]
    else:
        checks = ["pattern"]
        if entry.validate is not None:
            checks.append("checksum" if entry.has_checksum else "validation")
        if entry.inside:
            checks.append("inside text")
        if entry.form is not Form.PLAIN:
            checks.append(f"form {entry.form.value}")
        if entry.sampled:
            checks.append("samples only")
    if entry.needs_name:
        checks.append("needs a name")
    return checks


def _entry_json(entry: "Rule | Dictionary") -> dict[str, object]:
    return {"id": entry.id, "element": entry.element or None, "checks": _checks(entry), "source": entry.source}
