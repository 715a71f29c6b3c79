"""The store protocol: what an inventory can do, in the domain's words. Two adapters implement it, one contract suite holds.

A dataset's publication becomes visible at once or not at all, in pages, counts, totals and facets alike: every operation
below sees for each dataset either all of the old publication or all of the new one. Replaying a write changes nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gazetteer.inventory.lineage_store import LineageStore
from gazetteer.inventory.queries import (
    DatasetQuery,
    FacetKey,
    FieldOrder,
    FieldQuery,
    Page,
    PageRequest,
    ScanQuery,
)
from gazetteer.inventory.records import DatasetRecord, ElementRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer_scanners.scanning.results import CoverageTotals
from gazetteer_scanners.taxonomy import Level

STORE_VERSION = 1
"""Version of what the adapters write; a store with a higher one is refused with `NewerInventoryError`."""


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What an open inventory says of itself; `location` without credentials."""

    kind: str
    location: str
    version: int


@dataclass(frozen=True, slots=True)
class DatasetPublication:
    """A dataset's new state, published as one.

    Attributes:
        dataset: the record; its `first_seen` gives way to an earlier one in the store, and `last_good` None to the stored.
            Its counts are made anew over the fields that it then has. One with `missed_since` or `gone_since` leaves all
            else of the stored record as it is.
        fields: the dataset's fields, replacing all earlier ones; None (the dataset could not be described this time)
            keeps those, the counts, and the description (comment, keys, view text, change mark), and gives the fields
            the new coverage state. `first_seen` gives way to an earlier one; `changed_at` to the stored one where nothing
            that it speaks of has changed.
        is_revision: not a scan's state but the stored one (of which `dataset` is the record) with some fields decided anew;
            it changes nothing if that dataset has been published since. `sequence` is ignored.
        keeps_missing: stored fields that are not in `fields` stay as they are, under the new coverage state: the dataset
            was not read wholly, so that it may still have them.
        closures: for each element id in `fields`, the id and its ancestors (from the taxonomy), for filters and facets.
        evidence: the evidence record, None keeps the stored one.
        sequence: the scan's sequence number: a publication older than the stored one changes nothing.
        is_assigned: the dataset's system, activities, owner and subjects are said anew; else the stored ones stay.
    """

    dataset: DatasetRecord
    fields: tuple[FieldRecord, ...] | None
    closures: dict[str, tuple[str, ...]]
    evidence: bytes | None
    sequence: int
    keeps_missing: bool = False
    is_assigned: bool = False
    is_revision: bool = False


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """Sums over a source's datasets; level counts by effective level."""

    dataset_count: int
    field_count: int
    level_counts: dict[Level, int]
    coverage: CoverageTotals


