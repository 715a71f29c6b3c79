"""The SQLite inventory: every operation is one transaction, so each sees one state of the whole inventory."""

import os
import secrets
import tempfile
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from gazetteer.errors import InventoryError
from gazetteer.inventory.flows import Claims, DatasetEdge, Flow, FlowClaim, FlowQuery, NodeKind, NodeRecord, ProblemRecord
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.policies import PolicyRecord
from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, Page, PageRequest, ScanQuery
from gazetteer.inventory.records import DatasetRecord, ElementRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.retiring import retire
from gazetteer.inventory.store import DatasetPublication, SourceTotals, StoreInfo
from gazetteer.inventory.stores.sqlite import lineage, reading, writing
from gazetteer.inventory.stores.sqlite.connections import Connections
from gazetteer.inventory.stores.sqlite.filters import Where, dataset_where, field_where, scan_where
from gazetteer_scanners.scanning.results import CoverageTotals

_SECRET_BYTES = 16


class SqliteStore:
    """An open SQLite inventory, as `InventoryStore` describes it.

    The sketch key lies in a file of its own beside the inventory (its path and `.key`, mode 0600): sketches in the
    inventory can be compared but not undone by whoever gets hold of the inventory alone.
    """

    def __init__(self, connections: Connections, location: str, path: Path | None) -> None:
        self._connections = connections
        self._location = location
        self._key_path = None if path is None else path.with_name(f"{path.name}.key")
        self._secret_in_memory = secrets.token_bytes(_SECRET_BYTES)

    async def describe(self) -> StoreInfo:
        version = await self._connections.read(lambda c: c.execute("PRAGMA user_version").fetchone()[0])
        return StoreInfo(kind="sqlite", location=self._location, version=version)

    async def close(self) -> None:
        await self._connections.close()

    async def sketch_secret(self) -> bytes:
        if self._key_path is None:
            return self._secret_in_memory
        path = self._key_path
        # The write lock keeps two processes from making two keys.
        return await self._connections.write(lambda _: _kept_secret(path))

    async def start_scan(self, scan: ScanRecord) -> ScanRecord:
        return await self._connections.write(partial(writing.start_scan, scan=scan))

    async def finish_scan(self, scan: ScanRecord) -> None:
        await self._connections.write(partial(writing.finish_scan, scan=scan))

    async def put_elements(self, elements: Sequence[ElementRecord]) -> None:
        await self._connections.write(partial(writing.put_elements, elements=elements))

    async def own_elements(self) -> tuple[ElementRecord, ...]:
        return await self._connections.read(reading.own_elements)

    async def put_source(self, source: SourceRecord) -> None:
        await self._connections.write(partial(writing.put_source, source=source))

    async def publish_dataset(self, publication: DatasetPublication) -> bool:
        return await self._connections.write(partial(writing.publish_dataset, publication=publication))

    async def retire_datasets(self, source_id: str, kept_ids: Collection[str], sequence: int, now: datetime) -> int:
        return await retire(self, source_id, kept_ids, sequence, now)

    async def read_evidence(self, dataset_id: str) -> bytes | None:
        return await self._connections.read(partial(reading.read_evidence, dataset_id=dataset_id))

    async def sources_by_id(self, ids: Sequence[str]) -> dict[str, SourceRecord]:
        return await self._connections.read(lambda c: reading.by_id(c, SourceRecord, ids))

    async def datasets_by_id(self, ids: Sequence[str]) -> dict[str, DatasetRecord]:
        return await self._connections.read(lambda c: reading.by_id(c, DatasetRecord, ids))

    async def fields_by_id(self, ids: Sequence[str]) -> dict[str, FieldRecord]:
        return await self._connections.read(lambda c: reading.by_id(c, FieldRecord, ids))

    async def scans_by_id(self, ids: Sequence[str]) -> dict[str, ScanRecord]:
        return await self._connections.read(lambda c: reading.by_id(c, ScanRecord, ids))

    async def page_sources(self, page: PageRequest, keys: Sequence[str] | None = None) -> Page[SourceRecord]:
        return await self._connections.read(lambda c: reading.page_sources(c, page, keys))

    async def count_sources(self) -> int:
        return await self._connections.read(lambda c: reading.count(c, SourceRecord, Where()))

    async def page_datasets(self, query: DatasetQuery, page: PageRequest) -> Page[DatasetRecord]:
        return await self._connections.read(lambda c: reading.page_of(c, DatasetRecord, dataset_where(query), page))

    async def dataset_totals(self, query: DatasetQuery) -> CoverageTotals:
        return await self._connections.read(lambda c: reading.dataset_totals(c, query))

    async def page_fields(self, query: FieldQuery, order: FieldOrder, page: PageRequest) -> Page[FieldRecord]:
        return await self._connections.read(lambda c: reading.page_fields(c, query, order, page))

    async def count_fields(self, query: FieldQuery) -> int:
        return await self._connections.read(lambda c: reading.count(c, FieldRecord, field_where(query)))

    async def facet_fields(self, query: FieldQuery, key: FacetKey) -> dict[str, int]:
        return await self._connections.read(lambda c: reading.facet_fields(c, query, key))

    async def fields_of_datasets(self, dataset_ids: Sequence[str], limit_each: int) -> dict[str, tuple[FieldRecord, ...]]:
        return await self._connections.read(lambda c: reading.fields_of_datasets(c, dataset_ids, limit_each))

    async def source_totals(self, ids: Sequence[str]) -> dict[str, SourceTotals]:
        return await self._connections.read(lambda c: reading.totals_of_sources(c, ids))

    async def page_scans(self, query: ScanQuery, page: PageRequest) -> Page[ScanRecord]:
        return await self._connections.read(lambda c: reading.page_scans(c, query, page))

    async def count_scans(self, query: ScanQuery) -> int:
        return await self._connections.read(lambda c: reading.count(c, ScanRecord, scan_where(query)))

    async def put_claims(self, claims: Sequence[FlowClaim]) -> tuple[str, ...]:
        return await self._connections.write(partial(lineage.put_claims, claims=claims))

    async def replace_claims(self, scope: str, claims: Sequence[FlowClaim]) -> tuple[FlowClaim, ...]:
        if any(claim.scope != scope for claim in claims):
            raise ValueError(f"a claim of another scope than {scope!r} cannot replace its claims")
        return await self._connections.write(partial(lineage.replace_claims, scope=scope, claims=claims))

    async def claims_at(
        self, end: End, ids: Sequence[str], limit: int, include_indirect: bool = True, after: str | None = None
    ) -> Claims:
        return await self._connections.read(lambda c: lineage.claims_at(c, end, ids, limit, include_indirect, after))

    async def dataset_edges_at(self, end: End, ids: Sequence[str], include_indirect: bool = True) -> tuple[DatasetEdge, ...]:
        return await self._connections.read(lambda c: lineage.dataset_edges_at(c, end, ids, include_indirect))

    async def page_flows(self, query: FlowQuery, page: PageRequest) -> Page[Flow]:
        return await self._connections.read(lambda c: lineage.page_flows(c, query, page))

    async def count_flows(self, query: FlowQuery) -> int:
        return await self._connections.read(lambda c: lineage.count_flows(c, query))

    async def flows_by_id(self, ids: Sequence[str]) -> dict[str, Flow]:
        return await self._connections.read(lambda c: lineage.flows_by_id(c, ids))

    async def put_nodes(self, nodes: Sequence[NodeRecord]) -> None:
        await self._connections.write(partial(lineage.put_nodes, nodes=nodes))

    async def nodes_by_id(self, ids: Sequence[str]) -> dict[str, NodeRecord]:
        return await self._connections.read(lambda c: lineage.nodes_by_id(c, ids))

    async def nodes_of_kind(self, kind: NodeKind) -> tuple[NodeRecord, ...]:
        return await self._connections.read(lambda c: lineage.nodes_of_kind(c, kind))

    async def delete_nodes(self, ids: Sequence[str]) -> None:
        await self._connections.write(partial(lineage.delete_nodes, ids=ids))

    async def replace_problems(self, scope: str, problems: Sequence[ProblemRecord]) -> None:
        if any(problem.scope != scope for problem in problems):
            raise ValueError(f"a problem of another scope than {scope!r} cannot replace its problems")
        await self._connections.write(partial(lineage.replace_problems, scope=scope, problems=problems))

    async def problems(self, dataset_ids: Sequence[str] | None = None) -> tuple[ProblemRecord, ...]:
        return await self._connections.read(partial(lineage.problems, dataset_ids=dataset_ids))

    async def put_policy(self, policy: PolicyRecord) -> None:
        await self._connections.write(partial(lineage.put_policy, policy=policy))

    async def policies(self) -> tuple[PolicyRecord, ...]:
        return await self._connections.read(lineage.policies)

    async def policy_versions(self, key: str) -> tuple[PolicyRecord, ...]:
        return await self._connections.read(partial(lineage.policy_versions, key=key))


def _kept_secret(path: Path) -> bytes:
    try:
        if not path.exists():
            _write_secret(path)
        secret = path.read_bytes()
    except OSError as error:
        raise InventoryError(
            f"the sketch key {path} cannot be read or made ({error.strerror}); check its permissions"
        ) from error
    if len(secret) != _SECRET_BYTES:
        raise InventoryError(f"the sketch key {path} does not have {_SECRET_BYTES} bytes; restore it from a backup")
    return secret


def _write_secret(path: Path) -> None:
    # Written aside and renamed: a process that dies half way leaves no short key behind. mkstemp makes mode 0600.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
