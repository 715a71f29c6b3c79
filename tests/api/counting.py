"""A store that counts its calls: everything is answered by the real one."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from gazetteer.inventory.store import InventoryStore


class CountingStore:
    """Stands before an open store.

    Attributes:
        calls: how often each operation was called.
    """

    def __init__(self, store: InventoryStore) -> None:
        self._store = store
        self.calls: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        operation: Callable[..., Awaitable[Any]] = getattr(self._store, name)

        async def call(*arguments: object, **named: object) -> Any:
            self.calls[name] += 1
            return await operation(*arguments, **named)

        return call
