"""A page costs the same number of store calls, however many items it has."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest

from gazetteer.api.context import RequestContext
from gazetteer.api.execution import Operation, execute
from gazetteer.api.loaders import Loaders
from gazetteer.api.schema import build_schema
from gazetteer.api.types.element import ElementCatalogue
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.publishing import begin, publish_source_result
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.connectors.protocol import DatasetInfo
from gazetteer_scanners.scanning.results import SourceResult, SourceState
from tests.api.counting import CountingStore
from tests.api.inventory import T0, TAXONOMY, found, publish, result, source_ref

FIELDS = """query ($first: Int!) { fields(first: $first) { totalCount pageInfo { hasNextPage endCursor }
  facets(of: [ELEMENT, SOURCE]) { key values { value label } } coverage { discovered }
  edges { cursor node { id path coverage { state scan { id sources { name } } }
    dataset { id name keys { fields { path } refersTo { name } }
      source { name datasetCount levels { fieldCount } lastScan { id } } }
    elements { element { id label fieldCount parent { id } } score reason factors { name value } } candidates { score }
    levelReasons { text proof { path dataset { name source { name } } } } } } } }"""

DATASETS = """query ($first: Int!) { datasets(first: $first) { totalCount coverage { discovered } edges { node { name
  source { name fieldCount } keys { fields { path } } elements { id label } lastGoodCoverage { scan { id } }
  fields(first: 3) { totalCount pageInfo { hasNextPage } coverage { discovered }
    edges { node { path dataset { name } } } } } } } }"""


@pytest.fixture
async def wide(tmp_path: Path) -> AsyncIterator[InventoryStore]:
    """An inventory of 60 datasets in 6 sources, with 6 fields each."""
    store = await open_inventory(f"sqlite:///{tmp_path}/inventory.sqlite")
    sources = [source_ref("sqlite", f"shop{number}") for number in range(6)]
    scan = await begin(store, "scan_wide", "sha256:x", [source.id for source in sources], T0)
    columns = (
        found("id"),
        found("user_id", ("account.user_id", 0.8)),
        found("email", ("contact.email", 0.99)),
        found("imei", ("device.imei", 0.97)),
        found("model", ("device.model", 0.7), doubt=("device.brand", 0.4)),
        found("total"),
    )
    for source in sources:
        await publish_source_result(store, SourceResult(source, SourceState.COMPLETE), scan, T0)
        infos = [DatasetInfo(f"table{number}", "table", primary_key=("id",)) for number in range(10)]
        await publish(store, tuple(result(source, info, columns) for info in infos), scan, T0)
    yield store
    await store.close()


async def calls(store: InventoryStore, query: str, first: int) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """The store calls that a page costs, and its items."""
    counting = CountingStore(store)
    counted = cast("InventoryStore", counting)
    context = RequestContext(ElementCatalogue(TAXONOMY), Loaders(counted, TAXONOMY.closure))
    answer = await execute(build_schema(), Operation(query, None, {"first": first}), context, 30)
    assert "errors" not in answer, answer["errors"]
    (connection,) = answer["data"].values()
    return dict(counting.calls), [edge["node"] for edge in connection["edges"]]


async def test_a_page_of_fields_costs_the_same_calls_at_any_size(wide: InventoryStore) -> None:
    counts = {}
    for first in (5, 50, 300):
        counts[first], nodes = await calls(wide, FIELDS, first)
        assert len(nodes) == first
        assert sum(len(reason["proof"]) for node in nodes for reason in node["levelReasons"]) > 0
    assert counts[5] == counts[50] == counts[300]
    assert counts[5] == {
        "page_fields": 1,
        "count_fields": 1,
        "facet_fields": 2,
        "dataset_totals": 1,
        "datasets_by_id": 1,
        "sources_by_id": 1,
        "fields_by_id": 2,  # proofs of levels, then fields of keys
        "scans_by_id": 1,
        "source_totals": 1,
    }


async def test_a_page_of_datasets_costs_the_same_calls_at_any_size(wide: InventoryStore) -> None:
    counts = {}
    for first in (5, 60):
        counts[first], nodes = await calls(wide, DATASETS, first)
        assert [len(node["fields"]["edges"]) for node in nodes] == [3] * first
    assert counts[5] == counts[60]
    assert counts[5] == {
        "page_datasets": 1,
        "dataset_totals": 1,
        "datasets_by_id": 1,
        "sources_by_id": 1,
        "source_totals": 1,
        "fields_by_id": 1,
        "scans_by_id": 1,
        "fields_of_datasets": 1,
    }


async def test_fields_alone_cost_one_call(wide: InventoryStore) -> None:
    counts, _ = await calls(wide, "query ($first: Int!) { fields(first: $first) { edges { cursor node { path } } } }", 300)
    assert counts == {"page_fields": 1}


async def test_cursors_of_nested_pages_cost_one_call_for_each_dataset(wide: InventoryStore) -> None:
    query = """query ($first: Int!) { datasets(first: $first) { edges { node { fields(first: 3) {
      pageInfo { startCursor endCursor } edges { cursor node { id } } } } } } }"""
    counts, nodes = await calls(wide, query, 4)
    assert counts == {"page_datasets": 1, "fields_of_datasets": 1, "page_fields": 4}
    assert len({edge["cursor"] for node in nodes for edge in node["fields"]["edges"]}) == 12
