"""Fields, why they have their level, and their pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.enums import FacetKey, Level, shown
from gazetteer.api.flow_enums import DecidedBy
from gazetteer.api.paging import PageInfo, Position
from gazetteer.api.problems import RequestError
from gazetteer.api.scalars import Long
from gazetteer.api.types.counts import Facet, show_facet
from gazetteer.api.types.coverage import Coverage, CoverageTotals, show_coverage, show_totals
from gazetteer.api.types.detection import Detection, long, show_detection
from gazetteer.api.types.element import ElementCatalogue
from gazetteer.api.types.node import Node
from gazetteer.inventory import queries
from gazetteer.inventory.queries import DatasetQuery, FieldQuery
from gazetteer.inventory.records import DatasetRecord, FieldRecord, LevelNote
from gazetteer_scanners.scanning import results

if TYPE_CHECKING:
    from gazetteer.api.types.dataset import Dataset

LazyDataset = Annotated["Dataset", strawberry.lazy("gazetteer.api.types.dataset")]


async def load_fields(ids: tuple[str, ...], info: Info) -> "list[Field]":
    """The fields of these ids, in that order; one that the inventory does not hold is left out."""
    records = await info.context.loaders.fields.load_many(ids)
    return [show_field(record, info.context.elements) for record in records if record]


async def _proof(root: "LevelReason", info: Info) -> "list[Field]":
    return await load_fields(root.note.proof, info)


@strawberry.type(description="Why a field has its effective level.")
class LevelReason:
    note: strawberry.Private[LevelNote]
    level: Level = strawberry.field(description="The level that the rule gives.")
    rule: str = strawberry.field(
        description="`element`: the field's own elements; `combination`: it sits with data that identifies somebody; "
        "`minor`: rows of its dataset are about children under 14; `unread`: no value was read; `configuration`: a rule "
        "file decides so; `lineage`: a flow brings it."
    )
    text: str = strawberry.field(description="The same in one English sentence.")
    proof: "list[Field]" = strawberry.field(resolver=_proof, description="The fields that it rests on; for `lineage`, the way.")


async def _load_dataset(root: "Field", info: Info) -> DatasetRecord:
    record = await info.context.loaders.datasets.load(root.record.dataset_id)
    if record is None:
        raise RequestError(f"the dataset of field {root.id} has left the inventory; ask again")
    return record


async def _dataset(root: "Field", info: Info) -> LazyDataset:
    from gazetteer.api.types.dataset import show_dataset  # the two types refer to each other

    return show_dataset(await _load_dataset(root, info))


async def _coverage(root: "Field", info: Info) -> Coverage:
    return show_coverage((await _load_dataset(root, info)).last)


@strawberry.type(description="A column, or a path in a document.")
class Field(Node):
    record: strawberry.Private[FieldRecord]
    dataset: LazyDataset = strawberry.field(resolver=_dataset, description="The dataset that it is in.")
    path: str = strawberry.field(
        description="Its path as people read it: `orders[].items[].phone`, personal data in it masked as `***`; two fields "
        "may share it."
    )
    data_type: str | None = strawberry.field(description="The normalised type, such as `string`.")
    nullable: bool | None = strawberry.field(description="Whether the source allows nulls; null if it does not say.")
    comment: str | None = strawberry.field(
        description="The source's own comment, or the data dictionary's, personal data in it masked."
    )
    level: Level = strawberry.field(description="The level of its own elements.")
    effective_level: Level = strawberry.field(
        description="The level that holds, beside the other fields of its dataset and after what flows bring."
    )
    level_reasons: list[LevelReason] = strawberry.field(description="Why the effective level is what it is.")
    elements: list[Detection] = strawberry.field(
        description="Elements in force, the highest score first; then those that flows bring."
    )
    candidates: list[Detection] = strawberry.field(description="Doubtful elements, not in force; the highest score first.")
    coverage: Coverage = strawberry.field(resolver=_coverage, description="How far its dataset was read in the last scan.")
    presence: float | None = strawberry.field(description="Share of rows that have a value, 0 to 1; null if no row was read.")
    null_rate: float | None = strawberry.field(
        description="Share of rows, or of list items, that are null, 0 to 1; null if no row was read."
    )
    distinct_estimate: Long | None = strawberry.field(description="Estimated distinct values; null if no value was read.")
    first_seen: datetime = strawberry.field(description="When a scan first met it.")
    last_seen: datetime = strawberry.field(description="When a scan last met it.")


async def _cursor(root: "FieldEdge", info: Info) -> str:
    return await root.position.cursor(info)


@strawberry.type(description="A field in a list.")
class FieldEdge:
    position: strawberry.Private[Position]
    cursor: str = strawberry.field(
        resolver=_cursor, description="Its position: pass it as `after` to go on behind it, in a list of the same order."
    )
    node: Field = strawberry.field(description="The field.")


async def _total_count(root: "FieldConnection", info: Info) -> int:
    if root.known_count is not None:
        return root.known_count
    return await info.context.loaders.field_counts.load(root.query)


async def _facets(
    root: "FieldConnection",
    info: Info,
    of: Annotated[list[FacetKey], strawberry.argument(description="What to count by; each once.")],
) -> list[Facet]:
    keys = list(dict.fromkeys(of))
    counted = await info.context.loaders.facets.load_many((root.query, queries.FacetKey[key.name]) for key in keys)
    return [show_facet(key, counts, await _facet_labels(key, counts, info)) for key, counts in zip(keys, counted, strict=True)]


async def _facet_labels(key: FacetKey, values: Iterable[str], info: Info) -> dict[str, str]:
    if key is FacetKey.ELEMENT:
        return {value: info.context.elements.element(value).labels["en"] for value in values}
    if key is FacetKey.SOURCE:
        sources = await info.context.loaders.sources.load_many(values)
        return {source.id: source.key for source in sources if source}
    return {}


async def _connection_coverage(root: "FieldConnection", info: Info) -> CoverageTotals:
    if root.known_coverage is not None:
        return show_totals(root.known_coverage)
    return show_totals(await info.context.loaders.dataset_totals.load(root.scope))


@strawberry.type(description="A page of fields.")
class FieldConnection:
    query: strawberry.Private[FieldQuery]
    known_count: strawberry.Private[int | None]
    known_coverage: strawberry.Private[results.CoverageTotals | None]
    edges: list[FieldEdge] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(resolver=_total_count, description="Fields that match, on all pages.")
    facets: list[Facet] = strawberry.field(resolver=_facets, description="The matching fields of all pages, counted.")
    coverage: CoverageTotals = strawberry.field(
        resolver=_connection_coverage,
        description="Coverage of the datasets that the filter's sources, datasets and coverage states select: "
        "what could have held matching fields, and how far it was read.",
    )

    @property
    def scope(self) -> DatasetQuery:
        """The datasets in which the list looks."""
        query = self.query
        return DatasetQuery(
            source_ids=query.source_ids, source_keys=query.source_keys, ids=query.dataset_ids, coverage=query.coverage
        )


def show_field(record: FieldRecord, elements: ElementCatalogue) -> Field:
    """A field in the schema's shape."""
    return Field(
        record=record,
        id=strawberry.ID(record.id),
        path=record.path_text,
        data_type=record.data_type,
        nullable=record.is_nullable,
        comment=record.comment,
        level=shown(Level, record.level.name),
        effective_level=shown(Level, record.effective_level.name),
        level_reasons=[_show_reason(note) for note in record.level_reasons],
        elements=[
            *(show_detection(found, elements) for found in record.elements),
            *(show_detection(implied.detection, elements, DecidedBy.LINEAGE) for implied in record.implied),
        ],
        candidates=[show_detection(found, elements) for found in record.candidates],
        presence=record.presence,
        null_rate=record.null_rate,
        distinct_estimate=long(record.distinct_estimate),
        first_seen=record.first_seen,
        last_seen=record.last_seen,
    )


def _show_reason(note: LevelNote) -> LevelReason:
    return LevelReason(note=note, level=shown(Level, note.level.name), rule=note.rule, text=note.text)
