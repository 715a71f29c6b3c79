"""All claims at some nodes, however many the store hands out at once."""

from collections.abc import Sequence

from gazetteer.inventory.flows import FlowClaim
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.store import InventoryStore

CLAIMS_AT_ONCE = 50_000


async def claims_of(store: InventoryStore, end: End, ids: Sequence[str], include_indirect: bool = False) -> list[FlowClaim]:
    """The claims that begin (or end) at these nodes, by id: one store call for each `CLAIMS_AT_ONCE`, none without ids."""
    claims: list[FlowClaim] = []
    after: str | None = None
    while ids:
        found = await store.claims_at(end, ids, CLAIMS_AT_ONCE, include_indirect, after)
        claims += found.items
        if not found.is_cut:
            break
        after = found.items[-1].id
    return claims
