"""The HTTP application: what it answers, what it refuses, and the headers of both."""

import io
import json
import re
from typing import Any

import pytest
from aiohttp import hdrs
from aiohttp.test_utils import TestClient

from gazetteer.api.printing import print_schema

Client = TestClient[Any, Any]
QUERY = {"query": "{ sources { totalCount } }"}
ANSWER = {"data": {"sources": {"totalCount": 3}}}


async def refusal(client: Client, method: str, path: str, **arguments: Any) -> tuple[int, str, str]:
    """Status, message and code of an answer that must be a refusal in JSON."""
    response = await client.request(method, path, **arguments)
    assert response.content_type == "application/json"
    (error,) = (await response.json())["errors"]
    return response.status, error["message"], error["extensions"]["code"]


async def test_a_query_is_answered(client: Client) -> None:
    response = await client.post("/graphql", json=QUERY)
    assert (response.status, response.content_type, await response.json()) == (200, "application/json", ANSWER)


async def test_the_operation_is_chosen_by_name(client: Client) -> None:
    document = "query A { sources { totalCount } } query B { scans { totalCount } }"
    response = await client.post("/graphql", json={"query": document, "operationName": "B"})
    assert await response.json() == {"data": {"scans": {"totalCount": 2}}}
    for name in (None, "C"):
        response = await client.post("/graphql", json={"query": document, "operationName": name})
        message = "operationName: the document has no operation of this name, or several and none was chosen"
        assert (await response.json())["errors"] == [{"message": message, "extensions": {"code": "INVALID"}}]


@pytest.mark.parametrize("operation", ["mutation { a }", "subscription { a }"])
async def test_only_queries_are_served(client: Client, operation: str) -> None:
    response = await client.post("/graphql", json={"query": operation})
    assert (await response.json())["errors"][0]["message"] == "only queries are served"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the body is not JSON; send an object with query, variables and operationName"),
        (b"{", "the body is not JSON; send an object with query, variables and operationName"),
        (b"\xff\xfe", "the body is not JSON; send an object with query, variables and operationName"),
        (b'{"query": NaN}', "the body is not JSON; send an object with query, variables and operationName"),
        (b"[" * 100_000, "the body is not JSON; send an object with query, variables and operationName"),
        (b'[{"query": "{ sources { totalCount } }"}]', "batches are not served; send one operation at a time"),
        (b'"query"', "query: a GraphQL document is missing; send it as a text"),
        (b"{}", "query: a GraphQL document is missing; send it as a text"),
        (b'{"query": 1}', "query: a GraphQL document is missing; send it as a text"),
        (b'{"query": "  "}', "query: a GraphQL document is missing; send it as a text"),
        (b'{"query": "{ a }", "variables": []}', "variables: must be an object"),
        (b'{"query": "{ a }", "operationName": 1}', "operationName: must be a text"),
    ],
)
async def test_malformed_bodies(client: Client, body: bytes, message: str) -> None:
    headers = {hdrs.CONTENT_TYPE: "application/json"}
    assert await refusal(client, "POST", "/graphql", data=body, headers=headers) == (400, message, "INVALID")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
async def test_queries_come_by_post_only(client: Client, method: str) -> None:
    expected = (405, f"{method} is not served here; use POST", "INVALID")
    assert await refusal(client, method, "/graphql?query={sources{totalCount}}") == expected
    response = await client.request(method, "/graphql")
    assert response.headers[hdrs.ALLOW] == "POST"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16", ""],
)
async def test_the_content_type_must_be_json(client: Client, content_type: str) -> None:
    """A page elsewhere can send the others without asking first."""
    arguments = {"data": json.dumps(QUERY).encode(), "headers": {hdrs.CONTENT_TYPE: content_type}}
    expected = (415, "the content type must be application/json in UTF-8", "INVALID")
    assert await refusal(client, "POST", "/graphql", **arguments) == expected


async def test_a_charset_of_utf_8_is_fine(client: Client) -> None:
    headers = {hdrs.CONTENT_TYPE: "application/json; charset=UTF-8"}
    response = await client.post("/graphql", data=json.dumps(QUERY).encode(), headers=headers)
    assert await response.json() == ANSWER


async def test_bodies_are_bounded(client: Client) -> None:
    headers = {hdrs.CONTENT_TYPE: "application/json"}
    start = b'{"query": "{ sources { totalCount } }"'
    fits = start + b" " * (1024 * 1024 - len(start) - 1) + b"}"
    response = await client.post("/graphql", data=io.BytesIO(fits), headers=headers)
    assert (response.status, await response.json()) == (200, ANSWER)
    expected = (413, "the body is bigger than 1,048,576 bytes", "LIMIT")
    assert await refusal(client, "POST", "/graphql", data=io.BytesIO(fits[:-1] + b" }"), headers=headers) == expected


