"""What a policy declares, as lineage: its origins, its own system, its recipients, and the flows between them.

    saleforte/login_provider -> saleforte             third_party_login: person.avatar, person.nickname, account.third_party
    saleforte                -> saleforte/alipay      order_payment: payment.account.alipay, ...; EMBEDDED_SDK, EXPLICIT
    saleforte/cm_com         -> saleforte/meta_platforms      chat_instagram; UNSPECIFIED, IMPLIED (`via cm_com and ycloud`)

There is one claim for each activity that discloses, and one without activity for a recipient or origin that no activity
names. An origin's or recipient's elements count for an activity as far as the activity has them too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gazetteer.governance.policies.form import Activity, Origin, Policy, Recipient
from gazetteer.governance.policies.naming import Aliases, key_of, shared_elements
from gazetteer.inventory.flows import (
    Answer,
    Declared,
    Endpoint,
    FlowClaim,
    FlowHow,
    Mechanism,
    NodeKind,
    NodeRecord,
    node_id,
)

_SEPARATE_CONSENT = "separate_consent"


def policy_scope(policy: str) -> str:
    """The scope of a policy's claims."""
    return f"policy:{policy}"


def policy_nodes(policy: Policy, aliases: Aliases, at: datetime) -> tuple[NodeRecord, ...]:
    """The policy's system, recipients and origins; those that share a key by alias carry all of its names."""
    head = policy.policy
    system = NodeRecord(
        node_id(NodeKind.SYSTEM, policy.key), NodeKind.SYSTEM, policy.key, head.product, at, at, country=head.country
    )
    return (
        system,
        *(_node(policy, NodeKind.RECIPIENT, recipient, aliases, at) for recipient in policy.recipients),
        *(_node(policy, NodeKind.ORIGIN, origin, aliases, at) for origin in policy.origins),
    )


def _node(policy: Policy, kind: NodeKind, said: Recipient | Origin, aliases: Aliases, at: datetime) -> NodeRecord:
    key = aliases.key(kind, key_of(policy.key, said.id))
    names = aliases.names(kind, key)
    return NodeRecord(node_id(kind, key), kind, key, said.name, at, at, country=said.country, aliases=names)


def policy_claims(policy: Policy, aliases: Aliases, at: datetime) -> tuple[FlowClaim, ...]:
    """The claims of the policy, each once.

    Args:
        policy: the current version.
        aliases: which recipients and origins are one.
        at: when this version became the current one.
    """
    said = _Said(policy, aliases, at)
    found: dict[str, FlowClaim] = {}
    for claim in (*said.origin_claims(), *said.recipient_claims()):
        if claim.origin != claim.target:
            found[claim.id] = _joined(found.get(claim.id), claim)
    return tuple(found.values())


def _joined(earlier: FlowClaim | None, claim: FlowClaim) -> FlowClaim:
    """Two claims of one activity are the same where an alias makes one node of two: it gets what either says."""
    if earlier is None:
        return claim
    is_open = not earlier.elements or not claim.elements
    return replace(earlier, elements=() if is_open else tuple(dict.fromkeys((*earlier.elements, *claim.elements))))


@dataclass(frozen=True, slots=True)
class _Said:
    """A policy that is turned into claims."""

    policy: Policy
    aliases: Aliases
    at: datetime

    def origin_claims(self) -> Iterator[FlowClaim]:
        for origin in self.policy.origins:
            for activity in _or_none([one for one in self.policy.activities if origin.id in one.origins]):
                yield self._claim(
                    self._end(NodeKind.ORIGIN, origin.id),
                    self._system,
                    activity,
                    elements=_elements(origin.elements, activity),
                    proof=self._proof(origin.section, activity, f"data from {origin.name}"),
                    crosses_border=_crosses(origin.country, self.policy.policy.country),
                )

    def recipient_claims(self) -> Iterator[FlowClaim]:
        for recipient in self.policy.recipients:
            if recipient.via:
                yield from self._via_claims(recipient)
            else:
                for activity in _or_none(self._disclosing(recipient.id)):
                    yield self._disclosure(self._system, self.policy.policy.country, recipient, activity)

    def _via_claims(self, recipient: Recipient) -> Iterator[FlowClaim]:
        between = {one.id: one for one in self.policy.recipients}
        for id_ in recipient.via:
            for activity in _or_none(self._disclosing(recipient.id) or self._disclosing(id_)):
                yield self._disclosure(self._end(NodeKind.RECIPIENT, id_), between[id_].country, recipient, activity)

    def _disclosing(self, recipient: str) -> list[Activity]:
        return [one for one in self.policy.activities if recipient in one.recipients]

    def _disclosure(self, origin: Endpoint, country: str | None, recipient: Recipient, activity: Activity | None) -> FlowClaim:
        return self._claim(
            origin,
            self._end(NodeKind.RECIPIENT, recipient.id),
            activity,
            elements=_elements(recipient.elements, activity),
            proof=self._proof(recipient.section, activity, f"{recipient.name}, {recipient.purpose}", recipient.is_declared),
            declared=recipient.is_declared,
            mechanism=recipient.how,
            separate_consent=_separate_consent(activity),
            crosses_border=_crosses(country, recipient.country),
        )

    def _claim(
        self,
        origin: Endpoint,
        target: Endpoint,
        activity: Activity | None,
        *,
        elements: tuple[str, ...],
        proof: str,
        crosses_border: Answer,
        declared: Declared = Declared.UNKNOWN,
        mechanism: Mechanism = Mechanism.UNKNOWN,
        separate_consent: Answer = Answer.UNKNOWN,
    ) -> FlowClaim:
        return FlowClaim(
            scope=policy_scope(self.policy.key),
            origin=origin,
            target=target,
            how=FlowHow.DECLARED,
            first_seen=self.at,
            last_seen=self.at,
            job=key_of(self.policy.key, activity.id) if activity else None,
            proof=proof if elements else f"{proof}; which elements is not stated",
            mechanism=mechanism,
            declared=declared,
            separate_consent=separate_consent,
            crosses_border=crosses_border,
            elements=elements,
        )

    @property
    def _system(self) -> Endpoint:
        return Endpoint(node_id(NodeKind.SYSTEM, self.policy.key), NodeKind.SYSTEM)

    def _end(self, kind: NodeKind, id_: str) -> Endpoint:
        return self.aliases.endpoint(kind, key_of(self.policy.key, id_))

    def _proof(self, section: str, activity: Activity | None, what: str, declared: Declared | None = None) -> str:
        head = self.policy.policy
        name = f"{head.product} {head.version}" if head.version else head.product
        parts = [f"{name}, {section}: {what}"]
        if activity is not None:
            parts.append(f"activity {activity.section} {activity.name}")
        if declared is Declared.IMPLIED:
            parts.append("implied, not in the text")
        return "; ".join(parts)


def _or_none(activities: Sequence[Activity]) -> Sequence[Activity | None]:
    return activities or (None,)


def _elements(given: tuple[str, ...], activity: Activity | None) -> tuple[str, ...]:
    """What an activity lets through of a recipient's or origin's elements; all of them if they have none in common."""
    if activity is None:
        return given
    return tuple(shared_elements(given, activity.elements)) or given


def _separate_consent(activity: Activity | None) -> Answer:
    """YES where the activity rests on it; a policy that does not say so has not said no."""
    return Answer.YES if activity is not None and _SEPARATE_CONSENT in activity.legal_basis else Answer.UNKNOWN


def _crosses(one: str | None, other: str | None) -> Answer:
    if one is None or other is None:
        return Answer.UNKNOWN
    return Answer.NO if one == other else Answer.YES
