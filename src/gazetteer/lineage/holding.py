"""What contains a field and what a field holds: read for many nodes at once and remembered for one answer."""

from asyncio import gather
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from gazetteer.inventory.flows import Endpoint, NodeKind, node_id
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import Level

Closure = Callable[[str], tuple[str, ...]]
"""An element's id and the ids above it."""


def among(held: Iterable[str], named: Iterable[str], closure: Closure) -> tuple[str, ...]:
    """Of the elements held those that are named, or stand below one that is; each once, in order."""
    wanted = frozenset(named)
    return tuple(sorted(element for element in set(held) if not wanted.isdisjoint(closure(element))))


@dataclass(slots=True)
class Holdings:
    """Fields and datasets that an answer has met.

    Attributes:
        closure: from the taxonomy; a flow declared for `payment.account` takes `payment.account.paypal` along.
    """

    store: InventoryStore
    closure: Closure
    fields: dict[str, FieldRecord] = field(default_factory=dict)
    datasets: dict[str, DatasetRecord] = field(default_factory=dict)
    _has_systems: bool | None = None

    async def meet(self, ends: Iterable[Endpoint]) -> None:
        """Read what is not known yet of these nodes: two store calls at most."""
        ends = list(ends)
        await gather(self.meet_fields(ends), self.meet_datasets(ends))

    async def meet_fields(self, ends: Iterable[Endpoint]) -> None:
        """Read the fields among these nodes: one store call at most."""
        fields = [end.id for end in ends if end.kind is NodeKind.FIELD and end.id not in self.fields]
        if fields:
            self.fields |= await self.store.fields_by_id(fields)

    async def meet_datasets(self, ends: Iterable[Endpoint]) -> None:
        """Read the datasets of these nodes: one store call at most."""
        datasets = {end.dataset_id for end in ends if end.dataset_id and end.dataset_id not in self.datasets}
        if datasets:
            self.datasets |= await self.store.datasets_by_id(sorted(datasets))

    async def meet_systems(self, ends: Iterable[Endpoint]) -> None:
        """Read in which systems these nodes are: two store calls at most, one where no system is known."""
        await self.look_for_systems()
        if self._has_systems:
            await self.meet_datasets(ends)

    async def look_for_systems(self) -> None:
        """Find out, once, whether any system is known: without one no node need be asked for its own."""
        if self._has_systems is None:
            self._has_systems = bool(await self.store.nodes_of_kind(NodeKind.SYSTEM))

    def containers(self, end: Endpoint) -> tuple[str, ...]:
        """The ids of what contains the node: its dataset, source and system, as far as it has them."""
        ids = [end.dataset_id, end.source_id]
        dataset = self.datasets.get(end.dataset_id)
        if dataset is not None and dataset.system:
            ids.append(node_id(NodeKind.SYSTEM, dataset.system))
        return tuple(id_ for id_ in ids if id_ and id_ != end.id)

    def holds(self, end: Endpoint, elements: tuple[str, ...]) -> bool:
        """True if the node holds one of the elements (or a child of one), or anything where none is named."""
        return not elements or bool(among(self.elements_of(end), elements, self.closure))

    def elements_of(self, end: Endpoint) -> tuple[str, ...]:
        """The elements in force in a field, or in any field of a dataset; () for everything else."""
        if end.kind is NodeKind.FIELD:
            record = self.fields.get(end.id)
            return () if record is None else tuple(element.element for element in record.in_force)
        dataset = self.datasets.get(end.dataset_id)
        return () if dataset is None else tuple(sorted(dataset.element_counts))

    def level_of(self, end: Endpoint) -> Level:
        """The effective level of a field, or the highest in a dataset; UNKNOWN for everything else."""
        found = self.fields.get(end.id)
        if found is not None:
            return found.effective_level
        dataset = self.datasets.get(end.id)
        counts = dataset.level_counts if dataset is not None else {}
        return max((level for level, count in counts.items() if count), key=lambda one: one.rank, default=Level.UNKNOWN)