@pytest.mark.parametrize("path", ["/", "/graphql", "/healthz", "/metrics", "/schema.graphql", "/static/page.js"])
@pytest.mark.parametrize(
    "host", ["example.org", "rebound.example.org:8750", "192.0.2.1", "127.0.0.1.example.org", "", "localhost.x"]
)
async def test_a_foreign_host_is_refused_everywhere(client: Client, host: str, path: str) -> None:
    message = "Host must be a loopback name, such as 127.0.0.1 or localhost; this server answers to no other"
    method = "POST" if path == "/graphql" else "GET"
    assert await refusal(client, method, path, headers={hdrs.HOST: host}) == (403, message, "INVALID")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8750", "127.0.0.1:1", "127.9.9.9", "[::1]:8750", "[::1]"])
async def test_loopback_hosts_are_served(client: Client, host: str) -> None:
    response = await client.post("/graphql", json=QUERY, headers={hdrs.HOST: host})
    assert await response.json() == ANSWER


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://localhost:1", "https://127.0.0.1:8750", ""])
async def test_a_foreign_origin_is_refused(client: Client, origin: str) -> None:
    arguments = {"json": QUERY, "headers": {hdrs.HOST: "127.0.0.1:8750", hdrs.ORIGIN: origin}}
    expected = (403, "Origin is another site; only this server's own page may ask", "INVALID")
    assert await refusal(client, "POST", "/graphql", **arguments) == expected


async def test_the_own_origin_is_served(client: Client) -> None:
    headers = {hdrs.HOST: "localhost:8750", hdrs.ORIGIN: "http://localhost:8750"}
    response = await client.post("/graphql", json=QUERY, headers=headers)
    assert await response.json() == ANSWER


@pytest.mark.parametrize("path", ["/", "/graphql", "/nowhere", "/healthz", "/static/page.css", "/static/../app.py"])
async def test_safety_headers_stand_on_every_answer(client: Client, path: str) -> None:
    response = await client.get(path)
    headers = response.headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "no-referrer")
    assert (headers["X-Frame-Options"], headers["Cache-Control"]) == ("DENY", "no-store")
    assert "Server" not in headers
    assert "Access-Control-Allow-Origin" not in headers


async def test_unknown_paths_say_what_there_is(client: Client) -> None:
    message = "Not Found; there are /, /graphql, /schema.graphql, /api/v1/lineage, /healthz, /readyz and /metrics"
    assert await refusal(client, "GET", "/nowhere") == (404, message, "INVALID")


async def test_health_and_readiness(client: Client) -> None:
    assert await (await client.get("/healthz")).json() == {"status": "alive"}
    assert await (await client.get("/readyz")).json() == {"status": "ready", "inventory": "sqlite", "version": 1}


async def test_the_schema_is_served_as_printed(client: Client) -> None:
    response = await client.get("/schema.graphql")
    assert (response.content_type, await response.text()) == ("text/plain", print_schema())


async def test_metrics_count_requests_errors_times_and_the_inventory(client: Client) -> None:
    await client.post("/graphql", json=QUERY)
    await client.post("/graphql", json={"query": "{ sources(first: 501) { totalCount } }"})
    await client.get("/nowhere/else")
    response = await client.get("/metrics")
    assert response.headers[hdrs.CONTENT_TYPE] == "text/plain; version=0.0.4; charset=utf-8"
    lines = (await response.text()).splitlines()
    for line in (
        'gazetteer_http_requests_total{route="/graphql",status="200"} 2',
        'gazetteer_http_requests_total{route="unmatched",status="404"} 1',
        'gazetteer_graphql_errors_total{code="INVALID"} 1',
        "# TYPE gazetteer_graphql_duration_seconds histogram",
        'gazetteer_graphql_duration_seconds_bucket{le="+Inf"} 2',
        "gazetteer_graphql_duration_seconds_count 2",
        "gazetteer_inventory_up 1",
        "gazetteer_inventory_sources 3",
        "gazetteer_inventory_datasets 8",
        "gazetteer_inventory_unexpected_gaps 2",
        'gazetteer_inventory_fields{level="SENSITIVE"} 4',
    ):
        assert line in lines
    counts = [int(count) for count in re.findall(r"seconds_bucket\{le=\"[^\"]+\"\} (\d+)", "\n".join(lines))]
    assert (len(counts), counts) == (12, sorted(counts))
