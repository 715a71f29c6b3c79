"""Limits: what is too deep, too wide or too costly is refused in time linear in the document."""

from typing import Any

import pytest
from graphql import get_introspection_query, parse

from gazetteer.api.limits import OperationScale
from gazetteer.api.schema import build_schema
from tests.api.conftest import Ask
from tests.api.test_first_query import WHERE_IS

SCHEMA = build_schema()._schema


def refusals(query: str, **variables: Any) -> list[str]:
    """What the rule says of a document."""
    document = parse(query)
    return [error.message for error in OperationScale(SCHEMA, document, variables).check()]


def visits(query: str) -> int:
    """How many selections the rule looks at."""
    scale = OperationScale(SCHEMA, parse(query), {})
    scale.check()
    return scale.visited


def parents(depth: int) -> str:
    """A query so many fields deep."""
    return '{ element(id: "person") { ' + "parent { " * (depth - 2) + "id" + " }" * (depth - 2) + " } }"


def test_depth_of_twelve_passes_and_thirteen_does_not() -> None:
    assert refusals(parents(12)) == []
    assert refusals(parents(13)) == ["the operation is refused: it is 13 fields deep; at most 12 are allowed"]


def test_depth_counts_through_fragments() -> None:
    query = '{ element(id: "person") { ...A } } fragment A on Element { parent { ...B } } fragment B on Element { id }'
    assert refusals(query) == []
    deep = "fragment B on Element { " + "parent { " * 10 + "id" + " }" * 10 + " }"
    assert refusals(query.replace("fragment B on Element { id }", deep)) == [
        "the operation is refused: it is 13 fields deep; at most 12 are allowed"
    ]


def test_endless_nesting_is_refused_before_it_is_weighed() -> None:
    inline = '{ element(id: "a") { ' + "... { " * 70 + "id" + " }" * 70 + " } }"
    assert refusals(inline) == ["selections are nested more than 64 deep; at most 12 fields are allowed"]


def test_thirty_aliases_pass_and_more_do_not() -> None:
    thirty = "{ " + " ".join(f"a{n}: coverage {{ discovered }}" for n in range(30)) + " }"
    assert refusals(thirty) == []
    more = thirty[:-1] + "x: coverage { discovered } }"
    assert refusals(more) == ["the operation is refused: it has 31 aliases; at most 30 are allowed"]


def test_aliases_in_a_shared_fragment_count_each_time() -> None:
    query = "{ " + " ".join(["coverage { ...A }"] * 16) + " } fragment A on CoverageTotals { a: discovered b: complete }"
    assert refusals(query) == ["the operation is refused: it has 32 aliases; at most 30 are allowed"]


def test_a_thousand_fields_pass_and_more_do_not() -> None:
    assert refusals("{ coverage { " + "discovered " * 999 + "} }") == []
    assert refusals("{ coverage { " + "discovered " * 1000 + "} }") == [
        "the operation is refused: it selects 1,001 fields; at most 1,000 are allowed"
    ]


def test_pages_weigh_by_their_size() -> None:
    inner = "edges { node { id path comment dataType } }"
    query = f"query ($n: Int) {{ datasets(first: 100) {{ edges {{ node {{ fields(first: $n) {{ {inner} }} }} }} }} }}"
    assert refusals(query, n=300) == []
    costly = "the operation is refused: it costs 300,301; at most 200,000 are allowed, so ask for smaller pages"
    assert refusals(query, n=500) == [costly]
    assert refusals(query) == [costly]
    assert refusals(query.replace("$n: Int", "$n: Int = 300")) == []
    assert refusals(query.replace("fields(first: $n)", "fields")) == []
    assert refusals(query.replace("first: 100", "first: -7"), n=500) == []


def test_the_designs_first_query_passes_with_the_biggest_page() -> None:
    document = parse(WHERE_IS.replace("first: 50", "first: 500"))
    scale = OperationScale(SCHEMA, document, {"elements": ["device.imei"]})
    assert (scale.check(), scale.heaviest.cost, scale.heaviest.depth) == ([], 26_001, 6)


def test_lists_without_pages_weigh_too() -> None:
    assert refusals("{ elements { id children { id children { id } } } }") == []
    bomb = "{ elements { parent { children { parent { children { parent { children { id } } } } } } } }"
    assert refusals(bomb) == [
        "the operation is refused: it costs more than 2,000,000; at most 200,000 are allowed, so ask for smaller pages"
    ]
    ids = ", ".join(f'"fld_{n}"' for n in range(500))
    assert refusals("query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Source { levels { level } } } }", ids=["a"] * 500) == []
    chain = "levelReasons { proof { " * 4 + "id" + " } }" * 4
    assert refusals(f"{{ nodes(ids: [{ids}]) {{ ... on Field {{ {chain} }} }} }}") == [
        "the operation is refused: it costs more than 2,000,000; at most 200,000 are allowed, so ask for smaller pages"
    ]


