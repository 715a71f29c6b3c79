"""Rows about children, asked of the API after a scan of a made database: the counts equal the truth."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gazetteer.api.app import build_app
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.legal_ages import CONSENT_AGES
from gazetteer.inventory.minors import page_minor_rows
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.publishing import begin, publish_dataset_result, publish_source_result
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners import scan
from gazetteer_scanners.evidence.histograms import LEGAL_AGES
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from tests.api.counting import CountingStore
from tests.api.inventory import T0, TAXONOMY
from tests.scanning.writings import AS_OF, WRITINGS, age_of, below, make_births

BIRTHS = make_births(300)
QUERY = """query ($threshold: Int, $jurisdiction: String) { minors(threshold: $threshold, jurisdiction: $jurisdiction) {
  threshold jurisdiction rows { dataset { name source { name } } asOf rows under underMin underMax unknownAge withConsent
    withoutConsent consentUnknown reading sources { path } consent { path } } } }"""


def make_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for writing, write in WRITINGS.items():
            values = [write(birth) for birth in BIRTHS]
            kind = "integer" if isinstance(values[0], int) else "text"
            connection.execute(f"create table {writing} (生日 {kind}, 监护人同意 text)")
            marks = ("是", "否", None)
            connection.executemany(
                f"insert into {writing} values (?, ?)", [(value, marks[n % 3]) for n, value in enumerate(values)]
            )
        connection.execute("create table years (birth_year integer, guardian_consent_at text)")
        connection.executemany("insert into years values (?, ?)", [(2012, "2026-01-01 00:00:00"), (2015, None), (None, None)])
        connection.execute("create table wines (wine_age integer)")
        connection.executemany("insert into wines values (?)", [(n % 12,) for n in range(50)])
    connection.close()


@pytest.fixture(scope="module")
def inventory(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An inventory into which the database was scanned."""
    folder = tmp_path_factory.mktemp("minors")
    make_database(folder / "made.sqlite")
    result = scan(SourceSpec(str(folder / "made.sqlite"), name="made"), options=ScanOptions(as_of=AS_OF))
    uri = f"sqlite:///{folder}/inventory.sqlite"

    async def publish() -> None:
        store = await open_inventory(uri)
        (source,) = result.sources
        begun = await begin(store, result.id, result.rules, [source.ref.id], T0)
        await publish_source_result(store, source, begun, T0)
        for dataset in result.datasets:
            assert await publish_dataset_result(store, dataset, begun, TAXONOMY, T0)
        await store.close()

    asyncio.run(publish())
    return uri


@pytest.fixture
async def minors_client(inventory: str) -> AsyncIterator[TestClient[Any, Any]]:
    store = await open_inventory(inventory)
    async with TestClient(TestServer(build_app(store, TAXONOMY, ServerSettings()))) as opened:
        yield opened
    await store.close()


async def ask_minors(client: TestClient[Any, Any], **variables: object) -> dict[str, Any]:
    response = await client.post("/graphql", json={"query": QUERY, "variables": variables})
    answer: dict[str, Any] = await response.json()
    return answer


def refusal(answer: dict[str, Any]) -> str:
    assert answer["data"] is None
    message: str = answer["errors"][0]["message"]
    return message


async def test_every_writing_is_counted_exactly_with_consent(minors_client: TestClient[Any, Any]) -> None:
    report = (await ask_minors(minors_client))["data"]["minors"]
    assert (report["threshold"], report["jurisdiction"]) == (14, "CN")
    rows = {row["dataset"]["name"]: row for row in report["rows"]}
    assert set(rows) == {*WRITINGS, "years"}
    children = [n for n, birth in enumerate(BIRTHS) if age_of(birth) < 14]
    consents = [sum(n % 3 == answer for n in children) for answer in range(3)]
    for writing in WRITINGS:
        row = rows[writing]
        assert (row["rows"], row["unknownAge"], row["asOf"]) == (300, 0, "2026-06-30")
        assert row["under"] == row["underMin"] == row["underMax"] == len(children)
        assert [row["withConsent"], row["withoutConsent"], row["consentUnknown"]] == consents
        assert (row["sources"], row["consent"]) == ([{"path": "生日"}], {"path": "监护人同意"})
    readings = {
        writing: rows[writing]["reading"] for writing in ("iso", "day_first", "month_first", "epoch_days", "sheet_days")
    }
    assert list(readings.values()) == ["SINGLE", "FIRST", "SECOND", "SECOND", "FIRST"]


async def test_a_year_of_birth_gives_bounds_and_a_missing_time_no_consent(minors_client: TestClient[Any, Any]) -> None:
    rows = (await ask_minors(minors_client))["data"]["minors"]["rows"]
    (row,) = [row for row in rows if row["dataset"]["name"] == "years"]
    assert (row["underMin"], row["underMax"], row["unknownAge"]) == (1, 2, 1)
    assert (row["withConsent"], row["withoutConsent"], row["consentUnknown"]) == (0, 1, 0)
    assert row["consent"] == {"path": "guardian_consent_at"}


