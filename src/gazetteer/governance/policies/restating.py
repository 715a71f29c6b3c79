"""How the flows that others tell of are declared, kept with their claims, so that flows can be filtered by it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer.governance.policies.claims import policy_scope
from gazetteer.governance.policies.declaring import declared_of, disclosures_of
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.naming import Aliases
from gazetteer.inventory.flows import Flow, FlowClaim, FlowQuery, NodeKind
from gazetteer.inventory.pages import each_page
from gazetteer.inventory.store import InventoryStore

_PAGE = 500
_POLICIES = policy_scope("")


async def restate_declared(store: InventoryStore, policies: Iterable[Policy], aliases: Aliases) -> None:
    """Bring `declared` of all claims about recipients that no policy makes up to date with the policies."""
    said = disclosures_of(policies, aliases)
    async for flows in each_page(lambda at: store.page_flows(FlowQuery(target_kinds=(NodeKind.RECIPIENT,)), at), _PAGE):
        elements = await _elements(store, flows)
        changed: list[FlowClaim] = []
        for flow in flows:
            own = [claim for claim in flow.claims if not claim.scope.startswith(_POLICIES)]
            if own:
                declared = declared_of(flow, said, elements[flow.id])
                changed += [replace(claim, declared=declared) for claim in own if claim.declared is not declared]
        await store.put_claims(changed)


async def _elements(store: InventoryStore, flows: Sequence[Flow]) -> dict[str, tuple[str, ...]]:
    """What goes along each flow: the elements that its claims name, and the origin's own ones where a claim names none."""
    open_ends = {flow.origin.id for flow in flows if any(not claim.elements for claim in flow.claims)}
    fields = await store.fields_by_id(sorted(open_ends))
    datasets = await store.datasets_by_id(sorted(open_ends))
    own: dict[str, tuple[str, ...]] = defaultdict(tuple)
    own |= {id_: tuple(found.element for found in field.in_force) for id_, field in fields.items()}
    own |= {id_: tuple(dataset.element_counts) for id_, dataset in datasets.items()}
    return {
        flow.id: tuple({each for claim in flow.claims for each in (claim.elements or own[flow.origin.id])}) for flow in flows
    }
