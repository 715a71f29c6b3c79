"""All that the current policies say, found by the ids that the inventory and its answers use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gazetteer.governance.policies.declaring import Disclosure, disclosures_of
from gazetteer.governance.policies.form import Activity, Origin, Policy
from gazetteer.governance.policies.naming import Aliases, activity_id, aliases_of, key_of, policy_id
from gazetteer.governance.policies.record import policy_of
from gazetteer.inventory.flows import NodeKind, NodeRecord
from gazetteer.inventory.store import InventoryStore


@dataclass(frozen=True, slots=True)
class DeclaredActivity:
    """An activity and the policy that declares it."""

    policy: Policy
    activity: Activity

    @property
    def id(self) -> str:
        """`act_` + hash."""
        return activity_id(self.policy.key, self.activity.id)

    @property
    def key(self) -> str:
        """`<policy>/<id>`."""
        return key_of(self.policy.key, self.activity.id)


@dataclass(frozen=True)
class PolicyBook:
    """The current policies, and the systems, recipients and origins of the inventory; each in the order of its keys."""

    policies: tuple[Policy, ...]
    systems: Mapping[str, NodeRecord]
    recipients: Mapping[str, NodeRecord]
    origins: Mapping[str, NodeRecord]

    @cached_property
    def aliases(self) -> Aliases:
        """Which recipients and origins are one."""
        return aliases_of((*self.recipients.values(), *self.origins.values()))

    @cached_property
    def by_id(self) -> Mapping[str, Policy]:
        """The policies by their ids."""
        return {policy_id(policy.key): policy for policy in self.policies}

    @cached_property
    def activities(self) -> Mapping[str, DeclaredActivity]:
        """The activities by their ids, policy by policy, as their files have them."""
        found = [DeclaredActivity(policy, activity) for policy in self.policies for activity in policy.activities]
        return {one.id: one for one in found}

    @cached_property
    def disclosures(self) -> Mapping[str, Sequence[Disclosure]]:
        """What the policies say of recipients, by the recipients' ids."""
        return disclosures_of(self.policies, self.aliases)

    @cached_property
    def said_of_origins(self) -> Mapping[str, Sequence[Origin]]:
        """What the policies say of origins, by the origins' ids."""
        found: dict[str, list[Origin]] = {}
        for policy in self.policies:
            for origin in policy.origins:
                found.setdefault(self.node_id(NodeKind.ORIGIN, policy, origin.id), []).append(origin)
        return found

    def node_id(self, kind: NodeKind, policy: Policy, id_: str) -> str:
        """The id of a policy's recipient or origin."""
        return self.aliases.endpoint(kind, key_of(policy.key, id_)).id


async def read_policy_book(store: InventoryStore) -> PolicyBook:
    """The book of now, in four store calls."""
    kinds = {
        kind: {node.id: node for node in await store.nodes_of_kind(kind)}
        for kind in (NodeKind.SYSTEM, NodeKind.RECIPIENT, NodeKind.ORIGIN)
    }
    policies = tuple([policy_of(record) for record in await store.policies()])
    return PolicyBook(policies, kinds[NodeKind.SYSTEM], kinds[NodeKind.RECIPIENT], kinds[NodeKind.ORIGIN])
