"""The options of `gazetteer scan`, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

from gazetteer.cli.requesting import FailOn

SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help="Paths (app.sqlite, exports/, users.csv) or URLs (sqlite:///app.sqlite, dictionary:///dir/columns.csv). "
        "With -c also names of sources in that file; without any, all of them.",
        show_default=False,
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "-c",
        "--config",
        metavar="FILE",
        help="Configuration file. Without it and without SOURCE: ./gazetteer.yaml.",
        show_default=False,
    ),
]
FullOption = Annotated[bool, typer.Option("--full", help="Read every row. (So does a scan without --full and --sample today.)")]
SampleOption = Annotated[
    int | None,
    typer.Option("--sample", metavar="N", min=1, max=10**12, help="Read at most N rows of each dataset.", show_default=False),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, help="Processes that read; 1 reads in this process.")
]
DictionaryOption = Annotated[
    Path | None,
    typer.Option(
        "--dictionary",
        metavar="FILE",
        help="Data dictionary (CSV: dataset,field,type,comment) that adds to what the sources say themselves; goes "
        "before `dictionary:` of the configuration.",
        show_default=False,
    ),
]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="FILE",
        help="Rules of your own (YAML, see docs/rules.md), or a recognizer file of Presidio's; may be given several times, and "
        "adds to `rules:` of the configuration.",
        show_default=False,
    ),
]
NerOption = Annotated[
    str | None,
    typer.Option(
        "--ner",
        metavar="MODEL",
        help="A spaCy or GLiNER model on this computer (a name or a folder) that also looks for people, places and "
        "organisations in samples of free text. Nothing is downloaded; goes before `ner:` of the configuration.",
        show_default=False,
    ),
]
FailOnOption = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on",
        metavar="LEVEL",
        help="Exit with 1 if a field's effective level is this or above: NON_PERSONAL_ALONE, PERSONAL, SENSITIVE.",
        case_sensitive=False,
        show_default=False,
    ),
]
MinCoverageOption = Annotated[
    float,
    typer.Option(
        "--min-coverage",
        metavar="PCT",
        min=0,
        max=100,
        help="Exit with 3 if less than this percentage of the datasets is free of gaps that nobody asked for.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write the report there instead of to stdout.", show_default=False),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help="Print datasets, chunks and the statements that would run; read no row, open no inventory.",
    ),
]
