"""A store that counts its calls."""

from collections import Counter

from gazetteer.inventory.store import InventoryStore


class CountingStore:
    """Hands every call on and counts it by name."""

    def __init__(self, store: InventoryStore) -> None:
        self._store = store
        self.calls: Counter[str] = Counter()

    def __getattr__(self, name: str) -> object:
        operation = getattr(self._store, name)

        async def counted(*args: object, **kwargs: object) -> object:
            self.calls[name] += 1
            return await operation(*args, **kwargs)

        return counted
