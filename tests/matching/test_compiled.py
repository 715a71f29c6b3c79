"""The compiled matcher says what the reference says, by the kernel and without it."""

import logging
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.kernel.library import load_kernel
from gazetteer_scanners.matching import python_executing
from gazetteer_scanners.matching.automaton.rules import compile_rules
from gazetteer_scanners.matching.automaton.store import load_automata
from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.compiled import CompiledColumnMatcher
from gazetteer_scanners.matching.executing import KernelExecutor
from gazetteer_scanners.matching.python_executing import PythonExecutor, make_executor
from gazetteer_scanners.matching.text import MAX_CELL_BYTES, normalise
from gazetteer_scanners.recognizers.registry import RuleSet, load_rules, rule_set
from gazetteer_scanners.recognizers.rule import Boundary, Rule
from tests.matching.equality import Columns, examples_of, hits_of

RULES = load_rules()
REFERENCE = RegexColumnMatcher(RULES)


@pytest.fixture(scope="module", params=["kernel", "python"])
def matcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CompiledColumnMatcher:
    library = load_kernel()
    if request.param == "kernel" and library is None:
        pytest.skip("there is no compiled kernel")
    executor = KernelExecutor(library) if request.param == "kernel" and library else PythonExecutor()
    return CompiledColumnMatcher(RULES, executor=executor)


def _rule(pattern: str, rule_id: str = "x", boundary: Boundary | None = None) -> Rule:
    return Rule(rule_id, "", pattern, "s", (), (), inside=boundary is not None, boundary=boundary or Boundary.ALPHANUMERIC)


def _compare(rules: RuleSet, values: list[str | None]) -> None:
    texts = pa.array(values, pa.string())
    expected = hits_of(RegexColumnMatcher(rules), texts)
    for executor in (make_executor(), PythonExecutor()):
        assert hits_of(CompiledColumnMatcher(rules, executor=executor, automata=compile_rules(rules)), texts) == expected


def test_the_version_is_the_rule_sets(matcher: CompiledColumnMatcher) -> None:
    assert matcher.version == RULES.version


def test_every_pattern_is_compiled() -> None:
    automata = load_automata(RULES)
    for compiled in (automata.whole, automata.shapes, automata.inside):
        assert compiled.refused == frozenset()
    assert len(automata.whole.tables) == len(automata.inside.tables) == 1


def test_examples_together(matcher: CompiledColumnMatcher) -> None:
    texts = normalise(pa.array(examples_of(RULES), pa.string())).text
    assert hits_of(matcher, texts) == hits_of(REFERENCE, texts)


def test_examples_one_by_one(matcher: CompiledColumnMatcher) -> None:
    texts = normalise(pa.array(examples_of(RULES), pa.string())).text
    for i in range(0, len(texts), 7):
        assert hits_of(matcher, texts.slice(i, 1)) == hits_of(REFERENCE, texts.slice(i, 1)), texts[i]


@pytest.mark.parametrize("seed", range(4))
def test_changed_examples(matcher: CompiledColumnMatcher, seed: int) -> None:
    columns = Columns(RULES, seed)
    for length in (1, 3, 250, 1_200):
        texts = columns.column(length)
        assert hits_of(matcher, texts) == hits_of(REFERENCE, texts)


@pytest.mark.parametrize("values", [[], [None, None], [""], ["", None, " "]])
def test_nothing_matches_nothing(matcher: CompiledColumnMatcher, values: list[str | None]) -> None:
    assert matcher.match(normalise(pa.array(values, pa.string())).text) == ()


def test_repeated_values(matcher: CompiledColumnMatcher) -> None:
    values = ["11010519491231002X", "张伟", None, "call 13800138000", "ann@example.org"] * 300
    texts = pa.array(values, pa.string())
    assert hits_of(matcher, texts) == hits_of(REFERENCE, texts)


def test_octets_behind_nulls_match_nothing(matcher: CompiledColumnMatcher) -> None:
    octets, offsets = b"13800138000ann@example.org13900139000", np.array([0, 11, 26, 37], np.int32)
    texts = pa.StringArray.from_buffers(3, pa.py_buffer(offsets.tobytes()), pa.py_buffer(octets), pa.py_buffer(b"\x02"), 2)
    assert texts.to_pylist() == [None, "ann@example.org", None]
    assert {hit.rule for hit in matcher.match(texts)} == {"email"}


