"""Whether any policy declares what goes to a recipient."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gazetteer.governance.policies.claims import policy_scope
from gazetteer.governance.policies.form import Policy, Recipient
from gazetteer.governance.policies.naming import Aliases, covers, key_of
from gazetteer.governance.policies.words import COUNTS_AS_DECLARED
from gazetteer.inventory.flows import Declared, Flow, NodeKind

_STRENGTH = (Declared.EXPLICIT, Declared.CATEGORY, Declared.UNSPECIFIED, Declared.UNDECLARED)
_POLICIES = policy_scope("")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One policy's words on one recipient."""

    policy: Policy
    recipient: Recipient


def disclosures_of(policies: Iterable[Policy], aliases: Aliases) -> dict[str, tuple[Disclosure, ...]]:
    """What the policies say of recipients, by the ids of their nodes; in the policies' order."""
    found: dict[str, list[Disclosure]] = defaultdict(list)
    for policy in policies:
        for recipient in policy.recipients:
            end = aliases.endpoint(NodeKind.RECIPIENT, key_of(policy.key, recipient.id))
            found[end.id].append(Disclosure(policy, recipient))
    return {id_: tuple(some) for id_, some in found.items()}


def declared_of(
    flow: Flow, disclosures: Mapping[str, Sequence[Disclosure]], elements: Collection[str] | None = None
) -> Declared:
    """How the policies declare a flow, by recipient and element.

    The answer is the weakest over the flow's elements of the strongest word for each: EXPLICIT, CATEGORY, UNSPECIFIED; or
    UNDECLARED as soon as one element is not declared to this recipient. An open list ("and so on") declares only what it
    names; a recipient of which a policy names no element at all may get any. What a policy only implies is not declared:
    IMPLIED is the answer only for a flow that nothing but such a policy tells of.

    Args:
        flow: any flow; one that does not end at a recipient is UNKNOWN.
        disclosures: as `disclosures_of` gives them.
        elements: what travels along the flow; None: what its claims say. Empty: the recipient alone decides.
    """
    if flow.target.kind is not NodeKind.RECIPIENT:
        return Declared.UNKNOWN
    if elements is None:
        elements = {element for claim in flow.claims for element in claim.elements}
    said = disclosures.get(flow.target.id, ())
    words = [_word(said, element) for element in elements] or [_word(said, None)]
    weakest = max(words, key=_STRENGTH.index)
    if weakest is Declared.UNDECLARED and all(
        claim.scope.startswith(_POLICIES) and claim.declared is Declared.IMPLIED for claim in flow.claims
    ):
        return Declared.IMPLIED
    return weakest


def _word(said: Sequence[Disclosure], element: str | None) -> Declared:
    words = [
        one.recipient.is_declared
        for one in said
        if one.recipient.is_declared in COUNTS_AS_DECLARED and _names(one.recipient, element)
    ]
    return min(words, key=_STRENGTH.index, default=Declared.UNDECLARED)


def _names(recipient: Recipient, element: str | None) -> bool:
    return element is None or not recipient.elements or any(covers(named, element) for named in recipient.elements)
