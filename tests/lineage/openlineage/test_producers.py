"""Events of producers as they are installed: OpenLineage's own client, and dbt through its wrapper."""

import asyncio
import json
import logging
import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from aiohttp.test_utils import TestServer
from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import InputDataset, Job, JobEvent, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import column_lineage_dataset, schema_dataset, symlinks_dataset
from openlineage.client.serde import Serde
from openlineage.client.transport.console import ConsoleConfig, ConsoleTransport
from openlineage.client.transport.file import FileConfig, FileTransport
from openlineage.client.transport.http import HttpCompression, HttpConfig, HttpTransport

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.flows import FlowClaim, FlowQuery, NodeKind, Transformation
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.labels import read_labels
from gazetteer.lineage.openlineage.exporting import PRODUCER, events_of
from gazetteer.lineage.openlineage.intake import LineageIntake
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.lineage.estate import CRM, SHOP, Source, put
from tests.lineage.openlineage.events import CRM as CRM_SPACE
from tests.lineage.openlineage.events import NOW, RUN
from tests.lineage.openlineage.events import SHOP as SHOP_SPACE

PROJECT = Path(__file__).parent / "dbt_project"


@pytest.fixture
async def served(estate: InventoryStore) -> AsyncIterator[str]:
    """Where the application serves the estate's inventory."""
    async with TestServer(build_app(estate, load_taxonomy(), ServerSettings())) as server:
        yield str(server.make_url("/")).rstrip("/")


async def kept(store: InventoryStore) -> list[FlowClaim]:
    """All claims."""
    page = await store.page_flows(FlowQuery(), PageRequest(500))
    return [claim for flow in page.items for claim in flow.claims]


def transformed(*words: str, masking: bool = False) -> list[column_lineage_dataset.Transformation]:
    """Transformations as the client writes them: `DIRECT IDENTITY`."""
    pairs = [word.split() for word in words]
    return [column_lineage_dataset.Transformation(kind, subtype, "", masking) for kind, subtype in pairs]


def input_field(path: str, *words: str, masking: bool = False) -> column_lineage_dataset.InputField:
    """A field of crm's users."""
    return column_lineage_dataset.InputField(CRM_SPACE, "users", path, transformed(*words, masking=masking))


def events() -> list[RunEvent]:
    """A run's start, its end, and another run's failure."""
    columns = column_lineage_dataset.ColumnLineageDatasetFacet(
        fields={
            "phone": column_lineage_dataset.Fields([input_field("phone", "DIRECT IDENTITY", "INDIRECT CONDITIONAL")]),
            "id": column_lineage_dataset.Fields([input_field("Email", "DIRECT TRANSFORMATION", masking=True)]),
        },
        dataset=[input_field("id", "INDIRECT FILTER")],
    )
    schema = schema_dataset.SchemaDatasetFacet([schema_dataset.SchemaDatasetFacetFields("phone", "text")])
    links = symlinks_dataset.SymlinksDatasetFacet([symlinks_dataset.Identifier("hive://h:9083", "crm.users", "TABLE")])
    source = InputDataset(CRM_SPACE, "users", facets={"schema": schema, "symlinks": links})
    target = OutputDataset(SHOP_SPACE, "shop.public.users", facets={"schema": schema, "columnLineage": columns})
    job, other = Job("etl", "nightly"), Job("etl", "broken")
    return [
        RunEvent(eventTime="2026-03-01T02:00:00Z", run=Run(RUN), job=job, eventType=RunState.START, inputs=[source]),
        RunEvent(
            eventTime="2026-03-01T02:05:00Z",
            run=Run(RUN),
            job=job,
            eventType=RunState.COMPLETE,
            inputs=[source],
            outputs=[target],
        ),
        RunEvent(
            eventTime="2026-03-01T03:00:00Z",
            run=Run(RUN),
            job=other,
            eventType=RunState.FAIL,
            inputs=[source],
            outputs=[target],
        ),
    ]


PHONE = SHOP.field("public.users", "phone")
EXPECTED = {
    (CRM.field("users", "phone"), PHONE, Transformation.IDENTITY, True),
    (CRM.field("users", "phone"), PHONE, Transformation.INDIRECT, False),
    (CRM.field("users", "Email"), SHOP.field("public.users", "id"), Transformation.MASKING, True),
    (CRM.field("users", "id"), SHOP.dataset("public.users"), Transformation.INDIRECT, False),
}


async def assert_taken(store: InventoryStore) -> None:
    """The inventory has what `events` say, and nothing else."""
    claims = await kept(store)
    assert {(each.origin.id, each.target.id, each.transformation, each.carries) for each in claims} == EXPECTED
    assert {(each.scope, each.job) for each in claims} == {("openlineage:etl/nightly", "nightly")}
    assert await store.nodes_of_kind(NodeKind.PLACEHOLDER) == ()


@pytest.mark.parametrize("compression", [None, HttpCompression.GZIP])
async def test_the_client_sends_over_http(estate: InventoryStore, served: str, compression: HttpCompression | None) -> None:
    client = OpenLineageClient(transport=HttpTransport(HttpConfig(url=served, compression=compression)))

    def send() -> None:
        for event in events():
            client.emit(event)
        client.close()

    await asyncio.to_thread(send)
    await assert_taken(estate)


