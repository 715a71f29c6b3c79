"""Pages: opaque cursors and the bounds of `first`.

A cursor is URL-safe Base64 of `check:kind:key`: which list it belongs to (`fields.NAME`), the store's position key, and
a short digest over both, so that a cursor that was cut, edited or taken from another list is told apart.
"""

import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Protocol, TypeVar

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.problems import RequestError
from gazetteer.inventory.queries import Page, PageRequest

T = TypeVar("T")

MAX_FIRST = 500
"""The most items of one page."""

First = Annotated[int | None, strawberry.argument(description=f"How many items at most: 0 to {MAX_FIRST}.")]
After = Annotated[str | None, strawberry.argument(description="A cursor of the same list: the page goes on behind it.")]


def write_cursor(kind: str, key: str) -> str:
    """The cursor of the item at `key` in lists of this kind."""
    payload = f"{kind}:{key}".encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(_check(payload) + b":" + payload).decode().rstrip("=")


def read_cursor(kind: str, cursor: str) -> str:
    """The position key that `write_cursor` was given.

    Raises:
        RequestError: if the cursor is damaged or of another kind of list.
    """
    try:
        check, colon, payload = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).partition(b":")
        text = payload.decode("utf-8", "surrogatepass")
    except (ValueError, binascii.Error):
        check, colon, payload, text = b"", b"", b"", ""
    if not colon or check != _check(payload):
        raise RequestError("after: this is not a cursor of this server; take one from pageInfo.endCursor")
    found, _, key = text.partition(":")
    if found != kind:
        raise RequestError(f"after: the cursor belongs to {found}, not to {kind}; take one from this list in this order")
    return key


def _check(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=4).hexdigest().encode()


def read_page(kind: str, first: int | None, after: object, default: int) -> PageRequest:
    """The page that the arguments ask for; `after` may be unset.

    Raises:
        RequestError: if `first` is out of bounds or the cursor is wrong.
    """
    limit = default if first is None else first
    if not 0 <= limit <= MAX_FIRST:
        raise RequestError(f"first: {limit} is out of bounds; ask for 0 to {MAX_FIRST} items and page on with `after`")
    return PageRequest(limit, read_cursor(kind, after) if isinstance(after, str) else None)


async def read_items(asked: PageRequest, read: Callable[[PageRequest], Awaitable[Page[T]]]) -> Page[T]:
    """The page that `read` gives; a page of no items still tells whether items follow."""
    if asked.limit:
        return await read(asked)
    return Page((), (), bool((await read(PageRequest(1, asked.after))).items))


class Position(Protocol):
    """Where an item stands in its list."""

    async def cursor(self, info: Info) -> str:
        """Its cursor."""
        ...


@dataclass(frozen=True, slots=True)
class KnownPosition:
    """A position that came with the page."""

    kind: str
    key: str

    @property
    def text(self) -> str:
        """Its cursor, at once."""
        return write_cursor(self.kind, self.key)

    async def cursor(self, info: Info) -> str:
        """Its cursor."""
        return self.text


async def _start_cursor(root: "PageInfo", info: Info) -> str | None:
    return await root.positions[0].cursor(info) if root.positions else None


async def _end_cursor(root: "PageInfo", info: Info) -> str | None:
    return await root.positions[-1].cursor(info) if root.positions else None


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    positions: strawberry.Private[Sequence[Position]]
    has_next_page: bool = strawberry.field(description="True if items follow.")
    has_previous_page: bool = strawberry.field(description="True if the page was asked for with `after`.")
    start_cursor: str | None = strawberry.field(
        resolver=_start_cursor, description="The cursor of the first item; null on an empty page."
    )
    end_cursor: str | None = strawberry.field(
        resolver=_end_cursor, description="The cursor of the last item; null on an empty page."
    )
