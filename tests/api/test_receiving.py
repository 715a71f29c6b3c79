"""`POST /api/v1/lineage`: what is taken, what is refused, and what an answer says."""

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse, hdrs
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api import receiving
from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.errors import InventoryError
from gazetteer.inventory.flows import FlowClaim, FlowQuery
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from tests.api.inventory import TAXONOMY
from tests.lineage.estate import CRM, SOURCES, put
from tests.lineage.openlineage.events import dataset, run_event

Client = TestClient[Any, Any]
PATH = "/api/v1/lineage"
JSON = {hdrs.CONTENT_TYPE: "application/json"}
COPY = run_event(inputs=[dataset(name="users")], outputs=[dataset(name="contacts")])
COUNTS = {"events": 1, "flows": 1, "placeholders": 0, "problems": [], "unread": []}
NOTHING = {"events": 0, "flows": 0, "placeholders": 0, "problems": [], "unread": []}


@pytest.fixture
async def store() -> AsyncIterator[InventoryStore]:
    """An inventory that may be written."""
    opened = await open_inventory("sqlite::memory:")
    await put(opened, *SOURCES)
    yield opened
    await opened.close()


@pytest.fixture
async def client(store: InventoryStore) -> AsyncIterator[Client]:
    """A client of the application, which takes at most 100,000 octets of lineage."""
    settings = ServerSettings(max_lineage_bytes=100_000, aliases={"legacy": "crm"})
    async with TestClient(TestServer(build_app(store, TAXONOMY, settings))) as opened:
        yield opened


async def kept(store: InventoryStore) -> list[FlowClaim]:
    """All claims."""
    page = await store.page_flows(FlowQuery(), PageRequest(500))
    return [claim for flow in page.items for claim in flow.claims]


async def error_of(response: ClientResponse) -> tuple[int, str, str]:
    """Status, message and code of a refusal with one error."""
    (error,) = (await response.json())["errors"]
    return response.status, error["message"], error["extensions"]["code"]


async def test_an_event_is_taken(client: Client, store: InventoryStore) -> None:
    response = await client.post(PATH, json=COPY)
    assert (response.status, await response.json()) == (201, COUNTS)
    (claim,) = await kept(store)
    assert (claim.origin.id, claim.target.id) == (CRM.dataset("users"), CRM.dataset("contacts"))


@pytest.mark.parametrize("path", [PATH, f"{PATH}/batch"])
async def test_a_list_is_taken(client: Client, store: InventoryStore, path: str) -> None:
    other = run_event(inputs=[dataset("legacy", "users")], outputs=[dataset("s3://elsewhere", "x", odd={})])
    response = await client.post(path, json=[COPY, other, COPY])
    answer = await response.json()
    (problem,) = answer.pop("problems")
    assert (response.status, answer) == (200, {"events": 3, "flows": 2, "placeholders": 1, "unread": ["outputs.facets.odd"]})
    assert (problem["code"], problem["where"]) == ("UNRESOLVED_NAME", "s3://elsewhere")
    assert len(await kept(store)) == 2
    assert await (await client.post(path, json=[])).json() == NOTHING


async def test_a_malformed_event_is_refused_with_the_place(client: Client, store: InventoryStore) -> None:
    response = await client.post(PATH, json=COPY | {"job": {"namespace": "etl"}})
    error = {"message": "job.name: is missing; add it", "path": "job.name", "extensions": {"code": "INVALID"}}
    assert (response.status, await response.json()) == (400, {"errors": [error]})
    assert await kept(store) == []


