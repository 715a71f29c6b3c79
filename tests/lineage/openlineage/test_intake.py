"""Events taken into the inventory: idempotent, in any order, together or one by one."""

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from gazetteer.inventory.flows import FlowClaim, FlowQuery, NodeKind, Transformation
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.openlineage.intake import Fault, LineageIntake, Taken
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.api.inventory import detection
from tests.lineage.estate import CRM, SHOP, T0, counted, publication, put
from tests.lineage.openlineage.events import NOW, columns, dataset, fed, run_event, step
from tests.lineage.openlineage.events import SHOP as SHOP_SPACE

TAXONOMY = load_taxonomy()


def copies(day: int = 1, job: str = "nightly", column: str = "phone", state: str = "COMPLETE") -> dict[str, Any]:
    """A job copies a column of `users` from crm into shop."""
    facet = columns({column: {"inputFields": [fed(column, step("DIRECT", "IDENTITY"))]}})
    return run_event(
        state,
        [dataset()],
        [dataset(SHOP_SPACE, "shop.public.users", columnLineage=facet)],
        eventTime=f"2026-03-{day:02}T02:00:00Z",
        job={"namespace": "etl", "name": job},
    )


async def take(store: InventoryStore, *events: Any) -> Taken:
    """Taken by a new door."""
    return await LineageIntake(store, TAXONOMY, {}).take(events, NOW)


async def kept(store: InventoryStore) -> list[FlowClaim]:
    """All claims."""
    page = await store.page_flows(FlowQuery(), PageRequest(500))
    return [claim for flow in page.items for claim in flow.claims]


async def test_an_event_becomes_a_claim(estate: InventoryStore) -> None:
    taken = await take(estate, copies())
    (claim,) = await kept(estate)
    assert (claim.origin.id, claim.target.id) == (CRM.field("users", "phone"), SHOP.field("public.users", "phone"))
    assert (claim.scope, claim.job, claim.transformation) == ("openlineage:etl/nightly", "nightly", Transformation.IDENTITY)
    assert taken == Taken(1, frozenset({claim.flow_id}), frozenset(), (), (), ())


@pytest.mark.parametrize("seed", range(5))
async def test_order_and_repetition_change_nothing(estate: InventoryStore, seed: int) -> None:
    events = [copies(day, job, state=state) for day in (1, 3, 5) for job in "ab" for state in ("START", "COMPLETE")]
    shuffled = events + events[::2]
    random.Random(seed).shuffle(shuffled)
    half = len(shuffled) // 2
    await take(estate, *shuffled[:half])
    await take(estate, *shuffled[half:])
    claims = sorted(await kept(estate), key=lambda claim: claim.scope)
    assert [(claim.scope, claim.first_seen.day, claim.last_seen.day) for claim in claims] == [
        ("openlineage:etl/a", 1, 5),
        ("openlineage:etl/b", 1, 5),
    ]
    assert {claim.flow_id for claim in claims} == {claims[0].flow_id}


async def test_a_broken_event_leaves_the_others(estate: InventoryStore) -> None:
    taken = await take(estate, copies(), {}, copies(column="id"), copies() | {"job": {"namespace": "etl"}})
    assert taken.refused == (Fault(1, "eventTime", "is missing; add it"), Fault(3, "job.name", "is missing; add it"))
    assert (taken.events, len(taken.flows), len(await kept(estate))) == (2, 2, 2)


