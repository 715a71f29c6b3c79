"""Takes events into the inventory: each event whole or not at all, the same event again without effect.

>>> taken = await intake.take([event, broken], now)
>>> taken.events, [(fault.index, fault.path) for fault in taken.refused]
(1, [(1, 'job.name')])
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from gazetteer.inventory.flows import FlowClaim, NodeRecord, merged_node, unique_claims
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.naming import NameBook
from gazetteer.lineage.openlineage.json_places import EventError
from gazetteer.lineage.openlineage.reading import Reading, read_event
from gazetteer.lineage.resolving import resolve
from gazetteer.lineage.statements import DatasetName, FieldName, LineageProblem

_FRESH_S: Final = 2.0
"""How long what the inventory has is taken for known: a scan that another process publishes counts after that."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An event that was not taken: its place in the batch from 0, the place of the fault in it, and what is wrong there."""

    index: int
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some events.

    Attributes:
        events: how many were taken.
        flows: flows that they speak of, each once, known before or not.
        placeholders: ids of datasets and fields among their ends that were not scanned.
        problems: names that could not be told apart or found, and facets whose flows are missing, each once.
        unread: places of facets that were set apart.
    """

    events: int
    flows: frozenset[str]
    placeholders: frozenset[str]
    problems: tuple[LineageProblem, ...]
    unread: tuple[str, ...]
    refused: tuple[Fault, ...]


class LineageIntake:
    """The one door for events into an inventory; whoever comes at the same time waits for their turn."""

    def __init__(self, store: InventoryStore, aliases: Mapping[str, str]) -> None:
        """
        Args:
            aliases: see `NameBook.open`.
        """
        self._store = store
        self._aliases = aliases
        self._lock = asyncio.Lock()
        self._book: tuple[NameBook, float] | None = None

    async def take(self, documents: Sequence[object], now: datetime) -> Taken:
        """Take events as parsed JSON, in any order; those that are malformed are left out and named.

        Raises:
            InventoryError: if the inventory does not answer.
        """
        readings: list[Reading] = []
        refused: list[Fault] = []
        for index, document in enumerate(documents):
            try:
                readings.append(read_event(document, now))
            except EventError as error:
                refused.append(Fault(index, error.path, error.message))
        async with self._lock:
            return await self._keep(readings, tuple(refused))

    async def _keep(self, readings: Sequence[Reading], refused: tuple[Fault, ...]) -> Taken:
        book = await self._fresh_book()
        symlinks: dict[DatasetName, tuple[DatasetName, ...]] = {}
        for reading in readings:
            for name, others in reading.symlinks.items():
                symlinks[name] = tuple(dict.fromkeys((*symlinks.get(name, ()), *others)))
        statements = [each for reading in readings for each in reading.said.flows]
        await book.learn((name for each in statements for name in (each.origin, each.target)), symlinks)
        claims: list[FlowClaim] = []
        nodes: dict[str, NodeRecord] = {}
        problems: dict[LineageProblem, None] = {}
        for reading in readings:
            answer = await resolve(reading.said.flows, book, reading.event.scope)
            claims += answer.claims
            for node in answer.nodes:
                nodes[node.id] = merged_node(nodes.get(node.id), node)
            problems |= dict.fromkeys((*reading.said.problems, *answer.problems))
        _add_owners(nodes, readings, book)
        unique = unique_claims(claims)
        await self._store.put_nodes([nodes[id_] for id_ in sorted(nodes)])
        await self._store.put_claims([unique[id_] for id_ in sorted(unique)])
        return Taken(
            events=len(readings),
            flows=frozenset(claim.flow_id for claim in unique.values()),
            placeholders=frozenset(nodes),
            problems=tuple(problems),
            unread=tuple(sorted({place for reading in readings for place in reading.unread})),
            refused=refused,
        )

    async def _fresh_book(self) -> NameBook:
        now = asyncio.get_running_loop().time()
        if self._book is None or now - self._book[1] > _FRESH_S:
            self._book = (await NameBook.open(self._store, self._aliases), now)
        return self._book[0]


def _add_owners(nodes: dict[str, NodeRecord], readings: Sequence[Reading], book: NameBook) -> None:
    """Give placeholders of datasets the owners that the events name."""
    owners = {name: owner for reading in readings for name, owner in reading.owners.items()}
    spoken = {
        name.dataset if isinstance(name, FieldName) else name
        for reading in readings
        for each in reading.said.flows
        for name in (each.origin, each.target)
    }
    for name in owners.keys() & spoken:
        for draft in book.meaning(name).nodes:
            nodes[draft.id] = replace(nodes[draft.id], owner=owners[name])
