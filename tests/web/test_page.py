"""The page at `/`: its files come from this server alone, and its examples work."""

import json
import re
from collections.abc import AsyncIterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from graphql import parse, validate

from gazetteer.api.app import build_app
from gazetteer.api.flow_enums import Declared, FlowHow, Grain, GraphNodeKind, LineageDirection, MapGrouping, Transformation
from gazetteer.api.limits import check_limits
from gazetteer.api.schema import build_schema
from gazetteer.api.settings import ServerSettings
from gazetteer.inventory.opening import open_inventory
from gazetteer.web.files import load_assets
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.evidence.histograms import LEGAL_AGES
from tests.api.inventory import TAXONOMY, fill

Client = TestClient[Any, Any]
SCRIPTS = ("asking", "datasets", "flows", "graphs", "layout", "lineage", "map", "mapnode", "minors", "page")
WITHOUT_TEXT = {"flows", "layout", "map", "mapnode", "minors"}  # these leave it to `element`
EXAMPLES: list[dict[str, Any]] = json.loads(load_assets()["examples.json"].content)


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    store = await open_inventory(f"sqlite:///{tmp_path}/inventory.sqlite")
    await fill(store)
    async with TestClient(TestServer(build_app(store, TAXONOMY, ServerSettings()))) as opened:
        yield opened
    await store.close()


async def test_every_file_is_served_with_its_type(client: Client) -> None:
    types = {
        "/": "text/html",
        **{f"/static/{name}.js": "text/javascript" for name in SCRIPTS},
        "/static/page.css": "text/css",
        "/static/examples.json": "application/json",
        "/static/icon.svg": "image/svg+xml",
    }
    assert {("/" if name == "page.html" else f"/static/{name}") for name in load_assets()} == set(types)
    for path, media_type in types.items():
        response = await client.get(path)
        assert (response.status, response.content_type, response.charset) == (200, media_type, "utf-8")
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; ")


async def test_the_page_refers_to_served_paths_only(client: Client) -> None:
    html = await (await client.get("/")).text()
    paths = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len([path for path in paths if path.startswith("/")]) == 14
    assert {path for path in paths if path.startswith("#")} == {"#ask", "#datasets", "#map", "#minors"}
    for path in paths:
        assert path.startswith(("/", "#"))
        assert (await client.get(path)).status == 200


@pytest.mark.parametrize("name", sorted(load_assets()))
def test_nothing_comes_from_elsewhere(name: str) -> None:
    text = load_assets()[name].content.decode()
    addresses = re.findall(r"""(?:https?:)?//[\w.-]+""", re.sub(r"^\s*// .*$", "", text, flags=re.MULTILINE))
    assert [address for address in addresses if address != "http://www.w3.org"] == []
    assert "@import" not in text
    assert "url(" not in text


def test_the_policy_allows_all_that_the_page_does() -> None:
    html = load_assets()["page.html"].content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert "<style" not in html
    assert not re.search(r"\s(?:style|on\w+)=", html)


@pytest.mark.parametrize("name", SCRIPTS)
def test_values_are_put_in_as_text_only(name: str) -> None:
    script = load_assets()[f"{name}.js"].content.decode()
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "createContextualFragment",
    ):
        assert word not in script
    assert ("textContent" in script) is (name not in WITHOUT_TEXT)


def test_there_are_six_examples() -> None:
    assert [example["title"] for example in EXAMPLES] == [
        "Where is device.imei?",
        "Sensitive fields, riskiest first",
        "Coverage gaps",
        "A dataset with its keys",
        "Rows about children",
        "Elements in use, with counts",
    ]
    assert {frozenset(example) for example in EXAMPLES} == {frozenset({"title", "query", "variables"})}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["title"]))
async def test_examples_are_valid_and_find_something(client: Client, example: dict[str, Any]) -> None:
    schema = build_schema()._schema
    document = parse(example["query"])
    assert validate(schema, document) == []
    assert check_limits(schema, document, example["variables"]) == []
    body = {"query": example["query"], "variables": example["variables"]}
    answer = await (await client.post("/graphql", json=body)).json()
    assert "errors" not in answer
    (found, *_) = reversed(list(answer["data"].values()))
    assert len(found) > 1 if isinstance(found, list) else found["totalCount"] > 0


