"""Inventories that the data map and the lineage view draw: a small one with names that mean harm, and a wide one."""

from dataclasses import replace

from gazetteer.inventory.flows import Declared, FlowClaim, FlowHow, Mechanism, NodeKind, Transformation
from gazetteer.inventory.store import InventoryStore
from tests.inventory.claims import claim, dataset_end, node, recipient_end
from tests.lineage.conftest import IMEI, NAME, PHONE, publish

HARM = "<img src=x onerror=\"document.title='harm'\">'&lt;\u202e\x07"
"""A name that would be markup, that turns the text around, and that holds a control character."""
BAD_TABLE = '"><script>harm()</script>'
"""The same as the name of a dataset and of a field."""
LONG = "电话" * 5_000
CHINESE = "客户资料"
PAY = recipient_end("shop/pay")


async def fill_small(store: InventoryStore) -> None:
    """An app's log whose IMEI goes to a daily table and on, hashed, to a report; a copy that only overlap shows.

    Nodes of the map of systems: two origins, the app, the source of the loose datasets, four recipients.
    """
    await publish(store, f"log.imei={IMEI}", "log.note", f"{CHINESE}.电话={PHONE}", f"{CHINESE}.姓名={NAME}", system="app")
    await publish(store, "device_daily.device", "report.device_hash", f"copy.phone={PHONE}", f"{BAD_TABLE}.{BAD_TABLE}={NAME}")
    app = node(NodeKind.SYSTEM, "app", name="The app")
    origins = [node(NodeKind.ORIGIN, "shop/phone", name="The user's phone"), node(NodeKind.ORIGIN, "shop/web", name=HARM)]
    names = {"shop/pay": "Pay Inc.", "shop/harm": HARM, "shop/long": LONG, "shop/idle": "Nobody's recipient"}
    recipients = [node(NodeKind.RECIPIENT, key, name=name) for key, name in names.items()]
    await store.put_nodes([app, *origins, *recipients])
    given = [_declared(replace(claim(one.endpoint, app.endpoint), elements=(IMEI, PHONE))) for one in origins]
    sent = [
        _declared(replace(claim(app.endpoint, recipient_end(key), job=HARM), elements=(PHONE,)))
        for key in ("shop/harm", "shop/long")
    ]
    paid = replace(
        claim(dataset_end("device_daily"), PAY, FlowHow.DECLARED, Transformation.UNKNOWN, scope="config:shop", job="risk feed"),
        declared=Declared.UNDECLARED,
        mechanism=Mechanism.BACKEND_API,
    )
    seen = [
        claim("log.imei", "device_daily.device", FlowHow.OPENLINEAGE, scope="openlineage:n/daily", job="daily"),
        claim("device_daily.device", "report.device_hash", FlowHow.DBT, Transformation.HASHING, scope="dbt:shop"),
        claim("log.note", "report.device_hash", FlowHow.SQL, Transformation.INDIRECT),
        replace(claim(f"{CHINESE}.电话", "copy.phone", FlowHow.OVERLAP, scope="overlap"), is_directed=False),
        claim("report.device_hash", "log.note", FlowHow.SQL, Transformation.TRANSFORMATION),
        claim("log.note", "report.device_hash", FlowHow.SQL, Transformation.TRANSFORMATION),
    ]
    await store.put_claims([*given, *sent, paid, *seen])


async def fill_wide(store: InventoryStore, count: int) -> None:
    """One dataset that goes to so many recipients, with names of every length."""
    await publish(store, f"users.phone={PHONE}", system="app")
    recipients = [node(NodeKind.RECIPIENT, f"shop/{i:04}", name=f"Recipient {i:04} {'x' * (i % 90)}") for i in range(count)]
    await store.put_nodes([node(NodeKind.SYSTEM, "app", name="The app"), *recipients])
    await store.put_claims([_declared(claim(dataset_end("users"), one.endpoint)) for one in recipients])


def _declared(made: FlowClaim) -> FlowClaim:
    return replace(
        made,
        scope="policy:shop",
        how=FlowHow.DECLARED,
        transformation=Transformation.UNKNOWN,
        declared=Declared.EXPLICIT,
        mechanism=Mechanism.BACKEND_API,
    )
