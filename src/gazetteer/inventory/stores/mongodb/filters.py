"""Queries as MongoDB filters, from portable operators alone."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from gazetteer.inventory.conditions import DetectionCondition, detection_condition, reason_tokens, search_needle
from gazetteer.inventory.documents import Document, storable
from gazetteer.inventory.queries import DatasetQuery, FieldQuery, ScanQuery
from gazetteer.inventory.rows import CURRENT_BUCKETS
from gazetteer.inventory.stores.mongodb.layout import ROW_IS
from gazetteer_scanners.classification.row_kinds import RowKind

_NOTHING: Document = {"_id": {"$in": []}}


def field_filter(query: FieldQuery) -> list[Document]:
    """The conditions of a query over fields, but for that on their dataset's rows; all must hold."""
    conditions = [
        *_any_of("source_id", query.source_ids),
        *_any_of("source_key", query.source_keys),
        *_any_of("dataset_id", query.dataset_ids),
        *_any_of("dataset_name", query.dataset_names),
        *_any_of("path_text", query.path_texts),
        *_any_of("level", query.levels),
        *_any_of("effective_level", query.effective_levels),
        *_any_of("coverage_state", query.coverage),
        *_search(query.search),
    ]
    if query.has_elements is not None:
        conditions.append({"has_elements": query.has_elements})
    if query.is_nullable is not None:
        conditions.append({"is_nullable": query.is_nullable})
    condition = detection_condition(query)
    if condition is not None:
        conditions.append(_NOTHING if condition.is_impossible else {"detections": {"$elemMatch": _detection(condition)}})
    return conditions


def _detection(condition: DetectionCondition) -> Document:
    wanted: Document = {}
    if condition.elements is not None:
        wanted["closure"] = {"$in": [storable(element) for element in condition.elements]}
    if condition.forms is not None:
        wanted["form"] = {"$in": [form.value for form in condition.forms]}
    if condition.min_score is not None:
        wanted["score"] = {"$gte": condition.min_score}
    if not condition.include_candidates:
        wanted["is_candidate"] = False
    for factor, range_ in condition.factors.items():
        test: dict[str, Any] = {}
        if range_.applies is not None:
            test["$exists"] = range_.applies
        if range_.minimum is not None:
            test["$gte"] = range_.minimum
        if range_.maximum is not None:
            test["$lte"] = range_.maximum
        wanted[factor.lower()] = test
    return wanted


def dataset_filter(query: DatasetQuery) -> list[Document]:
    """The conditions of a query over datasets; all must hold."""
    return [
        *_any_of("source_id", query.source_ids),
        *_any_of("source_key", query.source_keys),
        *_any_of("id", query.ids),
        *_any_of("name", query.names),
        *_any_of("coverage_state", query.coverage),
        *row_filter(query.row_is),
        *_any_of("bucket", None if query.include_gone else CURRENT_BUCKETS),
        *_any_of("record.system", query.systems),
        *_any_of("record.activities", query.activities),
        *_any_of("reasons", reason_tokens(query)),
        *_search(query.search),
    ]


def row_filter(kinds: Sequence[RowKind] | None) -> list[Document]:
    """The condition on what a dataset's rows are about; none for None."""
    if kinds is None:
        return []
    return [{ROW_IS: {"$in": [*(kind.value for kind in kinds), *([None] if RowKind.UNKNOWN in kinds else [])]}}]


def scan_filter(query: ScanQuery) -> list[Document]:
    """The conditions of a query over scans; all must hold."""
    conditions = _any_of("status", query.statuses)
    if query.source_id is not None:
        conditions.append({"source_ids": storable(query.source_id)})
    return conditions


def all_of(conditions: Iterable[Document]) -> Document:
    """One filter from conditions: flat as far as they speak of different columns (some servers find indexes only so)."""
    flat: Document = {}
    further: list[Document] = []
    for condition in conditions:
        if flat.keys() & condition.keys():
            further.append(condition)
        else:
            flat |= condition
    return {**flat, "$and": further} if further else flat


def after(column: str, key: str) -> Document:
    """The column's key comes after the given one."""
    return {column: {"$gt": storable(key)}}


def one_of(column: str, values: Iterable[str]) -> Document:
    """The column is one of the values; ids that a caller made up may hold what UTF-8 cannot carry."""
    return {column: {"$in": [storable(str(value)) for value in values]}}


def _any_of(column: str, values: Iterable[str] | None) -> list[Document]:
    return [] if values is None else [one_of(column, values)]


def _search(text: str | None) -> list[Document]:
    return [] if text is None else [{"search": {"$regex": re.escape(search_needle(text))}}]
