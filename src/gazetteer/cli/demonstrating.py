"""The demo's scan and what is said about it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.consoles import plural, say
from gazetteer.cli.rendering import coverage_parts, level_text, plain_table
from gazetteer.cli.requesting import ScanArguments, scan_request
from gazetteer.cli.running import Outcome, run_request
from gazetteer.estate import make_estate
from gazetteer_scanners.scanning.prepare import prepare_sources
from gazetteer_scanners.scanning.results import ScanResult
from gazetteer_scanners.taxonomy import Level, Taxonomy, load_taxonomy

INVENTORY_NAME = "inventory.sqlite"

_QUERY = (
    '{ fields(filter: {elements: ["device.imei"]}, first: 50) { totalCount '
    "edges { node { path effectiveLevel dataset { name source { name } } } } } }"
)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A demo's scan, the URI of its inventory, and where the estate is."""

    folder: Path
    outcome: Outcome
    inventory: str


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """An element in force: in how many fields, and the highest effective level among them."""

    element: str
    fields: int
    level: Level


def scan_estate(folder: Path) -> Demonstration:
    """Make the estate in the folder and scan it into an inventory there.

    Raises:
        ConfigurationError: if the folder holds something else.
    """
    estate = make_estate(folder)
    say(f"The sample estate of two invented organisations is in {folder}.")
    say(f"It is scanned as `gazetteer scan -c {estate.config}` would do it.")
    inventory = f"sqlite:///{folder.absolute() / INVENTORY_NAME}"
    request = scan_request(ScanArguments(configuration=estate.config, inventory=inventory))
    return Demonstration(folder, run_request(prepare_sources(request.specs, request.options), request), inventory)


def findings_by_element(result: ScanResult) -> tuple[ElementFinding, ...]:
    """What is in force, the most severe and most frequent first."""
    fields: dict[str, int] = {}
    levels: dict[str, Level] = {}
    for dataset in result.datasets:
        for field in dataset.fields:
            for element in {detection.element for detection in field.decision.elements}:
                fields[element] = fields.get(element, 0) + 1
                levels[element] = max(
                    levels.get(element, Level.NONE), field.decision.effective_level, key=lambda level: level.rank
                )
    found = [ElementFinding(element, count, levels[element]) for element, count in fields.items()]
    return tuple(sorted(found, key=lambda one: (-one.level.rank, -one.fields, one.element)))


def demo_parts(demonstrated: Demonstration) -> Iterator[RenderableType]:
    """What was found by element, then coverage."""
    result = demonstrated.outcome.result
    yield _elements_table(findings_by_element(result), load_taxonomy())
    fields = sum(len(dataset.fields) for dataset in result.datasets)
    holding = sum(bool(field.decision.elements) for dataset in result.datasets for field in dataset.fields)
    counts = f"{plural(len(result.sources), 'source')}, {plural(len(result.datasets), 'dataset')}, {plural(fields, 'field')}"
    yield Text(f"{counts}; {holding:,} of them hold personal or sensitive data, alone or together with others.")
    yield Text()
    yield from coverage_parts(result.sources, result.datasets, result.coverage)


def curl_line(url: str) -> str:
    """A command to paste: it asks the server at this URL (which ends with `/`) for the fields that hold `device.imei`."""
    body = json.dumps({"query": _QUERY})
    return f"curl -s {url}graphql -H 'Content-Type: application/json' -d '{body}'"


def _elements_table(findings: tuple[ElementFinding, ...], taxonomy: Taxonomy) -> RenderableType:
    table = plain_table("Element", "What it is", "Fields", "Highest effective level", right=["Fields"])
    for one in findings:
        table.add_row(one.element, taxonomy[one.element].label_en, f"{one.fields:,}", level_text(one.level.value))
    return table
