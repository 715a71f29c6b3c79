"""Scans and their pages."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.enums import ScanStatus, shown
from gazetteer.api.paging import KnownPosition, PageInfo
from gazetteer.api.scalars import Long
from gazetteer.api.types.coverage import CoverageTotals, show_totals
from gazetteer.api.types.node import Node
from gazetteer.inventory.queries import Page, PageRequest, ScanQuery
from gazetteer.inventory.records import ScanRecord

if TYPE_CHECKING:
    from gazetteer.api.types.source import Source

SCAN_CURSOR = "scans"
LazySource = Annotated["Source", strawberry.lazy("gazetteer.api.types.source")]


async def _sources(root: "Scan", info: Info) -> list[LazySource]:
    from gazetteer.api.types.source import show_source

    records = await info.context.loaders.sources.load_many(root.source_ids)
    return sorted((show_source(record) for record in records if record), key=lambda source: source.name)


@strawberry.type(description="One run over one or more sources.")
class Scan(Node):
    source_ids: strawberry.Private[tuple[str, ...]]
    sequence: Long = strawberry.field(description="Counts the inventory's scans from 1.")
    status: ScanStatus = strawberry.field(description="How it ended.")
    sources: list[LazySource] = strawberry.field(resolver=_sources, description="The sources that it tried, by name.")
    trigger: str = strawberry.field(description="What started it, such as `cli`.")
    started_at: datetime = strawberry.field(description="When it began.")
    finished_at: datetime | None = strawberry.field(description="When it ended; null while it runs.")
    rules: str = strawberry.field(description="Version of the rules that it decided with.")
    coverage: CoverageTotals = strawberry.field(description="Coverage of the datasets that it met.")
    gate_tripped: bool = strawberry.field(description="True if a gate that it was given tripped.")
    gate_reasons: list[str] = strawberry.field(description="Why the gate tripped, in sentences.")


@strawberry.type(description="A scan in a list.")
class ScanEdge:
    cursor: str = strawberry.field(description="Its position: pass it as `after` to go on behind it.")
    node: Scan = strawberry.field(description="The scan.")


async def _total_count(root: "ScanConnection", info: Info) -> int:
    return await info.context.loaders.scan_counts.load(root.query)


@strawberry.type(description="A page of scans, the newest first.")
class ScanConnection:
    query: strawberry.Private[ScanQuery]
    edges: list[ScanEdge] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(resolver=_total_count, description="Scans that match, on all pages.")


def show_scan(record: ScanRecord) -> Scan:
    """A scan in the schema's shape."""
    return Scan(
        source_ids=record.source_ids,
        id=strawberry.ID(record.id),
        sequence=Long(record.sequence),
        status=shown(ScanStatus, record.status.name),
        trigger=record.trigger,
        started_at=record.started_at,
        finished_at=record.finished_at,
        rules=record.rules,
        coverage=show_totals(record.coverage),
        gate_tripped=record.gate.is_tripped,
        gate_reasons=list(record.gate.reasons),
    )


def show_scans(query: ScanQuery, asked: PageRequest, page: Page[ScanRecord]) -> ScanConnection:
    """A page of scans in the schema's shape."""
    positions = [KnownPosition(SCAN_CURSOR, key) for key in page.keys]
    return ScanConnection(
        query=query,
        edges=[
            ScanEdge(cursor=position.text, node=show_scan(record))
            for position, record in zip(positions, page.items, strict=True)
        ],
        page_info=PageInfo(positions=positions, has_next_page=page.has_next, has_previous_page=asked.after is not None),
    )
