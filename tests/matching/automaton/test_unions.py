"""Patterns as tables, against Python's own engine."""

import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.matching.automaton.determinising import OverflowedError
from gazetteer_scanners.matching.automaton.positions import Positions
from gazetteer_scanners.matching.automaton.syntax import UnsupportedError, read_pattern
from gazetteer_scanners.matching.automaton.tables import build_table
from gazetteer_scanners.matching.automaton.unions import Spec, compile_union
from gazetteer_scanners.matching.python_executing import PythonExecutor, make_executor

_ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", "[0-9]", ".", "é", "[一-鿿]", r"\.", "(?i:aé)", "ab", r"\d", r"[^\w]"])


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    counted = st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,3}", "{1,}", "{2,4}", "*?"]))
    return (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})")
        | counted.map(lambda pair: f"(?:{pair[0]}){pair[1]}")
    )


_PATTERNS = st.recursive(_ATOMS, _grow, max_leaves=8)
_TEXTS = st.lists(st.text("ab0.é张A\n", max_size=6), min_size=1, max_size=8)


@given(st.lists(_PATTERNS, min_size=1, max_size=3), _TEXTS)
def test_tables_say_what_the_patterns_say(patterns: list[str], texts: list[str]) -> None:
    compiled = compile_union([Spec(i, "x", pattern) for i, pattern in enumerate(patterns)])
    assert (len(compiled.tables), compiled.refused, compiled.exact_octets) == (1, frozenset(), {})
    table = compiled.tables[0]
    expected = [[i for i, pattern in enumerate(patterns) if text and re.fullmatch(pattern, text, re.ASCII)] for text in texts]
    for executor in (make_executor(), PythonExecutor()):
        sets, counts = executor.whole(table, pa.array(texts), None)
        assert [list(table.sets[number]) for number in sets] == expected
        assert counts.sum() == len(texts)


@pytest.mark.parametrize("pattern", ["(?=a)b", "(?<!a)b", r"(a)\1", "a++", "(?>a)b", "(", "[z-a]"])
def test_what_is_not_regular_is_refused(pattern: str) -> None:
    with pytest.raises(UnsupportedError):
        read_pattern(Positions(), pattern)


@pytest.mark.parametrize(
    ("pattern", "octets"), [("a{0,80}", None), ("a{0,81}", 81), ("(?:ab){0,100}", 201), (r"\bab\b", 0), ("a{200}", None)]
)
def test_how_far_a_reading_is_exact(pattern: str, octets: int | None) -> None:
    assert read_pattern(Positions(), pattern).exact_octets == octets


def test_unicode_case_takes_all_variants() -> None:
    positions = Positions()
    read = read_pattern(positions, "(?i)straße", has_unicode_case=True)
    table = build_table(positions, [read.fragment.first], dict.fromkeys(range(len(positions.sets)), 0), 1000)
    assert (read.exact_octets, read.is_for_ascii) == (None, True)
    assert table.states > len("straße")


def test_the_budget_is_kept() -> None:
    positions = Positions()
    read = read_pattern(positions, "a{50}")
    with pytest.raises(OverflowedError):
        build_table(positions, [read.fragment.first], {}, 20)
