"""`gazetteer recognizers`: what is looked for, and where each rule comes from."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from gazetteer.cli.guarding import CommandGroup
from gazetteer.cli.options import format_option, rules_option
from gazetteer.cli.writing import OutputFormat, print_json

if TYPE_CHECKING:
    from gazetteer_scanners.recognizers.rule import Dictionary, Rule
    from gazetteer_scanners.rulefiles.user_rules import SampledPattern


@click.group("recognizers", cls=CommandGroup)
def recognizers_group() -> None:
    """The rules that recognise values."""


@recognizers_group.command("list")
@rules_option
@format_option
def list_recognizers(rules: tuple[Path, ...], output_format: OutputFormat) -> None:
    """List every rule and word table: its element, what it checks, the source of the rule."""
    from gazetteer_scanners.recognizers.registry import load_rules
    from gazetteer_scanners.rulefiles.loading import load_user_rules
    from gazetteer_scanners.taxonomy import load_taxonomy

    own = load_user_rules(*rules)
    every = own.extend_rules(load_rules(known_elements=load_taxonomy().is_known))
    entries: list[Rule | Dictionary | SampledPattern] = [*every.entries, *own.sampled]
    entries.sort(key=lambda entry: entry.id)
    if output_format is OutputFormat.JSON:
        failed = [{"name": one.name, "reason": one.reason} for one in every.failed]
        listed = [_entry_json(entry) for entry in entries]
        notes = {"disabled": sorted(own.disabled_rules), "notes": list(own.notes)}
        print_json({"recognizers": listed, "failed": failed, **(notes if rules else {})})
        return
    from rich.text import Text

    from gazetteer.cli.consoles import result_console
    from gazetteer.cli.rendering import plain_table

    table = plain_table("Recognizer", "Element", "Checks", "Source")
    for entry in entries:
        table.add_row(entry.id, entry.element or "(form only)", "; ".join(_checks(entry)), Text(entry.source))
    console = result_console()
    console.print(table)
    for one in every.failed:
        console.print(f"Failed to load: {one.name}: {one.reason}")
    for note in own.notes:
        console.print(Text(note))
    if own.disabled_rules:
        console.print(Text(f"Disabled by rule files: {', '.join(sorted(own.disabled_rules))}."))


@recognizers_group.command("test")
@click.argument("wanted", metavar="ELEMENT", help="An element or a recognizer, such as device.imei.")
@click.argument("values", metavar="[VALUE]...", nargs=-1, help="Values to test.")
@click.option("--stdin", "has_stdin", is_flag=True, help="Also read values from standard input, one a line.")
@rules_option
@click.option("--name", metavar="COLUMN", help="What a column of the values is called.")
@format_option
def try_recognizers(
    wanted: str,
    values: tuple[str, ...],
    rules: tuple[Path, ...],
    name: str | None,
    output_format: OutputFormat,
    *,
    has_stdin: bool,
) -> None:
    """Show which recognizers match values, and what a column of them would be taken for; exit with 1 if some do not match.

    Values are told by their numbers and never shown. Put -- before values that begin with a dash.
    """
    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.exits import ExitCode
    from gazetteer.cli.recognizing import ask_about, read_values, tested_json, tested_parts

    tested = ask_about(wanted, read_values(values, has_stdin), name, rules)
    if output_format is OutputFormat.JSON:
        print_json(tested_json(tested))
    else:
        print_parts(tested_parts(tested))
    raise Exit(ExitCode.OK if all(tested.recognised) else ExitCode.GATE)


def _checks(entry: "Rule | Dictionary | SampledPattern") -> list[str]:
    """What has to hold for a value to count."""
    from gazetteer_scanners.recognizers.rule import Form, Rule
    from gazetteer_scanners.rulefiles.user_rules import SampledPattern

    if isinstance(entry, SampledPattern):
        checks = [f"pattern in samples: {entry.why}"]
    elif not isinstance(entry, Rule):
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


def _entry_json(entry: "Rule | Dictionary | SampledPattern") -> dict[str, object]:
    return {"id": entry.id, "element": entry.element or None, "checks": _checks(entry), "source": entry.source}
