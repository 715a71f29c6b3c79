"""The only module that knows a MongoDB driver: motor today, and by another client factory PyMongo's own async client.

`Commands` offers the portable commands that the inventory is built from; documents in and out are plain dicts. Every
error of the driver is translated here, in own words: its texts can hold credentials, hosts of a cluster, and values.
"""

import inspect
import warnings
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from bson.errors import BSONError
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import IndexModel, ReadPreference, ReplaceOne, ReturnDocument, WriteConcern
from pymongo.errors import (
    ConfigurationError as DriverConfigurationError,
)
from pymongo.errors import ConnectionFailure, DuplicateKeyError, InvalidOperation, OperationFailure, PyMongoError

from gazetteer.errors import ConfigurationError, GazetteerError, InventoryError
from gazetteer.inventory.documents import Document
from gazetteer.inventory.stores.mongodb.address import MongoAddress

T = TypeVar("T")

Filter = Mapping[str, Any]
ClientFactory = Callable[..., Any]
WriteHook = Callable[[str], Awaitable[None]]

_DEFAULT_OPTIONS = {"serverSelectionTimeoutMS": 3_000, "connectTimeoutMS": 3_000, "socketTimeoutMS": 30_000}
_REFUSED = {18, 8000}
_UNAUTHORISED = 13
_DOCUMENTS_AT_ONCE = 500


def motor_client(uri: str, **options: Any) -> Any:
    """motor's client for a URI."""
    client: Any = AsyncIOMotorClient(uri, **options)
    return client


