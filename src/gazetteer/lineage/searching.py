"""Flows by what they are and by what travels along them.

The store filters by what a claim says. Which elements a flow carries hangs on its origin, so conditions on elements and
levels are looked up flow by flow, at most `MAX_LOOKED_AT` for one page or count.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer.inventory.flows import Flow, FlowQuery, NodeKind
from gazetteer.inventory.queries import Page, PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.holding import Closure, Holdings, among
from gazetteer_scanners.taxonomy import Level

MAX_LOOKED_AT = 50_000
_PAGE = 500


class TooManyFlowsError(Exception):
    """More flows than `MAX_LOOKED_AT` would have to be looked at."""


@dataclass(frozen=True, slots=True)
class FlowSearch:
    """A filter over flows: `query` on what is said; on what travels, any of the elements (or below them), any of the levels."""

    query: FlowQuery
    elements: tuple[str, ...] | None = None
    levels: tuple[Level, ...] | None = None

    @property
    def looks_at_origins(self) -> bool:
        """True if the store alone cannot answer."""
        return self.elements is not None or self.levels is not None


async def page_flows(store: InventoryStore, closure: Closure, search: FlowSearch, page: PageRequest) -> Page[Flow]:
    """Flows that match, by id.

    Raises:
        TooManyFlowsError: if too many had to be looked at.
    """
    if not search.looks_at_origins:
        return await store.page_flows(search.query, page)
    found: list[Flow] = []
    after = page.after
    for _ in range(MAX_LOOKED_AT // _PAGE):
        some = await store.page_flows(search.query, PageRequest(_PAGE, after))
        found += await _matching(store, closure, search, some.items)
        if len(found) > page.limit or not some.has_next:
            kept = found[: page.limit]
            return Page(tuple(kept), tuple(flow.id for flow in kept), has_next=len(found) > page.limit)
        after = some.keys[-1]
    raise TooManyFlowsError


async def count_flows(store: InventoryStore, closure: Closure, search: FlowSearch) -> int:
    """How many flows match.

    Raises:
        TooManyFlowsError: if too many had to be looked at.
    """
    if not search.looks_at_origins:
        return await store.count_flows(search.query)
    count, after = 0, None
    for _ in range(MAX_LOOKED_AT // _PAGE):
        some = await store.page_flows(search.query, PageRequest(_PAGE, after))
        count += len(await _matching(store, closure, search, some.items))
        if not some.has_next:
            return count
        after = some.keys[-1]
    raise TooManyFlowsError


def elements_of(flow: Flow, holdings: Holdings) -> tuple[str, ...]:
    """The elements that travel along a flow: what its origin holds of what is declared, or what is declared without a scan."""
    if not flow.carries:
        return ()
    declared = {element for claim in flow.claims for element in claim.elements}
    held = holdings.elements_of(flow.origin)
    if all(claim.is_open for claim in flow.claims):
        return ()
    if not all(claim.elements or claim.is_open for claim in flow.claims):
        return tuple(sorted({*held, *declared}))
    if flow.origin.kind in (NodeKind.FIELD, NodeKind.DATASET):
        return among(held, declared, holdings.closure)
    return tuple(sorted(declared))


async def _matching(store: InventoryStore, closure: Closure, search: FlowSearch, flows: Iterable[Flow]) -> list[Flow]:
    flows = list(flows)
    holdings = Holdings(store, closure)
    await holdings.meet(flow.origin for flow in flows)
    return [flow for flow in flows if _matches(flow, holdings, search)]


def _matches(flow: Flow, holdings: Holdings, search: FlowSearch) -> bool:
    if search.elements is not None:
        covered = {id_ for element in elements_of(flow, holdings) for id_ in holdings.closure(element)}
        if covered.isdisjoint(search.elements):
            return False
    return search.levels is None or holdings.level_of(flow.origin) in search.levels
