"""`gazetteer lineage`: events of where data goes, in and out."""

from pathlib import Path
from typing import Any

import click
from click.exceptions import Exit

from gazetteer.cli.guarding import CommandGroup
from gazetteer.cli.options import PATH, format_option, inventory_option
from gazetteer.cli.writing import LineageFormat, OutputFormat, print_json

configuration_option = click.option(
    "-c",
    "--config",
    "configuration",
    metavar="FILE",
    type=PATH,
    help="Configuration file: its aliases, and its inventory, unless --inventory names one.",
)


@click.group("lineage", cls=CommandGroup)
def lineage_group() -> None:
    """Where personal data comes from and where it goes."""


@lineage_group.command("import")
@click.argument("file", metavar="FILE", help="OpenLineage events: one a line, or a JSON list; - for standard input.")
@inventory_option
@configuration_option
@click.option("--strict", "is_strict", is_flag=True, help="Take nothing if anything in the file is no event.")
@format_option
def import_events(
    file: str, inventory: str | None, configuration: Path | None, output_format: OutputFormat, *, is_strict: bool
) -> None:
    """Take OpenLineage events into the inventory.

    What is no event is named, and ends the command with 2 after the others were taken. Taking events again changes nothing.
    """
    import asyncio

    from gazetteer.cli.configuration import Configuration, read_configuration
    from gazetteer.cli.consoles import print_parts, say, visible
    from gazetteer.cli.exits import ExitCode
    from gazetteer.cli.importing import import_events, imported_json, imported_parts, mistake_lines

    read = read_configuration(configuration) if configuration is not None else Configuration()
    imported = asyncio.run(import_events(inventory or read.inventory, file, read.source_aliases, is_strict=is_strict))
    if output_format is OutputFormat.JSON:
        print_json(imported_json(imported))
    else:
        print_parts(imported_parts(imported))
    if imported.mistakes:
        for line in mistake_lines(imported):
            say(visible(line))
        raise Exit(ExitCode.USAGE)


@lineage_group.command("sql")
@click.argument("path", metavar="PATH", type=PATH, help="A folder of .sql files, one such file, or a query log.")
@click.option(
    "--dialect", metavar="NAME", required=True, help="postgresql, mysql, sqlite, duckdb, spark, snowflake or bigquery."
)
@click.option("--source", metavar="KEY", help="The source that the tables lie in, unless there is only one.")
@click.option("--schema", metavar="NAME", default="", help="The schema of names without one.")
@click.option("--log", "is_log", is_flag=True, help="The file is a log of statements that were run.")
@inventory_option
@configuration_option
@format_option
def sql(inventory: str | None, configuration: Path | None, output_format: OutputFormat, **files: Any) -> None:
    """Take the flows that SQL statements say into the inventory.

    INSERT ... SELECT, CREATE TABLE AS, views, MERGE and UPDATE ... FROM are read column by column. What cannot be read is
    named, with file and line, and stands as a problem in answers. The same path again replaces what it said before.
    """
    import asyncio

    from gazetteer.cli.configuration import Configuration, read_configuration
    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.stating import SqlFiles, recorded_json, recorded_parts, take_sql

    read = read_configuration(configuration) if configuration is not None else Configuration()
    recorded = asyncio.run(take_sql(inventory or read.inventory, SqlFiles(**files), read.source_aliases))
    if output_format is OutputFormat.JSON:
        print_json(recorded_json(recorded))
    else:
        print_parts(recorded_parts(recorded))


@lineage_group.command("dbt")
@click.argument("path", metavar="PATH", type=PATH, help="A dbt project, its target folder, or a manifest.json.")
@click.option(
    "--source",
    metavar="KEY",
    help="The source that its relations lie in, or an address that the configuration's aliases give to one.",
)
@inventory_option
@configuration_option
@format_option
def dbt(path: Path, source: str | None, inventory: str | None, configuration: Path | None, output_format: OutputFormat) -> None:
    """Take the flows of a dbt project's models into the inventory.

    Columns are read from the compiled statements; a model without one gives flows between datasets. The same project again
    replaces what it said before.
    """
    import asyncio

    from gazetteer.cli.configuration import Configuration, read_configuration
    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.stating import DbtProject, recorded_json, recorded_parts, take_dbt

    read = read_configuration(configuration) if configuration is not None else Configuration()
    recorded = asyncio.run(take_dbt(inventory or read.inventory, DbtProject(path, source), read.source_aliases))
    if output_format is OutputFormat.JSON:
        print_json(recorded_json(recorded))
    else:
        print_parts(recorded_parts(recorded))


@lineage_group.command("export")
@inventory_option
@click.option(
    "--format",
    "form",
    metavar="openlineage|csv",
    type=click.Choice(LineageFormat, case_sensitive=False),
    default=LineageFormat.OPENLINEAGE.value,
    help="Job events, one a line, or a CSV table.",
)
@click.option("-o", "--output", metavar="FILE", type=PATH, help="Write to a file.")
def export(inventory: str | None, form: LineageFormat, output: Path | None) -> None:
    """Write the lineage that the inventory knows.

    `lineage import` takes the events back. Flows of systems and recipients, and what overlap suggests, are in the CSV alone.
    """
    import asyncio

    from gazetteer.cli.consoles import plural, say
    from gazetteer.cli.exporting import export_lineage
    from gazetteer.cli.writing import ResultFile, protect_inputs

    protect_inputs(output, [])
    written, left = asyncio.run(export_lineage(inventory, form, ResultFile(output)))
    say(f"Wrote {plural(written, 'flow')}." + (f" {plural(left, 'flow')} cannot be said in this format." if left else ""))


@lineage_group.command("overlap")
@inventory_option
@click.option(
    "--min-containment",
    "least",
    metavar="SHARE",
    type=click.FloatRange(0.05, 0.99),
    default=0.5,
    help="Share of a field's distinct values that the other must have, with 95 % confidence.",
)
@format_option
def overlap(inventory: str | None, least: float, output_format: OutputFormat) -> None:
    """Find fields whose values coincide: the copies that nobody declared.

    They are told from the sketches of the last scans, without values, and kept in the inventory in place of those found before.
    A scan does so by itself while the inventory is small.
    """
    import asyncio

    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.overlapping import look_for_overlaps, overlaps_json, overlaps_parts

    overlaps = asyncio.run(look_for_overlaps(inventory, least))
    if output_format is OutputFormat.JSON:
        print_json(overlaps_json(overlaps))
    else:
        print_parts(overlaps_parts(overlaps))
