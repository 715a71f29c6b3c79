"""Repetition that an engine could run away on is found, ordinary repetition is not."""

import re
import time

import pytest

from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.rulefiles.runaway import runaway_part


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(?:a*)*",
        "([a-zA-Z]+)*x",
        "(a|a)*b",
        "(a|ab?)*c",
        "(?:a|b|ab)*c",
        "(x+x+)+y",
        "(.*a){20}",
        "(?:[0-9]{1,3} ?)+x",
        "((a{1,5}){1,5})+",
        "(a?){30}",
        "(?:a{1,10}){1,10}b",
        "(?:[0-9]{1,9} ?){4,9}x",
        "(?=(a+)+b)c",
        "x(?:y(?:(?:ab*b*)*|z))w",
        "(?i)(?:ab|AB)+c",
        r"^(([a-z])+.)+[A-Z]([a-z])+$",
    ],
)
def test_found(pattern: str) -> None:
    assert runaway_part(pattern) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        "[a-z]+(?:-[a-z]+)*",
        "(?:[a-z0-9]+[.])+com",
        r"\b\d{5}(?:-\d{4})?\b",
        "(?:ab|cd)+",
        r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}",
        "a+b+c*",
        r"(?:[0-9]{1,3}\.)+x",
        "(?:[0-9]{2,4}[- ]?){2,4}",
        "(?<!x)[0-9]+(?!y)",
        "(?:ab|AB)+c",
        "[^@]+@[^@]+",
        "(?:[0-9A-F]{2}:){5}[0-9A-F]{2}",
        "(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}",
        r"(?:\w+\s?){1,3}",
        "[0-9]{1,90}",
    ],
)
def test_not_found(pattern: str) -> None:
    assert runaway_part(pattern) is None


def test_no_built_in_pattern_is_refused() -> None:
    refused = [rule.id for rule in load_rules().rules if runaway_part(rule.pattern) is not None]
    assert refused == []


def test_what_is_found_does_run_away() -> None:
    """The smallest of them takes Python's engine more than a hundred times as long for twelve characters more."""
    regex = re.compile("(?:a|ab?)*c")
    assert runaway_part(regex.pattern) is not None
    times = []
    for length in (10, 22):
        began = time.perf_counter()
        regex.search("a" * length)
        times.append(time.perf_counter() - began)
    assert times[1] > 100 * times[0]


def test_it_says_which_kind_and_how_to_write_it() -> None:
    assert "a repetition inside a repetition" in str(runaway_part("(a+)+"))
    assert "the branches of a repeated part" in str(runaway_part("(?:a|b|ab)*c"))
    assert "can match nothing" in str(runaway_part("(a?)+"))
