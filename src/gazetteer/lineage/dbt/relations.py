"""What a project's models, seeds, snapshots and sources are called in the database, and which columns they have."""

import re
from collections.abc import Mapping

from gazetteer.lineage.dbt.artifacts import CatalogEntry, Manifest, Node
from gazetteer.lineage.sql import Catalogue, KnownDataset, SqlDialect
from gazetteer.lineage.sql.catalogue import AmbiguousNameError, NamePart
from gazetteer.lineage.sql.dialects import spelled
from gazetteer.lineage.statements import DatasetName

_PART = re.compile(r'"((?:[^"]|"")*)"|`([^`]*)`|\[([^\]]*)\]|([^."`\[\]]+)')


class Relations:
    """Names and columns by dbt's unique ids; ephemeral models have none."""

    def __init__(
        self, manifest: Manifest, entries: Mapping[str, CatalogEntry], held: Catalogue, dialect: SqlDialect, namespace: str
    ) -> None:
        self.names: dict[str, DatasetName] = {}
        self.columns: dict[str, tuple[str, ...]] = {}
        for node in manifest.nodes.values():
            if node.is_ephemeral:
                continue
            entry, parts = entries.get(node.id), name_parts(node)
            plain = ".".join(spelled(part.text, part.is_quoted, dialect.tables) for part in parts)
            self.names[node.id] = DatasetName(namespace, entry.name if entry is not None and entry.name else plain)
            self.columns[node.id] = entry.columns if entry is not None else _held_columns(held, parts, dialect)

    def catalogue(self) -> Catalogue:
        """All relations whose columns are known."""
        return Catalogue(KnownDataset(self.names[key], columns) for key, columns in self.columns.items() if columns)


def name_parts(node: Node) -> list[NamePart]:
    """The parts of a relation's name, with those marked that are quoted."""
    found = [
        NamePart((match[1] or "").replace('""', '"') or match[2] or match[3] or match[4].strip(), match[4] is None)
        for match in _PART.finditer(node.relation)
    ]
    if len(found) == 1 and found[0].is_quoted and node.schema and "." in found[0].text:
        found = [NamePart(part, is_quoted=True) for part in found[0].text.split(".")]  # `project.dataset.table`
    return found or [NamePart(part) for part in (node.database, node.schema, node.identifier) if part]


def _held_columns(held: Catalogue, parts: list[NamePart], dialect: SqlDialect) -> tuple[str, ...]:
    try:
        known = held.find(parts, dialect, "")
    except AmbiguousNameError:
        return ()
    return known.columns if known is not None else ()
