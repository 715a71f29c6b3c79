"""Sources, scans and coverage over them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.publishing import publish_source_result
from gazetteer.inventory.records import ScanRecord
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason
from gazetteer_scanners.scanning.results import ScanStatus, SourceRef, SourceResult, SourceState
from tests.api.conftest import Ask
from tests.api.inventory import CRM, EXPORTS, LEGACY, TAXONOMY


async def test_a_source_tells_what_is_in_it(ask: Ask) -> None:
    query = """{ source(name: "crm") { id name kind location state error { code } aliases datasetCount fieldCount
      levels { level fieldCount }
      coverage { discovered complete unexpected rowsRead } lastScan { id } lastGoodScan { id } firstSeen lastSeen } }"""
    assert (await ask(query))["data"]["source"] == {
        "id": CRM.id,
        "name": "crm",
        "kind": "sqlite",
        "location": "/srv/data/crm",
        "state": "COMPLETE",
        "error": None,
        "aliases": [],
        "datasetCount": 4,
        "fieldCount": 32,
        "levels": [
            {"level": "SENSITIVE", "fieldCount": 3},
            {"level": "PERSONAL", "fieldCount": 15},
            {"level": "NONE", "fieldCount": 14},
        ],
        "coverage": {"discovered": 4, "complete": 4, "unexpected": 0, "rowsRead": 8000},
        "lastScan": {"id": "scan_second"},
        "lastGoodScan": {"id": "scan_second"},
        "firstSeen": "2026-03-01T08:00:00Z",
        "lastSeen": "2026-03-02T08:00:00Z",
    }


async def test_a_source_that_was_never_read_wholly_has_no_good_scan(ask: Ask) -> None:
    query = """{ source(name: "legacy") { state error { code message expected } lastScan { sequence }
      lastGoodScan { sequence } coverage { failed unexpected } } }"""
    assert (await ask(query))["data"]["source"] == {
        "state": "PARTIAL",
        "error": None,
        "lastScan": {"sequence": 2},
        "lastGoodScan": None,
        "coverage": {"failed": 1, "unexpected": 2},
    }


async def test_sources_come_by_name(ask: Ask) -> None:
    answer = await ask("{ sources { totalCount edges { node { name kind } } } }")
    page = answer["data"]["sources"]
    assert page["totalCount"] == 3
    assert [(edge["node"]["name"], edge["node"]["kind"]) for edge in page["edges"]] == [
        ("crm", "sqlite"),
        ("exports", "file"),
        ("legacy", "sqlite"),
    ]


async def test_a_scan_tells_its_sources_coverage_and_gate(ask: Ask) -> None:
    query = """{ scans(first: 1) { totalCount edges { node { id sequence status trigger startedAt finishedAt rules
      sources { name } gateTripped gateReasons
      coverage { discovered complete partial skipped failed notReached unexpected rowsRead missableRate } } } } }"""
    page = (await ask(query))["data"]["scans"]
    assert page["totalCount"] == 2
    assert page["edges"][0]["node"] == {
        "id": "scan_second",
        "sequence": 2,
        "status": "INCOMPLETE",
        "trigger": "cli",
        "startedAt": "2026-03-02T08:00:00Z",
        "finishedAt": "2026-03-02T08:01:00Z",
        "rules": "sha256:new",
        "sources": [{"name": "crm"}, {"name": "exports"}, {"name": "legacy"}],
        "gateTripped": True,
        "gateReasons": ["2 fields are SENSITIVE"],
        "coverage": {
            "discovered": 8,
            "complete": 5,
            "partial": 2,
            "skipped": 0,
            "failed": 1,
            "notReached": 0,
            "unexpected": 2,
            "rowsRead": 10340,
            "missableRate": 0.01,
        },
    }


@pytest.mark.parametrize(
    ("arguments", "sequences"),
    [
        ("", [2, 1]),
        (f'(source: "{CRM.id}")', [2, 1]),
        (f'(source: "{EXPORTS.id}")', [2]),
        ('(source: "src_none")', []),
        ("(status: [COMPLETE])", [1]),
        ("(status: [COMPLETE, INCOMPLETE])", [2, 1]),
        ("(status: [UNKNOWN])", []),
        (f'(source: "{LEGACY.id}", status: [COMPLETE])', []),
        ("(source: null, status: null)", [2, 1]),
    ],
)
async def test_scans_by_source_and_status(ask: Ask, arguments: str, sequences: list[int]) -> None:
    page = (await ask(f"{{ scans{arguments} {{ totalCount edges {{ node {{ sequence }} }} }} }}"))["data"]["scans"]
    assert [edge["node"]["sequence"] for edge in page["edges"]] == sequences
    assert page["totalCount"] == len(sequences)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (None, {"discovered": 8, "complete": 5, "unexpected": 2, "rowsRead": 10340}),
        ([CRM.id, EXPORTS.id], {"discovered": 6, "complete": 5, "unexpected": 0, "rowsRead": 10300}),
        ([LEGACY.id], {"discovered": 2, "complete": 0, "unexpected": 2, "rowsRead": 40}),
        ([], {"discovered": 0, "complete": 0, "unexpected": 0, "rowsRead": 0}),
    ],
)
async def test_coverage_of_some_sources(ask: Ask, sources: list[str] | None, expected: dict[str, int]) -> None:
    query = "query ($sources: [ID!]) { coverage(sources: $sources) { discovered complete unexpected rowsRead } }"
    assert (await ask(query, sources=sources))["data"]["coverage"] == expected


async def test_too_many_sources_are_an_error(ask: Ask) -> None:
    query = "query ($sources: [ID!]) { coverage(sources: $sources) { discovered } }"
    answer = await ask(query, sources=["src_1"] * 1001)
    assert answer["errors"][0]["message"] == "sources: 1,001 ids are too many; give at most 1,000"


async def test_a_source_that_failed_says_why(tmp_path: Path) -> None:
    store = await open_inventory(f"sqlite:///{tmp_path / 'inventory.sqlite'}")
    started = datetime(2026, 3, 1, tzinfo=UTC)
    scan = await store.start_scan(ScanRecord("scn_1", 0, ScanStatus.RUNNING, "cli", started, "sha256:0"))
    error = CoverageReason(CoverageCode.SOURCE_LOST, "crm.sqlite is not a database; check the path")
    result = SourceResult(SourceRef("src_1", "crm", "sqlite", "/crm.sqlite"), SourceState.FAILED, error)
    await publish_source_result(store, result, scan, started)
    async with TestClient(TestServer(build_app(store, TAXONOMY, ServerSettings()))) as client:
        query = "{ sources { edges { node { state error { code message } } } } }"
        response = await client.post("/graphql", json={"query": query})
        answer = await response.json()
    await store.close()
    assert answer["data"]["sources"]["edges"] == [
        {
            "node": {
                "state": "FAILED",
                "error": {"code": "SOURCE_LOST", "message": "crm.sqlite is not a database; check the path"},
            }
        }
    ]
