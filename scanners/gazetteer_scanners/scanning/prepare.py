"""Turns sources as a user names them into sources that can be opened, before anything is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer_scanners.connectors.dictionary import DataDictionary, load_dictionary
from gazetteer_scanners.connectors.protocol import Connector, Location
from gazetteer_scanners.connectors.registry import derive_key, find_connector, resolve_source
from gazetteer_scanners.errors import UsageError
from gazetteer_scanners.scanning.ids import source_id
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.results import SourceRef


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source that can be opened: who it is, where it is, and what its dictionary says."""

    ref: SourceRef
    location: Location
    dictionary: DataDictionary | None = None

    def open(self) -> Connector:
        """An open connector; see `ConnectorFactory.open`."""
        return find_connector(self.ref.kind).open(self.location)


def prepare_sources(specs: Sequence[SourceSpec], options: ScanOptions) -> tuple[Prepared, ...]:
    """The sources in the order of their keys.

    Raises:
        UsageError: if a location cannot be scanned as written, a dictionary is malformed, or two sources share a key.
    """
    if not specs:
        raise UsageError("No source is given. Name a path or URL, or a configuration file with sources.")
    prepared: dict[str, Prepared] = {}
    for spec in specs:
        one = _prepare(spec, options)
        if one.ref.key in prepared:
            raise UsageError(
                f"Two sources have the key {one.ref.key!r}: {prepared[one.ref.key].ref.location} and {one.ref.location}. "
                "Give one of them another name in the configuration."
            )
        prepared[one.ref.key] = one
    return tuple(prepared[key] for key in sorted(prepared))


def _prepare(spec: SourceSpec, options: ScanOptions) -> Prepared:
    resolved = resolve_source(spec.location, working_directory=options.working_directory)
    key = spec.name or derive_key(resolved.kind, resolved.canonical, options.working_directory)
    ref = SourceRef(source_id(resolved.kind, key), key, resolved.kind, resolved.canonical)
    dictionary = load_dictionary(spec.dictionary) if spec.dictionary else None
    return Prepared(ref, Location(resolved.url, key, spec.secret), dictionary)
