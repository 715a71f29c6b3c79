"""Presidio's catalogue through the same compiler."""

import logging
import re

import pyarrow as pa
import pytest

from gazetteer_scanners.matching.automaton.rules import Automata, compile_rules
from gazetteer_scanners.matching.automaton.unions import Spec, compile_union
from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.compiled import CompiledColumnMatcher
from gazetteer_scanners.matching.presidio_patterns import presidio_patterns
from gazetteer_scanners.recognizers.registry import load_rules, rule_set
from tests.matching.equality import Columns, hits_of

PATTERNS = presidio_patterns()
_BEYOND = re.compile(r"\(\?<?[=!]|\\[1-9]")
"""Look-around and references."""
KEPT = rule_set(rule for rule in PATTERNS if not _BEYOND.search(rule.pattern))


@pytest.fixture(scope="module")
def automata() -> Automata:
    return compile_rules(KEPT)


def test_all_that_are_regular_take_one_table_each_way(automata: Automata) -> None:
    assert len(KEPT.rules) >= 130
    for compiled in (automata.whole, automata.inside):
        assert (len(compiled.tables), compiled.refused) == (1, frozenset())


def test_the_others_are_named(caplog: pytest.LogCaptureFixture) -> None:
    others = [rule for rule in PATTERNS if _BEYOND.search(rule.pattern)]
    with caplog.at_level(logging.INFO):
        compiled = compile_union([Spec(i, rule.id, rule.pattern) for i, rule in enumerate(others)])
    assert compiled.refused == frozenset(range(len(others)))
    assert all(rule.id in caplog.text for rule in others)


def test_they_match_as_the_reference_does(automata: Automata) -> None:
    compiled, reference = CompiledColumnMatcher(KEPT, automata=automata), RegexColumnMatcher(KEPT)
    texts = Columns(load_rules(), 7).column(400)
    assert hits_of(compiled, texts) == hits_of(reference, texts)
    texts = pa.array(["219-09-9999", "see 219-09-9999.", "x@example.org", "http://example.org/a"])
    assert hits_of(compiled, texts) == hits_of(reference, texts)
    inside = {hit.rule for hit in compiled.match(texts) if hit.inside}
    assert inside == {"presidio.url.01", "presidio.us_ssn.02", "presidio.us_ssn.04"}
