"""A store module as third parties register theirs."""

from datetime import datetime

from gazetteer.errors import InventoryError
from gazetteer.inventory.store import InventoryStore


class PaperFactory:
    """Knows the scheme `paper:`, and cannot open any."""

    @property
    def schemes(self) -> tuple[str, ...]:
        return ("paper",)

    async def open(self, uri: str, now: datetime) -> InventoryStore:
        raise InventoryError("paper does not open")


STORE = PaperFactory()
