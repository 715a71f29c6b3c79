"""Rows about children, read from the evidence that an inventory keeps."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from gazetteer.inventory.queries import DatasetQuery, PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.classification.probes import MINORS_PROBE
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.probes import AgeBand, ProbeEvidence, TruthState

LEGAL_AGE = 14
"""China's Personal Information Protection Law, article 31: below it a guardian must consent."""

_UNDER_LEGAL_AGE = (AgeBand.UNDER_13, AgeBand.AGE_13)
_PAGE = 500


@dataclass(frozen=True, slots=True)
class ChildRows:
    """Rows under 14 in one dataset, as of a day.

    Attributes:
        without_consent: of them, rows that say that no guardian consented.
        consent_unknown: of them, rows that do not say; both None where the dataset has no column that could.
    """

    source: str
    dataset: str
    as_of: date
    rows: int
    without_consent: int | None
    consent_unknown: int | None


async def read_child_rows(store: InventoryStore) -> tuple[ChildRows, ...]:
    """The datasets with rows under 14, by source key and name; empty if there are none or nothing was counted."""
    found: list[ChildRows] = []
    after: str | None = None
    while True:
        page = await store.page_datasets(DatasetQuery(), PageRequest(_PAGE, after))
        for dataset in page.items:
            content = await store.read_evidence(dataset.id)
            rows = _child_rows(dataset.source_key, dataset.name, content) if content else None
            if rows is not None:
                found.append(rows)
        if not page.has_next:
            return tuple(found)
        after = page.keys[-1]


def _child_rows(source: str, dataset: str, content: bytes) -> ChildRows | None:
    evidence = DatasetEvidence.from_bytes(content)
    for probe in evidence.probes:
        if probe.spec.id == MINORS_PROBE and (rows := _under_age(probe).sum()):
            without, unknown = _consents(probe)
            return ChildRows(source, dataset, evidence.as_of, int(rows), without, unknown)
    return None


def _under_age(probe: ProbeEvidence) -> npt.NDArray[np.int64]:
    """Rows of the bands below the legal age, by the states of the other columns."""
    return probe.table[list(_UNDER_LEGAL_AGE)].sum(axis=0)  # type: ignore[no-any-return]  # numpy's sum is untyped for axes


def _consents(probe: ProbeEvidence) -> tuple[int | None, int | None]:
    if len(probe.spec.columns) == 1:
        return None, None
    rows = _under_age(probe)
    return int(rows[TruthState.NO]), int(rows[TruthState.UNKNOWN])
