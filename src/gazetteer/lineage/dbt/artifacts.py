"""dbt's manifest.json and catalog.json: loaded, checked, and reduced to what lineage needs.

Source: https://schemas.getdbt.com/dbt/manifest/v12.json and https://schemas.getdbt.com/dbt/catalog/v1.json (versions 10
to 12 have all that is read here in the same places).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import ConfigurationError

MAX_BYTES = 512 * 1024 * 1024
OLDEST, NEWEST = 10, 12
"""Versions of the manifest that are known; others are read as far as they have the same shape."""

_VERSION = re.compile(r"/dbt/(?P<kind>\w+)/v(?P<number>\d+)\.json$")
_RELATIONS = frozenset({"model", "seed", "snapshot", "source"})


class UnreadableArtifactError(Exception):
    """A file that is none of dbt's, or broken; the message says how."""


@dataclass(frozen=True, slots=True)
class Node:
    """A model, seed, snapshot or source.

    Attributes:
        id: dbt's unique id (`model.shop.contacts`).
        path: of the file that defines it, in the project.
        relation: its name in the database as statements write it; "" for ephemeral models, which are none there.
        code: the compiled statement; "" if the manifest has none.
    """

    id: str
    kind: str
    package: str
    path: str
    relation: str
    database: str
    schema: str
    identifier: str
    language: str
    is_ephemeral: bool
    code: str
    depends_on: tuple[str, ...]

    @property
    def job(self) -> str:
        """The project and the model's name, with its version if it has one."""
        return self.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says; `faults` are nodes that do not have the known shape, by id."""

    version: int
    project: str
    adapter: str
    nodes: Mapping[str, Node]
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A relation as the database itself calls it, and its columns in order."""

    name: str
    columns: tuple[str, ...]


def load_manifest(path: Path) -> Manifest:
    """A manifest.

    Raises:
        ConfigurationError: if there is no such file.
        UnreadableArtifactError: if it is no manifest.
    """
    document = _load(path, "manifest")
    metadata = _mapping(document.get("metadata"))
    nodes: dict[str, Node] = {}
    faults: list[tuple[str, str]] = []
    for section in ("nodes", "sources"):
        found = document.get(section)
        if not isinstance(found, Mapping):
            raise UnreadableArtifactError(f"{path.name} has no {section!r}: {_known_versions(_version(document))}")
        for key, value in found.items():
            if not isinstance(value, Mapping) or not isinstance(value.get("resource_type"), str):
                faults.append((str(key), "it has no resource_type"))
            elif value["resource_type"] in _RELATIONS:
                nodes[str(key)] = _node(str(key), value)
    return Manifest(
        _version(document), _text(metadata.get("project_name")), _text(metadata.get("adapter_type")), nodes, tuple(faults)
    )


def load_catalog(path: Path) -> dict[str, CatalogEntry]:
    """A catalog's relations by dbt's unique ids.

    Raises:
        ConfigurationError: if there is no such file.
        UnreadableArtifactError: if it is no catalog.
    """
    document = _load(path, "catalog")
    return {
        str(key): _entry(value)
        for section in ("nodes", "sources")
        for key, value in _mapping(document.get(section)).items()
        if isinstance(value, Mapping)
    }


def _known_versions(version: int) -> str:
    return f"it is of version {version}, and versions {OLDEST} to {NEWEST} are known; make it anew with a dbt of one of these"


def _load(path: Path, kind: str) -> Mapping[str, object]:
    if not path.is_file():
        raise ConfigurationError(f"{path} is no file: name the {kind}.json that dbt leaves in its target folder")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableArtifactError(f"{path.name} is larger than {MAX_BYTES >> 20} MiB")
        document = json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableArtifactError(f"{path.name} is no JSON ({place}): make it anew with `dbt docs generate`") from None
    except (UnicodeDecodeError, RecursionError, OSError):
        raise UnreadableArtifactError(f"{path.name} cannot be read: make it anew with `dbt docs generate`") from None
    found = _VERSION.search(_text(_mapping(_mapping(document).get("metadata")).get("dbt_schema_version")))
    if found is None or found["kind"] != kind:
        raise UnreadableArtifactError(f"{path.name} is no {kind} of dbt: name the {kind}.json of its target folder")
    return _mapping(document)


def _version(document: Mapping[str, object]) -> int:
    found = _VERSION.search(_text(_mapping(document.get("metadata")).get("dbt_schema_version")))
    return int(found["number"]) if found is not None else 0


def _node(key: str, value: Mapping[str, object]) -> Node:
    config = _mapping(value.get("config"))
    return Node(
        id=key,
        kind=_text(value.get("resource_type")),
        package=_text(value.get("package_name")),
        path=_text(value.get("original_file_path")) or key,
        relation=_text(value.get("relation_name")),
        database=_text(value.get("database")),
        schema=_text(value.get("schema")),
        identifier=_text(value.get("identifier")) or _text(value.get("alias")) or _text(value.get("name")),
        language=_text(value.get("language")) or "sql",
        is_ephemeral=config.get("materialized") == "ephemeral",
        code=_text(value.get("compiled_code")) or _text(value.get("compiled_sql")),
        depends_on=tuple(_texts(_mapping(value.get("depends_on")).get("nodes"))),
    )


def _entry(value: Mapping[str, object]) -> CatalogEntry:
    metadata = _mapping(value.get("metadata"))
    parts = [_text(metadata.get(part)) for part in ("database", "schema", "name")]
    columns = [
        (
            index if isinstance(index := _mapping(column).get("index"), int) else 0,
            _text(_mapping(column).get("name")) or str(key),
        )
        for key, column in _mapping(value.get("columns")).items()
    ]
    return CatalogEntry(
        ".".join(part for part in parts if part), tuple(name for _, name in sorted(columns, key=lambda c: c[0]))
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> Iterator[str]:
    return (item for item in value if isinstance(item, str)) if isinstance(value, list) else iter(())