async def take_lines(store: InventoryStore, texts: list[str]) -> None:
    """Take events, one a text."""
    taken = await LineageIntake(store, load_taxonomy(), {}).take([json.loads(text) for text in texts], NOW)
    assert (taken.events, taken.refused) == (3, ())


async def test_the_client_writes_a_file(estate: InventoryStore, tmp_path: Path) -> None:
    path = tmp_path / "events.ndjson"
    client = OpenLineageClient(transport=FileTransport(FileConfig(log_file_path=str(path), append=True)))
    for event in events():
        client.emit(event)
    await take_lines(estate, path.read_text().splitlines())
    await assert_taken(estate)


async def test_the_client_writes_to_the_console(estate: InventoryStore, caplog: pytest.LogCaptureFixture) -> None:
    client = OpenLineageClient(transport=ConsoleTransport(ConsoleConfig()))
    with caplog.at_level(logging.INFO, "openlineage.client.transport.console"):
        for event in events():
            client.emit(event)
    await take_lines(estate, [each.message for each in caplog.records if each.name.endswith("console")])
    await assert_taken(estate)


async def test_an_export_is_what_the_client_would_write(estate: InventoryStore) -> None:
    await take_lines(estate, [Serde.to_json(event) for event in events()])
    claims = await kept(estate)
    labels = await read_labels(estate, [end for claim in claims for end in (claim.origin, claim.target)])
    (exported,) = events_of(claims, labels)
    target = exported["outputs"][0]
    facet = target["facets"]["columnLineage"]
    columns = column_lineage_dataset.ColumnLineageDatasetFacet(
        fields={path: _fields(column) for path, column in facet["fields"].items()},
        dataset=[_input_field(entry) for entry in facet["dataset"]],
        producer=PRODUCER,
    )
    event = JobEvent(
        eventTime=exported["eventTime"],
        job=Job(**exported["job"]),
        inputs=[InputDataset(**each) for each in exported["inputs"]],
        outputs=[OutputDataset(target["namespace"], target["name"], facets={"columnLineage": columns})],
        producer=PRODUCER,
    )
    written = Serde.to_dict(event)
    assert without_empty(written) == without_empty(exported)


def _fields(column: dict[str, Any]) -> column_lineage_dataset.Fields:
    return column_lineage_dataset.Fields([_input_field(entry) for entry in column["inputFields"]])


def _input_field(entry: dict[str, Any]) -> column_lineage_dataset.InputField:
    words = [column_lineage_dataset.Transformation(**each) for each in entry["transformations"]]
    return column_lineage_dataset.InputField(entry["namespace"], entry["name"], entry["field"], words)


def without_empty(value: Any) -> Any:
    """The document without empty objects and lists, which a client may leave out."""
    if isinstance(value, dict):
        return {key: inner for key, each in value.items() if (inner := without_empty(each)) not in ({}, [])}
    return [without_empty(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def mart(tmp_path: Path) -> Source:
    """A DuckDB file with a table `users`; what dbt will make in it is not known yet."""
    path = tmp_path / "mart.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE users (id INTEGER, phone TEXT, city TEXT)")
    return Source("mart", "duckdb", str(path), {"users": ("id", "phone", "city")})


async def run_dbt(folder: Path, database: str, url: str) -> str:
    """What `dbt-ol run` says, of the project copied into this folder."""
    shutil.copytree(PROJECT, folder)
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "HOME": str(folder),
        "SHOP_DATABASE": database,
        "OPENLINEAGE_URL": url,
        "OPENLINEAGE_NAMESPACE": "warehouse",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    program = shutil.which("dbt-ol", path=environment["PATH"])
    assert program is not None
    process = await asyncio.create_subprocess_exec(
        program,
        *("run", "--project-dir", str(folder), "--profiles-dir", str(folder)),
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    return said.decode()


async def test_dbt_sends_its_models_columns(estate: InventoryStore, served: str, tmp_path: Path, mart: Source) -> None:
    await put(estate, mart)
    said = await run_dbt(tmp_path / "project", mart.location, served)
    assert "Emitted 6 OpenLineage events" in said
    claims = await kept(estate)
    assert {(claim.origin.id, claim.target.id, claim.scope) for claim in claims} == {
        (mart.field("users", "id"), mart.field("contacts", "id"), "openlineage:warehouse/mart.main.shop.contacts"),
        (mart.field("users", "phone"), mart.field("contacts", "tel"), "openlineage:warehouse/mart.main.shop.contacts"),
        (mart.field("users", "city"), mart.field("cities", "city"), "openlineage:warehouse/mart.main.shop.cities"),
        (mart.field("users", "phone"), mart.field("cities", "n"), "openlineage:warehouse/mart.main.shop.cities"),
    }
    assert {claim.origin.kind for claim in claims} == {NodeKind.FIELD}
    nodes = await estate.nodes_of_kind(NodeKind.PLACEHOLDER)
    assert {node.id for node in nodes} >= {mart.dataset("contacts"), mart.dataset("cities")}
    assert all(node.is_resolved for node in nodes)