async def test_the_summary_query_of_the_page_is_answered(client: Client) -> None:
    script = load_assets()["page.js"].content.decode()
    matched = re.search(r"const SUMMARY = `([^`]+)`", script)
    assert matched
    answer = await (await client.post("/graphql", json={"query": matched[1]})).json()
    values = answer["data"]["fields"]["facets"][0]["values"]
    assert sum(value["count"] for value in values) == answer["data"]["fields"]["totalCount"] == 59
    levels = re.search(r"const LEVEL_WORDS = \{([^}]+)\}", script)
    assert levels
    assert set(re.findall(r"(\w+):", levels[1])) == {"SENSITIVE", "PERSONAL", "NON_PERSONAL_ALONE", "NONE", "UNKNOWN"}


async def test_the_queries_of_datasets_are_answered(client: Client) -> None:
    script = load_assets()["datasets.js"].content.decode()
    listing, detail = re.findall(r"const DATASETS? = `([^`]+)`", script)
    asked = {"query": listing, "variables": {"rows": ["PERSON"], "after": None}}
    answer = (await (await client.post("/graphql", json=asked)).json())["data"]["datasets"]
    assert [(edge["node"]["name"], edge["node"]["rowIs"]) for edge in answer["edges"]] == [("users", "PERSON")]
    asked = {"query": detail, "variables": {"id": answer["edges"][0]["node"]["id"]}}
    node = (await (await client.post("/graphql", json=asked)).json())["data"]["node"]
    assert (node["name"], node["rowIs"], node["fields"]["totalCount"]) == ("users", "PERSON", 11)


def test_the_page_knows_every_row_kind_and_every_age_that_is_counted() -> None:
    words = re.search(r"const ROW_WORDS = \{([^}]+)\}", load_assets()["asking.js"].content.decode())
    ages = re.search(r"const AGES = \[([^\]]+)\]", load_assets()["minors.js"].content.decode())
    assert words
    assert ages
    assert set(re.findall(r"(\w+):", words[1])) == set(RowKind.__members__)
    assert [int(age) for age in ages[1].split(",")] == list(LEGAL_AGES)


def _queries() -> dict[str, str]:
    """Every query that the scripts ask, by its constant's name."""
    scripts = [load_assets()[f"{name}.js"].content.decode() for name in SCRIPTS if name != "minors"]
    quoted = [pair for script in scripts for pair in re.findall(r"const ([A-Z_]+) = `([^`]+)`", script)]
    return {**dict(quoted), **dict(re.findall(r'const ([A-Z_]+) = "(\{[^"]+\})"', "".join(scripts)))}


@pytest.mark.parametrize("name", sorted(_queries()))
def test_queries_are_valid_and_stay_inside_the_limits(name: str) -> None:
    schema = build_schema()._schema
    document = parse(_queries()[name])
    assert validate(schema, document) == []
    assert check_limits(schema, document, {}) == []


def test_these_queries_are_checked() -> None:
    assert {"SUMMARY", "DATASETS", "DATASET", "DATA_MAP", "MAP_NODE", "IN_USE", "LINEAGE", "PROOFS"} <= set(_queries())


@pytest.mark.parametrize(
    ("words", "members"),
    [
        ("HOW_WORDS", FlowHow),
        ("CHANGE_WORDS", Transformation),
        ("KIND_WORDS", GraphNodeKind),
        ("DECLARED_WORDS", Declared),
    ],
)
def test_the_page_has_words_for_every_member(words: str, members: type[Enum]) -> None:
    matched = re.search(rf"const {words} = \{{([^}}]+)\}}", load_assets()["flows.js"].content.decode())
    assert matched
    assert set(re.findall(r"(\w+): \"", matched[1])) == set(members.__members__)


def test_the_page_offers_every_grouping_and_grain() -> None:
    scripts = load_assets()["map.js"].content.decode() + load_assets()["lineage.js"].content.decode()
    for name, members in (("GROUPINGS", MapGrouping), ("GRAINS", Grain), ("DIRECTIONS", LineageDirection)):
        matched = re.search(rf"const {name} = \[(.+)\];", scripts)
        assert matched
        assert set(re.findall(r'\["([A-Z]+)"', matched[1])) == set(members.__members__)
