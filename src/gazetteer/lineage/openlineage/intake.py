"""Takes events into the inventory: each event whole or not at all, the same event again without effect.

>>> taken = await intake.take([event, broken], now)
>>> taken.events, [(fault.index, fault.path) for fault in taken.refused]
(1, [(1, 'job.name')])
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from gazetteer.inventory.flow_rows import problem_sort_key
from gazetteer.inventory.flows import FlowClaim, NodeKind, NodeRecord, ProblemRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.naming import NameBook
from gazetteer.lineage.openlineage.json_places import EventError
from gazetteer.lineage.openlineage.reading import Reading, read_event
from gazetteer.lineage.resolving import Gathering, relink
from gazetteer.lineage.statements import DatasetName, FieldName, LineageProblem
from gazetteer.lineage.travelling import spread
from gazetteer_scanners.taxonomy import Taxonomy

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

    def __init__(self, store: InventoryStore, taxonomy: Taxonomy, aliases: Mapping[str, str]) -> None:
        """
        Args:
            taxonomy: the elements that can travel along the flows.
            aliases: see `NameBook.open`.
        """
        self._store = store
        self._taxonomy = taxonomy
        self._aliases = aliases
        self._lock = asyncio.Lock()
        self._book: tuple[NameBook, float] | None = None
        self._problems: dict[str, tuple[ProblemRecord, ...]] | None = None

    async def take(self, documents: Sequence[object], now: datetime) -> Taken:
        """Take events as parsed JSON, in any order; those that are malformed are left out and named.

        Raises:
            InventoryError: if the inventory does not answer.
        """
        readings, refused = await asyncio.to_thread(_read_all, documents, now)
        async with self._lock:
            return await self._keep(readings, refused, now)

    async def relink(self, now: datetime) -> int:
        """Let placeholders give way to what was scanned meanwhile; how many did."""
        async with self._lock:
            book = await NameBook.open(self._store, self._aliases)
            done = await relink(self._store, book)
            await spread(self._store, self._taxonomy, done.fields, now)
            return done.placeholders

    async def _keep(self, readings: Sequence[Reading], refused: tuple[Fault, ...], now: datetime) -> Taken:
        book = await self._fresh_book()
        statements = [each for reading in readings for each in reading.said.flows]
        await book.learn((name for each in statements for name in (each.origin, each.target)), _symlinks(readings))
        gathering = Gathering(book)
        told: dict[LineageProblem, None] = {}
        latest: dict[str, tuple[LineageProblem, ...]] = {}
        for reading in sorted(readings, key=lambda each: each.event.at):
            ambiguous = gathering.add(reading.said.flows, reading.event.scope)
            if reading.said.flows or reading.said.problems:
                latest[reading.event.scope] = (*reading.said.problems, *ambiguous)
                told |= dict.fromkeys(reading.said.problems)
        gathered = gathering.result()
        nodes = {node.id: node for node in gathered.nodes}
        _add_owners(nodes, readings, book)
        await self._store.put_nodes(list(nodes.values()))
        await self._put_claims(gathered.claims, now)
        await self._put_problems(latest)
        return Taken(
            events=len(readings),
            flows=frozenset(claim.flow_id for claim in gathered.claims),
            placeholders=frozenset(nodes),
            problems=(*told, *gathered.problems),
            unread=tuple(sorted({place for reading in readings for place in reading.unread})),
            refused=refused,
        )

    async def _put_claims(self, claims: Sequence[FlowClaim], now: datetime) -> None:
        """Keep the claims; where that is news, decide anew which elements arrive."""
        news = set(await self._store.put_claims(claims))
        if fields := {claim.target.id for claim in claims if claim.id in news and claim.target.kind is NodeKind.FIELD}:
            await spread(self._store, self._taxonomy, fields, now)

    async def _put_problems(self, problems: Mapping[str, Iterable[LineageProblem]]) -> None:
        """Keep the problems that the latest event of each job has; a store call only for jobs of which they changed.

        An address that leads nowhere is no problem of a job: its placeholders say so.
        """
        if self._problems is None:
            self._problems = {}
            for record in await self._store.problems():
                self._problems[record.scope] = (*self._problems.get(record.scope, ()), record)
        for scope, some in problems.items():
            records = tuple(
                sorted((ProblemRecord(scope, each.code, each.where, each.message) for each in some), key=problem_sort_key)
            )
            if records != self._problems.get(scope, ()):
                await self._store.replace_problems(scope, records)
                self._problems[scope] = records

    async def _fresh_book(self) -> NameBook:
        now = asyncio.get_running_loop().time()
        if self._book is None or now - self._book[1] > _FRESH_S:
            self._book = (await NameBook.open(self._store, self._aliases), now)
        return self._book[0]


def _read_all(documents: Sequence[object], now: datetime) -> tuple[list[Reading], tuple[Fault, ...]]:
    readings: list[Reading] = []
    refused: list[Fault] = []
    for index, document in enumerate(documents):
        try:
            readings.append(read_event(document, now))
        except EventError as error:
            refused.append(Fault(index, error.path, error.message))
    return readings, tuple(refused)


def _symlinks(readings: Iterable[Reading]) -> dict[DatasetName, tuple[DatasetName, ...]]:
    symlinks: dict[DatasetName, tuple[DatasetName, ...]] = {}
    for reading in readings:
        for name, others in reading.symlinks.items():
            symlinks[name] = tuple(dict.fromkeys((*symlinks.get(name, ()), *others)))
    return symlinks


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
