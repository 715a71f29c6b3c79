"""From what producers say to what the inventory keeps, and from placeholders to what was scanned meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from gazetteer.inventory.flows import Endpoint, FlowClaim, FlowQuery, NodeKind, NodeRecord, merged_node, unique_claims
from gazetteer.inventory.lineage_store import End, LineageStore
from gazetteer.inventory.queries import PageRequest
from gazetteer.lineage.naming import NameBook, Symlinks, unknown_id
from gazetteer.lineage.showing import CUT
from gazetteer.lineage.statements import DatasetName, FieldName, FlowStatement, LineageProblem, Name, ProblemCode
from gazetteer_scanners.matching.masking import MASK

_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Resolved:
    """What some statements come to: claims by id, placeholders by id, and names that could not be told apart or found."""

    claims: tuple[FlowClaim, ...] = ()
    nodes: tuple[NodeRecord, ...] = ()
    problems: tuple[LineageProblem, ...] = ()


async def resolve(
    statements: Sequence[FlowStatement], book: NameBook, scope: str, symlinks: Symlinks | None = None
) -> Resolved:
    """The claims of a scope that some statements make.

    Args:
        symlinks: further names of the datasets that are named.
    """
    await book.learn((name for each in statements for name in (each.origin, each.target)), symlinks)
    nodes: dict[str, NodeRecord] = {}
    problems: dict[str, LineageProblem] = {}
    claims = []
    for each in statements:
        ends = [_end(name, each.at, scope, book, nodes, problems) for name in (each.origin, each.target)]
        if ends[0].id != ends[1].id:
            claims.append(_claim(each, ends[0], ends[1], scope))
    unique = unique_claims(claims)
    return Resolved(
        tuple(unique[id_] for id_ in sorted(unique)), tuple(nodes[id_] for id_ in sorted(nodes)), tuple(problems.values())
    )


@dataclass(frozen=True, slots=True)
class Relinked:
    """What became of placeholders.

    Attributes:
        placeholders: how many lead further now.
        fields: ids of the fields at which flows arrive now: what flows bring to them is to be decided anew.
    """

    placeholders: int = 0
    fields: frozenset[str] = frozenset()


async def relink(store: LineageStore, book: NameBook) -> Relinked:
    """Rewrite the claims of placeholders that lead further now, to what was scanned meanwhile.

    A placeholder whose names are masked or cut is known by its id alone: one of a source that was known already is found.
    Flows of a scope that is written at the same time can be lost: callers that write have to take turns.
    """
    kept = {node.id: node for node in await store.nodes_of_kind(NodeKind.PLACEHOLDER)}
    names = {id_: name for id_, node in kept.items() if (name := _name_of(node)) is not None}
    await book.learn(names.values())
    meanings = {id_: book.meaning(name) for id_, name in names.items()}
    moved = {
        id_: meaning.endpoint
        for id_, meaning in meanings.items()
        if meaning.is_scanned or (not kept[id_].is_resolved and meaning.nodes[-1].is_resolved)
    }
    moved |= await _scanned(book, [id_ for id_ in kept if id_ not in moved])
    if not moved:
        return Relinked()
    drafts = {
        draft.id: replace(draft, first_seen=kept[id_].first_seen, last_seen=kept[id_].last_seen)
        for id_ in moved
        if id_ in meanings
        for draft in meanings[id_].nodes
    }
    await store.put_nodes(tuple(drafts.values()))
    fields = await _move(store, moved)
    await store.delete_nodes(sorted(moved.keys() - drafts.keys()))
    return Relinked(len(moved), fields)


def _name_of(node: NodeRecord) -> Name | None:
    """The name that a placeholder was made of; None if what is kept of it is not all."""
    texts = (node.source or "", node.dataset or "", node.name)
    if any(MASK in text or "\\" in text or text.endswith(CUT) for text in texts):
        return None
    dataset = DatasetName(texts[0], texts[1])
    name = dataset if node.dataset_id == node.id else FieldName(dataset, node.name)
    return name if node.is_resolved or unknown_id(name) == node.id else None


async def _scanned(book: NameBook, ids: list[str]) -> dict[str, Endpoint]:
    """Those of the ids that are datasets and fields of the inventory now."""
    datasets = await book.store.datasets_by_id(sorted(ids))
    fields = await book.store.fields_by_id(sorted(ids))
    ends = {id_: Endpoint(id_, NodeKind.DATASET, id_, record.source_id) for id_, record in datasets.items()}
    return ends | {id_: Endpoint(id_, NodeKind.FIELD, record.dataset_id, record.source_id) for id_, record in fields.items()}


async def _move(store: LineageStore, moved: Mapping[str, Endpoint]) -> frozenset[str]:
    """Claims with the old ends give way to claims with the new ones; the fields at which these arrive.

    Claims whose ends are one and the same now are taken back.
    """
    held: dict[str, FlowClaim] = {}
    for end in End:
        after: str | None = None
        while True:
            page = await store.claims_at(end, sorted(moved), _PAGE, after=after)
            held |= {claim.id: claim for claim in page.items}
            if not page.is_cut:
                break
            after = page.items[-1].id
    changed = {claim.scope for claim in held.values() if _moved(claim, moved).id != claim.id}
    await store.put_claims([_moved(claim, moved) for claim in held.values() if claim.scope not in changed])
    for scope in sorted(changed):
        claims = [_moved(claim, moved) for claim in await _claims_of(store, scope)]
        await store.replace_claims(scope, [claim for claim in claims if claim.origin.id != claim.target.id])
    targets = [_moved(claim, moved).target for claim in held.values()]
    return frozenset(target.id for target in targets if target.kind is NodeKind.FIELD)


def _moved(claim: FlowClaim, moved: Mapping[str, Endpoint]) -> FlowClaim:
    origin, target = moved.get(claim.origin.id, claim.origin), moved.get(claim.target.id, claim.target)
    return replace(claim, origin=origin, target=target)


async def _claims_of(store: LineageStore, scope: str) -> list[FlowClaim]:
    claims: list[FlowClaim] = []
    after: str | None = None
    while True:
        page = await store.page_flows(FlowQuery(scopes=(scope,)), PageRequest(_PAGE, after))
        claims += [claim for flow in page.items for claim in flow.claims if claim.scope == scope]
        if not page.has_next:
            return claims
        after = page.keys[-1]


def _end(
    name: Name, at: datetime, scope: str, book: NameBook, nodes: dict[str, NodeRecord], problems: dict[str, LineageProblem]
) -> Endpoint:
    meaning = book.meaning(name)
    for draft in meaning.nodes:
        nodes[draft.id] = merged_node(nodes.get(draft.id), replace(draft, first_seen=at, last_seen=at))
    if meaning.problem:
        problems.setdefault(meaning.problem, LineageProblem(ProblemCode.UNRESOLVED_NAME, scope, meaning.problem))
    return meaning.endpoint


def _claim(said: FlowStatement, origin: Endpoint, target: Endpoint, scope: str) -> FlowClaim:
    return FlowClaim(
        scope=scope,
        origin=origin,
        target=target,
        how=said.how,
        first_seen=said.at,
        last_seen=said.at,
        transformation=said.transformation,
        carries=said.carries,
        job=said.job,
        proof=said.proof,
    )
