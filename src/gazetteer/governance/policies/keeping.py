"""Policies in the inventory: imported in versions, with the nodes and flows that the current version declares.

What depends on policies is made anew whenever one is imported or an alias is declared: the policies' nodes and claims,
and how the flows that others tell of are declared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gazetteer.governance.policies.claims import policy_claims, policy_nodes, policy_scope
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.naming import Aliases, aliases_of, key_of
from gazetteer.governance.policies.record import policy_of, policy_record
from gazetteer.governance.policies.restating import restate_declared
from gazetteer.inventory.flows import NodeKind, NodeRecord, node_id
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.policies import PolicyRecord
from gazetteer.inventory.store import InventoryStore

_ALIASED = (NodeKind.RECIPIENT, NodeKind.ORIGIN)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import.

    Attributes:
        record: the version that is current now.
        is_known: this version with this content was the current one already.
        versions: how many versions the inventory has of the policy.
        same_version: how many other contents it has under the same version.
    """

    record: PolicyRecord
    is_known: bool
    versions: int
    same_version: int


async def import_policy(store: InventoryStore, policy: Policy, data: dict[str, Any], now: datetime) -> Imported:
    """Make this the policy's current version; importing the current one again changes nothing."""
    record = policy_record(policy, data, now)
    earlier = await store.policy_versions(policy.key)
    others = [one for one in earlier if one.digest != record.digest]
    is_known = bool(earlier) and earlier[0].digest == record.digest
    if is_known:
        record = earlier[0]
    else:
        await store.put_policy(record)
    await _publish(store, policy, record.imported_at, await read_aliases(store))
    await restate_declared(store, *await current_policies(store))
    same = sum(one.version == record.version for one in others)
    return Imported(record, is_known, len(others) + 1, same)


async def current_policies(store: InventoryStore) -> tuple[tuple[Policy, ...], Aliases]:
    """The current version of every policy, by key, and the aliases that hold."""
    return tuple(policy_of(record) for record in await store.policies()), await read_aliases(store)


async def read_aliases(store: InventoryStore) -> Aliases:
    """The aliases that the inventory's recipients and origins declare."""
    return aliases_of([node for kind in _ALIASED for node in await store.nodes_of_kind(kind)])


async def declare_aliases(store: InventoryStore, shared: Mapping[str, Sequence[str]], now: datetime) -> None:
    """Let recipients and origins be one node from now on; those of earlier aliases that are not declared again part.

    Args:
        shared: keys (`<policy>/<id>`) by the key that they share. One that no policy has yet is a recipient's.
        now: when it was declared.
    """
    records = await store.policies()
    policies = [policy_of(record) for record in records]
    names = _names(policies)
    kinds = {
        key: [kind for kind in _ALIASED if (kind, key) in names] or _ALIASED[:1] for some in shared.values() for key in some
    }
    wanted = Aliases({(kind, key): to for to, keys in shared.items() for key in keys for kind in kinds[key]})
    kept = {node.id: node for kind in _ALIASED for node in await store.nodes_of_kind(kind) if node.aliases}
    if aliases_of(kept.values()) == wanted:
        return
    await store.delete_nodes(sorted(kept))
    await store.put_nodes(list(_alias_nodes(wanted, names, now)))
    for record, policy in zip(records, policies, strict=True):
        await _publish(store, policy, record.imported_at, wanted)
    await restate_declared(store, policies, wanted)


def _names(policies: Iterable[Policy]) -> dict[tuple[NodeKind, str], str]:
    """What each recipient and origin of the policies is called, by its key."""
    return {
        (kind, key_of(policy.key, item.id)): item.name
        for policy in policies
        for kind, items in ((NodeKind.RECIPIENT, policy.recipients), (NodeKind.ORIGIN, policy.origins))
        for item in items
    }


def _alias_nodes(wanted: Aliases, names: Mapping[tuple[NodeKind, str], str], now: datetime) -> Iterable[NodeRecord]:
    """A node for each shared key, called as the first of those that share it, as far as a policy has them."""
    for kind, shared in sorted({(kind, to) for (kind, _), to in wanted.shared.items()}):
        keys = wanted.names(kind, shared)
        name = next((names[kind, key] for key in keys if (kind, key) in names), shared)
        yield NodeRecord(node_id(kind, shared), kind, shared, name, now, now, aliases=keys)


async def _publish(store: InventoryStore, policy: Policy, at: datetime, aliases: Aliases) -> None:
    nodes = policy_nodes(policy, aliases, at)
    await store.put_nodes(nodes)
    await store.replace_claims(policy_scope(policy.key), policy_claims(policy, aliases, at))
    current = {node.id for node in nodes}
    prefix = key_of(policy.key, "")
    stale = [
        node.id
        for kind in _ALIASED
        for node in await store.nodes_of_kind(kind)
        if node.key.startswith(prefix) and node.id not in current
    ]
    await store.delete_nodes([id_ for id_ in stale if not await _is_used(store, id_)])


async def _is_used(store: InventoryStore, id_: str) -> bool:
    """True for a node that somebody else still tells a flow of."""
    return any([bool((await store.claims_at(end, [id_], 1)).items) for end in End])
