"""The MongoDB inventory: each operation reads the state document once and sees what counted then."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from gazetteer.inventory.documents import Document, from_document
from gazetteer.inventory.merging import merged_source
from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, Page, PageRequest, ScanQuery
from gazetteer.inventory.records import DatasetRecord, ElementRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.retiring import retire
from gazetteer.inventory.rows import LEVEL_COLUMNS, ORDER_COLUMNS
from gazetteer.inventory.store import DatasetPublication, SourceTotals, StoreInfo
from gazetteer.inventory.stores.mongodb.driver import Commands
from gazetteer.inventory.stores.mongodb.epochs import Epochs
from gazetteer.inventory.stores.mongodb.filters import (
    after,
    all_of,
    dataset_filter,
    field_filter,
    one_of,
    row_filter,
    scan_filter,
)
from gazetteer.inventory.stores.mongodb.layout import (
    DATASETS,
    ELEMENTS,
    EVIDENCE,
    FIELDS,
    KEYS,
    NAME_KEY,
    SCANS,
    SOURCES,
    element_document,
    scan_document,
    source_document,
)
from gazetteer.inventory.stores.mongodb.lineage import MongoLineage
from gazetteer.inventory.stores.mongodb.publication import publish
from gazetteer.inventory.stores.mongodb.state import STATE, STATE_ID
from gazetteer.inventory.totals import DatasetGroup, counts_failed_sources, coverage_totals, source_totals
from gazetteer_scanners.scanning.results import CoverageTotals, SourceState
from gazetteer_scanners.taxonomy import Level

R = TypeVar("R", SourceRecord, DatasetRecord, FieldRecord, ScanRecord)

_SECRET_BYTES = 16
_SKETCH_KEY = "sketch"

_FACET_COLUMNS = {
    FacetKey.ELEMENT: "signature",
    FacetKey.LEVEL: "level",
    FacetKey.EFFECTIVE_LEVEL: "effective_level",
    FacetKey.SOURCE: "source_id",
    FacetKey.COVERAGE: "coverage_state",
}

_COVERAGE_SUMS = {"datasets": {"$sum": 1}, "rows_read": {"$sum": "$rows_read"}, "missable_rate": {"$max": "$missable_rate"}}
_FIELD_SUMS = {column: {"$sum": f"${column}"} for column in ("field_count", *LEVEL_COLUMNS.values())}


class MongoStore(MongoLineage):
    """An open MongoDB inventory, as `InventoryStore` describes it. The sketch key lies in a collection of its own."""

    def __init__(self, commands: Commands, epochs: Epochs, location: str, clock: Callable[[], float]) -> None:
        super().__init__(commands)
        self._commands = commands
        self._epochs = epochs
        self._location = location
        self._clock = clock

    async def describe(self) -> StoreInfo:
        state = await self._epochs.state()
        return StoreInfo(kind="mongodb", location=self._location, version=state["version"])

    async def close(self) -> None:
        await self._commands.close()

    async def sketch_secret(self) -> bytes:
        stored = await self._commands.find_one(KEYS, {"_id": _SKETCH_KEY})
        while stored is None:
            await self._commands.insert_once(KEYS, {"_id": _SKETCH_KEY, "key": secrets.token_bytes(_SECRET_BYTES)})
            stored = await self._commands.find_one(KEYS, {"_id": _SKETCH_KEY})
        return bytes(stored["key"])

    async def start_scan(self, scan: ScanRecord) -> ScanRecord:
        stored = await self._commands.find_one(SCANS, {"_id": scan.id})
        while stored is None:
            state = await self._commands.change(STATE, {"_id": STATE_ID}, {"$inc": {"scan_sequence": 1}})
            sequence = 1 if state is None else state["scan_sequence"]
            await self._commands.insert_once(SCANS, scan_document(replace(scan, sequence=sequence)))
            stored = await self._commands.find_one(SCANS, {"_id": scan.id})
        return from_document(ScanRecord, stored["record"])

    async def finish_scan(self, scan: ScanRecord) -> None:
        stored = await self._commands.find_one(SCANS, {"_id": scan.id})
        if stored is None:
            raise KeyError(scan.id)
        document = scan_document(replace(scan, sequence=stored["sequence"]))
        await self._commands.change(SCANS, {"_id": scan.id}, {"$set": _without_id(document)})

    async def put_elements(self, elements: Sequence[ElementRecord]) -> None:
        if elements:
            await self._commands.put_many(ELEMENTS, [element_document(element) for element in elements])

    async def own_elements(self) -> tuple[ElementRecord, ...]:
        found = await self._commands.find(ELEMENTS, {})
        found.sort(key=lambda document: str(document["_id"]))
        return tuple(from_document(ElementRecord, document["record"]) for document in found)

    async def put_source(self, source: SourceRecord) -> None:
        is_done = False
        while not is_done:
            stored = await self._commands.find_one(SOURCES, {"_id": source.id})
            if stored is None:
                is_done = await self._commands.insert_once(SOURCES, source_document(source, revision=1))
                continue
            revision = stored["revision"]
            merged = merged_source(from_document(SourceRecord, stored["record"]), source)
            changed = await self._commands.change(
                SOURCES,
                {"_id": source.id, "revision": revision},
                {"$set": _without_id(source_document(merged, revision + 1))},
            )
            is_done = changed is not None

    async def publish_dataset(self, publication: DatasetPublication) -> bool:
        return await publish(self._commands, self._epochs, publication, self._clock)

    async def retire_datasets(self, source_id: str, kept_ids: Collection[str], sequence: int, now: datetime) -> int:
        return await retire(self, source_id, kept_ids, sequence, now)

    async def read_evidence(self, dataset_id: str) -> bytes | None:
        conditions = [{"dataset_id": dataset_id}, *(await self._visible())]
        parts = await self._commands.find(EVIDENCE, all_of(conditions))
        parts.sort(key=lambda part: int(part["part"]))
        return b"".join(part["content"] for part in parts) if parts else None

    async def sources_by_id(self, ids: Sequence[str]) -> dict[str, SourceRecord]:
        found = await self._commands.find(SOURCES, one_of("_id", ids))
        return {document["_id"]: from_document(SourceRecord, document["record"]) for document in found}

    async def datasets_by_id(self, ids: Sequence[str]) -> dict[str, DatasetRecord]:
        return await self._versions_by_id(DATASETS, DatasetRecord, ids)

    async def fields_by_id(self, ids: Sequence[str]) -> dict[str, FieldRecord]:
        return await self._versions_by_id(FIELDS, FieldRecord, ids)

    async def scans_by_id(self, ids: Sequence[str]) -> dict[str, ScanRecord]:
        found = await self._commands.find(SCANS, one_of("_id", ids))
        return {document["_id"]: from_document(ScanRecord, document["record"]) for document in found}

    async def page_sources(self, page: PageRequest, keys: Sequence[str] | None = None) -> Page[SourceRecord]:
        conditions = [] if keys is None else [one_of("source_key", keys)]
        return await self._page(SOURCES, SourceRecord, conditions, page)

    async def count_sources(self) -> int:
        return await self._commands.count(SOURCES, {})

    async def page_datasets(self, query: DatasetQuery, page: PageRequest) -> Page[DatasetRecord]:
        conditions = [*dataset_filter(query), *(await self._visible())]
        return await self._page(DATASETS, DatasetRecord, conditions, page)

    async def dataset_totals(self, query: DatasetQuery) -> CoverageTotals:
        conditions = [*dataset_filter(query), *(await self._visible())]
        groups = await self._commands.group(DATASETS, all_of(conditions), "bucket", _COVERAGE_SUMS)
        failed = 0
        if counts_failed_sources(query):
            asked: list[Document] = [{"state": SourceState.FAILED.value}]
            asked += [] if query.source_keys is None else [one_of("source_key", query.source_keys)]
            asked += [] if query.source_ids is None else [one_of("_id", query.source_ids)]
            failed = await self._commands.count(SOURCES, all_of(asked))
        return coverage_totals((_group(document) for document in groups), failed)

    async def page_fields(self, query: FieldQuery, order: FieldOrder, page: PageRequest) -> Page[FieldRecord]:
        conditions = await self._field_conditions(query)
        return await self._page(FIELDS, FieldRecord, conditions, page, ORDER_COLUMNS[order])

    async def count_fields(self, query: FieldQuery) -> int:
        return await self._commands.count(FIELDS, all_of(await self._field_conditions(query)))

    async def facet_fields(self, query: FieldQuery, key: FacetKey) -> dict[str, int]:
        conditions = await self._field_conditions(query)
        groups = await self._commands.group(FIELDS, all_of(conditions), _FACET_COLUMNS[key], {"fields": {"$sum": 1}})
        counts: Counter[str] = Counter()
        for group in groups:
            for value in group["_id"].split() if key is FacetKey.ELEMENT else (group["_id"],):
                counts[value] += int(group["fields"])
        return dict(counts)

    async def fields_of_datasets(self, dataset_ids: Sequence[str], limit_each: int) -> dict[str, tuple[FieldRecord, ...]]:
        visible = await self._visible()

        async def first_of(id_: str) -> Page[FieldRecord]:
            return await self._page(FIELDS, FieldRecord, [one_of("dataset_id", [id_]), *visible], PageRequest(limit_each))

        pages = await asyncio.gather(*(first_of(id_) for id_ in dataset_ids))
        return {id_: page.items for id_, page in zip(dataset_ids, pages, strict=True) if page.items}

    async def source_totals(self, ids: Sequence[str]) -> dict[str, SourceTotals]:
        sources = await self.sources_by_id(ids)
        conditions = [*dataset_filter(DatasetQuery(source_ids=tuple(sources))), *(await self._visible())]
        groups = await self._commands.group(DATASETS, all_of(conditions), "source_bucket", {**_COVERAGE_SUMS, **_FIELD_SUMS})
        grouped: dict[str, list[DatasetGroup]] = {id_: [] for id_ in sources}
        for group in groups:
            source_id, _, bucket = group["_id"].rpartition(" ")
            grouped[source_id].append(_group({**group, "_id": bucket}))
        return {
            id_: source_totals(groups, has_failed=sources[id_].state is SourceState.FAILED) for id_, groups in grouped.items()
        }

    async def page_scans(self, query: ScanQuery, page: PageRequest) -> Page[ScanRecord]:
        return await self._page(SCANS, ScanRecord, scan_filter(query), page)

    async def count_scans(self, query: ScanQuery) -> int:
        return await self._commands.count(SCANS, all_of(scan_filter(query)))

    async def _field_conditions(self, query: FieldQuery) -> list[Document]:
        """Conditions on visible fields; those on their dataset's rows become ids of datasets that are visible with them."""
        visible = await self._visible()
        conditions = [*field_filter(query), *visible]
        if query.row_is is not None:
            wanted = all_of([*row_filter(query.row_is), *visible])
            datasets = await self._commands.find(DATASETS, wanted, columns=("id",))
            conditions.append(one_of("dataset_id", [document["id"] for document in datasets]))
        return conditions

    async def _visible(self) -> list[Document]:
        return (await self._epochs.snapshot()).visible()

    async def _versions_by_id(self, collection: str, record_type: type[R], ids: Sequence[str]) -> dict[str, R]:
        conditions = [one_of("id", ids), *(await self._visible())]
        found = await self._commands.find(collection, all_of(conditions), columns=("id", "record"))
        return {document["id"]: from_document(record_type, document["record"]) for document in found}

    async def _page(
        self,
        collection: str,
        record_type: type[R],
        conditions: list[Document],
        page: PageRequest,
        column: str = NAME_KEY,
    ) -> Page[R]:
        if page.after is not None:
            conditions = [*conditions, after(column, page.after)]
        found = await self._commands.find(collection, all_of(conditions), column, page.limit + 1, (column, "record"))
        kept = found[: page.limit]
        return Page(
            items=tuple(from_document(record_type, document["record"]) for document in kept),
            keys=tuple(document[column] for document in kept),
            has_next=len(found) > page.limit,
        )


def _without_id(document: Document) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "_id"}


def _group(document: Document) -> DatasetGroup:
    return DatasetGroup(
        bucket=document["_id"],
        datasets=document["datasets"],
        rows_read=document["rows_read"],
        missable_rate=document["missable_rate"],
        fields=document.get("field_count", 0),
        levels=tuple(document.get(LEVEL_COLUMNS[level], 0) for level in Level),
    )
