"""In which source a dataset's name lies, and what it may be called there; knows the sources, reads nothing.

A source is known under its key, its locations and the addresses that the configuration gives it:

    aliases:
      postgres://db.example.org:5432/shop: crm
      warehouse: crm

Then `postgres://db.example.org` + `shop.public.users` lies in `crm`, where it is called `shop.public.users`,
`public.users` or `users`: whichever the source has.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from gazetteer.inventory.records import SourceRecord
from gazetteer.lineage.addresses import LOCAL_WORLDS, Address, address_of, dotted_parts, is_of_paths, path_parts
from gazetteer.lineage.statements import DatasetName

_FILES = "file"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dataset's name leads.

    Attributes:
        sources: the source it lies in; none if it is not known, several if the name fits them all.
        names: what it may be called there, the longest first.
        is_whole: the name leads to the source itself: a database file, or a folder; a source of one dataset is that dataset.
        missing_key: of an alias, the key of a source that is not in the inventory.
    """

    sources: tuple[SourceRecord, ...] = ()
    names: tuple[str, ...] = ()
    is_whole: bool = False
    missing_key: str = ""

    @property
    def source(self) -> SourceRecord | None:
        """The one source that it lies in."""
        return self.sources[0] if len(self.sources) == 1 else None


class Places:
    """All sources by everything that they are known as."""

    def __init__(self, sources: Iterable[SourceRecord], aliases: Mapping[str, str]) -> None:
        """
        Args:
            aliases: keys of sources by addresses, which may have a path (`postgres://host/db`) or be a word.
        """
        self._by_key = {source.key: source for source in sources}
        self._exact: dict[Address, list[SourceRecord]] = defaultdict(list)
        self._folded: dict[Address, list[SourceRecord]] = defaultdict(list)
        self._worlds: dict[str, list[tuple[Address, SourceRecord]]] = defaultdict(list)
        self._missing: dict[Address, str] = {}
        self._keys: dict[str, list[SourceRecord]] = defaultdict(list)
        for source in self._by_key.values():
            self._keys[source.key.casefold()].append(source)
            for location in (source.location, *source.aliases):
                self._add(address_of(location, source.kind), source)
        for text, key in aliases.items():
            address = address_of(text)
            if key in self._by_key:
                self._add(address, self._by_key[key])
            else:
                self._missing[_folded(address)] = key

    def place_of(self, name: DatasetName) -> Place:
        """Where the name leads: by key, then by address, then by what of an address is left to guess."""
        if (source := self._by_key.get(name.namespace)) is not None:
            return Place((source,), _names_in(source, name.name))
        address = address_of(name.namespace)
        whole = address.with_name(name.name)
        for end in range(len(whole.parts), -1, -1):
            start, rest = Address(whole.world, whole.parts[:end]), whole.parts[end:]
            if found := self._exact.get(start) or self._folded.get(_folded(start)):
                said = name.name if end <= len(address.parts) else ""
                return Place(tuple(found), _rest_names(found[0], rest, said), is_whole=not rest)
            if (key := self._missing.get(_folded(start))) is not None:
                return Place(missing_key=key)
        return self._guessed(name, address, whole)

    def _guessed(self, name: DatasetName, address: Address, whole: Address) -> Place:
        """A relative path by its end; a database by its name alone (`duckdb` + `shop.main.users`); a key in other letters."""
        known = self._worlds[address.world]
        if address.is_relative:
            ends = [source for each, source in known if each.parts[-len(address.parts) :] == address.parts]
            return Place(_unique(ends), _names_in(ends[0], name.name) if ends else ())
        if address.is_bare and address.world != _FILES and len(whole.parts) > 1:
            same = [source for each, source in known if _database(each) == whole.parts[0].casefold()]
            return Place(_unique(same), _tails(whole.parts[1:]))
        keyed = self._keys.get(name.namespace.casefold(), [])
        return Place(tuple(keyed), _names_in(keyed[0], name.name) if keyed else ())

    def _add(self, address: Address, source: SourceRecord) -> None:
        self._put(address, source)
        self._worlds[address.world].append((address, source))
        if address.world in LOCAL_WORLDS - {_FILES, "dictionary"}:  # a database file is also a file
            self._put(Address(_FILES, address.parts), source)

    def _put(self, address: Address, source: SourceRecord) -> None:
        for index, key in ((self._exact, address), (self._folded, _folded(address))):
            if source not in index[key]:
                index[key].append(source)


def world_of(source: SourceRecord) -> str:
    """The world that the source's own location is in."""
    return address_of(source.location, source.kind).world


def _names_in(source: SourceRecord, name: str) -> tuple[str, ...]:
    if is_of_paths(world_of(source)):
        return _rest_names(source, path_parts(name.lstrip("/")), name)
    return _rest_names(source, dotted_parts(name), name)


def _rest_names(source: SourceRecord, rest: tuple[str, ...], whole: str) -> tuple[str, ...]:
    """Names in a source from what follows its own address; the name as it was said goes first, for it may hold dots."""
    if is_of_paths(world_of(source)):
        # Nothing follows the address of a single file, whose dataset is called as it is.
        rest = rest or path_parts(source.location)[-1:]
        return tuple(dict.fromkeys(("/".join(rest), *([whole] if whole and not whole.startswith("/") else []))))
    return tuple(dict.fromkeys((*([whole] if whole else []), *_tails(rest))))


def _tails(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(".".join(parts[start:]) for start in range(len(parts)))


def _folded(address: Address) -> Address:
    return Address(address.world, tuple(part.casefold() for part in address.parts))


def _database(address: Address) -> str:
    """What statements call the database: of a file its name without the suffix, else the last part of the address."""
    if not address.parts:
        return ""
    last = address.parts[-1]
    return (PurePosixPath(last).stem if address.world in LOCAL_WORLDS else last).casefold()


def _unique(sources: list[SourceRecord]) -> tuple[SourceRecord, ...]:
    return tuple({source.id: source for source in sources}.values())
