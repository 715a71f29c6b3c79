"""SendCloud's callbacks: what it told its customers' servers of a mail, kept as the XML that was sent."""

import random
from xml.sax.saxutils import escape

from gazetteer.estate.dataset import Dataset, Row, held, negative, nothing, plain
from gazetteer.estate.people import Person, World, ip_address, token


def callbacks(world: World, owners: tuple[Person, ...]) -> Dataset:
    """Table callbacks: one row for each notice that was sent."""
    rng = world.rng("sc_callbacks")
    columns = (
        nothing("callback_id", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("customer_id", "account.user_id", sql="INTEGER NOT NULL"),
        held("payload", nothing("payload.notice.@version")),
        held("payload", plain("payload.notice.recipient.name", "person.name")),
        held("payload", plain("payload.notice.recipient.email", "contact.email")),
        held("payload", plain("payload.notice.recipient.phone", "contact.phone")),
        held("payload", plain("payload.notice.open.ip", "network.ip")),
        held("payload", negative("payload.notice.template.name", "person.name")),
        nothing("http_status", sql="INTEGER"),
    )
    rows: list[Row] = [
        {
            "callback_id": index,
            "customer_id": rng.choice(owners).user_id,
            "payload": _notice(rng, rng.choice(world.people)),
            "http_status": rng.choice((200, 200, 200, 410, 503)),
        }
        for index in range(1, 401)
    ]
    return Dataset("callbacks", columns, rows, foreign_keys=(("customer_id", "customers", "customer_id"),))


def _notice(rng: random.Random, person: Person) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<notice version="{rng.choice(("1", "2"))}">'
        f"<recipient><name>{escape(person.name)}</name><email>{escape(person.email)}</email>"
        f"<phone>{escape(person.phone)}</phone></recipient>"
        f"<open><ip>{ip_address(rng)}</ip></open>"
        f"<template><name>{rng.choice(('spring_sale', 'Monthly invoice', '注册欢迎信'))} {token(rng, 4)}</name></template>"
        "</notice>"
    )
