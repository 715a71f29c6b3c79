"""From what producers say to what the inventory keeps, and from placeholders to what was scanned meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from gazetteer.inventory.flows import Endpoint, FlowClaim, FlowQuery, NodeKind, NodeRecord, merged_claim
from gazetteer.inventory.lineage_store import End, LineageStore
from gazetteer.inventory.pages import each_page
from gazetteer.lineage.naming import NameBook, Symlinks, unknown_id
from gazetteer.lineage.showing import CUT
from gazetteer.lineage.statements import DatasetName, FieldName, FlowStatement, LineageProblem, Name, ProblemCode
from gazetteer_scanners.matching.masking import MASK

_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Resolved:
    """What some statements come to.

    Attributes:
        claims, nodes: by id; nodes are the placeholders among the ends.
        problems: names that could not be told apart, at the scope that said them, and addresses that lead nowhere.
    """

    claims: tuple[FlowClaim, ...] = ()
    nodes: tuple[NodeRecord, ...] = ()
    problems: tuple[LineageProblem, ...] = ()


class Gathering:
    """What statements of several scopes come to, gathered; `book` must have learnt their names."""

    def __init__(self, book: NameBook) -> None:
        self._book = book
        self._claims: dict[str, FlowClaim] = {}
        self._nodes: dict[str, tuple[NodeRecord, datetime, datetime]] = {}
        self._problems: dict[LineageProblem, None] = {}

    def add(self, statements: Iterable[FlowStatement], scope: str) -> tuple[LineageProblem, ...]:
        """Gather the claims of a scope; the answer is which of its names fit several things."""
        ambiguous: dict[LineageProblem, None] = {}
        for each in statements:
            origin, target = (self._end(name, each.at, scope, ambiguous) for name in (each.origin, each.target))
            if origin.id != target.id:
                claim = _claim(each, origin, target, scope)
                self._claims[claim.id] = merged_claim(self._claims.get(claim.id), claim)
        self._problems |= ambiguous
        return tuple(ambiguous)

    def result(self) -> Resolved:
        """All that was gathered."""
        nodes = (replace(self._nodes[id_][0], first_seen=first, last_seen=last) for id_, (_, first, last) in self._sorted())
        claims = (self._claims[id_] for id_ in sorted(self._claims))
        return Resolved(tuple(claims), tuple(nodes), tuple(self._problems))

    def _sorted(self) -> list[tuple[str, tuple[NodeRecord, datetime, datetime]]]:
        return sorted(self._nodes.items(), key=lambda item: item[0])

    def _end(self, name: Name, at: datetime, scope: str, ambiguous: dict[LineageProblem, None]) -> Endpoint:
        meaning = self._book.meaning(name)
        for draft in meaning.nodes:
            _, first, last = self._nodes.get(draft.id, (draft, at, at))
            self._nodes[draft.id] = (draft, min(first, at), max(last, at))
        if meaning.problem and meaning.is_ambiguous:
            ambiguous[LineageProblem(ProblemCode.UNRESOLVED_NAME, scope, meaning.problem)] = None
        elif meaning.problem:
            where = meaning.nodes[0].source or ""
            self._problems[LineageProblem(ProblemCode.UNRESOLVED_NAME, where, meaning.problem)] = None
        return meaning.endpoint


async def resolve(
    statements: Sequence[FlowStatement], book: NameBook, scope: str, symlinks: Symlinks | None = None
) -> Resolved:
    """The claims of a scope that some statements make.

    Args:
        symlinks: further names of the datasets that are named.
    """
    await book.learn((name for each in statements for name in (each.origin, each.target)), symlinks)
    gathering = Gathering(book)
    gathering.add(statements, scope)
    return gathering.result()


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
    flows = each_page(lambda at: store.page_flows(FlowQuery(scopes=(scope,)), at), _PAGE)
    return [claim async for page in flows for flow in page for claim in flow.claims if claim.scope == scope]


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
