"""Rows about children, read from the evidence that an inventory keeps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gazetteer.inventory.legal_ages import CONSENT_AGES, DEFAULT_COUNTRY
from gazetteer.inventory.queries import FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.minors import MinorCounts, count_minors
from gazetteer_scanners.paths import Path, encode_path

LEGAL_AGE = CONSENT_AGES[DEFAULT_COUNTRY]

_AGE_ELEMENTS = ("person.birth_date", "person.age", "national_id", "education.record", "minor.flag")
"""Of the fields that tell an age, one must hold such an element: what a name alone suggested is not counted."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class MinorRows:
    """Rows below a legal age in one dataset, as of the day of its scan.

    Attributes:
        sources: ids of the fields that tell ages; `consent`: id of the one that tells a guardian's consent.
    """

    dataset: DatasetRecord
    as_of: date
    counts: MinorCounts
    sources: tuple[str, ...]
    consent: str | None


async def read_minor_rows(store: InventoryStore, age: int = LEGAL_AGE) -> tuple[MinorRows, ...]:
    """The datasets in which fields in force tell ages, by source key and name; empty if there are none.

    Raises:
        ValueError: for an age that evidence does not tell from its neighbours.
    """
    telling = await _fields_by_dataset(store, FieldQuery(elements=_AGE_ELEMENTS))
    datasets = await store.datasets_by_id(list(telling))
    consents = await _fields_by_dataset(store, FieldQuery(elements=("minor.guardian_consent",), include_candidates=True))
    found = []
    for dataset_id, fields in telling.items():
        content = await store.read_evidence(dataset_id)
        if content is None or dataset_id not in datasets:
            continue
        evidence = DatasetEvidence.from_bytes(content)
        counts = count_minors(evidence, age)
        sources = _ids(fields, counts.sources) if counts else ()
        if counts and sources:
            consent = _ids(consents.get(dataset_id, ()), [counts.consent] if counts.consent else [])
            found.append(MinorRows(datasets[dataset_id], evidence.as_of, counts, sources, next(iter(consent), None)))
    return tuple(found)


async def _fields_by_dataset(store: InventoryStore, query: FieldQuery) -> Mapping[str, tuple[FieldRecord, ...]]:
    """The matching fields by dataset id; datasets by source key and name."""
    found: dict[str, tuple[FieldRecord, ...]] = defaultdict(tuple)
    after: str | None = None
    while True:
        page = await store.page_fields(query, FieldOrder.NAME, PageRequest(_PAGE, after))
        for field in page.items:
            found[field.dataset_id] += (field,)
        if not page.has_next:
            return found
        after = page.keys[-1]


def _ids(fields: Iterable[FieldRecord], paths: Iterable[Path]) -> tuple[str, ...]:
    """Ids of the fields that stand at these paths."""
    wanted = {encode_path(path) for path in paths}
    return tuple(field.id for field in fields if field.path in wanted)
