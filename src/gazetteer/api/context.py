"""What resolvers are given: one context for each operation."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import strawberry

from gazetteer.api.loaders import Loaders
from gazetteer.inventory.store import InventoryStore

if TYPE_CHECKING:
    from gazetteer.api.types.element import ElementCatalogue


@dataclass(frozen=True, slots=True)
class RequestContext:
    """One operation's view of the inventory; the loaders remember what it has read, and are never shared with another."""

    store: InventoryStore
    elements: "ElementCatalogue"
    loaders: Loaders


Info = strawberry.Info[RequestContext, None]
