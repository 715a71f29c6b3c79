"""Names from different worlds meet here: what producers call a dataset or field becomes the id that the inventory has.

    postgres://db.example.org:5432 + shop.public.users, column PHONE  ->  fld_... of `phone` in `users` of the source `crm`
    crm + invoices, which was not scanned                            ->  a placeholder with the id that it will have
    s3://elsewhere + raw/people                                      ->  a placeholder `plh_...` that says so

A name is taken exactly first, then in other letters if only one dataset fits, then by its end. What fits several is left
unresolved, and the problem names them. `docs/lineage.md` has the rules.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from gazetteer.inventory.flows import Endpoint, NodeKind, NodeRecord, node_id
from gazetteer.inventory.pages import each_page
from gazetteer.inventory.records import SourceRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.addresses import address_of
from gazetteer.lineage.listing import KnownDataset, KnownFields, KnownNames
from gazetteer.lineage.placing import Place, Places
from gazetteer.lineage.showing import shown_key, shown_name
from gazetteer.lineage.statements import DatasetName, FieldName, Name
from gazetteer_scanners.errors import UsageError
from gazetteer_scanners.paths import Path, name_path, parse_path_text
from gazetteer_scanners.scanning.ids import dataset_id, field_id

_PAGE: Final = 500
_MOST_KEPT: Final = 100_000
"""Meanings that a book keeps before it begins anew."""
_NOT_YET = datetime.min.replace(tzinfo=UTC)
_DATASET_ID = re.compile(r"dst_[0-9a-f]{32}")
_FIELD_ID = re.compile(r"fld_[0-9a-f]{32}")
_JOINER = "\x1f"

Symlinks = Mapping[DatasetName, tuple[DatasetName, ...]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means.

    Attributes:
        nodes: placeholders that stand for it and its dataset, without times; () if it is in the inventory.
        problem: one sentence if the name is ambiguous or leads nowhere, else "".
        is_ambiguous: the problem is that it fits several things.
    """

    endpoint: Endpoint
    nodes: tuple[NodeRecord, ...] = ()
    problem: str = ""
    is_ambiguous: bool = False

    @property
    def is_scanned(self) -> bool:
        """True if the inventory has it."""
        return self.endpoint.kind is not NodeKind.PLACEHOLDER


@dataclass(frozen=True, slots=True)
class _Dataset:
    """A dataset's meaning, and under what its fields' ids are made: nothing where no source is known."""

    meaning: Meaning
    source: SourceRecord | None = None
    name: str = ""
    shown: str = ""


