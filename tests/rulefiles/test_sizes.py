"""Patterns that do not fit into tables are refused at once, and told how to be written."""

import time

import pytest

from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.rulefiles.sizes import re2_problem, table_problem


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(a|b)*a(a|b){20}", "needs more than 3,000 states"),
        ("((a{70}){70}){70}", "stands for more than 6,000 characters"),
        ("(?<!x)a", "look-around"),
        ("a(?=b)", "look-around"),
        (r"(a)\1", "references to groups"),
        ("(?>ab)c", "atomic groups"),
        ("a++b", "possessive repetition"),
        (r"\bab", "anchors"),
        ("^ab$", "anchors"),
        ("a(", "is no regular expression (missing ), unterminated subpattern at position 1)"),
        ("x" * 4_001, "longer than 4,000 characters"),
    ],
)
def test_refused_within_two_seconds(pattern: str, words: str) -> None:
    began = time.process_time()
    assert words in str(table_problem(pattern))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("pattern", ["[0-9]{6}", "(?i)ab|cd", "[一-鿿]{2,30}", "(a|b)*a(a|b){8}", "(?:.*x){2}", "a{2000}"])
def test_taken(pattern: str) -> None:
    assert table_problem(pattern) is None


def test_the_empty_text_is_refused_inside_text_alone() -> None:
    assert table_problem("a*") is None
    assert "can match the empty text" in str(table_problem("a*", is_inside=True))


def test_every_built_in_pattern_is_taken() -> None:
    assert {
        rule.id: why for rule in load_rules().rules if (why := table_problem(rule.pattern) or re2_problem(rule.pattern))
    } == {}


def test_what_only_python_reads_is_refused() -> None:
    assert re2_problem("[0-9]{6}") is None
    assert "cannot be read by RE2" in str(re2_problem("(?:a{900}){900}"))
