"""Flows of a dbt project: what its models and snapshots select, read from their compiled statements.

models/contacts.sql: select u.phone from {{ ref('users') }} as u
shop.main.users.phone -> shop.main.contacts.phone, IDENTITY, job shop.contacts
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from gazetteer.inventory.flows import FlowHow, Transformation
from gazetteer.lineage.dbt.artifacts import (
    CatalogEntry,
    Manifest,
    Node,
    UnreadableArtifactError,
    load_catalog,
    load_manifest,
)
from gazetteer.lineage.dbt.relations import Relations
from gazetteer.lineage.sql import DIALECTS, Catalogue, Naming, Place, SqlReader
from gazetteer.lineage.statements import FlowStatement, LineageProblem, ProblemCode, Said

MAX_CODE_BYTES = 16 * 1024 * 1024


def read_dbt(
    manifest_path: Path,
    catalog_path: Path | None,
    at: datetime,
    namespace: str | None = None,
    held: Catalogue | None = None,
) -> Said:
    """What a project says: each model's and snapshot's columns, from compiled statements; job `project.model`.

    Args:
        manifest_path: manifest.json; compiled files are looked for beside it (`compiled/`) where it has no statements.
        catalog_path: catalog.json, which has the columns that `*` stands for; None if there is none.
        namespace: of all relations; by default `bigquery`, else the adapter and the project: `postgres://shop`. A manifest
            does not know the server.
        held: what columns are known otherwise, for relations that the catalog lacks.

    Raises:
        ConfigurationError: if a file does not exist.
    """
    problems: list[LineageProblem] = []
    try:
        manifest = load_manifest(manifest_path)
    except UnreadableArtifactError as error:
        return Said((), (LineageProblem(ProblemCode.UNREADABLE, manifest_path.name, str(error)),))
    entries: Mapping[str, CatalogEntry] = {}
    try:
        entries = load_catalog(catalog_path) if catalog_path is not None else {}
    except UnreadableArtifactError as error:
        problems.append(LineageProblem(ProblemCode.UNREADABLE, catalog_path.name if catalog_path else "", str(error)))
    problems += [LineageProblem(ProblemCode.UNREADABLE, key, f"{key} is not read: {fault}") for key, fault in manifest.faults]
    said = _Project(manifest, entries, held or Catalogue(), namespace or _namespace(manifest), manifest_path.parent, at).read()
    return Said(said.flows, (*problems, *said.problems))


class _Project:
    """A project while it is read."""

    def __init__(
        self,
        manifest: Manifest,
        entries: Mapping[str, CatalogEntry],
        held: Catalogue,
        namespace: str,
        target: Path,
        at: datetime,
    ) -> None:
        self._manifest = manifest
        self._dialect = DIALECTS.get(manifest.adapter)
        dialect = self._dialect or DIALECTS["duckdb"]
        self._relations = Relations(manifest, entries, held, dialect, namespace)
        self._reader = SqlReader(Naming(dialect, namespace), self._relations.catalogue())
        self._target = target
        self._at = at
        self._coarse: list[FlowStatement] = []

    def read(self) -> Said:
        if self._dialect is None:
            message = (
                f"the SQL of {self._manifest.adapter or 'an unnamed adapter'} is not read: flows are those of whole relations"
            )
            self._reader.fault("manifest.json", message)
        for node in _in_order(self._manifest.nodes):
            if node.kind in ("model", "snapshot") and not node.is_ephemeral:
                self._read_node(node)
        said = self._reader.said()
        return Said((*said.flows, *self._coarse), said.problems)

    def _read_node(self, node: Node) -> None:
        kind = "model" if node.kind == "model" else "snapshot"
        place = Place(node.path, self._at, FlowHow.DBT, node.job, f"The dbt {kind} {node.job} ({node.path}) selects it.")
        code = self._code_of(node) if self._dialect is not None else None
        if code is not None:
            columns = self._relations.columns[node.id]
            if self._reader.define(self._relations.names[node.id], columns, code, place):
                return
        elif self._dialect is not None:
            why = "it is written in Python" if node.language == "python" else "it is not compiled: run `dbt compile`"
            self._reader.fault(node.path, f"the flows of {node.job} are those of whole relations, because {why}")
        self._coarse.extend(self._whole_flows(node, place))

    def _code_of(self, node: Node) -> str | None:
        """The compiled statement, from the manifest or from the file beside it; None if there is none."""
        if node.language != "sql":
            return None
        if node.code.strip():
            return node.code
        folder = (self._target / "compiled").resolve()
        path = (folder / node.package / node.path).resolve()
        if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > MAX_CODE_BYTES:
            return None
        return path.read_text(encoding="utf-8", errors="replace")

    def _whole_flows(self, node: Node, place: Place) -> Iterator[FlowStatement]:
        """From each relation that a node depends on to the node's own."""
        for origin in self._origins(node):
            yield FlowStatement(
                self._relations.names[origin],
                self._relations.names[node.id],
                FlowHow.DBT,
                Transformation.UNKNOWN,
                carries=True,
                at=self._at,
                job=node.job,
                proof=f"The dbt {node.kind} {node.job} ({place.where}) depends on it.",
            )

    def _origins(self, node: Node) -> list[str]:
        """The relations that a node depends on, through ephemeral models."""
        found: dict[str, None] = {}
        seen: set[str] = {node.id}
        waiting = list(reversed(node.depends_on))
        while waiting:
            key = waiting.pop()
            other = self._manifest.nodes.get(key)
            if key in seen:
                continue
            seen.add(key)
            if other is None:
                self._reader.fault(
                    node.path, f"{node.job} depends on {key}, which the manifest does not have", ProblemCode.UNREADABLE
                )
            elif other.is_ephemeral:
                waiting.extend(reversed(other.depends_on))
            else:
                found[key] = None
        return list(found)


def _in_order(nodes: Mapping[str, Node]) -> Iterator[Node]:
    """Nodes after those that they depend on, so that what one makes is known to the next; without recursion."""
    done: set[str] = set()
    for start in sorted(nodes):
        waiting = [(start, False)]
        while waiting:
            key, is_ready = waiting.pop()
            if is_ready:
                yield nodes[key]
            elif key in nodes and key not in done:
                done.add(key)
                waiting.append((key, True))
                waiting.extend((parent, False) for parent in sorted(nodes[key].depends_on, reverse=True))


def _namespace(manifest: Manifest) -> str:
    return "bigquery" if manifest.adapter == "bigquery" else f"{manifest.adapter or 'dbt'}://{manifest.project}"
