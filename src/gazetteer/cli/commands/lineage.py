"""`gazetteer lineage`: events of where data goes, in and out."""

from pathlib import Path
from typing import Annotated

import typer

from gazetteer.cli.options import FormatOption, InventoryOption
from gazetteer.cli.writing import LineageFormat, OutputFormat, print_json

ConfigurationOption = Annotated[
    Path | None,
    typer.Option(
        "-c",
        "--config",
        metavar="FILE",
        help="Configuration file: its aliases, and its inventory, unless --inventory names one.",
        show_default=False,
    ),
]

lineage_app = typer.Typer(no_args_is_help=True, help="Where personal data comes from and where it goes.")


@lineage_app.callback()
def _group() -> None:
    """Where personal data comes from and where it goes."""


@lineage_app.command("import")
def import_events(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="OpenLineage events: one a line, or a JSON list; - for standard input.")
    ],
    inventory: InventoryOption = None,
    configuration: ConfigurationOption = None,
    is_strict: Annotated[bool, typer.Option("--strict", help="Take nothing if anything in the file is no event.")] = False,
    output_format: FormatOption = OutputFormat.TABLE,
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
        raise typer.Exit(ExitCode.USAGE)


@lineage_app.command("sql")
def sql(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder of .sql files, one such file, or a query log.")],
    dialect: Annotated[
        str,
        typer.Option(
            "--dialect",
            metavar="NAME",
            help="postgresql, mysql, sqlite, duckdb, spark, snowflake or bigquery.",
            show_default=False,
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="KEY", help="The source that the tables lie in, unless there is only one."),
    ] = None,
    schema: Annotated[str, typer.Option("--schema", metavar="NAME", help="The schema of names without one.")] = "",
    is_log: Annotated[bool, typer.Option("--log", help="The file is a log of statements that were run.")] = False,
    inventory: InventoryOption = None,
    configuration: ConfigurationOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Take the flows that SQL statements say into the inventory.

    INSERT ... SELECT, CREATE TABLE AS, views, MERGE and UPDATE ... FROM are read column by column. What cannot be read is
    named, with file and line, and stands as a problem in answers. The same path again replaces what it said before.
    """
    import asyncio

    from gazetteer.cli.configuration import Configuration, read_configuration
    from gazetteer.cli.consoles import print_parts
    from gazetteer.cli.stating import SqlFiles, recorded_json, recorded_parts, take_sql

    read = read_configuration(configuration) if configuration is not None else Configuration()
    files = SqlFiles(path, dialect, source, schema, is_log)
    recorded = asyncio.run(take_sql(inventory or read.inventory, files, read.source_aliases))
    if output_format is OutputFormat.JSON:
        print_json(recorded_json(recorded))
    else:
        print_parts(recorded_parts(recorded))


@lineage_app.command("dbt")
def dbt(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="A dbt project, its target folder, or a manifest.json."),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="KEY",
            help="The source that its relations lie in, or an address that the configuration's aliases give to one.",
            show_default=False,
        ),
    ] = None,
    inventory: InventoryOption = None,
    configuration: ConfigurationOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
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


@lineage_app.command("export")
def export(
    inventory: InventoryOption = None,
    form: Annotated[
        LineageFormat,
        typer.Option(
            "--format", metavar="openlineage|csv", help="Job events, one a line, or a CSV table.", case_sensitive=False
        ),
    ] = LineageFormat.OPENLINEAGE,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.", show_default=False)
    ] = None,
) -> None:
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
