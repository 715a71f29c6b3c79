"""The elements that answers know: the server's taxonomy, and the users' own elements that scans left in the inventory."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Final

from gazetteer.api.types.element import ElementCatalogue
from gazetteer.errors import InventoryError
from gazetteer.inventory.publishing import element_of
from gazetteer.inventory.records import ElementRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import Taxonomy

FRESH_S: Final = 1.0
"""For so long own elements are taken for current: another process's scan shows within two seconds."""
_TIMEOUT_S: Final = 2.0


class Catalogues:
    """Gives each operation the elements of now.

    An element of the taxonomy goes before one of the same id in the inventory.
    """

    def __init__(self, store: InventoryStore, taxonomy: Taxonomy, clock: Callable[[], float] = monotonic) -> None:
        self._store = store
        self._taxonomy = taxonomy
        self._clock = clock
        self._own: tuple[ElementRecord, ...] = ()
        self._catalogue = ElementCatalogue(taxonomy)
        self._read_at: float | None = None

    async def current(self) -> ElementCatalogue:
        """The catalogue; the last known one where the inventory does not answer (what asks it for more is told so)."""
        if self._read_at is None or self._clock() - self._read_at >= FRESH_S:
            try:
                async with asyncio.timeout(_TIMEOUT_S):
                    own = await self._store.own_elements()
            except (InventoryError, TimeoutError):
                return self._catalogue
            self._read_at = self._clock()
            if own != self._own:
                further = [element_of(record) for record in own if record.id not in self._taxonomy]
                self._catalogue = ElementCatalogue(Taxonomy([*self._taxonomy, *further]))
                self._own = own
        return self._catalogue
