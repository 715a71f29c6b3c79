"""Positions made deterministic: the kernel and Python find the same states in the same order."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.matching.automaton.determinising import Octets, OverflowedError, by_kernel, by_python
from gazetteer_scanners.matching.automaton.positions import Positions, bits_of
from gazetteer_scanners.matching.automaton.syntax import read_pattern

NEEDS_KERNEL = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")

_ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "é", "[一-鿿]", "(?:ab|a)*", "b{2,3}", "(?:a|bb?){1,9}", "[a-z]{40}"])
_PATTERNS = st.lists(st.lists(_ATOMS, min_size=1, max_size=4).map("".join), min_size=1, max_size=4)
_MANY = 20_000


def _positions(patterns: list[str], numbers: list[int]) -> tuple[Positions, list[int], dict[int, int]]:
    positions, firsts, ends = Positions(), [0], dict[int, int]()
    for pattern, number in zip(patterns, numbers, strict=False):
        fragment = read_pattern(positions, pattern).fragment
        firsts += [fragment.first, firsts[-1] | fragment.first]
        for at in bits_of(fragment.last):
            ends[at] = ends.get(at, 0) | 1 << number
    return positions, firsts, ends


@NEEDS_KERNEL
@settings(deadline=None)  # Python takes its time
@example(["(?:ab|a)*a[a-z]{40}"], [0, 0, 0, 0])  # too many states for both
@given(_PATTERNS, st.lists(st.integers(0, 200), min_size=4, max_size=4))
def test_the_kernel_finds_what_python_finds(patterns: list[str], numbers: list[int]) -> None:
    positions, firsts, ends = _positions(patterns, numbers)
    octets = Octets(positions)
    try:
        python = by_python(positions, octets, firsts, ends, _MANY)
    except OverflowedError:
        with pytest.raises(OverflowedError):
            by_kernel(positions, octets, firsts, ends, _MANY)
        return
    kernel = by_kernel(positions, octets, firsts, ends, _MANY)
    assert kernel is not None
    assert kernel.rows.tolist() == python.rows.tolist()
    assert kernel.starts.tolist() == python.starts.tolist()
    assert list(kernel.ends) == list(python.ends)


@NEEDS_KERNEL
def test_the_budget_is_the_same() -> None:
    positions, firsts, ends = _positions(["a{50}b|[ab]{3}c", "(?:a|b)*é"], [0, 130])
    octets = Octets(positions)
    states = len(by_python(positions, octets, firsts, ends, _MANY).rows)
    for find in (by_kernel, by_python):
        found = find(positions, octets, firsts, ends, states)
        assert found is not None
        assert len(found.rows) == states
        with pytest.raises(OverflowedError):
            find(positions, octets, firsts, ends, states - 1)


@NEEDS_KERNEL
def test_no_positions_are_one_dead_state() -> None:
    positions = Positions()
    found = by_kernel(positions, Octets(positions), [0], {}, 3)
    assert found is not None
    assert (found.rows.tolist(), found.starts.tolist(), list(found.ends)) == ([[0]], [0], [0])