def doubling(levels: int, leaf: str = "id") -> str:
    """Fragments of which each spreads the next one twice: 2^levels leaves in a document of linear size."""
    parts = [f"fragment F{n} on Element {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
    return '{ element(id: "a") { ...F0 } } ' + " ".join(parts) + f" fragment F{levels} on Element {{ {leaf} }}"


def test_doubling_fragments_are_refused_after_one_look_at_each() -> None:
    assert refusals(doubling(8)) == []
    assert refusals(doubling(10)) == ["the operation is refused: it selects 1,025 fields; at most 1,000 are allowed"]
    fields, cost = refusals(doubling(1400))
    assert fields == "the operation is refused: it selects more than 2,000,000 fields; at most 1,000 are allowed"
    assert cost.startswith("the operation is refused: it costs more than 2,000,000")
    assert [visits(doubling(levels)) for levels in (10, 100, 1000)] == [23, 203, 2003]


def test_doubling_through_fields_is_refused_after_one_look_at_each() -> None:
    parts = [f"fragment F{n} on Element {{ a: parent {{ ...F{n + 1} }} b: parent {{ ...F{n + 1} }} }}" for n in range(1000)]
    query = '{ element(id: "a") { ...F0 } } ' + " ".join(parts) + " fragment F1000 on Element { id }"
    assert len(refusals(query)) == 5
    assert visits(query) == 1 + 1 + 4 * 1000 + 1


def test_a_fragment_without_use_is_looked_at_once_and_weighs_nothing() -> None:
    query = "{ coverage { discovered } } fragment Big on CoverageTotals { " + "complete " * 2998 + "}"
    assert refusals(query) == []
    assert visits(query) == 3000


def test_a_document_is_bounded_even_where_nothing_uses_it() -> None:
    query = "{ coverage { discovered } } fragment Big on CoverageTotals { " + "complete " * 2999 + "}"
    assert refusals(query) == ["the document has 3,001 selections; at most 3,000 are allowed"]


def test_cycles_of_fragments_are_refused() -> None:
    one = '{ element(id: "a") { ...A } } fragment A on Element { parent { ...A } }'
    assert refusals(one) == ["fragment A spreads itself; take the spread out"]
    two = '{ element(id: "a") { id } } fragment A on Element { ...B } fragment B on Element { ... { parent { ...A } } }'
    assert refusals(two) == ["fragment A spreads itself; take the spread out"]


def test_a_long_chain_of_fragments_is_weighed_without_recursion() -> None:
    chain = " ".join(f"fragment F{n} on Element {{ ...F{n + 1} }}" for n in range(2900))
    assert refusals('{ element(id: "a") { ...F0 } } ' + chain + " fragment F2900 on Element { id }") == []


def test_unknown_names_are_left_to_other_rules() -> None:
    assert refusals("{ nothing { at(all: 1) { ...Missing ... on Nobody { id } } } }") == []
    assert refusals("mutation { nothing { id } }") == []


def test_introspection_passes_and_does_not_count_as_fields() -> None:
    assert refusals(get_introspection_query(descriptions=True, specified_by_url=True, input_value_deprecation=True)) == []


def test_introspection_bombs_are_refused() -> None:
    nested = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    assert refusals(nested)[0] == (
        "the operation is refused: its introspection is nested too deeply; at most 20 fields and 2 lists of types are allowed"
    )
    wide = "{ __schema { types { " + "name " * 500 + "} } }"
    assert refusals(wide) == ["the operation is refused: it selects 502 fields of introspection; at most 500 are allowed"]
    deep = "{ __schema { queryType { " + "ofType { " * 20 + "name" + " }" * 20 + " } } }"
    assert len(refusals(deep)) == 1
    assert refusals("{ __schema { types { fields { " + "args { name } " * 200 + "} } } }") == [
        "the operation is refused: its introspection costs 480,062; at most 200,000 are allowed"
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (parents(13), "the operation is refused: it is 13 fields deep; at most 12 are allowed"),
        ("{" * 300, "Syntax Error: "),
        ("{ a " * 300 + "}" * 300, "Syntax Error: "),
        ("{ a(x: " + "[" * 300 + "]" * 300 + ") }", "Syntax Error: "),
        ("{ coverage { " + "discovered " * 30_000 + "} }", "Syntax Error: "),
        (doubling(1400), "the operation is refused: it selects more than 2,000,000 fields"),
    ],
)
async def test_bombs_over_http_get_a_readable_answer(ask: Ask, query: str, message: str) -> None:
    answer = await ask(query)
    assert answer["data"] is None
    assert answer["errors"][0]["message"].startswith(message)
    assert answer["errors"][0]["extensions"]["code"] in ("LIMIT", "INVALID")


def test_rows_about_children_count_by_their_page() -> None:
    query = "{ minors%s { threshold rows { under dataset { name } } } }"
    for arguments, cost in (("", 501), ("(first: 500)", 2_501)):
        scale = OperationScale(SCHEMA, parse(query % arguments), {})
        assert (scale.check(), scale.heaviest.cost) == ([], cost)
