"""The columns of a dataset in its own order, from the fields that the inventory has of it."""

from collections.abc import Iterable

from gazetteer.inventory.records import FieldRecord


def columns_of(fields: Iterable[FieldRecord]) -> tuple[str, ...]:
    """Each column once, as it is shown; what lies in documents stands for its column. Columns without a place come last."""
    last = 1 << 31
    ordered = sorted(fields, key=lambda found: (last if found.position is None else found.position, found.path_text))
    return tuple(dict.fromkeys(_column(found.path_text) for found in ordered))


def _column(path: str) -> str:
    """What stands before the first separator of a document below it."""
    return path.partition(".")[0].partition("[")[0] or path
