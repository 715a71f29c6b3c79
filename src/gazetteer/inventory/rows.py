"""What the adapters index beside a record's document: scalars to filter, sort, group and sum by. Names are columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from gazetteer.inventory.conditions import reason_token, search_text
from gazetteer.inventory.documents import storable
from gazetteer.inventory.keys import dataset_key, field_keys
from gazetteer.inventory.queries import Factor, FieldOrder
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer_scanners.classification.decision import Detection
from gazetteer_scanners.scanning.coverage import CoverageState
from gazetteer_scanners.taxonomy import Level

Scalar = str | int | float | bool | None

ORDER_COLUMNS = {order: f"key_{order.lower()}" for order in FieldOrder}
"""The column of each order of fields."""

LEVEL_COLUMNS = {level: f"count_{level.lower()}" for level in Level}
"""The column of a dataset that counts its fields of each effective level."""

DATASET_KEY = "key_name"
"""The column that datasets sort by."""

UNEXPECTED, EXPECTED = "!", "."
"""What stands behind the state in a dataset's `bucket`: whether its coverage has a gap that nobody asked for."""

GONE = "~"
"""How the `bucket` of a dataset ends that is gone from its source."""

CURRENT_BUCKETS = tuple(f"{state.value}{sign}" for state in CoverageState for sign in (UNEXPECTED, EXPECTED))
"""The buckets of datasets that are not gone."""


@dataclass(frozen=True, slots=True)
class DetectionRow:
    """A detection as filters see it; `closure` holds its element and the ids above."""

    closure: tuple[str, ...]
    is_candidate: bool
    form: str
    score: float
    factors: dict[Factor, float]


def field_row(field: FieldRecord, closures: Mapping[str, tuple[str, ...]]) -> dict[str, Scalar]:
    """A field's columns; `signature` is the sorted closure of its elements in force, joined by blanks."""
    covered = {id_ for row in detection_rows(field, closures) if not row.is_candidate for id_ in row.closure}
    return {
        "id": field.id,
        "dataset_id": field.dataset_id,
        "source_id": field.source_id,
        "source_key": storable(field.source_key),
        "dataset_name": storable(field.dataset_name),
        "path_text": storable(field.path_text),
        "level": field.level.value,
        "effective_level": field.effective_level.value,
        "coverage_state": str(field.coverage_state),
        "is_nullable": field.is_nullable,
        "has_elements": bool(field.in_force),
        "signature": " ".join(sorted(covered)),
        "search": search_text(field.source_key, field.dataset_name, field.path_text),
        **{ORDER_COLUMNS[order]: key for order, key in field_keys(field).items()},
    }


def detection_rows(field: FieldRecord, closures: Mapping[str, tuple[str, ...]]) -> list[DetectionRow]:
    """A field's elements in force (its own, then those that flows bring), then its candidates."""
    implied = {one.detection.element: one.closure for one in field.implied}
    return [
        DetectionRow(
            closure=implied.get(found.element) or _closure(found, closures),
            is_candidate=is_candidate,
            form=found.form.value,
            score=found.score,
            factors={factor: value for factor in Factor if (value := getattr(found.factors, factor.lower())) is not None},
        )
        for is_candidate, detections in ((False, field.in_force), (True, field.candidates))
        for found in detections
    ]


def dataset_row(dataset: DatasetRecord) -> dict[str, Scalar]:
    """A dataset's columns; `bucket` is its coverage state, whether that has an unexpected gap, and whether it is gone."""
    coverage = dataset.last.coverage
    sign = UNEXPECTED if coverage.is_unexpected else EXPECTED
    bucket = f"{coverage.state.value}{sign}{GONE if dataset.gone_since is not None else ''}"
    return {
        "id": dataset.id,
        "source_id": dataset.source_id,
        "source_key": storable(dataset.source_key),
        "name": storable(dataset.name),
        "coverage_state": coverage.state.value,
        "bucket": bucket,
        "source_bucket": f"{dataset.source_id} {bucket}",
        "rows_read": coverage.rows_read,
        "missable_rate": coverage.missable_rate,
        "field_count": dataset.field_count,
        **{LEVEL_COLUMNS[level]: dataset.level_counts.get(level, 0) for level in Level},
        "search": search_text(dataset.source_key, dataset.name),
        DATASET_KEY: dataset_key(dataset),
    }


def dataset_reasons(dataset: DatasetRecord) -> list[str]:
    """The reason tokens of a dataset's last coverage, sorted, each once."""
    return sorted({reason_token(reason) for reason in dataset.last.coverage.reasons})


def _closure(found: Detection, closures: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return closures.get(found.element, (found.element,))