@dataclass(slots=True)
class NameBook:
    """The meanings of names, read from the inventory as they are asked for.

    `learn` reads, with a number of store calls that does not grow with the number of names; `meaning` only looks up.
    """

    store: InventoryStore
    places: Places
    _names: KnownNames
    _datasets: dict[DatasetName, _Dataset] = field(default_factory=dict)
    _fields: dict[FieldName, Meaning] = field(default_factory=dict)
    _also: dict[DatasetName, tuple[DatasetName, ...]] = field(default_factory=dict)

    @classmethod
    async def open(cls, store: InventoryStore, aliases: Mapping[str, str] | None = None) -> "NameBook":
        """A book of what the inventory has now.

        Args:
            aliases: keys of sources by further addresses or words under which producers know them.
        """
        sources = [one async for page in each_page(store.page_sources, _PAGE) for one in page]
        return cls(store, Places(sources, aliases or {}), KnownNames(store))

    async def learn(self, names: Iterable[Name], symlinks: Symlinks | None = None) -> None:
        """Look the names up, so that `meaning` knows them.

        Args:
            symlinks: further names of datasets, tried where the name itself leads to nothing that was scanned.
        """
        if len(self._datasets) + len(self._fields) > _MOST_KEPT:
            self._datasets, self._fields, self._also = {}, {}, {}
        wanted = set(names)
        self._note(symlinks or {})
        datasets = {each.dataset if isinstance(each, FieldName) else each for each in wanted}
        await self._learn_datasets([each for each in datasets if each not in self._datasets])
        await self._learn_fields([each for each in wanted if isinstance(each, FieldName) and each not in self._fields])

    def meaning(self, name: Name) -> Meaning:
        """What a name means that was learnt.

        Raises:
            KeyError: if it was not.
        """
        return self._fields[name] if isinstance(name, FieldName) else self._datasets[name].meaning

    def _note(self, symlinks: Symlinks) -> None:
        for name, others in symlinks.items():
            if set(others) - set(self._also.get(name, ())):
                self._also[name] = tuple(dict.fromkeys((*self._also.get(name, ()), *others)))
                self._datasets.pop(name, None)
                for each in [each for each in self._fields if each.dataset == name]:
                    del self._fields[each]

    async def _learn_datasets(self, names: list[DatasetName]) -> None:
        places = {each: self.places.place_of(each) for name in names for each in (name, *self._also.get(name, ()))}
        known = await self._names.find({each: (place, _id_in(each)) for each, place in places.items()})
        for name in names:
            spellings = (name, *self._also.get(name, ()))
            best = next((each for each in spellings if known[each].dataset is not None), None)
            placed = next((each for each in spellings if places[each].source is not None), name)
            chosen = best or placed
            self._datasets[name] = _dataset(chosen, places[chosen], known[chosen])

    async def _learn_fields(self, names: list[FieldName]) -> None:
        within = {name: self._datasets[name.dataset] for name in names}
        ids = {name: _field_ids(name, dataset) for name, dataset in within.items()}
        asked = {each for some in ids.values() for each in some}
        found = await self.store.fields_by_id(sorted(asked)) if asked else {}
        missed = {
            dataset.meaning.endpoint.id
            for name, dataset in within.items()
            if dataset.meaning.endpoint.kind is NodeKind.DATASET and not any(each in found for each in ids[name])
        }
        listed = await KnownFields.read(self.store, missed)
        for name, dataset in within.items():
            hit = next((found[each] for each in ids[name] if each in found), None)
            same = [hit] if hit else listed.like(dataset.meaning.endpoint.id, name.path)
            if len(same) == 1:
                record = same[0]
                endpoint = Endpoint(record.id, NodeKind.FIELD, record.dataset_id, record.source_id)
                self._fields[name] = Meaning(endpoint)
            else:
                problem = _ambiguous(name.path, [each.path_text for each in same]) if same else ""
                self._fields[name] = _field_placeholder(name, dataset, problem)


def _id_in(name: DatasetName) -> str | None:
    return name.name if _DATASET_ID.fullmatch(name.name) else None


def _field_ids(name: FieldName, dataset: _Dataset) -> list[str]:
    """The ids that the field may have: its path read as people write paths, and as one column's name."""
    if _FIELD_ID.fullmatch(name.path):
        return [name.path]
    if dataset.source is None or not dataset.name:
        return []
    return [field_id(dataset.source.kind, dataset.source.key, dataset.name, path) for path in _paths(name.path)]


def _paths(text: str) -> tuple[Path, ...]:
    bare = text[1:-1] if len(text) > 2 and text[0] == text[-1] and text[0] in '"`' else text
    try:
        read = parse_path_text(bare)
    except UsageError:
        return (name_path(bare),)
    return tuple(dict.fromkeys((name_path(bare), read)))


def _dataset(name: DatasetName, place: Place, known: KnownDataset) -> _Dataset:
    if (record := known.dataset) is not None:
        endpoint = Endpoint(record.id, NodeKind.DATASET, record.id, record.source_id)
        return _Dataset(Meaning(endpoint), known.source, known.name, record.name)
    source = place.source
    if source is not None and place.is_whole and not known.rivals:
        return _Dataset(Meaning(Endpoint(source.id, NodeKind.SOURCE, "", source.id)))
    if source is None or known.rivals:
        return _Dataset(_unknown_dataset(name, place, known.rivals))
    id_ = dataset_id(source.kind, source.key, known.name)
    shown = shown_name(known.name)
    node = NodeRecord(
        id_,
        NodeKind.PLACEHOLDER,
        key=shown_key(source.key, known.name),
        name=shown,
        first_seen=_NOT_YET,
        last_seen=_NOT_YET,
        source=source.key,
        dataset=shown,
        dataset_id=id_,
        source_id=source.id,
    )
    return _Dataset(Meaning(node.endpoint, (node,)), source, known.name, shown)