class InventoryStore(LineageStore, Protocol):
    """An open inventory. Safe for concurrent use from one event loop; other processes may use the same inventory.

    Every operation raises `InventoryError` if the store does not answer.
    """

    async def describe(self) -> StoreInfo:
        """What it is; also proves that it answers."""
        ...

    async def close(self) -> None:
        """Give back connections; may be called twice."""
        ...

    async def sketch_secret(self) -> bytes:
        """The inventory's 16-byte sketch key, made at the first call and the same ever after, for every process."""
        ...

    async def start_scan(self, scan: ScanRecord) -> ScanRecord:
        """Record a scan (its `sequence` is ignored) and give it the next sequence number; the same id again changes nothing."""
        ...

    async def finish_scan(self, scan: ScanRecord) -> None:
        """Replace the scan of the same id by this record, keeping its sequence.

        Raises:
            KeyError: if no such scan was started.
        """
        ...

    async def put_elements(self, elements: Sequence[ElementRecord]) -> None:
        """Insert or replace elements of the user's own by their ids; others stay as they are."""
        ...

    async def own_elements(self) -> tuple[ElementRecord, ...]:
        """All elements of the user's own, by id."""
        ...

    async def put_source(self, source: SourceRecord) -> None:
        """Insert or update a source; the stored `first_seen`, aliases and, if None here, `last_good_scan` are kept."""
        ...

    async def publish_dataset(self, publication: DatasetPublication) -> bool:
        """Make a dataset's new state visible as one; False if it is older than what is stored or is there already.

        Raises:
            ConflictError: if the publication took so long that it was taken for dead and rolled back.
        """
        ...

    async def retire_datasets(self, source_id: str, kept_ids: Collection[str], sequence: int, now: datetime) -> int:
        """Let the source's datasets that its scan did not meet be gone, one by one; how many are so now that were not.

        Does what `retiring.retire` says. A dataset that a scan of this or a higher sequence has published stays.

        Args:
            kept_ids: the datasets that the scan met.

        Raises:
            ConflictError: as `publish_dataset`; do it again.
        """
        ...

    async def read_evidence(self, dataset_id: str) -> bytes | None:
        """The evidence of the last publication that had some; None if there is none."""
        ...

    async def sources_by_id(self, ids: Sequence[str]) -> dict[str, SourceRecord]:
        """The sources of these ids; unknown ids are absent."""
        ...

    async def datasets_by_id(self, ids: Sequence[str]) -> dict[str, DatasetRecord]:
        """The datasets of these ids, those that are gone too; unknown ids are absent."""
        ...

    async def fields_by_id(self, ids: Sequence[str]) -> dict[str, FieldRecord]:
        """The fields of these ids; unknown ids are absent."""
        ...

    async def scans_by_id(self, ids: Sequence[str]) -> dict[str, ScanRecord]:
        """The scans of these ids; unknown ids are absent."""
        ...

    async def page_sources(self, page: PageRequest, keys: Sequence[str] | None = None) -> Page[SourceRecord]:
        """Sources by key; only those of the given keys, if any are given."""
        ...

    async def count_sources(self) -> int:
        """All sources."""
        ...

    async def page_datasets(self, query: DatasetQuery, page: PageRequest) -> Page[DatasetRecord]:
        """Datasets by source key, name and id; without those that are gone, unless the query includes them."""
        ...

    async def dataset_totals(self, query: DatasetQuery) -> CoverageTotals:
        """Coverage over the matching datasets (`discovered` is their number), as of the last attempts.

        Sources that FAILED as a whole add to `unexpected` if the query has no other condition than sources.
        """
        ...

    async def page_fields(self, query: FieldQuery, order: FieldOrder, page: PageRequest) -> Page[FieldRecord]:
        """Fields in the given order."""
        ...

    async def count_fields(self, query: FieldQuery) -> int:
        """How many fields match."""
        ...

    async def facet_fields(self, query: FieldQuery, key: FacetKey) -> dict[str, int]:
        """How many matching fields there are for each value of the key; values without a field are absent."""
        ...

    async def fields_of_datasets(self, dataset_ids: Sequence[str], limit_each: int) -> dict[str, tuple[FieldRecord, ...]]:
        """The first `limit_each` fields by name of each dataset; a dataset without fields is absent."""
        ...

    async def source_totals(self, ids: Sequence[str]) -> dict[str, SourceTotals]:
        """Sums for each source, without what is gone; a source without datasets has zeros, an unknown id is absent."""
        ...

    async def page_scans(self, query: ScanQuery, page: PageRequest) -> Page[ScanRecord]:
        """Scans, newest (highest sequence) first."""
        ...

    async def count_scans(self, query: ScanQuery) -> int:
        """How many scans match."""
        ...


class StoreFactory(Protocol):
    """What a store module's `STORE` offers; the modules in `stores/` are found by walking that folder."""

    @property
    def schemes(self) -> tuple[str, ...]:
        """URI schemes that it opens, lower case."""
        ...

    async def open(self, uri: str, now: datetime) -> InventoryStore:
        """The open inventory, made if it is not there yet.

        Raises:
            ConfigurationError: if the URI does not parse.
            InventoryError: if the store does not answer, refuses the login, or is not an inventory.
            NewerInventoryError: if it was written by a newer version.
        """
        ...
