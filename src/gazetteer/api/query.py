"""The queries at the root of the schema."""

from asyncio import gather
from typing import Annotated, Final, TypeVar

import strawberry
from strawberry import UNSET

from gazetteer.api.context import Info
from gazetteer.api.enums import FieldOrder, ScanStatus, asked
from gazetteer.api.filters import MAX_VALUES, DatasetWhere, FieldOrderBy, FieldWhere, dataset_query
from gazetteer.api.lineage import LineageQueries
from gazetteer.api.listing import FIELDS_FIRST, list_fields
from gazetteer.api.paging import MAX_FIRST, After, First, read_items, read_page
from gazetteer.api.policies import PolicyQueries, policy_node
from gazetteer.api.problems import ProblemCode, RequestError
from gazetteer.api.types.coverage import CoverageTotals, show_totals
from gazetteer.api.types.dataset import DATASET_CURSOR, Dataset, DatasetConnection, show_dataset, show_datasets
from gazetteer.api.types.element import Element
from gazetteer.api.types.field import Field, FieldConnection, show_field
from gazetteer.api.types.flow import show_flow
from gazetteer.api.types.minors import COUNTED_AGES, MINORS_CURSOR, MINORS_FIRST, MinorsReport, show_minors, threshold_of
from gazetteer.api.types.node import Node
from gazetteer.api.types.scan import SCAN_CURSOR, ScanConnection, show_scan, show_scans
from gazetteer.api.types.source import SOURCE_CURSOR, Source, SourceConnection, show_source, show_sources
from gazetteer.inventory import queries
from gazetteer.inventory.queries import DatasetQuery, FieldQuery, Page, PageRequest, ScanQuery
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.scanning import results

T = TypeVar("T")

_FIRST = 50
_AMBIGUOUS: Final = PageRequest(10)
"""Enough to tell one from many, and to name those that share a name."""

NodeId = Annotated[strawberry.ID, strawberry.argument(name="id", description="The node's id.")]
NodeIds = Annotated[list[strawberry.ID], strawberry.argument(description=f"At most {MAX_FIRST} ids.")]
ElementId = Annotated[strawberry.ID, strawberry.argument(name="id", description="The taxonomy's id, such as `device.imei`.")]
SourceName = Annotated[str, strawberry.argument(description="The source's name (its key).")]
DatasetName = Annotated[str, strawberry.argument(description="The dataset's name as it is shown.")]
FieldPath = Annotated[str, strawberry.argument(description="The field's path as it is shown.")]


async def _node(info: Info, node_id: NodeId) -> Node | None:
    loaders = info.context.loaders
    match node_id.partition("_")[0]:
        case "src":
            source = await loaders.sources.load(node_id)
            return show_source(source) if source else None
        case "dst":
            dataset = await loaders.datasets.load(node_id)
            return show_dataset(dataset) if dataset else None
        case "fld":
            field = await loaders.fields.load(node_id)
            return show_field(field, info.context.elements) if field else None
        case "flw":
            flow = await loaders.flows.load(node_id)
            return show_flow(flow) if flow else None
        case "pol" | "act" | "sys" | "rcp" | "ogn":
            return await policy_node(node_id, info)
        case _:
            scan = await loaders.scans.load(node_id)
            return show_scan(scan) if scan else None


async def _nodes(info: Info, ids: NodeIds) -> list[Node | None]:
    if len(ids) > MAX_FIRST:
        raise RequestError(f"ids: {len(ids):,} are too many; give at most {MAX_FIRST}")
    return list(await gather(*(_node(info, id_) for id_ in ids)))


def _only(found: Page[T], what: str, ids: list[str]) -> T | None:
    """The one thing that was found, None if there is none.

    Raises:
        RequestError: if there are several; it names their ids.
    """
    if len(found.items) > 1:
        others = " and others" if found.has_next else ""
        raise RequestError(
            f"{what} is the name of {', '.join(sorted(ids))}{others}; ask for one of them with node(id:)", ProblemCode.AMBIGUOUS
        )
    return found.items[0] if found.items else None


async def _source(info: Info, name: SourceName) -> Source | None:
    found = await info.context.loaders.source_pages.load((_AMBIGUOUS, (name,)))
    record = _only(found, f"source {name!r}", [record.id for record in found.items])
    return show_source(record) if record else None


async def _dataset(info: Info, source: SourceName, name: DatasetName) -> Dataset | None:
    found = await info.context.loaders.dataset_pages.load((DatasetQuery(source_keys=(source,), names=(name,)), _AMBIGUOUS))
    record = _only(found, f"dataset {name!r} of source {source!r}", [record.id for record in found.items])
    return show_dataset(record) if record else None


async def _field(info: Info, source: SourceName, dataset: DatasetName, path: FieldPath) -> Field | None:
    query = FieldQuery(source_keys=(source,), dataset_names=(dataset,), path_texts=(path,))
    found = await info.context.loaders.field_pages.load((query, queries.FieldOrder.NAME, _AMBIGUOUS))
    record = _only(found, f"field {path!r} of dataset {dataset!r}", [record.id for record in found.items])
    return show_field(record, info.context.elements) if record else None


async def _sources(info: Info, first: First = _FIRST, after: After = UNSET) -> SourceConnection:
    page = read_page(SOURCE_CURSOR, first, after, _FIRST)
    return show_sources(page, await read_items(page, lambda asked_: info.context.loaders.source_pages.load((asked_, None))))


async def _datasets(
    info: Info,
    filter: DatasetWhere = UNSET,  # noqa: A002 - the schema's name of the argument
    first: First = _FIRST,
    after: After = UNSET,
) -> DatasetConnection:
    query = dataset_query(filter)
    page = read_page(DATASET_CURSOR, first, after, _FIRST)
    return show_datasets(
        query, page, await read_items(page, lambda asked_: info.context.loaders.dataset_pages.load((query, asked_)))
    )


