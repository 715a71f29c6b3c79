"""Lineage in the SQLite inventory; each function runs within one transaction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from gazetteer.inventory.documents import from_document, storable, to_document
from gazetteer.inventory.flow_rows import CLAIM_COLUMNS, claim_row, edge_of_pair, node_sort_key, problem_sort_key
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
from gazetteer.inventory.stores.sqlite.filters import Value, Where, marks

TABLES = (
    """CREATE TABLE IF NOT EXISTS claims (
        id TEXT PRIMARY KEY, scope TEXT NOT NULL, flow TEXT NOT NULL, origin TEXT NOT NULL, target TEXT NOT NULL,
        origin_dataset TEXT NOT NULL, target_dataset TEXT NOT NULL, target_kind TEXT NOT NULL, how TEXT NOT NULL,
        transformation TEXT NOT NULL, is_indirect INTEGER NOT NULL, declared TEXT NOT NULL, separate_consent TEXT NOT NULL,
        crosses_border TEXT NOT NULL, pair TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
        document TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS nodes (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS lineage_problems (
        scope TEXT NOT NULL, dataset_id TEXT NOT NULL, document TEXT NOT NULL
    )""",
    """CREATE TABLE IF NOT EXISTS policies (
        policy_key TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL, imported_at TEXT NOT NULL,
        document TEXT NOT NULL, PRIMARY KEY (policy_key, version, digest)
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS claims_by_origin ON claims (origin, id)",
    "CREATE INDEX IF NOT EXISTS claims_by_target ON claims (target, id)",
    "CREATE INDEX IF NOT EXISTS claims_by_flow ON claims (flow)",
    "CREATE INDEX IF NOT EXISTS claims_of_scope ON claims (scope)",
    "CREATE INDEX IF NOT EXISTS claims_by_origin_dataset ON claims (origin_dataset, pair)",
    "CREATE INDEX IF NOT EXISTS claims_by_target_dataset ON claims (target_dataset, pair)",
    "CREATE INDEX IF NOT EXISTS nodes_of_kind ON nodes (kind)",
    "CREATE INDEX IF NOT EXISTS lineage_problems_of_scope ON lineage_problems (scope)",
    "CREATE INDEX IF NOT EXISTS lineage_problems_of_dataset ON lineage_problems (dataset_id)",
)
"""Made in every inventory that lacks them."""

_IDS_AT_ONCE = 500
_PUT_CLAIM = f"INSERT OR REPLACE INTO claims VALUES ({marks((*CLAIM_COLUMNS, 'document'))})"  # noqa: S608 - question marks
_END_COLUMNS = {End.ORIGIN: "origin", End.TARGET: "target"}


def put_claims(connection: sqlite3.Connection, claims: Iterable[FlowClaim]) -> tuple[str, ...]:
    """Insert claims, or merge them into the stored ones; the ids of those that are news."""
    said = unique_claims(claims)
    stored = _claims_by_id(connection, list(said))
    rows, news = [], []
    for id_, claim in said.items():
        before = stored.get(id_)
        merged = merged_claim(before, claim)
        if merged == before:
            continue
        if is_news(before, merged):
            news.append(id_)
        row = claim_row(merged)
        rows.append((*(row[column] for column in CLAIM_COLUMNS), _dump(merged)))
    connection.executemany(_PUT_CLAIM, rows)
    return tuple(news)


def replace_claims(connection: sqlite3.Connection, scope: str, claims: Sequence[FlowClaim]) -> tuple[FlowClaim, ...]:
    """Put the scope's claims and delete its others, which are the answer."""
    kept = {claim.id for claim in claims}
    rows = connection.execute("SELECT id, document FROM claims WHERE scope = ? ORDER BY id", (storable(scope),)).fetchall()
    gone = [(id_, text) for id_, text in rows if id_ not in kept]
    connection.executemany("DELETE FROM claims WHERE id = ?", [(id_,) for id_, _ in gone])
    put_claims(connection, claims)
    return tuple(_claim(text) for _, text in gone)


def claims_at(
    connection: sqlite3.Connection, end: End, ids: Sequence[str], limit: int, include_indirect: bool, after: str | None
) -> Claims:
    """Claims that begin or end at these nodes, by id."""
    found: list[tuple[str, str]] = []
    for some in _batches(ids):
        where = Where()
        where.any_of(_END_COLUMNS[end], some)
        if not include_indirect:
            where.add("is_indirect = 0")
        if after is not None:
            where.after("id", after)
        statement = f"SELECT id, document FROM claims {where.text} ORDER BY id LIMIT ?"  # noqa: S608 - fixed fragments
        found += connection.execute(statement, (*where.values, limit + 1)).fetchall()
    found.sort()
    return Claims(tuple(_claim(text) for _, text in found[:limit]), is_cut=len(found) > limit)


def dataset_edges_at(
    connection: sqlite3.Connection, end: End, ids: Sequence[str], include_indirect: bool
) -> tuple[DatasetEdge, ...]:
    """Claims between datasets, grouped."""
    edges: list[DatasetEdge] = []
    for some in _batches(ids):
        where = Where()
        where.any_of(f"{_END_COLUMNS[end]}_dataset", some)
        where.add("pair != ''")
        if not include_indirect:
            where.add("is_indirect = 0")
        statement = " ".join(
            ("SELECT pair, count(*), min(first_seen), max(last_seen) FROM claims", where.text, "GROUP BY pair ORDER BY pair")
        )
        edges += (edge_of_pair(*row) for row in connection.execute(statement, where.values))
    return tuple(edges)


def page_flows(connection: sqlite3.Connection, query: FlowQuery, page: PageRequest) -> Page[Flow]:
    """Flows by id."""
    where = _flow_where(query)
    if page.after is not None:
        where.after("flow", page.after)
    statement = f"SELECT DISTINCT flow FROM claims {where.text} ORDER BY flow LIMIT ?"  # noqa: S608 - fixed fragments
    ids = [id_ for (id_,) in connection.execute(statement, (*where.values, page.limit + 1))]
    kept = ids[: page.limit]
    flows = flows_by_id(connection, kept)
    return Page(tuple(flows[id_] for id_ in kept), tuple(kept), has_next=len(ids) > page.limit)


def count_flows(connection: sqlite3.Connection, query: FlowQuery) -> int:
    """How many flows match."""
    where = _flow_where(query)
    statement = f"SELECT count(DISTINCT flow) FROM claims {where.text}"  # noqa: S608 - fixed fragments
    (found,) = connection.execute(statement, where.values).fetchone()
    return int(found)


def flows_by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Flow]:
    """Flows with all their claims."""
    claims: list[FlowClaim] = []
    for some in _batches(ids):
        statement = f"SELECT document FROM claims WHERE flow IN ({marks(some)})"  # noqa: S608 - question marks
        claims += (_claim(text) for (text,) in connection.execute(statement, some))
    return {flow.id: flow for flow in flows_of(claims)}


def put_nodes(connection: sqlite3.Connection, nodes: Iterable[NodeRecord]) -> None:
    """Insert nodes, or merge them into the stored ones."""
    said: dict[str, NodeRecord] = {}
    for node in nodes:
        said[node.id] = merged_node(said.get(node.id), node)
    stored = nodes_by_id(connection, list(said))
    merged = [merged_node(stored.get(id_), node) for id_, node in said.items()]
    rows = [(node.id, node.kind.value, _dump(node)) for node in merged]
    connection.executemany("INSERT OR REPLACE INTO nodes VALUES (?, ?, ?)", rows)


def nodes_by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, NodeRecord]:
    """The nodes of these ids."""
    found: dict[str, NodeRecord] = {}
    for some in _batches(ids):
        statement = f"SELECT id, document FROM nodes WHERE id IN ({marks(some)})"  # noqa: S608 - question marks
        for id_, text in connection.execute(statement, some):
            found[id_] = from_document(NodeRecord, json.loads(text))
    return found


