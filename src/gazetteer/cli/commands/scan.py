"""`gazetteer scan`: read sources, publish what was found into the inventory, write the report."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import Exit

from gazetteer.cli.collecting import without_collection
from gazetteer.cli.options import PATH, format_option, inventory_option, rules_option
from gazetteer.cli.requesting import FailOn, ScanArguments, scan_request
from gazetteer.cli.writing import OutputFormat, ResultFile, json_text, protect_inputs

if TYPE_CHECKING:
    from gazetteer.cli.requesting import ScanRequest
    from gazetteer_scanners.scanning.prepare import Prepared
    from gazetteer_scanners.scanning.results import ScanResult


@click.command()
@click.argument(
    "sources",
    metavar="[SOURCE]...",
    nargs=-1,
    help="Paths (app.sqlite, exports/, users.csv) or URLs (sqlite:///app.sqlite, dictionary:///dir/columns.csv). "
    "With -c also names of sources in that file; without any, all of them.",
)
@click.option(
    "-c",
    "--config",
    "configuration",
    metavar="FILE",
    type=PATH,
    help="Configuration file. Without it and without SOURCE: ./gazetteer.yaml.",
)
@inventory_option
@click.option("--full", "is_full", is_flag=True, help="Read every row. (So does a scan without --full and --sample today.)")
@click.option("--sample", metavar="N", type=click.IntRange(1, 10**12), help="Read at most N rows of each dataset.")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1),
    default=1,
    help="Processes that read; 1 reads in this process.",
)
@click.option(
    "--dictionary",
    metavar="FILE",
    type=PATH,
    help="Data dictionary (CSV: dataset,field,type,comment) that adds to what the sources say themselves; goes "
    "before `dictionary:` of the configuration.",
)
@rules_option
@click.option(
    "--ner",
    metavar="MODEL",
    help="A spaCy or GLiNER model on this computer (a name or a folder) that also looks for people, places and "
    "organisations in samples of free text. Nothing is downloaded; goes before `ner:` of the configuration.",
)
@click.option(
    "--fail-on",
    metavar="LEVEL",
    type=click.Choice(FailOn, case_sensitive=False),
    help="Exit with 1 if a field's effective level is this or above: NON_PERSONAL_ALONE, PERSONAL, SENSITIVE.",
)
@click.option(
    "--min-coverage",
    metavar="PCT",
    type=click.FloatRange(0, 100),
    default=100.0,
    help="Exit with 3 if less than this percentage of the datasets is free of gaps that nobody asked for.",
)
@format_option
@click.option("-o", "--output", metavar="FILE", type=PATH, help="Write the report there instead of to stdout.")
@click.option(
    "--dry-run",
    "is_dry_run",
    is_flag=True,
    help="Print datasets, chunks and the statements that would run; read no row, open no inventory.",
)
def scan(output_format: OutputFormat, output: Path | None, *, is_dry_run: bool, **arguments: Any) -> None:
    """Scan sources, publish the findings into the inventory and print a report.

    Without --full or --sample every row is read. A source that fails does not stop the others.
    """
    asked = ScanArguments(**arguments)
    with without_collection():
        request, prepared = _prepare(asked)
    inputs = [Path(source.ref.location) for source in prepared]
    inputs += [Path(file) for file in request.options.rules.files]
    protect_inputs(output, [*inputs, *(path for path in (asked.configuration, asked.dictionary) if path is not None)])
    file = ResultFile(output)
    if is_dry_run:
        raise Exit(_plan(prepared, request, output_format, file))
    raise Exit(_scan(prepared, request, output_format, file))


def _prepare(arguments: ScanArguments) -> "tuple[ScanRequest, tuple[Prepared, ...]]":
    """What to scan and how; reads no source, but loads all that the scan will use."""
    import gazetteer.cli.running  # noqa: F401 - loaded here, with the rest
    from gazetteer_scanners.scanning.prepare import prepare_sources
    from gazetteer_scanners.scanning.tools import load_tools

    request = scan_request(arguments)
    prepared = prepare_sources(request.specs, request.options)
    load_tools(request.options)  # a bad element file or model is told before anything is opened
    return request, prepared


def _scan(prepared: "tuple[Prepared, ...]", request: "ScanRequest", output_format: OutputFormat, file: ResultFile) -> int:
    from gazetteer.cli.consoles import say
    from gazetteer.cli.exits import exit_code_of_result
    from gazetteer.cli.running import run_request

    outcome = run_request(prepared, request)
    say(f"Published as scan {outcome.result.sequence} in {outcome.inventory.location}")
    _write_report(outcome.result, output_format, file)
    return outcome.signal or exit_code_of_result(outcome.result, request.options.min_coverage)


def _write_report(result: "ScanResult", output_format: OutputFormat, file: ResultFile) -> None:
    if output_format is OutputFormat.JSON:
        from gazetteer_scanners.scanning.report import report_json

        file.write(json_text(report_json(result)))
        return
    from gazetteer.cli.rendering import result_parts

    file.write_parts(result_parts(result))


def _plan(prepared: "tuple[Prepared, ...]", request: "ScanRequest", output_format: OutputFormat, file: ResultFile) -> int:
    from gazetteer.cli.exits import ExitCode
    from gazetteer.cli.planning import plan_json, plan_parts
    from gazetteer_scanners.scanning.plan import plan_scan
    from gazetteer_scanners.scanning.tools import load_tools

    planned = plan_scan(prepared, request.options)
    masker = load_tools(request.options).masker
    if output_format is OutputFormat.JSON:
        file.write(json_text(plan_json(planned, masker)))
    else:
        file.write_parts(plan_parts(planned, masker))
    return ExitCode.FAILURE if any(source.error is not None for source in planned) else ExitCode.OK
