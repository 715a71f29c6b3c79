"""`gazetteer lineage import` and `export`, over files as people have them."""

import asyncio
import csv
import json
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from gazetteer.cli import importing
from gazetteer.inventory.flows import (
    Endpoint,
    FlowClaim,
    FlowHow,
    FlowQuery,
    NodeKind,
    NodeRecord,
    Transformation,
)
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from tests.cli.conftest import Run
from tests.lineage.estate import CRM, LAKE, SHOP, SOURCES, T0, Source, put
from tests.lineage.openlineage.events import columns, dataset, fed, run_event, step

COPY = run_event(inputs=[dataset()], outputs=[dataset(name="contacts")])
HASHED = run_event(
    inputs=[dataset()],
    outputs=[
        dataset(
            name="contacts",
            columnLineage=columns({"phone": {"inputFields": [fed("phone", step("DIRECT", "TRANSFORMATION", True, "sha256"))]}}),
        )
    ],
    job={"namespace": "etl", "name": "hash it"},
)


def with_store(path: Path, work: Callable[[InventoryStore], Any]) -> Any:
    """What `work` answers over the inventory of this file."""

    async def run() -> Any:
        store = await open_inventory(f"sqlite:///{path}")
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(run())


@pytest.fixture
def filled(inventory: Path) -> Path:
    """The default inventory, with the sources of `tests.lineage.estate`."""
    inventory.parent.mkdir()
    with_store(inventory, lambda store: put(store, *SOURCES))
    return inventory


async def all_claims(store: InventoryStore) -> list[FlowClaim]:
    """All claims, by id."""
    page = await store.page_flows(FlowQuery(), PageRequest(500))
    return sorted((claim for flow in page.items for claim in flow.claims), key=lambda claim: claim.id)


def claims(path: Path) -> list[FlowClaim]:
    """All claims of an inventory's file, by id."""
    found: list[FlowClaim] = with_store(path, all_claims)
    return found


def lines(*documents: Any) -> str:
    """One document a line."""
    return "".join(f"{json.dumps(document)}\n" for document in documents)


@pytest.mark.parametrize(
    "text",
    [
        lines(COPY, HASHED),
        "\n" + lines(COPY) + "\r\n" + lines(HASHED).strip(),
        lines([COPY, HASHED]),
        json.dumps([COPY, HASHED], indent=2),
    ],
)
def test_events_are_imported(run: Run, room: Path, filled: Path, text: str) -> None:
    (room / "events.ndjson").write_text(text)
    result = run("lineage", "import", "events.ndjson")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "Took 2 events: 2 flows, 0 placeholders, 0 problems.\n",
        "",
    )
    assert {(claim.job, claim.transformation) for claim in claims(filled)} == {
        ("nightly", Transformation.UNKNOWN),
        ("hash it", Transformation.HASHING),
    }
    again = run("lineage", "import", "events.ndjson")
    assert (again.exit_code, again.stdout, len(claims(filled))) == (0, result.stdout, 2)


def test_one_document_over_several_lines_is_imported(run: Run, room: Path, filled: Path) -> None:
    (room / "event.json").write_text(json.dumps(COPY, indent=2))
    assert run("lineage", "import", "event.json").stdout.startswith("Took 1 event: 1 flow,")


def test_events_come_from_standard_input(run: Run, filled: Path) -> None:
    assert run("lineage", "import", "-", given=lines(COPY)).stdout.startswith("Took 1 event: 1 flow,")


def test_events_come_from_a_pipe(run: Run, room: Path, filled: Path) -> None:
    os.mkfifo(room / "pipe")
    writer = threading.Thread(target=lambda: (room / "pipe").write_text(lines(COPY)))
    writer.start()
    result = run("lineage", "import", "pipe")
    writer.join()
    assert result.stdout.startswith("Took 1 event: 1 flow,")


