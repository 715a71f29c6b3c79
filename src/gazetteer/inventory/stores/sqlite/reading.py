"""Reads of the SQLite inventory; each function runs within one read transaction."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from gazetteer.inventory.documents import from_document, storable
from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, Page, PageRequest, ScanQuery
from gazetteer.inventory.records import DatasetRecord, ElementRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.rows import ORDER_COLUMNS
from gazetteer.inventory.store import SourceTotals
from gazetteer.inventory.stores.sqlite.filters import Where, dataset_where, field_where, marks, scan_where
from gazetteer.inventory.totals import DatasetGroup, counts_failed_sources, coverage_totals, source_totals
from gazetteer_scanners.scanning.results import CoverageTotals, SourceState

R = TypeVar("R", SourceRecord, DatasetRecord, FieldRecord, ScanRecord)

_TABLES: dict[type, str] = {SourceRecord: "sources", DatasetRecord: "datasets", FieldRecord: "fields", ScanRecord: "scans"}

_FACET_COLUMNS = {
    FacetKey.ELEMENT: "signature",
    FacetKey.LEVEL: "level",
    FacetKey.EFFECTIVE_LEVEL: "effective_level",
    FacetKey.SOURCE: "source_id",
    FacetKey.COVERAGE: "coverage_state",
}

_GROUP = """SELECT source_id, bucket, count(*), sum(rows_read), max(missable_rate), sum(field_count), sum(count_none),
    sum(count_non_personal_alone), sum(count_personal), sum(count_sensitive), sum(count_unknown) FROM datasets"""

_IDS_AT_ONCE = 500


def by_id(connection: sqlite3.Connection, record_type: type[R], ids: Sequence[str]) -> dict[str, R]:
    """The records of these ids; unknown ids are absent."""
    found: dict[str, R] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = [storable(id_) for id_ in ids[start : start + _IDS_AT_ONCE]]
        statement = " ".join(("SELECT id, document FROM", _TABLES[record_type], f"WHERE id IN ({marks(some)})"))
        for id_, text in connection.execute(statement, some):
            found[id_] = from_document(record_type, json.loads(text))
    return found


def page_of(
    connection: sqlite3.Connection, record_type: type[R], where: Where, page: PageRequest, column: str = "key_name"
) -> Page[R]:
    """A page of the records that match, by the given key column."""
    if page.after is not None:
        where.after(column, page.after)
    statement = " ".join((f"SELECT {column}, document FROM", _TABLES[record_type], where.text, f"ORDER BY {column} LIMIT ?"))
    rows = connection.execute(statement, (*where.values, page.limit + 1)).fetchall()
    kept = rows[: page.limit]
    return Page(
        items=tuple(from_document(record_type, json.loads(text)) for _, text in kept),
        keys=tuple(key for key, _ in kept),
        has_next=len(rows) > page.limit,
    )


def page_sources(connection: sqlite3.Connection, page: PageRequest, keys: Sequence[str] | None) -> Page[SourceRecord]:
    """Sources by key."""
    where = Where()
    where.any_of("source_key", keys)
    return page_of(connection, SourceRecord, where, page)


def page_fields(connection: sqlite3.Connection, query: FieldQuery, order: FieldOrder, page: PageRequest) -> Page[FieldRecord]:
    """Fields in the given order."""
    return page_of(connection, FieldRecord, field_where(query), page, ORDER_COLUMNS[order])


def count(connection: sqlite3.Connection, record_type: type[R], where: Where) -> int:
    """How many records match."""
    statement = " ".join(("SELECT count(*) FROM", _TABLES[record_type], where.text))
    (found,) = connection.execute(statement, where.values).fetchone()
    return int(found)


def facet_fields(connection: sqlite3.Connection, query: FieldQuery, key: FacetKey) -> dict[str, int]:
    """Matching fields by value of the key."""
    where, column = field_where(query), _FACET_COLUMNS[key]
    statement = " ".join(("SELECT", column, ", count(*) FROM fields", where.text, "GROUP BY", column))
    groups = connection.execute(statement, where.values)
    if key is not FacetKey.ELEMENT:
        return dict(groups)
    counts: Counter[str] = Counter()
    for signature, fields in groups:
        for element in signature.split():
            counts[element] += fields
    return dict(counts)


def fields_of_datasets(
    connection: sqlite3.Connection, dataset_ids: Sequence[str], limit_each: int
) -> dict[str, tuple[FieldRecord, ...]]:
    """The first fields by name of each dataset that has some."""
    found = {}
    for id_ in dataset_ids:
        page = page_fields(connection, FieldQuery(dataset_ids=(id_,)), FieldOrder.NAME, PageRequest(limit_each))
        if page.items:
            found[id_] = page.items
    return found


def dataset_totals(connection: sqlite3.Connection, query: DatasetQuery) -> CoverageTotals:
    """Coverage over the matching datasets, and over failed sources if the query speaks of sources alone."""
    failed = 0
    if counts_failed_sources(query):
        where = Where()
        where.any_of("id", query.source_ids)
        where.any_of("source_key", query.source_keys)
        where.add("state = ?", SourceState.FAILED.value)
        failed = count(connection, SourceRecord, where)
    return coverage_totals((group for _, group in _groups(connection, dataset_where(query))), failed)


def totals_of_sources(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, SourceTotals]:
    """Sums for each known source."""
    sources = by_id(connection, SourceRecord, ids)
    grouped: dict[str, list[DatasetGroup]] = {id_: [] for id_ in sources}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        where = dataset_where(DatasetQuery(source_ids=tuple(ids[start : start + _IDS_AT_ONCE])))
        for source_id, group in _groups(connection, where):
            if source_id in grouped:
                grouped[source_id].append(group)
    return {id_: source_totals(groups, has_failed=sources[id_].state is SourceState.FAILED) for id_, groups in grouped.items()}


def _groups(connection: sqlite3.Connection, where: Where) -> Iterator[tuple[str, DatasetGroup]]:
    statement = " ".join((_GROUP, where.text, "GROUP BY source_id, bucket"))
    for source_id, bucket, datasets, rows, rate, fields, *levels in connection.execute(statement, where.values):
        yield source_id, DatasetGroup(bucket, datasets, rows, rate, fields, tuple(levels))


def page_scans(connection: sqlite3.Connection, query: ScanQuery, page: PageRequest) -> Page[ScanRecord]:
    """Scans, newest first."""
    return page_of(connection, ScanRecord, scan_where(query), page)


def own_elements(connection: sqlite3.Connection) -> tuple[ElementRecord, ...]:
    """All elements of the user's own, by id."""
    rows = connection.execute("SELECT document FROM elements ORDER BY id").fetchall()
    return tuple(from_document(ElementRecord, json.loads(text)) for (text,) in rows)


def read_evidence(connection: sqlite3.Connection, dataset_id: str) -> bytes | None:
    """The dataset's evidence."""
    row = connection.execute("SELECT content FROM evidence WHERE dataset_id = ?", (dataset_id,)).fetchone()
    return bytes(row[0]) if row else None
