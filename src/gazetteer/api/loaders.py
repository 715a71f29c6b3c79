"""Batching readers of the store, made anew for each operation: however many objects ask, one kind of thing is read once."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from gazetteer.api.rounds import Loader, Rounds, each
from gazetteer.governance.policies.book import PolicyBook, read_policy_book
from gazetteer.inventory.assigned_datasets import datasets_of_activities, datasets_of_systems
from gazetteer.inventory.flows import Endpoint, Flow, NodeRecord
from gazetteer.inventory.minors import MinorRows, page_minor_rows
from gazetteer.inventory.queries import (
    DatasetQuery,
    FacetKey,
    FieldOrder,
    FieldQuery,
    Page,
    PageRequest,
    ScanQuery,
)
from gazetteer.inventory.records import DatasetRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.store import InventoryStore, SourceTotals
from gazetteer.lineage.describing import NodeFacts, describe
from gazetteer.lineage.holding import Closure, Holdings
from gazetteer.lineage.receiving import read_received
from gazetteer.lineage.searching import FlowSearch, count_flows, page_flows
from gazetteer_scanners.scanning.results import CoverageTotals

R = TypeVar("R")


def _by_id(
    read: Callable[[Sequence[str]], Awaitable[Mapping[str, R]]],
) -> Callable[[Sequence[str]], Awaitable[list[R | None]]]:
    """One of the store's `..._by_id` operations; an unknown id gives None."""

    async def read_ids(ids: Sequence[str]) -> list[R | None]:
        found = await read(ids)
        return [found.get(id_) for id_ in ids]

    return read_ids


def _of_each(
    read: Callable[[Sequence[str]], Awaitable[Mapping[str, tuple[R, ...]]]],
) -> Callable[[Sequence[str]], Awaitable[list[tuple[R, ...]]]]:
    """An operation that gives something for every key."""

    async def read_keys(keys: Sequence[str]) -> list[tuple[R, ...]]:
        found = await read(keys)
        return [found[key] for key in keys]

    return read_keys


class Loaders:
    """All that the resolvers of one operation may read.

    `store` and `closure` are for questions about graphs, which make calls of their own, bounded by depth.
    By id, many in one call: `sources`, `datasets`, `fields`, `scans`, `source_totals`, what recipients get (`received`),
    and `dataset_fields` (by dataset id and limit: the dataset's first fields by name, empty if it has none). By key, many in
    one call: the datasets of systems and activities. All of `policies` in four. By query, each in a call of its own and no
    query twice: pages (by query, or keys, or order, and page), totals, counts and facets.
    """

    def __init__(self, store: InventoryStore, closure: Closure) -> None:
        self._store = store
        self.closure = closure
        self._rounds = rounds = Rounds()
        self.sources: Loader[str, SourceRecord | None] = Loader(rounds, _by_id(store.sources_by_id))
        self.datasets: Loader[str, DatasetRecord | None] = Loader(rounds, _by_id(store.datasets_by_id))
        self.fields: Loader[str, FieldRecord | None] = Loader(rounds, _by_id(store.fields_by_id))
        self.scans: Loader[str, ScanRecord | None] = Loader(rounds, _by_id(store.scans_by_id))
        self.source_totals: Loader[str, SourceTotals | None] = Loader(rounds, _by_id(store.source_totals))
        self.dataset_fields: Loader[tuple[str, int], tuple[FieldRecord, ...]] = Loader(rounds, self._dataset_fields)
        self.source_pages: Loader[tuple[PageRequest, tuple[str, ...] | None], Page[SourceRecord]] = Loader(
            rounds, each(lambda key: store.page_sources(*key))
        )
        self.dataset_pages: Loader[tuple[DatasetQuery, PageRequest], Page[DatasetRecord]] = Loader(
            rounds, each(lambda key: store.page_datasets(*key))
        )
        self.field_pages: Loader[tuple[FieldQuery, FieldOrder, PageRequest], Page[FieldRecord]] = Loader(
            rounds, each(lambda key: store.page_fields(*key))
        )
        self.scan_pages: Loader[tuple[ScanQuery, PageRequest], Page[ScanRecord]] = Loader(
            rounds, each(lambda key: store.page_scans(*key))
        )
        self.nodes: Loader[str, NodeRecord | None] = Loader(rounds, _by_id(store.nodes_by_id))
        self.flows: Loader[str, Flow | None] = Loader(rounds, _by_id(store.flows_by_id))
        self.node_facts: Loader[Endpoint, NodeFacts] = Loader(rounds, self._node_facts)
        self.flow_pages: Loader[tuple[FlowSearch, PageRequest], Page[Flow]] = Loader(
            rounds, each(lambda key: page_flows(store, closure, *key))
        )
        self.flow_counts: Loader[FlowSearch, int] = Loader(rounds, each(lambda key: count_flows(store, closure, key)))
        self.policies: Loader[None, PolicyBook] = Loader(rounds, each(lambda _: read_policy_book(store)))
        self.system_datasets: Loader[str, tuple[DatasetRecord, ...]] = Loader(
            rounds, _of_each(lambda keys: datasets_of_systems(store, keys))
        )
        self.activity_datasets: Loader[str, tuple[DatasetRecord, ...]] = Loader(
            rounds, _of_each(lambda keys: datasets_of_activities(store, keys))
        )
        self.received: Loader[str, dict[str, int] | None] = Loader(rounds, _by_id(lambda ids: read_received(store, ids)))
        self.source_counts: Loader[None, int] = Loader(rounds, each(lambda _: store.count_sources()))
        self.dataset_totals: Loader[DatasetQuery, CoverageTotals] = Loader(rounds, each(store.dataset_totals))
        self.field_counts: Loader[FieldQuery, int] = Loader(rounds, each(store.count_fields))
        self.scan_counts: Loader[ScanQuery, int] = Loader(rounds, each(store.count_scans))
        self.minor_pages: Loader[PageRequest, Page[MinorRows]] = Loader(rounds, each(partial(page_minor_rows, store)))
        self.facets: Loader[tuple[FieldQuery, FacetKey], dict[str, int]] = Loader(
            rounds, each(lambda key: store.facet_fields(*key))
        )

    @property
    def store(self) -> InventoryStore:
        """The inventory itself."""
        return self._store

    def close(self) -> None:
        """Stop reading."""
        self._rounds.close()

    async def element_counts(self) -> dict[str, int]:
        """How many fields each element is in force in, groups and parents counting those of their children."""
        return await self.facets.load((FieldQuery(), FacetKey.ELEMENT))

    async def _node_facts(self, ends: Sequence[Endpoint]) -> list[NodeFacts]:
        found = await describe(self._store, Holdings(self._store, self.closure), ends)
        return [found[end.id] for end in ends]

    async def _dataset_fields(self, keys: Sequence[tuple[str, int]]) -> list[tuple[FieldRecord, ...]]:
        by_limit: dict[int, list[str]] = defaultdict(list)
        for dataset_id, limit in keys:
            by_limit[limit].append(dataset_id)
        found = {limit: await self._store.fields_of_datasets(ids, limit) for limit, ids in by_limit.items()}
        return [found[limit].get(dataset_id, ()) for dataset_id, limit in keys]
