"""Looks names of datasets and fields up in the inventory: by id where a name is exact, in lists where it is nearly so."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from gazetteer.inventory.queries import DatasetQuery, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord, SourceRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.addresses import is_of_paths
from gazetteer.lineage.placing import Place, world_of
from gazetteer.lineage.statements import DatasetName
from gazetteer_scanners.scanning.ids import dataset_id

_PAGE: Final = 500
MAX_LISTED: Final = 5_000
"""Sources with more datasets are not listed: there, names must be exact but for being all in upper or lower case."""
_FIELDS_LISTED: Final = 2_000
_ONE_FILE_DEEP: Final = ("[]", "{}", ".element", ".key_value")


@dataclass(frozen=True, slots=True)
class KnownDataset:
    """What the inventory knows of a dataset's name.

    Attributes:
        dataset: the dataset; None if there is none of that name.
        name: what its source calls it, or will call it once it is scanned; "" where that is not known.
        rivals: shown names of datasets, if it may be any of them.
    """

    dataset: DatasetRecord | None = None
    name: str = ""
    source: SourceRecord | None = None
    rivals: tuple[str, ...] = ()


class KnownNames:
    """The datasets of an inventory by name; sources that were listed once are not read again."""

    def __init__(self, store: InventoryStore) -> None:
        self._store = store
        self._listed: dict[str, tuple[DatasetRecord, ...]] = {}

    async def find(self, places: Mapping[DatasetName, tuple[Place, str | None]]) -> dict[DatasetName, KnownDataset]:
        """What is known of each name, given where it leads and the dataset's id if the name is one."""
        ids = {name: _Ids.of(place, id_) for name, (place, id_) in places.items()}
        asked = sorted({each for some in ids.values() for each in (*some.exact, *some.similar)})
        found = await self._store.datasets_by_id(asked) if asked else {}
        missed = {
            place.source.id
            for name, (place, _) in places.items()
            if place.source is not None and not any(each in found for each in ids[name].exact)
        }
        await self._list(sorted(missed - self._listed.keys()))
        return {name: self._known(place, ids[name], found) for name, (place, _) in places.items()}

    def _known(self, place: Place, ids: "_Ids", found: Mapping[str, DatasetRecord]) -> KnownDataset:
        source = place.source
        if (hit := next((each for each in ids.exact if each in found), None)) is not None:
            return KnownDataset(found[hit], ids.exact[hit] or _real_name(source, found[hit]), source)
        if source is None:
            return KnownDataset()
        fits = self._similar(source, place) or [found[each] for each in ids.similar if each in found]
        if len(fits) == 1:
            return KnownDataset(fits[0], ids.similar.get(fits[0].id) or _real_name(source, fits[0]), source)
        if fits:
            return KnownDataset(source=source, rivals=tuple(record.name for record in fits))
        if place.is_whole:
            return KnownDataset(source=source)
        return KnownDataset(name=_future_name(source, place.names, self._listed.get(source.id, ())), source=source)

    def _similar(self, source: SourceRecord, place: Place) -> list[DatasetRecord]:
        listed = self._listed.get(source.id, ())
        if place.is_whole:
            return list(listed) if len(listed) == 1 else []
        return _like_files(place.names[0], listed) if is_of_paths(world_of(source)) else _like(place.names, listed)

    async def _list(self, source_ids: Sequence[str]) -> None:
        if not source_ids:
            return
        totals = await self._store.source_totals(source_ids)
        short = [each for each in source_ids if each in totals and totals[each].dataset_count <= MAX_LISTED]
        self._listed |= dict.fromkeys(source_ids, ())
        gathered: dict[str, list[DatasetRecord]] = defaultdict(list)
        after: str | None = None
        while short:
            page = await self._store.page_datasets(DatasetQuery(source_ids=tuple(short)), PageRequest(_PAGE, after))
            for record in page.items:
                gathered[record.source_id].append(record)
            if not page.has_next:
                break
            after = page.keys[-1]
        self._listed |= {id_: tuple(records) for id_, records in gathered.items()}


@dataclass(frozen=True, slots=True)
class KnownFields:
    """The fields of some datasets, for names that are not exact."""

    fields: Mapping[str, Mapping[str, Sequence[FieldRecord]]]

    @classmethod
    async def read(cls, store: InventoryStore, dataset_ids: set[str]) -> "KnownFields":
        """The first 2,000 fields of each dataset."""
        found = await store.fields_of_datasets(sorted(dataset_ids), _FIELDS_LISTED) if dataset_ids else {}
        fields: dict[str, dict[str, list[FieldRecord]]] = {}
        for id_, records in found.items():
            folded = fields.setdefault(id_, defaultdict(list))
            for record in records:
                folded[_folded_path(record.path_text)].append(record)
        return cls(fields)

    def like(self, dataset_id: str, path: str) -> Sequence[FieldRecord]:
        """The dataset's fields whose path is the same but for upper and lower case, quotes, and steps into lists and maps."""
        return self.fields.get(dataset_id, {}).get(_folded_path(path), ())


def _folded_path(text: str) -> str:
    folded = text.casefold().strip('"`')
    for mark in _ONE_FILE_DEEP:
        folded = folded.replace(mark, "")
    return folded


@dataclass(frozen=True, slots=True)
class _Ids:
    """Ids that a dataset may have, the likeliest first, with the names that make them; "" where only the id is known."""

    exact: Mapping[str, str]
    similar: Mapping[str, str]

    @classmethod
    def of(cls, place: Place, id_: str | None) -> "_Ids":
        if id_ is not None:
            return cls({id_: ""}, {})
        source = place.source
        if source is None:
            return cls({}, {})
        exact = {dataset_id(source.kind, source.key, name): name for name in place.names}
        folded = (case(name) for name in place.names for case in (str.lower, str.upper))
        return cls(exact, {dataset_id(source.kind, source.key, name): name for name in folded})


def _real_name(source: SourceRecord | None, record: DatasetRecord) -> str:
    """The name that a dataset is shown under, if it is its real one, else ""."""
    return record.name if source and dataset_id(source.kind, source.key, record.name) == record.id else ""


def _like(names: Sequence[str], listed: Sequence[DatasetRecord]) -> list[DatasetRecord]:
    """Datasets of the first of these names that any has in other letters; failing that, those that end as the name does."""
    for name in names:
        if same := [record for record in listed if record.name.casefold() == name.casefold()]:
            return same
    end = f".{names[0].casefold()}"
    return [record for record in listed if record.name.casefold().endswith(end)]


def _like_files(path: str, listed: Sequence[DatasetRecord]) -> list[DatasetRecord]:
    """File sets that a file belongs to; of a folder, the file sets in it, or its files that are datasets of their own."""
    folder = f"{path.rstrip('/')}/"
    if held := [record for record in listed if "*" in record.name and fnmatchcase(path, record.name)]:
        return held
    within = [record for record in listed if record.name.startswith(folder)]
    return [record for record in within if "*" in record.name] or within


def _future_name(source: SourceRecord, names: Sequence[str], listed: Sequence[DatasetRecord]) -> str:
    """What the dataset will be called when it is scanned: with as many parts as most of the source's others have."""
    if is_of_paths(world_of(source)):
        return names[0]
    by_parts = {name.count("."): name for name in names}
    if listed:
        (usual, _), *_ = Counter(record.name.count(".") for record in listed).most_common(1)
        return by_parts.get(usual, names[-1])
    return names[-1] if source.kind in ("sqlite", "duckdb") or len(names) == 1 else names[min(1, len(names) - 1)]
