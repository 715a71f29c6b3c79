"""The inventory on a MongoDB server, for many machines; works on any server that speaks its portable commands."""

from gazetteer.inventory.stores.mongodb.factory import STORE

__all__ = ["STORE"]
