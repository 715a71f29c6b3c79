"""Lineage in the MongoDB inventory: claims, nodes and policies; `replace_claims` puts new claims before it deletes old ones."""

import json
from collections.abc import Sequence
from hashlib import blake2b

from gazetteer.inventory.documents import Document, from_document, storable, to_document
from gazetteer.inventory.flow_rows import claim_row, edge_of_pair, node_sort_key, problem_sort_key
from gazetteer.inventory.flows import (
    Claims,
    DatasetEdge,
    Flow,
    FlowClaim,
    FlowQuery,
    NodeKind,
    NodeRecord,
    ProblemRecord,
    flows_of,
    is_news,
    merged_claim,
    merged_node,
    unique_claims,
)
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.policies import PolicyRecord
from gazetteer.inventory.queries import Page, PageRequest
from gazetteer.inventory.stores.mongodb.driver import Commands
from gazetteer.inventory.stores.mongodb.filters import after, all_of, one_of
from gazetteer.inventory.stores.mongodb.layout import CLAIMS, NODES, POLICIES, PROBLEMS

_IDS_AT_ONCE = 500
_END_COLUMNS = {End.ORIGIN: "origin", End.TARGET: "target"}
_EDGE_SUMS = {"claims": {"$sum": 1}, "first": {"$min": "$first_seen"}, "last": {"$max": "$last_seen"}}


class MongoLineage:
    """The lineage part of the MongoDB store, as `LineageStore` describes it."""

    def __init__(self, commands: Commands) -> None:
        self._lineage = commands

    async def put_claims(self, claims: Sequence[FlowClaim]) -> tuple[str, ...]:
        said = unique_claims(claims)
        found = await self._by_id(CLAIMS, list(said))
        stored = {document["_id"]: from_document(FlowClaim, document["record"]) for document in found}
        merged = {id_: merged_claim(stored.get(id_), claim) for id_, claim in said.items()}
        changed = {id_: claim for id_, claim in merged.items() if claim != stored.get(id_)}
        await self._lineage.put_many(CLAIMS, [_claim_document(claim) for claim in changed.values()])
        return tuple(id_ for id_, claim in changed.items() if is_news(stored.get(id_), claim))

    async def replace_claims(self, scope: str, claims: Sequence[FlowClaim]) -> tuple[FlowClaim, ...]:
        if any(claim.scope != scope for claim in claims):
            raise ValueError(f"a claim of another scope than {scope!r} cannot replace its claims")
        await self.put_claims(claims)
        kept = {claim.id for claim in claims}
        found = await self._lineage.find(CLAIMS, one_of("scope", [scope]), sort="_id")
        gone = [document for document in found if document["_id"] not in kept]
        for start in range(0, len(gone), _IDS_AT_ONCE):
            some = [document["_id"] for document in gone[start : start + _IDS_AT_ONCE]]
            await self._lineage.delete_many(CLAIMS, one_of("_id", some))
        return tuple(from_document(FlowClaim, document["record"]) for document in gone)

    async def claims_at(
        self, end: End, ids: Sequence[str], limit: int, include_indirect: bool = True, after: str | None = None
    ) -> Claims:
        found: list[Document] = []
        for some in _batches(ids):
            conditions = [one_of(_END_COLUMNS[end], some), *_past("_id", after)]
            if not include_indirect:
                conditions.append({"is_indirect": False})
            found += await self._lineage.find(CLAIMS, all_of(conditions), sort="_id", limit=limit + 1)
        found.sort(key=lambda document: str(document["_id"]))
        return Claims(
            tuple(from_document(FlowClaim, document["record"]) for document in found[:limit]), is_cut=len(found) > limit
        )

    async def dataset_edges_at(self, end: End, ids: Sequence[str], include_indirect: bool = True) -> tuple[DatasetEdge, ...]:
        edges: list[DatasetEdge] = []
        for some in _batches(ids):
            conditions = [one_of(f"{_END_COLUMNS[end]}_dataset", some), {"pair": {"$gt": ""}}]
            if not include_indirect:
                conditions.append({"is_indirect": False})
            groups = await self._lineage.group(CLAIMS, all_of(conditions), "pair", _EDGE_SUMS)
            groups.sort(key=lambda group: str(group["_id"]))
            edges += (edge_of_pair(group["_id"], group["claims"], group["first"], group["last"]) for group in groups)
        return tuple(edges)

    async def page_flows(self, query: FlowQuery, page: PageRequest) -> Page[Flow]:
        ids: list[str] = []
        last = page.after
        while len(ids) <= page.limit:
            wanted = 4 * (page.limit + 1)
            conditions = [*_flow_filter(query), *_past("flow", last)]
            found = await self._lineage.find(CLAIMS, all_of(conditions), sort="flow", limit=wanted, columns=["flow"])
            ids += dict.fromkeys(document["flow"] for document in found)
            if len(found) < wanted:
                break
            last = ids[-1]
        kept = ids[: page.limit]
        flows = await self.flows_by_id(kept)
        return Page(tuple(flows[id_] for id_ in kept if id_ in flows), tuple(kept), has_next=len(ids) > page.limit)

    async def count_flows(self, query: FlowQuery) -> int:
        return len(await self._lineage.group(CLAIMS, all_of(_flow_filter(query)), "flow", {}))

    async def flows_by_id(self, ids: Sequence[str]) -> dict[str, Flow]:
        claims: list[FlowClaim] = []
        for some in _batches(ids):
            found = await self._lineage.find(CLAIMS, one_of("flow", some))
            claims += (from_document(FlowClaim, document["record"]) for document in found)
        return {flow.id: flow for flow in flows_of(claims)}

    async def put_nodes(self, nodes: Sequence[NodeRecord]) -> None:
        said: dict[str, NodeRecord] = {}
        for node in nodes:
            said[node.id] = merged_node(said.get(node.id), node)
        stored = await self.nodes_by_id(list(said))
        merged = [merged_node(stored.get(id_), node) for id_, node in said.items()]
        await self._lineage.put_many(
            NODES, [{"_id": node.id, "kind": node.kind.value, "record": to_document(node)} for node in merged]
        )

    async def nodes_by_id(self, ids: Sequence[str]) -> dict[str, NodeRecord]:
        found = await self._by_id(NODES, ids)
        return {document["_id"]: from_document(NodeRecord, document["record"]) for document in found}

    async def nodes_of_kind(self, kind: NodeKind) -> tuple[NodeRecord, ...]:
        found = await self._lineage.find(NODES, {"kind": kind.value})
        return tuple(sorted((from_document(NodeRecord, document["record"]) for document in found), key=node_sort_key))

    async def delete_nodes(self, ids: Sequence[str]) -> None:
        for some in _batches(ids):
            await self._lineage.delete_many(NODES, one_of("_id", some))

    async def replace_problems(self, scope: str, problems: Sequence[ProblemRecord]) -> None:
        if any(problem.scope != scope for problem in problems):
            raise ValueError(f"a problem of another scope than {scope!r} cannot replace its problems")
        documents = [_problem_document(problem) for problem in problems]
        await self._lineage.put_many(PROBLEMS, documents)
        kept = {"_id": {"$nin": [document["_id"] for document in documents]}}
        await self._lineage.delete_many(PROBLEMS, all_of([one_of("scope", [scope]), kept]))

    async def problems(self, dataset_ids: Sequence[str] | None = None) -> tuple[ProblemRecord, ...]:
        filter_: Document = {} if dataset_ids is None else one_of("dataset_id", dataset_ids)
        found = await self._lineage.find(PROBLEMS, filter_)
        return tuple(sorted((from_document(ProblemRecord, each["record"]) for each in found), key=problem_sort_key))

    async def put_policy(self, policy: PolicyRecord) -> None:
        record = to_document(policy)
        document = {
            "_id": f"{storable(policy.key)} {storable(policy.version)} {policy.digest}",
            "policy_key": storable(policy.key),
            "imported_at": record["imported_at"],
            "record": record,
        }
        await self._lineage.put_many(POLICIES, [document])

    async def policies(self) -> tuple[PolicyRecord, ...]:
        latest: dict[str, PolicyRecord] = {}
        for policy in reversed(await self._policies({})):
            latest[policy.key] = policy
        return tuple(latest[key] for key in sorted(latest))

    async def policy_versions(self, key: str) -> tuple[PolicyRecord, ...]:
        return tuple(await self._policies(one_of("policy_key", [key])))

    async def _policies(self, filter_: Document) -> list[PolicyRecord]:
        """Versions, newest import first."""
        found = [from_document(PolicyRecord, document["record"]) for document in await self._lineage.find(POLICIES, filter_)]
        return sorted(found, key=lambda policy: (policy.imported_at, policy.digest), reverse=True)

    async def _by_id(self, collection: str, ids: Sequence[str]) -> list[Document]:
        found: list[Document] = []
        for some in _batches(ids):
            found += await self._lineage.find(collection, one_of("_id", some))
        return found


