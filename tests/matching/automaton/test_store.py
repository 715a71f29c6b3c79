"""Compiled rules on disk."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gazetteer_scanners.matching.automaton import store
from gazetteer_scanners.matching.automaton.rules import Automata, compile_rules
from gazetteer_scanners.matching.automaton.store import load_automata
from gazetteer_scanners.recognizers.registry import RuleSet, rule_set
from gazetteer_scanners.recognizers.rule import Rule

RULES = rule_set([Rule("x", "", "[0-9]{3}|k{1,90}", "s", (), (), inside=True, placeholders=frozenset({"000"}))])


def _is_equal(one: Automata, other: Automata) -> bool:
    for part in ("whole", "shapes", "inside"):
        a, b = getattr(one, part), getattr(other, part)
        if (a.exact_octets, a.refused, len(a.tables)) != (b.exact_octets, b.refused, len(b.tables)):
            return False
        for x, y in zip(a.tables, b.tables, strict=True):
            if x.sets != y.sets or any(
                not np.array_equal(getattr(x, n), getattr(y, n)) for n in ("classes", "steps", "starts")
            ):
                return False
        if len(a.looks) != len(b.looks):
            return False
        for v, w in zip(a.looks, b.looks, strict=True):
            if v.shortest != w.shortest or not (np.array_equal(v.tables, w.tables) and np.array_equal(v.leads, w.leads)):
                return False
    return True


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Rule sets that were compiled."""
    done: list[str] = []

    def counting(rules: RuleSet, max_states: int) -> Automata:
        done.append(rules.version)
        return compile_rules(rules, max_states)

    monkeypatch.setattr(store, "compile_rules", counting)
    return done


def test_what_is_kept_is_what_was_compiled(tmp_path: Path, compiled: list[str]) -> None:
    first = load_automata(RULES, tmp_path)
    assert _is_equal(first, load_automata(RULES, tmp_path))
    assert len(compiled) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".kept"]


def test_another_budget_has_a_file_of_its_own(tmp_path: Path, compiled: list[str]) -> None:
    load_automata(RULES, tmp_path)
    load_automata(RULES, tmp_path, max_states=1_000)
    assert len(compiled) == len(list(tmp_path.iterdir())) == 2


def test_other_rules_have_a_file_of_their_own(tmp_path: Path, compiled: list[str]) -> None:
    other = rule_set([Rule("x", "", "[0-9]{4}", "s", (), ())])
    for rules in (RULES, other, RULES, other):
        load_automata(rules, tmp_path)
    assert compiled == [RULES.version, other.version]


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(octet ^ 0xFF for octet in data[middle : middle + 300]) + data[middle + 300 :]


@pytest.mark.parametrize("damage", [_cut, _flip, lambda data: b"", lambda data: b"something else", lambda data: data[:-9]])
def test_damage_is_repaired(tmp_path: Path, compiled: list[str], damage: Callable[[bytes], bytes]) -> None:
    first = load_automata(RULES, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert _is_equal(first, load_automata(RULES, tmp_path))
    load_automata(RULES, tmp_path)
    assert len(compiled) == 2


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load_automata(RULES, tmp_path / "file" / "folder").whole.tables
    assert (tmp_path / "file").read_text() == ""


def test_two_processes_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from gazetteer_scanners.matching.automaton.store import load_automata\n"
        "from gazetteer_scanners.recognizers.registry import load_rules\n"
        "print(load_automata(load_rules(), Path(sys.argv[1])).whole.tables[0].states)"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [process.communicate(timeout=100)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert answers[0] == answers[1]
    assert len(list(tmp_path.iterdir())) == 1
