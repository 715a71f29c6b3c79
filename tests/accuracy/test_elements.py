"""Every element is found where companies keep it, and not where something else only looks like it.

One scan of a database with the tables of `tests/accuracy/elements`, with their column comments as data dictionary.
"""

import csv
import importlib
import pkgutil
import random
import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from gazetteer_scanners import scan
from gazetteer_scanners.classification.decision import Detection, FieldDecision
from gazetteer_scanners.paths import path_text
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.scanning.request import SourceSpec
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.accuracy import elements
from tests.accuracy.elements.case import Cell, Column, Expectation, Found, Table

TAXONOMY = load_taxonomy()
NEVER_IN_FORCE = frozenset(one.id for one in TAXONOMY if "negative_class" in one.rules)


def _all_tables() -> list[Table]:
    modules = [
        importlib.import_module(f"{elements.__name__}.{found.name}") for found in pkgutil.iter_modules(elements.__path__)
    ]
    return [table for module in modules for table in getattr(module, "TABLES", ())]


TABLES = _all_tables()
CASES = [(table, column, expected) for table in TABLES for column in table.columns for expected in column.expected]


@dataclass(frozen=True)
class Scanned:
    decisions: dict[tuple[str, str], FieldDecision]

    def detection(self, table: Table, column: Column, element: str) -> Detection | None:
        found = self.decisions[table.name, column.name]
        return next((one for one in (*found.elements, *found.candidates) if one.element == element), None)

    def in_force(self, table: Table, column: Column, element: str) -> Detection | None:
        return next((one for one in self.decisions[table.name, column.name].elements if one.element == element), None)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Scanned:
    folder: Path = tmp_path_factory.mktemp("elements")
    _write_database(folder / "elements.sqlite")
    _write_comments(folder / "comments.csv")
    result = scan(SourceSpec(str(folder / "elements.sqlite"), dictionary=folder / "comments.csv"))
    found: dict[tuple[str, str], list[FieldDecision]] = defaultdict(list)
    for dataset in result.datasets:
        for field in dataset.fields:
            found[dataset.info.name, _column_of(path_text(field.path))].append(field.decision)
    return Scanned({place: _together(decisions) for place, decisions in found.items()})


def _column_of(path: str) -> str:
    """The column that a path inside a JSON column belongs to."""
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def _together(decisions: list[FieldDecision]) -> FieldDecision:
    """What was decided on a column and on what is inside it."""
    elements = tuple(one for decision in decisions for one in decision.elements)
    return replace(decisions[0], elements=elements, candidates=tuple(one for d in decisions for one in d.candidates))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _write_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            rng = random.Random(table.name)
            columns = [column.cells(table.rows, rng) for column in table.columns]
            heads = [f"{_quoted(one.name)} {_type_of(cells)}" for one, cells in zip(table.columns, columns, strict=True)]
            connection.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(heads)})")
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", zip(*columns, strict=True))
        connection.commit()


def _type_of(cells: list[Cell]) -> str:
    return {int: "INTEGER", float: "REAL", bytes: "BLOB"}.get(type(cells[0]), "TEXT")


def _write_comments(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("dataset", "field", "type", "comment"))
        rows.writerows((t.name, c.name, "", c.comment) for t in TABLES for c in t.columns if c.comment)


@pytest.mark.parametrize(
    ("table", "column", "expected"), CASES, ids=lambda one: getattr(one, "name", getattr(one, "element", ""))
)
def test_column(scanned: Scanned, table: Table, column: Column, expected: Expectation) -> None:
    detection = scanned.detection(table, column, expected.element)
    force = scanned.in_force(table, column, expected.element)
    shown = scanned.decisions[table.name, column.name]
    if expected.found is Found.UNHEARD:
        assert detection is None, shown
        return
    if expected.found is Found.ABSENT:
        assert force is None, shown
        return
    assert force is not None, shown
    factors = force.factors
    match expected.found:
        case Found.NAMED:
            assert factors.name is not None, force
        case Found.COMMENTED:
            assert factors.name is None, force
            assert factors.comment is not None, force
        case Found.VALUED:
            assert factors.name is None, force
            assert factors.comment is None, force
            assert (factors.value, factors.profile) != (None, None), force


def test_every_element_has_a_hit_and_a_near_miss() -> None:
    hits = {expected.element for _, _, expected in CASES if expected.found not in {Found.ABSENT, Found.UNHEARD}}
    misses = {expected.element for _, _, expected in CASES if expected.found in {Found.ABSENT, Found.UNHEARD}}
    ids = {one.id for one in TAXONOMY}
    assert ids - hits == NEVER_IN_FORCE
    assert hits | NEVER_IN_FORCE == ids
    assert misses == ids


def test_every_element_is_found_by_a_comment_alone() -> None:
    commented = {expected.element for _, _, expected in CASES if expected.found is Found.COMMENTED}
    by_value = {expected.element for _, _, expected in CASES if expected.found is Found.VALUED}
    assert {one.id for one in TAXONOMY} - commented - by_value == NEVER_IN_FORCE


def test_every_element_whose_rules_decide_alone_is_found_by_its_values() -> None:
    rules = load_rules(known_elements=TAXONOMY.is_known)
    deciding = {one.element for one in rules.rules if one.element and not one.needs_name}
    valued = {expected.element for _, _, expected in CASES if expected.found is Found.VALUED}
    assert deciding - valued == set()


def test_every_checksum_is_seen_to_count(scanned: Scanned) -> None:
    rules = load_rules(known_elements=TAXONOMY.is_known)
    checked = {one.element for one in (*rules.rules, *rules.sampled) if one.has_checksum}
    counted = {
        expected.element
        for table, column, expected in CASES
        if (found := scanned.in_force(table, column, expected.element)) is not None and found.factors.checksum
    }
    assert checked - counted == set()


def test_tables_have_names_of_their_own() -> None:
    names = [table.name for table in TABLES]
    assert sorted(names) == sorted(set(names))
    assert all(len({column.name.lower() for column in table.columns}) == len(table.columns) for table in TABLES)