async def _fields(
    info: Info,
    filter: FieldWhere = UNSET,  # noqa: A002 - the schema's name of the argument
    order_by: FieldOrderBy = FieldOrder.NAME,
    first: First = FIELDS_FIRST,
    after: After = UNSET,
) -> FieldConnection:
    return await list_fields(filter, order_by, first, after, info)


async def _element(info: Info, element_id: ElementId) -> Element | None:
    catalogue = info.context.elements
    if catalogue.taxonomy.is_known(element_id) or element_id in await info.context.loaders.element_counts():
        return catalogue.element(element_id)
    return None


async def _elements(
    info: Info,
    search: Annotated[
        str | None, strawberry.argument(description="A text in id or label (English or Chinese), whatever the case.")
    ] = UNSET,
    in_use: Annotated[
        bool | None, strawberry.argument(description="True: only elements in force in some field; false: only the others.")
    ] = UNSET,
) -> list[Element]:
    catalogue = info.context.elements
    elements = catalogue.all()
    if in_use in (True, False):
        counts = await info.context.loaders.element_counts()
        elements = [element for element in elements if (element.id in counts) is in_use]
        if in_use:
            elements += [catalogue.element(id_) for id_ in sorted(counts) if not catalogue.taxonomy.is_known(id_)]
    if search:
        text = search.casefold()
        elements = [e for e in elements if any(text in word.casefold() for word in (e.id, *e.labels.values()))]
    return elements


async def _scans(
    info: Info,
    source: Annotated[strawberry.ID | None, strawberry.argument(description="Only scans that tried this source.")] = UNSET,
    status: Annotated[list[ScanStatus] | None, strawberry.argument(description="Only scans that ended so.")] = UNSET,
    first: First = _FIRST,
    after: After = UNSET,
) -> ScanConnection:
    query = ScanQuery(
        source_id=source or None, statuses=asked(results.ScanStatus, status) if isinstance(status, list) else None
    )
    page = read_page(SCAN_CURSOR, first, after, _FIRST)
    return show_scans(query, page, await read_items(page, lambda asked_: info.context.loaders.scan_pages.load((query, asked_))))


async def _coverage(
    info: Info,
    sources: Annotated[
        list[strawberry.ID] | None,
        strawberry.argument(description=f"Ids of at most {MAX_VALUES:,} sources; all of them without it."),
    ] = UNSET,
) -> CoverageTotals:
    ids = tuple(sources) if isinstance(sources, list) else None
    if ids is not None and len(ids) > MAX_VALUES:
        raise RequestError(f"sources: {len(ids):,} ids are too many; give at most {MAX_VALUES:,}")
    return show_totals(await info.context.loaders.dataset_totals.load(DatasetQuery(source_ids=ids)))


async def _minors(
    info: Info,
    threshold: Annotated[int | None, strawberry.argument(description=f"An age in full years: {COUNTED_AGES}.")] = UNSET,
    jurisdiction: Annotated[
        str | None,
        strawberry.argument(description="Instead: the country (ISO 3166-1, such as `DE`) whose law sets the age; else `CN`."),
    ] = UNSET,
    first: First = MINORS_FIRST,
    after: After = UNSET,
) -> MinorsReport:
    age, country = threshold_of(threshold if threshold is not UNSET else None, jurisdiction or None)
    page = read_page(MINORS_CURSOR, first, after, MINORS_FIRST)
    try:
        found = await read_items(page, info.context.loaders.minor_pages.load)
    except EvidenceError as error:
        raise RequestError(f"minors: the evidence of a dataset cannot be read: {error}") from error
    return show_minors(age, country, page, found)


@strawberry.type(
    description="What the inventory can be asked. In filters and answers, null means not measured or not applicable, never no."
)
class Query(LineageQueries, PolicyQueries):
    node: Node | None = strawberry.field(resolver=_node, description="Anything by its id; null if there is no such thing.")
    nodes: list[Node | None] = strawberry.field(
        resolver=_nodes, description="Many things by their ids, in that order; null where there is no such thing."
    )
    element: Element | None = strawberry.field(
        resolver=_element, description="An element or group of the taxonomy; null for an unknown id."
    )
    elements: list[Element] = strawberry.field(
        resolver=_elements,
        description="The taxonomy's elements, without groups, in its order; then those that only the inventory has.",
    )
    source: Source | None = strawberry.field(
        resolver=_source, description="A source by name; null if there is none, null and an error with the ids if several are."
    )
    dataset: Dataset | None = strawberry.field(resolver=_dataset, description="A dataset by name; null if there is none.")
    field: Field | None = strawberry.field(
        resolver=_field,
        description="A field by its path; null if there is none. Where two fields share the path, null and an error that "
        "gives both ids.",
    )
    sources: SourceConnection = strawberry.field(resolver=_sources, description="Sources, by name.")
    datasets: DatasetConnection = strawberry.field(resolver=_datasets, description="Datasets, by source and name.")
    fields: FieldConnection = strawberry.field(resolver=_fields, description="Fields of all datasets.")
    coverage: CoverageTotals = strawberry.field(
        resolver=_coverage, description="What the last scans read and what they did not, over all datasets."
    )
    minors: MinorsReport = strawberry.field(
        resolver=_minors,
        description="Rows below the age at which somebody can consent alone, with guardians' consent, a page of datasets "
        "at a time: each takes a look at its evidence.",
    )
    scans: ScanConnection = strawberry.field(resolver=_scans, description="Scans, the newest first.")
