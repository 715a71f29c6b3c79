"""Pages and cursors: every item once, in order, and clear errors for what is not a cursor."""

from typing import Any

import pytest

from gazetteer.api.paging import MAX_FIRST, read_cursor, write_cursor
from gazetteer.api.problems import RequestError
from tests.api.conftest import Ask
from tests.api.inventory import dataset

PAGE = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } totalCount"


def query_of(connection: str, arguments: str = "") -> str:
    return f"query ($first: Int, $after: String) {{ {connection}(first: $first, after: $after {arguments}) {{ {PAGE} }} }}"


async def pages(ask: Ask, connection: str, first: int, arguments: str = "") -> list[dict[str, Any]]:
    """All pages of a list."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        answer = await ask(query_of(connection, arguments), first=first, after=after)
        assert "errors" not in answer, answer["errors"]
        found.append(answer["data"][connection])
        after = found[-1]["pageInfo"]["endCursor"]
        if not found[-1]["pageInfo"]["hasNextPage"]:
            return found


@pytest.mark.parametrize(
    ("connection", "arguments", "total", "sizes"),
    [
        ("fields", "", 59, [25, 25, 9]),
        ("fields", "orderBy: RISK_DESC", 59, [25, 25, 9]),
        ("fields", "orderBy: DOUBT_DESC", 59, [25, 25, 9]),
        ("fields", "orderBy: SCORE_DESC", 59, [25, 25, 9]),
        ("fields", "orderBy: CHANGED_DESC", 59, [25, 25, 9]),
        ("fields", 'filter: {search: "users"}', 13, [13]),
        ("datasets", "", 8, [3, 3, 2]),
        ("datasets", "filter: {coverage: [COMPLETE]}", 5, [3, 2]),
        ("sources", "", 3, [2, 1]),
        ("scans", "", 2, [1, 1]),
    ],
)
async def test_pages_hold_every_item_once(ask: Ask, connection: str, arguments: str, total: int, sizes: list[int]) -> None:
    found = await pages(ask, connection, sizes[0], arguments)
    assert [len(page["edges"]) for page in found] == sizes
    ids = [edge["node"]["id"] for page in found for edge in page["edges"]]
    assert len(set(ids)) == len(ids) == total
    whole = (await ask(query_of(connection, arguments), first=MAX_FIRST))["data"][connection]
    assert [edge["node"]["id"] for edge in whole["edges"]] == ids
    assert {page["totalCount"] for page in found} == {total}
    assert [page["pageInfo"]["hasPreviousPage"] for page in found] == [False] + [True] * (len(sizes) - 1)
    for page in found:
        info = page["pageInfo"]
        assert (info["startCursor"], info["endCursor"]) == (page["edges"][0]["cursor"], page["edges"][-1]["cursor"])


@pytest.mark.parametrize("connection", ["fields", "datasets", "sources", "scans"])
async def test_a_page_of_no_items_still_tells_that_there_are_some(ask: Ask, connection: str) -> None:
    page = (await ask(query_of(connection), first=0))["data"][connection]
    info = {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert (page["edges"], page["pageInfo"]) == ([], info)


async def test_behind_the_last_item_the_page_is_empty(ask: Ask) -> None:
    last = (await ask(query_of("sources"), first=3))["data"]["sources"]["pageInfo"]["endCursor"]
    page = (await ask(query_of("sources"), first=3, after=last))["data"]["sources"]
    assert (page["edges"], page["pageInfo"]["hasNextPage"], page["pageInfo"]["hasPreviousPage"]) == ([], False, True)


@pytest.mark.parametrize("connection", ["fields", "datasets", "sources", "scans"])
@pytest.mark.parametrize("first", [-1, 501, 2**31 - 1])
async def test_first_out_of_bounds_is_an_error(ask: Ask, connection: str, first: int) -> None:
    answer = await ask(query_of(connection), first=first)
    (error,) = answer["errors"]
    assert answer["data"] is None
    assert error["message"] == f"first: {first} is out of bounds; ask for 0 to 500 items and page on with `after`"


async def test_null_means_the_default(ask: Ask) -> None:
    assert len((await ask(query_of("fields"), first=None))["data"]["fields"]["edges"]) == 50


@pytest.mark.parametrize("cursor", ["", "x", "Zm9v", "!!!", "é", "A" * 5000])
async def test_what_is_no_cursor_is_an_error(ask: Ask, cursor: str) -> None:
    answer = await ask(query_of("fields"), after=cursor)
    message = "after: this is not a cursor of this server; take one from pageInfo.endCursor"
    assert [error["message"] for error in answer["errors"]] == [message]


async def test_a_cut_or_edited_cursor_is_an_error(ask: Ask) -> None:
    cursor = (await ask(query_of("fields"), first=1))["data"]["fields"]["pageInfo"]["endCursor"]
    for damaged in (cursor[:-4], cursor[4:], cursor[:20] + ("A" if cursor[20] != "A" else "B") + cursor[21:]):
        answer = await ask(query_of("fields"), after=damaged)
        assert "not a cursor of this server" in answer["errors"][0]["message"]


async def test_a_cursor_of_another_list_or_order_is_an_error(ask: Ask) -> None:
    cursor = (await ask(query_of("datasets"), first=1))["data"]["datasets"]["pageInfo"]["endCursor"]
    answer = await ask(query_of("fields"), after=cursor)
    message = "after: the cursor belongs to datasets, not to fields.NAME; take one from this list in this order"
    assert answer["errors"][0]["message"] == message
    by_name = (await ask(query_of("fields"), first=1))["data"]["fields"]["pageInfo"]["endCursor"]
    answer = await ask(query_of("fields", "orderBy: RISK_DESC"), after=by_name)
    message = "after: the cursor belongs to fields.NAME, not to fields.RISK_DESC; take one from this list in this order"
    assert answer["errors"][0]["message"] == message


@pytest.mark.parametrize("key", ["", "a\x01b", "用户", "a:b:c", "\udcff"])
def test_cursors_carry_any_key(key: str) -> None:
    assert read_cursor("fields.NAME", write_cursor("fields.NAME", key)) == key
    with pytest.raises(RequestError, match=r"belongs to fields\.NAME, not to scans"):
        read_cursor("scans", write_cursor("fields.NAME", key))


NESTED = """query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on Dataset {
  fields(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { path } } } } } }"""


async def test_a_datasets_own_pages_go_on_from_their_cursors(ask: Ask) -> None:
    first = (await ask(NESTED, id=dataset("users"), first=6, after=None))["data"]["node"]["fields"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (11, True)
    assert first["pageInfo"]["endCursor"] == first["edges"][-1]["cursor"]
    second = (await ask(NESTED, id=dataset("users"), first=6, after=first["edges"][-1]["cursor"]))["data"]["node"]["fields"]
    assert (second["totalCount"], second["pageInfo"]["hasNextPage"]) == (11, False)
    paths = [edge["node"]["path"] for page in (first, second) for edge in page["edges"]]
    expected = "address birth_date city created_at email gender id name national_id password_hash phone"
    assert paths == expected.split()
