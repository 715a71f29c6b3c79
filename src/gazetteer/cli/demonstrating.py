"""The demo's scan and what is said about it."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.browsing import opened
from gazetteer.cli.consoles import plural, say, visible
from gazetteer.cli.demonstrated_lineage import ShownLineage, lineage_parts, read_lineage, take_lineage
from gazetteer.cli.policies import import_files
from gazetteer.cli.rendering import coverage_parts, level_text, plain_table
from gazetteer.cli.requesting import ScanArguments, scan_request
from gazetteer.cli.running import Outcome, run_request
from gazetteer.estate import REFERENCE_DATE, make_estate
from gazetteer.inventory.minors import LEGAL_AGE, MinorRows, read_minor_rows
from gazetteer_scanners.scanning.prepare import prepare_sources
from gazetteer_scanners.scanning.results import ScanResult
from gazetteer_scanners.taxonomy import Element, Level, Taxonomy, load_taxonomy

INVENTORY_NAME = "inventory.sqlite"
BUILTIN_POLICIES = ("saleforte", "sendcloud")

_QUERY = (
    '{ fields(filter: {elements: ["device.imei"]}, first: 50) { totalCount '
    "edges { node { path effectiveLevel elements { element { id } decidedBy } dataset { name source { name } } } } } }"
)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A demo's scan, the URI of its inventory, where the estate is, the rows about children in it, and where an IMEI goes."""

    folder: Path
    outcome: Outcome
    inventory: str
    children: tuple[MinorRows, ...]
    lineage: ShownLineage


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """An element in force: in how many fields, and the highest level that it has in one of them."""

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
    # The estate is made as of one day; counted as of it, ages are the same whenever the demo runs.
    request = replace(request, options=replace(request.options, as_of=REFERENCE_DATE))
    asyncio.run(import_files(inventory, (), BUILTIN_POLICIES))
    outcome = run_request(prepare_sources(request.specs, request.options), request)
    asyncio.run(take_lineage(folder, inventory))
    return Demonstration(folder, outcome, inventory, *asyncio.run(_read(inventory)))


def findings_by_element(result: ScanResult, taxonomy: Taxonomy) -> tuple[ElementFinding, ...]:
    """What is in force, the most severe and most frequent first."""
    levels: dict[str, list[Level]] = defaultdict(list)
    for dataset in result.datasets:
        for field in dataset.fields:
            for element in {detection.element for detection in field.decision.elements}:
                levels[element].append(_level_in(taxonomy[element], field.decision.effective_level))
    found = [ElementFinding(element, len(each), max(each, key=_rank)) for element, each in levels.items()]
    return tuple(sorted(found, key=lambda one: (-one.level.rank, -one.fields, one.element)))


def _level_in(element: Element, effective: Level) -> Level:
    """The element's own level, or PERSONAL where what it sits with makes it so; not that of the field's other elements."""
    is_risen = "combination_only" in element.rules and effective.rank >= Level.PERSONAL.rank
    return max(element.level, Level.PERSONAL, key=_rank) if is_risen else element.level


def _rank(level: Level) -> int:
    return level.rank


def demo_parts(demonstrated: Demonstration) -> Iterator[RenderableType]:
    """What was found by element, then coverage."""
    result = demonstrated.outcome.result
    yield _elements_table(result, load_taxonomy())
    levels = [field.decision.effective_level for dataset in result.datasets for field in dataset.fields]
    personal = sum(level.rank >= Level.PERSONAL.rank for level in levels)
    counts = (
        f"{plural(len(result.sources), 'source')}, {plural(len(result.datasets), 'dataset')}, {plural(len(levels), 'field')}"
    )
    yield Text(f"{counts}; {personal:,} of them are personal or sensitive, alone or by what they sit with.")
    yield Text()
    yield from _children_parts(demonstrated.children)
    yield from lineage_parts(demonstrated.lineage)
    yield from coverage_parts(result.sources, result.datasets, result.coverage)


def curl_line(url: str) -> str:
    """A command to paste: it asks the server at this URL (which ends with `/`) for the fields that hold `device.imei`."""
    body = json.dumps({"query": _QUERY})
    return f"curl -s {url}graphql -H 'Content-Type: application/json' -d '{body}'"


async def _read(inventory: str) -> tuple[tuple[MinorRows, ...], ShownLineage]:
    async with opened(inventory) as store:
        children = tuple(one for one in await read_minor_rows(store) if one.aged.below(LEGAL_AGE).least)
        return children, await read_lineage(store)


def _children_parts(children: tuple[MinorRows, ...]) -> Iterator[RenderableType]:
    if not children:
        return
    numbers = [f"Under {LEGAL_AGE}", "Without guardian consent", "Consent not stated"]
    table = plain_table("Rows about children", *numbers, right=numbers)
    for one in children:
        counts = one.aged.below(LEGAL_AGE)
        consents = ["" if count is None else f"{count:,}" for count in (counts.without_consent, counts.consent_unknown)]
        dataset = Text(visible(f"{one.dataset.source_key} {one.dataset.name}"))
        table.add_row(dataset, f"{counts.least:,}", *consents)
    yield table
    yield Text(f"Ages as of {children[0].as_of}; an empty cell: no column says whether a guardian consented.")
    yield Text()


def _elements_table(result: ScanResult, taxonomy: Taxonomy) -> RenderableType:
    table = plain_table("Element", "What it is", "Fields", "Highest level", right=["Fields"])
    for one in findings_by_element(result, taxonomy):
        table.add_row(one.element, taxonomy[one.element].label_en, f"{one.fields:,}", level_text(one.level.value))
    return table
