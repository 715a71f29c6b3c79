"""What recipients get by the flows that are known of, apart from what policies declare."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gazetteer.governance.policies.claims import policy_scope
from gazetteer.inventory.flows import FlowClaim, NodeKind
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.reading import claims_of

_POLICIES = policy_scope("")


async def read_received(store: InventoryStore, recipient_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """The elements that arrive at each recipient, with how many fields they come from; in three store calls.

    A recipient of which no flow but a policy's is known is absent. An element that a claim names counts the fields of the
    origin that hold it: 0 where the origin is neither field nor dataset.
    """
    claims = [
        claim
        for claim in await claims_of(store, End.TARGET, recipient_ids)
        if claim.carries and not claim.scope.startswith(_POLICIES)
    ]
    held = await _held(store, claims)
    by_origin: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for claim in claims:
        own = held.get(claim.origin.id, {})
        flowing = {element: own.get(element, 0) for element in claim.elements} if claim.elements else own
        by_origin[claim.target.id][claim.origin.id].update(flowing)
    return {id_: _summed(list(origins.values())) for id_, origins in by_origin.items()}


async def _held(store: InventoryStore, claims: Sequence[FlowClaim]) -> dict[str, Mapping[str, int]]:
    """The elements of fields and datasets, with the fields that hold them."""
    ids = {kind: sorted({c.origin.id for c in claims if c.origin.kind is kind}) for kind in (NodeKind.FIELD, NodeKind.DATASET)}
    fields = await store.fields_by_id(ids[NodeKind.FIELD]) if ids[NodeKind.FIELD] else {}
    datasets = await store.datasets_by_id(ids[NodeKind.DATASET]) if ids[NodeKind.DATASET] else {}
    found: dict[str, Mapping[str, int]] = {id_: dataset.element_counts for id_, dataset in datasets.items()}
    return found | {id_: {one.element: 1 for one in field.in_force} for id_, field in fields.items()}


def _summed(some: Sequence[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for counts in some:
        for element, count in counts.items():
            total[element] += count
    return dict(total)