@pytest.mark.parametrize("age", [13, 15, 16, 18, 21])
async def test_other_ages(minors_client: TestClient[Any, Any], age: int) -> None:
    report = (await ask_minors(minors_client, threshold=age))["data"]["minors"]
    assert (report["threshold"], report["jurisdiction"]) == (age, None)
    assert {row["under"] for row in report["rows"] if row["dataset"]["name"] != "years"} == {below(BIRTHS, age)}


@pytest.mark.parametrize(("country", "age"), [("US", 13), ("de", 16), ("FR", 15), ("IN", 18)])
async def test_the_age_of_a_countrys_law(minors_client: TestClient[Any, Any], country: str, age: int) -> None:
    report = (await ask_minors(minors_client, jurisdiction=country))["data"]["minors"]
    assert (report["threshold"], report["jurisdiction"]) == (age, country.upper())
    assert CONSENT_AGES[country.upper()] == age


async def test_what_cannot_be_counted_is_refused(minors_client: TestClient[Any, Any]) -> None:
    refused = refusal(await ask_minors(minors_client, threshold=19))
    assert refused == "threshold: 19 is not counted; ask for one of 13, 14, 15, 16, 17, 18, 20, 21"
    refused = refusal(await ask_minors(minors_client, jurisdiction="XX"))
    assert refused.startswith("jurisdiction: no legal age is known for 'XX'; known are AT, BE, BG, CN, ")
    refused = refusal(await ask_minors(minors_client, jurisdiction="CN", threshold=14))
    assert refused == "minors: give threshold or jurisdiction, not both"


async def test_fields_of_a_dataset_with_children_say_why(minors_client: TestClient[Any, Any]) -> None:
    query = """{ field(source: "made", dataset: "iso", path: "生日") {
      level effectiveLevel levelReasons { rule proof { path } } } }"""
    response = await minors_client.post("/graphql", json={"query": query})
    field = (await response.json())["data"]["field"]
    assert (field["level"], field["effectiveLevel"]) == ("PERSONAL", "SENSITIVE")
    assert field["levelReasons"][-1] == {"rule": "minor", "proof": [{"path": "生日"}]}


PAGE = """query ($first: Int, $after: String) { minors(threshold: 18, first: $first, after: $after) {
  rows { dataset { name } consent { path } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


async def ask_page(client: TestClient[Any, Any], first: int, after: str | None = None) -> dict[str, Any]:
    response = await client.post("/graphql", json={"query": PAGE, "variables": {"first": first, "after": after}})
    answer: dict[str, Any] = await response.json()
    return answer


async def test_pages_lose_and_repeat_nothing(minors_client: TestClient[Any, Any]) -> None:
    whole = (await ask_page(minors_client, 100))["data"]["minors"]
    names = [row["dataset"]["name"] for row in whole["rows"]]
    assert names == sorted({*WRITINGS, "years"})
    assert (whole["pageInfo"]["hasNextPage"], whole["pageInfo"]["hasPreviousPage"]) == (False, False)
    for first in (1, 4, len(names)):
        rows: list[dict[str, Any]] = []
        after, has_next = None, True
        while has_next:
            page = (await ask_page(minors_client, first, after))["data"]["minors"]
            assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
            rows += page["rows"]
            after, has_next = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
            assert len(page["rows"]) == first or not has_next
        assert rows == whole["rows"]
    none = (await ask_page(minors_client, 0))["data"]["minors"]
    assert (none["rows"], none["pageInfo"]["hasNextPage"], none["pageInfo"]["endCursor"]) == ([], True, None)
    past = (await ask_page(minors_client, 5, whole["pageInfo"]["endCursor"]))["data"]["minors"]
    assert (past["rows"], past["pageInfo"]["hasNextPage"]) == ([], False)


async def test_a_page_reads_evidence_of_its_datasets_alone(inventory: str) -> None:
    store = await open_inventory(inventory)
    counting = CountingStore(store)
    page = await page_minor_rows(cast("InventoryStore", counting), PageRequest(2))
    assert (len(page.items), page.has_next, counting.calls["read_evidence"]) == (2, True, 3)
    await store.close()


async def test_ages_side_by_side_read_evidence_once(inventory: str) -> None:
    store = await open_inventory(inventory)
    counting = CountingStore(store)
    app = build_app(cast("InventoryStore", counting), TAXONOMY, ServerSettings())
    async with TestClient(TestServer(app)) as client:
        ages = " ".join(f"a{age}: minors(threshold: {age}) {{ rows {{ under }} }}" for age in LEGAL_AGES)
        response = await client.post("/graphql", json={"query": f"{{ {ages} }}"})
        answer = (await response.json())["data"]
    under = [answer[f"a{age}"]["rows"][0]["under"] for age in LEGAL_AGES]
    assert under == sorted(under)
    assert counting.calls["read_evidence"] == len(WRITINGS) + 1
    await store.close()


async def test_wrong_pages_are_refused(minors_client: TestClient[Any, Any]) -> None:
    assert refusal(await ask_page(minors_client, 501)).startswith("first: 501 is out of bounds; ask for 0 to 500 items")
    assert refusal(await ask_page(minors_client, 1, "nonsense")).startswith("after: this is not a cursor of this server")
