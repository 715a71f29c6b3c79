"""What is to be done with each column of a batch, told once for all batches of a schema."""

from dataclasses import dataclass

import pyarrow as pa

from gazetteer_scanners.connectors.arrow_types import arrow_data_type
from gazetteer_scanners.connectors.protocol import JSON_DOCUMENT, DataType
from gazetteer_scanners.paths import Path, name_path

_FLAT_TYPES = frozenset(
    {
        DataType.STRING,
        DataType.INTEGER,
        DataType.FLOAT,
        DataType.DECIMAL,
        DataType.BOOLEAN,
        DataType.DATE,
        DataType.TIME,
        DataType.TIMESTAMP,
    }
)
"""Columns of these types need no look at their values, but for text."""


@dataclass(frozen=True, slots=True)
class BatchColumn:
    """A column of a batch; `flat_type` is set if its values are a leaf's (of text: if they are no JSON)."""

    index: int
    path: Path
    is_document: bool
    flat_type: DataType | None


def columns_of(schema: pa.Schema) -> tuple[BatchColumn, ...]:
    """Whole-row documents come first: their keys win over columns of the same name (partitions of a folder)."""
    columns = []
    for index, field in enumerate(schema):
        metadata = field.metadata or {}
        is_document = all(metadata.get(key) == value for key, value in JSON_DOCUMENT.items())
        path = () if is_document and field.name == "" else name_path(field.name)
        columns.append(BatchColumn(index, path, is_document, _flat_type(field.type)))
    return tuple(sorted(columns, key=lambda column: schema.field(column.index).name != ""))


def _flat_type(kind: pa.DataType) -> DataType | None:
    if isinstance(kind, pa.BaseExtensionType) or pa.types.is_dictionary(kind) or pa.types.is_run_end_encoded(kind):
        return None
    data_type = arrow_data_type(kind)
    return data_type if data_type in _FLAT_TYPES and not pa.types.is_float16(kind) else None
