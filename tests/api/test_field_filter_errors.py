"""Filters that cannot be answered say which argument is wrong, and why."""

from typing import Any

import pytest

from tests.api.conftest import Ask

QUERY = "query ($filter: FieldFilter) { fields(filter: $filter) { totalCount } }"


@pytest.mark.parametrize(
    ("filter_", "message"),
    [
        (
            {"elements": ["device.imei", "device.imie"]},
            "filter.elements: there is no element 'device.imie'; the query `elements` lists those that exist",
        ),
        (
            {"elements": ["a.1", "a.2", "a.3", "a.4", "a.5", "a.6"]},
            (
                "filter.elements: there is no element 'a.1', 'a.2', 'a.3', 'a.4', 'a.5' and others; "
                "the query `elements` lists those that exist"
            ),
        ),
        ({"minScore": 1.5}, "filter.minScore: 1.5 is out of bounds; give 0 to 1"),
        ({"minScore": -0.1}, "filter.minScore: -0.1 is out of bounds; give 0 to 1"),
        ({"factors": [{"factor": "NAME", "max": 2}]}, "filter.factors.max: 2 is out of bounds; give 0 to 1"),
        ({"factors": [{"factor": "NAME"}] * 13}, "filter.factors: 13 conditions are too many; give at most 12"),
        ({"sources": [f"src_{n}" for n in range(1001)]}, "filter.sources: 1,001 values are too many; give at most 1,000"),
        ({"search": "x" * 201}, "filter.search: 201 characters are too many; give at most 200"),
    ],
)
async def test_wrong_values(ask: Ask, filter_: dict[str, Any], message: str) -> None:
    answer = await ask(QUERY, filter=filter_)
    assert answer["data"] is None
    (error,) = answer["errors"]
    assert (error["message"], error["path"], error["extensions"]) == (message, ["fields"], {"code": "INVALID"})


@pytest.mark.parametrize(
    "filter_",
    [
        {"elements": ["device.imei"] * 1000},
        {"minScore": 0},
        {"minScore": 1},
        {"factors": [{"factor": "NAME"}] * 12},
        {"sources": [f"src_{n}" for n in range(1000)]},
        {"search": "x" * 200},
        {"elements": ["device"]},
        {"elements": ["national_id"]},
    ],
)
async def test_values_just_inside_the_limits(ask: Ask, filter_: dict[str, Any]) -> None:
    assert "errors" not in await ask(QUERY, filter=filter_)


async def test_words_that_the_schema_does_not_have_are_refused_without_suggestions(ask: Ask) -> None:
    answer = await ask("{ fields(filter: {levels: [SENSITIV]}) { totalCuont } }")
    messages = sorted(error["message"] for error in answer["errors"])
    assert messages == [
        "Cannot query field 'totalCuont' on type 'FieldConnection'.",
        "Value 'SENSITIV' does not exist in 'Level' enum.",
    ]
    answer = await ask(QUERY, filter={"levels": ["SENSITIV"]})
    assert "Did you mean" not in answer["errors"][0]["message"]
    assert "SENSITIV" in answer["errors"][0]["message"]
