"""What is known of fields already: those that a foreign key or a flow connects need no overlap to say so."""

from collections.abc import Iterable, Sequence
from typing import Final

from gazetteer.inventory.flows import FlowHow, NodeKind
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.store import InventoryStore

_IDS: Final = 500
_PAGE: Final = 5000


class Connected:
    """Fields in groups: those that something declared or read from code connects, over others too, are in one."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._above: dict[str, str] = {}
        for one, other in pairs:
            self.join(one, other)

    def join(self, one: str, other: str) -> None:
        """Put both, and what they are connected with, into one group."""
        self._above[self._top(one)] = self._top(other)

    def are(self, one: str, other: str) -> bool:
        """True if they are in one group."""
        return self._top(one) == self._top(other)

    def _top(self, id_: str) -> str:
        top = id_
        while (above := self._above.get(top, top)) != top:
            top = above
        while id_ != top:
            self._above[id_], id_ = top, self._above.get(id_, top)
        return top


async def join_flows(store: InventoryStore, connected: Connected, ids: Sequence[str]) -> None:
    """Connect these fields with the ends of the flows at them that bring values and that overlap alone does not know.

    So two fields that one third field feeds, or that feed it, are connected as well.
    """
    for start in range(0, len(ids), _IDS):
        for end in End:
            after: str | None = None
            while True:
                claims = await store.claims_at(end, ids[start : start + _IDS], _PAGE, include_indirect=False, after=after)
                for claim in claims.items:
                    are_fields = claim.origin.kind is NodeKind.FIELD and claim.target.kind is NodeKind.FIELD
                    if are_fields and claim.carries and claim.how is not FlowHow.OVERLAP:
                        connected.join(claim.origin.id, claim.target.id)
                if not claims.is_cut:
                    break
                after = max(claim.id for claim in claims.items)
