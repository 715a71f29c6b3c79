"""From options and configuration file to one frozen request: which sources, how to scan them, into which inventory."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.cli.locations import DEFAULT_NAME, absolute_location
from gazetteer.errors import ConfigurationError
from gazetteer_scanners.nearest import near_names

if TYPE_CHECKING:
    from gazetteer.cli.configuration import Configuration, SourceEntry
    from gazetteer.cli.declaring import Declarations
    from gazetteer_scanners.rulefiles.user_rules import UserRules
    from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec


class FailOn(StrEnum):
    """Levels that a gate can ask for; the words are those of `gazetteer_scanners.taxonomy.Level`."""

    NON_PERSONAL_ALONE = "NON_PERSONAL_ALONE"
    PERSONAL = "PERSONAL"
    SENSITIVE = "SENSITIVE"


@dataclass(frozen=True, slots=True)
class ScanArguments:
    """What stands on the command line of `gazetteer scan`; None where an option was not given."""

    sources: tuple[str, ...] = ()
    configuration: Path | None = None
    inventory: str | None = None
    is_full: bool = False
    sample: int | None = None
    workers: int = 1
    dictionary: Path | None = None
    rules: tuple[Path, ...] = ()
    fail_on: FailOn | None = None
    min_coverage: float = 100.0
    ner: str | None = None


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """A scan as it will be run; `inventory` None means the default one; `said` None: no configuration says anything."""

    specs: tuple["SourceSpec", ...]
    options: "ScanOptions"
    inventory: str | None
    said: "Declarations | None" = None


def scan_request(arguments: ScanArguments) -> ScanRequest:
    """The request that the arguments and the configuration file make together.

    Raises:
        ConfigurationError: if options contradict each other, nothing is named to scan, or the file holds mistakes.
        RuleError: if a rule file holds mistakes.
    """
    from gazetteer_scanners.connectors.protocol import ReadLimits
    from gazetteer_scanners.rulefiles.user_rules import UserRules
    from gazetteer_scanners.scanning.request import ScanOptions
    from gazetteer_scanners.taxonomy import Level

    if arguments.is_full and arguments.sample is not None:
        raise ConfigurationError("--full and --sample contradict each other; give one of them")
    file = _configuration_file(arguments)
    configuration = _read(file) if file is not None else None
    folder = file.parent.absolute() if file is not None else Path.cwd()
    elements = tuple(Path(name) for name in configuration.elements) if configuration is not None else ()
    named = configuration.rules if configuration is not None else ()
    rules: list[str | Path] = [*named, *arguments.rules]
    options = ScanOptions(
        limits=ReadLimits(sample_rows=arguments.sample),
        workers=arguments.workers,
        presidio_samples=configuration is not None and configuration.presidio == "samples",
        ner=_ner(arguments, configuration),
        elements=elements,
        rules=_user_rules(rules, elements) if rules else UserRules(),
        fail_on=Level(arguments.fail_on) if arguments.fail_on is not None else None,
        min_coverage=arguments.min_coverage,
        working_directory=folder,
    )
    specs = _specs(arguments, configuration, file)
    inventory = configuration.inventory if configuration is not None else None
    said = _said(configuration) if configuration is not None else None
    return ScanRequest(specs, options, arguments.inventory or inventory, said)


def _said(configuration: "Configuration") -> "Declarations":
    from gazetteer.cli.declaring import declarations_of  # a scan without a file starts sooner for it

    return declarations_of(configuration)


def _ner(arguments: ScanArguments, configuration: "Configuration | None") -> str | None:
    """The model: a path on the command line is relative to where the command runs, one in a file to the file."""
    if arguments.ner is None:
        return configuration.ner if configuration is not None else None
    path = Path.cwd() / arguments.ner
    return str(path) if path.is_dir() else arguments.ner


def _user_rules(files: Sequence[str | Path], elements: Sequence[Path]) -> "UserRules":
    from gazetteer_scanners.rulefiles.loading import load_user_rules  # a scan without rule files starts sooner for it

    return load_user_rules(*files, elements=elements)


def _configuration_file(arguments: ScanArguments) -> Path | None:
    if arguments.configuration is not None:
        return arguments.configuration
    if arguments.sources:
        return None
    default = Path(DEFAULT_NAME)
    if not default.exists():
        raise ConfigurationError(
            f"nothing to scan: name a SOURCE (a path or URL), give -c FILE, or write a {DEFAULT_NAME} in {Path.cwd()}"
        )
    return default


def _read(file: Path) -> "Configuration":
    from gazetteer.cli.configuration import read_configuration  # a scan without a file starts sooner for it

    return read_configuration(file)


def _specs(arguments: ScanArguments, configuration: "Configuration | None", file: Path | None) -> tuple["SourceSpec", ...]:
    entries = configuration.sources if configuration is not None else ()
    if not arguments.sources:
        if not entries:
            raise ConfigurationError(f"{file} names no sources; add them under `sources:` or name a SOURCE")
        return tuple(_entry_spec(entry, arguments.dictionary) for entry in entries)
    named = {entry.name: entry for entry in entries if entry.name is not None}
    return tuple(
        _entry_spec(named[source], arguments.dictionary)
        if source in named
        else _spec(_given(source, named, file), arguments.dictionary)
        for source in arguments.sources
    )


def _given(source: str, named: Iterable[str], file: Path | None) -> str:
    """The location of a source from the command line, relative to where the command runs, whatever file is used beside it."""
    if not source.strip():
        raise ConfigurationError("a SOURCE is empty; give a path or a URL")
    if file is None:
        return source
    location = absolute_location(source, Path.cwd())
    if Path(location).is_absolute() and not os.path.lexists(location):
        raise ConfigurationError(f"{source} is neither a path nor a source of {file}; {near_names(source, named)}".rstrip("; "))
    return location


def _entry_spec(entry: "SourceEntry", dictionary: Path | None) -> "SourceSpec":
    own = Path(entry.dictionary) if entry.dictionary is not None else None
    return _spec(entry.url, dictionary, name=entry.name, secret=entry.secret, own_dictionary=own)


def _spec(
    location: str,
    dictionary: Path | None,
    *,
    name: str | None = None,
    secret: str | None = None,
    own_dictionary: Path | None = None,
) -> "SourceSpec":
    from gazetteer_scanners.scanning.request import SourceSpec

    given = dictionary.absolute() if dictionary is not None else None
    return SourceSpec(location=location, name=name, secret=secret, dictionary=given or own_dictionary)