async def test_of_a_list_the_good_ones_are_taken(client: Client, store: InventoryStore) -> None:
    response = await client.post(PATH, json=[{}, COPY, 7])
    assert (response.status, await response.json()) == (
        400,
        {
            "errors": [
                {
                    "message": "eventTime: is missing; add it",
                    "path": "eventTime",
                    "index": 0,
                    "extensions": {"code": "INVALID"},
                },
                {"message": "the event must be an object", "path": "", "index": 2, "extensions": {"code": "INVALID"}},
            ],
            "taken": [1],
            **COUNTS,
        },
    )
    assert len(await kept(store)) == 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the event is not JSON (line 1, column 1); send one event, or a list of events"),
        (b"\xff\xfe\x00", "the event is not JSON in UTF-8; send one event, or a list of events"),
        (b"[" * 50_000, "the event is deeper than 64 levels"),
    ],
)
async def test_what_is_not_json_is_refused(client: Client, body: bytes, message: str) -> None:
    response = await client.post(PATH, data=body, headers=JSON)
    assert await error_of(response) == (400, message, "INVALID")


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("GZIP", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)]
)
async def test_packed_bodies_are_taken(client: Client, encoding: str, pack: Any) -> None:
    body = pack(json.dumps(COPY).encode())
    response = await client.post(PATH, data=body, headers=JSON | {hdrs.CONTENT_ENCODING: encoding})
    assert (response.status, await response.json()) == (201, COUNTS)


async def test_other_packing_and_other_types_are_refused(client: Client) -> None:
    headers = JSON | {hdrs.CONTENT_ENCODING: "compress"}
    expected = (415, "the content encoding must be gzip, deflate or none", "INVALID")
    assert await error_of(await client.post(PATH, data=b"x", headers=headers)) == expected
    expected = (415, "the content type must be application/json in UTF-8", "INVALID")
    for content_type in ("text/plain", "application/json; charset=utf-16", "application/x-ndjson"):
        response = await client.post(PATH, data=b"{}", headers={hdrs.CONTENT_TYPE: content_type})
        assert await error_of(response) == expected


async def test_a_body_that_is_not_gzip_is_refused(client: Client) -> None:
    response = await client.post(PATH, data=b"{}" * 50, headers=JSON | {hdrs.CONTENT_ENCODING: "gzip"})
    message = "the body is not what its Content-Encoding says, or ends too early; send it again"
    assert await error_of(response) == (400, message, "INVALID")


@pytest.mark.parametrize("is_packed", [False, True])
async def test_a_body_that_is_too_big_is_refused(client: Client, store: InventoryStore, is_packed: bool) -> None:
    body = json.dumps(COPY | {"padding": " " * 60_000_000}).encode() if is_packed else b" " * 100_001
    headers = JSON | ({hdrs.CONTENT_ENCODING: "gzip"} if is_packed else {})
    response = await client.post(PATH, data=gzip.compress(body) if is_packed else body, headers=headers)
    message = "the body is bigger than 100,000 bytes (unpacked); send fewer events at once"
    assert await error_of(response) == (413, message, "LIMIT")
    assert await kept(store) == []


async def test_a_list_has_an_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MAX_EVENTS", 2)
    response = await client.post(PATH, json=[COPY] * 3)
    assert await error_of(response) == (413, "the list has more than 2 events; send several lists", "LIMIT")


async def test_events_at_once_lose_nothing(client: Client, store: InventoryStore) -> None:
    events = [COPY | {"eventTime": f"2026-03-{day:02}T00:00:00Z"} for day in range(1, 21)]
    answers = await asyncio.gather(*(client.post(PATH, json=event) for event in events))
    assert {answer.status for answer in answers} == {201}
    (claim,) = await kept(store)
    assert (claim.first_seen.day, claim.last_seen.day) == (1, 20)


async def test_an_inventory_that_does_not_answer(
    client: Client, store: InventoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*arguments: object) -> None:
        raise InventoryError("gone")

    monkeypatch.setattr(type(store), "put_claims", fail)
    expected = (503, "the inventory does not answer; send the events again", "UNAVAILABLE")
    assert await error_of(await client.post(PATH, json=COPY)) == expected


async def test_only_this_machine_may_send(client: Client) -> None:
    for headers in ({"Host": "example.org"}, {"Origin": "https://example.org"}):
        assert (await client.post(PATH, json=COPY, headers=headers)).status == 403
    assert (await client.get(PATH)).status == 405
