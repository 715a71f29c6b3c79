"""Queries as SQL conditions: fixed fragments of text, with every value bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gazetteer.inventory.conditions import DetectionCondition, detection_condition, reason_tokens, search_needle
from gazetteer.inventory.documents import storable
from gazetteer.inventory.queries import DatasetQuery, FieldQuery, ScanQuery
from gazetteer.inventory.rows import CURRENT_BUCKETS

ROW_IS = "coalesce(json_extract(document, '$.row_is'), 'UNKNOWN')"
"""What a dataset's row is about; the planner takes the index over it only for an expression that is spelled the same."""

Value = str | int | float | bytes | None


@dataclass(slots=True)
class Where:
    """Conditions that must all hold, and the values they bind, in order."""

    conditions: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def add(self, condition: str, *values: Value) -> None:
        """One more condition."""
        self.conditions.append(condition)
        self.values.extend(values)

    def any_of(self, column: str, values: Iterable[str] | None) -> None:
        """The column is one of the values; None adds no condition, no value at all lets nothing through."""
        if values is not None:
            bound = [storable(value) for value in values]
            self.add(f"{column} IN ({marks(bound)})", *bound)

    def after(self, column: str, key: str) -> None:
        """The column's key comes after the given one."""
        self.add(f"{column} > ?", storable(key))

    @property
    def text(self) -> str:
        """A WHERE clause."""
        return f"WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def marks(values: Sequence[object]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" * len(values))


def field_where(query: FieldQuery) -> Where:
    """The conditions of a query over `fields`."""
    where = Where()
    where.any_of("source_id", query.source_ids)
    where.any_of("source_key", query.source_keys)
    where.any_of("dataset_id", query.dataset_ids)
    where.any_of("dataset_name", query.dataset_names)
    where.any_of("path_text", query.path_texts)
    where.any_of("level", query.levels)
    where.any_of("effective_level", query.effective_levels)
    where.any_of("coverage_state", query.coverage)
    if query.has_elements is not None:
        where.add("has_elements = ?", query.has_elements)
    if query.is_nullable is not None:
        where.add("is_nullable = ?", query.is_nullable)
    if query.search is not None:
        where.add("instr(search, ?) > 0", search_needle(query.search))
    if query.row_is is not None:
        inner = Where()
        inner.any_of(ROW_IS, query.row_is)
        subquery = " ".join(("SELECT id FROM datasets", inner.text))
        where.add(f"dataset_id IN ({subquery})", *inner.values)
    condition = detection_condition(query)
    if condition is not None:
        _add_detection(where, condition)
    return where


def _add_detection(where: Where, condition: DetectionCondition) -> None:
    if condition.is_impossible:
        where.add("0")
        return
    inner = Where()
    inner.any_of("element", condition.elements)
    inner.any_of("form", condition.forms)
    if condition.min_score is not None:
        inner.add("score >= ?", condition.min_score)
    if not condition.include_candidates:
        inner.add("is_candidate = 0")
    for factor, range_ in condition.factors.items():
        column = factor.lower()
        if range_.applies is not None:
            inner.add(f"{column} IS NOT NULL" if range_.applies else f"{column} IS NULL")
        if range_.minimum is not None:
            inner.add(f"{column} >= ?", range_.minimum)
        if range_.maximum is not None:
            inner.add(f"{column} <= ?", range_.maximum)
    subquery = " ".join(("SELECT field_number FROM detections", inner.text))
    where.add(f"number IN ({subquery})", *inner.values)


def dataset_where(query: DatasetQuery) -> Where:
    """The conditions of a query over `datasets`."""
    where = Where()
    where.any_of("source_id", query.source_ids)
    where.any_of("source_key", query.source_keys)
    where.any_of("id", query.ids)
    where.any_of("name", query.names)
    where.any_of("coverage_state", query.coverage)
    where.any_of(ROW_IS, query.row_is)
    where.any_of("bucket", None if query.include_gone else CURRENT_BUCKETS)
    where.any_of("json_extract(document, '$.system')", query.systems)
    if query.activities is not None:
        keys = [storable(key) for key in query.activities]
        named = f"SELECT 1 FROM json_each(document, '$.activities') WHERE value IN ({marks(keys)})"  # noqa: S608 - question marks
        where.add(f"EXISTS ({named})", *keys)
    if query.search is not None:
        where.add("instr(search, ?) > 0", search_needle(query.search))
    tokens = reason_tokens(query)
    if tokens is not None:
        wanted = " OR ".join(["instr(reasons, ?) > 0"] * len(tokens)) or "0"
        where.add(f"({wanted})", *(f" {token} " for token in tokens))
    return where


def scan_where(query: ScanQuery) -> Where:
    """The conditions of a query over `scans`."""
    where = Where()
    where.any_of("status", query.statuses)
    if query.source_id is not None:
        where.add("id IN (SELECT scan_id FROM scan_sources WHERE source_id = ?)", storable(query.source_id))
    return where
