"""Flows that people declare, from names to claims: between sources, datasets, fields, systems, recipients and origins.

Datasets and fields are found as all producers' names are. A system, recipient or origin is found by its key, by a name
that only one has, or by a key that an alias shares; one that nobody knows yet is made, and no policy declares it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gazetteer.governance.policies.keeping import current_policies
from gazetteer.governance.policies.restating import restate_declared
from gazetteer.inventory.flows import (
    Answer,
    Endpoint,
    FlowClaim,
    FlowHow,
    Mechanism,
    NodeKind,
    NodeRecord,
    ProblemRecord,
    Transformation,
    node_id,
)
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.naming import Meaning, NameBook
from gazetteer.lineage.statements import LineageProblem, Name, ProblemCode
from gazetteer.lineage.travelling import spread
from gazetteer_scanners.taxonomy import Taxonomy

_STEERS = (Transformation.INDIRECT,)


@dataclass(frozen=True, slots=True)
class Party:
    """A source, system, recipient or origin, by its key or a name that only one has."""

    kind: NodeKind
    key: str


End = Name | Party


@dataclass(frozen=True, slots=True)
class DeclaredFlow:
    """A flow as somebody declares it; attributes as in `FlowClaim`."""

    origin: End
    target: End
    proof: str
    elements: tuple[str, ...] = ()
    mechanism: Mechanism = Mechanism.UNKNOWN
    transformation: Transformation = Transformation.UNKNOWN
    separate_consent: Answer = Answer.UNKNOWN
    crosses_border: Answer = Answer.UNKNOWN
    job: str | None = None


async def publish_declared(
    store: InventoryStore, names: NameBook, flows: Sequence[DeclaredFlow], scope: str, taxonomy: Taxonomy, at: datetime
) -> tuple[LineageProblem, ...]:
    """Put these flows in place of all others of the scope; the answer is what could not be found as it was named.

    Args:
        scope: `config:<name>`.
        taxonomy: of the elements that travel along them.
        at: when they were declared so.
    """
    ends = {end for flow in flows for end in (flow.origin, flow.target)}
    await names.learn([end for end in ends if not isinstance(end, Party)])
    parties = await _parties(store, [end for end in ends if isinstance(end, Party)], at)
    nodes: dict[str, NodeRecord] = {}
    problems: dict[str, LineageProblem] = {}
    found: dict[End, Endpoint] = {}
    for flow in flows:
        for end in (flow.origin, flow.target):
            meaning = parties[end] if isinstance(end, Party) else names.meaning(end)
            found[end] = meaning.endpoint
            nodes |= {node.id: replace(node, first_seen=at, last_seen=at) for node in meaning.nodes}
            if meaning.problem:
                where = flow.proof.removeprefix("declared in ")
                problems.setdefault(meaning.problem, LineageProblem(ProblemCode.UNRESOLVED_NAME, where, meaning.problem))
    claims = [_claim(flow, found[flow.origin], found[flow.target], scope, at) for flow in flows]
    await store.put_nodes(list(nodes.values()))
    taken = await store.replace_claims(scope, [claim for claim in claims if claim.origin.id != claim.target.id])
    fed = {claim.target.id for claim in (*claims, *taken) if claim.target.kind is NodeKind.FIELD}
    if fed:
        await spread(store, taxonomy, fed, at)
    await store.replace_problems(scope, [ProblemRecord(scope, one.code, one.where, one.message) for one in problems.values()])
    await restate_declared(store, *await current_policies(store))
    return tuple(problems.values())


def _claim(flow: DeclaredFlow, origin: Endpoint, target: Endpoint, scope: str, at: datetime) -> FlowClaim:
    return FlowClaim(
        scope=scope,
        origin=origin,
        target=target,
        how=FlowHow.DECLARED,
        first_seen=at,
        last_seen=at,
        transformation=flow.transformation,
        carries=flow.transformation not in _STEERS,
        job=flow.job,
        proof=flow.proof,
        mechanism=flow.mechanism,
        separate_consent=flow.separate_consent,
        crosses_border=flow.crosses_border,
        elements=flow.elements,
    )


async def _parties(store: InventoryStore, parties: Sequence[Party], at: datetime) -> dict[Party, Meaning]:
    found: dict[Party, Meaning] = {}
    keys = sorted(party.key for party in parties if party.kind is NodeKind.SOURCE)
    if keys:
        sources = {one.key: one for one in (await store.page_sources(PageRequest(len(keys)), keys)).items}
        for key in keys:
            source = sources.get(key)
            party = Party(NodeKind.SOURCE, key)
            found[party] = (
                _unknown_source(key, at)
                if source is None
                else Meaning(Endpoint(source.id, NodeKind.SOURCE, source_id=source.id))
            )
    for kind in sorted({party.kind for party in parties} - {NodeKind.SOURCE}):
        nodes = await store.nodes_of_kind(kind)
        found |= {party: _party(party, nodes, at) for party in parties if party.kind is kind}
    return found


def _party(party: Party, nodes: Sequence[NodeRecord], at: datetime) -> Meaning:
    exact = [node for node in nodes if party.key == node.key or party.key in node.aliases]
    named = exact or [node for node in nodes if node.name.casefold() == party.key.casefold()]
    if len(named) == 1:
        return Meaning(named[0].endpoint)
    made = NodeRecord(node_id(party.kind, party.key), party.kind, party.key, party.key, at, at)
    if not named:
        return Meaning(made.endpoint, (made,))
    keys = " and ".join(sorted(node.key for node in named))
    return Meaning(made.endpoint, (made,), f"{party.key} is the name of {keys}; write one of these keys")


def _unknown_source(key: str, at: datetime) -> Meaning:
    node = NodeRecord(node_id(NodeKind.PLACEHOLDER, key), NodeKind.PLACEHOLDER, key, key, at, at, source=key, is_resolved=False)
    return Meaning(node.endpoint, (node,), f"no source is known as {key}; scan it, or correct the name")
