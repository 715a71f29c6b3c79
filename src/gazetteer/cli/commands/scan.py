"""`gazetteer scan`: read sources, publish what was found into the inventory, write the report."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gazetteer.cli.commands.scan_options import (
    ConfigOption,
    DictionaryOption,
    DryRunOption,
    FailOnOption,
    FullOption,
    MinCoverageOption,
    NerOption,
    OutputOption,
    SampleOption,
    SourcesArgument,
    WorkersOption,
)
from gazetteer.cli.options import FormatOption, InventoryOption
from gazetteer.cli.requesting import ScanArguments, scan_request
from gazetteer.cli.writing import OutputFormat, ResultFile, json_text, protect_inputs

if TYPE_CHECKING:
    from gazetteer.cli.requesting import ScanRequest
    from gazetteer_scanners.scanning.prepare import Prepared
    from gazetteer_scanners.scanning.results import ScanResult


def scan(
    sources: SourcesArgument = None,
    configuration: ConfigOption = None,
    inventory: InventoryOption = None,
    is_full: FullOption = False,
    sample: SampleOption = None,
    workers: WorkersOption = 1,
    dictionary: DictionaryOption = None,
    ner: NerOption = None,
    fail_on: FailOnOption = None,
    min_coverage: MinCoverageOption = 100.0,
    output_format: FormatOption = OutputFormat.TABLE,
    output: OutputOption = None,
    is_dry_run: DryRunOption = False,
) -> None:
    """Scan sources, publish the findings into the inventory and print a report.

    Without --full or --sample every row is read. A source that fails does not stop the others.
    """
    arguments = ScanArguments(
        sources=tuple(sources or ()),
        configuration=configuration,
        inventory=inventory,
        is_full=is_full,
        sample=sample,
        workers=workers,
        dictionary=dictionary,
        fail_on=fail_on,
        min_coverage=min_coverage,
        ner=ner,
    )
    request = scan_request(arguments)
    from gazetteer_scanners.scanning.prepare import prepare_sources
    from gazetteer_scanners.scanning.tools import load_tools

    prepared = prepare_sources(request.specs, request.options)
    load_tools(request.options)  # a bad element file or model is told before anything is opened
    inputs = [Path(source.ref.location) for source in prepared]
    protect_inputs(output, [*inputs, *(path for path in (configuration, dictionary) if path is not None)])
    file = ResultFile(output)
    if is_dry_run:
        raise typer.Exit(_plan(prepared, request, output_format, file))
    raise typer.Exit(_scan(prepared, request, output_format, file))


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
