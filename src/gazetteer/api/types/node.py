"""The interface of everything that has an id of its own."""

import strawberry


@strawberry.interface(description="Something with an id that is the same everywhere: in filters, in reports, in other answers.")
class Node:
    id: strawberry.ID = strawberry.field(description="Opaque, and the same for the same thing in every scan.")
