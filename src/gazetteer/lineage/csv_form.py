"""Column lineage as CSV: a row for each claim.

    origin_source,origin_dataset,origin_field,target_source,target_dataset,target_field,how,transformation,job,first_seen,...
    crm,users,phone,shop,public.contacts,tel,DBT,IDENTITY,contacts,2026-03-01T02:00:00Z,2026-05-01T02:00:00Z

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from gazetteer.inventory.flows import FlowClaim
from gazetteer.lineage.labels import EndLabel

COLUMNS: Final = (
    "origin_source",
    "origin_dataset",
    "origin_field",
    "target_source",
    "target_dataset",
    "target_field",
    "how",
    "transformation",
    "job",
    "first_seen",
    "last_seen",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """The rows as RFC 4180 has them, guarded."""
    text = io.StringIO()
    csv.writer(text).writerows([[_guarded(cell) for cell in row] for row in rows])
    return text.getvalue()


def rows_of(claims: Iterable[FlowClaim], labels: Mapping[str, EndLabel]) -> list[tuple[str, ...]]:
    """A row for each claim of which both ends have names, in the claims' order."""
    return [
        (
            *_cells(labels[claim.origin.id]),
            *_cells(labels[claim.target.id]),
            claim.how.value,
            claim.transformation.value,
            claim.job or "",
            _time_text(claim.first_seen),
            _time_text(claim.last_seen),
        )
        for claim in claims
        if claim.origin.id in labels and claim.target.id in labels
    ]


def _cells(label: EndLabel) -> tuple[str, str, str]:
    return label.source, label.dataset, label.field


def _time_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
