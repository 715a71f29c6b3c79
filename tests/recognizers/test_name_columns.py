"""Columns whose name says nothing: people's names are found by their values, things are not taken for them."""

from datetime import date

import pyarrow as pa
import pytest

from gazetteer_scanners.classification.decision import FieldDecision
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.scanning.explaining import explain_column
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import Tools, load_tools
from tests.recognizers.made_columns import FULL_NAMES, SINGLE_NAMES, THINGS, names, things

_FOUND = 0.8
"""Of a column of names at least this share is found by one rule."""
_MISTAKEN = 0.45
"""Of a column of things at most this share is taken for names; these were chosen for looking like them."""
_MISTAKEN_ON_AVERAGE = 0.1


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(ScanOptions())


def _decide(tools: Tools, values: list[str], name: str = "col_7") -> FieldDecision:
    return explain_column(name, values, tools, date(2025, 1, 1))


def _elements(decision: FieldDecision) -> list[str]:
    return [detection.element for detection in decision.elements]


def _share(tools: Tools, values: list[str]) -> float:
    """The largest share of values that one rule takes for names of people."""
    text = normalise(pa.array(values, pa.string())).text
    hits = (*tools.matcher.match(text), *tools.sampler.matcher.match(text))
    named = [hit.valid for hit in hits if tools.traits[hit.rule].element.startswith("person.name")]
    return max(named, default=0) / len(values)


@pytest.mark.parametrize("kind", FULL_NAMES)
def test_full_names_are_found_by_value(tools: Tools, kind: str) -> None:
    values = names(kind)
    assert _share(tools, values) >= _FOUND
    assert _elements(_decide(tools, values)) == ["person.name"]


@pytest.mark.parametrize("kind", SINGLE_NAMES)
def test_given_names_and_surnames_are_told_apart(tools: Tools, kind: str) -> None:
    element = "person.name.first" if kind.startswith("given") else "person.name.last"
    values = names(kind)
    assert _share(tools, values) >= _FOUND
    assert _elements(_decide(tools, values)) == [element]


@pytest.mark.parametrize("kind", THINGS)
def test_things_are_no_people(tools: Tools, kind: str) -> None:
    values = things(kind)
    decision = _decide(tools, values)
    assert _share(tools, values) <= _MISTAKEN
    assert [d.element for d in (*decision.elements, *decision.candidates) if d.element.startswith("person.")] == []


def test_few_things_are_taken_for_people(tools: Tools) -> None:
    assert sum(_share(tools, things(kind)) for kind in THINGS) / len(THINGS) <= _MISTAKEN_ON_AVERAGE


def test_a_column_of_few_words_is_a_status_not_a_name(tools: Tools) -> None:
    assert _elements(_decide(tools, ["Ann Lee", "John Smith"] * 50)) == []
    given, surnames = ("Ann", "John", "Maria", "Tom", "Eva"), ("Lee", "Smith", "Silva", "Jones")
    several = [f"{one} {other}" for one in given for other in surnames]  # the number of distinct ones is an estimate
    assert _elements(_decide(tools, several)) == ["person.name"]


def test_names_under_the_name_of_a_thing_are_still_names(tools: Tools) -> None:
    assert _elements(_decide(tools, names("many countries"), "responsible")) == ["person.name"]
    assert _elements(_decide(tools, names("given names"), "first_name")) == ["person.name.first"]
    assert _elements(_decide(tools, names("surnames"), "last_name")) == ["person.name.last"]


def test_the_reason_gives_the_share(tools: Tools) -> None:
    (detection,) = _decide(tools, names("Chinese")).elements
    assert detection.matched is not None
    assert detection.reason.startswith(f"{100 * detection.matched / 300:.1f} % of 300 values have the form of Personal name")
