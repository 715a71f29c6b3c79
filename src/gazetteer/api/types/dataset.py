"""Datasets, their keys and their pages."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET

from gazetteer.api.context import Info
from gazetteer.api.enums import FieldOrder, KeyKind, RowKind, shown
from gazetteer.api.filters import FieldOrderBy, FieldWhere
from gazetteer.api.listing import DATASET_FIELDS_FIRST, list_fields_of_dataset
from gazetteer.api.paging import After, First, KnownPosition, PageInfo
from gazetteer.api.problems import RequestError
from gazetteer.api.types.counts import ElementCount, LevelCount, show_element_counts, show_levels
from gazetteer.api.types.coverage import Coverage, CoverageTotals, show_coverage, show_totals
from gazetteer.api.types.field import Field, FieldConnection, load_fields
from gazetteer.api.types.node import Node
from gazetteer.api.types.source import Source, show_source
from gazetteer.inventory.flows import NodeKind, node_id
from gazetteer.inventory.queries import DatasetQuery, Page, PageRequest
from gazetteer.inventory.records import DatasetRecord

if TYPE_CHECKING:
    from gazetteer.api.types.policy import Activity
    from gazetteer.api.types.system import System

DATASET_CURSOR = "datasets"
LazySystem = Annotated["System", strawberry.lazy("gazetteer.api.types.system")]
LazyActivity = Annotated["Activity", strawberry.lazy("gazetteer.api.types.policy")]


async def _key_fields(root: "Key", info: Info) -> list[Field]:
    return await load_fields(root.field_ids, info)


async def _refers_to(root: "Key", info: Info) -> "Dataset | None":
    if root.referred_id is None:
        return None
    record = await info.context.loaders.datasets.load(root.referred_id)
    return show_dataset(record) if record else None


async def _refers_to_fields(root: "Key", info: Info) -> list[Field]:
    return await load_fields(root.referred_ids, info)


@strawberry.type(description="A key of a dataset, as the source declares it.")
class Key:
    field_ids: strawberry.Private[tuple[str, ...]]
    referred_id: strawberry.Private[str | None]
    referred_ids: strawberry.Private[tuple[str, ...]]
    kind: KeyKind = strawberry.field(description="What it says.")
    fields: list[Field] = strawberry.field(resolver=_key_fields, description="Its fields, in the key's order.")
    refers_to: "Dataset | None" = strawberry.field(
        resolver=_refers_to,
        description="For a foreign key, the dataset that it refers to; null if the inventory does not hold it.",
    )
    refers_to_fields: list[Field] = strawberry.field(
        resolver=_refers_to_fields, description="For a foreign key, the fields referred to, in the order of `fields`."
    )


async def _source(root: "Dataset", info: Info) -> Source:
    record = await info.context.loaders.sources.load(root.record.source_id)
    if record is None:
        raise RequestError(f"the source of dataset {root.id} has left the inventory; ask again")
    return show_source(record)


def _elements(root: "Dataset", info: Info) -> list[ElementCount]:
    return show_element_counts(root.record.element_counts, info.context.elements)


async def _fields(
    root: "Dataset",
    info: Info,
    filter: FieldWhere = UNSET,  # noqa: A002 - the schema's name of the argument
    order_by: FieldOrderBy = FieldOrder.NAME,
    first: First = DATASET_FIELDS_FIRST,
    after: After = UNSET,
) -> FieldConnection:
    return await list_fields_of_dataset(root.record, filter, order_by, first, after, info)


async def _system(root: "Dataset", info: Info) -> LazySystem | None:
    from gazetteer.api.types.system import show_system  # a system lists its datasets

    if root.record.system is None:
        return None
    node = await info.context.loaders.nodes.load(node_id(NodeKind.SYSTEM, root.record.system))
    return show_system(node) if node else None


async def _activities(root: "Dataset", info: Info) -> list[LazyActivity]:
    from gazetteer.api.types.policy import read_book, show_activity

    if not root.record.activities:
        return []
    keys = set(root.record.activities)
    return [show_activity(one) for one in (await read_book(info)).activities.values() if one.key in keys]


@strawberry.type(description="A table, a view, a collection, or files of one shape in a source.")
class Dataset(Node):
    record: strawberry.Private[DatasetRecord]
    source: Source = strawberry.field(resolver=_source, description="The source that it is in.")
    name: str = strawberry.field(
        description="As the source spells it, personal data in it masked as `***`; two datasets may then share it."
    )
    kind: str = strawberry.field(description="The source's own word: `table`, `view`, `file`, ...; an open list.")
    comment: str | None = strawberry.field(description="The source's own comment, personal data in it masked.")
    row_is: RowKind = strawberry.field(
        description="What one row is about, from the dataset's name, what its fields surely hold, its keys and its rows. It "
        "decides ambiguous names: `name` in rows about things is no person's."
    )
    owner: str | None = strawberry.field(description="Who answers for it, by the configuration; null if nobody is named.")
    system: LazySystem | None = strawberry.field(
        resolver=_system, description="The system that it belongs to, by the configuration; null if none is assigned."
    )
    activities: list[LazyActivity] = strawberry.field(
        resolver=_activities, description="What it is processed for, of imported policies, by the configuration."
    )
    subjects: list[str] = strawberry.field(description="Whose data it holds, by the configuration, such as `customer`.")
    keys: list[Key] = strawberry.field(description="The primary key, the unique ones, then the foreign ones.")
    field_count: int = strawberry.field(description="Its fields.")
    levels: list[LevelCount] = strawberry.field(
        description="Its fields by effective level, the most severe first; levels without a field are absent."
    )
    elements: list[ElementCount] = strawberry.field(
        resolver=_elements, description="The elements in force in it, the most frequent first."
    )
    coverage: Coverage = strawberry.field(description="How far the last scan that tried it read it.")
    last_good_coverage: Coverage | None = strawberry.field(
        description="How far it was read in the last scan that met no unexpected gap in it; null if none did."
    )
    fields: FieldConnection = strawberry.field(resolver=_fields, description="Its fields.")
    first_seen: datetime = strawberry.field(description="When a scan first met it.")
    last_seen: datetime = strawberry.field(description="When a scan last met it.")
    gone_since: datetime | None = strawberry.field(
        description="When a scan no longer met it; null while it is there. What is gone has no fields and is in no list."
    )


@strawberry.type(description="A dataset in a list.")
class DatasetEdge:
    cursor: str = strawberry.field(description="Its position: pass it as `after` to go on behind it.")
    node: Dataset = strawberry.field(description="The dataset.")


async def _total_count(root: "DatasetConnection", info: Info) -> int:
    return (await info.context.loaders.dataset_totals.load(root.query)).discovered


async def _connection_coverage(root: "DatasetConnection", info: Info) -> CoverageTotals:
    return show_totals(await info.context.loaders.dataset_totals.load(root.query))


@strawberry.type(description="A page of datasets, by source and name.")
class DatasetConnection:
    query: strawberry.Private[DatasetQuery]
    edges: list[DatasetEdge] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(resolver=_total_count, description="Datasets that match, on all pages.")
    coverage: CoverageTotals = strawberry.field(
        resolver=_connection_coverage, description="Coverage of the matching datasets, on all pages."
    )


def show_dataset(record: DatasetRecord) -> Dataset:
    """A dataset in the schema's shape."""
    return Dataset(
        record=record,
        id=strawberry.ID(record.id),
        name=record.name,
        kind=record.kind,
        comment=record.comment,
        row_is=shown(RowKind, record.row_is.name),
        owner=record.owner,
        subjects=list(record.subjects),
        keys=_show_keys(record),
        field_count=record.field_count,
        levels=show_levels(record.level_counts),
        coverage=show_coverage(record.last),
        last_good_coverage=show_coverage(record.last_good) if record.last_good else None,
        first_seen=record.first_seen,
        last_seen=record.last_seen,
        gone_since=record.gone_since,
    )


def show_datasets(query: DatasetQuery, asked: PageRequest, page: Page[DatasetRecord]) -> DatasetConnection:
    """A page of datasets in the schema's shape."""
    positions = [KnownPosition(DATASET_CURSOR, key) for key in page.keys]
    return DatasetConnection(
        query=query,
        edges=[
            DatasetEdge(cursor=position.text, node=show_dataset(record))
            for position, record in zip(positions, page.items, strict=True)
        ],
        page_info=PageInfo(positions=positions, has_next_page=page.has_next, has_previous_page=asked.after is not None),
    )


def _show_keys(record: DatasetRecord) -> list[Key]:
    keys = [(KeyKind.PRIMARY, record.primary_key)] if record.primary_key else []
    keys += [(KeyKind.UNIQUE, fields) for fields in record.unique_keys]
    own = [Key(field_ids=fields, referred_id=None, referred_ids=(), kind=kind) for kind, fields in keys]
    foreign = [
        Key(field_ids=key.fields, referred_id=key.dataset, referred_ids=key.referred, kind=KeyKind.FOREIGN)
        for key in record.foreign_keys
    ]
    return own + foreign