BAD = lines(COPY)[:-1] + '\n{"a": \n' + lines({"eventTime": 7}, [COPY, 8], HASHED)
MISTAKES = [
    "line 2: is not JSON (line 2, column 1); send one event, or a list of events",
    "line 3: eventTime: must be a text",
    "line 4, item 1: must be an object",
]


def test_bad_lines_are_named_and_the_others_taken(run: Run, room: Path, filled: Path) -> None:
    (room / "events.ndjson").write_text(BAD)
    result = run("lineage", "import", "events.ndjson")
    assert (result.exit_code, sorted(result.stderr.splitlines())) == (2, MISTAKES)
    assert result.stdout == "Took 3 events: 2 flows, 0 placeholders, 0 problems.\n"
    assert len(claims(filled)) == 2


def test_strictly_nothing_is_taken(run: Run, room: Path, filled: Path) -> None:
    (room / "events.ndjson").write_text(BAD)
    result = run("lineage", "import", "events.ndjson", "--strict")
    assert (result.exit_code, result.stderr.splitlines()) == (2, MISTAKES)
    assert (result.stdout, claims(filled)) == ("Nothing was taken.\n", [])
    assert run("lineage", "import", "-", "--strict", given=lines(COPY)).exit_code == 0
    assert len(claims(filled)) == 1


