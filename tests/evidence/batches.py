"""Small batches of one field, as the scanner hands them over."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from unittest import mock

import pyarrow as pa

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.evidence import measuring
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.paths import Path, name_path

KEY = SketchKey.from_secret(bytes(range(16)))
AS_OF = date(2026, 3, 5)
PATH = name_path("field")

_TYPES = (
    (pa.types.is_integer, DataType.INTEGER),
    (pa.types.is_floating, DataType.FLOAT),
    (pa.types.is_decimal, DataType.DECIMAL),
    (pa.types.is_boolean, DataType.BOOLEAN),
    (pa.types.is_date, DataType.DATE),
    (pa.types.is_timestamp, DataType.TIMESTAMP),
    (pa.types.is_binary, DataType.BINARY),
)


def leaf_of(values: pa.Array, path: Path = PATH) -> Leaf:
    """A leaf whose rows are its values."""
    data_type = next((kind for is_kind, kind in _TYPES if is_kind(values.type)), DataType.STRING)
    return Leaf(path, data_type, len(values), values)


def add_values(field: FieldEvidence, values: pa.Array, hits: Sequence[RuleHits] = ()) -> None:
    """Count a batch; the text for matching is made as a scan makes it."""
    field.add(leaf_of(values, field.path), normalise(values).text, hits, KEY, AS_OF)


@contextmanager
def without_kernel() -> Iterator[None]:
    """Measures with numpy alone, as where no kernel was built."""
    with mock.patch.object(measuring, "can_measure", return_value=False):
        yield


def field_of(values: pa.Array | Sequence[object], hits: Sequence[RuleHits] = ()) -> FieldEvidence:
    """The evidence of one batch."""
    field = FieldEvidence(PATH, KEY.id, AS_OF)
    add_values(field, values if isinstance(values, pa.Array) else pa.array(values), hits)
    return field
