"""PyMongo's own async client in motor's place."""

from typing import Any

from pymongo import AsyncMongoClient


def pymongo_client(uri: str, **options: Any) -> Any:
    """A client factory for the MongoDB store."""
    client: Any = AsyncMongoClient(uri, **options)
    return client