def test_a_line_that_is_too_long_is_passed_over(run: Run, room: Path, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MAX_EVENT_BYTES", 2_000)
    (room / "events.ndjson").write_text(lines(COPY, COPY | {"padding": "x" * 9_000}, HASHED))
    result = run("lineage", "import", "events.ndjson")
    assert (result.exit_code, result.stderr) == (2, "line 2: is longer than 2,000 bytes; send smaller events\n")
    assert len(claims(filled)) == 2


def test_placeholders_problems_and_facets_are_told(run: Run, room: Path, filled: Path) -> None:
    event = run_event(inputs=[dataset("s3://elsewhere", "x\x1b[31m")], outputs=[dataset(name="invoices", odd={})])
    (room / "events.ndjson").write_text(lines(event))
    result = run("lineage", "import", "events.ndjson")
    message = "no source is known as s3://elsewhere; scan it, or give it to a source under `aliases:`"
    assert result.stdout.splitlines() == [
        "Took 1 event: 1 flow, 2 placeholders, 1 problem.",
        f"  s3://elsewhere: {message}",
        "Facets that are not read:",
        "  outputs.facets.odd",
    ]
    listed = json.loads(run("lineage", "import", "events.ndjson", "--format", "json").stdout)
    assert listed == {
        "events": 1,
        "flows": 1,
        "placeholders": 2,
        "relinked": 0,
        "problems": [{"code": "UNRESOLVED_NAME", "where": "s3://elsewhere", "message": message}],
        "unread": ["outputs.facets.odd"],
        "mistakes": [],
    }


def test_what_was_scanned_meanwhile_takes_its_place(run: Run, room: Path, filled: Path) -> None:
    event = run_event(inputs=[dataset()], outputs=[dataset("duckdb:///srv/mart.duckdb", "mart.main.people")])
    (room / "events.ndjson").write_text(lines(event))
    run("lineage", "import", "events.ndjson")
    mart = Source("mart", "duckdb", "/srv/mart.duckdb", {"people": ("phone",)})
    with_store(filled, lambda store: put(store, mart, sequence=2))
    result = run("lineage", "import", "-", given="")
    assert result.stdout.splitlines()[1] == "1 placeholder of earlier events gave way to what was scanned meanwhile."
    (claim,) = claims(filled)
    assert (claim.target.id, claim.target.kind) == (mart.dataset("people"), NodeKind.DATASET)


def test_aliases_come_from_the_configuration(run: Run, room: Path, filled: Path) -> None:
    (room / "gazetteer.yaml").write_text("aliases: {'s3://old/crm': crm}\n")
    event = run_event(inputs=[dataset("s3://old", "crm/users")], outputs=[dataset(name="contacts")])
    (room / "events.ndjson").write_text(lines(event))
    assert "0 placeholders" in run("lineage", "import", "events.ndjson", "-c", "gazetteer.yaml").stdout
    assert claims(filled)[0].origin.id == CRM.dataset("users")


def test_a_file_that_is_not_there(run: Run, filled: Path) -> None:
    result = run("lineage", "import", "gone.ndjson")
    message = "Error: gone.ndjson cannot be read (No such file or directory); check the path and its rights\n"
    assert (result.exit_code, result.stderr) == (2, message)


def fields(source: Source, name: str, path: str) -> Endpoint:
    """A field as an end."""
    return Endpoint(source.field(name, path), NodeKind.FIELD, source.dataset(name), source.id)


def whole(source: Source, name: str) -> Endpoint:
    """A dataset as an end."""
    return Endpoint(source.dataset(name), NodeKind.DATASET, source.dataset(name), source.id)


def claim(origin: Endpoint, target: Endpoint, word: Transformation, **others: Any) -> FlowClaim:
    """A claim of an event."""
    standard: dict[str, Any] = {
        "scope": "openlineage:etl/nightly",
        "how": FlowHow.OPENLINEAGE,
        "first_seen": T0,
        "last_seen": T0 + timedelta(days=2),
        "carries": word is not Transformation.INDIRECT,
        "job": "nightly",
    }
    return FlowClaim(origin=origin, target=target, transformation=word, **(standard | others))


RECIPIENT = NodeRecord("rcp_1", NodeKind.RECIPIENT, "shop/post", "=post()", T0, T0)
PHONE, EMAIL = fields(CRM, "users", "phone"), fields(CRM, "users", "Email")
SKU = fields(LAKE, "events/dt=*/*.parquet", "items[].sku")
TEL = fields(SHOP, "public.users", "phone")
ALL_WORDS = [
    *(claim(PHONE, TEL, word) for word in Transformation),
    claim(EMAIL, TEL, Transformation.AGGREGATION, carries=False),
    claim(SKU, whole(SHOP, "public.users"), Transformation.INDIRECT),
    claim(PHONE, whole(SHOP, "public.orders"), Transformation.IDENTITY),
    claim(whole(CRM, "users"), whole(SHOP, "public.users"), Transformation.UNKNOWN),
    claim(whole(CRM, "orders"), whole(SHOP, "public.users"), Transformation.UNKNOWN),
    claim(whole(CRM, "orders"), whole(SHOP, "public.orders"), Transformation.IDENTITY),
    claim(whole(CRM, "orders"), TEL, Transformation.TRANSFORMATION),
    claim(PHONE, TEL, Transformation.IDENTITY, scope="openlineage:a/b/job/x", job="job/x", last_seen=T0),
]


async def put_claims(store: InventoryStore) -> None:
    """All kinds of claims that events can say."""
    await store.put_claims(ALL_WORDS)


def test_an_export_imported_elsewhere_says_the_same(run: Run, room: Path, filled: Path) -> None:
    with_store(filled, put_claims)
    result = run("lineage", "export", "-o", "all.ndjson")
    assert (result.exit_code, result.stderr) == (0, "Wrote 16 flows.\n")
    other = room / "other.sqlite"
    with_store(other, lambda store: put(store, *SOURCES))
    imported = run("lineage", "import", "all.ndjson", "--strict", "--inventory", f"sqlite:///{other}")
    assert (imported.exit_code, imported.stderr) == (0, "")

    def said(path: Path) -> list[tuple[object, ...]]:
        return [(c.id, c.origin, c.target, c.carries, c.first_seen, c.last_seen, c.job) for c in claims(path)]

    assert said(other) == said(filled)


def test_flows_of_other_producers_are_exported_under_their_scope(run: Run, filled: Path) -> None:
    by_dbt = claim(PHONE, TEL, Transformation.IDENTITY, scope="dbt:shop", how=FlowHow.DBT, job="contacts")
    by_chance = claim(EMAIL, TEL, Transformation.UNKNOWN, scope="overlap", how=FlowHow.OVERLAP, job=None)

    async def fill(store: InventoryStore) -> None:
        await store.put_nodes([RECIPIENT])
        to_recipient = claim(PHONE, RECIPIENT.endpoint, Transformation.IDENTITY, scope="config:x", job="=cmd()")
        await store.put_claims([by_dbt, by_chance, to_recipient])

    with_store(filled, fill)
    result = run("lineage", "export", "--format", "OpenLineage")
    assert result.stderr == "Wrote 1 flow. 2 flows cannot be said in this format.\n"
    first, last = map(json.loads, result.stdout.splitlines())
    assert first["job"] == {"namespace": "gazetteer", "name": "dbt:shop contacts", "facets": {}}
    assert (first["eventTime"], last["eventTime"]) == ("2026-03-01T08:00:00Z", "2026-03-03T08:00:00Z")
    table = run("lineage", "export", "--format", "csv")
    assert table.stderr == "Wrote 3 flows.\n"
    head, *rows = csv.reader(table.stdout.splitlines())
    assert head[:3] + head[-2:] == ["origin_source", "origin_dataset", "origin_field", "first_seen", "last_seen"]
    times = ["2026-03-01T08:00:00Z", "2026-03-03T08:00:00Z"]
    assert sorted(rows) == [
        ["crm", "users", "Email", "shop", "public.users", "phone", "OVERLAP", "UNKNOWN", "", *times],
        ["crm", "users", "phone", "recipient", "'=post()", "", "OPENLINEAGE", "IDENTITY", "'=cmd()", *times],
        ["crm", "users", "phone", "shop", "public.users", "phone", "DBT", "IDENTITY", "contacts", *times],
    ]


def test_placeholders_survive_the_way_out_and_in(run: Run, room: Path, filled: Path) -> None:
    event = run_event(
        inputs=[dataset("s3a://elsewhere", "raw/x")],
        outputs=[
            dataset(
                name="main.invoices",
                columnLineage=columns({"phone": {"inputFields": [fed("tel", namespace="s3://elsewhere", name="raw/x")]}}),
            )
        ],
    )
    (room / "events.ndjson").write_text(lines(event))
    run("lineage", "import", "events.ndjson")
    before = [(each.id, each.origin, each.target) for each in claims(filled)]
    run("lineage", "export", "-o", "all.ndjson")
    other = room / "other.sqlite"
    with_store(other, lambda store: put(store, *SOURCES))
    run("lineage", "import", "all.ndjson", "--inventory", f"sqlite:///{other}")
    assert [(each.id, each.origin, each.target) for each in claims(other)] == before


def test_names_that_are_masked_are_exported_as_ids(run: Run, room: Path, filled: Path) -> None:
    masked = Source("crm", "sqlite", CRM.location, {"ann.lee@example.org": ("13800138000",)})
    origin = fields(masked, "ann.lee@example.org", "13800138000")

    async def fill(store: InventoryStore) -> None:
        await put(store, masked, sequence=2)
        await store.put_claims([claim(origin, TEL, Transformation.IDENTITY)])

    with_store(filled, fill)
    result: Result = run("lineage", "export", "-o", "all.ndjson")
    assert result.exit_code == 0
    text = (room / "all.ndjson").read_text()
    assert "ann.lee" not in text
    assert origin.id in text
    before = claims(filled)
    assert run("lineage", "import", "all.ndjson").stdout.startswith("Took 2 events: 1 flow, 0 placeholders")
    assert [each.id for each in claims(filled)] == [each.id for each in before]


def test_an_empty_inventory_exports_nothing(run: Run, filled: Path) -> None:
    result = run("lineage", "export")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Wrote 0 flows.\n")
    assert run("lineage", "export", "--inventory", "sqlite:///gone.sqlite").exit_code == 2