def _unknown_dataset(name: DatasetName, place: Place, rivals: tuple[str, ...]) -> Meaning:
    address = address_of(name.namespace)
    id_ = unknown_id(name)
    node = NodeRecord(
        id_,
        NodeKind.PLACEHOLDER,
        key=shown_key(address.text, name.name),
        name=shown_name(name.name),
        first_seen=_NOT_YET,
        last_seen=_NOT_YET,
        source=shown_name(address.text),
        dataset=shown_name(name.name),
        dataset_id=id_,
        is_resolved=False,
    )
    why = _why_unknown(name, node.source or "", place, rivals)
    return Meaning(node.endpoint, (node,), why, is_ambiguous=bool(rivals or place.sources))


def _why_unknown(name: DatasetName, namespace: str, place: Place, rivals: tuple[str, ...]) -> str:
    if rivals:
        return _ambiguous(name.name, rivals)
    if place.sources:
        keys = ", ".join(shown_name(source.key) for source in place.sources)
        return f"the namespace {namespace} fits several sources: {keys}; give it to one of them under `aliases:`"
    if place.missing_key:
        return f"`aliases:` gives {namespace} to the source {shown_name(place.missing_key)}, which was not scanned yet; scan it"
    return f"no source is known as {namespace}; scan it, or give it to a source under `aliases:`"


def _field_placeholder(name: FieldName, dataset: _Dataset, problem: str) -> Meaning:
    parent, path, source = dataset.meaning, shown_name(name.path), dataset.source
    end = parent.endpoint
    if end.kind is NodeKind.SOURCE:
        parent = _unknown_dataset(name.dataset, Place(), ())
        end, problem = parent.endpoint, f"{shown_name(name.dataset.name)} is a source, whose datasets were not named"
    is_known = source is not None and bool(dataset.name) and not problem
    if is_known and source is not None:
        id_ = field_id(source.kind, source.key, dataset.name, _paths(name.path)[-1])
    else:
        id_ = unknown_id(name)
    held = parent.nodes[0] if parent.nodes else None
    node = NodeRecord(
        id_,
        NodeKind.PLACEHOLDER,
        key=shown_key(held.key if held else f"{source.key if source else end.source_id}/{dataset.shown}", name.path),
        name=path,
        first_seen=_NOT_YET,
        last_seen=_NOT_YET,
        source=held.source if held else source.key if source else None,
        dataset=held.dataset if held else dataset.shown,
        dataset_id=end.dataset_id,
        source_id=end.source_id,
        is_resolved=is_known,
    )
    return Meaning(node.endpoint, (*parent.nodes, node), problem or parent.problem, bool(problem) or parent.is_ambiguous)


def unknown_id(name: Name) -> str:
    """`plh_` + hash of the name brought to one form, so that one dataset has one id however its address is spelled."""
    if isinstance(name, FieldName):
        return node_id(NodeKind.PLACEHOLDER, f"{_unknown_key(name.dataset)}{_JOINER}{name.path}")
    return node_id(NodeKind.PLACEHOLDER, _unknown_key(name))


@lru_cache(maxsize=4096)
def _unknown_key(name: DatasetName) -> str:
    whole = address_of(name.namespace).with_name(name.name)
    return _JOINER.join((whole.world, *whole.parts, ""))


def _ambiguous(name: str, rivals: Iterable[str]) -> str:
    shown = ", ".join(sorted(shown_name(each) for each in rivals))
    return f"{shown_name(name)} fits several: {shown}; the producer must spell it as one of them"
