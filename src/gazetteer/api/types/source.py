"""Sources and their pages."""

from datetime import datetime

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.enums import SourceState, shown
from gazetteer.api.paging import KnownPosition, PageInfo
from gazetteer.api.types.counts import LevelCount, show_levels
from gazetteer.api.types.coverage import CoverageReason, CoverageTotals, show_reason, show_totals
from gazetteer.api.types.node import Node
from gazetteer.api.types.scan import Scan, show_scan
from gazetteer.inventory.queries import Page, PageRequest
from gazetteer.inventory.records import SourceRecord
from gazetteer.inventory.store import SourceTotals
from gazetteer_scanners.scanning import results

SOURCE_CURSOR = "sources"
_NOTHING = SourceTotals(0, 0, {}, results.CoverageTotals())


async def _totals(root: "Source", info: Info) -> SourceTotals:
    return await info.context.loaders.source_totals.load(root.id) or _NOTHING


async def _dataset_count(root: "Source", info: Info) -> int:
    return (await _totals(root, info)).dataset_count


async def _field_count(root: "Source", info: Info) -> int:
    return (await _totals(root, info)).field_count


async def _levels(root: "Source", info: Info) -> list[LevelCount]:
    return show_levels((await _totals(root, info)).level_counts)


async def _coverage(root: "Source", info: Info) -> CoverageTotals:
    return show_totals((await _totals(root, info)).coverage)


async def _load_scan(scan_id: str | None, info: Info) -> Scan | None:
    record = await info.context.loaders.scans.load(scan_id) if scan_id else None
    return show_scan(record) if record else None


async def _last_scan(root: "Source", info: Info) -> Scan | None:
    return await _load_scan(root.last_scan_id, info)


async def _last_good_scan(root: "Source", info: Info) -> Scan | None:
    return await _load_scan(root.last_good_scan_id, info)


@strawberry.type(description="One database, bucket or folder.")
class Source(Node):
    last_scan_id: strawberry.Private[str | None]
    last_good_scan_id: strawberry.Private[str | None]
    name: str = strawberry.field(description="The source's key: its name in the configuration, or derived from its location.")
    kind: str = strawberry.field(description="The kind of source, such as `sqlite`; an open list.")
    location: str = strawberry.field(description="Where it is, without credentials.")
    state: SourceState = strawberry.field(description="How the last scan that tried it ended for it.")
    error: CoverageReason | None = strawberry.field(description="Why nothing of it could be read; null unless it FAILED.")
    aliases: list[str] = strawberry.field(description="Other locations under which it was scanned.")
    dataset_count: int = strawberry.field(resolver=_dataset_count, description="Its datasets.")
    field_count: int = strawberry.field(resolver=_field_count, description="The fields of its datasets.")
    levels: list[LevelCount] = strawberry.field(
        resolver=_levels, description="Its fields by effective level, the most severe first; levels without a field are absent."
    )
    coverage: CoverageTotals = strawberry.field(resolver=_coverage, description="Its datasets by coverage state.")
    last_scan: Scan | None = strawberry.field(resolver=_last_scan, description="The last scan that tried it.")
    last_good_scan: Scan | None = strawberry.field(
        resolver=_last_good_scan, description="The last scan that read all of it; null if none did."
    )
    first_seen: datetime = strawberry.field(description="When a scan first met it.")
    last_seen: datetime = strawberry.field(description="When a scan last met it.")


@strawberry.type(description="A source in a list.")
class SourceEdge:
    cursor: str = strawberry.field(description="Its position: pass it as `after` to go on behind it.")
    node: Source = strawberry.field(description="The source.")


async def _total_count(root: "SourceConnection", info: Info) -> int:
    return await info.context.loaders.source_counts.load(None)


@strawberry.type(description="A page of sources, by name.")
class SourceConnection:
    edges: list[SourceEdge] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(resolver=_total_count, description="All sources.")


def show_source(record: SourceRecord) -> Source:
    """A source in the schema's shape."""
    return Source(
        last_scan_id=record.last_scan,
        last_good_scan_id=record.last_good_scan,
        id=strawberry.ID(record.id),
        name=record.key,
        kind=record.kind,
        location=record.location,
        state=shown(SourceState, record.state.name),
        error=show_reason(record.error) if record.error else None,
        aliases=list(record.aliases),
        first_seen=record.first_seen,
        last_seen=record.last_seen,
    )


def show_sources(asked: PageRequest, page: Page[SourceRecord]) -> SourceConnection:
    """A page of sources in the schema's shape."""
    positions = [KnownPosition(SOURCE_CURSOR, key) for key in page.keys]
    return SourceConnection(
        edges=[
            SourceEdge(cursor=position.text, node=show_source(record))
            for position, record in zip(positions, page.items, strict=True)
        ],
        page_info=PageInfo(positions=positions, has_next_page=page.has_next, has_previous_page=asked.after is not None),
    )