def _claim_document(claim: FlowClaim) -> Document:
    row = claim_row(claim)
    return {"_id": row.pop("id"), **row, "record": to_document(claim)}


def _problem_document(problem: ProblemRecord) -> Document:
    record = to_document(problem)
    digest = blake2b(json.dumps(record, sort_keys=True).encode(), digest_size=16).hexdigest()
    return {"_id": digest, "scope": storable(problem.scope), "dataset_id": problem.dataset_id, "record": record}


def _flow_filter(query: FlowQuery) -> list[Document]:
    columns = {
        "origin": query.origin_ids,
        "target": query.target_ids,
        "target_kind": query.target_kinds,
        "how": query.how,
        "transformation": query.transformations,
        "declared": query.declared,
        "scope": query.scopes,
    }
    conditions = [one_of(column, values) for column, values in columns.items() if values is not None]
    if query.separate_consent is not None:
        conditions.append({"separate_consent": query.separate_consent.value})
    if query.crosses_border is not None:
        conditions.append({"crosses_border": query.crosses_border.value})
    if query.dataset_ids is not None:
        ends = ("origin_dataset", "target_dataset")
        conditions.append({"$or": [one_of(column, query.dataset_ids) for column in ends]})
    return conditions


def _past(column: str, key: str | None) -> list[Document]:
    return [] if key is None else [after(column, key)]


def _batches(ids: Sequence[str]) -> list[list[str]]:
    unique = list(dict.fromkeys(ids))
    return [unique[start : start + _IDS_AT_ONCE] for start in range(0, len(unique), _IDS_AT_ONCE)]