class Commands:
    """The portable commands on one database; writes are acknowledged by a majority and journalled.

    Args:
        on_write: called with a short name before each write; a seam for tests that stop a writer between two writes.

    Raises:
        ConfigurationError: if the driver does not take the URI or its options.
    """

    def __init__(self, address: MongoAddress, client_factory: ClientFactory, on_write: WriteHook | None = None) -> None:
        self._location = address.location
        self._on_write = on_write
        options = {name: value for name, value in _DEFAULT_OPTIONS.items() if name.lower() not in address.options}
        try:
            with warnings.catch_warnings():
                # The driver only warns of options that it then ignores.
                warnings.simplefilter("error", UserWarning)
                client = client_factory(address.uri, **options)
        except (PyMongoError, UserWarning, ValueError, TypeError, OSError):
            client = None
        if client is None:
            raise ConfigurationError(
                f"the URI of the inventory {self._location} has options or credentials that the MongoDB driver does not take;"
                " check the part after the question mark, and that user and password are percent-encoded"
            )
        self._client = client
        # Compare-and-swap on a secondary would read the past, whatever the URI prefers.
        self._database = client.get_database(
            address.database, write_concern=WriteConcern("majority", j=True), read_preference=ReadPreference.PRIMARY
        )

    async def close(self) -> None:
        """Give back connections; may be called twice."""
        closing = self._client.close()
        if inspect.isawaitable(closing):
            await closing

    async def collection_names(self) -> set[str]:
        """The collections that exist."""
        return set(await self._answer(self._database.list_collection_names()))

    async def ensure_indexes(self, collection: str, indexes: Sequence[Sequence[str]]) -> None:
        """Make ascending indexes over these columns unless they are there."""
        models = [IndexModel([(column, 1) for column in columns]) for columns in indexes]
        await self._write(f"index {collection}", lambda: self._database[collection].create_indexes(models))

    async def find(
        self,
        collection: str,
        filter_: Filter,
        sort: str | None = None,
        limit: int = 0,
        columns: Sequence[str] | None = None,
    ) -> list[Document]:
        """Documents that match, ascending by one column; limit 0 is all; `columns` None is whole documents."""
        cursor = self._database[collection].find(filter_, columns)
        if sort is not None:
            cursor = cursor.sort([(sort, 1)])
        return await self._answer(_listed(cursor.limit(limit)))

    async def find_one(self, collection: str, filter_: Filter) -> Document | None:
        """A document that matches."""
        found: Document | None = await self._answer(self._database[collection].find_one(filter_))
        return found

    async def count(self, collection: str, filter_: Filter) -> int:
        """How many documents match."""
        return int(await self._answer(self._database[collection].count_documents(filter_)))

    async def group(self, collection: str, match: Filter, by: str, sums: Mapping[str, Any]) -> list[Document]:
        """Groups by one column, which is their `_id`; `sums` are accumulators by name."""
        pipeline = [{"$match": match}, {"$group": {"_id": f"${by}", **sums}}]

        async def run() -> list[Document]:
            cursor = self._database[collection].aggregate(pipeline)
            # motor hands out the cursor, PyMongo a promise of it.
            return await _listed(await cursor if inspect.isawaitable(cursor) else cursor)

        return await self._answer(run())

    async def put_many(self, collection: str, documents: Sequence[Document]) -> None:
        """Insert or replace documents by `_id`, unordered."""
        for start in range(0, len(documents), _DOCUMENTS_AT_ONCE):
            batch = [
                ReplaceOne({"_id": document["_id"]}, document, upsert=True)
                for document in documents[start : start + _DOCUMENTS_AT_ONCE]
            ]
            await self._write(f"put {collection}", partial(self._database[collection].bulk_write, batch, ordered=False))

    async def insert_once(self, collection: str, document: Document) -> bool:
        """Insert the document unless there is one of its `_id`; True if it was inserted."""
        values = {name: value for name, value in document.items() if name != "_id"}

        async def run() -> bool:
            try:
                result = await self._database[collection].update_one(
                    {"_id": document["_id"]}, {"$setOnInsert": values}, upsert=True
                )
            except DuplicateKeyError:
                return False
            return result.upserted_id is not None

        return await self._write(f"insert {collection}", run)

    async def change(self, collection: str, filter_: Filter, update: Mapping[str, Any]) -> Document | None:
        """Change one document that matches, and return it as changed; None if none matches (compare-and-swap)."""
        return await self._write(
            f"change {collection}",
            lambda: self._database[collection].find_one_and_update(filter_, update, return_document=ReturnDocument.AFTER),
        )

    async def change_many(self, collection: str, filter_: Filter, update: Mapping[str, Any]) -> None:
        """Change all documents that match."""
        await self._write(f"change {collection}", lambda: self._database[collection].update_many(filter_, update))

    async def delete_many(self, collection: str, filter_: Filter) -> None:
        """Delete all documents that match."""
        await self._write(f"delete {collection}", lambda: self._database[collection].delete_many(filter_))

    async def _write(self, name: str, call: Callable[[], Awaitable[T]]) -> T:
        if self._on_write is not None:
            await self._on_write(name)
        return await self._answer(call())

    async def _answer(self, awaited: Awaitable[T]) -> T:
        try:
            return await awaited
        except (PyMongoError, BSONError, OverflowError) as error:
            failure = _translated(error, self._location)
        # Outside the handler, so that the driver's own text is not chained to it.
        raise failure


async def _listed(cursor: Any) -> list[Document]:
    return [document async for document in cursor]


def _translated(error: Exception, location: str) -> GazetteerError:
    match error:
        case OperationFailure(code=code) if code in _REFUSED:
            return InventoryError(f"the inventory {location} refuses the login; check user, password and authSource")
        case OperationFailure(code=code) if code == _UNAUTHORISED:
            return InventoryError(
                f"the login at the inventory {location} may not read and write that database; give it the role readWrite"
            )
        case ConnectionFailure():
            return InventoryError(f"the inventory {location} does not answer; check that the server runs and is reachable")
        case DriverConfigurationError():
            return InventoryError(f"the inventory {location} cannot be reached as its URI says; check host names and options")
        case InvalidOperation():
            return InventoryError(f"the inventory {location} is closed; open it again")
        case OperationFailure(code=code):
            return InventoryError(
                f"the inventory {location} refuses a command with MongoDB error {code}; check the server's log"
            )
    return InventoryError(f"the inventory {location} fails ({type(error).__name__}); check the server's log")
