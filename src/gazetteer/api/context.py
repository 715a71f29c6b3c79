"""What resolvers are given: one context for each operation."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import strawberry

from gazetteer.api.loaders import Loaders

if TYPE_CHECKING:
    from gazetteer.api.types.element import ElementCatalogue


@dataclass(frozen=True, slots=True)
class RequestContext:
    """One operation's view of the inventory.

    Attributes:
        elements: the taxonomy.
        loaders: read the inventory and remember what they have read; never shared with another operation.
        operation_name: which operation of the document was asked for, None if that was left open.
    """

    elements: "ElementCatalogue"
    loaders: Loaders
    operation_name: str | None = None


Info = strawberry.Info[RequestContext, None]