def nodes_of_kind(connection: sqlite3.Connection, kind: NodeKind) -> tuple[NodeRecord, ...]:
    """All nodes of a kind, by key."""
    rows = connection.execute("SELECT document FROM nodes WHERE kind = ?", (kind.value,)).fetchall()
    return tuple(sorted((from_document(NodeRecord, json.loads(text)) for (text,) in rows), key=node_sort_key))


def delete_nodes(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Forget nodes."""
    connection.executemany("DELETE FROM nodes WHERE id = ?", [(storable(id_),) for id_ in ids])


def replace_problems(connection: sqlite3.Connection, scope: str, problems: Sequence[ProblemRecord]) -> None:
    """Keep these problems in place of the scope's earlier ones."""
    connection.execute("DELETE FROM lineage_problems WHERE scope = ?", (storable(scope),))
    rows = [(storable(scope), problem.dataset_id, _dump(problem)) for problem in dict.fromkeys(problems)]
    connection.executemany("INSERT INTO lineage_problems VALUES (?, ?, ?)", rows)


def problems(connection: sqlite3.Connection, dataset_ids: Sequence[str] | None) -> tuple[ProblemRecord, ...]:
    """Problems by scope and place."""
    found: list[ProblemRecord] = []
    for some in [None] if dataset_ids is None else _batches(dataset_ids):
        where = Where()
        where.any_of("dataset_id", some)
        statement = f"SELECT document FROM lineage_problems {where.text}"  # noqa: S608 - fixed fragments
        found += (from_document(ProblemRecord, json.loads(text)) for (text,) in connection.execute(statement, where.values))
    return tuple(sorted(found, key=problem_sort_key))


def put_policy(connection: sqlite3.Connection, policy: PolicyRecord) -> None:
    """Keep a version of a policy."""
    document = to_document(policy)
    connection.execute(
        "INSERT OR REPLACE INTO policies VALUES (?, ?, ?, ?, ?)",
        (storable(policy.key), storable(policy.version), policy.digest, document["imported_at"], _dump(policy)),
    )


def policies(connection: sqlite3.Connection) -> tuple[PolicyRecord, ...]:
    """The version imported last of each policy."""
    rows = connection.execute("SELECT document FROM policies ORDER BY policy_key, imported_at, digest").fetchall()
    latest = {policy.key: policy for policy in (from_document(PolicyRecord, json.loads(text)) for (text,) in rows)}
    return tuple(latest[key] for key in sorted(latest))


def policy_versions(connection: sqlite3.Connection, key: str) -> tuple[PolicyRecord, ...]:
    """All versions of a policy, newest import first."""
    statement = "SELECT document FROM policies WHERE policy_key = ? ORDER BY imported_at DESC, digest DESC"
    rows = connection.execute(statement, (storable(key),)).fetchall()
    return tuple(from_document(PolicyRecord, json.loads(text)) for (text,) in rows)


def _flow_where(query: FlowQuery) -> Where:
    where = Where()
    where.any_of("origin", query.origin_ids)
    where.any_of("target", query.target_ids)
    where.any_of("target_kind", query.target_kinds)
    where.any_of("how", query.how)
    where.any_of("transformation", query.transformations)
    where.any_of("declared", query.declared)
    where.any_of("scope", query.scopes)
    if query.separate_consent is not None:
        where.add("separate_consent = ?", query.separate_consent.value)
    if query.crosses_border is not None:
        where.add("crosses_border = ?", query.crosses_border.value)
    if query.dataset_ids is not None:
        ids: list[Value] = [storable(id_) for id_ in query.dataset_ids]
        where.add(f"(origin_dataset IN ({marks(ids)}) OR target_dataset IN ({marks(ids)}))", *ids, *ids)
    return where


def _claims_by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, FlowClaim]:
    found: dict[str, FlowClaim] = {}
    for some in _batches(ids):
        statement = f"SELECT id, document FROM claims WHERE id IN ({marks(some)})"  # noqa: S608 - question marks
        for id_, text in connection.execute(statement, some):
            found[id_] = _claim(text)
    return found


def _batches(ids: Sequence[str]) -> Iterable[list[str]]:
    unique = [storable(id_) for id_ in dict.fromkeys(ids)]
    return (unique[start : start + _IDS_AT_ONCE] for start in range(0, len(unique), _IDS_AT_ONCE))


def _claim(text: str) -> FlowClaim:
    return from_document(FlowClaim, json.loads(text))


def _dump(record: object) -> str:
    return json.dumps(to_document(record), separators=(",", ":"))
