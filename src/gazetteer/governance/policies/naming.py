"""What the things of a policy are called and identified by in the inventory.

A recipient or origin of a policy has the key `<policy>/<id>` (`saleforte/alipay`): the same company in two policies is
two disclosures, and two nodes, until an alias declares them one (`alipay: [saleforte/alipay, sendcloud/alipay]`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType

from gazetteer.inventory.flows import Endpoint, NodeKind, NodeRecord, node_id

_ID_BYTES = 16
_JOINER = "\x1f"


@dataclass(frozen=True, slots=True)
class Aliases:
    """Which recipients and origins are one: from `<policy>/<id>` to the key that they share."""

    shared: Mapping[tuple[NodeKind, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def key(self, kind: NodeKind, key: str) -> str:
        """The key under which a thing is a node: the shared one, else its own."""
        return self.shared.get((kind, key), key)

    def endpoint(self, kind: NodeKind, key: str) -> Endpoint:
        """The thing as an end of a flow."""
        return Endpoint(node_id(kind, self.key(kind, key)), kind)

    def names(self, kind: NodeKind, shared: str) -> tuple[str, ...]:
        """The keys that share one, sorted."""
        return tuple(sorted(key for (one, key), to in self.shared.items() if one is kind and to == shared))


def aliases_of(nodes: Iterable[NodeRecord]) -> Aliases:
    """The aliases that an inventory's recipients and origins declare."""
    return Aliases({(node.kind, alias): node.key for node in nodes for alias in node.aliases})


def key_of(policy: str, id_: str) -> str:
    """`<policy>/<id>`."""
    return f"{policy}/{id_}"


def policy_id(policy: str) -> str:
    """`pol_` + hash of the policy's key: the same for all of its versions."""
    return _hashed("pol", policy)


def activity_id(policy: str, activity: str) -> str:
    """`act_` + hash of `<policy>/<id>`."""
    return _hashed("act", key_of(policy, activity))


def rule_id(policy: str, part: str, rule: str) -> str:
    """`rul_` + hash; `part` is the list in which the rule stands (`rules`, `retention`)."""
    return _hashed("rul", key_of(policy, part), rule)


def _hashed(prefix: str, *parts: str) -> str:
    return f"{prefix}_{blake2b(_JOINER.join(parts).encode(), digest_size=_ID_BYTES).hexdigest()}"


def covers(element: str, other: str) -> bool:
    """True if an element is another, or stands above it: `national_id` covers `national_id.cn`."""
    return other == element or other.startswith(f"{element}.")


def shared_elements(given: Iterable[str], among: Iterable[str]) -> Iterator[str]:
    """Those of the elements that some of the others cover, or that cover some of them, in order."""
    others = tuple(among)
    for element in given:
        if any(covers(element, other) or covers(other, element) for other in others):
            yield element
