"""Saleforte's loose ends of a profile: a key-value table, one row for each thing that a user once filled in."""

import random
from collections.abc import Callable

from gazetteer.estate import words
from gazetteer.estate.dataset import Cell, Dataset, Row, held, nothing, plain
from gazetteer.estate.people import USERS, Person, World

_Fill = Callable[[random.Random, Person], Cell]

_ATTRIBUTES: dict[str, _Fill] = {
    "real_name": lambda rng, person: person.name,
    "phone": lambda rng, person: person.phone,
    "email": lambda rng, person: person.email,
    "wechat_id": lambda rng, person: person.wechat,
    "nickname": lambda rng, person: rng.choice(words.NICKNAMES),
    "font_size": lambda rng, person: rng.choice((12, 14, 16)),
}
_FILLED_IN = 0.4


def attributes(world: World) -> Dataset:
    """Table user_attributes: who, what, and its value."""
    rng = world.rng("user_attributes")
    columns = (
        nothing("id", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("user_id", "account.user_id", sql="INTEGER NOT NULL"),
        nothing("attr", sql="TEXT NOT NULL"),
        held("value", plain("value[attr=real_name]", "person.name")),
        held("value", plain("value[attr=phone]", "contact.phone")),
        held("value", plain("value[attr=email]", "contact.email")),
        held("value", plain("value[attr=wechat_id]", "account.wechat_id")),
        held("value", plain("value[attr=nickname]", "person.nickname")),
        held("value", nothing("value[attr=font_size]")),
    )
    filled: list[Row] = [
        {"user_id": person.user_id, "attr": attr, "value": str(fill(rng, person))}
        for person in world.people[:USERS]
        for attr, fill in _ATTRIBUTES.items()
        if rng.random() < _FILLED_IN
    ]
    rows: list[Row] = [{"id": number, **row} for number, row in enumerate(filled, 1)]
    return Dataset("user_attributes", columns, rows, foreign_keys=(("user_id", "users", "user_id"),))