def test_huge_values(matcher: CompiledColumnMatcher) -> None:
    values = ["x " * 20_000 + "13800138000", "7" * MAX_CELL_BYTES, "a@" * 5_000 + "example.org", "1.1.1.1 " * 3_000]
    texts = pa.array(values)
    assert hits_of(matcher, texts) == hits_of(REFERENCE, texts)


def test_long_repeats_are_counted_in_full(matcher: CompiledColumnMatcher) -> None:
    values = [f"Mozilla/5.0 ({'x' * n}) y" for n in (0, 1, 400, 401, 5000)]
    values += [f"pbkdf2_sha256${'a' * n}" for n in (19, 20, 200, 201)] + [f"{'a' * n}{'*' * 40}" for n in (20, 21)]
    texts = pa.array(values)
    assert hits_of(matcher, texts) == hits_of(REFERENCE, texts)


@pytest.mark.parametrize("boundary", list(Boundary))
def test_boundaries(boundary: Boundary) -> None:
    rules = rule_set([_rule("[0-9]{3}[xy]?", boundary=boundary)])
    around = ["", "1", "a", ".", "1.", "a/", "/", "_", "<", "x<", "-", "é", "，", ".1", "x."]
    _compare(rules, [f"{left}123{right}" for left in around for right in around])


def test_rules_beyond_the_budget_take_further_tables(caplog: pytest.LogCaptureFixture) -> None:
    rules = rule_set([_rule(f"{letter}[0-9]{{20,40}}", f"r{letter}", Boundary.DIGIT) for letter in "abcdefgh"])
    with caplog.at_level(logging.INFO):
        automata = compile_rules(rules, max_states=150)
    assert len(automata.whole.tables) > 1
    assert len(automata.inside.tables) > 1
    assert "exceed the budget of one table" in caplog.text
    values = ["a" + "1" * 20, "h" + "2" * 41, "x b" + "3" * 30, "c" + "4" * 19, None]
    for executor in (make_executor(), PythonExecutor()):
        found = CompiledColumnMatcher(rules, executor=executor, automata=automata)
        assert hits_of(found, pa.array(values)) == hits_of(RegexColumnMatcher(rules), pa.array(values))


def test_many_rules_inside_text() -> None:
    rules = rule_set([_rule(f"k{i:03}[a-z]", f"r{i:03}", Boundary.ALPHANUMERIC) for i in range(300)])
    _compare(rules, [f"see k{i:03}a, k{(i * 7) % 300:03}" + "b" for i in range(300)])


def test_what_is_not_regular_is_left_to_the_reference(caplog: pytest.LogCaptureFixture) -> None:
    rules = rule_set([_rule("[0-9]{4,90}[a-z]{3,900}(?P<a>x)y", "a", Boundary.DIGIT), _rule("(a)\\1", "b"), _rule("c+", "c")])
    with caplog.at_level(logging.INFO):
        automata = compile_rules(rules)
    assert automata.whole.refused == {1}
    assert "b is not compiled" in caplog.text
    found = CompiledColumnMatcher(rules, automata=automata).match(pa.array(["aa", "cc", "1234abcxy"]))
    assert [(hit.rule, hit.whole) for hit in found] == [("a", 1), ("b", 1), ("c", 1)]


def test_it_works_where_nothing_can_be_kept(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    rules = rule_set([_rule("[0-9]{3}")])
    found = CompiledColumnMatcher(rules, cache=blocked / "below").match(pa.array(["123", "1"]))
    assert [(hit.rule, hit.whole) for hit in found] == [("x", 1)]


def test_a_missing_kernel_is_said_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(python_executing, "load_kernel", lambda: None)
    monkeypatch.setattr(python_executing, "kernel_problem", lambda: "it was not built")
    python_executing._warn.cache_clear()
    for _ in range(3):
        assert isinstance(make_executor(), PythonExecutor)
    assert caplog.messages == ["Scans are slower without the compiled kernel: it was not built."]
    python_executing._warn.cache_clear()