async def test_placeholders_and_problems_are_told(estate: InventoryStore) -> None:
    owners = {"owners": [{"name": "team:raw"}]}
    event = run_event(inputs=[dataset("s3://elsewhere", "raw", ownership=owners)], outputs=[dataset(name="invoices")])
    taken = await take(estate, event, event)
    assert taken.placeholders == {node.id for node in await estate.nodes_of_kind(NodeKind.PLACEHOLDER)}
    by_name = {node.name: node for node in await estate.nodes_of_kind(NodeKind.PLACEHOLDER)}
    assert (by_name["raw"].owner, by_name["raw"].is_resolved) == ("team:raw", False)
    assert (by_name["invoices"].id, by_name["invoices"].is_resolved) == (CRM.dataset("invoices"), True)
    assert by_name["raw"].first_seen == datetime(2026, 3, 1, 2, tzinfo=UTC)
    (problem,) = taken.problems
    assert problem.message == "no source is known as s3://elsewhere; scan it, or give it to a source under `aliases:`"


async def test_symlinks_of_one_event_hold_for_all(estate: InventoryStore) -> None:
    links = {"identifiers": [{"namespace": "crm", "name": "users", "type": "TABLE"}]}
    linked = run_event(inputs=[dataset("s3://elsewhere", "raw", symlinks=links)], outputs=[dataset(name="orders")])
    plain = run_event(inputs=[dataset("s3://elsewhere", "raw")], outputs=[dataset(name="contacts")])
    await take(estate, plain, linked)
    assert {claim.origin.id for claim in await kept(estate)} == {CRM.dataset("users")}


async def test_elements_travel_as_soon_as_a_flow_is_known(estate: InventoryStore) -> None:
    found = publication(CRM, "users", ("phone",), 2, T0)
    field = replace(found.fields[0], elements=(detection("contact.phone", 0.97),)) if found.fields else None
    assert field is not None
    closures = {"contact.phone": TAXONOMY.closure("contact.phone")}
    assert await estate.publish_dataset(replace(found, fields=(field,), closures=closures))
    await take(estate, copies())
    target = SHOP.field("public.users", "phone")
    (implied,) = (await estate.fields_by_id([target]))[target].implied
    assert implied.detection.element == "contact.phone"


async def test_problems_are_those_of_the_latest_event(estate: InventoryStore) -> None:
    intake = LineageIntake(estate, TAXONOMY, {})
    await intake.take([run_event(inputs=[dataset("shop", "orders")], outputs=[dataset(name="invoices")])], NOW)
    (problem,) = await estate.problems()
    assert (problem.scope, problem.code) == ("openlineage:etl/nightly", "UNRESOLVED_NAME")
    await intake.take([run_event("START"), run_event("FAIL")], NOW)
    assert await estate.problems() == (problem,)
    await intake.take([copies()], NOW)
    assert await estate.problems() == ()


async def test_placeholders_give_way_after_a_scan(estate: InventoryStore) -> None:
    intake = LineageIntake(estate, TAXONOMY, {})
    await intake.take([run_event(inputs=[dataset()], outputs=[dataset(name="invoices")])], NOW)
    assert await intake.relink(NOW) == 0
    await put(estate, replace(CRM, datasets={"invoices": ("id",)}), sequence=2)
    assert await intake.relink(NOW) == 1
    (claim,) = await kept(estate)
    assert (claim.target.id, claim.target.kind) == (CRM.dataset("invoices"), NodeKind.DATASET)


async def test_many_at_once_lose_nothing(estate: InventoryStore) -> None:
    intake = LineageIntake(estate, TAXONOMY, {})
    await asyncio.gather(*(intake.take([copies(day)], NOW) for day in range(1, 10)))
    (claim,) = await kept(estate)
    assert (claim.first_seen.day, claim.last_seen.day) == (1, 9)


async def test_calls_do_not_grow_with_events(estate: InventoryStore) -> None:
    counting, calls = counted(estate)
    await LineageIntake(counting, TAXONOMY, {}).take([copies(column=f"c{n}", job=f"j{n}") for n in range(200)], NOW)
    assert calls == {
        "page_sources": 1,
        "datasets_by_id": 1,
        "fields_by_id": 1,
        "fields_of_datasets": 1,
        "problems": 1,
        "put_nodes": 1,
        "put_claims": 1,
    }
    assert len(await kept(estate)) == 200
