"""Rows about children, read from the evidence that an inventory keeps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gazetteer.inventory.keys import dataset_key
from gazetteer.inventory.legal_ages import CONSENT_AGES, DEFAULT_COUNTRY
from gazetteer.inventory.pages import each_page
from gazetteer.inventory.queries import FieldOrder, FieldQuery, Page, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.minors import AgedRows, aged_rows
from gazetteer_scanners.paths import Path, encode_path

LEGAL_AGE = CONSENT_AGES[DEFAULT_COUNTRY]

_AGE_ELEMENTS = ("person.birth_date", "person.age", "national_id", "education.record", "minor.flag")
"""Of the fields that tell an age, one must hold such an element: what a name alone suggested is not counted."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class MinorRows:
    """What one dataset says of the ages of its rows' people, as of the day of its scan.

    Attributes:
        aged: its rows by age and consent; `aged.below` counts those below a legal age.
        sources: ids of the fields that tell ages; `consent`: id of the one that tells a guardian's consent.
    """

    dataset: DatasetRecord
    as_of: date
    aged: AgedRows
    sources: tuple[str, ...]
    consent: str | None


async def read_minor_rows(store: InventoryStore) -> tuple[MinorRows, ...]:
    """The datasets in which fields in force tell ages, by source key and name; empty if there are none."""
    rows = each_page(lambda at: page_minor_rows(store, at), _PAGE)
    return tuple([one async for page in rows for one in page])


async def page_minor_rows(store: InventoryStore, page: PageRequest) -> Page[MinorRows]:
    """A page of the datasets in which fields in force tell ages; evidence is read of no more than the page needs."""
    telling = await _fields_by_dataset(store, FieldQuery(elements=_AGE_ELEMENTS))
    found: list[MinorRows] = []
    for dataset in sorted((await store.datasets_by_id(list(telling))).values(), key=dataset_key):
        if page.after is None or dataset_key(dataset) > page.after:
            found += await _read_rows(store, dataset, telling[dataset.id])
        if len(found) > page.limit:
            break
    kept = found[: page.limit]
    return Page(
        items=tuple(await _with_consent(store, kept)),
        keys=tuple(dataset_key(one.dataset) for one in kept),
        has_next=len(found) > page.limit,
    )


async def _read_rows(store: InventoryStore, dataset: DatasetRecord, fields: tuple[FieldRecord, ...]) -> tuple[MinorRows, ...]:
    """The dataset's rows, the field of consent not yet looked up; empty if its evidence tells no age."""
    content = await store.read_evidence(dataset.id)
    if content is None:
        return ()
    evidence = DatasetEvidence.from_bytes(content)
    aged = aged_rows(evidence)
    sources = _ids(fields, aged.sources) if aged else ()
    return (MinorRows(dataset, evidence.as_of, aged, sources, None),) if aged and sources else ()


async def _with_consent(store: InventoryStore, found: Sequence[MinorRows]) -> list[MinorRows]:
    ids = tuple(one.dataset.id for one in found)
    query = FieldQuery(elements=("minor.guardian_consent",), include_candidates=True, dataset_ids=ids)
    fields = await _fields_by_dataset(store, query)
    consents = [_ids(fields.get(one.dataset.id, ()), [one.aged.consent] if one.aged.consent else []) for one in found]
    return [replace(one, consent=next(iter(consent), None)) for one, consent in zip(found, consents, strict=True)]


async def _fields_by_dataset(store: InventoryStore, query: FieldQuery) -> Mapping[str, tuple[FieldRecord, ...]]:
    """The matching fields by dataset id."""
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
