"""Which connectors there are, and which one reads what a user typed.

Built-in connectors are the modules of this folder that define `CONNECTOR` (the module's name is the kind); third
parties register theirs as entry points of the group `gazetteer.connectors` (the entry point's name is the kind, its
object the factory). Modules whose name starts with `_` are parts of connectors.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from os.path import relpath
from pathlib import Path as FilePath
from pathlib import PurePath
from typing import TYPE_CHECKING

from gazetteer_scanners.connectors._path_locations import absolute_path
from gazetteer_scanners.connectors.protocol import ConnectorFactory, Recognition
from gazetteer_scanners.errors import UnknownSourceError, UsageError
from gazetteer_scanners.plugging import plug_ins

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT_GROUP = "gazetteer.connectors"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]+):(//)?")
_FACTORY_ATTRIBUTES = ("schemes", "recognises", "canonical", "open")


@dataclass(frozen=True, slots=True)
class ConnectorEntry:
    """A connector as found: with its factory, or with the reason why it could not be loaded."""

    kind: str
    factory: ConnectorFactory | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a typed location means.

    Attributes:
        kind: the connector's public id.
        url: what to put into a `Location`: an absolute path for files, else the URL as given.
        canonical: the canonical location, without credentials; `derive_key` makes the source's key of it.
    """

    kind: str
    factory: ConnectorFactory
    url: str
    canonical: str


def list_connectors() -> tuple[ConnectorEntry, ...]:
    """All connectors, sorted by kind; one that fails to load stands there with its error."""
    return _load(__package__, plug_ins(ENTRY_POINT_GROUP))


def find_connector(kind: str) -> ConnectorFactory:
    """The factory of a kind.

    Raises:
        UsageError: if there is none, or it could not be loaded.
    """
    # nothing takes a built-in kind's name, and to look for plug-ins is to read the metadata of all that is installed
    found = _named(_load(__package__, ()), kind) or _named(list_connectors(), kind)
    if found is not None and found.factory is not None:
        return found.factory
    if found is not None:
        raise UsageError(f"the connector {kind!r} could not be loaded: {found.error}")
    known = ", ".join(entry.kind for entry in list_connectors())
    raise UsageError(f"there is no connector {kind!r}; known are {known}")


def _named(entries: tuple[ConnectorEntry, ...], kind: str) -> ConnectorEntry | None:
    return next((entry for entry in entries if entry.kind == kind), None)


def resolve_source(text: str, *, working_directory: FilePath) -> Resolved:
    """What a user's path or URL means; a path is known by its content, then by its suffix.

    Raises:
        UnknownSourceError: if a path does not exist, or no connector reads it.
        UsageError: if a URL does not parse.
    """
    if not text.strip():
        raise UsageError("a source is empty; give a path or a URL")
    if not _is_unicode(text):
        shown = text.encode("utf-8", "backslashreplace").decode()
        raise UsageError(
            f"the path {shown} is no valid UTF-8 and cannot be kept in an inventory; rename it, or name a link to it"
        )
    scheme = _scheme_of(text, working_directory)
    kind, factory = _by_scheme(text, scheme) if scheme else _by_path(text, working_directory)
    canonical = factory.canonical(text, working_directory)
    url = canonical if PurePath(canonical).is_absolute() else text
    return Resolved(kind, factory, url, canonical)


def _is_unicode(text: str) -> bool:
    """False for a path with octets that are no UTF-8, which Python keeps as lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def derive_key(kind: str, canonical: str, working_directory: FilePath) -> str:
    """The key of a source without a name: for files the POSIX path relative to the working directory, else `canonical`.

    A file outside the working directory gets a path that starts with `..`; the directory itself is `.`.
    """
    path = PurePath(canonical)
    if not path.is_absolute():
        return canonical
    return PurePath(relpath(path, absolute_path(".", working_directory))).as_posix()


@cache
def _load(package: str, plugins: "tuple[EntryPoint, ...]") -> tuple[ConnectorEntry, ...]:
    entries = {entry.kind: entry for entry in _built_in(package)}
    for plugin in plugins:
        taken = plugin.name in entries
        kind = f"{plugin.name} ({plugin.value})" if taken else plugin.name
        entries[kind] = ConnectorEntry(kind, None, "its name is taken") if taken else _load_plugin(plugin)
    return tuple(entries[kind] for kind in sorted(entries))


def _built_in(package: str) -> Iterator[ConnectorEntry]:
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if module.name.startswith("_"):
            continue
        try:
            found = getattr(importlib.import_module(f"{package}.{module.name}"), "CONNECTOR", None)
        except Exception as error:  # noqa: BLE001 - whatever the module raises, it is shown and the others go on
            yield ConnectorEntry(module.name, None, _describe(error))
            continue
        if found is not None:
            yield _checked(module.name, found)


def _load_plugin(plugin: "EntryPoint") -> ConnectorEntry:
    try:
        return _checked(plugin.name, plugin.load())
    except Exception as error:  # noqa: BLE001 - a third party's import may raise anything; it is shown as failed
        return ConnectorEntry(plugin.name, None, _describe(error))


def _checked(kind: str, found: ConnectorFactory) -> ConnectorEntry:
    missing = [name for name in _FACTORY_ATTRIBUTES if not hasattr(found, name)]
    if missing:
        return ConnectorEntry(kind, None, f"its factory lacks {', '.join(missing)}")
    return ConnectorEntry(kind, found)


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _scheme_of(text: str, working_directory: FilePath) -> str | None:
    match = _SCHEME.match(text)
    if match is None:
        return None
    scheme = match.group(1).lower()
    if match.group(2) is None and absolute_path(text, working_directory).exists():
        return None
    return scheme


def _by_scheme(text: str, scheme: str) -> tuple[str, ConnectorFactory]:
    dialect = scheme.partition("+")[0]
    entries = list_connectors()
    for entry in entries:
        if entry.factory is not None and {scheme, dialect} & set(entry.factory.schemes):
            return entry.kind, entry.factory
    known = sorted(f"{name}:" for entry in entries if entry.factory for name in entry.factory.schemes)
    raise UnknownSourceError(
        f"no connector reads {scheme}: locations; known are paths and {', '.join(known)}{_failures(entries)}"
    )


def _by_path(text: str, working_directory: FilePath) -> tuple[str, ConnectorFactory]:
    path = absolute_path(text, working_directory)
    if not path.exists():
        raise UnknownSourceError(f"the path {text!r} does not exist (looked for {str(path)!r}); check its spelling")
    if not (path.is_file() or path.is_dir()):
        raise UnknownSourceError(f"the path {text!r} is neither a file nor a folder; name one of them")
    entries = list_connectors()
    ranked = [(e.factory.recognises(path), e.kind, e.factory) for e in entries if e.factory is not None]
    surest = max((rank for rank, _, _ in ranked), default=Recognition.NO)
    if surest is Recognition.NO:
        kinds = ", ".join(entry.kind for entry in entries if entry.factory)
        raise UnknownSourceError(
            f"no connector reads the file {text!r}: neither its content nor its suffix is known; "
            f"connectors are {kinds}{_failures(entries)}"
        )
    return next((kind, factory) for rank, kind, factory in ranked if rank is surest)


def _failures(entries: tuple[ConnectorEntry, ...]) -> str:
    failed = [f"{entry.kind} could not be loaded ({entry.error})" for entry in entries if entry.factory is None]
    return "; " + "; ".join(failed) if failed else ""
