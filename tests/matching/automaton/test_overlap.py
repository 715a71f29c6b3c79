"""Sets that texts of another table, or words, may have: the same as by running texts."""

import itertools

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.matching.automaton.minimal import minimal_table
from gazetteer_scanners.matching.automaton.overlap import overlapping, sets_of_words
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import Spec, compile_union
from gazetteer_scanners.matching.python_executing import PythonExecutor

TEXTS = ["".join(one) for n in range(1, 6) for one in itertools.product("ab1é", repeat=n)]
ONE = ("a+", "[ab]{2,3}", "1*", "é?1a", "(?:ab)+1", "bbb1.*")
OTHER = ("a*b?", ".*é", "[^1]{3}", "b.1b?")


def _table(patterns: tuple[str, ...]) -> Table:
    (table,) = compile_union([Spec(i, pattern, pattern) for i, pattern in enumerate(patterns)]).tables
    return table


def _sets(table: Table, texts: list[str]) -> list[int]:
    sets, _ = PythonExecutor().whole(table, pa.array(texts), None)
    return list(map(int, sets))


@pytest.mark.parametrize("patterns", [[0], [1], [2], [3], [0, 3], []])
def test_overlapping_finds_the_sets_that_texts_have(patterns: list[int]) -> None:
    one, other = _table(ONE), _table(OTHER)
    having = other.having(patterns)
    pairs = zip(_sets(one, TEXTS), _sets(other, TEXTS), strict=True)
    assert overlapping(one, other, patterns) == {0} | {number for number, its in pairs if having[its]}


def test_too_many_pairs_may_have_any_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazetteer_scanners.matching.automaton.overlap._MAX_PAIRS", 10)
    one = _table(ONE)
    assert overlapping(one, _table(OTHER), [0]) == set(range(len(one.sets)))


def test_words_have_sets_in_either_case() -> None:
    table = _table(("a+", "A", "b[A-Z]?", "(?i)abc", "a1", "."))
    words = ["a", "abc", "a1", "bx", "a\0"]
    spelt = [one for word in words for one in map("".join, itertools.product(*((c, c.upper()) for c in word)))]
    assert sets_of_words(table, words) == {0, *_sets(table, spelt)}
    assert sets_of_words(table, []) == {0}


def test_minimal_tables_give_the_same_sets() -> None:
    table = _table((*ONE, *OTHER, "éaab1?|ébab1?"))
    minimal = minimal_table(table)
    assert minimal.states < table.states
    assert (minimal.steps[: minimal.width] == 0).all()
    assert (np.diff((minimal.steps.reshape(-1, minimal.width)[:, -1] > 0).astype(int)) >= 0).all()
    assert _sets(minimal, TEXTS) == _sets(table, TEXTS)
